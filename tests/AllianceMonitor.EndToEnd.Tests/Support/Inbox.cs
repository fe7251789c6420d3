using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AllianceMonitor.Alerts;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>What the mail catcher and the Teams stand-in received, and what they are told to do wrong.</summary>
internal sealed class Inbox(Uri address, string folder) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };
    private readonly ConcurrentDictionary<string, Received> known = [];

    public Uri Address => address;

    /// <summary>How many have been received; takes no time to tell.</summary>
    public int Count => Directory.EnumerateFiles(folder, "*.json").Count();

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<Received>> Messages()
    {
        var messages = new List<Received>();
        foreach (var summary in (await http.GetFromJsonAsync<List<Received>>("messages"))!)
        {
            if (!known.ContainsKey(summary.Id))
                known[summary.Id] = (await http.GetFromJsonAsync<Received>($"messages/{summary.Id}"))!;
            messages.Add(known[summary.Id]);
        }

        return messages;
    }

    public async Task<IReadOnlyList<Received>> Alerts() => [.. (await Messages()).Where(message => message.AlertId is not null)];

    public async Task<IReadOnlyList<Received>> Notices() => [.. (await Messages()).Where(message => message.AlertId is null)];

    /// <summary>What the next requests to the Teams stand-in meet, in order: status and retryAfter, drop, stall, acceptThenDrop.</summary>
    public Task ScriptTeams(params object[] faults) => Post("control/teams", faults);

    /// <summary>What the next mail transactions meet, in order: phase (connect, mail, rcpt, data) with code, drop, stall or acceptThenDrop.</summary>
    public Task ScriptSmtp(params object[] faults) => Post("control/smtp", faults);

    public void Dispose() => http.Dispose();

    private async Task Post(string path, object[] faults)
    {
        using var response = await http.PostAsJsonAsync(path, new { next = faults });
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}

/// <summary>An email or a card.</summary>
internal sealed partial record Received
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public IReadOnlyList<string> To { get; init; } = [];
    public string? Subject { get; init; }
    public string? MessageId { get; init; }
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    public string? Text { get; init; }
    public string? Html { get; init; }
    public string? Channel { get; init; }
    public string? Headline { get; init; }
    public int? Bytes { get; init; }
    public JsonElement? Card { get; init; }

    public bool IsEmail => Kind == "email";

    /// <summary>As subscriptions name it: a mail address, or the setting of a webhook.</summary>
    public Recipient Recipient => IsEmail
        ? new Recipient(Alerts.Recipient.Email, Assert.Single(To))
        : new Recipient(Alerts.Recipient.Teams, $"TEAMS_WEBHOOK_{Channel!.Replace('-', '_').ToUpperInvariant()}");

    /// <summary>Everything that its reader sees, as text.</summary>
    public string Content => IsEmail ? Text! : string.Join('\n', TextsIn(Card!.Value));

    /// <summary>Of the permalink in it; null for a notice.</summary>
    public string? AlertId => Permalink()?.Groups["id"].Value;

    public Uri? AlertPage => Permalink() is { } link ? new Uri(link.Value) : null;

    private Match? Permalink() => PermalinkPattern().Match(IsEmail ? Text ?? "" : Card!.Value.GetRawText()) is { Success: true } match ? match : null;

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "text", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : TextsIn(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        _ => [],
    };

    [GeneratedRegex("http://[^\\s\"]+/api/alerts/(?<id>a-[0-9a-f]+)")]
    private static partial Regex PermalinkPattern();
}
