using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

/// <summary>What the mail server and Teams may do wrong, and what becomes of the delivery. Each test drops a deal of its own, which has one recipient.</summary>
[Trait("Category", "Faults")]
public sealed class FaultTests(FaultTests.OneRecipientEach one) : IClassFixture<FaultTests.OneRecipientEach>
{
    private const string Subscriptions =
        """
        operations:
          email: [operations@alliance-monitor.example]
        subscriptions:
          - id: capital
            kinds: [stake, investment]
            email: [treasury@alliance-monitor.example]
          - id: cooperation
            kinds: [joint-venture, partnership]
            teams: [TEAMS_WEBHOOK_TECHNOLOGY]
        """;

    public sealed class OneRecipientEach(PublishedApp app) : IAsyncLifetime
    {
        internal TestStack Stack { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Stack = await TestStack.Start(app, Subscriptions);

        public ValueTask DisposeAsync() => Stack.DisposeAsync();
    }

    private TestStack Stack => one.Stack;

    [Fact]
    public async Task A_throttled_card_waits_as_long_as_Teams_asks_for()
    {
        await Stack.Inbox.ScriptTeams(new { status = 429, retryAfter = 3 });
        var dropped = TimeProvider.System.GetUtcNow();
        await Stack.Drop(Deal.NissanHonda.Name, Deal.NissanHonda.Text);

        var put = await Stack.Value("the receipt is put off", async () => await Receipt(Deal.NissanHonda) is { State: DeliveryState.Scheduled } scheduled ? scheduled : null);
        Assert.Equal("HTTP 429", put.Evidence);
        await Stack.Settled();

        AssertAccepted(await Receipt(Deal.NissanHonda), tries: 2);
        var card = Assert.Single(await Received(Deal.NissanHonda));
        Assert.True(card.ReceivedAt - dropped >= TimeSpan.FromSeconds(3), $"It came after {card.ReceivedAt - dropped}.");
        Assert.Empty(await Notices(Deal.NissanHonda));
    }

    [Fact]
    public async Task A_card_is_tried_again_after_errors_of_the_server()
    {
        await Stack.Inbox.ScriptTeams(new { status = 500 }, new { status = 503 });
        await Stack.Drop(Deal.NissanGeneralMotors.Name, Deal.NissanGeneralMotors.Text);
        await Stack.Settled();

        AssertAccepted(await Receipt(Deal.NissanGeneralMotors), tries: 3);
        Assert.Single(await Received(Deal.NissanGeneralMotors));
        Assert.Empty(await Notices(Deal.NissanGeneralMotors));
    }

    [Fact]
    public async Task A_card_without_an_answer_is_sent_once_more_and_flagged()
    {
        await Stack.Inbox.ScriptTeams(new { acceptThenDrop = true });
        await Stack.Drop(Deal.RenaultMicrosoft.Name, Deal.RenaultMicrosoft.Text);
        await Stack.Settled();

        AssertAccepted(await Receipt(Deal.RenaultMicrosoft), tries: 2, possibleDuplicate: true);
        Assert.Equal(2, (await Received(Deal.RenaultMicrosoft)).Count);
    }

    [Fact]
    public async Task A_card_that_Teams_will_not_have_is_refused_and_operations_hear_of_it()
    {
        await Stack.Inbox.ScriptTeams(new { status = 400 });
        await Stack.Drop(Deal.MitsubishiMotorsQualcomm.Name, Deal.MitsubishiMotorsQualcomm.Text);
        await Stack.Settled();

        var receipt = await Receipt(Deal.MitsubishiMotorsQualcomm);
        Assert.Equal((DeliveryState.Refused, "HTTP 400", 1), (receipt!.State, receipt.Evidence, receipt.Epoch));
        Assert.Empty(await Received(Deal.MitsubishiMotorsQualcomm));
        AssertGivenUp(Assert.Single(await Notices(Deal.MitsubishiMotorsQualcomm)), "refused", "HTTP 400");
    }

