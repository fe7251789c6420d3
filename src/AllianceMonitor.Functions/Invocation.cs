using System.Buffers;
using System.Text.Json;

namespace AllianceMonitor.Functions;

/// <summary>What the Functions host posts for one invocation: <c>{"Data":{binding: value},"Metadata":{...}}</c>.</summary>
internal sealed class Invocation(JsonDocument body) : IDisposable
{
    /// <summary>A longer string is a blob's content, which is read from the store instead; queue messages are far shorter.</summary>
    private const int MaxStringBytes = 256 * 1024;

    /// <summary>
    /// Reads the body as a stream in constant memory: strings longer than 256 KiB are dropped to nothing, so that the content of a blob trigger (Base64 in
    /// Data) never is held, however large the blob.
    /// </summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static async Task<Invocation> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var kept = new ArrayBufferWriter<byte>(4096);
        var skimmer = new StringSkimmer();
        byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
            {
                skimmer.Copy(buffer.AsSpan(0, read), kept);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        skimmer.Finish(kept);
        return new Invocation(JsonDocument.Parse(kept.WrittenMemory));
    }

    /// <summary>A queue message: JSON text inside a string, once or twice; or already an object.</summary>
    public string Message(string binding)
    {
        JsonElement value = body.RootElement.GetProperty("Data").GetProperty(binding);
        return value.ValueKind == JsonValueKind.String ? Decoded(value.GetString()!) : value.GetRawText();
    }

    /// <summary>The trace that goes on with this run: of a queue message of ours, or of the metadata of a dropped blob; null when there is none, and for other triggers.</summary>
    public string? TraceParent =>
        body.RootElement.ValueKind != JsonValueKind.Object ? null
        : Member(body.RootElement, "Data") is { } data && Member(data, "message") is not null ? MessageTraceParent()
        : Member(body.RootElement, "Metadata") is { } metadata && Member(metadata, "Metadata") is { } ofBlob ? Text(Member(ofBlob, Telemetry.TraceParentMetadata))
        : null;

    /// <summary>A scalar of the trigger's metadata, which comes as a string that holds JSON; null when it is absent.</summary>
    public string? Metadata(string name) =>
        body.RootElement.TryGetProperty("Metadata", out JsonElement metadata) && metadata.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? Decoded(value.GetString()!)
            : null;

    public void Dispose() => body.Dispose();

    private string? MessageTraceParent()
    {
        try
        {
            using JsonDocument message = JsonDocument.Parse(Message("message"));
            return Text(Member(message.RootElement, "traceParent"));
        }
        catch (JsonException)
        {
            // A poison message may hold anything.
            return null;
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string Decoded(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        try
        {
            using JsonDocument inner = JsonDocument.Parse(text);
            return inner.RootElement.GetString()!;
        }
        catch (JsonException)
        {
            // Quoted text that is no JSON came as it is: a poison message must be kept whatever it holds.
            return text;
        }
    }

    /// <summary>Copies JSON and leaves out the characters of overlong strings. A string is held back until it is known to be short enough.</summary>
    private sealed class StringSkimmer
    {
        private readonly ArrayBufferWriter<byte> current = new(1024);
        private bool inString;
        private bool escaped;
        private bool overlong;

        public void Copy(ReadOnlySpan<byte> chunk, ArrayBufferWriter<byte> kept)
        {
            while (chunk.Length > 0)
            {
                if (!inString)
                {
                    int quote = chunk.IndexOf((byte)'"');
                    kept.Write(quote < 0 ? chunk : chunk[..(quote + 1)]);
                    chunk = quote < 0 ? [] : chunk[(quote + 1)..];
                    inString = quote >= 0;
                    continue;
                }

                if (escaped)
                {
                    Hold(chunk[..1]);
                    chunk = chunk[1..];
                    escaped = false;
                    continue;
                }

                int end = chunk.IndexOfAny((byte)'"', (byte)'\\');
                Hold(end < 0 ? chunk : chunk[..end]);
                if (end < 0)
                {
                    return;
                }

                if (chunk[end] == '\\')
                {
                    Hold("\\"u8);
                    escaped = true;
                }
                else
                {
                    Release(kept);
                    kept.Write("\""u8);
                }

                chunk = chunk[(end + 1)..];
            }
        }

        public void Finish(ArrayBufferWriter<byte> kept) => Release(kept);

        private void Hold(ReadOnlySpan<byte> bytes)
        {
            overlong |= current.WrittenCount + bytes.Length > MaxStringBytes;
            if (!overlong)
            {
                current.Write(bytes);
            }
        }

        private void Release(ArrayBufferWriter<byte> kept)
        {
            if (!overlong)
            {
                kept.Write(current.WrittenSpan);
            }

            current.ResetWrittenCount();
            (inString, overlong) = (false, false);
        }
    }
}
