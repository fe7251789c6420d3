using System.Text.Json;
using AllianceMonitor.Delivery;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Operations;

public sealed class RedriveTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_article_is_taken_in_and_told()
    {
        using App app = await App.StartAsync();
        DeadLetter letter = await PoisonAsync(app);

        Redrive.Result result = await app.Redrive.RunAsync(letter.Id, None);

        Assert.Equal((true, "a.txt was taken in: processed."), (result.Done, result.Message));
        Assert.Equal(OutcomeStatus.Processed, Assert.Single(await app.OutcomesAsync()).Status);
        Assert.Single(await app.AlertsAsync());
        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task A_second_press_of_the_button_does_nothing()
    {
        using App app = await App.StartAsync();
        DeadLetter letter = await PoisonAsync(app);
        await app.Redrive.RunAsync(letter.Id, None);

        Assert.False((await app.Redrive.RunAsync(letter.Id, None)).Done);
        Assert.Single(await app.AlertsAsync());
    }

    [Fact]
    public async Task An_article_that_fails_again_keeps_its_letter()
    {
        using App app = await App.StartAsync();
        DeadLetter letter = await PoisonAsync(app);
        await app.Memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), "no watchlist"u8.ToArray(), None);
        using App restarted = new(app.Memory, app.Clock, RecordingChannel.Both());

        Redrive.Result result = await restarted.Redrive.RunAsync(letter.Id, None);

        Assert.False(result.Done);
        Assert.StartsWith("a.txt failed again (", result.Message, StringComparison.Ordinal);
        Assert.Single(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task A_file_that_was_replaced_leaves_nothing_to_try()
    {
        using App app = await App.StartAsync();
        DeadLetter letter = await PoisonAsync(app);
        await app.IngestAsync("a.txt", News.StakeAgain);

        Redrive.Result result = await app.Redrive.RunAsync(letter.Id, None);

        Assert.Equal((true, "a.txt was replaced or deleted since; there is nothing left to try."), (result.Done, result.Message));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_crash_on_the_way_loses_nothing(int failAt, bool afterwards)
    {
        using App app = await App.StartAsync();
        DeadLetter letter = await PoisonAsync(app);
        using (App faulty = new(app.Memory, app.Clock, RecordingChannel.Both(), new FaultyStore(app.Memory, failAt, afterwards)))
        {
            try
            {
                await faulty.Redrive.RunAsync(letter.Id, None);
            }
            catch (FaultyStore.InjectedFaultException)
            {
                // The process is gone.
            }
        }

        await app.Redrive.RunAsync(letter.Id, None);

        Assert.Equal(OutcomeStatus.Processed, Assert.Single(await app.OutcomesAsync()).Status);
        Assert.Single(await app.AlertsAsync());
        Assert.Empty(await app.DeadLettersAsync());
    }

    public static TheoryData<int, bool> Faults => [.. from failAt in Enumerable.Range(1, 12) from afterwards in (bool[])[false, true] select (failAt, afterwards)];

    [Fact]
    public async Task An_alert_is_routed_and_a_delivery_woken()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);
        string alertId = App.Field(app.Memory.Take(Queues.Alerts)!, "alertId");
        string alert = JsonSerializer.Serialize(new { alertId });
        await app.KeepPoisonAlert.RunAsync(alert, None);
        DeadLetter letter = (await app.DeadLettersAsync()).Single(letter => letter.Kind == "alert");

        Assert.True((await app.Redrive.RunAsync(letter.Id, None)).Done);
        await app.WorkAsync();
        Receipt receipt = (await app.ReceiptsAsync()).First(receipt => receipt.Kind == DeliveryKind.Alert);
        Assert.Equal(DeliveryState.Accepted, receipt.State);

        await app.KeepPoisonDelivery.RunAsync(JsonSerializer.Serialize(new { deliveryKey = receipt.Key }), None);
        letter = (await app.DeadLettersAsync()).Single(letter => letter.Kind == "delivery");
        Assert.True((await app.Redrive.RunAsync(letter.Id, None)).Done);
    }

    [Theory]
    [InlineData("alert", "{}")]
    [InlineData("alert", "no JSON")]
    [InlineData("alert", """{"alertId": "a-0"}""")]
    [InlineData("delivery", """{"deliveryKey": 5}""")]
    [InlineData("delivery", """{"deliveryKey": "0"}""")]
    [InlineData("story-log", "{")]
    public async Task What_cannot_be_tried_again_stays(string kind, string message)
    {
        using App app = await App.StartAsync();
        var letter = new DeadLetter(Digest.Of(kind, message), kind, message, "Because.", message);
        await app.Notices.KeepAsync(letter, None);

        Assert.False((await app.Redrive.RunAsync(letter.Id, None)).Done);
        Assert.Single(await app.DeadLettersAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../config/watchlist")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task An_id_that_is_none_names_no_letter(string id)
    {
        using App app = await App.StartAsync();

        Assert.False((await app.Redrive.RunAsync(id, None)).Done);
    }

    private static async Task<DeadLetter> PoisonAsync(App app)
    {
        await app.DropAsync("a.txt", News.Stake);
        StoredBlob blob = (await app.Memory.ReadAsync(new BlobAddress(Containers.Articles, "a.txt"), None))!;
        await app.KeepPoisonArticle.RunAsync(JsonSerializer.Serialize(new { BlobName = "a.txt", blob.ETag }), None);
        return Assert.Single(await app.DeadLettersAsync());
    }
}
