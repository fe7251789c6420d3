using System.Globalization;
using System.Text.Json;

namespace AllianceMonitor.Local.Triggers;

/// <summary>A section of a JSON file that reports what is wrong with a value by file and name.</summary>
internal sealed class JsonFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string file;
    private readonly string section;
    private readonly JsonElement element;

    private JsonFile(string file, string section, JsonElement element) =>
        (this.file, this.section, this.element) = (file, section, element);

    public static JsonFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonFile(path, "", document.RootElement.Clone())
                : throw new SetupException($"{path} must hold a JSON object.");
        }
        catch (JsonException wrong)
        {
            throw new SetupException($"{path} is not valid JSON: {wrong.Message}", wrong);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SetupException($"{path} is missing.", missing);
        }
    }

    /// <summary>An absent section reads as an empty one.</summary>
    public JsonFile Section(string name) =>
        Find(name) switch
        {
            null => new JsonFile(file, Named(name), default),
            { ValueKind: JsonValueKind.Object } found => new JsonFile(file, Named(name), found),
            _ => throw Wrong($"{Named(name)} must be an object"),
        };

    public IReadOnlyList<JsonFile> Sections(string name) =>
        Find(name) switch
        {
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) =>
                [.. list.EnumerateArray().Select((item, index) => new JsonFile(file, $"{Named(name)}[{index}]", item))],
            _ => throw Wrong($"{Named(name)} must be a list of objects"),
        };

    public IEnumerable<string> Names =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(property => property.Name) : [];

    public string? Text(string name) =>
        Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.String } found => found.GetString(),
            _ => throw Wrong($"{Named(name)} must be a string"),
        };

    public string RequiredText(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw Wrong($"{Named(name)} is missing");

    public IReadOnlyList<string>? Texts(string name) =>
        Find(name) switch
        {
            null or { ValueKind: JsonValueKind.Null } => null,
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                [.. list.EnumerateArray().Select(item => item.GetString()!)],
            _ => throw Wrong($"{Named(name)} must be a list of strings"),
        };

    public bool Flag(string name, bool otherwise = false) =>
        Find(name) switch
        {
            null => otherwise,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => throw Wrong($"{Named(name)} must be true or false"),
        };

    public int Number(string name, int otherwise, int least, int most = int.MaxValue) =>
        Find(name) is not { } found ? otherwise
        : found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) && number >= least && number <= most ? number
        : throw Wrong($"{Named(name)} must be a whole number of at least {least}{(most < int.MaxValue ? $" and at most {most}" : "")}");

    /// <summary>"hh:mm:ss" as the Functions host writes durations.</summary>
    public TimeSpan Duration(string name, TimeSpan otherwise) =>
        Text(name) is not { } text ? otherwise
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero ? duration
        : throw Wrong($"{Named(name)} is \"{text}\", not a duration such as \"00:05:00\"");

    public SetupException Wrong(string what) => new($"{file}: {what}.");

    private string Named(string name) => section.Length == 0 ? name : $"{section}.{name}";

    /// <summary>Names are matched without regard to case, as the host does.</summary>
    private JsonElement? Find(string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }
}
