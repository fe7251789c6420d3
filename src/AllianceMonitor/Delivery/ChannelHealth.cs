using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>
/// Stops sending to a recipient of whom the peer said that there is nobody, with a notice to operations and to those who answer for the subscriptions. Resumed by people only.
/// </summary>
public sealed class ChannelHealth(Recipients recipients, OpsNotices notices, TimeProvider clock)
{
    /// <summary>Doubtful refusals in a row that suppress.</summary>
    public const int MaxRefusals = 3;

    /// <summary>Why a delivery is not to be sent; null when it is. Notices are always tried: somebody must hear of faults.</summary>
    public async Task<string?> WhyNotAsync(Receipt receipt, CancellationToken cancellation) =>
        receipt.Kind == DeliveryKind.Notice ? null : (await recipients.ReadAsync(receipt.Recipient, cancellation)).WhyNot(receipt.Subscriptions);

    /// <summary>Takes note of what the peer said. The notice first: once the recipient is suppressed, nothing comes by here any more.</summary>
    public async Task NoteAsync(Receipt receipt, SendResult result, CancellationToken cancellation)
    {
        if (receipt.Kind == DeliveryKind.Notice || result is not (SendResult.Accepted or SendResult.Refused { Fault: not RecipientFault.None }))
        {
            return;
        }

        if (result is SendResult.Refused && await recipients.ReadAsync(receipt.Recipient, cancellation) is { Suppressed: null } now && After(now, result).Suppressed is { } suppression)
        {
            await NoticeAsync(receipt, suppression, cancellation);
        }

        await recipients.ChangeAsync(receipt.Recipient, before => After(before, result), cancellation);
    }

    private RecipientState After(RecipientState before, SendResult result)
    {
        if (result is not SendResult.Refused refused)
        {
            return before.Refusals == 0 ? before : before with { Refusals = 0 };
        }

        int refusals = before.Refusals + 1;
        return before.Suppressed is null && (refused.Fault == RecipientFault.Gone || refusals >= MaxRefusals)
            ? before with { Refusals = refusals, Suppressed = new Suppression(clock.GetUtcNow(), refused.Reason) }
            : before with { Refusals = refusals };
    }

    private async Task NoticeAsync(Receipt receipt, Suppression suppression, CancellationToken cancellation)
    {
        string what = receipt.Recipient.Channel == Recipient.Teams ? $"The webhook in setting {receipt.Recipient.Address}" : $"The address {receipt.Recipient.Address}";
        string text = $"{what} is not sent to any more: {suppression.Reason}.\nSubscriptions: {string.Join(", ", receipt.Subscriptions)}\n"
            + $"Put it right, then run: recipients --resume {receipt.Recipient.Address}";
        await notices.RaiseAsync("Recipient suppressed", text, receipt.Key, cancellation, [.. receipt.Owners.Where(owner => owner != receipt.Recipient.Address)]);
    }
}
