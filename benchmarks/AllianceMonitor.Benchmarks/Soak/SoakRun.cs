using System.Collections.Concurrent;
using System.Diagnostics;
using AllianceMonitor.Storage;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>Drops articles in phases, one after the other, and watches what comes of them.</summary>
internal sealed class SoakRun(SoakStack stack, SoakArticles articles)
{
    private const int BurstUploads = 32;

    /// <summary>What has not come by then after the last drop, or the end of an outage, is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DrainInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>A line on the console for so many samples: five minutes.</summary>
    private const int SamplesPerLine = 60;

    private readonly BlobContainerClient container = new(stack.ConnectionString, Containers.Articles);
    private readonly QueueServiceClient queues = new(stack.ConnectionString);
    private readonly ConcurrentDictionary<string, Drop> drops = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PhasePlan> phases = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly DateTimeOffset startedAt = TimeProvider.System.GetUtcNow();
    private int next;

    public List<Sample> Samples { get; } = [];

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>A dropped article.</summary>
    private sealed record Drop(string Phase, double At);

    private sealed record PhasePlan(string Name, double BeganAt, double LastDropAt, double MeasuredFrom);

    private double Now => clock.Elapsed.TotalSeconds;

    /// <summary>One article at a time, at an even rate.</summary>
    public Task SteadyAsync(TimeSpan duration, double perSecond) => PhaseAsync("steady", async () =>
    {
        await DropEvenlyAsync("steady", duration, perSecond);
        return null;
    });

