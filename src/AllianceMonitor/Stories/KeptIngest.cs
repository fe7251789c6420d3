using System.Text.Json;

namespace AllianceMonitor.Stories;

/// <summary>What the window needs of a decision at every turn: which article it is about, and how that stands to others.</summary>
/// <param name="Key">See <see cref="LoggedArticle.Key"/>.</param>
/// <param name="ContentHash">See <see cref="LoggedArticle.ContentHash"/>.</param>
/// <param name="Identity">See <see cref="LoggedArticle.Identity"/>.</param>
/// <param name="StoryId">The story that it belongs to.</param>
/// <param name="Dated">Where it stands in time.</param>
/// <param name="Revises">See <see cref="Decision.Revises"/>.</param>
/// <param name="IsOutdated">See <see cref="Decision.IsOutdated"/>.</param>
/// <param name="Supersedes">See <see cref="Decision.Supersedes"/>.</param>
/// <param name="IsOriginal">Nobody had its text before it, but for an earlier drop of the same file.</param>
public sealed record Seat(string Key, string ContentHash, string? Identity, string StoryId, Dating Dated, bool Revises, bool IsOutdated, string? Supersedes, bool IsOriginal)
{
    public static Seat Of(Decision decision) => new(
        decision.Article.Key,
        decision.Article.ContentHash,
        decision.Article.Identity,
        decision.StoryId,
        Dating.Of(decision.Article, decision.DroppedAt),
        decision.Revises,
        decision.IsOutdated,
        decision.Supersedes,
        decision.DuplicateOf is null || (decision.DuplicateOf == decision.Article.Name && decision.Supersedes == decision.Article.Key));
}

/// <summary>What was decided of one ingest of the window. The decisions of one that comes from a snapshot are parsed when somebody looks at them.</summary>
internal sealed class KeptIngest
{
    private readonly ReadOnlyMemory<byte> json;
    private readonly List<Seat> seats;
    private List<Decision>? decisions;

    public KeptIngest(string id, DateTimeOffset at) => (Id, At, seats, decisions) = (id, at, [], []);

    public KeptIngest(SavedIngest saved, ReadOnlyMemory<byte> json) => (Id, At, seats, this.json) = (saved.IngestId, saved.At, [.. saved.Seats], json);

    public string Id { get; }

    /// <summary>Time of the log when it was decided.</summary>
    public DateTimeOffset At { get; }

    public IReadOnlyList<Seat> Seats => seats;

    public IReadOnlyList<Decision> Decisions => decisions ??= JsonSerializer.Deserialize(json.Span, AllianceMonitor.Json.Default.ListDecision)!;

    /// <summary>The decisions as UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => json.IsEmpty ? JsonSerializer.SerializeToUtf8Bytes(decisions!, AllianceMonitor.Json.Default.ListDecision) : json;

    public KeptDecision Add(Decision decision)
    {
        seats.Add(Seat.Of(decision));
        decisions!.Add(decision);
        return new KeptDecision(this, seats.Count - 1);
    }
}

/// <summary>One of the decisions of an ingest.</summary>
internal readonly record struct KeptDecision(KeptIngest Ingest, int Index)
{
    public Seat Seat => Ingest.Seats[Index];

    public Decision Value => Ingest.Decisions[Index];
}
