using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests;

public sealed class KeepPoisonTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_poison_article_is_kept_with_its_reason_an_outcome_and_a_notice()
    {
        using App app = await App.StartAsync();
        string message = await PointerAsync(app, "poison.txt");

        await app.KeepPoisonArticle.RunAsync(message, None);
        await app.WorkAsync();

        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("article", "poison.txt", message), (letter.Kind, letter.Subject, letter.Message));
        Outcome outcome = Assert.Single(await app.OutcomesAsync());
        Assert.Equal((OutcomeStatus.DeadLettered, "poison.txt"), (outcome.Status, outcome.Name));
        Assert.StartsWith("dead-lettered: ", outcome.Reason, StringComparison.Ordinal);
        Receipt notice = Assert.Single(await app.ReceiptsAsync());
        Assert.Equal((DeliveryKind.Notice, DeliveryState.Accepted, "operations@alliance-monitor.example"), (notice.Kind, notice.State, notice.Recipient.Address));
    }

    [Fact]
    public async Task What_the_log_already_decided_is_finished_first()
    {
        using App app = await App.StartAsync();
        await app.DropAsync("a.txt", News.Stake);
        // The process died when the log had decided and nothing else had happened.
        using (var log = new StoryLog(app.Memory, app.Notices.KeepAsync))
        {
            StoredBlob drop = (await app.Memory.ReadAsync(new BlobAddress(Containers.Articles, "a.txt"), None))!;
            Pipeline pipeline = new(Extracting.Watchlist, new ReadingLimits());
            await log.DecideAsync(pipeline.LogEntry(pipeline.Read("a.txt", drop.Content.Span), new Pipeline.Drop(Digest.IngestId("a.txt", drop.ETag), drop.LastModified, drop.ReadAt))!, None);
        }

        Assert.Empty(await app.AlertsAsync());
        Assert.Single(await app.Memory.ListAsync(Containers.Stories, "", None).ToListAsync());

        await app.KeepPoisonArticle.RunAsync(await PointerAsync(app, null), None);

        Assert.Single(await app.AlertsAsync());
        Assert.NotNull(app.Memory.Take(Queues.Alerts));
        Assert.Single(await app.DeadLettersAsync());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"BlobName\":null}")]
    [InlineData("{\"BlobName\":7,\"ETag\":\"1\"}")]
    public async Task A_pointer_that_names_no_article_is_kept_once_and_cannot_be_tried_again(string message)
    {
        using App app = await App.StartAsync();
        await app.KeepPoisonArticle.RunAsync(message, None);
        await app.KeepPoisonArticle.RunAsync(message, None);

        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal(("article-message", message), (letter.Kind, letter.Message));
        Assert.Single(await app.NoticesAsync());
        Assert.Empty(await app.OutcomesAsync());
        Assert.False((await app.Redrive.RunAsync(letter.Id, None)).Done);
        Assert.Single(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task A_poison_article_that_was_deleted_meanwhile_is_kept_and_leaves_nothing_to_reconcile()
    {
        using App app = await App.StartAsync();
        string message = await PointerAsync(app, "poison.txt");
        await app.Memory.DeleteAsync(new BlobAddress(Containers.Articles, "poison.txt"), None);

        await app.KeepPoisonArticle.RunAsync(message, None);
        await app.WorkAsync();
        app.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal("poison.txt", Assert.Single(await app.DeadLettersAsync()).Subject);
        Assert.Equal(new Reconcile.Found(0, 0, 0), await app.Reconcile.RunAsync(None));
    }

    [Fact]
    public async Task An_article_that_has_an_outcome_is_not_poison()
    {
        using App app = await App.StartAsync();
        await app.IngestAsync("a.txt", News.Stake);

        await app.KeepPoisonArticle.RunAsync(await PointerAsync(app, null), None);

        Assert.Empty(await app.DeadLettersAsync());
    }

    [Fact]
    public async Task An_article_is_kept_although_the_log_is_damaged()
    {
        using App app = await App.StartAsync();
        await app.Memory.TryAppendAsync(new BlobAddress(Containers.Stories, "log-000001.jsonl"), "damage\n"u8.ToArray(), None);

        await app.KeepPoisonArticle.RunAsync(await PointerAsync(app, "poison.txt"), None);

        Assert.Equal(["article", "story-log"], (await app.DeadLettersAsync()).Select(letter => letter.Kind).Order());
        Assert.Equal(OutcomeStatus.DeadLettered, Assert.Single(await app.OutcomesAsync()).Status);
        Assert.Contains(app.Logs.All, line => line.StartsWith("Error The story log cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_lettered_article_that_is_dropped_again_is_a_new_version()
    {
        using App app = await App.StartAsync();
        await app.KeepPoisonArticle.RunAsync(await PointerAsync(app, "poison.txt"), None);

        Assert.Equal(OutcomeStatus.Processed, (await app.IngestAsync("poison.txt", News.Investment)).Status);
    }

    [Theory]
    [InlineData("alert", "{\"alertId\":\"a-1\"}")]
    [InlineData("delivery", "{\"deliveryKey\":\"k\"}")]
    [InlineData("alert", "not even json")]
    [InlineData("delivery", "")]
    public async Task A_poison_message_is_kept_once_with_one_notice(string kind, string message)
    {
        using App app = await App.StartAsync();
        for (int i = 0; i < 2; i++)
        {
            await (kind == "alert" ? app.KeepPoisonAlert.RunAsync(message, None) : app.KeepPoisonDelivery.RunAsync(message, None));
            await app.WorkAsync();
        }

        DeadLetter letter = Assert.Single(await app.DeadLettersAsync());
        Assert.Equal((kind, message), (letter.Kind, letter.Message));
        Assert.Single(await app.NoticesAsync());
        Assert.Single(await app.ReceiptsAsync());
    }

    /// <summary>The host's pointer to a blob; drops one first where a name is given.</summary>
    private static async Task<string> PointerAsync(App app, string? drop)
    {
        if (drop is not null)
        {
            await app.DropAsync(drop, News.Stake);
        }

        BlobListing blob = await app.Memory.ListAsync(Containers.Articles, "", None).FirstAsync();
        return JsonSerializer.Serialize(new { FunctionId = "Host.Functions.IngestArticle", BlobType = "BlockBlob", ContainerName = "articles", BlobName = blob.Name, blob.ETag });
    }
}
