using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AllianceMonitor;

/// <summary>A YAML configuration file read strictly: unknown keys, wrong types and missing values are errors with file and line.</summary>
internal sealed class YamlFile
{
    private readonly string file;

    private YamlFile(string file, YamlMappingNode root) => (this.file, Root) = (file, root);

    public YamlMappingNode Root { get; }

    /// <exception cref="ConfigurationErrorException">The text is not a YAML mapping.</exception>
    public static YamlFile Parse(string file, string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException broken)
        {
            throw new ConfigurationErrorException(file, Line(broken, text), $"not valid YAML: {broken.Message} Check indentation and quotes near this line.");
        }

        return stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root
            ? new YamlFile(file, root)
            : throw new ConfigurationErrorException(file, 1, "the file must hold a mapping of keys at the top level.");
    }

    /// <summary>The parser reports a tab at the start of the mapping that it stands in; people look for the tab.</summary>
    private static int Line(YamlException broken, string text)
    {
        int tab = broken.Message.Contains("tab", StringComparison.Ordinal)
            ? Array.FindIndex(text.ReplaceLineEndings("\n").Split('\n'), line => line.TakeWhile(char.IsWhiteSpace).Contains('\t'))
            : -1;
        return tab >= 0 ? tab + 1 : (int)Math.Max(broken.Start.Line, broken.End.Line);
    }

    public ConfigurationErrorException Error(YamlNode node, string problem) => new(file, (int)node.Start.Line, problem);

    /// <summary>Refuses keys that are not in <paramref name="known"/>: a misspelt key must not be silently ignored.</summary>
    public void OnlyKeys(YamlMappingNode node, params ReadOnlySpan<string> known)
    {
        foreach (YamlNode key in node.Children.Keys)
        {
            if (!known.Contains(key.ToString()))
            {
                throw Error(key, $"unknown key \"{key}\"; known here: {string.Join(", ", known.ToArray())}.");
            }
        }
    }

    public static bool Has(YamlMappingNode node, string key) => node.Children.ContainsKey(new YamlScalarNode(key));

    public string Required(YamlMappingNode node, string key) =>
        Optional(node, key) ?? throw Error(node, $"\"{key}\" is missing; add \"{key}: ...\".");

    public string? Optional(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value))
        {
            return null;
        }

        return value is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : throw Error(value, $"\"{key}\" must be a non-empty text.");
    }

    /// <summary>Null when the key is absent.</summary>
    public int? WholeNumber(YamlMappingNode node, string key, int min, int max)
    {
        if (!node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value))
        {
            return null;
        }

        return value is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : throw Error(value, $"\"{key}\" must be a whole number from {min} to {max}.");
    }

    /// <summary>A text in a form of its own; null when the key is absent.</summary>
    /// <param name="node">The mapping.</param>
    /// <param name="key">The key.</param>
    /// <param name="parse">Null for a text that is not of the form.</param>
    /// <param name="form">What it must be, for the message: <c>a local time such as "08:00"</c>.</param>
    public T? Parsed<T>(YamlMappingNode node, string key, Func<string, T?> parse, string form)
        where T : struct =>
        Optional(node, key) is { } text ? parse(text) ?? throw Error(node.Children[new YamlScalarNode(key)], $"\"{key}\" is \"{text}\"; it must be {form}.") : null;

    /// <summary>A mapping under a key; null when the key is absent.</summary>
    /// <param name="node">The mapping that has the key.</param>
    /// <param name="key">The key.</param>
    /// <param name="example">How to write it.</param>
    public YamlMappingNode? Mapping(YamlMappingNode node, string key, string example) =>
        !node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value) ? null
        : value as YamlMappingNode ?? throw Error(value, $"\"{key}\" must be written as \"{key}: {example}\".");

    /// <summary>Non-empty texts with the nodes that they come from; nothing when the key is absent.</summary>
    public IReadOnlyList<(string Text, YamlNode Node)> Texts(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value))
        {
            return [];
        }

        if (value is not YamlSequenceNode list)
        {
            throw Error(value, $"\"{key}\" must be a list: \"{key}: [one, two]\".");
        }

        return [.. list.Children.Select(child => child is YamlScalarNode { Value: { } text } && !string.IsNullOrWhiteSpace(text)
            ? (text.Trim(), child)
            : throw Error(child, $"an entry of \"{key}\" is empty; remove it or give it a text."))];
    }

    public IReadOnlyList<YamlMappingNode> Mappings(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? value))
        {
            throw Error(node, $"\"{key}\" is missing; add a list of entries under \"{key}:\".");
        }

        return value is YamlSequenceNode { Children.Count: > 0 } list
            ? [.. list.Children.Select(child => child as YamlMappingNode ?? throw Error(child, $"an entry of \"{key}\" must be a mapping (\"- id: ...\")."))]
            : throw Error(value, $"\"{key}\" must be a list with at least one entry.");
    }
}
