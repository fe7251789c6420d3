using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.EndToEnd.Tests.Triggers;
using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;
using ArticlePipeline = AllianceMonitor.Pipeline;

namespace AllianceMonitor.EndToEnd.Tests.Stories;

/// <summary>
/// 32 instances, each with clients and a story log of its own, take in the same five stories at the same moment from a real Azurite: some copies are identical, some have a sentence more. Once through the story
/// log alone, which is where one order is made of all; once through the whole ingest with fewer, since each of those takes seven operations of the store.
/// </summary>
public sealed class ConcurrentWritersTests : IAsyncLifetime
{
    private const int Writers = 32;

    /// <summary>200 with LONG_RUN=1, which takes minutes: Azurite gets slower with every block of an append blob.</summary>
    private static readonly int Copies = Environment.GetEnvironmentVariable("LONG_RUN") == "1" ? 200 : 40;
    private const int CopiesThroughTheWholeIngest = 5;

    /// <summary>A fresh one: Azurite slows down with what it holds.</summary>
    private readonly AzuriteFixture azurite = new();

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IReadOnlyList<Deal> Told = [.. Deal.All.Take(5)];
    private string connectionString = "";

    public async ValueTask InitializeAsync()
    {
        connectionString = await azurite.ConnectionString();
        await FreshStore.PrepareAsync(new BlobServiceClient(connectionString), new QueueServiceClient(connectionString), Repository.Seeds, None);
    }

    public ValueTask DisposeAsync() => azurite.DisposeAsync();

    [Fact]
    public async Task Thirty_two_writers_at_once_open_every_story_once()
    {
        var pipeline = new ArticlePipeline(WatchlistFile.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Seeds, "watchlist.yaml"))), new ReadingLimits());
        StoryLogEntry[] texts = [.. from deal in Told from variant in Enumerable.Range(0, 4) select Entry(pipeline, deal, variant)];

        IEnumerable<Decision>[] decided = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            using var log = new StoryLog(Blobs(), (letter, _) => throw new InvalidOperationException(letter.Reason));
            List<Decision> decisions = [];
            for (int copy = 0; copy < Copies; copy++)
            {
                StoryLogEntry text = texts[(writer + copy) % texts.Length];
                string name = $"{writer}-{copy}.txt";
                decisions.AddRange(await log.DecideAsync(text with { IngestId = Digest.IngestId(name, "etag"), Articles = [.. text.Articles.Select(article => article with { Name = name })] }, None));
            }

            return (IEnumerable<Decision>)decisions;
        })));

        List<Decision> all = [.. decided.SelectMany(decisions => decisions)];
        Assert.Equal(Writers * Copies, all.Count);
        Assert.Equal(Told.Count, all.Select(decision => decision.StoryId).Distinct().Count());
        Assert.Equal(Told.Count, all.Count(decision => decision.Novelty == Novelty.NewStory));
        Assert.Equal(Told.Count, all.Count(decision => decision.AlertId is not null));

        // Whoever reads the log from its beginning sees it as each writer saw its part.
        IReadOnlyList<Decision> history = await StoryLog.HistoryAsync(Blobs(), None);
        Assert.Equal(Lines(all).Order(), Lines(history).Order());
    }

    [Fact]
    public async Task Thirty_two_ingests_at_once_leave_one_alert_for_each_story_and_an_outcome_for_each_copy()
    {
        IBlobStore store = Blobs();
        (string Name, string Text)[] copies = [.. from writer in Enumerable.Range(0, Writers) from copy in Enumerable.Range(0, CopiesThroughTheWholeIngest)
                                                  select ($"{writer}/{copy}.txt", Text(Told[(writer + copy) % Told.Count], copy % 4))];
        await Parallel.ForEachAsync(copies, async (copy, cancellation) => await store.WriteAsync(new BlobAddress(Containers.Articles, copy.Name), Encoding.UTF8.GetBytes(copy.Text), cancellation));

        await Task.WhenAll(copies.Chunk(CopiesThroughTheWholeIngest).Select(mine => Task.Run(async () =>
        {
            IBlobStore own = Blobs();
            using var configuration = new Configuration(own, new ReadingLimits(), TimeProvider.System);
            using var log = new StoryLog(own, (letter, _) => throw new InvalidOperationException(letter.Reason));
            var ingest = new IngestArticle(
                own, new AlertDocuments(own), new AzureMessageQueues(new QueueServiceClient(connectionString)), configuration, log, new ReadingLimits(), new IngestOptions(), TimeProvider.System, NullLogger<IngestArticle>.Instance);
            foreach ((string name, _) in mine)
            {
                await ingest.RunAsync(name, None);
            }
        })));

        var left = new Store(connectionString);
        IReadOnlyList<Outcome> outcomes = await left.Outcomes();
        IReadOnlyList<Alert> alerts = await left.Alerts();
        Assert.Equal(copies.Select(copy => copy.Name).Order(), outcomes.Select(outcome => outcome.Name).Order());
        Assert.Equal(Told.Select(deal => deal.Headline).Order(), alerts.Select(alert => alert.Headline).Order());
        Assert.Equal(alerts.Select(alert => alert.Id).Order(), outcomes.SelectMany(outcome => outcome.Items).Select(item => item.AlertId).OfType<string>().Order());
        Assert.Equal(Told.Count, outcomes.SelectMany(outcome => outcome.Items).Count(item => item.Novelty == Novelty.NewStory));
        Assert.Empty(await left.DeadLetters());
    }

    private AzureBlobStore Blobs() => new(new BlobServiceClient(connectionString));

    /// <summary>The first variant is what others copy word for word.</summary>
    private static string Text(Deal deal, int variant) => variant < 2 ? deal.Text : $"{deal.Text}\nThis item has been sent by outlet number {variant}.\n";

    private static StoryLogEntry Entry(ArticlePipeline pipeline, Deal deal, int variant) =>
        pipeline.LogEntry(pipeline.Read(deal.Name, Encoding.UTF8.GetBytes(Text(deal, variant))), new ArticlePipeline.Drop("", TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow()))!;

    private static IEnumerable<string> Lines(IEnumerable<Decision> decisions) =>
        decisions.Select(decision => $"{decision.Article.Name} {decision.StoryId} {decision.Revision} {decision.Novelty} {decision.JoinedBecause} {decision.DuplicateOf} {decision.AlertId}");
}
