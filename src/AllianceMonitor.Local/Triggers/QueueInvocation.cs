using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues.Models;

namespace AllianceMonitor.Local.Triggers;

internal static class QueueInvocation
{
    /// <summary>A text message is JSON inside a string, even when it is JSON itself; a binary one is Base64.</summary>
    public static InvocationBody Body(QueueFunction function, QueueMessage message, byte[] content, DateTimeOffset now)
    {
        var text = Encoding.UTF8.GetString(content);
        return InvocationBody.Of(
            function.Binding,
            function.IsBinary ? JsonValue.Create(Convert.ToBase64String(content)) : Metadata.Scalar(text),
            Metadata.Overlaid(
                new JsonObject
                {
                    ["DequeueCount"] = Metadata.Scalar(message.DequeueCount),
                    ["ExpirationTime"] = Metadata.Time(message.ExpiresOn ?? DateTimeOffset.MaxValue),
                    ["Id"] = Metadata.Scalar(message.MessageId),
                    ["InsertionTime"] = Metadata.Time(message.InsertedOn ?? now),
                    ["NextVisibleTime"] = Metadata.Time(message.NextVisibleOn ?? now),
                    ["PopReceipt"] = Metadata.Scalar(message.PopReceipt),
                    ["sys"] = Metadata.Sys(function.Name, now),
                },
                text));
    }
}
