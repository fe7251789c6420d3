using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

/// <summary>
/// A message while it is being processed: kept invisible by renewing at half of its time. Left alone (after a crash), it comes back at
/// <see cref="HiddenUntil"/>.
/// </summary>
internal sealed class MessageLease(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider time, ILogger logger)
{
    private string popReceipt = message.PopReceipt;

    public DateTimeOffset HiddenUntil { get; private set; } = time.GetUtcNow() + duration;

    public async Task<T> KeepWhile<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var renewals = Renew(done.Token);
        try
        {
            return await work();
        }
        finally
        {
            await done.CancelAsync();
            await renewals;
        }
    }

    public Task Delete() => IfStillOurs(() => queue.DeleteMessageAsync(message.MessageId, popReceipt, CancellationToken.None));

    /// <summary>Back to the queue after a failed run.</summary>
    public Task Release(TimeSpan visibleAfter)
    {
        HiddenUntil = time.GetUtcNow() + visibleAfter;
        return IfStillOurs(() => queue.UpdateMessageAsync(message.MessageId, popReceipt, (BinaryData?)null, visibleAfter, CancellationToken.None));
    }

    private async Task Renew(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(duration / 2, time, cancel);
                // Not cancelled half-way: the reply carries the receipt that deleting needs.
                await IfStillOurs(async () =>
                {
                    UpdateReceipt renewed = await queue.UpdateMessageAsync(message.MessageId, popReceipt, (BinaryData?)null, duration, CancellationToken.None);
                    popReceipt = renewed.PopReceipt;
                    HiddenUntil = time.GetUtcNow() + duration;
                });
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done.
        }
    }

    private async Task IfStillOurs(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (Exception gone) when (StorageClients.IsFault(gone))
        {
            logger.LogWarning("{Queue}: message {MessageId} is no longer ours and will be processed again: {Error}", queue.Name, message.MessageId, StorageClients.Reason(gone));
        }
    }
}
