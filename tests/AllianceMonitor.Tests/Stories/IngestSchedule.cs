using System.Text;
using System.Text.Json;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Stories;

/// <summary>One file that is dropped.</summary>
internal sealed record Drop(string Name, Report Report, bool Notify);

/// <summary>Files that are dropped, and everything that decides how their ingests go: the same case goes the same way every time.</summary>
/// <param name="Seed">Decides what happens next, what fails, who crashes, which trigger comes again.</param>
/// <param name="Processes">Instances of the app.</param>
/// <param name="BlocksPerSegment">How much an append blob takes.</param>
/// <param name="SnapshotEvery">See <see cref="StoryLogOptions"/>.</param>
/// <param name="Drops">In the order in which they are dropped.</param>
internal sealed record Case(int Seed, int Processes, int BlocksPerSegment, int SnapshotEvery, IReadOnlyList<Drop> Drops)
{
    public override string ToString() =>
        $"new Case({Seed}, {Processes}, {BlocksPerSegment}, {SnapshotEvery}, [\n{string.Concat(Drops.Select(drop => $"    {drop.Name} {drop.Report.Saying ?? "nothing"} {drop.Report.Stage} wording {drop.Report.Wording} {drop.Report.Form}{(drop.Notify ? "" : " quietly")}\n"))}])";
}

/// <summary>
/// Several processes of the app ingest the same store at once. Triggers come again, get lost, or are given up as poison; Reconcile finds what was forgotten, and in the end somebody presses the button of every
/// dead letter.
/// </summary>
internal sealed class IngestSchedule
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan SegmentAge = TimeSpan.FromHours(1);

    private readonly Case given;
    private readonly Random random;
    private readonly FakeTimeProvider clock = new();
    private readonly StoryLogOptions options;
    private readonly Schedule schedule;

    private IngestSchedule(Case given)
    {
        this.given = given;
        random = new Random(given.Seed);
        Memory = new InMemoryStore(clock, given.BlocksPerSegment);
        options = new StoryLogOptions { SegmentAge = SegmentAge, SnapshotEvery = given.SnapshotEvery };
        schedule = new Schedule(random, given.Processes, (interleaving, number) => new App(Memory, clock, [], new ScheduledStore(Memory, interleaving, number), stories: options));
    }

    public Case Given => given;

    public InMemoryStore Memory { get; }

    /// <summary>What was done, for reading after a failure.</summary>
    public IReadOnlyList<string> Steps => schedule.Steps;

    /// <summary>The app that looked after all was quiet.</summary>
    public App After { get; private set; } = null!;

    /// <summary>How many articles were given up as poison.</summary>
    public int Poisoned { get; private set; }

    /// <summary>Runs the case to its end: all dropped, all triggers over, what was lost found by Reconcile, and what was given up tried again by people.</summary>
    public static async Task<IngestSchedule> RunAsync(Case given)
    {
        var schedule = new IngestSchedule(given);
        await schedule.Memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(Report.Watchlist), None);
        await schedule.Memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(Report.Subscriptions), None);
        try
        {
            await schedule.RunAsync();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"{given}\n{string.Join('\n', schedule.Steps)}\n{failure.Message}", failure);
        }

        return schedule;
    }

    private async Task RunAsync()
    {
        var dropping = new Queue<Drop>(given.Drops);
        while (dropping.Count > 0 || !schedule.IsQuiet)
        {
            int roll = random.Next(100);
            if (dropping.Count > 0 && (roll < 15 || schedule.IsQuiet))
            {
                await DropAsync(dropping.Dequeue());
            }
            else if (roll < 17 && await Memory.ExistsAsync(new BlobAddress(Containers.Stories, "log-000001.jsonl"), None))
            {
                // Not before the log has begun: what lies longer in an empty store than its first ingest takes alerts nobody, by rule.
                schedule.Note("half an hour passes");
                clock.Advance(TimeSpan.FromMinutes(30));
            }
            else
            {
                schedule.GoOn();
            }
        }

        await QuietAsync();
    }

    private async Task DropAsync(Drop drop)
    {
        schedule.Note($"drop {drop.Name}");
        clock.Advance(TimeSpan.FromSeconds(1));
        Dictionary<string, string> metadata = drop.Notify ? [] : new() { ["notify"] = "false" };
        var address = new BlobAddress(Containers.Articles, drop.Name);
        await Memory.WriteAsync(address, Encoding.UTF8.GetBytes(drop.Report.Text), None, metadata);
        string pointer = JsonSerializer.Serialize(new { BlobName = drop.Name, (await Memory.ReadAsync(address, None))!.ETag });

        // Most triggers come once, some again, some never.
        schedule.Add(
            new Trigger($"ingests {drop.Name}", app => app.IngestArticle.RunAsync(drop.Name, None), app => app.KeepPoisonArticle.RunAsync(pointer, None)),
            random.Next(10) switch { 0 => 0, < 7 => 1, < 9 => 2, _ => 3 });
    }

    /// <summary>Reconcile runs as its timer does, before and after people have read the notices of what was given up.</summary>
    private async Task QuietAsync()
    {
        After = new App(Memory, clock, [], stories: options);
        await ReconcileAsync();
        foreach (DeadLetter letter in await After.DeadLettersAsync())
        {
            Redrive.Result result = await After.Redrive.RunAsync(letter.Id, None);
            schedule.Note(result.Message);
            Poisoned++;
        }

        await ReconcileAsync();
    }

    private async Task ReconcileAsync()
    {
        for (int round = 0; round < 2; round++)
        {
            clock.Advance(TimeSpan.FromMinutes(4));
            await After.Reconcile.RunAsync(None);
        }
    }
}
