namespace AllianceMonitor.Extraction;

/// <summary>An entity that a team watches, with every name it goes by.</summary>
public sealed record WatchedEntity
{
    public required string Id { get; init; }

    /// <summary>Short usual name without legal form.</summary>
    public required string Name { get; init; }

    public EntityType Type { get; init; } = EntityType.Organization;

    /// <summary>Other names that mean it wherever they stand.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Names that mean it only in an article that also names one of <see cref="Watchlist.Focus"/> or the full name.</summary>
    public IReadOnlyList<string> Ambiguous { get; init; } = [];

    /// <summary>Role descriptions without article: "French carmaker". May be shared; the last one mentioned is meant.</summary>
    public IReadOnlyList<string> Descriptions { get; init; } = [];

    /// <summary>Entity that this one belongs to: <c>ampere</c> belongs to <c>renault</c>.</summary>
    public string? Parent { get; init; }
}

/// <summary>The entities to look for, the names that never mean them, and the entities whose deals are on topic.</summary>
public sealed record Watchlist
{
    public required IReadOnlyList<WatchedEntity> Entities { get; init; }

    /// <summary>Ids of the entities whose deals are on topic.</summary>
    public required IReadOnlyList<string> Focus { get; init; }

    /// <summary>Longer names that contain a watched one and mean something else: "Mitsubishi Electric".</summary>
    public IReadOnlyList<string> Vetoes { get; init; } = [];

    /// <summary>Agencies and papers: cited as origin of a statement, never parties.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Digest of the file; log entries pin it.</summary>
    public required string Version { get; init; }

    public string NameOf(string key) => Entities.FirstOrDefault(entity => entity.Id == key)?.Name ?? key;

    /// <summary>Every name of a party: the entity's name, aliases and those of it alone that are ambiguous; the key itself where it is no entity.</summary>
    public IEnumerable<string> NamesOf(string key) =>
        Entities.FirstOrDefault(entity => entity.Id == key) is { } entity ? [entity.Name, .. entity.Aliases, .. entity.Ambiguous, .. entity.Descriptions] : [key];
}
