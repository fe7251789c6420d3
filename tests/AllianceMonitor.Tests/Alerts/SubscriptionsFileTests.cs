using AllianceMonitor.Alerts;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Alerts;

public class SubscriptionsFileTests
{
    private const string Good = """
        operations:
          email: [ops@example.com]
        subscriptions:
          - id: desk
            name: The desk
            entities: [renault, nissan]
            kinds: [stake, joint-venture]
            minimumStage: in-talks
            alertsPerHour: 5
            email: [desk@example.com]
            teams: [TEAMS_WEBHOOK_DESK]
          - id: all
            email: [all@example.com]
        """;

    private const string Full = """
        subscriptions:
          - id: desk
            owner: head@example.com
            severity: high
            minimumStakeChange: 2.5
            minimumAmount: [500 million EUR, 80 billion JPY]
            keywords: [joint venture, EV]
            sources: [Harbour Wire, reuters.com]
            languages: [en, fr]
            stories: [s-0123abcd]
            delivery: { mode: weekly, on: monday, at: "08:30", timeZone: Europe/Paris }
            quietHours: { from: "22:00", to: "07:00", timeZone: Asia/Tokyo }
            silences:
              - until: 2027-04-01T08:00:00+02:00
                reason: trade fair
              - { until: 2027-04-02T00:00:00Z, story: s-0123abcd }
            email: [desk@example.com]
          - id: groups
            email: [groups@example.com]
            delivery: { mode: grouped, wait: "00:05:00", interval: "01:00:00" }
        """;

    [Fact]
    public void The_seed_subscriptions_are_valid() => Assert.Equal(3, SubscriptionsFile.Parse(Repository.SeedSubscriptions, Extracting.Watchlist).All.Count);

    [Fact]
    public void Subscriptions_are_read()
    {
        Subscriptions subscriptions = SubscriptionsFile.Parse(Good, Extracting.Watchlist);

        Assert.Equal([new Recipient("email", "ops@example.com")], subscriptions.Operations);
        Subscription desk = subscriptions.All[0];
        Assert.Equal(("desk", "The desk", DealStage.InTalks), (desk.Id, desk.Name, desk.MinimumStage));
        Assert.Equal([FactKind.Stake, FactKind.JointVenture], desk.Kinds);
        Assert.Equal([new Recipient("email", "desk@example.com"), new Recipient("teams", "TEAMS_WEBHOOK_DESK")], desk.Recipients);
        Assert.Equal((5, null), (desk.AlertsPerHour, subscriptions.All[1].AlertsPerHour));
        Assert.Equal("all", subscriptions.All[1].Name);
    }

