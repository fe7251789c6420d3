using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

/// <summary>kill -9 of the app's process in the middle of a run: it drains all the same, nothing is lost, and nothing is sent twice unflagged.</summary>
[Trait("Category", "Faults")]
public sealed class CrashTests(PublishedApp app)
{
    public enum Moment
    {
        FirstLogEntry,
        FirstAlertWritten,
        FirstOutcome,
        FirstReceipt,
        FirstMessageReceived,
    }

    [Theory]
    [InlineData(Moment.FirstLogEntry)]
    [InlineData(Moment.FirstAlertWritten)]
    [InlineData(Moment.FirstOutcome)]
    [InlineData(Moment.FirstReceipt)]
    [InlineData(Moment.FirstMessageReceived)]
    [InlineData(Moment.FirstLogEntry, Moment.FirstOutcome, Moment.FirstMessageReceived)]
    public async Task Everything_is_delivered_although_the_app_is_killed_at(params Moment[] moments)
    {
        await using var stack = await TestStack.Start(app);
        await Drop(stack, Deal.All);

        foreach (var moment in moments)
        {
            await stack.Until($"it is the moment of {moment}", () => Has(stack, moment));
            await stack.KillApp();
        }

        await stack.Settled();
        await Promise.AssertKept(stack, Deal.All);
        Assert.Empty(await stack.Store.DeadLetters());
    }

    [Fact]
    public async Task A_card_under_way_when_the_app_is_killed_is_sent_again_and_flagged()
    {
        await using var stack = await TestStack.Start(app);
        await stack.Inbox.ScriptTeams(new { stall = true }, new { stall = true });
        await Drop(stack, [Deal.RenaultGeely, Deal.NissanHonda, Deal.NissanCatl]);

        IReadOnlyList<Receipt> stalled = [];
        await stack.Until("two cards get no answer", async () =>
        {
            var inbox = await stack.Inbox.Messages();
            stalled = [.. (await stack.Store.Receipts()).Where(receipt => receipt is { Recipient.Channel: "teams", State: DeliveryState.Sending })];
            return stalled.Count == 2 && inbox.Count == 7;
        });
        await stack.KillApp();

        await stack.Settled();
        await Promise.AssertKept(stack, [Deal.RenaultGeely, Deal.NissanHonda, Deal.NissanCatl]);
        var receipts = (await stack.Store.Receipts()).ToDictionary(receipt => receipt.Key);
        Assert.All(stalled, receipt => Assert.True(receipts[receipt.Key].PossibleDuplicate));
    }

    [Fact]
    public async Task A_card_and_an_email_that_arrived_without_a_confirmation_come_a_second_time_with_the_same_identifier()
    {
        // Time enough to kill the app before it tries again by itself.
        await using var stack = await TestStack.Start(app, backoff: TimeSpan.FromSeconds(3));
        await stack.Inbox.ScriptTeams(new { acceptThenDrop = true });
        await stack.Inbox.ScriptSmtp(new { phase = "data", acceptThenDrop = true });
        await Drop(stack, [Deal.NissanHonda]);

        await stack.Until("both have arrived", async () => (await stack.Inbox.Messages()).Select(message => message.Kind).Distinct().Count() == 2);
        await stack.KillApp();

        await stack.Settled();
        await Promise.AssertKept(stack, [Deal.NissanHonda]);
        var twice = (await stack.Inbox.Alerts()).GroupBy(message => message.Recipient).Where(copies => copies.Count() == 2).ToList();
        Assert.Equal(["email", "teams"], twice.Select(copies => copies.Key.Channel).Order());
        Assert.All(twice, copies => Assert.Single(copies.Select(copy => copy.Content).Distinct()));
    }

    private static Task Drop(TestStack stack, IEnumerable<Deal> deals) => Task.WhenAll(deals.Select(deal => stack.Store.Drop(deal.Name, deal.Text)));

    private static async Task<bool> Has(TestStack stack, Moment moment) => moment switch
    {
        Moment.FirstLogEntry => (await stack.Store.List(Containers.Stories)).Count > 0,
        Moment.FirstAlertWritten => (await stack.Store.List(Containers.Alerts)).Count > 0,
        Moment.FirstOutcome => (await stack.Store.List(Containers.Outcomes)).Count > 0,
        Moment.FirstReceipt => (await stack.Store.List(Containers.Deliveries)).Count > 0,
        _ => (await stack.Inbox.Messages()).Count > 0,
    };
}
