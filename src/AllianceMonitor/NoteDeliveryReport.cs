using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// Function: Communication Services reports, minutes after it took an email, that it did not arrive. The delivery ends as bounced, operations hear of it, and an address behind which there is nobody is
/// suppressed. Safe to run any number of times and in any order.
/// </summary>
public sealed class NoteDeliveryReport(
    IBlobStore store, Deliveries deliveries, ChannelHealth health, Configuration configuration, OpsNotices notices, TimeProvider clock, ILogger<NoteDeliveryReport> logger)
{
    /// <param name="message">An event of Event Grid. One that cannot be read is kept as a dead letter.</param>
    /// <param name="cancellation">Ends the run; a rerun finishes it.</param>
    public async Task RunAsync(string message, CancellationToken cancellation)
    {
        IReadOnlyList<DeliveryReport> reports;
        try
        {
            reports = DeliveryReport.Parse(message);
        }
        catch (FormatException wrong)
        {
            await notices.KeepAsync(new DeadLetter(Digest.Of(DeadLetter.DeliveryReport, message), DeadLetter.DeliveryReport, "unreadable", wrong.Message, message), cancellation);
            return;
        }

        foreach (DeliveryReport report in reports.Where(report => !report.Arrived))
        {
            await NoteAsync(report, cancellation);
        }
    }

    private async Task NoteAsync(DeliveryReport report, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FindAsync(report, cancellation) is not var (blob, receipt))
            {
                await NoteStrangerAsync(report, cancellation);
                return;
            }

            if (receipt.State != DeliveryState.Bounced)
            {
                // The recipient first, as DeliverNotification does: once the receipt says how it ended, nobody looks at the report again.
                await SuppressAsync(receipt.Recipient, report, receipt.Subscriptions, receipt.Kind, cancellation);
                if (receipt.State is DeliveryState.Refused or DeliveryState.Expired or DeliveryState.Withheld)
                {
                    return;
                }

                // Whoever is sending it at this moment loses the receipt to this, and leaves it alone.
                Receipt bounced = receipt with { State = DeliveryState.Bounced, Evidence = report.Evidence, NotBefore = null, NoticeSent = false };
                if (await store.TryReplaceAsync(bounced.Address, JsonBlobs.ToBytes(bounced, Json.Default.Receipt), blob.ETag, cancellation, bounced.Notes) is null)
                {
                    continue;
                }

                receipt = bounced;
                Telemetry.Attempted(bounced, clock.GetUtcNow());
                logger.LogInformation("Delivery {Delivery} of {Document}: {State} {Evidence}", receipt.Key[..12], receipt.DocumentId, receipt.State, receipt.Evidence);
            }

            if (receipt.OwesNotice)
            {
                // DeliverNotification tells operations of every delivery that was given up.
                await deliveries.WakeAsync(receipt.Key, TimeSpan.Zero, cancellation);
            }

            return;
        }
    }

    /// <summary>The operation's id holds the beginning of the delivery key, which is therefore found by prefix.</summary>
    private async Task<(StoredBlob Blob, Receipt Receipt)?> FindAsync(DeliveryReport report, CancellationToken cancellation)
    {
        await foreach (BlobListing listing in store.ListAsync(Containers.Deliveries, CommunicationEmailChannel.KeyPrefix(report.Operation), cancellation))
        {
            if (CommunicationEmailChannel.OperationId(Path.GetFileNameWithoutExtension(listing.Name)) == report.Operation
                && await store.ReadAsync(new BlobAddress(Containers.Deliveries, listing.Name), cancellation) is { } blob
                && JsonBlobs.Parse(blob, Json.Default.Receipt) is var receipt && IsTo(receipt.Recipient, report))
            {
                return (blob, receipt);
            }
        }

        return null;
    }

    /// <summary>No receipt: it was deleted by its age, or the email is not ours. An address that subscribes is suppressed all the same.</summary>
    private async Task NoteStrangerAsync(DeliveryReport report, CancellationToken cancellation)
    {
        List<Subscription> told = [.. (await configuration.SubscriptionsAsync(cancellation)).All.Where(subscription => subscription.Recipients.Any(recipient => IsTo(recipient, report)))];
        logger.LogWarning("A delivery report ({Status}) is about no delivery that is known; {Subscriptions} subscriptions name its recipient", report.Status, told.Count);
        if (told.Count > 0)
        {
            await SuppressAsync(told[0].Recipients.First(recipient => IsTo(recipient, report)), report, [.. told.Select(subscription => subscription.Id)], DeliveryKind.Alert, cancellation);
        }
    }

    /// <summary>Notices are always tried: somebody must hear of faults.</summary>
    private async Task SuppressAsync(Recipient recipient, DeliveryReport report, IReadOnlyList<string> subscriptions, DeliveryKind kind, CancellationToken cancellation)
    {
        if (report.NobodyIsThere && kind != DeliveryKind.Notice)
        {
            Subscriptions all = await configuration.SubscriptionsAsync(cancellation);
            IEnumerable<string?> owners = all.All.Where(subscription => subscriptions.Contains(subscription.Id)).Select(subscription => subscription.Owner);
            await health.SuppressAsync(recipient, report.Evidence, report.At, subscriptions, [.. owners.OfType<string>().Distinct()], cancellation);
        }
    }

    private static bool IsTo(Recipient recipient, DeliveryReport report) =>
        recipient.Channel == Recipient.Email && string.Equals(recipient.Address, report.Address, StringComparison.OrdinalIgnoreCase);
}
