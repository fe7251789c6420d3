using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AllianceMonitor.Local.Triggers;

/// <summary><c>{"Data":{binding:value},"Metadata":{...}}</c>, sent in chunks: the host never knows a length.</summary>
internal sealed class InvocationBody : HttpContent
{
    /// <summary>A multiple of three, so that only the last chunk is padded.</summary>
    private const int ChunkBytes = 48 * 1024;

    private readonly string binding;
    private readonly JsonNode? value;
    private readonly Stream? bytes;
    private readonly JsonObject metadata;

    private InvocationBody(string binding, JsonNode? value, Stream? bytes, JsonObject metadata)
    {
        (this.binding, this.value, this.bytes, this.metadata) = (binding, value, bytes, metadata);
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public static InvocationBody Of(string binding, JsonNode? value, JsonObject metadata) => new(binding, value, null, metadata);

    /// <summary>The whole stream becomes one Base64 string, without being held in memory.</summary>
    public static InvocationBody OfBytes(string binding, Stream bytes, JsonObject metadata) => new(binding, null, bytes, metadata);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await Write(stream, $$"""{"Data":{{{JsonSerializer.Serialize(binding)}}:""", cancellationToken);
        if (bytes is null)
        {
            await Write(stream, value?.ToJsonString(Metadata.Escaping) ?? "null", cancellationToken);
        }
        else
        {
            await Write(stream, "\"", cancellationToken);
            await WriteBase64(stream, bytes, cancellationToken);
            await Write(stream, "\"", cancellationToken);
        }

        await Write(stream, $$"""},"Metadata":{{metadata.ToJsonString(Metadata.Escaping)}}}""", cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            bytes?.Dispose();
        base.Dispose(disposing);
    }

    private static ValueTask Write(Stream stream, string text, CancellationToken cancel) =>
        stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancel);

    private static async Task WriteBase64(Stream stream, Stream bytes, CancellationToken cancel)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(ChunkBytes));
        try
        {
            int read;
            while ((read = await bytes.ReadAtLeastAsync(chunk.AsMemory(0, ChunkBytes), ChunkBytes, throwOnEndOfStream: false, cancel)) > 0)
            {
                Base64.EncodeToUtf8(chunk.AsSpan(0, read), text, out _, out var written);
                await stream.WriteAsync(text.AsMemory(0, written), cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
            ArrayPool<byte>.Shared.Return(text);
        }
    }
}
