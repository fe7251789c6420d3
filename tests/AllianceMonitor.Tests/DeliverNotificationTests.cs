using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class DeliverNotificationTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private const string Subscriptions = """
        operations:
          teams: [TEAMS_WEBHOOK_OPS]
        subscriptions:
          - id: desk
            email: [desk@example.com]
        """;

    private readonly DeliveryOptions options = new();
    private readonly RecordingChannel email = new(Recipient.Email), teams = new(Recipient.Teams);
    private App app = null!;
    private string key = null!;

    public async ValueTask InitializeAsync()
    {
        app = await App.StartAsync([email, teams], options);
        await App.ConfigureAsync(app.Memory, Subscriptions);
        await app.IngestAsync("a.txt", News.Stake);
        await app.RouteAlert.RunAsync(App.Field(app.Memory.Take(Queues.Alerts)!, "alertId"), None);
        key = App.Field(app.Memory.Take(Queues.Deliveries)!, "deliveryKey");
    }

    public ValueTask DisposeAsync()
    {
        app.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_delivery_is_sent_and_its_receipt_keeps_the_evidence()
    {
        email.Answer = (_, _) => Answer(new SendResult.Accepted("SMTP 250, <id>"));

        await DeliverAsync();

        Notification sent = Assert.Single(email.Sent);
        Assert.Equal((DeliveryState.Sending, false), (sent.Receipt.State, sent.Receipt.PossibleDuplicate));
        Assert.Equal("http://localhost:7071/api/alerts/" + sent.Alert!.Id, sent.Permalink!.AbsoluteUri);
        Assert.Equal((DeliveryState.Accepted, "SMTP 250, <id>", 1), await StateAsync());
        Assert.Null(app.Memory.Take(Queues.Deliveries));
    }

    [Fact]
    public async Task Redelivered_message_sends_no_second_email()
    {
        await DeliverAsync();
        await DeliverAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await DeliverAsync();

        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Two_messages_at_the_same_time_send_once()
    {
        var answered = new TaskCompletionSource<SendResult>();
        email.Answer = (_, _) => answered.Task;
        Task first = DeliverAsync();

        await DeliverAsync();
        answered.SetResult(new SendResult.Accepted("ok"));
        await first;
        app.Clock.Advance(options.Lease + TimeSpan.FromSeconds(1));
        await app.WorkAsync();

        Assert.Single(email.Sent);
        Assert.Equal(DeliveryState.Accepted, (await StateAsync()).State);
    }

    [Fact]
    public async Task Who_comes_while_another_sends_puts_back_a_copy_for_the_end_of_the_lease()
    {
        var answered = new TaskCompletionSource<SendResult>();
        email.Answer = (_, _) => answered.Task;
        Task first = DeliverAsync();
        await DeliverAsync();

        Assert.Null(app.Memory.Take(Queues.Deliveries));
        app.Clock.Advance(options.Lease);
        Assert.NotNull(app.Memory.Take(Queues.Deliveries));
        answered.SetResult(new SendResult.Accepted("ok"));
        await first;
    }

    [Fact]
    public async Task Many_messages_at_once_send_once()
    {
        email.Answer = async (_, _) =>
        {
            await Task.Yield();
            return new SendResult.Accepted("ok");
        };

        App[] instances = [.. Enumerable.Range(0, 16).Select(_ => new App(app.Memory, app.Clock, [email, teams], new YieldingStore(app.Memory)))];
        await Task.WhenAll(instances.Select(instance => Task.Run(() => instance.DeliverNotification.RunAsync(key, None))));
        app.Clock.Advance(options.Lease + TimeSpan.FromSeconds(1));
        await app.WorkAsync();

        Assert.Single(email.Sent);
        Assert.Equal(DeliveryState.Accepted, (await StateAsync()).State);
        Array.ForEach(instances, instance => instance.Dispose());
    }

    [Fact]
    public async Task A_crash_after_sending_leads_to_one_more_send_with_the_same_identifier_and_a_flag()
    {
        email.Answer = (_, _) => throw new IOException("the process dies here");
        await Assert.ThrowsAsync<IOException>(DeliverAsync);
        email.Answer = (_, _) => Answer(new SendResult.Accepted("ok"));

        await DeliverAsync();
        Assert.Single(email.Sent);
        app.Clock.Advance(options.Lease);
        await app.WorkAsync();

        Assert.Equal([false, true], email.Sent.Select(sent => sent.Receipt.PossibleDuplicate));
        Assert.Single(email.Sent.Select(sent => EmailContent.Of(sent, "from@example.com").Headers["Message-ID"]).Distinct());
        Assert.Equal((DeliveryState.Accepted, "ok", 2), await StateAsync());
    }

    [Fact]
    public async Task A_second_crash_after_sending_parks_the_delivery_as_uncertain_with_a_notice()
    {
        email.Answer = (_, _) => throw new IOException("the process dies here");
        for (int i = 0; i < 4; i++)
        {
            try
            {
                await DeliverAsync();
            }
            catch (IOException)
            {
            }

            app.Clock.Advance(options.Lease);
        }

        Assert.Equal(2, email.Sent.Count);
        Assert.Equal(DeliveryState.Uncertain, (await StateAsync()).State);
        await AssertNoticeAsync("Delivery uncertain");
    }

    [Fact]
    public async Task Two_sends_without_an_answer_are_uncertain_with_a_notice()
    {
        email.Answer = (_, _) => Answer(new SendResult.Unknown("no answer"));
        await DeliverAsync();
        Assert.Equal((DeliveryState.Scheduled, "no answer", 1), await StateAsync());
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.WorkAsync();

        Assert.Equal([false, true], email.Sent.Select(sent => sent.Receipt.PossibleDuplicate));
        Assert.Equal(DeliveryState.Uncertain, (await StateAsync()).State);
        await AssertNoticeAsync("Delivery uncertain");
    }

    [Fact]
    public async Task A_notice_is_sent_until_it_is_accepted()
    {
        int sends = 0;
        email.Answer = (_, _) => Answer(new SendResult.Refused("SMTP 552", RecipientFault.None));
        teams.Answer = (_, _) => Answer(++sends < 4 ? new SendResult.Unknown("no answer") : new SendResult.Accepted("ok"));
        await DeliverAsync();
        for (int i = 0; i < 8; i++)
        {
            await app.WorkAsync();
            app.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(4, teams.Sent.Count);
        Assert.Single(teams.Sent.Select(sent => sent.Receipt.Key).Distinct());
        Assert.Contains(await app.ReceiptsAsync(), receipt => receipt is { Kind: DeliveryKind.Notice, State: DeliveryState.Accepted });
    }

    [Fact]
    public async Task A_peer_that_asks_to_try_later_is_tried_then_and_not_before()
    {
        email.Answer = (_, _) => Answer(new SendResult.TryLater("HTTP 429", TimeSpan.FromMinutes(5)));
        await DeliverAsync();
        email.Answer = (_, _) => Answer(new SendResult.Accepted("ok"));

        app.Clock.Advance(TimeSpan.FromMinutes(4));
        await DeliverAsync();
        Assert.Single(email.Sent);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.WorkAsync();

        Assert.Equal(2, email.Sent.Count);
        Assert.Equal((DeliveryState.Accepted, "ok", 2), await StateAsync());
        Assert.DoesNotContain(email.Sent, sent => sent.Receipt.PossibleDuplicate);
    }

    [Fact]
    public async Task Waits_double_up_to_an_hour()
    {
        email.Answer = (_, _) => Answer(new SendResult.TryLater("SMTP 451"));
        List<TimeSpan> waits = [];
        await DeliverAsync();
        for (int i = 0; i < 10; i++)
        {
            TimeSpan wait = (await ReceiptAsync()).NotBefore!.Value - app.Clock.GetUtcNow();
            waits.Add(wait);
            app.Clock.Advance(wait);
            await app.WorkAsync();
        }

        Assert.Equal([20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600], waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_refusal_is_the_end_with_a_notice()
    {
        email.Answer = (_, _) => Answer(new SendResult.Refused("SMTP 550"));
        await DeliverAsync();
        await DeliverAsync();

        Assert.Single(email.Sent);
        Assert.Equal((DeliveryState.Refused, "SMTP 550", 1), await StateAsync());
        await AssertNoticeAsync("Delivery refused");
    }

    [Fact]
    public async Task A_notice_that_is_refused_makes_no_further_notice()
    {
        email.Answer = (_, _) => Answer(new SendResult.Refused("SMTP 550"));
        teams.Answer = (_, _) => Answer(new SendResult.Refused("HTTP 404"));
        await DeliverAsync();
        await app.WorkAsync();

        Assert.Single(await app.NoticesAsync());
        Assert.Single(teams.Sent);
    }

    [Fact]
    public async Task Tries_end_after_76_hours_with_a_notice()
    {
        email.Answer = (_, _) => Answer(new SendResult.TryLater("SMTP 451"));
        DateTimeOffset start = app.Clock.GetUtcNow();
        await DeliverAsync();
        while ((await ReceiptAsync()).NotBefore is { } next && !(await ReceiptAsync()).IsTerminal)
        {
            app.Clock.Advance(next - app.Clock.GetUtcNow());
            await app.WorkAsync();
        }

        Assert.Equal(DeliveryState.Expired, (await StateAsync()).State);
        Assert.InRange((email.Sent.Count, app.Clock.GetUtcNow() - start), (70, TimeSpan.FromHours(76)), (100, TimeSpan.FromHours(78)));
        await AssertNoticeAsync("Delivery expired");
    }

    [Theory]
    [InlineData("{ not json")]
    [InlineData("null")]
    [InlineData("{\"key\":\"x\"}")]
    [InlineData("{\"key\":\"x\",\"kind\":\"alert\",\"documentId\":\"a\",\"recipient\":{\"channel\":\"email\",\"address\":\"x@example.com\"},\"state\":\"in-orbit\",\"createdAt\":\"2027-03-15T06:30:00Z\"}")]
    [InlineData("")]
    public async Task An_unreadable_receipt_is_quarantined_and_nothing_is_sent(string content)
    {
        await app.Memory.WriteAsync(Receipt.AddressOf(key), Encoding.UTF8.GetBytes(content), None);

        await DeliverAsync();
        await DeliverAsync();
        await app.WorkAsync();

        Assert.Empty(email.Sent);
        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("receipt", key, content), (letter.Kind, letter.Subject, letter.Message));
        Assert.Equal(content, Encoding.UTF8.GetString((await app.Memory.ReadAsync(Receipt.AddressOf(key), None))!.Content.Span));
        Assert.Single(teams.Sent);
    }

    [Fact]
    public async Task A_message_without_a_receipt_is_a_fault_of_the_store() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.DeliverNotification.RunAsync("no-such-key", None));

    [Fact]
    public async Task A_receipt_without_its_alert_is_a_fault_and_nothing_is_sent()
    {
        await app.Memory.DeleteAsync(AlertDocuments.AddressOf((await ReceiptAsync()).DocumentId), None);
        using var next = new App(app.Memory, app.Clock, [email, teams]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => next.DeliverNotification.RunAsync(key, None));

        Assert.Empty(email.Sent);
        Assert.Equal((DeliveryState.Pending, null, 0), await StateAsync());
    }

    [Fact]
    public async Task A_channel_that_does_not_exist_refuses()
    {
        using var without = new App(app.Memory, app.Clock, [teams]);
        await without.DeliverNotification.RunAsync(key, None);

        Assert.Equal((DeliveryState.Refused, "there is no channel email", 1), await StateAsync());
    }

    /// <summary>The store did as told, the reply was lost and the client's own retry met its own write: 412 that means yes.</summary>
    [Fact]
    public async Task A_conflict_with_ones_own_write_is_a_success()
    {
        using var lossy = new App(app.Memory, app.Clock, [email, teams], new LosingReplies(app.Memory));
        await lossy.DeliverNotification.RunAsync(key, None);

        Assert.Single(email.Sent);
        Assert.Equal((DeliveryState.Accepted, "ok", 1), await StateAsync());
    }

    [Fact]
    public async Task A_send_gets_half_the_lease()
    {
        using var hasty = new App(app.Memory, app.Clock, [email, teams], delivery: new DeliveryOptions { Lease = TimeSpan.FromMilliseconds(100) });
        email.Answer = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            return new SendResult.Unknown("no answer within the time-out");
        };

        await hasty.DeliverNotification.RunAsync(key, None);

        Assert.Equal((DeliveryState.Scheduled, "no answer within the time-out", 1), await StateAsync());
    }

    [Fact]
    public async Task Log_lines_name_no_recipient()
    {
        email.Answer = (_, _) => Answer(new SendResult.Refused("SMTP 550"));
        await DeliverAsync();
        await app.WorkAsync();

        Assert.DoesNotContain(app.Logs.All, line => line.Contains("desk@", StringComparison.Ordinal));
        Assert.Contains(app.Logs.All, line => line.Contains("Refused SMTP 550", StringComparison.Ordinal));
    }

    private Task DeliverAsync() => app.DeliverNotification.RunAsync(key, None);

    private async Task<Receipt> ReceiptAsync() => Assert.Single(await app.ReceiptsAsync(), receipt => receipt.Key == key);

    private async Task<(DeliveryState State, string? Evidence, int Epoch)> StateAsync()
    {
        Receipt receipt = await ReceiptAsync();
        return (receipt.State, receipt.Evidence, receipt.Epoch);
    }

    private async Task AssertNoticeAsync(string subject)
    {
        await app.WorkAsync();
        Notification notice = Assert.Single(teams.Sent);
        Assert.Equal((subject, "TEAMS_WEBHOOK_OPS"), (notice.Notice!.Subject, notice.Receipt.Recipient.Address));
        Assert.Contains(key, notice.Notice.Text, StringComparison.Ordinal);
    }

    private static Task<SendResult> Answer(SendResult result) => Task.FromResult(result);

    private sealed class LosingReplies(InMemoryStore inner) : IBlobStore
    {
        public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue) => inner.ReadAsync(address, cancellation, maxBytes);

        public Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation) => inner.ReadFromAsync(address, offset, cancellation);

        public Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation) => inner.ExistsAsync(address, cancellation);

        public async Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
        {
            await inner.TryCreateAsync(address, content, cancellation, metadata);
            return null;
        }

        public async Task<string?> TryReplaceAsync(BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null)
        {
            await inner.TryReplaceAsync(address, content, eTag, cancellation, metadata);
            return null;
        }

        public Task WriteAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
            inner.WriteAsync(address, content, cancellation, metadata);

        public Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation) => inner.TryAppendAsync(address, content, cancellation);

        public Task DeleteAsync(BlobAddress address, CancellationToken cancellation) => inner.DeleteAsync(address, cancellation);

        public IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, CancellationToken cancellation) => inner.ListAsync(container, prefix, cancellation);
    }
}
