using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

/// <summary>Everything that is stored or queued, serialised without reflection: camelCase, nulls left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoryLogEntry))]
[JsonSerializable(typeof(StorySnapshot))]
[JsonSerializable(typeof(List<Decision>))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(RoutingPlan))]
[JsonSerializable(typeof(Routing))]
[JsonSerializable(typeof(Outbox))]
[JsonSerializable(typeof(RecipientState))]
[JsonSerializable(typeof(Feedback))]
[JsonSerializable(typeof(Turns))]
[JsonSerializable(typeof(AlertDigest))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(DeliveryMessage))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class Json : JsonSerializerContext;

/// <summary>Documents in a blob store.</summary>
internal static class JsonBlobs
{
    public static byte[] ToBytes<T>(T document, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(document, type);

    /// <exception cref="JsonException">The blob is not such a document.</exception>
    public static T Parse<T>(StoredBlob blob, JsonTypeInfo<T> type)
        where T : class => JsonSerializer.Deserialize(blob.Content.Span, type) ?? throw new JsonException("The document is null.");

    /// <summary>Null when there is no such blob.</summary>
    /// <exception cref="JsonException">The blob is not such a document.</exception>
    public static async Task<T?> ReadJsonAsync<T>(this IBlobStore store, BlobAddress address, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        StoredBlob? blob = await store.ReadAsync(address, cancellation);
        return blob is null ? null : JsonSerializer.Deserialize(blob.Content.Span, type);
    }

    /// <summary>Creates the document unless it exists; false when it did.</summary>
    public static async Task<bool> TryCreateJsonAsync<T>(this IBlobStore store, BlobAddress address, T document, JsonTypeInfo<T> type, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
        await store.TryCreateAsync(address, ToBytes(document, type), cancellation, metadata) is not null;

    public static Task SendJsonAsync<T>(this IMessageQueues queues, string queue, T message, JsonTypeInfo<T> type, TimeSpan delay, CancellationToken cancellation) =>
        queues.SendAsync(queue, ToBytes(message, type), delay, cancellation);
}
