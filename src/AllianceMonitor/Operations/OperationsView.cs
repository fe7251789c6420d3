using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Operations;

/// <summary>A story of the window.</summary>
/// <param name="Id">Of the story.</param>
/// <param name="Headline">Of its last revision; null where it has none.</param>
/// <param name="Revisions">How many.</param>
/// <param name="Articles">Copies included.</param>
/// <param name="LastAt">When its last article was dropped.</param>
public sealed record StorySummary(string Id, string? Headline, int Revisions, int Articles, DateTimeOffset LastAt);

/// <summary>How the pipeline does.</summary>
/// <param name="Waiting">Dropped files without an outcome, the oldest first.</param>
/// <param name="LastOutcomeAt">When the last outcome was written.</param>
/// <param name="OpenDeliveries">Receipts that are not at their end.</param>
/// <param name="OldestOpenDelivery">When the oldest of them was made.</param>
/// <param name="DeadLetters">How many.</param>
public sealed record Health(IReadOnlyList<WaitingArticle> Waiting, DateTimeOffset? LastOutcomeAt, int OpenDeliveries, DateTimeOffset? OldestOpenDelivery, int DeadLetters);

/// <summary>What operations look at, read from the store: the latest documents of each kind. For the page and the command line.</summary>
public sealed class OperationsView(IBlobStore store, StoryLog log, Configuration configuration)
{
    /// <summary>Documents of one kind that are read for a search; what is older is found by its exact name only.</summary>
    public const int Searched = 2_000;

    private const int ReadAtOnce = 8;

    /// <summary>Documents of all kinds that are kept; more begin anew.</summary>
    private const int MaxKnown = 4 * Searched;

    /// <summary>By address, with the version: every page counts open deliveries, and most documents never change again.</summary>
    private readonly ConcurrentDictionary<BlobAddress, (string ETag, object Document)> known = new();

    /// <summary>The latest outcomes first.</summary>
    /// <param name="search">A part of a name, title or reason, or the id of a story or alert; null for all.</param>
    /// <param name="status">Null for all.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<Outcome>> OutcomesAsync(string? search, OutcomeStatus? status, int max, CancellationToken cancellation)
    {
        bool narrow = search is not null || status is not null;
        IReadOnlyList<Outcome> latest = await LatestAsync(Containers.Outcomes, "", narrow ? Searched : max, Json.Default.Outcome, cancellation);
        if (search is not null && !latest.Any(outcome => outcome.Name == search))
        {
            latest = [.. latest, .. await LatestAsync(Containers.Outcomes, Outcome.Prefix(search), max, Json.Default.Outcome, cancellation)];
        }

        return [.. latest.Where(outcome => (status is null || outcome.Status == status) && (search is null || Matches(outcome, search))).OrderByDescending(outcome => outcome.DecidedAt).Take(max)];
    }

    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int max, CancellationToken cancellation) => LatestAsync(Containers.DeadLetter, "", max, Json.Default.DeadLetter, cancellation);

    /// <summary>The latest deliveries first.</summary>
    public async Task<IReadOnlyList<Receipt>> DeliveriesAsync(DeliveryState? state, int max, CancellationToken cancellation) =>
        [.. (await LatestAsync(Containers.Deliveries, "", state is null ? max : Searched, Json.Default.Receipt, cancellation)).Where(receipt => state is null || receipt.State == state).Take(max)];

    /// <summary>The stories of the window, the latest first.</summary>
    public async Task<IReadOnlyList<StorySummary>> StoriesAsync(string? search, int max, CancellationToken cancellation)
    {
        Pipeline pipeline = await configuration.PipelineAsync(cancellation);
        IEnumerable<IGrouping<string, Decision>> stories = (await log.InWindowAsync(cancellation)).SelectMany(decisions => decisions).GroupBy(decision => decision.StoryId, StringComparer.Ordinal);
        return [.. stories.Select(Summary)
            .Where(story => search is null || story.Id.StartsWith(search, StringComparison.Ordinal) || story.Headline?.Contains(search, StringComparison.OrdinalIgnoreCase) == true)
            .OrderByDescending(story => story.LastAt).ThenBy(story => story.Id, StringComparer.Ordinal).Take(max)];

        StorySummary Summary(IGrouping<string, Decision> story) => new(
            story.Key,
            story.LastOrDefault(decision => decision.Revises) is { } last ? pipeline.AlertWriter.Headline(last) : null,
            story.Max(decision => decision.Revision),
            story.DistinctBy(decision => (decision.Article.Key, decision.DroppedAt)).Count(),
            story.Max(decision => decision.DroppedAt));
    }

    /// <summary>Null when no story of the window has this id.</summary>
    public async Task<StoryTimeline?> StoryAsync(string storyId, CancellationToken cancellation) => await log.StoryAsync(storyId, cancellation) is { } story
        ? StoryTimeline.Of(story.Decisions, (await configuration.PipelineAsync(cancellation)).AlertWriter, story.Sources)
        : null;

    public async Task<Health> HealthAsync(CancellationToken cancellation)
    {
        DroppedFiles files = await DroppedFiles.LookAsync(store, cancellation);
        List<Receipt> open = [.. (await LatestAsync(Containers.Deliveries, "", Searched, Json.Default.Receipt, cancellation)).Where(receipt => !receipt.IsTerminal)];
        int deadLetters = 0;
        await foreach (BlobListing _ in store.ListAsync(Containers.DeadLetter, "", cancellation))
        {
            deadLetters++;
        }

        return new Health(files.Waiting, files.LastOutcomeAt, open.Count, open.Count == 0 ? null : open.Min(receipt => receipt.CreatedAt), deadLetters);
    }

    private static bool Matches(Outcome outcome, string search) =>
        Has(outcome.Name, search) || Has(outcome.Reason, search) || outcome.Items.Any(item => Has(item.Title, search) || Has(item.Reason, search) || item.StoryId == search || item.AlertId == search);

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The documents that changed last, the latest first; what cannot be read is left out.</summary>
    private async Task<IReadOnlyList<T>> LatestAsync<T>(string container, string prefix, int max, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        List<BlobListing> listed = [];
        await foreach (BlobListing blob in store.ListAsync(container, prefix, cancellation))
        {
            listed.Add(blob);
        }

        List<BlobListing> latest = [.. listed.OrderByDescending(blob => blob.LastModified).Take(max)];
        var read = new T?[latest.Count];
        if (known.Count > MaxKnown)
        {
            known.Clear();
        }

        await Parallel.ForEachAsync(Enumerable.Range(0, latest.Count), new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellation }, async (index, token) =>
        {
            var address = new BlobAddress(container, latest[index].Name);
            if (known.TryGetValue(address, out (string ETag, object Document) seen) && seen.ETag == latest[index].ETag)
            {
                read[index] = (T)seen.Document;
                return;
            }

            try
            {
                read[index] = await store.ReadJsonAsync(address, type, token);
                if (read[index] is { } document)
                {
                    known[address] = (latest[index].ETag, document);
                }
            }
            catch (JsonException)
            {
                // A receipt that is damaged is kept as a dead letter when it is due; here it is not to hide the others.
            }
        });
        return [.. read.OfType<T>()];
    }
}
