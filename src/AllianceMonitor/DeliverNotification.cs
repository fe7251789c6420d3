using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Times of the delivery protocol.</summary>
public sealed record DeliveryOptions
{
    /// <summary>Setting <c>DELIVERY_LEASE</c>: how long a claim holds, 5 seconds to 10 minutes. Default 2 minutes; a send may take half of it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a delivery is tried: from Friday evening to Tuesday morning.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(76);

    /// <summary>First wait after a failure; doubled each time, up to <see cref="MaxBackoff"/>.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Setting <c>PUBLIC_URL</c>: where the app's pages are reached from outside.</summary>
    public Uri PublicUrl { get; init; } = new("http://localhost:7071");
}

/// <summary>
/// Function: claim, send, confirm. The receipt is the truth; a queue message only wakes. Faults of a peer reschedule the delivery and the trigger
/// succeeds; faults of the store are thrown, so that the host retries.
/// </summary>
public sealed class DeliverNotification(
    IBlobStore store, AlertDocuments alerts, Deliveries deliveries, ChannelHealth health, SendTurns turns, OpsNotices notices, SignedLinks links, IEnumerable<IChannel> channels, DeliveryOptions options,
    ILogger<DeliverNotification> logger)
{
    /// <summary>A send that got no answer is repeated once, with the same identifier; after a second one nobody tries again. Notices are: nobody would tell of one that is parked.</summary>
    private const int MaxUnconfirmed = 2;

    private readonly Dictionary<string, IChannel> channelByName = channels.ToDictionary(channel => channel.Name);

    public async Task RunAsync(string key, CancellationToken cancellation)
    {
        StoredBlob blob = await store.ReadAsync(Receipt.AddressOf(key), cancellation) ?? throw new InvalidOperationException($"delivery {key} has no receipt.");
        if (Parse(blob) is not { } receipt)
        {
            await QuarantineAsync(key, blob, cancellation);
            return;
        }

        if (receipt.IsTerminal)
        {
            await GiveUpNoticeAsync(receipt, blob.ETag, cancellation);
            return;
        }

        if (Wait(receipt, blob) is { } wait)
        {
            await deliveries.WakeAsync(key, wait, cancellation);
            return;
        }

        if (receipt.State == DeliveryState.Sending)
        {
            // Whoever held the lease died between sending and confirming.
            receipt = receipt with { Unconfirmed = receipt.Unconfirmed + 1 };
        }

        if (End(receipt, blob.ReadAt) is { } end)
        {
            await GiveUpNoticeAsync(end, await ReplaceAsync(end, blob.ETag, cancellation), cancellation);
            return;
        }

        RecipientState recipient = await health.OfAsync(receipt, cancellation);
        if (recipient.WhyNot(receipt.Subscriptions) is { } reason)
        {
            await ReplaceAsync(receipt with { State = DeliveryState.Withheld, Evidence = reason, NotBefore = null }, blob.ETag, cancellation);
            logger.LogInformation("Delivery {Delivery} of {Document} is withheld", key[..12], receipt.DocumentId);
            return;
        }

        Notification notification = await LoadAsync(receipt, cancellation);
        if (await TurnAsync(receipt, blob.ReadAt, cancellation) is { } turn)
        {
            await ReplaceAsync(Scheduled(receipt, "rate limit", turn - blob.ReadAt, blob.ReadAt) with { Turn = turn }, blob.ETag, cancellation);
            await deliveries.WakeAsync(key, turn - blob.ReadAt, cancellation);
            return;
        }

        receipt = receipt with
        {
            State = DeliveryState.Sending,
            Owner = Guid.NewGuid().ToString("N"),
            Epoch = receipt.Epoch + 1,
            NotBefore = null,
            Turn = null,
            PossibleDuplicate = receipt.PossibleDuplicate || receipt.Unconfirmed > 0,
        };
        if (await ReplaceAsync(receipt, blob.ETag, cancellation) is not { } claim)
        {
            await deliveries.WakeAsync(key, options.Lease, cancellation);
            return;
        }

        SendResult result = await SendAsync(notification with { Receipt = receipt }, cancellation);

        // A crash from here until the receipt is replaced leaves it "sending": the one window in which a second copy is possible.
        await ConfirmAsync(receipt, claim, recipient, result, blob.ReadAt, cancellation);
    }

    private static Receipt? Parse(StoredBlob blob)
    {
        try
        {
            return JsonSerializer.Deserialize(blob.Content.Span, Json.Default.Receipt);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How long this delivery is somebody else's or not due, by the store's clock; null when it can be taken.</summary>
    private TimeSpan? Wait(Receipt receipt, StoredBlob blob)
    {
        TimeSpan wait = receipt.State switch
        {
            DeliveryState.Sending => options.Lease - (blob.ReadAt - blob.LastModified),
            DeliveryState.Scheduled when receipt.NotBefore is { } due => due - blob.ReadAt,
            _ => TimeSpan.Zero,
        };
        return wait > TimeSpan.FromSeconds(1) ? wait : null;
    }

    /// <summary>When it is this delivery's turn under the rate limit of its channel; null when that is now.</summary>
    private async Task<DateTimeOffset?> TurnAsync(Receipt receipt, DateTimeOffset now, CancellationToken cancellation)
    {
        RateLimit limit = channelByName.GetValueOrDefault(receipt.Recipient.Channel)?.Limit ?? RateLimit.None;
        if (limit.IsNone || receipt.Turn is not null)
        {
            return null;
        }

        DateTimeOffset turn = await turns.TakeAsync(limit, receipt.Recipient, cancellation);
        return turn > now ? turn : null;
    }

    private Receipt? End(Receipt receipt, DateTimeOffset now)
    {
        if (receipt.Unconfirmed >= MaxUnconfirmed && receipt.Kind != DeliveryKind.Notice)
        {
            return receipt with { State = DeliveryState.Uncertain, Evidence = "sent twice, no answer either time" };
        }

        return now - receipt.CreatedAt > options.GiveUpAfter ? receipt with { State = DeliveryState.Expired } : null;
    }

    private async Task<Notification> LoadAsync(Receipt receipt, CancellationToken cancellation)
    {
        if (receipt.Kind == DeliveryKind.Notice)
        {
            Notice notice = await store.ReadJsonAsync(Notice.AddressOf(receipt.DocumentId), Json.Default.Notice, cancellation)
                ?? throw new InvalidOperationException($"notice {receipt.DocumentId} is not in the store.");
            return new Notification(receipt, null, notice, null);
        }

        if (receipt.Kind == DeliveryKind.Digest)
        {
            AlertDigest digest = await store.ReadJsonAsync(AlertDigest.AddressOf(receipt.DocumentId), Json.Default.AlertDigest, cancellation)
                ?? throw new InvalidOperationException($"digest {receipt.DocumentId} is not in the store.");
            return new Notification(receipt, null, null, DigestPage.Permalink(options, digest), digest.For(receipt.Recipient)) { Unsubscribe = UnsubscribeLink(receipt) };
        }

        Alert alert = await alerts.ReadAsync(receipt.DocumentId, cancellation)
            ?? throw new InvalidOperationException($"alert {receipt.DocumentId} is not in the store.");
        return new Notification(receipt, alert, null, new Uri(options.PublicUrl, $"api/alerts/{alert.Id}"))
        {
            Unsubscribe = UnsubscribeLink(receipt),
            NotRelevant = alert.IsSample ? null : links.To(LinkPurpose.Feedback, receipt.Key),
        };
    }

    /// <summary>None for a channel in Teams, where anybody could unsubscribe all.</summary>
    private Uri? UnsubscribeLink(Receipt receipt) => receipt.Recipient.Channel == Recipient.Email && receipt.Subscriptions.Count > 0 ? links.To(LinkPurpose.Unsubscribe, receipt.Key) : null;

    private async Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation)
    {
        if (!channelByName.TryGetValue(notification.Receipt.Recipient.Channel, out IChannel? channel))
        {
            return new SendResult.Refused($"there is no channel {notification.Receipt.Recipient.Channel}");
        }

        using var timeOut = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeOut.CancelAfter(options.Lease / 2);
        return await channel.SendAsync(notification, timeOut.Token);
    }

    private async Task ConfirmAsync(Receipt receipt, string eTag, RecipientState recipient, SendResult result, DateTimeOffset now, CancellationToken cancellation)
    {
        Receipt next = result switch
        {
            SendResult.Accepted accepted => receipt with { State = DeliveryState.Accepted, Evidence = accepted.Evidence },
            SendResult.Refused refused => receipt with { State = DeliveryState.Refused, Evidence = refused.Reason },
            SendResult.TryLater later => Scheduled(receipt, later.Reason, later.After ?? Backoff(receipt.Epoch), now),
            SendResult.Unknown unknown => Scheduled(receipt with { Unconfirmed = receipt.Unconfirmed + 1 }, unknown.Reason, Backoff(receipt.Epoch), now),
            _ => throw new InvalidOperationException($"unknown result {result}"),
        };
        if (End(next, now) is { } end && !next.IsTerminal)
        {
            next = end;
        }

        // First: once the receipt says how it ended, nobody looks at the answer again.
        await health.NoteAsync(receipt, recipient, result, cancellation);
        string? replaced = await ReplaceAsync(next, eTag, cancellation);
        Telemetry.Attempted(next, now);
        logger.LogInformation("Delivery {Delivery} of {Document}: {State} {Evidence}", next.Key[..12], next.DocumentId, next.State, next.Evidence);
        if (next.State == DeliveryState.Scheduled)
        {
            await deliveries.WakeAsync(next.Key, next.NotBefore!.Value - now, cancellation);
        }
        else
        {
            await GiveUpNoticeAsync(next, replaced, cancellation);
        }
    }

    private static Receipt Scheduled(Receipt receipt, string reason, TimeSpan wait, DateTimeOffset now) =>
        receipt with { State = DeliveryState.Scheduled, Evidence = reason, NotBefore = now + wait };

    private TimeSpan Backoff(int attempt)
    {
        double factor = Math.Pow(2, Math.Min(attempt - 1, 20));
        return options.FirstBackoff * factor < options.MaxBackoff ? options.FirstBackoff * factor : options.MaxBackoff;
    }

    /// <summary>The new ETag; null when the receipt is another's now. A lost reply shows as a conflict with our own write.</summary>
    private async Task<string?> ReplaceAsync(Receipt receipt, string eTag, CancellationToken cancellation)
    {
        byte[] bytes = JsonBlobs.ToBytes(receipt, Json.Default.Receipt);
        string? replaced = await store.TryReplaceAsync(receipt.Address, bytes, eTag, cancellation, receipt.Notes);
        if (replaced is not null)
        {
            return replaced;
        }

        StoredBlob? now = await store.ReadAsync(receipt.Address, cancellation);
        return now is not null && now.Content.Span.SequenceEqual(bytes) ? now.ETag : null;
    }

    private async Task QuarantineAsync(string key, StoredBlob blob, CancellationToken cancellation)
    {
        string content = System.Text.Encoding.UTF8.GetString(blob.Content.Span);
        await notices.KeepAsync(
            new DeadLetter(Digest.Of("receipt", key, blob.ETag), "receipt", key, "The receipt cannot be read; nothing is sent for it until somebody has looked.", content),
            cancellation);
    }

    /// <summary>Tells operations, then notes in the receipt that they were told: until then every message and Reconcile try again.</summary>
    private async Task GiveUpNoticeAsync(Receipt receipt, string? eTag, CancellationToken cancellation)
    {
        if (receipt.OwesNotice && eTag is not null)
        {
            await notices.RaiseAsync(
                $"Delivery {receipt.State.ToString().ToLowerInvariant()}",
                $"{receipt.Kind} {receipt.DocumentId} to {receipt.Recipient.Channel} {receipt.Recipient.Address}: {receipt.State.ToString().ToLowerInvariant()}, {receipt.Evidence}.\nReceipt {receipt.Key}",
                receipt.Key, cancellation);
            await ReplaceAsync(receipt with { NoticeSent = true }, eTag, cancellation);
        }
    }
}
