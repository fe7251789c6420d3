using System.Net;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>Function <c>Feedback</c>: whoever has the link of a delivery says that its alert is not relevant. Looking changes nothing, posting counts once for each delivery.</summary>
public sealed class FeedbackPage(IBlobStore store, SignedLinks links, TimeProvider clock)
{
    /// <summary>The page as HTML; null for a link that is not ours.</summary>
    public async Task<string?> RenderAsync(string token, CancellationToken cancellation) => await FindAsync(token, cancellation) is ({ }, { } alert)
        ? SimplePage.Of("Not relevant?", $"“{WebUtility.HtmlEncode(alert.Headline)}” should not have been sent to you. The count is shown in the digests of the subscription and to those who look after it.", "Not relevant", "mark")
        : null;

    /// <summary>Counts it and shows the page; null for a link that is not ours.</summary>
    public async Task<string?> ActAsync(string token, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is not ({ } receipt, { } alert))
        {
            return null;
        }

        RoutingPlan? plan = await store.ReadJsonAsync(RoutingPlan.AddressOf(alert.Id), Json.Default.RoutingPlan, cancellation);
        foreach (string subscription in receipt.Subscriptions)
        {
            string rule = plan?.Decisions.FirstOrDefault(decision => decision.Subscription == subscription)?.Rule ?? "other";
            await AddAsync(subscription, new NotRelevant(receipt.Key, alert.Id, rule, clock.GetUtcNow()), cancellation);
        }

        return SimplePage.Of("Thank you", "It is noted. Alerts of this kind go on; to end them, unsubscribe or have the subscription changed.");
    }

    private async Task<(Receipt?, Alert?)> FindAsync(string token, CancellationToken cancellation) =>
        links.Verify(LinkPurpose.Feedback, token) is { } key && await store.ReadJsonAsync(Receipt.AddressOf(key), Json.Default.Receipt, cancellation) is { Kind: DeliveryKind.Alert } receipt
            ? (receipt, await store.ReadJsonAsync(AlertDocuments.AddressOf(receipt.DocumentId), Json.Default.Alert, cancellation))
            : (null, null);

    private async Task AddAsync(string subscription, NotRelevant mark, CancellationToken cancellation)
    {
        BlobAddress address = Feedback.AddressOf(subscription);
        while (true)
        {
            StoredBlob? blob = await store.ReadAsync(address, cancellation);
            Feedback before = blob is null ? new Feedback { Subscription = subscription } : JsonBlobs.Parse(blob, Json.Default.Feedback), after = before.With(mark);
            byte[] bytes = JsonBlobs.ToBytes(after, Json.Default.Feedback);
            if (after == before || (blob is null ? await store.TryCreateAsync(address, bytes, cancellation) : await store.TryReplaceAsync(address, bytes, blob.ETag, cancellation)) is not null)
            {
                return;
            }
        }
    }
}