    [Theory]
    [InlineData("misspelt key", "    kinds:", "    kind:", 7, "unknown key \"kind\"")]
    [InlineData("unknown entity", "[renault, nissan]", "[renault, peugeot]", 6, "entity \"peugeot\" is not in watchlist.yaml")]
    [InlineData("unknown kind", "[stake, joint-venture]", "[stake, marriage]", 7, "\"marriage\" is not known")]
    [InlineData("unknown stage", "minimumStage: in-talks", "minimumStage: soon", 4, "\"soon\" is not known; use one of considered")]
    [InlineData("limit in words", "alertsPerHour: 5", "alertsPerHour: few", 9, "\"alertsPerHour\" must be a whole number from 0 to 500")]
    [InlineData("negative limit", "alertsPerHour: 5", "alertsPerHour: -1", 9, "must be a whole number from 0 to 500")]
    [InlineData("limit above the bound", "alertsPerHour: 5", "alertsPerHour: 501", 9, "must be a whole number from 0 to 500")]
    [InlineData("limit as a list", "alertsPerHour: 5", "alertsPerHour: [5]", 9, "must be a whole number from 0 to 500")]
    [InlineData("no recipient", "\n    email: [all@example.com]", "", 12, "reaches nobody")]
    [InlineData("no address", "[all@example.com]", "[all at example]", 13, "is not an email address")]
    [InlineData("address with a name", "[all@example.com]", "[\"All <all@example.com>\"]", 13, "is not an email address")]
    [InlineData("line break in an address", "[all@example.com]", "[\"all@example.com\\r\\nBcc: x@example.com\"]", 13, "is not an email address")]
    [InlineData("id used twice", "- id: all", "- id: desk", 12, "\"desk\" is used twice")]
    [InlineData("units in words", "minimumStage: in-talks", "includeUnits: some", 8, "\"includeUnits\" is \"some\"; it must be true or false")]
    [InlineData("operations as a list", "operations:\n  email: [ops@example.com]", "operations: [ops@example.com]", 1, "must hold")]
    public void A_mistake_stops_with_file_line_and_reason(string mistake, string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        ConfigurationErrorException error = Assert.Throws<ConfigurationErrorException>(() => SubscriptionsFile.Parse(Good.Replace(right, wrong, StringComparison.Ordinal), Extracting.Watchlist));

        Assert.True(error.Message.StartsWith($"subscriptions.yaml line {line}: ", StringComparison.Ordinal), $"{mistake}: {error.Message}");
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_a_subscription_may_say_is_read()
    {
        Subscription desk = SubscriptionsFile.Parse(Full, Extracting.Watchlist).All[0];

        Assert.Equal(("head@example.com", Severity.High, 2.5m), (desk.Owner, desk.Severity, desk.MinimumStakeChange));
        Assert.Equal([new Amount(500_000_000, "EUR"), new Amount(80_000_000_000, "JPY")], desk.MinimumAmounts);
        Assert.Equal(["joint venture", "EV", "Harbour Wire", "reuters.com", "en", "fr", "s-0123abcd"], [.. desk.Keywords, .. desk.Sources, .. desk.Languages, .. desk.Stories]);
        Assert.Equal(new Timing.Scheduled(DayOfWeek.Monday, new TimeOnly(8, 30), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")), desk.Timing);
        Assert.Equal(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0), TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")), desk.QuietHours);
        Assert.Equal([new Silence(new DateTimeOffset(2027, 4, 1, 6, 0, 0, TimeSpan.Zero), "trade fair", null), new Silence(new DateTimeOffset(2027, 4, 2, 0, 0, 0, TimeSpan.Zero), null, "s-0123abcd")], desk.Silences);
        Assert.Equal(new Timing.Grouped(TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)), SubscriptionsFile.Parse(Full, Extracting.Watchlist).All[1].Timing);
        Assert.Equal(new Timing.Instant(), SubscriptionsFile.Parse(Good, Extracting.Watchlist).All[0].Timing);
    }

    [Theory]
    [InlineData("owner is no address", "owner: head@example.com", "owner: the head", 2, "is not an email address")]
    [InlineData("unknown severity", "severity: high", "severity: urgent", 2, "\"urgent\" is not known; use one of low, normal, high")]
    [InlineData("no number", "minimumStakeChange: 2.5", "minimumStakeChange: some", 5, "it must be a number of percentage points")]
    [InlineData("negative change", "minimumStakeChange: 2.5", "minimumStakeChange: -1", 5, "it must be a number of percentage points")]
    [InlineData("change above 100", "minimumStakeChange: 2.5", "minimumStakeChange: 101", 5, "it must be a number of percentage points")]
    [InlineData("amount without a currency", "500 million EUR", "500 million", 6, "is not an amount; write it as \"500 million EUR\"")]
    [InlineData("currency twice", "80 billion JPY", "2 billion EUR", 6, "names EUR twice")]
    [InlineData("language in words", "[en, fr]", "[en, french]", 9, "is not a language")]
    [InlineData("no story", "stories: [s-0123abcd]", "stories: [Nissan]", 10, "is not the id of a story")]
    [InlineData("delivery as a word", "delivery: { mode: weekly, on: monday, at: \"08:30\", timeZone: Europe/Paris }", "delivery: weekly", 11, "\"delivery\" must be written as")]
    [InlineData("unknown mode", "mode: weekly, on: monday", "mode: monthly, on: monday", 11, "mode \"monthly\" is not known; use instant, grouped, daily or weekly")]
    [InlineData("no day", "on: monday, at", "at", 11, "\"on\" is missing")]
    [InlineData("day by number", "on: monday", "on: 1", 11, "it must be a day of the week")]
    [InlineData("no time", "at: \"08:30\"", "at: \"25:00\"", 11, "it must be a local time such as \"08:00\"")]
    [InlineData("key of another mode", "mode: weekly, on: monday", "mode: daily, on: monday", 11, "unknown key \"on\"")]
    [InlineData("Windows name of a zone", "timeZone: Europe/Paris }", "timeZone: Romance Standard Time }", 11, "use a name of the IANA database")]
    [InlineData("unknown zone", "timeZone: Asia/Tokyo", "timeZone: Asia/Atlantis", 12, "time zone \"Asia/Atlantis\" is not known")]
    [InlineData("no zone", ", timeZone: Asia/Tokyo", "", 12, "\"timeZone\" is missing")]
    [InlineData("quiet all day", "to: \"07:00\"", "to: \"22:00\"", 12, "would never end")]
    [InlineData("silence without an end", "- until: 2027-04-01T08:00:00+02:00", "- story: s-00", 14, "a silence must end")]
    [InlineData("silence in local time", "2027-04-01T08:00:00+02:00", "2027-04-01T08:00:00", 14, "it must be a date and time with its offset")]
    [InlineData("misspelt key of a silence", "reason: trade fair", "because: trade fair", 15, "unknown key \"because\"")]
    [InlineData("wait of a day", "wait: \"00:05:00\"", "wait: \"1.00:00:00\"", 20, "it must be a time as hh:mm:ss")]
    [InlineData("no interval", ", interval: \"01:00:00\"", "", 20, "\"interval\" is missing")]
    public void A_mistake_in_the_rest_stops_with_file_line_and_what_to_do(string mistake, string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Full, StringComparison.Ordinal);

        ConfigurationErrorException error = Assert.Throws<ConfigurationErrorException>(() => SubscriptionsFile.Parse(Full.Replace(right, wrong, StringComparison.Ordinal), Extracting.Watchlist));

        Assert.True(error.Message.StartsWith($"subscriptions.yaml line {line}: ", StringComparison.Ordinal), $"{mistake}: {error.Message}");
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://prod.example.logic.azure.com/workflows/1?sig=s3cr3t-c4n4ry")]
    [InlineData("s3cr3t-c4n4ry")]
    [InlineData("TEAMS_WEBHOOK_s3cr3t-c4n4ry")]
    public void A_webhook_address_in_the_file_is_refused_without_repeating_it(string entry)
    {
        string yaml = Good.Replace("[TEAMS_WEBHOOK_DESK]", $"[\"{entry}\"]", StringComparison.Ordinal);

        ConfigurationErrorException error = Assert.Throws<ConfigurationErrorException>(() => SubscriptionsFile.Parse(yaml, Extracting.Watchlist));

        Assert.StartsWith("subscriptions.yaml line 11: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", error.Message, StringComparison.Ordinal);
    }
}
