using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>The mail catcher and the Teams stand-in of the local stack.</summary>
/// <param name="address">Of their page.</param>
/// <param name="folder">Where they keep each message.</param>
internal sealed class Sinks(Uri address, string folder) : IDisposable
{
    /// <summary>A scripted fault meets one attempt; a post to the control takes 64 KiB.</summary>
    private const int FaultsPerPost = 1_000, Posts = 10;

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>How many messages were accepted; cheap.</summary>
    public int Count => Directory.EnumerateFiles(folder, "*.json").Count();

    /// <summary>Everything that was accepted, oldest first.</summary>
    public async Task<List<Accepted>> AllAsync() => await http.GetFromJsonAsync<List<Accepted>>("messages") ?? [];

    /// <summary>From now on every mail is refused for the time being (451), every card with 503.</summary>
    public async Task RefuseAsync()
    {
        for (int post = 0; post < Posts; post++)
        {
            await PostAsync("control/smtp", """{"phase":"mail","code":451}""");
            await PostAsync("control/teams", """{"status":503}""");
        }
    }

    public async Task AcceptAsync() => (await http.DeleteAsync(new Uri("control", UriKind.Relative))).EnsureSuccessStatusCode().Dispose();

    public void Dispose() => http.Dispose();

    private async Task PostAsync(string path, string fault)
    {
        using var body = new StringContent($$"""{"next":[{{string.Join(',', Enumerable.Repeat(fault, FaultsPerPost))}}]}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage response = await http.PostAsync(new Uri(path, UriKind.Relative), body);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>An accepted email or card.</summary>
internal sealed record Accepted(
    [property: JsonPropertyName("receivedAt")] DateTimeOffset At, [property: JsonPropertyName("subject")] string? Subject, [property: JsonPropertyName("headline")] string? Headline,
    [property: JsonPropertyName("to")] IReadOnlyList<string>? To, [property: JsonPropertyName("channel")] string? Channel)
{
    public string Recipient => To is [var address, ..] ? address : string.Create(CultureInfo.InvariantCulture, $"teams {Channel}");

    /// <summary>What the alert is about, in words.</summary>
    public IEnumerable<string> Words => (Subject ?? Headline ?? "").Split([' ', ':', ',', '\'', '’'], StringSplitOptions.RemoveEmptyEntries);
}
