using AllianceMonitor.Alerts;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>Any number of deals of Renault with companies of made-up names, each told in words of its own: each opens a story and alerts six recipients once.</summary>
internal static class ManyDeals
{
    public static readonly IReadOnlyList<Recipient> Recipients =
    [
        .. ((string[])["one", "two", "three"]).Select(name => new Recipient(Recipient.Email, $"{name}@alliance-monitor.example")),
        .. ((string[])["ONE", "TWO", "THREE"]).Select(name => new Recipient(Recipient.Teams, $"TEAMS_WEBHOOK_{name}")),
    ];

    private static readonly string[] Beginnings = ["Bor", "Kal", "Ven", "Mir", "Tas", "Lun", "Dor", "Pel", "Ros", "Gim", "Hul", "Jat", "Nev", "Qua", "Zim"];
    private static readonly string[] Ends = ["dexa", "tano", "vik", "lorra", "mexo", "nara", "silta", "tec", "wenna", "zor", "bantu", "gado", "pexis", "ruva", "yolo"];

    private static readonly string[] Nouns =
    [
        "harbour", "lantern", "river", "carpenter", "orchard", "violin", "glacier", "kettle", "meadow", "sailor", "curtain", "pebble", "thunder", "basket", "monastery", "falcon", "ladder", "bakery", "tunnel",
        "compass", "sparrow", "chimney", "island", "teapot", "blanket", "fountain", "shepherd", "mirror", "staircase", "bicycle", "telescope", "haystack", "puddle", "cathedral", "marble", "canyon",
    ];

    /// <summary>How many there are.</summary>
    public static int Max => Beginnings.Length * Ends.Length;

    /// <summary>Settings that the subscriptions name.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } =
        Recipients.Where(recipient => recipient.Channel == Recipient.Teams).ToDictionary(recipient => recipient.Address, _ => "");

    private static string Subscriptions =>
        $"""
        operations:
          email: [{Deal.Operations.Address}]
        subscriptions:
          - id: everything
            alertsPerHour: 0
            email: [{Addresses(Recipient.Email)}]
            teams: [{Addresses(Recipient.Teams)}]
        """;

    private static string Watchlist =>
        $"""
        focus: [renault]
        entities:
          - id: renault
            name: Renault
        {string.Join('\n', Enumerable.Range(0, Max).Select(i => $"  - id: {Company(i).ToLowerInvariant()}\n    name: {Company(i)}"))}
        """;

    public static (string Name, string Text) Article(int i)
    {
        var random = new Random(i);
        return ($"deal-{i:000}.txt",
            $"""
            Renault agrees to buy {5 + (i % 40)}% stake in {Company(i)}

            Renault has agreed to buy a {5 + (i % 40)}% stake in {Company(i)}, the two companies said on Monday.

            {Sentences(random)}

            {Sentences(random)}
            """);
    }

    /// <summary>Puts watchlist and subscriptions in the place of the seeded ones.</summary>
    public static async Task Configure(Store store)
    {
        await store.Write(Containers.Config, Configuration.WatchlistName, Watchlist);
        await store.Write(Containers.Config, Configuration.SubscriptionsName, Subscriptions);
    }

    private static string Company(int i) => Beginnings[i / Ends.Length] + Ends[i % Ends.Length];

    private static string Addresses(string channel) => string.Join(", ", Recipients.Where(recipient => recipient.Channel == channel).Select(recipient => recipient.Address));

    private static string Sentences(Random random) => string.Join(' ', Enumerable.Range(0, 4).Select(_ => $"One {Noun(random)} beside the {Noun(random)} shows some {Noun(random)} and another {Noun(random)} of {Noun(random)}."));

    private static string Noun(Random random) => Nouns[random.Next(Nouns.Length)];
}