    /// <summary>Many articles at once.</summary>
    public Task BurstAsync(int count) => PhaseAsync("burst", async () =>
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = BurstUploads }, async (_, _) => await DropAsync("burst"));
        return null;
    });

    /// <summary>Both sinks refuse everything while articles go on.</summary>
    public Task OutageAsync(TimeSpan duration, double perSecond) => PhaseAsync("outage", async () =>
    {
        await stack.Sinks.RefuseAsync();
        await DropEvenlyAsync("outage", duration, perSecond);
        await stack.Sinks.AcceptAsync();
        return Now;
    });

    /// <summary>Takes a sample every few seconds until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                Samples.Add(new Sample(Now, stack.AppMemory, await QueuedAsync(), Outstanding));
            }
            catch (Exception fault) when (fault is RequestFailedException or AggregateException)
            {
                // A store that is too busy to answer has no depth at this moment; what matters is in the deliveries.
                Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} no sample: {fault.GetType().Name}");
            }

            if (Samples.Count % SamplesPerLine == 0 && Samples.Count > 0)
            {
                Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} {drops.Count} articles dropped, {Samples[^1].Outstanding} deliveries outstanding, app {Samples[^1].AppMemory / 1024 / 1024} MB");
            }

            await Task.Delay(SampleInterval, cancel).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>What every delivery took, and what became of each phase.</summary>
    public async Task<(IReadOnlyList<Arrival> Arrivals, IReadOnlyList<PhaseResult> Phases)> ResultsAsync()
    {
        (List<Arrival> arrivals, Dictionary<string, int> copies) = await ArrivalsAsync();
        return (arrivals, [.. phases.Select(phase => Result(phase, arrivals, copies))]);
    }

    /// <summary>The first copy of each delivery, and how many copies came of each, by partner and recipient.</summary>
    private async Task<(List<Arrival> Arrivals, Dictionary<string, int> Copies)> ArrivalsAsync()
    {
        List<Arrival> arrivals = [];
        Dictionary<string, int> copies = [];
        foreach (Accepted accepted in await stack.Sinks.AllAsync())
        {
            if (accepted.Words.FirstOrDefault(drops.ContainsKey) is not { } partner)
            {
                continue;
            }

            Drop drop = drops[partner];
            if (copies.TryAdd($"{partner} {accepted.Recipient}", 1))
            {
                arrivals.Add(new Arrival(drop.Phase, accepted.Recipient, drop.At, (accepted.At - startedAt).TotalSeconds - drop.At));
            }
            else
            {
                copies[$"{partner} {accepted.Recipient}"]++;
            }
        }

        return (arrivals, copies);
    }

    private PhaseResult Result(PhasePlan phase, List<Arrival> arrivals, Dictionary<string, int> copies)
    {
        List<Arrival> own = [.. arrivals.Where(arrival => arrival.Phase == phase.Name)];
        int count = drops.Values.Count(drop => drop.Phase == phase.Name);
        int duplicates = copies.Where(copy => drops[copy.Key[..copy.Key.IndexOf(' ', StringComparison.Ordinal)]].Phase == phase.Name).Sum(copy => copy.Value - 1);
        double drained = own.Count == 0 ? 0 : own.Max(arrival => arrival.DroppedAt + arrival.Latency) - phase.MeasuredFrom;
        return new PhaseResult(
            phase.Name, count, phase.BeganAt, phase.LastDropAt - phase.BeganAt, Math.Max(0, drained), Latencies.Of(own.Select(arrival => arrival.Latency)),
            (count * SoakTargets.DeliveriesPerArticle) - own.Count, duplicates);
    }

    /// <summary>The cheap count first; second copies and notices to operations count in it too, so it does not decide.</summary>
    private async Task<bool> IsDrainedAsync() => Outstanding == 0 && (await ArrivalsAsync()).Arrivals.Count == drops.Count * SoakTargets.DeliveriesPerArticle;

    private async Task<int> QueuedAsync()
    {
        int queued = 0;
        foreach (string queue in (string[])[Queues.Alerts, Queues.Deliveries])
        {
            queued += (await queues.GetQueueClient(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;
        }

        return queued;
    }

    private int Outstanding => Math.Max(0, (drops.Count * SoakTargets.DeliveriesPerArticle) - stack.Sinks.Count);

    /// <param name="name">Of the phase.</param>
    /// <param name="drop">Drops the articles; the second from which draining is measured, null for the beginning.</param>
    private async Task PhaseAsync(string name, Func<Task<double?>> drop)
    {
        double beganAt = Now;
        Console.WriteLine($"{TimeSpan.FromSeconds(beganAt):hh\\:mm\\:ss} {name}");
        double? measuredFrom = await drop();
        double lastDropAt = drops.Values.Where(each => each.Phase == name).Select(each => each.At).DefaultIfEmpty(beganAt).Max();
        phases.Add(new PhasePlan(name, beganAt, lastDropAt, measuredFrom ?? beganAt));
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !await IsDrainedAsync())
        {
            await Task.WhenAny(Task.Delay(DrainInterval), stack.Stopped);
            if (stack.Stopped.IsCompleted)
            {
                await stack.Stopped;
            }
        }

        Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} {name}: {Outstanding} deliveries outstanding");
    }

    private async Task DropEvenlyAsync(string phase, TimeSpan duration, double perSecond)
    {
        List<Task> dropping = [];
        double beganAt = Now;
        int count = (int)Math.Round(duration.TotalSeconds * perSecond);
        for (int i = 0; i < count; i++)
        {
            double wait = beganAt + (i / perSecond) - Now;
            if (wait > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(wait));
            }

            dropping.Add(DropAsync(phase));
            dropping.RemoveAll(drop => drop.IsCompletedSuccessfully);
        }

        await Task.WhenAll(dropping);
        double rest = beganAt + duration.TotalSeconds - Now;
        if (rest > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(rest));
        }
    }

    private async Task DropAsync(string phase)
    {
        int index = Interlocked.Increment(ref next) - 1;
        string text;
        lock (articles)
        {
            text = articles.Text(index);
        }

        drops[articles.Partners[index]] = new Drop(phase, Now);
        await container.GetBlobClient($"{phase}/{index:000000}.txt").UploadAsync(BinaryData.FromString(text));
    }
}
