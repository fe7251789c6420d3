using System.Diagnostics;
using System.Globalization;
using System.Text;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Benchmarks;

/// <summary>The search for the names of a watchlist, on one core: whether its cost depends on how many names there are. The seed articles, with a made-up name in every tenth place.</summary>
internal static class WatchlistPass
{
    private const int Seed = 1899;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);
    private static readonly string[] Syllables = ["ren", "nis", "ta", "mi", "tsu", "go", "lan", "fer", "ox", "qua", "bel", "dra", "sor", "vin", "ulm", "pe", "zak", "hol"];
    private static readonly string[] Trades = ["Motors", "Industries", "Bank", "Energy", "Steel", "Logistics", "Capital", "Mobility"];

    public static void Run()
    {
        foreach (int names in (int[])[1_000, 10_000, 100_000])
        {
            (Watchlist watchlist, List<string> all) = Made(names);
            var finder = new MentionFinder(watchlist);
            var context = new MentionContext(watchlist, new HashSet<string>(), null);
            List<(string Text, List<Token> Tokens)> texts = [.. Texts(all).Select(text => (text, Tokenizer.Tokenize(text)))];
            long words = texts.Sum(text => text.Text.Count(c => c == ' ') + 1L);
            int found = texts.Sum(text => finder.Find(text.Text, text.Tokens, context).Count);
            double tokenizing = PerSecond(words, () => texts.ForEach(text => Tokenizer.Tokenize(text.Text)));
            double finding = PerSecond(words, () => texts.ForEach(text => finder.Find(text.Text, text.Tokens, context)));
            Console.WriteLine($"{names,7:N0} names: {finding,12:N0} words/s, with the tokens {1 / ((1 / tokenizing) + (1 / finding)),12:N0} words/s ({found:N0} mentions in {words:N0} words)");
        }
    }

    private static double PerSecond(long words, Action pass)
    {
        pass();
        List<double> runs = [];
        for (int run = 0; run < 3; run++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            var clock = Stopwatch.StartNew();
            long read = 0;
            while (clock.Elapsed < Duration)
            {
                pass();
                read += words;
            }

            runs.Add(read / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        return runs.Order().ElementAt(1);
    }

    private static (Watchlist Watchlist, List<string> Names) Made(int count)
    {
        var random = new Random(Seed);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < count)
        {
            var word = new StringBuilder();
            for (int syllable = random.Next(2, 5); syllable > 0; syllable--)
            {
                word.Append(Syllables[random.Next(Syllables.Length)]);
            }

            word[0] = char.ToUpperInvariant(word[0]);
            names.Add(random.Next(2) == 0 ? $"{word} {Trades[random.Next(Trades.Length)]}" : word.ToString());
        }

        List<WatchedEntity> entities = [.. names.Select((name, i) => new WatchedEntity { Id = string.Create(CultureInfo.InvariantCulture, $"e{i}"), Name = name })];
        return (new Watchlist { Entities = entities, Focus = ["e0"], Version = "made" }, [.. names]);
    }

    private static IEnumerable<string> Texts(List<string> names)
    {
        var random = new Random(Seed);
        var reader = new ArticleReader(new ReadingLimits());
        foreach (string paragraph in Material.PlainTexts.SelectMany(file => reader.Read(file.Name, file.Bytes)).SelectMany(item => item.Article?.Paragraphs ?? []))
        {
            yield return string.Join(' ', paragraph.Split(' ').Select((word, i) => i % 10 == 9 ? names[random.Next(names.Count)] : word));
        }
    }
}
