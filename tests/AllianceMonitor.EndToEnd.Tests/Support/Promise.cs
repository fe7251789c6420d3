using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The promise: each recipient has each alert; a second copy only where the receipt says so, and then with the same identifier.</summary>
internal static class Promise
{
    public static async Task AssertKept(TestStack stack, IEnumerable<(string Headline, IReadOnlyList<Recipient> Recipients)> expected)
    {
        var alerts = (await stack.Store.Alerts()).ToDictionary(alert => alert.Id, alert => alert.Headline);
        var receipts = (await stack.Store.Receipts()).Where(receipt => receipt.Kind == DeliveryKind.Alert).ToList();
        var received = (await stack.Inbox.Alerts()).GroupBy(message => (Headline: alerts[message.AlertId!], message.Recipient)).ToList();

        var wanted = expected.SelectMany(alert => alert.Recipients.Select(recipient => (alert.Headline, recipient))).ToList();
        Assert.Equal(Sorted(wanted), Sorted(received.Select(copies => copies.Key)));
        Assert.Equal(Sorted(wanted), Sorted(receipts.Select(receipt => (alerts[receipt.DocumentId], receipt.Recipient))));
        Assert.All(receipts, receipt => Assert.Equal(DeliveryState.Accepted, receipt.State));

        foreach (var copies in received)
            AssertCopies(Assert.Single(receipts, receipt => (alerts[receipt.DocumentId], receipt.Recipient) == copies.Key), [.. copies]);
    }

    /// <summary>What became of many deliveries.</summary>
    /// <param name="SecondCopies">That arrived.</param>
    /// <param name="Flagged">Receipts that say there may be one.</param>
    /// <param name="Parked">Sent twice without an answer.</param>
    /// <param name="DeadLetters">Articles, alerts and messages that failed five times, and went on all the same.</param>
    public sealed record Kept(int Deliveries, int SecondCopies, int Flagged, int Parked, int DeadLetters);

    /// <summary>The same, where the app may be cut off twice in the middle of one delivery: then operations have been told.</summary>
    /// <param name="articles">Names of files of which each makes one alert.</param>
    public static async Task<Kept> AssertKeptOrParked(TestStack stack, IEnumerable<string> articles, IReadOnlyList<Recipient> recipients)
    {
        var alerts = (await stack.Store.Alerts()).ToDictionary(alert => alert.Id, alert => alert.Article);
        var receipts = (await stack.Store.Receipts()).Where(receipt => receipt.Kind == DeliveryKind.Alert).ToList();
        Assert.Equal(articles.Order(StringComparer.Ordinal), alerts.Values.Order(StringComparer.Ordinal));
        Assert.Equal(
            Sorted(alerts.Values.SelectMany(article => recipients.Select(recipient => (article, recipient)))),
            Sorted(receipts.Select(receipt => (alerts[receipt.DocumentId], receipt.Recipient))));

        var received = (await stack.Inbox.Alerts()).ToLookup(message => (message.AlertId!, message.Recipient));
        var notices = await stack.Inbox.Notices();
        var secondCopies = 0;
        foreach (var receipt in receipts)
        {
            var copies = received[(receipt.DocumentId, receipt.Recipient)].ToList();
            AssertCopies(receipt, copies);
            secondCopies += Math.Max(copies.Count - 1, 0);
            Assert.True(
                receipt.State == DeliveryState.Accepted ? copies.Count > 0
                : receipt.State == DeliveryState.Uncertain && notices.Any(notice => notice.Text!.Contains(receipt.Key, StringComparison.Ordinal)),
                $"{alerts[receipt.DocumentId]} to {receipt.Recipient}: {receipt.State}, {receipt.Evidence}, {copies.Count} copies");
        }

        return new Kept(
            receipts.Count, secondCopies, receipts.Count(receipt => receipt.PossibleDuplicate), receipts.Count(receipt => receipt.State == DeliveryState.Uncertain), (await stack.Store.DeadLetters()).Count);
    }

    private static void AssertCopies(Receipt receipt, IReadOnlyList<Received> copies)
    {
        Assert.True(copies.Count <= (receipt.PossibleDuplicate ? 2 : 1), $"{copies.Count} copies of {receipt.DocumentId} to {receipt.Recipient}, unflagged or too many.");
        Assert.True(copies.Select(copy => copy.IsEmail ? copy.MessageId : copy.Card!.Value.GetRawText()).Distinct().Count() <= 1, $"Copies of {receipt.DocumentId} to {receipt.Recipient} differ.");
    }

    public static Task AssertKept(TestStack stack, IEnumerable<Deal> deals) =>
        AssertKept(stack, deals.Select(deal => (deal.Headline, deal.Recipients)));

    private static IEnumerable<string> Sorted(IEnumerable<(string Headline, Recipient Recipient)> deliveries) =>
        deliveries.Select(delivery => $"{delivery.Headline} to {delivery.Recipient.Channel} {delivery.Recipient.Address}").Order(StringComparer.Ordinal);
}
