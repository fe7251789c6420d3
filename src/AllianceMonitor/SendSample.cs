using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

/// <summary>Sends the recipients of one subscription a marked sample, on the way that every alert goes: routed, delivered, with receipts.</summary>
public sealed class SendSample(IBlobStore store, IMessageQueues queues, TimeProvider clock)
{
    /// <summary>The sample; <see cref="Receipt.KeyOf(Alert, Recipient)"/> finds its receipts.</summary>
    public async Task<Alert> RunAsync(Subscription subscription, CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Alert alert = Sample(Digest.Of("sample", subscription.Id, now.ToString("O", System.Globalization.CultureInfo.InvariantCulture))[..32], now);
        var plan = new RoutingPlan(
            alert.Id,
            [new RoutingDecision(subscription.Id, true, "a test of the subscription")],
            [.. subscription.Recipients.Select(recipient => new PlannedDelivery(recipient, [$"{subscription.Name} (a test of the subscription)"]) { Subscriptions = [subscription.Id], Severity = subscription.Severity })],
            []) { DecidedAt = now };

        // The plan first: an alert without one would be routed to everybody who asks for such news.
        await store.TryCreateJsonAsync(RoutingPlan.AddressOf(alert.Id), plan, Json.Default.RoutingPlan, cancellation);
        await store.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, cancellation);
        await queues.SendJsonAsync(Queues.Alerts, new AlertMessage(alert.Id), Json.Default.AlertMessage, TimeSpan.Zero, cancellation);
        return alert;
    }

    private static Alert Sample(string id, DateTimeOffset now)
    {
        var fact = new Fact
        {
            Kind = FactKind.Stake,
            Subject = "Example Motors",
            Object = "Sample Auto",
            Before = "43%",
            After = "15%",
            Stage = DealStage.Planned,
            Evidence = new Evidence(null, "Example Motors will cut its stake in Sample Auto to 15% from 43%."),
        };
        return new Alert
        {
            Id = $"a-{id}",
            StoryId = $"s-{id}",
            Revision = 1,
            Novelty = Novelty.NewStory,
            Headline = "Example Motors' stake in Sample Auto: 43% -> 15% (planned)",
            Summary = fact.Evidence.Text,
            Changes = [new AlertChange("Example Motors' stake in Sample Auto", "43%", "15%", fact)],
            Article = "sample",
            Title = "Example Motors to cut its stake in Sample Auto",
            Source = "AllianceMonitor",
            Language = "en",
            IsSample = true,
            Sources = ["AllianceMonitor"],
            CreatedAt = now,
        };
    }
}
