using System.Security.Cryptography;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace AllianceMonitor.Extraction;

/// <summary>Reads <c>watchlist.yaml</c>; the first mistake stops with file, line and what to do.</summary>
public static class WatchlistFile
{
    /// <exception cref="ConfigurationErrorException">The file is not a valid watchlist.</exception>
    public static Watchlist Parse(string text, string file = "watchlist.yaml")
    {
        YamlFile yaml = YamlFile.Parse(file, text);
        yaml.OnlyKeys(yaml.Root, "entities", "focus", "vetoes", "sources");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        List<WatchedEntity> entities = [];
        foreach (YamlMappingNode node in yaml.Mappings(yaml.Root, "entities"))
        {
            entities.Add(Entity(yaml, node, ids, owners));
        }

        List<string> focus = [];
        foreach ((string id, YamlNode node) in yaml.Texts(yaml.Root, "focus"))
        {
            focus.Add(ids.Contains(id) ? id : throw yaml.Error(node, $"focus \"{id}\" is not the id of an entity in this file; add the entity or remove it."));
        }

        if (focus.Count == 0)
        {
            throw yaml.Error(yaml.Root, "\"focus\" is missing: list the ids of the entities whose deals are on topic, e.g. \"focus: [renault, nissan]\".");
        }

        foreach (YamlMappingNode node in yaml.Mappings(yaml.Root, "entities"))
        {
            if (yaml.Optional(node, "parent") is { } parent && !ids.Contains(parent))
            {
                throw yaml.Error(node, $"parent \"{parent}\" is not the id of an entity in this file.");
            }
        }

        return new Watchlist
        {
            Entities = entities,
            Focus = focus,
            Vetoes = [.. yaml.Texts(yaml.Root, "vetoes").Select(veto => veto.Text)],
            Sources = [.. yaml.Texts(yaml.Root, "sources").Select(source => source.Text)],
            Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16],
        };
    }

    private static WatchedEntity Entity(YamlFile yaml, YamlMappingNode node, HashSet<string> ids, Dictionary<string, string> owners)
    {
        yaml.OnlyKeys(node, "id", "name", "type", "aliases", "ambiguous", "descriptions", "parent", "wikidata", "ticker");
        string id = yaml.Required(node, "id");
        if (!id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw yaml.Error(node, $"id \"{id}\" may hold lower-case letters, digits and hyphens only.");
        }

        if (!ids.Add(id))
        {
            throw yaml.Error(node, $"id \"{id}\" is used twice; give each entity its own id.");
        }

        string name = yaml.Required(node, "name");
        IReadOnlyList<(string Text, YamlNode Node)> aliases = yaml.Texts(node, "aliases");
        foreach ((string alias, YamlNode at) in aliases.Prepend((name, node)))
        {
            if (!owners.TryAdd(alias, id) && owners[alias] != id)
            {
                throw yaml.Error(at, $"alias \"{alias}\" belongs to both \"{owners[alias]}\" and \"{id}\"; list it under \"ambiguous\" or remove one.");
            }
        }

        string type = yaml.Optional(node, "type") ?? "organization";
        return new WatchedEntity
        {
            Id = id,
            Name = name,
            Type = Enum.TryParse(type, ignoreCase: true, out EntityType parsed) && !int.TryParse(type, out _)
                ? parsed
                : throw yaml.Error(node, $"type \"{type}\" is not known; use organization, person, place or product."),
            Aliases = [.. aliases.Select(alias => alias.Text)],
            Ambiguous = [.. yaml.Texts(node, "ambiguous").Select(alias => alias.Text)],
            Descriptions = [.. yaml.Texts(node, "descriptions").Select(description => description.Text)],
            Parent = yaml.Optional(node, "parent"),
        };
    }
}
