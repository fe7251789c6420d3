namespace AllianceMonitor.Stories;

/// <summary>Who told a story, and how often.</summary>
public sealed record StorySource(string Name, int Articles);

/// <summary>The articles about one event.</summary>
public sealed class Story
{
    /// <summary>Articles without news that are remembered for the timeline; their sources are counted however many there are.</summary>
    private const int MaxSilent = 200;

    public required string Id { get; init; }
    public int Revision { get; set; }
    public DateTimeOffset LastSeen { get; set; }

    /// <summary>In the order in which they came.</summary>
    public List<StorySource> Sources { get; init; } = [];

    /// <summary>All revisions, and the articles without news that are in the window, in log order.</summary>
    public IReadOnlyList<Decision> Decisions => [.. Kept.Select(kept => kept.Value)];

    internal List<KeptDecision> Kept { get; init; } = [];

    /// <summary>Articles of the window that belong to it; it is forgotten with the last one.</summary>
    internal int InWindow { get; private set; }

    /// <summary>The story as it is now; the one in the book goes on changing.</summary>
    internal Story Copy() => new() { Id = Id, Revision = Revision, LastSeen = LastSeen, Sources = [.. Sources], Kept = [.. Kept] };

    internal void Count(string? source)
    {
        int known = Sources.FindIndex(other => other.Name == source);
        if (known >= 0)
        {
            Sources[known] = Sources[known] with { Articles = Sources[known].Articles + 1 };
        }
        else if (source is not null)
        {
            Sources.Add(new StorySource(source, 1));
        }
    }

    internal void Add(KeptDecision decision)
    {
        InWindow++;
        if (decision.Seat.Revises || Kept.Count(other => !other.Seat.Revises) < MaxSilent)
        {
            Kept.Add(decision);
        }
    }

    internal void Leave(KeptDecision decision)
    {
        InWindow--;
        if (!decision.Seat.Revises)
        {
            Kept.Remove(decision);
        }
    }
}
