namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>What a run has to reach.</summary>
internal static class SoakTargets
{
    /// <summary>Deliveries of each article.</summary>
    public const int DeliveriesPerArticle = 3;

    /// <summary>From the drop to the acceptance of a delivery, in the steady phase, in seconds.</summary>
    public const double SteadyP95 = 5;

    /// <summary>From the first drop of the burst to the acceptance of its last delivery.</summary>
    public static readonly TimeSpan BurstDrained = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Growth of the app's memory per article, in bytes. The window of 21 days keeps every article (its shingles take up to 4 KiB), so memory grows with the window and with nothing else.
    /// </summary>
    public const double BytesPerArticle = 16 * 1024;

    /// <summary>The beginning of the steady phase that is left out of the memory's slope, while code is compiled and buffers are filled.</summary>
    public const double WarmUpShare = 0.25;

    /// <summary>A shorter steady phase says nothing about memory: the heap breathes by more than articles can explain.</summary>
    public static readonly TimeSpan LeastForMemory = TimeSpan.FromMinutes(30);

    /// <summary>Each target, what was measured, and whether it was met; null where the run cannot say.</summary>
    public static IReadOnlyList<Verdict> Judge(SoakResult result)
    {
        List<Verdict> verdicts = [];
        if (result.Phase("steady") is { } steady)
        {
            verdicts.Add(new Verdict($"p95 from drop to acceptance at most {SteadyP95:0.#} s, steady", $"{steady.Latencies.P95:0.00} s", steady.Latencies.P95 <= SteadyP95 && steady.Latencies.Count > 0));
            verdicts.Add(new Verdict(
                $"memory grows by at most {BytesPerArticle / 1024:0} KiB per article", $"{result.BytesPerArticle / 1024:0.0} KiB",
                TimeSpan.FromSeconds(steady.DropSeconds) < LeastForMemory ? null : result.BytesPerArticle <= BytesPerArticle));
        }

        if (result.Phase("burst") is { } burst)
        {
            verdicts.Add(new Verdict($"burst drained within {BurstDrained.TotalSeconds:0} s", $"{burst.DrainedSeconds:0} s", burst.Lost == 0 && burst.DrainedSeconds <= BurstDrained.TotalSeconds));
        }

        verdicts.Add(new Verdict("0 deliveries lost", $"{result.Phases.Sum(phase => phase.Lost)}", result.Phases.Sum(phase => phase.Lost) == 0));
        verdicts.Add(new Verdict("0 second copies", $"{result.Phases.Sum(phase => phase.Duplicates)}", result.Phases.Sum(phase => phase.Duplicates) == 0));
        return verdicts;
    }
}

/// <param name="Target">What is asked.</param>
/// <param name="Measured">What came out.</param>
/// <param name="Met">Null: this run cannot say.</param>
internal sealed record Verdict(string Target, string Measured, bool? Met);
