namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>What is kept in <c>soak.json</c>. Times are seconds since the run began, latencies seconds, memory bytes.</summary>
internal sealed record SoakResult
{
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Processors, load of the machine at the beginning, settings that differ from the defaults.</summary>
    public required IReadOnlyList<string> Conditions { get; init; }
    public required IReadOnlyList<PhaseResult> Phases { get; init; }
    public required IReadOnlyList<Arrival> Arrivals { get; init; }
    public required IReadOnlyList<Sample> Samples { get; init; }

    /// <summary>Slope of the memory over the steady phase, without its warm-up.</summary>
    public required double BytesPerArticle { get; init; }
    public required StorageOperations Operations { get; init; }
    public required IReadOnlyList<FunctionRuns> Functions { get; init; }
    public required IReadOnlyList<CostLine> Costs { get; init; }
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    public int Articles => Phases.Sum(phase => phase.Articles);

    public PhaseResult? Phase(string name) => Phases.FirstOrDefault(phase => phase.Name == name);
}

/// <param name="Name">steady, burst or outage.</param>
/// <param name="Articles">Dropped in it.</param>
/// <param name="BeganAt">Second of its first drop.</param>
/// <param name="DropSeconds">From its first drop to its last.</param>
/// <param name="DrainedSeconds">From its first drop to the acceptance of its last delivery; of an outage, from its end.</param>
/// <param name="Latencies">Of its deliveries.</param>
/// <param name="Lost">Deliveries that never came.</param>
/// <param name="Duplicates">Copies beyond the first.</param>
internal sealed record PhaseResult(string Name, int Articles, double BeganAt, double DropSeconds, double DrainedSeconds, Latencies Latencies, int Lost, int Duplicates);

/// <summary>One accepted delivery.</summary>
internal sealed record Arrival(string Phase, string Recipient, double DroppedAt, double Latency);

/// <param name="At">Second of the run.</param>
/// <param name="AppMemory">Resident set of the function app's process.</param>
/// <param name="Queued">Messages on the queues of alerts and deliveries.</param>
/// <param name="Outstanding">Deliveries owed for what was dropped and not yet accepted.</param>
internal sealed record Sample(double At, long AppMemory, int Queued, int Outstanding);

/// <param name="Function">Its name.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="MeanMilliseconds">As the trigger host measured it.</param>
internal sealed record FunctionRuns(string Function, int Runs, double MeanMilliseconds);
