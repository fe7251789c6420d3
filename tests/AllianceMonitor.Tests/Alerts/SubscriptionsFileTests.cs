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
    [InlineData("operations as a list", "operations:\n  email: [ops@example.com]", "operations: [ops@example.com]", 1, "must hold")]
    public void A_mistake_stops_with_file_line_and_reason(string mistake, string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        ConfigurationErrorException error = Assert.Throws<ConfigurationErrorException>(() => SubscriptionsFile.Parse(Good.Replace(right, wrong, StringComparison.Ordinal), Extracting.Watchlist));

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
