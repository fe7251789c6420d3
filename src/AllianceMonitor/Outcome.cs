using System.Text.Json.Serialization;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

[JsonConverter(typeof(KebabCase<OutcomeStatus>))]
public enum OutcomeStatus
{
    Processed,
    Rejected,
    DeadLettered,
}

[JsonConverter(typeof(KebabCase<ItemOutcome>))]
public enum ItemOutcome
{
    Accepted,
    Duplicate,
    Rejected,
}

/// <summary>What became of one version of a dropped blob. Written last, once: where it exists, everything before it has happened.</summary>
public sealed record Outcome
{
    public required string IngestId { get; init; }
    public required string Name { get; init; }
    public required string ETag { get; init; }
    public required OutcomeStatus Status { get; init; }

    /// <summary><c>short-code: sentence</c> for a rejected or dead-lettered file.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }
    public IReadOnlyList<OutcomeItem> Items { get; init; } = [];

    /// <summary><c>outcomes/HASH-OF-NAME/INGEST-ID.json</c>: all versions of a name stand together.</summary>
    public static BlobAddress Address(string name, string ingestId) => new(Containers.Outcomes, $"{Prefix(name)}{ingestId}.json");

    public static string Prefix(string name) => $"{Digest.Of("name", name)}/";
}

/// <summary>What became of one article of the file.</summary>
public sealed record OutcomeItem
{
    public required int Item { get; init; }
    public required ItemOutcome Outcome { get; init; }
    public string? Reason { get; init; }
    public string? Title { get; init; }
    public IReadOnlyList<string> Flags { get; init; } = [];
    public string? StoryId { get; init; }
    public int? Revision { get; init; }
    public Novelty? Novelty { get; init; }
    public string? JoinedBecause { get; init; }
    public string? AlertId { get; init; }
}
