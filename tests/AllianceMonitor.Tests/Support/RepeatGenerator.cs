using System.Globalization;

namespace AllianceMonitor.Tests.Support;

/// <summary>Pairs of paragraphs from templates over general news: one fact told twice in different ways, or two facts that differ in one thing. The same seed gives the same pairs.</summary>
internal sealed class RepeatGenerator(int seed)
{
    private readonly Random random = new(seed);

    public sealed record Pair(string A, string B, bool IsSame, string DiffersIn);

    /// <summary>Who did what, where, when, how much: what a template tells.</summary>
    private sealed record News(string Party, string Verb, int Units, string Thing, string Place, int Day, string Month, int Cost, bool Negated)
    {
        public string Act => Negated ? $"will not {Verb}" : $"will {Verb}";
    }

    private static readonly string[] Parties = ["Volvo", "the port of Rotterdam", "Siemens", "the city of Lyon", "Harlow Foods", "the Dutch railway", "Kessler Bank", "Northwind Energy", "the ministry", "Lindqvist Shipping"];
    private static readonly string[] Things = ["buses", "turbines", "homes", "tractors", "cameras", "cranes", "schools", "vaccines", "servers", "bicycles"];
    private static readonly string[] Places = ["Porto", "Gdansk", "Leipzig", "Turin", "Antwerp", "Malmo", "Bilbao", "Izmir", "Lagos", "Quebec"];
    private static readonly string[] Months = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>Verbs with another that says the same, and one that says the opposite.</summary>
    private static readonly (string Verb, string Other, string Opposite)[] Verbs = [("buy", "purchase", "sell"), ("build", "construct", "demolish"), ("import", "import", "export"), ("lend", "lend", "borrow"), ("replace", "substitute", "keep"), ("order", "order", "supply")];

    private static readonly Func<News, string, string>[] Tellings =
    [
        (news, verb) => $"{Capital(news.Party)} {news.Act.Replace(news.Verb, verb, StringComparison.Ordinal)} {Number(news.Units)} {news.Thing} in {news.Place} from {news.Month} {news.Day} at a cost of {news.Cost} million euros, a spokesman said.",
        (news, verb) => $"From {news.Day} {news.Month} {news.Party} {news.Act.Replace(news.Verb, verb, StringComparison.Ordinal)} {Number(news.Units)} {news.Thing} in {news.Place}, which costs €{news.Cost}m, according to a spokesman.",
        (news, verb) => $"At a cost of {news.Cost} million euros, {news.Party} {news.Act.Replace(news.Verb, verb, StringComparison.Ordinal)} {news.Units} {news.Thing} in {news.Place} from {news.Month[..3]}. {news.Day}.",
        (news, verb) => $"A spokeswoman announced that from {news.Month} {news.Day} {news.Party} {news.Act.Replace(news.Verb, verb, StringComparison.Ordinal)} {Number(news.Units)} {news.Thing} in {news.Place}. The cost is put at {news.Cost} million euros.",
    ];

    public IEnumerable<Pair> Pairs(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (string verb, string other, string opposite) = Pick(Verbs);
            var news = new News(Pick(Parties), verb, random.Next(11, 90_000), Pick(Things), Pick(Places), random.Next(2, 28), Pick(Months), random.Next(3, 900), random.Next(4) == 0);
            int first = random.Next(Tellings.Length), second = random.Next(Tellings.Length);
            string plain = Tellings[first](news, verb);
            if (i % 5 < 2)
            {
                yield return new Pair(plain, Tellings[second == first ? (second + 1) % Tellings.Length : second](news, other), true, "words");
                continue;
            }

            (News changed, string newVerb, string differsIn) = random.Next(8) switch
            {
                0 => (news with { Party = Another(Parties, news.Party) }, verb, "party"),
                1 => (news with { Units = news.Units + random.Next(1, 50) }, verb, "figure"),
                2 => (news with { Thing = Another(Things, news.Thing) }, verb, "product"),
                3 => (news with { Place = Another(Places, news.Place) }, verb, "place"),
                4 => (news with { Day = news.Day + 1 }, verb, "day"),
                5 => (news with { Cost = news.Cost * 10 }, verb, "amount"),
                6 => (news with { Negated = !news.Negated }, verb, "negation"),
                _ => (news, opposite, "direction"),
            };
            yield return new Pair(plain, Tellings[first](changed, newVerb), false, differsIn);
        }
    }

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];

    private string Another(string[] from, string than) => Pick([.. from.Where(item => item != than)]);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
