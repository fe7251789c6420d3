using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Triggers;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.View;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Azure.Storage.Blobs;

namespace AllianceMonitor.EndToEnd.Tests.Stack;

/// <summary>One test, since the containers' names are fixed and the store is shared.</summary>
public sealed class PipelineViewTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task What_became_of_an_article_is_read_from_the_store_step_by_step()
    {
        var storage = await azurite.ConnectionString();
        var view = new PipelineView(storage);
        Assert.Empty(await view.Rows(CancellationToken.None));
        Assert.Null(await view.Row("a b/ü.txt", CancellationToken.None));
        Assert.Equal((0, 0), await view.Unsettled(CancellationToken.None));

        var eTag = (await new ArticleUploads(storage).Upload("a b/ü.txt", "text"u8.ToArray(), notify: true, CancellationToken.None)).ToString("H");
        Assert.False((await view.Row("a b/ü.txt", CancellationToken.None))!.IsDecided);

        await Write(storage, new BlobAddress(Containers.Alerts, "a-1/alert.json"), new { });
        Assert.Equal((1, 0), await view.Unsettled(CancellationToken.None));

        var ingestId = Digest.IngestId("a b/ü.txt", eTag);
        var item = new OutcomeItem { Item = 0, Outcome = ItemOutcome.Accepted, StoryId = "s-1", Revision = 1, Novelty = Novelty.NewStory, AlertId = "a-1" };
        var outcome = new Outcome { IngestId = ingestId, Name = "a b/ü.txt", ETag = eTag, Status = OutcomeStatus.Processed, DecidedAt = default, Items = [item] };
        await Write(storage, Outcome.Address(outcome.Name, ingestId), outcome);
        Assert.False((await view.Row("a b/ü.txt", CancellationToken.None))!.IsSettled);

        var receipt = new Receipt
        {
            Key = "k1", Kind = DeliveryKind.Alert, DocumentId = "a-1", Recipient = new Recipient(Recipient.Email, "ops@example.com"), State = DeliveryState.Sending, CreatedAt = default,
        };
        await Write(storage, receipt.Address, receipt);
        await Write(storage, new BlobAddress(Containers.Alerts, "a-1/routing.json"), new { });
        Assert.Equal((0, 1), await view.Unsettled(CancellationToken.None));

        await Write(storage, receipt.Address, receipt with { State = DeliveryState.Accepted });
        var row = Assert.Single(await view.Rows(CancellationToken.None));
        Assert.True(row.IsSettled);
        Assert.Equal(DeliveryState.Accepted, Assert.Single(Assert.Single(row.Items).Receipts).State);
        Assert.Equal((0, 0), await view.Unsettled(CancellationToken.None));

        await Write(storage, new BlobAddress(Containers.Alerts, "a-2/alert.json"), new { });
        await Write(storage, receipt.Address, receipt with { State = DeliveryState.Sending });
        Assert.Equal((1, 1), await view.Unsettled(CancellationToken.None));
        await Write(storage, new BlobAddress(Containers.DeadLetter, "1.json"), new DeadLetter("1", "alert", """{"alertId":"a-2"}""", "failed", null));
        await Write(storage, new BlobAddress(Containers.DeadLetter, "2.json"), new DeadLetter("2", "delivery", """{"deliveryKey":"k1"}""", "failed", null));
        Assert.Equal((0, 0), await view.Unsettled(CancellationToken.None));
        Assert.Equal(2, (await view.DeadLetters(CancellationToken.None)).Count);
    }

    private static async Task Write<T>(string storage, BlobAddress address, T document)
    {
        var container = new BlobContainerClient(storage, address.Container);
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient(address.Name).UploadAsync(BinaryData.FromObjectAsJson(document, JsonSerializerOptions.Web), overwrite: true);
    }
}
