using System.Text.Json.Serialization;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Alerts;

/// <summary>The alert document: one revision of a story, complete in itself. Stored as <c>alerts/ID/alert.json</c>.</summary>
public sealed record Alert
{
    public required string Id { get; init; }
    public required string StoryId { get; init; }
    public required int Revision { get; init; }
    public required Novelty Novelty { get; init; }

    /// <summary>The change in one line: <c>Renault's stake in Nissan: 43% -> 15% (planned)</c>.</summary>
    public required string Headline { get; init; }

    /// <summary>One or two sentences: the evidence, who claims it.</summary>
    public required string Summary { get; init; }

    public required IReadOnlyList<AlertChange> Changes { get; init; }
    public required string Article { get; init; }
    public string? Title { get; init; }
    public string? Source { get; init; }
    public string? Url { get; init; }
    public string? Published { get; init; }

    /// <summary>Language of the article: <c>en</c>; null where it is unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Made by <c>subscriptions test</c>: nothing has happened, and the message says so.</summary>
    public bool IsSample { get; init; }

    /// <summary>Everybody who told the story so far.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Alerts that told what no longer holds: whoever got one of them gets this one.</summary>
    public IReadOnlyList<string> Corrects { get; init; } = [];

    [JsonIgnore]
    public bool IsCorrection => Novelty == Novelty.Correction;

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A change with the words to show it.</summary>
/// <param name="Label">What it is about, for people: <c>Renault's stake in Nissan</c>.</param>
/// <param name="Known">What was known before; null where nothing was.</param>
/// <param name="Now">What is said now.</param>
/// <param name="Fact">The fact with its evidence; of a withdrawal, the one that no longer holds.</param>
/// <param name="Kind">What sort of change it is.</param>
public sealed record AlertChange(string Label, string? Known, string Now, Fact Fact, ChangeKind Kind = ChangeKind.Told);

/// <summary>Message on the queue <c>alerts</c>. Field names are ours alone: top-level fields of a message shadow trigger metadata of the same name.</summary>
/// <param name="AlertId">The alert to route.</param>
/// <param name="TraceParent">The trace to go on with; absent while nobody listens.</param>
public sealed record AlertMessage([property: JsonPropertyName("alertId")] string AlertId, [property: JsonPropertyName("traceParent")] string? TraceParent = null);
