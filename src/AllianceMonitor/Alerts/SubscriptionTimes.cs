using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace AllianceMonitor.Alerts;

/// <summary>Reads when a subscription is told: <c>delivery</c>, <c>quietHours</c>, <c>silences</c>.</summary>
internal static class SubscriptionTimes
{
    private const string DeliveryExample = "{ mode: daily, at: \"08:00\", timeZone: Europe/Paris }";

    public static Timing Timing(YamlFile yaml, YamlMappingNode subscription)
    {
        if (yaml.Mapping(subscription, "delivery", DeliveryExample) is not { } node)
        {
            return new Timing.Instant();
        }

        switch (yaml.Required(node, "mode"))
        {
            case "instant":
                yaml.OnlyKeys(node, "mode");
                return new Timing.Instant();
            case "grouped":
                yaml.OnlyKeys(node, "mode", "wait", "interval");
                return new Timing.Grouped(Duration(yaml, node, "wait"), Duration(yaml, node, "interval"));
            case "daily":
                yaml.OnlyKeys(node, "mode", "at", "timeZone");
                return new Timing.Scheduled(null, Time(yaml, node, "at"), Zone(yaml, node));
            case "weekly":
                yaml.OnlyKeys(node, "mode", "on", "at", "timeZone");
                DayOfWeek day = yaml.Parsed<DayOfWeek>(node, "on", Day, "a day of the week such as monday") ?? throw yaml.Error(node, "\"on\" is missing; add \"on: monday\".");
                return new Timing.Scheduled(day, Time(yaml, node, "at"), Zone(yaml, node));
            case var mode:
                throw yaml.Error(node, $"mode \"{mode}\" is not known; use instant, grouped, daily or weekly.");
        }
    }

    public static QuietHours? QuietHours(YamlFile yaml, YamlMappingNode subscription)
    {
        if (yaml.Mapping(subscription, "quietHours", "{ from: \"22:00\", to: \"07:00\", timeZone: Europe/Paris }") is not { } node)
        {
            return null;
        }

        yaml.OnlyKeys(node, "from", "to", "timeZone");
        var quiet = new QuietHours(Time(yaml, node, "from"), Time(yaml, node, "to"), Zone(yaml, node));
        return quiet.From != quiet.To ? quiet : throw yaml.Error(node, "quiet hours that begin and end at the same time would never end; give another \"to\", or remove the subscription.");
    }

    public static IReadOnlyList<Silence> Silences(YamlFile yaml, YamlMappingNode subscription)
    {
        if (!subscription.Children.ContainsKey(new YamlScalarNode("silences")))
        {
            return [];
        }

        List<Silence> silences = [];
        foreach (YamlMappingNode node in yaml.Mappings(subscription, "silences"))
        {
            yaml.OnlyKeys(node, "until", "reason", "story");
            DateTimeOffset until = yaml.Parsed(node, "until", Instant, "a date and time with its offset such as 2027-04-01T08:00:00+02:00")
                ?? throw yaml.Error(node, "\"until\" is missing: a silence must end; add \"until: 2027-04-01T08:00:00Z\".");
            string? story = yaml.Optional(node, "story");
            silences.Add(story is null || IsStory(story) ? new Silence(until, yaml.Optional(node, "reason"), story) : throw yaml.Error(node, $"\"{story}\" is not the id of a story; it begins with s-."));
        }

        return silences;
    }

    public static bool IsStory(string id) => id.StartsWith("s-", StringComparison.Ordinal) && id.Length > 2 && id.Skip(2).All(char.IsAsciiHexDigitLower);

    private static TimeOnly Time(YamlFile yaml, YamlMappingNode node, string key) =>
        yaml.Parsed<TimeOnly>(node, key, text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null, "a local time such as \"08:00\"")
        ?? throw yaml.Error(node, $"\"{key}\" is missing; add \"{key}: \\\"08:00\\\"\".");

    private static TimeSpan Duration(YamlFile yaml, YamlMappingNode node, string key) =>
        yaml.Parsed<TimeSpan>(
            node, key, text => TimeSpan.TryParseExact(text, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out TimeSpan time) && time > TimeSpan.Zero ? time : null, "a time as hh:mm:ss, less than a day")
        ?? throw yaml.Error(node, $"\"{key}\" is missing; add \"{key}: \\\"00:05:00\\\"\".");

    private static TimeZoneInfo Zone(YamlFile yaml, YamlMappingNode node)
    {
        string id = yaml.Optional(node, "timeZone") ?? throw yaml.Error(node, "\"timeZone\" is missing; add \"timeZone: Europe/Paris\".");
        return (id == "UTC" || id.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone)
            ? zone
            : throw yaml.Error(node.Children[new YamlScalarNode("timeZone")], $"time zone \"{id}\" is not known; use a name of the IANA database such as Europe/Paris, Asia/Tokyo or UTC.");
    }

    private static DayOfWeek? Day(string text) =>
        Enum.TryParse(text, ignoreCase: true, out DayOfWeek day) && text.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase) ? day : null;

    private static DateTimeOffset? Instant(string text) =>
        text.Length > 10 && (text.EndsWith('Z') || text[10..].Contains('+', StringComparison.Ordinal) || text[10..].Contains('-', StringComparison.Ordinal))
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant) ? instant.ToUniversalTime() : null;
}
