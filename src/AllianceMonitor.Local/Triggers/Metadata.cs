using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AllianceMonitor.Local.Triggers;

/// <summary>
/// Metadata as the host writes it: scalars become JSON inside a string (<c>"DequeueCount":"1"</c>, <c>"name":"\"a.txt\""</c>), objects and
/// times stay as they are. (ScriptInvocationContextExtensions.GetHttpScriptInvocationContextValue in azure-functions-host.)
/// </summary>
internal static class Metadata
{
    /// <summary>The host's serializer escapes no more than it must.</summary>
    public static readonly JsonSerializerOptions Escaping = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode Scalar(string value) => JsonSerializer.Serialize(value, Escaping);

    public static JsonNode Scalar(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The host goes through the time's text form, which has whole seconds.</summary>
    public static JsonNode Time(DateTimeOffset value) => value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static JsonObject Sys(string function, DateTimeOffset now) => new()
    {
        ["MethodName"] = function,
        ["UtcNow"] = now.UtcDateTime,
        ["RandGuid"] = Guid.NewGuid().ToString(),
    };

    /// <summary>
    /// A queue message's own metadata, over which the top-level fields of a message that is a JSON object are laid: a message with a field
    /// <c>DequeueCount</c> spoofs it.
    /// </summary>
    public static JsonObject Overlaid(JsonObject metadata, string message)
    {
        // The host's dictionary ignores case.
        var names = metadata.Select(field => field.Key).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
        foreach (var field in Fields(message))
        {
            var name = names.TryGetValue(field.Name, out var existing) ? existing : field.Name;
            metadata[name] = field.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => Scalar(field.Value.GetString()!),
                JsonValueKind.Object or JsonValueKind.Array => JsonNode.Parse(field.Value.GetRawText()),
                _ => field.Value.GetRawText(),
            };
        }

        return metadata;
    }

    private static JsonElement.ObjectEnumerator Fields(string message)
    {
        if (!message.AsSpan().TrimStart().StartsWith("{"))
            return default;

        try
        {
            return JsonElement.Parse(message).EnumerateObject();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
