namespace AllianceMonitor.Tests.Evaluation;

/// <summary>Exact spans with their type against labels: one score per type and one over all that are scored.</summary>
internal sealed class EntityScores(IEnumerable<string> types)
{
    private readonly Dictionary<string, Score> byType = types.ToDictionary(type => type, _ => new Score());

    public Score All { get; } = new();

    public Score Of(string type) => byType[type];

    /// <summary>Scores one text; spans of other types are not looked at.</summary>
    public void Add(IEnumerable<LabelledSpan> expected, IEnumerable<LabelledSpan> found)
    {
        HashSet<LabelledSpan> left = [.. expected.Where(span => byType.ContainsKey(span.Type))];
        foreach (LabelledSpan span in found.Where(span => byType.ContainsKey(span.Type)))
        {
            bool right = left.Remove(span);
            byType[span.Type].Add(expected: right, found: true);
            All.Add(expected: right, found: true);
        }

        foreach (LabelledSpan missed in left)
        {
            byType[missed.Type].Add(expected: true, found: false);
            All.Add(expected: true, found: false);
        }
    }

    public override string ToString() => $"all {All}" + string.Concat(byType.Select(type => $"{Environment.NewLine}    {type.Key,-13} {type.Value}"));
}
