using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

/// <summary>An entity that a team watches, with every name it goes by.</summary>
public sealed record WatchedEntity
{
    /// <summary>How facts, subscriptions and logs refer to it. A person without an id of their own is referred to by <see cref="Name"/>.</summary>
    public required string Id { get; init; }

    /// <summary>False where <see cref="Id"/> is the name.</summary>
    public bool HasId => Id != Name;

    /// <summary>Short usual name without legal form.</summary>
    public required string Name { get; init; }

    public EntityType Type { get; init; } = EntityType.Organization;

    /// <summary>Other names that mean it wherever they stand.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// Names that mean it only in company: in an article that also names it in full, or one of <see cref="Watchlist.Focus"/>; a person with <see cref="Posts"/>, the
    /// organisation of one that is held when the article is published.
    /// </summary>
    public IReadOnlyList<string> Ambiguous { get; init; } = [];

    /// <summary>Role descriptions without article: "French carmaker". May be shared; the last one mentioned is meant.</summary>
    public IReadOnlyList<string> Descriptions { get; init; } = [];

    /// <summary>Entity that this one belongs to: <c>ampere</c> belongs to <c>renault</c>.</summary>
    public string? Parent { get; init; }

    /// <summary>Entities that make up this one: those of an alliance.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Of a person.</summary>
    public IReadOnlyList<HeldPost> Posts { get; init; } = [];

    /// <summary>Item of Wikidata: <c>Q20165</c>.</summary>
    public string? Wikidata { get; init; }

    /// <summary>As the exchange or Reuters writes it: <c>7201.T</c>.</summary>
    public string? Ticker { get; init; }
}

/// <summary>A post that a person holds or held.</summary>
/// <param name="Post"><c>chief executive</c>.</param>
/// <param name="At">Id of the organisation.</param>
/// <param name="From">First day; null when not known.</param>
/// <param name="Until">Last day; null while it is held.</param>
public sealed record HeldPost(string Post, string At, DateOnly? From, DateOnly? Until)
{
    /// <summary>Null is any day.</summary>
    public bool IsHeldOn(DateOnly? day) => day is null || ((From is null || From <= day) && (Until is null || day <= Until));
}

/// <summary>The entities to look for, the names that never mean them, and the entities whose deals are on topic.</summary>
public sealed record Watchlist
{
    public required IReadOnlyList<WatchedEntity> Entities
    {
        get;
        init
        {
            field = value;
            byId = value.ToFrozenDictionary(entity => entity.Id, StringComparer.Ordinal);
            unitsBelow = value.Where(entity => entity.Parent is not null).Select(entity => (Above: entity.Parent!, entity.Id, Relation: $"of {entity.Parent}"))
                .Concat(value.SelectMany(entity => entity.Members.Select(member => (Above: entity.Id, Id: member, Relation: $"member of {entity.Id}"))))
                .ToLookup(edge => edge.Above, edge => (edge.Id, edge.Relation), StringComparer.Ordinal);
            names = value.SelectMany(entity => entity.Aliases.Concat(entity.Ambiguous).Prepend(entity.Name)).ToFrozenSet(StringComparer.Ordinal);
        }
    }

    /// <summary>Ids of the entities whose deals are on topic.</summary>
    public required IReadOnlyList<string> Focus { get; init; }

    /// <summary>Longer names that contain a watched one and mean something else: "Mitsubishi Electric".</summary>
    public IReadOnlyList<string> Vetoes { get; init; } = [];

    /// <summary>Agencies and papers: cited as origin of a statement, never parties.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Digest of the file; log entries pin it.</summary>
    public required string Version { get; init; }

    private readonly FrozenDictionary<string, WatchedEntity> byId = FrozenDictionary<string, WatchedEntity>.Empty;
    private readonly FrozenSet<string> names = FrozenSet<string>.Empty;

    /// <summary>By the entity above: who belongs to it, and how.</summary>
    private readonly ILookup<string, (string Unit, string Relation)> unitsBelow = Array.Empty<WatchedEntity>().ToLookup(_ => "", _ => ("", ""));

    /// <summary>Whether an entity goes by this name, spelt like this.</summary>
    public bool HasName(string name) => names.Contains(name);

    /// <summary>Null where no entity has this id.</summary>
    public WatchedEntity? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// What belongs to one of the entities, by <see cref="WatchedEntity.Parent"/> or <see cref="WatchedEntity.Members"/>, at any depth; each with the way up: <c>of renault, member of alliance</c>. The
    /// entities themselves are left out.
    /// </summary>
    public IReadOnlyDictionary<string, string> UnitsOf(IReadOnlyList<string> ids)
    {
        Dictionary<string, string> units = new(StringComparer.Ordinal);
        var way = new Queue<(string Id, string? How)>(ids.Select(id => (id, (string?)null)));
        while (way.TryDequeue(out (string Id, string? How) above))
        {
            string rest = above.How is { } how ? $", {how}" : "";
            foreach ((string unit, string relation) in unitsBelow[above.Id])
            {
                if (!ids.Contains(unit) && units.TryAdd(unit, relation + rest))
                {
                    way.Enqueue((unit, units[unit]));
                }
            }
        }

        return units;
    }

    public string NameOf(string key) => Find(key)?.Name ?? key;

    /// <summary>Every name of a party: the entity's name, aliases and those of it alone that are ambiguous; the key itself where it is no entity.</summary>
    public IEnumerable<string> NamesOf(string key) =>
        Find(key) is { } entity ? [entity.Name, .. entity.Aliases, .. entity.Ambiguous, .. entity.Descriptions] : [key];
}
