namespace AllianceMonitor.Local.View;

/// <summary>What became of one dropped blob.</summary>
/// <param name="Status">Null: nothing yet.</param>
internal sealed record ArticleRow(string Name, string ETag, string? Status, string? Reason, IReadOnlyList<ItemRow> Items)
{
    public bool IsDecided => Status is not null;

    public bool HasAlerts => Items.Any(item => item.AlertId is not null);

    public bool HasDeliveries => Items.Any(item => item.Deliveries.Count > 0);

    /// <summary>Nothing more will happen to it now; what is put off for later counts as settled.</summary>
    public bool IsSettled => IsDecided && Items.All(item => item.AlertId is null || (item.IsRouted && item.Deliveries.All(delivery => delivery.IsSettled)));
}

/// <summary>One article of a blob; most blobs hold one.</summary>
internal sealed record ItemRow(
    string Outcome, string? Reason, string? StoryId, int? Revision, string? Novelty, string? AlertId, bool IsRouted, IReadOnlyList<DeliveryRow> Deliveries);

internal sealed record DeliveryRow(string Channel, string Recipient, string State, bool PossibleDuplicate)
{
    public bool IsSettled => State is not ("pending" or "claimed" or "sending");
}
