using System.Globalization;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>Why a subscription was told of an alert, or why not, from what was recorded when the alert was routed; and what became of each message.</summary>
public sealed class RoutingExplanation(IBlobStore store)
{
    /// <summary>Lines for people; null when the alert is not in the store.</summary>
    /// <param name="alertId">Id of the alert.</param>
    /// <param name="subscription">Id of the subscription.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<IReadOnlyList<string>?> OfAsync(string alertId, string subscription, CancellationToken cancellation)
    {
        if (await store.ReadJsonAsync(AlertDocuments.AddressOf(alertId), Json.Default.Alert, cancellation) is not { } alert)
        {
            return null;
        }

        string title = string.Create(CultureInfo.InvariantCulture, $"{alert.Id}, revision {alert.Revision} of story {alert.StoryId}: {alert.Headline}");
        if (await store.ReadJsonAsync(RoutingPlan.AddressOf(alertId), Json.Default.RoutingPlan, cancellation) is not { } plan)
        {
            return [title, "It has not been routed yet."];
        }

        string at = string.Create(CultureInfo.InvariantCulture, $"{plan.DecidedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        if (plan.Decisions.FirstOrDefault(decision => decision.Subscription == subscription) is not { } decision)
        {
            return [title, $"There was no subscription {subscription} when it was routed at {at}; there were: {string.Join(", ", plan.Decisions.Select(one => one.Subscription))}."];
        }

        string verdict = decision.Notified ? "told at once" : decision.Held ? "told in a digest" : decision.Silenced ? "silenced" : "not told";
        return [title, $"{subscription}: {verdict}, decided at {at}, because: {decision.Reason}", .. await RecipientsAsync(alert, plan, subscription, cancellation)];
    }

    private async Task<List<string>> RecipientsAsync(Alert alert, RoutingPlan plan, string subscription, CancellationToken cancellation)
    {
        List<string> lines = [];
        foreach (PlannedDelivery delivery in plan.Deliveries.Where(delivery => delivery.Subscriptions.Contains(subscription)))
        {
            lines.Add($"  {Name(delivery.Recipient)}: {await StateAsync(Receipt.KeyOf(alert, delivery.Recipient), cancellation)}");
        }

        IReadOnlyList<Recipient> held = plan.HeldFor(subscription);
        if (held.Count > 0)
        {
            AlertDigest? digest = await DigestOfAsync(subscription, alert.Id, cancellation);
            foreach (Recipient recipient in held)
            {
                lines.Add(digest is null
                    ? $"  {Name(recipient)}: waits for the digest"
                    : $"  {Name(recipient)}: in digest {digest.Id[..12]}, {await StateAsync(Receipt.KeyOf(digest, recipient), cancellation)}");
            }
        }

        lines.AddRange(plan.Withheld.Where(withheld => withheld.Subscription == subscription).Select(withheld => $"  {Name(withheld.Recipient)}: not told, {withheld.Reason}"));
        return lines;
    }

    private async Task<string> StateAsync(string key, CancellationToken cancellation) =>
        await store.ReadJsonAsync(Receipt.AddressOf(key), Json.Default.Receipt, cancellation) is { } receipt
            ? $"{receipt.State.ToString().ToLowerInvariant()}{(receipt.Evidence is null ? "" : $" ({receipt.Evidence})")}{(receipt.PossibleDuplicate ? ", possible duplicate" : "")}"
            : "no receipt yet";

    /// <summary>The digest that told the alert; null while it waits.</summary>
    private async Task<AlertDigest?> DigestOfAsync(string subscription, string alertId, CancellationToken cancellation)
    {
        await foreach (BlobListing blob in store.ListAsync(Containers.Digests, "", cancellation))
        {
            if (!blob.Name.Contains('/', StringComparison.Ordinal)
                && await store.ReadJsonAsync(new BlobAddress(Containers.Digests, blob.Name), Json.Default.AlertDigest, cancellation) is { } digest
                && digest.Subscription == subscription && digest.Items.Any(item => item.AlertId == alertId))
            {
                return digest;
            }
        }

        return null;
    }

    private static string Name(Recipient recipient) => $"{recipient.Channel} {recipient.Address}";
}
