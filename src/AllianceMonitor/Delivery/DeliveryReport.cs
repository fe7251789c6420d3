using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Delivery;

/// <summary>
/// What became of an email that Communication Services had taken: the event <c>Microsoft.Communication.EmailDeliveryReportReceived</c> in Event Grid's own schema
/// (https://learn.microsoft.com/azure/event-grid/communication-services-email-events).
/// </summary>
/// <param name="Operation">The event's <c>messageId</c>: the operation that the email was sent by.</param>
/// <param name="Address">Of the recipient.</param>
/// <param name="Status">As the service spells it.</param>
/// <param name="At">When delivery was tried.</param>
/// <param name="Code">Reply codes of the recipient's server, <c>550 5.1.1</c>; empty without any. The rest of what it said may hold the address and is left out.</param>
public sealed partial record DeliveryReport(Guid Operation, string Address, string Status, DateTimeOffset At, string Code)
{
    public const string EventType = "Microsoft.Communication.EmailDeliveryReportReceived";

    /// <summary>It is with the recipient, or with the members of a list.</summary>
    public bool Arrived => Status is "Delivered" or "Expanded";

    /// <summary>There is nobody: the recipient's server said so now, or before (<c>Suppressed</c>). The other statuses are about the message or a passing fault.</summary>
    public bool NobodyIsThere => Status is "Bounced" or "Suppressed";

    /// <summary>Without an address.</summary>
    public string Evidence => Code.Length > 0 ? $"reported later: {Status}, {Code}" : $"reported later: {Status}";

    /// <summary>The reports of one message: Event Grid puts one event into each, and shows several as an array in its documentation.</summary>
    /// <exception cref="FormatException">The message is not such an event; says what is wrong, without an address.</exception>
    public static IReadOnlyList<DeliveryReport> Parse(string message)
    {
        try
        {
            return [.. message.AsSpan().TrimStart().StartsWith("[")
                ? JsonSerializer.Deserialize(message, EventJson.Default.EventArray)!.Select(Of)
                : [Of(JsonSerializer.Deserialize(message, EventJson.Default.Event))]];
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"It is not an event of Event Grid: {(wrong.Path is { Length: > 1 } path ? $"{path} cannot be read" : "it is not JSON")}.", wrong);
        }
    }

    private static DeliveryReport Of(Event? one)
    {
        if (one?.EventType != EventType)
        {
            throw new FormatException($"It is no delivery report: its eventType is not {EventType}.");
        }

        if (one.Data is not { MessageId: { } id, Recipient: { Length: > 0 } recipient, Status: { } status } data)
        {
            throw new FormatException("The delivery report lacks messageId, recipient or status.");
        }

        if (!Guid.TryParse(id, out Guid operation))
        {
            throw new FormatException("The messageId of the delivery report is no UUID.");
        }

        if (status is not ("Delivered" or "Expanded" or "Bounced" or "Suppressed" or "Failed" or "FilteredSpam" or "Quarantined"))
        {
            throw new FormatException("The delivery report has a status that this version does not know.");
        }

        DateTimeOffset at = data.DeliveryAttemptTimestamp ?? one.EventTime ?? throw new FormatException("The delivery report says no time.");
        return new DeliveryReport(operation, recipient, status, at, ReplyCode().Match(data.DeliveryStatusDetails?.StatusMessage ?? "").Value);
    }

    /// <summary>Reply code and enhanced status code of SMTP (RFC 5321, 3463), one or both.</summary>
    [GeneratedRegex(@"\b[45][0-9]{2}(?:[ -][45]\.[0-9]{1,3}\.[0-9]{1,3})?\b|\b[45]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex ReplyCode();

    private sealed record Event(string? EventType, DateTimeOffset? EventTime, EventData? Data);

    private sealed record EventData(string? MessageId, string? Recipient, string? Status, DateTimeOffset? DeliveryAttemptTimestamp, StatusDetails? DeliveryStatusDetails);

    private sealed record StatusDetails(string? StatusMessage);

    // The service and its documentation do not agree on deliveryAttemptTimestamp and deliveryAttemptTimeStamp.
    [JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
    [JsonSerializable(typeof(Event))]
    [JsonSerializable(typeof(Event[]))]
    private sealed partial class EventJson : JsonSerializerContext;
}
