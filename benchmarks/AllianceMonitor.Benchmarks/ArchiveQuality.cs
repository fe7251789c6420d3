using System.Text.RegularExpressions;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Benchmarks;

/// <summary>What the index finds against what there is: all pairs of an archive, compared by their shingles as strings.</summary>
internal static partial class ArchiveQuality
{
    private sealed record Pair(int Earlier, int Later, int Shared, int EarlierSize, int LaterSize)
    {
        public double Jaccard => (double)Shared / (EarlierSize + LaterSize - Shared);
        public int Shorter => Math.Min(EarlierSize, LaterSize);
        public bool IsNear => Jaccard >= NearDuplicates.MinJaccard;
        public bool IsExcerpt => !IsNear && Shorter >= NearDuplicates.MinExcerptShingles && (double)Shared / Shorter >= NearDuplicates.MinContainment;
    }

    public static void Print(List<string[]> articles)
    {
        List<Pair> pairs = BruteForce(articles);
        Dictionary<(int, int), NearDuplicates.Match> found = Search(articles);
        bool Found(Pair pair) => found.ContainsKey((pair.Earlier, pair.Later));

        HashSet<(int, int)> near = [.. pairs.Where(pair => pair.IsNear).Select(pair => (pair.Earlier, pair.Later))];
        List<(int, int)> reported = [.. found.Where(entry => entry.Value.Jaccard >= NearDuplicates.MinJaccard).Select(entry => entry.Key)];
        double hits = reported.Count(near.Contains), precision = hits / reported.Count, recall = hits / near.Count;
        Console.WriteLine($"near duplicates   {near.Count,7:N0} pairs   precision {precision:0.0000}   recall {recall:0.0000}   F1 {2 * precision * recall / (precision + recall):0.0000}");
        for (double from = 0.4; from < 1; from += 0.05)
        {
            List<Pair> level = [.. pairs.Where(pair => pair.Jaccard >= from && pair.Jaccard < from + 0.05 + (from > 0.94 ? 0.1 : 0))];
            Console.WriteLine($"  Jaccard {from:0.00}    {level.Count,7:N0} pairs   reported {level.Count(pair => found.TryGetValue((pair.Earlier, pair.Later), out NearDuplicates.Match match) && match.Jaccard >= NearDuplicates.MinJaccard),7:N0}");
        }

        List<Pair> excerpts = [.. pairs.Where(pair => pair.IsExcerpt)];
        Console.WriteLine($"excerpts          {excerpts.Count,7:N0} pairs   recall {Share(excerpts, Found)}");
        foreach ((int from, int to) in new[] { (24, 40), (40, 60), (60, 100), (100, 160), (160, int.MaxValue) })
        {
            List<Pair> size = [.. excerpts.Where(pair => pair.Shorter >= from && pair.Shorter < to)];
            Console.WriteLine($"  from {from,3} shingles {size.Count,6:N0} pairs   recall {Share(size, Found)}");
        }

        Console.WriteLine($"  excerpt first   {excerpts.Count(pair => pair.EarlierSize < pair.LaterSize),7:N0} pairs   recall {Share([.. excerpts.Where(pair => pair.EarlierSize < pair.LaterSize)], Found)}");
        Console.WriteLine($"  source first    {excerpts.Count(pair => pair.EarlierSize >= pair.LaterSize),7:N0} pairs   recall {Share([.. excerpts.Where(pair => pair.EarlierSize >= pair.LaterSize)], Found)}");
        HashSet<(int, int)> either = [.. pairs.Where(pair => pair.IsNear || pair.IsExcerpt).Select(pair => (pair.Earlier, pair.Later))];
        Console.WriteLine($"either            {either.Count,7:N0} pairs   precision {(double)found.Keys.Count(either.Contains) / found.Count:0.0000}");
    }

    private static string Share(List<Pair> pairs, Func<Pair, bool> found) => pairs.Count == 0 ? "-" : $"{(double)pairs.Count(found) / pairs.Count:0.0000}";

    private static Dictionary<(int, int), NearDuplicates.Match> Search(List<string[]> articles)
    {
        Dictionary<(int, int), NearDuplicates.Match> found = [];
        var index = new NearDuplicates();
        foreach (string[] article in articles)
        {
            var set = ShingleSet.Of(article);
            IReadOnlyList<NearDuplicates.Match> matches = index.Query(set);
            int handle = index.Add(set);
            foreach (NearDuplicates.Match match in matches)
            {
                found[(match.Handle, handle)] = match;
            }
        }

        return found;
    }

    private static List<Pair> BruteForce(List<string[]> articles)
    {
        Dictionary<string, List<int>> having = [];
        List<int> sizes = [];
        List<Pair> pairs = [];
        int[] shared = new int[articles.Count];
        for (int article = 0; article < articles.Count; article++)
        {
            HashSet<string> shingles = Shingles(articles[article]);
            sizes.Add(shingles.Count);
            Array.Clear(shared);
            foreach (string shingle in shingles)
            {
                if (!having.TryGetValue(shingle, out List<int>? others))
                {
                    having[shingle] = others = [];
                }

                others.ForEach(other => shared[other]++);
                others.Add(article);
            }

            for (int other = 0; other < article; other++)
            {
                if (shared[other] > 0)
                {
                    pairs.Add(new Pair(other, article, shared[other], sizes[other], shingles.Count));
                }
            }
        }

        return pairs;
    }

    private static HashSet<string> Shingles(string[] paragraphs)
    {
        string[] words = [.. Word().Matches(string.Join(' ', paragraphs).Replace("'", "", StringComparison.Ordinal).ToLowerInvariant()).Select(match => match.Value)];
        return [.. Enumerable.Range(0, Math.Max(0, words.Length - 3)).Select(i => string.Join(' ', words[i..(i + 4)]))];
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}%€$£¥+]+")]
    private static partial Regex Word();
}
