using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

/// <summary>Emails that Communication Services took, and of which it reports later that they did not arrive.</summary>
public sealed class NoteDeliveryReportTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        operations:
          email: [ops@example.com]
        subscriptions:
          - { id: desk, owner: owner@example.com, email: [desk@example.com, other@example.com] }
        """;

    private readonly FakeTimeProvider clock = new();
    private readonly RecordingChannel email = new(Recipient.Email);
    private readonly App app;

    public NoteDeliveryReportTests() => app = new App(new InMemoryStore(clock), clock, [email, new RecordingChannel(Recipient.Teams)]);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_bounced_address_is_suppressed_and_operations_and_the_owner_hear_of_it_once()
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);

        for (int i = 0; i < 3; i++)
        {
            await NoteAsync(Report(told, "Bounced", "550 5.1.1 <desk@example.com>: no such user"));
        }

        Receipt bounced = await ReceiptAsync(told.Key);
        Assert.Equal((DeliveryState.Bounced, "reported later: Bounced, 550 5.1.1", true), (bounced.State, bounced.Evidence, bounced.NoticeSent));
        Assert.Equal("reported later: Bounced, 550 5.1.1", (await app.Recipients.ReadAsync(told.Recipient, None)).Suppressed?.Reason);
        Assert.Equal(["ops@example.com", "owner@example.com"], Notices("Recipient suppressed").Order());
        Assert.Equal(["ops@example.com"], Notices("Delivery bounced"));
        Assert.DoesNotContain(app.Logs.All, line => line.Contains("desk@example.com", StringComparison.Ordinal));

        await app.IngestAsync("b.txt", News.Investment);
        await app.WorkAsync();
        Assert.Single(email.Sent, sent => sent.Receipt.Recipient == told.Recipient);
        Assert.Equal(2, email.Sent.Count(sent => sent.Receipt.Recipient.Address == "other@example.com"));
    }

    [Theory]
    [InlineData("Delivered", DeliveryState.Accepted, false)]
    [InlineData("Expanded", DeliveryState.Accepted, false)]
    [InlineData("Suppressed", DeliveryState.Bounced, true)]
    [InlineData("Failed", DeliveryState.Bounced, false)]
    [InlineData("FilteredSpam", DeliveryState.Bounced, false)]
    [InlineData("Quarantined", DeliveryState.Bounced, false)]
    public async Task Each_status_says_what_became_of_the_delivery_and_whether_anybody_is_there(string status, DeliveryState state, bool suppressed)
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);

        await NoteAsync(Report(told, status));

        Assert.Equal(state, (await ReceiptAsync(told.Key)).State);
        Assert.Equal(suppressed, (await app.Recipients.ReadAsync(told.Recipient, None)).Suppressed is not null);
        Assert.Equal(state == DeliveryState.Bounced ? 1 : 0, Notices("Delivery bounced").Count);
    }

    /// <summary>As https://learn.microsoft.com/azure/event-grid/communication-services-email-events shows it: an array, and another spelling of the time.</summary>
    [Fact]
    public async Task The_documented_event_is_read()
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);
        string documented = $$"""
            [{
              "id": "00000000-0000-0000-0000-000000000000",
              "topic": "/subscriptions/{subscription-id}/resourceGroups/{group-name}/providers/microsoft.communication/communicationservices/{communication-services-resource-name}",
              "subject": "sender/senderid@azure.com/message/{{CommunicationEmailChannel.OperationId(told.Key)}}",
              "data": {
                "sender": "senderid@azure.com",
                "recipient": "Desk@Example.com",
                "messageId": "{{CommunicationEmailChannel.OperationId(told.Key)}}",
                "status": "Bounced",
                "deliveryStatusDetails": { "statusMessage": "Status Message" },
                "deliveryAttemptTimeStamp": "2020-09-18T00:22:20.2855749+00:00"
              },
              "eventType": "Microsoft.Communication.EmailDeliveryReportReceived",
              "dataVersion": "1.0",
              "metadataVersion": "1",
              "eventTime": "2020-09-18T00:22:20.822Z"
            }]
            """;

        await NoteAsync(documented);

        Assert.Equal("reported later: Bounced", (await ReceiptAsync(told.Key)).Evidence);
    }

    [Theory]
    [InlineData("no JSON", "It is not an event of Event Grid: it is not JSON.")]
    [InlineData("{}", "It is no delivery report: its eventType is not Microsoft.Communication.EmailDeliveryReportReceived.")]
    [InlineData("null", "It is no delivery report: its eventType is not Microsoft.Communication.EmailDeliveryReportReceived.")]
    [InlineData("{\"eventType\":5}", "It is not an event of Event Grid: $.eventType cannot be read.")]
    [InlineData("""{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"status":"Bounced"}}""", "The delivery report lacks messageId, recipient or status.")]
    [InlineData("""{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"messageId":"1","recipient":"a@b.example","status":"Bounced"}}""", "The messageId of the delivery report is no UUID.")]
    [InlineData("""{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"messageId":"1b4e28ba-2fa1-81d2-883f-0016d3cca427","recipient":"a@b.example","status":"Vanished"}}""", "The delivery report has a status that this version does not know.")]
    [InlineData("""{"eventType":"Microsoft.Communication.EmailDeliveryReportReceived","data":{"messageId":"1b4e28ba-2fa1-81d2-883f-0016d3cca427","recipient":"a@b.example","status":"Bounced"}}""", "The delivery report says no time.")]
    public async Task What_is_no_delivery_report_is_kept_with_its_reason(string message, string reason)
    {
        await ToldAsync("a.txt", News.Stake);

        await NoteAsync(message);
        await NoteAsync(message);

        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("delivery-report", reason, message), (letter.Kind, letter.Reason, letter.Message));
        Assert.Equal(["ops@example.com"], Notices("Dead letter: delivery-report"));
        Redrive.Result again = await app.Redrive.RunAsync(letter.Id, None);
        Assert.Equal((false, $"{reason} It is kept for people to look at."), (again.Done, again.Message));
    }

    [Fact]
    public async Task A_poisoned_report_is_kept_and_noted_once_its_cause_is_mended()
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);
        await app.KeepPoisonReport.RunAsync(Report(told, "Bounced"), None);
        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());

        Assert.True((await app.Redrive.RunAsync(letter.Id, None)).Done);
        await NoteAsync(System.Text.Encoding.UTF8.GetString(app.Memory.Take(Queues.DeliveryReports)!.Content.Span));

        Assert.Empty(await app.DeadLettersAsync());
        Assert.Equal(DeliveryState.Bounced, (await ReceiptAsync(told.Key)).State);
    }

    /// <summary>Event Grid tries for a day: by then somebody may have mended the mailbox.</summary>
    [Fact]
    public async Task A_report_from_before_the_address_was_resumed_does_not_suppress_it_again()
    {
        Receipt first = await ToldAsync("a.txt", News.Stake), second = await ToldAsync("b.txt", News.Investment);
        string late = Report(second, "Bounced");
        await NoteAsync(Report(first, "Bounced"));
        clock.Advance(TimeSpan.FromHours(1));
        await app.Recipients.ChangeAsync(first.Recipient, state => state.Resumed(clock.GetUtcNow()), None);
        clock.Advance(TimeSpan.FromHours(1));

        await NoteAsync(late);

        Assert.Null((await app.Recipients.ReadAsync(first.Recipient, None)).Suppressed);
        Assert.Equal(DeliveryState.Bounced, (await ReceiptAsync(second.Key)).State);
        Assert.Equal(2, Notices("Recipient suppressed").Count);

        await NoteAsync(Report(await ToldAsync("c.txt", News.StakeAgain), "Bounced"));
        Assert.NotNull((await app.Recipients.ReadAsync(first.Recipient, None)).Suppressed);
        Assert.Equal(4, Notices("Recipient suppressed").Count);
    }

    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Scheduled)]
    [InlineData(DeliveryState.Uncertain)]
    public async Task A_report_that_overtakes_the_confirmation_ends_the_delivery(DeliveryState state)
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);
        await app.Memory.WriteAsync(told.Address, JsonBlobs.ToBytes(told with { State = state, Unconfirmed = 1, NoticeSent = state == DeliveryState.Uncertain }, Json.Default.Receipt), None);

        await NoteAsync(Report(told, "Failed"));
        clock.Advance(TimeSpan.FromHours(2));
        await app.DeliverNotification.RunAsync(told.Key, None);

        Assert.Equal(DeliveryState.Bounced, (await ReceiptAsync(told.Key)).State);
        Assert.Single(email.Sent, sent => sent.Receipt.Key == told.Key);
    }

    [Theory]
    [InlineData(DeliveryState.Refused)]
    [InlineData(DeliveryState.Expired)]
    [InlineData(DeliveryState.Withheld)]
    public async Task A_delivery_that_had_ended_otherwise_stays_so_and_the_address_is_suppressed(DeliveryState state)
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);
        await app.Memory.WriteAsync(told.Address, JsonBlobs.ToBytes(told with { State = state, NoticeSent = true }, Json.Default.Receipt), None);

        await NoteAsync(Report(told, "Bounced"));

        Assert.Equal(state, (await ReceiptAsync(told.Key)).State);
        Assert.NotNull((await app.Recipients.ReadAsync(told.Recipient, None)).Suppressed);
    }

    [Theory]
    [InlineData("desk@example.com", true)]
    [InlineData("nobody@example.com", false)]
    public async Task Without_a_delivery_only_an_address_that_subscribes_is_suppressed(string address, bool suppressed)
    {
        Receipt told = await ToldAsync("a.txt", News.Stake);
        Receipt stranger = told with { Key = Digest.Of("an email of somebody else"), Recipient = new Recipient(Recipient.Email, address) };

        await NoteAsync(Report(stranger, "Bounced"));

        Assert.Equal(suppressed, (await app.Recipients.ReadAsync(stranger.Recipient, None)).Suppressed is not null);
        Assert.Equal(suppressed ? 2 : 0, Notices("Recipient suppressed").Count);
        Assert.Equal(DeliveryState.Accepted, (await ReceiptAsync(told.Key)).State);
        Assert.Contains(app.Logs.All, line => line.StartsWith("Warning A delivery report (Bounced) is about no delivery that is known", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notice_that_bounces_suppresses_nobody_and_raises_no_further_notice()
    {
        await ToldAsync("a.txt", News.Stake);
        await app.KeepPoisonAlert.RunAsync("{}", None);
        await app.WorkAsync();
        Receipt notice = Assert.Single(await app.ReceiptsAsync(), receipt => receipt.Kind == DeliveryKind.Notice);

        await NoteAsync(Report(notice, "Bounced"));

        Assert.Equal(DeliveryState.Bounced, (await ReceiptAsync(notice.Key)).State);
        Assert.Null((await app.Recipients.ReadAsync(notice.Recipient, None)).Suppressed);
        Assert.Single(await app.NoticesAsync());
    }

    /// <summary>The store fails before or after any operation, and the message comes again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_breaks_on_the_way_a_rerun_finishes_it(bool afterwards)
    {
        bool broke = true;
        for (int failAt = 1; broke; failAt++)
        {
            var memory = new InMemoryStore(clock);
            await App.ConfigureAsync(memory, Subscriptions);
            var channel = new RecordingChannel(Recipient.Email);
            using var whole = new App(memory, clock, [channel]);
            await whole.IngestAsync("a.txt", News.Stake);
            await whole.WorkAsync();
            Receipt told = Assert.Single(await whole.ReceiptsAsync(), receipt => receipt.Recipient.Address == "desk@example.com");
            var store = new FaultyStore(memory, failAt, afterwards);
            using var faulty = new App(memory, clock, [channel], through: store);

            try
            {
                await faulty.NoteDeliveryReport.RunAsync(Report(told, "Bounced"), None);
            }
            catch (FaultyStore.InjectedFaultException)
            {
                await whole.NoteDeliveryReport.RunAsync(Report(told, "Bounced"), None);
            }

            broke = store.Operations >= failAt;
            await whole.WorkAsync();
            Assert.Equal(["ops@example.com", "owner@example.com"], channel.Sent.Where(sent => sent.Notice?.Subject == "Recipient suppressed").Select(sent => sent.Receipt.Recipient.Address).Order());
            Assert.Single(channel.Sent, sent => sent.Notice?.Subject == "Delivery bounced");
            Assert.True(failAt < 50);
        }
    }

    private async Task<Receipt> ToldAsync(string name, string text)
    {
        await App.ConfigureAsync(app.Memory, Subscriptions);
        HashSet<string> before = [.. (await app.ReceiptsAsync()).Select(receipt => receipt.Key)];
        await app.IngestAsync(name, text);
        await app.WorkAsync();
        return Assert.Single(await app.ReceiptsAsync(), receipt => receipt.Recipient.Address == "desk@example.com" && !before.Contains(receipt.Key));
    }

    private async Task NoteAsync(string message)
    {
        await app.NoteDeliveryReport.RunAsync(message, None);
        await app.WorkAsync();
    }

    private string Report(Receipt told, string status, string? said = null) => JsonSerializer.Serialize(new
    {
        id = Guid.NewGuid(),
        eventType = "Microsoft.Communication.EmailDeliveryReportReceived",
        eventTime = clock.GetUtcNow(),
        data = new
        {
            sender = "DoNotReply@example.azurecomm.net",
            recipient = told.Recipient.Address,
            messageId = CommunicationEmailChannel.OperationId(told.Key),
            status,
            deliveryStatusDetails = new { statusMessage = said },
            deliveryAttemptTimestamp = clock.GetUtcNow(),
        },
    });

    private async Task<Receipt> ReceiptAsync(string key) => Assert.Single(await app.ReceiptsAsync(), receipt => receipt.Key == key);

    private List<string> Notices(string subject) => [.. email.Sent.Where(sent => sent.Notice?.Subject == subject).Select(sent => sent.Receipt.Recipient.Address)];
}
