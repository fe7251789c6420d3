using System.Text.Json;

namespace AllianceMonitor.Local.Stack;

/// <summary>The app's settings: <c>Values</c> of local.settings.json as Functions Core Tools has it, pointed at the stack.</summary>
internal static class LocalSettings
{
    private const string TeamsWebhookPrefix = "TEAMS_WEBHOOK_";

    /// <summary>Signs links of the stack where no key is set; as little a secret as the stack's storage key.</summary>
    private static readonly string LocalLinkKey = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("links of the local stack, no secret"));

    /// <summary>local.settings.json of the repository; the sample when there is none.</summary>
    public static Dictionary<string, string> Read(string root)
    {
        var own = Path.Combine(root, "local.settings.json");
        var file = File.Exists(own) ? own : Path.Combine(root, "local.settings.sample.json");
        if (!File.Exists(file))
            throw new SetupException($"{file} is missing: it holds the app's settings.");

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
                throw new SetupException($"{file} is encrypted; run `func settings decrypt` first.");
            return document.RootElement.GetProperty("Values").EnumerateObject()
                .ToDictionary(setting => setting.Name, setting => setting.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new SetupException($"{file} must be a JSON object with an object \"Values\": {broken.Message}", broken);
        }
    }

    public static Dictionary<string, string> PointedAt(
        IReadOnlyDictionary<string, string> settings, string storage, StackPorts ports)
    {
        var pointed = new Dictionary<string, string>(settings, StringComparer.OrdinalIgnoreCase)
        {
            ["AzureWebJobsStorage"] = storage,
            ["DataStorage"] = storage,
            ["SMTP__HOST"] = "127.0.0.1",
            ["SMTP__PORT"] = $"{ports.Smtp}",
            // Mail goes to the catcher, whatever the settings of a deployment say.
            ["COMMUNICATION_SERVICES"] = "",
            ["LINK_KEY"] = settings.GetValueOrDefault("LINK_KEY") is { Length: > 0 } key ? key : LocalLinkKey,
            ["PUBLIC_URL"] = $"http://127.0.0.1:{ports.Http}",
            // The Functions host leaks its own; an app that binds to it instead of its own port must fail here too.
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports.Http}",
        };
        foreach (var name in settings.Keys.Where(name => name.StartsWith(TeamsWebhookPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            var workflow = name[TeamsWebhookPrefix.Length..].ToLowerInvariant().Replace('_', '-');
            pointed[name] = $"http://127.0.0.1:{ports.Inbox}/workflows/{workflow}?sig=local";
        }

        return pointed;
    }
}
