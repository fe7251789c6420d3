using AllianceMonitor.Alerts;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Delivery;

/// <summary>Gives each send its turn under the rate limit of its channel, over all instances of the app.</summary>
public sealed class SendTurns(IBlobStore store, TimeProvider clock)
{
    /// <summary>When it is the turn of one more send: now, or later. A turn that is not used is lost.</summary>
    public async Task<DateTimeOffset> TakeAsync(RateLimit limit, Recipient recipient, CancellationToken cancellation)
    {
        BlobAddress address = AddressOf(limit, recipient);
        while (true)
        {
            StoredBlob? blob = await store.ReadAsync(address, cancellation);
            Turns turns = (blob is null ? new Turns() : JsonBlobs.Parse(blob, Json.Default.Turns)).Next(limit, blob?.ReadAt ?? clock.GetUtcNow());
            byte[] bytes = JsonBlobs.ToBytes(turns, Json.Default.Turns);
            if ((blob is null ? await store.TryCreateAsync(address, bytes, cancellation) : await store.TryReplaceAsync(address, bytes, blob.ETag, cancellation)) is not null)
            {
                return turns.Last;
            }
        }
    }

    private static BlobAddress AddressOf(RateLimit limit, Recipient recipient) =>
        new(Containers.Recipients, $"rates/{Digest.Of("rate", recipient.Channel, limit.PerRecipient ? recipient.Address : "")}.json");
}
