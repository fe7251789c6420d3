using System.Net;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// Function <c>Unsubscribe</c>: whoever has the link of a delivery leaves the subscriptions that it came by, or comes back. Looking changes nothing, since scanners of mail follow
/// links; posting acts, with one click of a mail program as well (RFC 8058).
/// </summary>
public sealed class UnsubscribePage(IBlobStore store, Recipients recipients, Configuration configuration, SignedLinks links, TimeProvider clock, ILogger<UnsubscribePage> logger)
{
    /// <summary>The page as HTML; null for a link that is not ours.</summary>
    public async Task<string?> RenderAsync(string token, CancellationToken cancellation) =>
        await ReceiptAsync(token, cancellation) is { } receipt ? await PageAsync(receipt, await recipients.ReadAsync(receipt.Recipient, cancellation), cancellation) : null;

    /// <summary>Does it and shows the page; null for a link that is not ours.</summary>
    /// <param name="token">Last part of the link.</param>
    /// <param name="back">True: subscribes again.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<string?> ActAsync(string token, bool back, CancellationToken cancellation)
    {
        if (await ReceiptAsync(token, cancellation) is not { } receipt)
        {
            return null;
        }

        RecipientState state = await recipients.ChangeAsync(
            receipt.Recipient, before => back ? before.With(receipt.Subscriptions) : before.Without(receipt.Subscriptions, clock.GetUtcNow()), cancellation);
        logger.LogInformation("Delivery {Delivery}: its recipient {Action} {Subscriptions}", receipt.Key[..12], back ? "is back in" : "left", string.Join(", ", receipt.Subscriptions));
        return await PageAsync(receipt, state, cancellation);
    }

    private async Task<Receipt?> ReceiptAsync(string token, CancellationToken cancellation) =>
        links.Verify(LinkPurpose.Unsubscribe, token) is { } key && await store.ReadJsonAsync(Receipt.AddressOf(key), Json.Default.Receipt, cancellation) is { Subscriptions.Count: > 0 } receipt ? receipt : null;

    private async Task<string> PageAsync(Receipt receipt, RecipientState state, CancellationToken cancellation)
    {
        IReadOnlyList<Subscription> all = (await configuration.SubscriptionsAsync(cancellation)).All;
        string names = WebUtility.HtmlEncode(string.Join(", ", receipt.Subscriptions.Select(id => all.FirstOrDefault(one => one.Id == id)?.Name ?? id)));
        bool isOut = receipt.Subscriptions.All(id => state.Unsubscribed.Any(one => one.Subscription == id));
        return isOut
            ? SimplePage.Of("You are unsubscribed", $"You get no more alerts of <b>{names}</b>.", "Subscribe again", "back")
            : SimplePage.Of("Unsubscribe?", $"You will get no more alerts of <b>{names}</b> at the address that this link was sent to.", "Unsubscribe", "leave");
    }
}
