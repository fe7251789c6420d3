using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using Azure;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Local.View;

/// <summary>Reads from the store what the pipeline did, in the library's own documents.</summary>
internal sealed class PipelineView(string connectionString)
{
    private readonly BlobContainerClient articles = StorageClients.Container(connectionString, Containers.Articles);
    private readonly BlobContainerClient alerts = StorageClients.Container(connectionString, Containers.Alerts);
    private readonly Documents<Outcome> outcomes = new(StorageClients.Container(connectionString, Containers.Outcomes));
    private readonly Documents<Receipt> receipts = new(StorageClients.Container(connectionString, Containers.Deliveries));
    private readonly Documents<DeadLetter> deadLetters = new(StorageClients.Container(connectionString, Containers.DeadLetter));

    /// <summary>One row for each dropped blob, by name.</summary>
    public async Task<IReadOnlyList<ArticleRow>> Rows(CancellationToken cancel)
    {
        var decided = (await outcomes.All("", cancel)).ToDictionary(outcome => outcome.IngestId, StringComparer.Ordinal);
        var sent = await ReceiptsByAlert(cancel);
        var routed = await RoutedAlerts(cancel);

        var rows = new List<ArticleRow>();
        await foreach (var blob in articles.Listed("", cancel))
        {
            var eTag = blob.Properties.ETag!.Value.ToString();
            rows.Add(Row(blob.Name, eTag, decided.GetValueOrDefault(Digest.IngestId(blob.Name, eTag)), sent, routed));
        }

        return rows;
    }

    /// <summary>Null when no blob of that name was dropped.</summary>
    public async Task<ArticleRow?> Row(string name, CancellationToken cancel)
    {
        try
        {
            var eTag = (await articles.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancel)).Value.ETag.ToString();
            var ingestId = Digest.IngestId(name, eTag);
            var outcome = (await outcomes.All(Outcome.Address(name, ingestId).Name, cancel)).FirstOrDefault();
            return Row(name, eTag, outcome, await ReceiptsByAlert(cancel), await RoutedAlerts(cancel));
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// Alerts that are not dispatched, and deliveries that somebody is at. What is put off for later does not count, nor what a dead letter names:
    /// it has failed as often as it may, and is for people to look at.
    /// </summary>
    public async Task<(int Alerts, int Deliveries)> Unsettled(CancellationToken cancel)
    {
        var given = (await deadLetters.All("", cancel)).ToLookup(letter => letter.Kind, letter => letter.Subject);
        var routed = await RoutedAlerts(cancel);
        var undispatched = (await AlertsWith("alert.json", cancel)).Except(routed).Where(alert => !Names("alert", alert));
        var underWay = (await receipts.All("", cancel))
            .Where(receipt => receipt.State == DeliveryState.Sending && !Names("delivery", receipt.Key));
        return (undispatched.Count(), underWay.Count());

        bool Names(string kind, string id) => given[kind].Any(subject => subject.Contains(id, StringComparison.Ordinal));
    }

    public async Task<IReadOnlyList<DeadLetter>> DeadLetters(CancellationToken cancel) => await deadLetters.All("", cancel);

    private static ArticleRow Row(string name, string eTag, Outcome? outcome, ILookup<string, Receipt> sent, HashSet<string> routed) => new(
        name, eTag, outcome,
        [.. (outcome?.Items ?? []).Select(item => new ItemRow(item, item.AlertId is { } alert && routed.Contains(alert), [.. sent[item.AlertId ?? ""]]))]);

    private async Task<ILookup<string, Receipt>> ReceiptsByAlert(CancellationToken cancel) =>
        (await receipts.All("", cancel)).Where(receipt => receipt.Kind == DeliveryKind.Alert).ToLookup(receipt => receipt.DocumentId, StringComparer.Ordinal);

    private Task<HashSet<string>> RoutedAlerts(CancellationToken cancel) => AlertsWith("routing.json", cancel);

    /// <summary>Ids of the alerts that have a document of that name.</summary>
    private async Task<HashSet<string>> AlertsWith(string document, CancellationToken cancel) =>
        await alerts.Listed("", cancel)
            .Select(blob => blob.Name.Split('/'))
            .Where(path => path is [_, var last] && last == document)
            .Select(path => path[0])
            .ToHashSetAsync(cancellationToken: cancel);
}
