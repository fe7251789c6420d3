using System.Collections.Concurrent;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Alerts;

/// <summary>
/// The alerts as they are stored. An alert is written once and never changed, and is needed again for its routing and each of its deliveries within seconds: the latest ones are kept in memory.
/// </summary>
public sealed class AlertDocuments(IBlobStore store)
{
    private const int MaxKept = 256;

    private readonly ConcurrentDictionary<string, Alert> kept = [];
    private readonly ConcurrentQueue<string> order = [];

    public static BlobAddress AddressOf(string alertId) => new(Containers.Alerts, $"{alertId}/alert.json");

    /// <summary>Does nothing when it is there already.</summary>
    public async Task CreateAsync(Alert alert, CancellationToken cancellation)
    {
        if (await store.TryCreateJsonAsync(AddressOf(alert.Id), alert, Json.Default.Alert, cancellation))
        {
            Keep(alert);
        }
    }

    /// <summary>Null when it is not in the store.</summary>
    public async Task<Alert?> ReadAsync(string alertId, CancellationToken cancellation)
    {
        if (kept.TryGetValue(alertId, out Alert? alert))
        {
            return alert;
        }

        alert = await store.ReadJsonAsync(AddressOf(alertId), Json.Default.Alert, cancellation);
        if (alert is not null)
        {
            Keep(alert);
        }

        return alert;
    }

    private void Keep(Alert alert)
    {
        if (!kept.TryAdd(alert.Id, alert))
        {
            return;
        }

        order.Enqueue(alert.Id);
        if (order.Count > MaxKept && order.TryDequeue(out string? oldest))
        {
            kept.TryRemove(oldest, out _);
        }
    }
}
