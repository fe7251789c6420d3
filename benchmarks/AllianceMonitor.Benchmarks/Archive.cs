using System.Diagnostics;
using System.Runtime.InteropServices;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Benchmarks;

/// <summary>The near-duplicate index on a made-up archive: what it finds, how fast, and whether a growing archive slows it down. One core.</summary>
internal static class Archive
{
    private const int Seed = 1997;
    private const int Runs = 3;
    private const int Window = 10_000;

    public static void Run()
    {
        ArchiveQuality.Print(new ArchiveGenerator(Seed).Articles(5_000));
        Throughput();
        Build();
        foreach (int window in new[] { Window, 50_000 })
        {
            Growth(window);
        }

        Stress();
    }

    private static void Throughput()
    {
        List<string[]> articles = new ArchiveGenerator(Seed + 1).Articles(2 * Window);
        Console.WriteLine($"{articles.Count:N0} articles, mean {articles.Average(article => article.Sum(paragraph => paragraph.Split(' ').Length)):0} words, {articles.Average(article => article.Sum(paragraph => paragraph.Length)):0} characters");
        ShingleSet[] sets = [.. articles.Select(ShingleSet.Of)];
        List<double> shingling = [], whole = [], indexOnly = [];
        for (int run = 0; run <= Runs; run++)
        {
            var clock = Stopwatch.StartNew();
            for (int i = Window; i < articles.Count; i++)
            {
                ShingleSet.Of(articles[i]);
            }

            shingling.Add(Window / clock.Elapsed.TotalSeconds);
            Windowed index = Filled(Window, sets.Take(Window));
            clock.Restart();
            for (int i = Window; i < articles.Count; i++)
            {
                index.Take(ShingleSet.Of(articles[i]));
            }

            whole.Add(Window / clock.Elapsed.TotalSeconds);
            index = Filled(Window, sets.Take(Window));
            clock.Restart();
            foreach (ShingleSet set in sets.AsSpan(Window))
            {
                index.Take(set);
            }

            indexOnly.Add(Window / clock.Elapsed.TotalSeconds);
        }

        Console.WriteLine($"shingling         {Median(shingling),9:N0} articles/s");
        Console.WriteLine($"query and insert  {Median(indexOnly),9:N0} articles/s");
        Console.WriteLine($"all from text     {Median(whole),9:N0} articles/s");
    }

