using System.Collections.Frozen;
using System.Globalization;
using AllianceMonitor.Extraction;
using YamlDotNet.RepresentationModel;

namespace AllianceMonitor.Alerts;

/// <summary>Reads a file of subscriptions; the first mistake stops with file, line and what to do.</summary>
public static class SubscriptionsFile
{
    /// <param name="text">YAML.</param>
    /// <param name="watchlist">Entities that may be subscribed to.</param>
    /// <param name="file">Name for messages.</param>
    /// <param name="taken">Ids that other files use, with the file; null for none.</param>
    /// <param name="knownOnly">False: entities that are not in the watchlist are no mistake.</param>
    /// <exception cref="ConfigurationErrorException">The file is not valid.</exception>
    public static Subscriptions Parse(string text, Watchlist watchlist, string file = SubscriptionFiles.MainName, IReadOnlyDictionary<string, string>? taken = null, bool knownOnly = true)
    {
        YamlFile yaml = YamlFile.Parse(file, text);
        yaml.OnlyKeys(yaml.Root, "subscriptions", "operations");
        Dictionary<string, string> ids = new(taken ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        bool operationsOnly = YamlFile.Has(yaml.Root, "operations") && !YamlFile.Has(yaml.Root, "subscriptions");
        List<Subscription> all = operationsOnly ? [] : [.. yaml.Mappings(yaml.Root, "subscriptions").Select(node => Subscription(yaml, file, node, watchlist, ids, knownOnly))];
        IReadOnlyList<Recipient> operations = [];
        if (yaml.Root.Children.TryGetValue(new YamlScalarNode("operations"), out YamlNode? value))
        {
            YamlMappingNode node = value as YamlMappingNode ?? throw yaml.Error(value, "\"operations\" must hold \"email:\" or \"teams:\" lists.");
            yaml.OnlyKeys(node, "email", "teams");
            operations = Recipients(yaml, node);
        }

        return new Subscriptions(all, operations);
    }

    /// <param name="yaml">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="node">The subscription.</param>
    /// <param name="watchlist">Entities that may be subscribed to.</param>
    /// <param name="ids">Ids in use, with the file.</param>
    /// <param name="knownOnly">Whether other entities are a mistake.</param>
    private static Subscription Subscription(YamlFile yaml, string file, YamlMappingNode node, Watchlist watchlist, Dictionary<string, string> ids, bool knownOnly)
    {
        yaml.OnlyKeys(
            node, "id", "name", "owner", "severity", "entities", "includeUnits", "kinds", "minimumStage", "minimumStakeChange", "minimumAmount", "keywords", "sources", "languages", "stories", "alertsPerHour", "delivery",
            "quietHours", "silences", "email", "teams");
        string id = yaml.Required(node, "id");
        if (!ids.TryAdd(id, file))
        {
            throw yaml.Error(node, ids[id] == file ? $"id \"{id}\" is used twice; give each subscription its own id." : $"id \"{id}\" is used in {ids[id]} already; give each subscription its own id.");
        }

        List<string> entities = [];
        foreach ((string entity, YamlNode at) in yaml.Texts(node, "entities"))
        {
            entities.Add(!knownOnly || watchlist.Find(entity) is not null
                ? entity
                : throw yaml.Error(at, $"entity \"{entity}\" is not in watchlist.yaml; add it there or correct the id."));
        }

        bool includeUnits = yaml.Parsed<bool>(node, "includeUnits", text => text switch { "true" => true, "false" => false, _ => null }, "true or false") ?? true;
        IReadOnlyList<Recipient> recipients = Recipients(yaml, node);
        return new Subscription
        {
            Id = id,
            Name = yaml.Optional(node, "name") ?? id,
            Owner = Owner(yaml, node),
            Severity = yaml.Optional(node, "severity") is { } severity ? Word<Severity>(yaml, node, severity, word => word.ToString().ToLowerInvariant()) : Severity.Normal,
            Entities = entities,
            Units = includeUnits ? watchlist.UnitsOf(entities) : FrozenDictionary<string, string>.Empty,
            Kinds = [.. yaml.Texts(node, "kinds").Select(kind => Word<FactKind>(yaml, kind.Node, kind.Text, FactWords.Kind))],
            MinimumStage = yaml.Optional(node, "minimumStage") is { } stage ? Word<DealStage>(yaml, node, stage, FactWords.Stage) : null,
            MinimumStakeChange = yaml.Parsed(node, "minimumStakeChange", Points, "a number of percentage points, above 0 and up to 100"),
            MinimumAmounts = Amounts(yaml, node),
            Keywords = Texts(yaml, node, "keywords"),
            Sources = Texts(yaml, node, "sources"),
            Languages = [.. yaml.Texts(node, "languages").Select(language => IsLanguage(language.Text) ? language.Text : throw yaml.Error(language.Node, $"\"{language.Text}\" is not a language; write two letters such as en."))],
            Stories = [.. yaml.Texts(node, "stories").Select(story => SubscriptionTimes.IsStory(story.Text) ? story.Text : throw yaml.Error(story.Node, $"\"{story.Text}\" is not the id of a story; `status NAME` shows it, it begins with s-."))],
            Timing = SubscriptionTimes.Timing(yaml, node),
            QuietHours = SubscriptionTimes.QuietHours(yaml, node),
            Silences = SubscriptionTimes.Silences(yaml, node),
            AlertsPerHour = yaml.WholeNumber(node, "alertsPerHour", 0, RoutingOptions.MaxAlertsPerHour),
            Recipients = recipients.Count > 0 ? recipients : throw yaml.Error(node, $"subscription \"{id}\" reaches nobody; add \"email:\" or \"teams:\"."),
        };
    }

    private static IReadOnlyList<string> Texts(YamlFile yaml, YamlMappingNode node, string key) => [.. yaml.Texts(node, key).Select(entry => entry.Text)];

    private static string? Owner(YamlFile yaml, YamlMappingNode node) => yaml.Optional(node, "owner") is not { } owner ? null
        : IsAddress(owner) ? owner : throw yaml.Error(node, $"owner \"{owner}\" is not an email address; write it as name@example.com.");

    private static bool IsAddress(string text) => System.Net.Mail.MailAddress.TryCreate(text, out System.Net.Mail.MailAddress? mail) && mail.Address == text && mail.Host.Length > 0;

    private static bool IsLanguage(string text) => text.Length == 2 && text.All(char.IsAsciiLetterLower);

    private static decimal? Points(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal points) && points is > 0 and <= 100 ? points : null;

    private static List<Amount> Amounts(YamlFile yaml, YamlMappingNode node)
    {
        List<Amount> amounts = [];
        foreach ((string text, YamlNode at) in yaml.Texts(node, "minimumAmount"))
        {
            Amount amount = Amount.Parse(text) ?? throw yaml.Error(at, $"\"{text}\" is not an amount; write it as \"500 million EUR\".");
            amounts.Add(amounts.TrueForAll(other => other.Currency != amount.Currency) ? amount : throw yaml.Error(at, $"\"minimumAmount\" names {amount.Currency} twice; give one amount per currency."));
        }

        return amounts;
    }

    private static List<Recipient> Recipients(YamlFile yaml, YamlMappingNode node)
    {
        List<Recipient> recipients = [];
        foreach ((string address, YamlNode at) in yaml.Texts(node, "email"))
        {
            recipients.Add(IsAddress(address) ? new Recipient(Recipient.Email, address) : throw yaml.Error(at, $"\"{address}\" is not an email address; write it as name@example.com."));
        }

        foreach ((string setting, YamlNode at) in yaml.Texts(node, "teams"))
        {
            // An address here would be a secret in a file that everybody reads.
            recipients.Add(setting.StartsWith("TEAMS_WEBHOOK_", StringComparison.Ordinal) && setting.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')
                ? new Recipient(Recipient.Teams, setting)
                : throw yaml.Error(at, "a \"teams\" entry is the name of the app setting that holds the webhook address, e.g. TEAMS_WEBHOOK_ALLIANCE_DESK; never the address itself."));
        }

        return recipients;
    }

    private static T Word<T>(YamlFile yaml, YamlNode node, string word, Func<T, string> spelling)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (spelling(value) == word)
            {
                return value;
            }
        }

        throw yaml.Error(node, $"\"{word}\" is not known; use one of {string.Join(", ", Enum.GetValues<T>().Select(spelling))}.");
    }
}
