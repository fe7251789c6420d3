using AllianceMonitor.Delivery;

namespace AllianceMonitor.Local.View;

/// <summary>One version of a dropped blob, and what became of it.</summary>
/// <param name="Outcome">Null: nothing yet.</param>
internal sealed record ArticleRow(string Name, string ETag, Outcome? Outcome, IReadOnlyList<ItemRow> Items)
{
    public bool IsDecided => Outcome is not null;

    /// <summary>Nothing more will happen to it now; what is put off for later counts as settled.</summary>
    public bool IsSettled => IsDecided && Items.All(item => item.IsSettled);
}

/// <summary>One article of a blob; most blobs hold one.</summary>
/// <param name="IsRouted">Its alert's receipts are complete.</param>
internal sealed record ItemRow(OutcomeItem Item, bool IsRouted, IReadOnlyList<Receipt> Receipts)
{
    public bool IsSettled => Item.AlertId is null || (IsRouted && Receipts.All(receipt => receipt.IsTerminal || receipt.State == DeliveryState.Scheduled));
}