    private static void Build()
    {
        ShingleSet[] sets = [.. Sets(Seed + 2).Take(50_000)];
        List<double> times = [];
        for (int run = 0; run <= Runs; run++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            var index = new NearDuplicates();
            foreach (ShingleSet set in sets)
            {
                index.Add(set);
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Console.WriteLine($"build of 50,000   {Median(times),9:0} ms");
    }

    /// <summary>Two indexes with one window take the same articles in turns; one of them has seen a hundred times as many before.</summary>
    private static void Growth(int window)
    {
        const int Archived = 1_000_000;
        Windowed old = Filled(window, Sets(Seed + 3).Take(Archived));
        ShingleSet[] articles = [.. Sets(Seed + 4).Take(3 * window)];
        List<double> ratios = [], youngCosts = [], oldCosts = [];
        for (int run = 0; run <= Runs; run++)
        {
            Windowed young = Filled(window, articles.Take(window));
            foreach (ShingleSet set in articles.AsSpan(0, window))
            {
                old.Take(set);
            }

            (TimeSpan youngTime, TimeSpan oldTime) = Interleave(young, old, articles.AsSpan(window));
            youngCosts.Add(youngTime.TotalMicroseconds / (2 * window));
            oldCosts.Add(oldTime.TotalMicroseconds / (2 * window));
            ratios.Add(oldTime / youngTime);
        }

        Console.WriteLine($"window {window,9:N0}  at {window,6:N0} archived {Median(youngCosts):0.0} us per article, at {Archived:N0} {Median(oldCosts):0.0} us: ratio {Median(ratios):0.00} ({ratios.Skip(1).Min():0.00} to {ratios.Skip(1).Max():0.00})");
    }

    /// <summary>The same without a window: nothing leaves.</summary>
    private static void Stress()
    {
        const int Stored = 1_000_000;
        if (GC.GetGCMemoryInfo() is var memory && memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes < 8L << 30)
        {
            Console.WriteLine($"no window: left out, needs 8 GB of free memory");
            return;
        }

        ShingleSet[] articles = [.. Sets(Seed + 4).Take(2 * Window)];
        Windowed few = Filled(int.MaxValue, Sets(Seed + 3).Take(Window)), many = Filled(int.MaxValue, Sets(Seed + 3).Take(Stored));
        (TimeSpan fewTime, TimeSpan manyTime) = Interleave(few, many, articles);
        Console.WriteLine($"no window         with {Window:N0} stored {fewTime.TotalMicroseconds / articles.Length:0.0} us per article, with {Stored:N0} {manyTime.TotalMicroseconds / articles.Length:0.0} us: ratio {manyTime / fewTime:0.00}, {GC.GetTotalMemory(true) / 1e9:0.0} GB");
    }

    private static (TimeSpan First, TimeSpan Second) Interleave(Windowed first, Windowed second, ReadOnlySpan<ShingleSet> articles)
    {
        (Stopwatch firstClock, Stopwatch secondClock) = (new(), new());
        const int Slice = 500;
        for (int start = 0; start < articles.Length; start += Slice)
        {
            ReadOnlySpan<ShingleSet> slice = articles[start..Math.Min(start + Slice, articles.Length)];
            Time(firstClock, first, slice);
            Time(secondClock, second, slice);
        }

        return (firstClock.Elapsed, secondClock.Elapsed);
    }

    private static void Time(Stopwatch clock, Windowed index, ReadOnlySpan<ShingleSet> sets)
    {
        clock.Start();
        foreach (ShingleSet set in sets)
        {
            index.Take(set);
        }

        clock.Stop();
    }

    private static Windowed Filled(int window, IEnumerable<ShingleSet> sets)
    {
        var index = new Windowed(window);
        foreach (ShingleSet set in sets)
        {
            index.Add(set);
        }

        return index;
    }

    /// <summary>Sets as stories would make them, without the texts: most of 430 hashes, some shared with the story's first article, some with everyone.</summary>
    private static IEnumerable<ShingleSet> Sets(int seed)
    {
        var random = new Random(seed);
        uint[] phrases = Hashes(new Random(Seed), 5_000);
        while (true)
        {
            uint[] story = Hashes(random, (int)(80 + (random.NextDouble() * random.NextDouble() * 1_400)));
            for (int article = 0; article < 6; article++)
            {
                int shared = (int)(story.Length * (article == 0 ? 1 : random.NextDouble()));
                uint[] trade = [.. Enumerable.Range(0, 20).Select(_ => phrases[(int)Math.Exp(random.NextDouble() * Math.Log(phrases.Length))])];
                uint[] hashes = [.. story.Take(shared).Concat(Hashes(random, story.Length - shared)).Concat(trade).Distinct().Order().Take(ShingleSet.MaxShingles)];
                yield return ShingleSet.FromBytes(MemoryMarshal.AsBytes(hashes.AsSpan()));
            }
        }
    }

    private static uint[] Hashes(Random random, int count)
    {
        uint[] hashes = new uint[count];
        random.NextBytes(MemoryMarshal.AsBytes(hashes.AsSpan()));
        return hashes;
    }

    /// <summary>The first run is the warm-up.</summary>
    private static double Median(List<double> runs) => runs.Skip(1).Order().ElementAt((runs.Count - 1) / 2);

    /// <summary>The index as the story book uses it: query, add, forget what is older than the window.</summary>
    private sealed class Windowed(int window)
    {
        private readonly NearDuplicates index = new();
        private readonly List<NearDuplicates.Match> matches = [];

        public void Take(ShingleSet set)
        {
            index.Query(set, matches);
            Add(set);
        }

        public void Add(ShingleSet set) => index.RemoveBefore(index.Add(set) + 1 - window);
    }
}
