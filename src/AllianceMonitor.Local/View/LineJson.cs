using System.Text.Encodings.Web;
using System.Text.Json;

namespace AllianceMonitor.Local.View;

/// <summary>A document as one line for programs: every field present, null where there is nothing.</summary>
internal static class LineJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T document) => JsonSerializer.Serialize(document, Options);
}
