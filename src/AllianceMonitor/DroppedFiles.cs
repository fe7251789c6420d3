using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>A dropped file that has no outcome yet.</summary>
public sealed record WaitingArticle(string Name, DateTimeOffset DroppedAt);

/// <summary>What lies in the container of dropped files, held against the outcomes: two listings, an operation for 5,000 blobs each.</summary>
/// <param name="Outcomes">Names of all outcomes; the caller may add to it.</param>
/// <param name="LastOutcomeAt">When the last was written; null before the first.</param>
/// <param name="Waiting">Files whose present version has no outcome, the oldest first.</param>
internal sealed record DroppedFiles(HashSet<string> Outcomes, DateTimeOffset? LastOutcomeAt, IReadOnlyList<WaitingArticle> Waiting)
{
    public static async Task<DroppedFiles> LookAsync(IBlobStore store, CancellationToken cancellation)
    {
        HashSet<string> outcomes = new(StringComparer.Ordinal);
        DateTimeOffset? last = null;
        await foreach (BlobListing outcome in store.ListAsync(Containers.Outcomes, "", cancellation))
        {
            outcomes.Add(outcome.Name);
            last = last > outcome.LastModified ? last : outcome.LastModified;
        }

        List<WaitingArticle> waiting = [];
        await foreach (BlobListing article in store.ListAsync(Containers.Articles, "", cancellation))
        {
            if (!outcomes.Contains(Outcome.Address(article.Name, Digest.IngestId(article.Name, article.ETag)).Name))
            {
                waiting.Add(new WaitingArticle(article.Name, article.LastModified));
            }
        }

        return new DroppedFiles(outcomes, last, [.. waiting.OrderBy(article => article.DroppedAt)]);
    }
}
