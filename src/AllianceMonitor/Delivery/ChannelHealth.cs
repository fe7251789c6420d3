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

    /// <summary>
    /// Takes note of what the peer said. A suppression is intended first, then told, then in force: whoever dies in between leaves nobody suppressed without a notice, and all who come upon the same intention tell
    /// the same notice.
    /// </summary>
    public async Task NoteAsync(Receipt receipt, SendResult result, CancellationToken cancellation)
    {
        if (receipt.Kind == DeliveryKind.Notice || result is not (SendResult.Accepted or SendResult.Refused { Fault: not RecipientFault.None }))
        {
            return;
        }

        RecipientState state = await recipients.ChangeAsync(receipt.Recipient, before => After(before, result), cancellation);
        if (state is { Suppressed: null, Intended: { } suppression })
        {
            await NoticeAsync(receipt, suppression, cancellation);
            await recipients.ChangeAsync(receipt.Recipient, before => before with { Suppressed = before.Suppressed ?? suppression, Intended = null }, cancellation);
        }
    }

    private RecipientState After(RecipientState before, SendResult result)
    {
        if (result is not SendResult.Refused refused)
        {
            return before with { Refusals = 0, Intended = null };
        }

        int refusals = before.Refusals + 1;
        bool isGone = before.Suppressed is null && (refused.Fault == RecipientFault.Gone || refusals >= MaxRefusals);
        return before with { Refusals = refusals, Intended = isGone ? before.Intended ?? new Suppression(clock.GetUtcNow(), refused.Reason) : before.Intended };
    }

    private async Task NoticeAsync(Receipt receipt, Suppression suppression, CancellationToken cancellation)
    {
        string what = receipt.Recipient.Channel == Recipient.Teams ? $"The webhook in setting {receipt.Recipient.Address}" : $"The address {receipt.Recipient.Address}";
        string text = $"{what} is not sent to any more: {suppression.Reason}.\nSubscriptions: {string.Join(", ", receipt.Subscriptions)}\n"
            + $"Put it right, then run: recipients --resume {receipt.Recipient.Address}";
        string identity = Digest.Of(receipt.Recipient.Channel, receipt.Recipient.Address, $"{suppression.At:O}");
        await notices.RaiseAsync("Recipient suppressed", text, identity, cancellation, [.. receipt.Owners.Where(owner => owner != receipt.Recipient.Address)]);
    }
}
