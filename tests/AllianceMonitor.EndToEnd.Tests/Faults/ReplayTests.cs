using System.Globalization;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Faults;

/// <summary>A host that has lost its own receipts (here it keeps them in memory, in Azure a new host id is the same) fires the blob trigger for everything again, and all messages come again.</summary>
[Trait("Category", "Faults")]
public sealed class ReplayTests(PublishedApp app)
{
    [Fact]
    public async Task A_replay_of_everything_after_the_hosts_own_receipts_are_gone_sends_nothing()
    {
        await using var stack = await TestStack.Start(app);
        foreach (var deal in Deal.All)
            await stack.Store.Drop(deal.Name, deal.Text);
        await stack.Settled();
        await Promise.AssertKept(stack, Deal.All);
        var (messages, receipts) = (await Messages(stack), await Receipts(stack));

        await stack.Restart();
        foreach (var alert in await stack.Store.Alerts())
            await stack.Store.Send(Queues.Alerts, $$"""{"alertId":"{{alert.Id}}"}""");
        foreach (var receipt in (await stack.Store.Receipts()).Reverse())
            await stack.Store.Send(Queues.Deliveries, $$"""{"deliveryKey":"{{receipt.Key}}"}""");
        await stack.Until("every article was fired again", () => Task.FromResult(Succeeded(stack, "IngestArticle") == Deal.All.Count));
        await stack.Settled();

        Assert.Equal((Deal.All.Count, receipts.Count), (Succeeded(stack, "RouteAlert"), Succeeded(stack, "DeliverNotification")));
        Assert.Equal(messages, await Messages(stack));
        Assert.Equal(receipts, await Receipts(stack));
    }

    /// <summary>Since the host's start: it begins a new log.</summary>
    private static int Succeeded(TestStack stack, string function) => stack.Log().Split('\n').Count(line => line.Contains($"Host: {function} ", StringComparison.Ordinal) && line.Contains(" succeeded in ", StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> Messages(TestStack stack) => [.. (await stack.Inbox.Messages()).Select(message => message.Id)];

    private static async Task<IReadOnlyList<string>> Receipts(TestStack stack) =>
        [.. (await stack.Store.Receipts()).Select(receipt => string.Create(CultureInfo.InvariantCulture, $"{receipt.Key} {receipt.State} {receipt.Epoch} {receipt.PossibleDuplicate}"))];
}
