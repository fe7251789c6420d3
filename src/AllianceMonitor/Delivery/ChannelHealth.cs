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

    /// <summary>Takes note of what the peer said.</summary>
    public Task NoteAsync(Receipt receipt, SendResult result, CancellationToken cancellation) =>
        receipt.Kind == DeliveryKind.Notice || result is not (SendResult.Accepted or SendResult.Refused { Fault: not RecipientFault.None })
            ? Task.CompletedTask
            : ChangeAsync(receipt.Recipient, before => After(before, result), receipt.Subscriptions, receipt.Owners, cancellation);

    /// <summary>Suppresses a recipient of whom the peer said later that there is nobody; not if somebody resumed it since.</summary>
    /// <param name="recipient">Who.</param>
    /// <param name="reason">What the peer said, without an address.</param>
    /// <param name="at">When the peer found it out.</param>
    /// <param name="subscriptions">That name the recipient.</param>
    /// <param name="owners">Who answers for them.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task SuppressAsync(Recipient recipient, string reason, DateTimeOffset at, IReadOnlyList<string> subscriptions, IReadOnlyList<string> owners, CancellationToken cancellation) =>
        ChangeAsync(
            recipient, before => before.Suppressed is not null || before.ResumedAt >= at ? before : before with { Suppressed = new Suppression(clock.GetUtcNow(), reason) },
            subscriptions, owners, cancellation);

    /// <summary>The notice of a suppression first: once the recipient is suppressed, nothing comes by here any more.</summary>
    private Task ChangeAsync(
        Recipient recipient, Func<RecipientState, RecipientState> change, IReadOnlyList<string> subscriptions, IReadOnlyList<string> owners, CancellationToken cancellation) =>
        recipients.ChangeAsync(recipient, change, cancellation, (before, after, version) => before.Suppressed is null && after.Suppressed is { } suppression
            ? NoticeAsync(recipient, suppression, $"{RecipientState.AddressOf(recipient)} {version}", subscriptions, owners, cancellation)
            : Task.CompletedTask);

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

    private async Task NoticeAsync(
        Recipient recipient, Suppression suppression, string identity, IReadOnlyList<string> subscriptions, IReadOnlyList<string> owners, CancellationToken cancellation)
    {
        string what = recipient.Channel == Recipient.Teams ? $"The webhook in setting {recipient.Address}" : $"The address {recipient.Address}";
        string text = $"{what} is not sent to any more: {suppression.Reason}.\nSubscriptions: {string.Join(", ", subscriptions)}\n"
            + $"Put it right, then run: recipients --resume {recipient.Address}";
        await notices.RaiseAsync("Recipient suppressed", text, identity, cancellation, [.. owners.Where(owner => owner != recipient.Address)]);
    }
}
