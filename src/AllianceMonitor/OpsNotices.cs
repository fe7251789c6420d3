using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Keeps dead letters and tells operations, once each, through the same deliveries as everybody else.</summary>
public sealed class OpsNotices(IBlobStore store, Deliveries deliveries, Configuration configuration, TimeProvider clock, ILogger<OpsNotices> logger)
{
    public async Task KeepAsync(DeadLetter letter, CancellationToken cancellation)
    {
        await store.TryCreateJsonAsync(new BlobAddress(Containers.DeadLetter, $"{letter.Id}.json"), letter with { At = clock.GetUtcNow() }, Json.Default.DeadLetter, cancellation);
        await RaiseAsync($"Dead letter: {letter.Kind}", $"{letter.Kind} {letter.Subject}\n{letter.Reason}\nKept as {Containers.DeadLetter}/{letter.Id}.json", letter.Id, cancellation);
    }

    /// <param name="subject">One line.</param>
    /// <param name="text">What happened and what to do.</param>
    /// <param name="identity">What it is about: the same identity is told once.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <param name="owners">Addresses of who hears of it beside operations.</param>
    public async Task RaiseAsync(string subject, string text, string identity, CancellationToken cancellation, IReadOnlyList<string>? owners = null)
    {
        var notice = new Notice(Digest.Of("notice", identity, subject), subject, text, clock.GetUtcNow());
        logger.LogWarning("Notice {Notice}: {Subject}", notice.Id[..12], subject);
        await store.TryCreateJsonAsync(notice.Address, notice, Json.Default.Notice, cancellation);
        Subscriptions subscriptions = await configuration.SubscriptionsAsync(cancellation);
        foreach (Recipient recipient in subscriptions.Operations.Union((owners ?? []).Select(owner => new Recipient(Recipient.Email, owner))))
        {
            await deliveries.QueueAsync(Receipt.KeyOf(notice, recipient), DeliveryKind.Notice, notice.Id, new PlannedDelivery(recipient, ["operations"]), cancellation);
        }
    }
}
