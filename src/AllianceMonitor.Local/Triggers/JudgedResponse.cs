using System.Net;
using System.Text.Json;

namespace AllianceMonitor.Local.Triggers;

internal enum Verdict
{
    Success,
    Failure,

    /// <summary>The host reads no result, and goes on waiting for one until functionTimeout.</summary>
    NeverCompletes,
}

/// <summary>What the Functions host makes of a handler's response.</summary>
/// <param name="Logs">Written by the host as information; thrown away with a failure.</param>
internal sealed record JudgedResponse(Verdict Verdict, string? Reason, IReadOnlyList<string> Logs)
{
    public static async Task<JudgedResponse> Of(HttpResponseMessage response, CancellationToken cancel)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        return Of(response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentLength, body);
    }

    /// <param name="contentLength">Null when the response was chunked.</param>
    public static JudgedResponse Of(HttpStatusCode status, string? mediaType, long? contentLength, ReadOnlySpan<byte> body)
    {
        if ((int)status is < 200 or > 299)
            return Failed($"the app answered {(int)status}");

        var isJson = mediaType is not null
            && (mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || mediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase));
        if (body.IsEmpty && (contentLength == 0 || status == HttpStatusCode.NoContent || isJson))
            return new JudgedResponse(Verdict.NeverCompletes, "the app answered with an empty body", []);
        if (!isJson)
            return Failed($"the app answered {mediaType ?? "without a content type"}, not application/json");

        try
        {
            var reader = new Utf8JsonReader(body);
            var result = JsonElement.ParseValue(ref reader);
            return result.ValueKind switch
            {
                JsonValueKind.Null => new JudgedResponse(Verdict.NeverCompletes, "the app answered null", []),
                JsonValueKind.Object => OfResult(result),
                var other => Failed($"the app answered a JSON {other.ToString().ToLowerInvariant()}, not an object"),
            };
        }
        catch (JsonException)
        {
            return Failed("the app answered invalid JSON");
        }
    }

    private static JudgedResponse OfResult(JsonElement result)
    {
        IReadOnlyList<string> logs = [];
        foreach (var property in result.EnumerateObject())
        {
            if (property.Name.Equals("Outputs", StringComparison.OrdinalIgnoreCase) && property.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                return Failed("the app answered Outputs that are no object");
            if (!property.Name.Equals("Logs", StringComparison.OrdinalIgnoreCase) || property.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (property.Value.ValueKind != JsonValueKind.Array || property.Value.EnumerateArray().Any(line => line.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
                return Failed("the app answered Logs that are no list of strings");
            logs = [.. property.Value.EnumerateArray().Select(line => line.ToString())];
        }

        return new JudgedResponse(Verdict.Success, null, logs);
    }

    private static JudgedResponse Failed(string reason) => new(Verdict.Failure, reason, []);
}
