using AllianceMonitor.Alerts;

namespace AllianceMonitor.Delivery;

/// <summary>
/// Stops sending to a recipient of whom the peer said that there is nobody, with a notice to operations and to those who answer for the subscriptions. Resumed by people only.
/// </summary>
public sealed class ChannelHealth(Recipients recipients, OpsNotices notices, TimeProvider clock)
{
    /// <summary>Doubtful refusals in a row that suppress.</summary>
    public const int MaxRefusals = 3;

    /// <summary>What stands against sending it; nothing against notices: somebody must hear of faults.</summary>
    public async Task<RecipientState> OfAsync(Receipt receipt, CancellationToken cancellation) =>
        receipt.Kind == DeliveryKind.Notice ? new RecipientState { Recipient = receipt.Recipient } : await recipients.ReadAsync(receipt.Recipient, cancellation);

    /// <summary>Takes note of what the peer said.</summary>
    /// <param name="receipt">What was sent.</param>
    /// <param name="before">What <see cref="OfAsync"/> said before it was.</param>
    /// <param name="result">What the peer said.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task NoteAsync(Receipt receipt, RecipientState before, SendResult result, CancellationToken cancellation) =>
        receipt.Kind == DeliveryKind.Notice || result is not (SendResult.Accepted or SendResult.Refused { Fault: not RecipientFault.None }) || After(before, result) == before
            ? Task.CompletedTask
            : ChangeAsync(receipt.Recipient, state => After(state, result), receipt.Subscriptions, receipt.Owners, cancellation);

    /// <summary>Suppresses a recipient of whom the peer said later that there is nobody; not if somebody resumed it since.</summary>
    /// <param name="recipient">Who.</param>
    /// <param name="reason">What the peer said, without an address.</param>
    /// <param name="at">When the peer found it out.</param>
    /// <param name="subscriptions">That name the recipient.</param>
    /// <param name="owners">Who answers for them.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task SuppressAsync(Recipient recipient, string reason, DateTimeOffset at, IReadOnlyList<string> subscriptions, IReadOnlyList<string> owners, CancellationToken cancellation) =>
        ChangeAsync(
            recipient, before => before.Suppressed is not null || before.ResumedAt >= at ? before : before with { Intended = before.Intended ?? new Suppression(clock.GetUtcNow(), reason) },
            subscriptions, owners, cancellation);

    /// <summary>
    /// A suppression is intended first, then told, then in force: whoever dies in between leaves nobody suppressed without a notice, and all who come upon the same intention tell the same notice.
    /// </summary>
    private async Task ChangeAsync(
        Recipient recipient, Func<RecipientState, RecipientState> change, IReadOnlyList<string> subscriptions, IReadOnlyList<string> owners, CancellationToken cancellation)
    {
        RecipientState state = await recipients.ChangeAsync(recipient, change, cancellation);
        if (state is { Suppressed: null, Intended: { } suppression })
        {
            await NoticeAsync(recipient, suppression, subscriptions, owners, cancellation);
            await recipients.ChangeAsync(recipient, before => before with { Suppressed = before.Suppressed ?? suppression, Intended = null }, cancellation);
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

    private async Task NoticeAsync(Recipient recipient, Suppression suppression, IReadOnlyList<string> subscriptions, IReadOnlyList<string> owners, CancellationToken cancellation)
    {
        string what = recipient.Channel == Recipient.Teams ? $"The webhook in setting {recipient.Address}" : $"The address {recipient.Address}";
        string text = $"{what} is not sent to any more: {suppression.Reason}.\nSubscriptions: {string.Join(", ", subscriptions)}\n"
            + $"Put it right, then run: recipients --resume {recipient.Address}";
        string identity = Digest.Of(recipient.Channel, recipient.Address, $"{suppression.At:O}");
        await notices.RaiseAsync("Recipient suppressed", text, identity, cancellation, [.. owners.Where(owner => owner != recipient.Address)]);
    }
}
