using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace AllianceMonitor.Extraction;

/// <summary>Reads <c>watchlist.yaml</c>; the first mistake stops with file, line and what to do.</summary>
public static class WatchlistFile
{
    /// <summary>Parents of parents; more is a circle.</summary>
    private const int MaxGenerations = 20;

    /// <exception cref="ConfigurationErrorException">The file is not a valid watchlist.</exception>
    public static Watchlist Parse(string text, string file = "watchlist.yaml")
    {
        YamlFile yaml = YamlFile.Parse(file, text);
        yaml.OnlyKeys(yaml.Root, "entities", "focus", "vetoes", "sources");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        List<(WatchedEntity Entity, YamlMappingNode Node)> entities = [.. yaml.Mappings(yaml.Root, "entities").Select(node => (Entity(yaml, node, ids, owners), node))];

        List<string> focus = [];
        foreach ((string id, YamlNode node) in yaml.Texts(yaml.Root, "focus"))
        {
            focus.Add(ids.Contains(id) ? id : throw yaml.Error(node, $"focus \"{id}\" is not the id of an entity in this file; add the entity or remove it."));
        }

        if (focus.Count == 0)
        {
            throw yaml.Error(yaml.Root, "\"focus\" is missing: list the ids of the entities whose deals are on topic, e.g. \"focus: [renault, nissan]\".");
        }

        var parents = entities.ToDictionary(entity => entity.Entity.Id, entity => entity.Entity.Parent, StringComparer.Ordinal);
        foreach ((WatchedEntity entity, YamlMappingNode node) in entities)
        {
            CheckRelations(yaml, node, entity, parents);
        }

        List<string> vetoes = [];
        foreach ((string veto, YamlNode node) in yaml.Texts(yaml.Root, "vetoes"))
        {
            vetoes.Add(!owners.TryGetValue(Key(yaml, node, veto), out string? owner) ? veto : throw yaml.Error(node, $"veto \"{veto}\" is also a name of \"{owner}\"; remove one."));
        }

        return new Watchlist
        {
            Entities = [.. entities.Select(entity => entity.Entity)],
            Focus = focus,
            Vetoes = vetoes,
            Sources = Names(yaml, yaml.Root, "sources"),
            Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16],
        };
    }

    private static WatchedEntity Entity(YamlFile yaml, YamlMappingNode node, HashSet<string> ids, Dictionary<string, string> owners)
    {
        yaml.OnlyKeys(node, "id", "name", "type", "aliases", "ambiguous", "descriptions", "parent", "members", "posts", "wikidata", "ticker");
        string name = yaml.Required(node, "name"), type = yaml.Optional(node, "type") ?? "organization";
        bool byName = !node.Children.ContainsKey("id") && type == "person";
        string id = byName ? name : yaml.Required(node, "id");
        if (!byName && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw yaml.Error(node, $"id \"{id}\" may hold lower-case letters, digits and hyphens only.");
        }

        if (!ids.Add(id))
        {
            throw yaml.Error(node, $"id \"{id}\" is used twice; give each entity its own id.");
        }

        IReadOnlyList<(string Text, YamlNode Node)> aliases = yaml.Texts(node, "aliases");
        foreach ((string alias, YamlNode at) in aliases.Prepend((name, node)))
        {
            string key = Key(yaml, at, alias);
            if (!owners.TryAdd(key, id) && owners[key] != id)
            {
                throw yaml.Error(at, $"alias \"{alias}\" belongs to both \"{owners[key]}\" and \"{id}\"; list it under \"ambiguous\" or remove one.");
            }
        }

        return new WatchedEntity
        {
            Id = id,
            Name = name,
            Type = Enum.TryParse(type, ignoreCase: true, out EntityType parsed) && !int.TryParse(type, out _)
                ? parsed
                : throw yaml.Error(node, $"type \"{type}\" is not known; use organization, person, place or product."),
            Aliases = [.. aliases.Select(alias => alias.Text)],
            Ambiguous = Names(yaml, node, "ambiguous"),
            Descriptions = Names(yaml, node, "descriptions"),
            Parent = yaml.Optional(node, "parent"),
            Members = [.. yaml.Texts(node, "members").Select(member => member.Text)],
            Posts = node.Children.ContainsKey("posts") ? [.. yaml.Mappings(node, "posts").Select(post => Post(yaml, post))] : [],
            Wikidata = yaml.Optional(node, "wikidata") is not { } item || (item[0] == 'Q' && long.TryParse(item.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                ? yaml.Optional(node, "wikidata")
                : throw yaml.Error(node, $"wikidata \"{item}\" is no item; write it as Q20165."),
            Ticker = yaml.Optional(node, "ticker"),
        };
    }

    private static HeldPost Post(YamlFile yaml, YamlMappingNode node)
    {
        yaml.OnlyKeys(node, "post", "at", "from", "until");
        (DateOnly? from, DateOnly? until) = (Day(yaml, node, "from"), Day(yaml, node, "until"));
        return from is null || until is null || from <= until
            ? new HeldPost(yaml.Required(node, "post"), yaml.Required(node, "at"), from, until)
            : throw yaml.Error(node, "\"from\" is after \"until\"; exchange them.");
    }

    private static DateOnly? Day(YamlFile yaml, YamlMappingNode node, string key) => yaml.Optional(node, key) switch
    {
        null => null,
        { } text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) => day,
        { } text => throw yaml.Error(node, $"\"{key}\" is \"{text}\"; write a day as 2027-03-15."),
    };

    private static void CheckRelations(YamlFile yaml, YamlMappingNode node, WatchedEntity entity, Dictionary<string, string?> parents)
    {
        foreach ((string relation, string id) in entity.Members.Select(id => ("member", id)).Concat(entity.Posts.Select(post => ("\"at\"", post.At))).Prepend(("parent", entity.Parent ?? entity.Id)))
        {
            if (!parents.ContainsKey(id))
            {
                throw yaml.Error(node, $"{relation} \"{id}\" is not the id of an entity in this file; add the entity or correct the id.");
            }
        }

        if (entity.Posts.Count > 0 && entity.Type != EntityType.Person)
        {
            throw yaml.Error(node, $"\"{entity.Id}\" has \"posts\" but is no person; add \"type: person\" or remove them.");
        }

        int steps = 0;
        for (string? parent = entity.Parent; parent is not null; parent = parents.GetValueOrDefault(parent))
        {
            if (parent == entity.Id || ++steps > MaxGenerations)
            {
                throw yaml.Error(node, $"\"{entity.Id}\" is its own parent's parent; remove one \"parent\" of the circle.");
            }
        }
    }

    private static List<string> Names(YamlFile yaml, YamlMappingNode node, string key)
    {
        List<string> names = [];
        foreach ((string name, YamlNode at) in yaml.Texts(node, key))
        {
            Key(yaml, at, name);
            names.Add(name);
        }

        return names;
    }

    /// <summary>What two spellings of a name have in common.</summary>
    private static string Key(YamlFile yaml, YamlNode at, string name)
    {
        try
        {
            return string.Join(' ', MentionFinder.Words(name));
        }
        catch (ArgumentException wrong)
        {
            throw yaml.Error(at, $"name \"{(name.Length > 80 ? name[..80] + "…" : name)}\" {wrong.Message} Correct or remove it.");
        }
    }
}
