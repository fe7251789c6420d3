namespace AllianceMonitor.Local.View;

/// <summary>article -> outcome -> story -> alert -> deliveries, as text.</summary>
internal static class ArticleTable
{
    private const int LongestReason = 100;

    /// <summary>Enough to tell alerts apart; <c>status</c> has the whole id.</summary>
    private const int AlertIdLength = 14;

    public static readonly string[] Header = ["Article", "Outcome", "Story", "Alert", "Deliveries"];

    /// <summary>One line for each item; most blobs have one.</summary>
    public static IEnumerable<string[]> Lines(ArticleRow row) =>
        row.Items is []
            ? [[row.Name, row.Outcome is { } outcome ? WithReason(Word(outcome.Status), outcome.Reason) : "no outcome yet", "", "", ""]]
            : row.Items.Select((item, index) => (string[])
            [
                index == 0 ? row.Name : $"  item {index + 1}",
                Outcome(item),
                item.Item.StoryId is { } story ? $"{story}{(item.Item.Revision is { } revision and > 0 ? $" r{revision}" : "")}" : "",
                item.Item.AlertId is { } alert ? $"{alert[..Math.Min(alert.Length, AlertIdLength)]}{(item.IsRouted ? "" : " (not dispatched)")}" : "",
                Deliveries(item),
            ]);

    public static IEnumerable<string> Aligned(IEnumerable<string[]> lines)
    {
        var all = lines.ToList();
        var widths = Enumerable.Range(0, Header.Length).Select(column => all.Max(line => line[column].Length)).ToArray();
        return all.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    public static string Outcome(ItemRow row) =>
        WithReason(row.Item.Novelty is { } novelty ? $"{Word(row.Item.Outcome)}, {Word(novelty)}" : Word(row.Item.Outcome), row.Item.Reason);

    /// <summary>As the documents spell it: <c>dead-lettered</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => KebabCase.Of(value);

    /// <summary>"2 email accepted, 1 teams refused"; recipients are for <c>status</c>.</summary>
    private static string Deliveries(ItemRow item) => string.Join(", ", item.Receipts
        .GroupBy(receipt => (receipt.Recipient.Channel, receipt.State, receipt.PossibleDuplicate))
        .OrderBy(group => group.Key)
        .Select(group => $"{group.Count()} {group.Key.Channel} {Word(group.Key.State)}{(group.Key.PossibleDuplicate ? " (possible duplicate)" : "")}"));

    private static string WithReason(string what, string? reason) =>
        string.IsNullOrEmpty(reason) ? what
        : reason.Length <= LongestReason ? $"{what}: {reason}"
        : $"{what}: {reason[..LongestReason]}…";
}
