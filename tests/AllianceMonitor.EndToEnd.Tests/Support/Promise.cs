using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The promise: each recipient has each alert; a second copy only where the receipt says so, and then with the same identifier.</summary>
internal static class Deliveries
{
    public static async Task AssertComplete(TestStack stack, IEnumerable<(string Headline, IReadOnlyList<Recipient> Recipients)> expected)
    {
        var alerts = (await stack.Store.Alerts()).ToDictionary(alert => alert.Id, alert => alert.Headline);
        var receipts = (await stack.Store.Receipts()).Where(receipt => receipt.Kind == DeliveryKind.Alert).ToList();
        var received = (await stack.Inbox.Alerts()).GroupBy(message => (Headline: alerts[message.AlertId!], message.Recipient)).ToList();

        var wanted = expected.SelectMany(alert => alert.Recipients.Select(recipient => (alert.Headline, recipient))).ToList();
        Assert.Equal(Sorted(wanted), Sorted(received.Select(copies => copies.Key)));
        Assert.Equal(Sorted(wanted), Sorted(receipts.Select(receipt => (alerts[receipt.DocumentId], receipt.Recipient))));
        Assert.All(receipts, receipt => Assert.Equal(DeliveryState.Accepted, receipt.State));

        foreach (var copies in received)
        {
            var receipt = Assert.Single(receipts, receipt => (alerts[receipt.DocumentId], receipt.Recipient) == copies.Key);
            Assert.True(copies.Count() <= (receipt.PossibleDuplicate ? 2 : 1), $"{copies.Count()} copies of {copies.Key}, unflagged or too many.");
            Assert.Single(copies.Select(copy => copy.IsEmail ? copy.MessageId : copy.Card!.Value.GetRawText()).Distinct());
        }
    }

    public static Task AssertComplete(TestStack stack, IEnumerable<Deal> deals) =>
        AssertComplete(stack, deals.Select(deal => (deal.Headline, deal.Recipients)));

    private static IEnumerable<string> Sorted(IEnumerable<(string Headline, Recipient Recipient)> deliveries) =>
        deliveries.Select(delivery => $"{delivery.Headline} to {delivery.Recipient.Channel} {delivery.Recipient.Address}").Order(StringComparer.Ordinal);
}
