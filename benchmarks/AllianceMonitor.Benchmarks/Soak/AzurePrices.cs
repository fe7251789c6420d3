namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>
/// List prices in USD for East US, pay as you go, locally redundant, hot; without the monthly free grants. docs/operations.md names where and when each was looked up.
/// </summary>
internal static class AzurePrices
{
    public const double BlobWritesPer10K = 0.05, BlobListsPer10K = 0.05, BlobReadsPer10K = 0.004, BlobOthersPer10K = 0.004;
    public const double QueueOperationsPer10K = 0.004;
    public const double FunctionRunsPerMillion = 0.40, FunctionGigabyteSecond = 0.000026;
    public const double EventGridPerMillion = 0.60;
    public const double Email = 0.00025;

    /// <summary>Memory of an instance as infra/ has it, in GB.</summary>
    public const double InstanceGigabytes = 2;

    /// <summary>What a run is billed for at least, in seconds.</summary>
    public const double LeastRunSeconds = 1;

    /// <summary>USD per 1,000 articles, by meter.</summary>
    /// <param name="articles">Measured, each alerting.</param>
    /// <param name="operations">Of the store, while they were worked on.</param>
    /// <param name="functions">Runs, timers included.</param>
    /// <param name="emails">Accepted.</param>
    public static IReadOnlyList<CostLine> Estimate(int articles, StorageOperations operations, IReadOnlyList<FunctionRuns> functions, int emails)
    {
        double thousands = Math.Max(1, articles) / 1000.0;
        int runs = functions.Sum(function => function.Runs);
        double seconds = functions.Sum(function => function.Runs * Math.Max(LeastRunSeconds, function.MeanMilliseconds / 1000));
        int events = operations.BlobPuts + articles;
        int queueOperations = (operations.QueueSends * 2) + operations.QueueDeletes + operations.QueueUpdates;
        return
        [
            Line("blob writes", operations.BlobPuts + operations.OtherBlobWrites, BlobWritesPer10K / 10_000),
            Line("blob reads", operations.BlobReads, BlobReadsPer10K / 10_000),
            Line("blob listings", operations.BlobLists, BlobListsPer10K / 10_000),
            Line("other blob operations", operations.BlobOthers, BlobOthersPer10K / 10_000),
            Line("queue operations", queueOperations, QueueOperationsPer10K / 10_000),
            Line("function runs", runs, FunctionRunsPerMillion / 1_000_000),
            Line("GB-seconds, each run by itself and at least a second: an upper bound", seconds * InstanceGigabytes, FunctionGigabyteSecond),
            Line("Event Grid operations", events, EventGridPerMillion / 1_000_000),
            Line("emails by Communication Services", emails, Email),
        ];

        CostLine Line(string meter, double quantity, double price) => new(meter, quantity / thousands, quantity / thousands * price);
    }
}

/// <param name="Meter">What is billed.</param>
/// <param name="Quantity">Per 1,000 articles.</param>
/// <param name="Usd">Per 1,000 articles.</param>
internal sealed record CostLine(string Meter, double Quantity, double Usd);
