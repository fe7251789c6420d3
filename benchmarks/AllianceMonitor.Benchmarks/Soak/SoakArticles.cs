using System.Globalization;
using System.Text;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>
/// Made-up articles, the same for the same seed: each tells a deal of a company of the alliance with a partner of its own, in words of its own, so that each opens a story and alerts once.
/// </summary>
internal sealed class SoakArticles
{
    private static readonly string[] Carmakers = ["Renault", "Nissan", "Mitsubishi Motors"];

    /// <summary>@ is the carmaker, * the partner, # a figure: headline, and the sentence that tells the deal.</summary>
    private static readonly (string Title, string Deal)[] Deals =
    [
        ("@ agrees to buy #% of *", "@ has agreed to buy a #% stake in *, the two companies said on Monday."),
        ("* to invest # million euros in @", "* has agreed to invest # million euros in @, the company said on Tuesday."),
        ("@ and * sign partnership", "@ and * have signed a partnership agreement on driver assistance, they said on Wednesday."),
        ("@ agrees with * on joint venture", "@ and * have agreed to set up a joint venture for small vans, the companies said in a statement."),
    ];

    /// <summary># is a figure, ~ a word of this article.</summary>
    private static readonly string[] Background =
    [
        "Engineers at the ~ site tested # ~ parts over the ~ winter and found ~ cracks in few of them.",
        "Residents of ~ remember the ~ years, when # buses a day left the ~ gate for the ~ hills.",
        "A ~ hall with # ~ benches will be painted before the ~ holiday.",
        "Nobody at the ~ office would say whether the ~ lamps or the ~ doors come first.",
        "The ~ road, # kilometres long, was flooded twice, and ~ drivers slept beside the ~ bridge.",
        "Visitors are shown a ~ model in ~ blue, then # sketches by the ~ school.",
        "It rains on # days a year in ~, which is good for the ~ garden behind the ~ wall.",
        "Old ~ hands say that the ~ noise was worse, and the ~ coffee better, # years ago.",
        "The canteen serves # ~ lunches, most of them with ~ beans from the ~ valley.",
        "A ~ choir of # sang at the ~ opening; the ~ mayor kept time with a ~ spoon.",
    ];

    private readonly Random random;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="count">How many can be taken.</param>
    /// <param name="seed">Of the random numbers.</param>
    public SoakArticles(int count, int seed)
    {
        random = new Random(seed);
        Partners = [.. Enumerable.Range(0, count).Select(_ => Partner())];
    }

    /// <summary>The partner of each article.</summary>
    public IReadOnlyList<string> Partners { get; }

    /// <summary>Watches the carmakers and every partner.</summary>
    public string Watchlist()
    {
        var yaml = new StringBuilder("focus: [renault, nissan, mitsubishi-motors]\nentities:\n");
        foreach (string name in Carmakers.Concat(Partners))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - id: {name.ToLowerInvariant().Replace(' ', '-')}\n    name: {name}\n");
        }

        return yaml.ToString();
    }

    /// <summary>Every alert goes to two addresses and a channel.</summary>
    public static string Subscriptions(string webhook) =>
        "operations:\n  email: [operations@soak.example]\nsubscriptions:\n  - id: soak\n    name: Load\n"
        + $"    email: [first-desk@soak.example, second-desk@soak.example]\n    teams: [{webhook}]\n";

    /// <summary>Plain text of about 1 KB.</summary>
    public string Text(int index)
    {
        (string title, string deal) = Deals[index % Deals.Length];
        string carmaker = Carmakers[index / Deals.Length % Carmakers.Length], partner = Partners[index], figure = Figure();
        string[] words = [.. Enumerable.Range(0, 24).Select(_ => Word(3))];
        var text = new StringBuilder();
        text.Append(Told(title)).Append("\n\n").Append(Told(deal)).Append('\n');
        foreach (string sentence in Background.OrderBy(_ => random.Next()).Take(6))
        {
            text.Append('\n').Append(string.Concat(sentence.Select(c => c switch { '#' => Figure(), '~' => words[random.Next(words.Length)], _ => c.ToString() }))).Append('\n');
        }

        return text.ToString();

        string Told(string template) => template.Replace("@", carmaker, StringComparison.Ordinal).Replace("*", partner, StringComparison.Ordinal).Replace("#", figure, StringComparison.Ordinal);
    }

    private string Partner()
    {
        while (true)
        {
            string word = Word(4);
            string name = char.ToUpperInvariant(word[0]) + word[1..];
            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    private string Figure() => random.Next(3, 49).ToString(CultureInfo.InvariantCulture);

    private string Word(int syllables)
    {
        string[] onsets = ["b", "br", "d", "dr", "f", "g", "gr", "k", "l", "m", "n", "p", "pr", "s", "st", "t", "tr", "v", "z"], rests = ["a", "e", "i", "o", "u", "an", "en", "ir", "ol", "us"];
        return string.Concat(Enumerable.Range(0, syllables).Select(_ => onsets[random.Next(onsets.Length)] + rests[random.Next(rests.Length)]));
    }
}
