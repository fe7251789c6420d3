using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Local.View;

/// <summary>Reads from the store what the pipeline did. The only place that knows how the library lays out its documents.</summary>
internal sealed class PipelineView(string connectionString)
{
    private readonly BlobContainerClient articles = new(connectionString, "articles");
    private readonly BlobContainerClient alerts = new(connectionString, "alerts");
    private readonly BlobContainerClient deadLetters = new(connectionString, "deadletter");
    private readonly JsonBlobs<Outcome> outcomes = new(new BlobContainerClient(connectionString, "outcomes"));
    private readonly JsonBlobs<Delivery> deliveries = new(new BlobContainerClient(connectionString, "deliveries"));

    /// <summary>One row for each dropped blob, by name.</summary>
    public async Task<IReadOnlyList<ArticleRow>> Rows(CancellationToken cancel)
    {
        var decided = (await outcomes.All("", cancel)).ToLookup(outcome => outcome.Name, StringComparer.Ordinal);
        var sent = await SentByAlert(cancel);
        var routed = await RoutedAlerts(cancel);

        var rows = new List<ArticleRow>();
        await foreach (var blob in articles.Listed("", cancel))
            rows.Add(Row(blob.Name, blob.Properties.ETag!.Value, decided[blob.Name], sent, routed));
        return rows;
    }

    /// <summary>Null when no blob of that name was dropped.</summary>
    public async Task<ArticleRow?> Row(string name, CancellationToken cancel)
    {
        try
        {
            var blob = (await articles.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancel)).Value;
            var folder = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            return Row(name, blob.ETag, await outcomes.All($"{folder}/", cancel), await SentByAlert(cancel), await RoutedAlerts(cancel));
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Alerts that are not dispatched, and deliveries that somebody is at; what is put off for later does not count.</summary>
    public async Task<(int Alerts, int Deliveries)> Unsettled(CancellationToken cancel)
    {
        var routed = await RoutedAlerts(cancel);
        var written = await Alerts("alert.json", cancel);
        return (written.Except(routed).Count(), (await deliveries.All("", cancel)).Count(delivery => delivery.State is "claimed" or "sending"));
    }

    public async Task<int> DeadLetters(CancellationToken cancel) => await deadLetters.Listed("", cancel).CountAsync(cancel);

    private static ArticleRow Row(string name, ETag eTag, IEnumerable<Outcome> outcomes, ILookup<string, DeliveryRow> sent, HashSet<string> routed)
    {
        var version = Plain(eTag.ToString());
        var outcome = outcomes.FirstOrDefault(outcome => Plain(outcome.ETag) == version);
        var items = outcome?.Items ?? [];
        return new ArticleRow(name, version, outcome?.Status, outcome?.Reason,
            [.. items.Select(item => new ItemRow(
                item.Outcome ?? "", item.Reason, item.StoryId, item.Revision, item.Novelty, item.AlertId,
                item.AlertId is not null && routed.Contains(item.AlertId),
                [.. item.AlertId is null ? [] : sent[item.AlertId]]))]);
    }

    private async Task<ILookup<string, DeliveryRow>> SentByAlert(CancellationToken cancel) =>
        (await deliveries.All("", cancel))
        .Where(delivery => delivery is { Kind: "alert", DocumentId: not null })
        .ToLookup(
            delivery => delivery.DocumentId!,
            delivery => new DeliveryRow(delivery.Recipient?.Channel ?? "?", delivery.Recipient?.Address ?? "?", delivery.State ?? "?", delivery.PossibleDuplicate));

    private Task<HashSet<string>> RoutedAlerts(CancellationToken cancel) => Alerts("routing.json", cancel);

    /// <summary>Ids of the alerts that have a document of that name.</summary>
    private async Task<HashSet<string>> Alerts(string document, CancellationToken cancel) =>
        await alerts.Listed("", cancel)
            .Select(blob => blob.Name.Split('/'))
            .Where(path => path is [_, var last] && last == document)
            .Select(path => path[0])
            .ToHashSetAsync(cancellationToken: cancel);

    /// <summary>ETags come with or without quotes, depending on who wrote them.</summary>
    private static string Plain(string? eTag) => (eTag ?? "").Trim('"');

    private sealed record Outcome(string? Name, string? ETag, string? Status, string? Reason, IReadOnlyList<OutcomeItem>? Items);

    private sealed record OutcomeItem(string? Outcome, string? Reason, string? StoryId, int? Revision, string? Novelty, string? AlertId);

    private sealed record Delivery(string? Kind, string? DocumentId, Recipient? Recipient, string? State, bool PossibleDuplicate);

    private sealed record Recipient(string? Channel, string? Address);
}
