using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>What stands against sending to recipients, as it is stored.</summary>
public sealed class Recipients(IBlobStore store)
{
    public async Task<RecipientState> ReadAsync(Recipient recipient, CancellationToken cancellation) =>
        await store.ReadJsonAsync(RecipientState.AddressOf(recipient), Json.Default.RecipientState, cancellation) ?? new RecipientState { Recipient = recipient };

    /// <summary>The state after the change, whoever else changed it meanwhile. A change that changes nothing writes nothing.</summary>
    /// <param name="recipient">Whose.</param>
    /// <param name="change">May be called several times.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<RecipientState> ChangeAsync(Recipient recipient, Func<RecipientState, RecipientState> change, CancellationToken cancellation)
    {
        BlobAddress address = RecipientState.AddressOf(recipient);
        while (true)
        {
            StoredBlob? blob = await store.ReadAsync(address, cancellation);
            RecipientState before = blob is null ? new RecipientState { Recipient = recipient } : JsonBlobs.Parse(blob, Json.Default.RecipientState), after = change(before);
            if (after == before)
            {
                return before;
            }

            byte[] bytes = JsonBlobs.ToBytes(after, Json.Default.RecipientState);
            if ((blob is null ? await store.TryCreateAsync(address, bytes, cancellation) : await store.TryReplaceAsync(address, bytes, blob.ETag, cancellation)) is not null)
            {
                return after;
            }
        }
    }
}
