namespace AllianceMonitor.Local.View;

/// <summary>article -> outcome -> story -> alert -> deliveries, as text.</summary>
internal static class ArticleTable
{
    private const int ShownIdLength = 12;

    public static readonly string[] Header = ["Article", "Outcome", "Story", "Alert", "Deliveries"];

    /// <summary>One line for each item; most blobs have one.</summary>
    public static IEnumerable<string[]> Lines(ArticleRow row) =>
        row.Items is [] || row.Status != "processed"
            ? [[row.Name, WithReason(row.Status ?? "no outcome yet", row.Reason), "", "", ""]]
            : row.Items.Select((item, index) => (string[])
            [
                index == 0 ? row.Name : $"  item {index + 1}",
                WithReason(item.Novelty is null ? item.Outcome : $"{item.Outcome}, {item.Novelty}", item.Reason),
                item.StoryId is null ? "" : $"{Short(item.StoryId)}{(item.Revision is { } revision ? $" r{revision}" : "")}",
                item.AlertId is null ? "" : Short(item.AlertId) + (item.IsRouted ? "" : " (not dispatched)"),
                Deliveries(item),
            ]);

    public static IEnumerable<string> Aligned(IEnumerable<string[]> lines)
    {
        var all = lines.ToList();
        var widths = Enumerable.Range(0, Header.Length).Select(column => all.Max(line => line[column].Length)).ToArray();
        return all.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    /// <summary>"2 email accepted, 1 teams refused"; recipients are for <c>status</c>.</summary>
    private static string Deliveries(ItemRow item) => string.Join(", ", item.Deliveries
        .GroupBy(delivery => (delivery.Channel, delivery.State, delivery.PossibleDuplicate))
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Count()} {group.Key.Channel} {group.Key.State}{(group.Key.PossibleDuplicate ? " (possible duplicate)" : "")}"));

    private static string WithReason(string what, string? reason) => string.IsNullOrEmpty(reason) ? what : $"{what}: {reason}";

    private static string Short(string id) => id.Length <= ShownIdLength ? id : id[..ShownIdLength];
}
