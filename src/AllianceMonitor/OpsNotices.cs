using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Keeps dead letters and tells operations, once each, through the same deliveries as everybody else.</summary>
public sealed class OpsNotices(IBlobStore store, Deliveries deliveries, Configuration configuration, TimeProvider clock, ILogger<OpsNotices> logger)
{
    /// <summary>Stands in the metadata of the blob of a letter, so that a listing tells it.</summary>
    private const string TriedAgainByNote = "triedagainby";

    public async Task KeepAsync(DeadLetter letter, CancellationToken cancellation)
    {
        BlobAddress address = DeadLetter.AddressOf(letter.Id);
        Dictionary<string, string>? notes = letter.TriedAgainBy is { } timer ? new() { [TriedAgainByNote] = timer } : null;
        await store.TryCreateJsonAsync(address, letter with { At = clock.GetUtcNow() }, Json.Default.DeadLetter, cancellation, notes);
        await RaiseAsync($"Dead letter: {letter.Kind}", $"{letter.Kind} {letter.Subject}\n{letter.Reason}\nKept as {address}", letter.Id, cancellation);
    }

    /// <summary>Deletes the letters that wait for <paramref name="timer"/>.</summary>
    /// <param name="timer">See <see cref="DeadLetter.TriedAgainBy"/>.</param>
    /// <param name="except">Ids of those that stay.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task TakeBackAsync(string timer, IReadOnlySet<string> except, CancellationToken cancellation)
    {
        await foreach (BlobListing listing in store.ListAsync(Containers.DeadLetter, "", cancellation))
        {
            if (listing.Metadata.GetValueOrDefault(TriedAgainByNote) == timer && !except.Contains(Path.GetFileNameWithoutExtension(listing.Name)))
            {
                await store.DeleteAsync(new BlobAddress(Containers.DeadLetter, listing.Name), cancellation);
            }
        }
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
