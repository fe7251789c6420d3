using AllianceMonitor.Extraction;

namespace AllianceMonitor.Tests.Support;

/// <summary>How much of its text an article shares with others of the same wording.</summary>
internal enum Form
{
    /// <summary>The whole text: with the same deal, a copy word for word.</summary>
    Whole,

    /// <summary>The end is worded anew.</summary>
    Rewrite,

    /// <summary>The beginning of it.</summary>
    Excerpt,

    /// <summary>The whole text without the sentence about the deal.</summary>
    WithoutTheDeal,
}

/// <summary>What an article says of one of a few events, and in which words; the text follows from it.</summary>
/// <param name="Event">Number of the event, see <see cref="Events"/>.</param>
/// <param name="Percent">The value of the deal.</param>
/// <param name="Stage">Planned, agreed or signed.</param>
/// <param name="IsDenied">Whether it is a denial, which has no stage of its own.</param>
/// <param name="Wording">Articles of one wording differ only in the deal and by their form.</param>
/// <param name="Form">See there.</param>
internal sealed record Report(int Event, int Percent, DealStage Stage, bool IsDenied, int Wording, Form Form)
{
    public const string Watchlist = """
        focus: [renault, nissan]
        entities:
          - { id: renault, name: Renault }
          - { id: nissan, name: Nissan }
          - { id: ampere, name: Ampere }
          - { id: honda, name: Honda }
        """;

    public const string Subscriptions = """
        operations:
          email: [ops@example.com]
        subscriptions:
          - id: desk
            email: [desk@example.com]
        """;

    private static readonly (string Subject, string Does)[] Deals =
        [("Renault", "cut its stake in Nissan to"), ("Nissan", "raise its stake in Ampere to"), ("Honda", "raise its stake in Renault to")];

    private static readonly string[] Nouns =
    [
        "harbour", "lantern", "river", "carpenter", "orchard", "violin", "glacier", "kettle", "meadow", "sailor", "curtain", "pebble", "thunder", "basket", "monastery", "falcon", "ladder", "bakery", "tunnel",
        "compass", "sparrow", "chimney", "island", "teapot", "blanket", "fountain", "shepherd", "mirror", "staircase", "bicycle", "telescope", "haystack", "puddle", "cathedral", "marble", "canyon",
    ];

    private static readonly string[] Verbs = ["admires", "paints", "carries", "forgets", "repairs", "follows", "polishes", "measures", "covers", "greets", "borrows", "outlives"];

    public static int Events => Deals.Length;

    /// <summary>Identity of what it says: <c>affirmed 15%</c>, <c>denied 15%</c>; null when it says nothing.</summary>
    public string? Saying => Form == Form.WithoutTheDeal ? null : $"{(IsDenied ? Polarity.Denied : Polarity.Affirmed)} {Percent}%".ToLowerInvariant();

    public string Text
    {
        get
        {
            (string subject, string does) = Deals[Event];
            string deal = Form == Form.WithoutTheDeal ? "" : IsDenied ? $"{subject} denied that it wanted to {does} {Percent}%. " : Stage switch
            {
                DealStage.Planned => $"{subject} will {does} {Percent}%, the two companies said on Monday. ",
                DealStage.Agreed => $"{subject} has agreed to {does} {Percent}%, the two companies said. ",
                _ => $"{subject} signed a contract to {does} {Percent}%, the two companies said on Monday. ",
            };
            var random = new Random((1_000 * Event) + Wording);
            string first = Sentences(random, 3), second = Sentences(random, 4), last = Sentences(Form == Form.Rewrite ? new Random(500_000 + (1_000 * Event) + Wording) : random, 2);
            return $"About a {Pick(random, Nouns)} and a {Pick(random, Nouns)}\n\n{deal}{first}\n\n{second}{(Form == Form.Excerpt ? "" : $"\n\n{last}")}\n";
        }
    }

    private static string Sentences(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => $"One {Pick(random, Nouns)} beside the {Pick(random, Nouns)} {Pick(random, Verbs)} some {Pick(random, Nouns)} and another {Pick(random, Nouns)} of {Pick(random, Nouns)}."));

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