    [Fact]
    public async Task An_email_that_is_turned_away_for_now_is_sent_later()
    {
        await Stack.Inbox.ScriptSmtp(new { phase = "rcpt", code = 451 });
        await Stack.Drop(Deal.RenaultGeely.Name, Deal.RenaultGeely.Text);
        await Stack.Settled();

        AssertAccepted(await Receipt(Deal.RenaultGeely), tries: 2);
        Assert.Single(await Received(Deal.RenaultGeely));
        Assert.Empty(await Notices(Deal.RenaultGeely));
    }

    [Fact]
    public async Task An_email_that_the_server_refuses_is_given_up_and_operations_hear_of_it()
    {
        await Stack.Inbox.ScriptSmtp(new { phase = "data", code = 554 });
        await Stack.Drop(Deal.AramcoRenault.Name, Deal.AramcoRenault.Text);
        await Stack.Settled();

        var receipt = await Receipt(Deal.AramcoRenault);
        Assert.Equal((DeliveryState.Refused, "SMTP 554 at End", 1), (receipt!.State, receipt.Evidence, receipt.Epoch));
        Assert.Empty(await Received(Deal.AramcoRenault));
        AssertGivenUp(Assert.Single(await Notices(Deal.AramcoRenault)), "refused", "SMTP 554");
    }

    [Fact]
    public async Task An_email_whose_connection_breaks_in_the_middle_is_sent_again_and_flagged()
    {
        await Stack.Inbox.ScriptSmtp(new { phase = "data", drop = true });
        await Stack.Drop(Deal.NissanCatl.Name, Deal.NissanCatl.Text);
        await Stack.Settled();

        AssertAccepted(await Receipt(Deal.NissanCatl), tries: 2, possibleDuplicate: true);
        Assert.Single(await Received(Deal.NissanCatl));
    }

    [Fact]
    public async Task An_email_twice_without_an_answer_is_parked_and_operations_hear_of_it()
    {
        await Stack.Inbox.ScriptSmtp(new { phase = "data", acceptThenDrop = true }, new { phase = "data", acceptThenDrop = true });
        await Stack.Drop(Deal.AlibabaNissan.Name, Deal.AlibabaNissan.Text);
        await Stack.Settled();

        var receipt = await Receipt(Deal.AlibabaNissan);
        Assert.Equal((DeliveryState.Uncertain, true), (receipt!.State, receipt.PossibleDuplicate));
        var copies = await Received(Deal.AlibabaNissan);
        Assert.Equal(2, copies.Count);
        Assert.Single(copies.Select(copy => copy.MessageId).Distinct());
        AssertGivenUp(Assert.Single(await Notices(Deal.AlibabaNissan)), "uncertain", "no answer");
    }

    private static void AssertAccepted(Receipt? receipt, int tries, bool possibleDuplicate = false) =>
        Assert.Equal((DeliveryState.Accepted, tries, possibleDuplicate), (receipt!.State, receipt.Epoch, receipt.PossibleDuplicate));

    private static void AssertGivenUp(Received notice, string state, string evidence)
    {
        Assert.Equal((Deal.Operations, $"[AllianceMonitor] Delivery {state}"), (notice.Recipient, notice.Subject));
        Assert.Contains(evidence, notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", notice.Text, StringComparison.Ordinal);
    }

    private async Task<string?> AlertId(Deal deal) => (await Stack.Store.Alerts()).FirstOrDefault(alert => alert.Article == deal.Name)?.Id;

    private async Task<Receipt?> Receipt(Deal deal)
    {
        var alert = await AlertId(deal);
        return (await Stack.Store.Receipts()).SingleOrDefault(receipt => receipt.DocumentId == alert);
    }

    private async Task<IReadOnlyList<Received>> Received(Deal deal)
    {
        var alert = await AlertId(deal);
        return [.. (await Stack.Inbox.Alerts()).Where(message => message.AlertId == alert)];
    }

    private async Task<IReadOnlyList<Received>> Notices(Deal deal)
    {
        var alert = await AlertId(deal);
        return [.. (await Stack.Inbox.Notices()).Where(notice => notice.Text!.Contains(alert!, StringComparison.Ordinal))];
    }
}
