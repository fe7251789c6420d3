using AllianceMonitor.Alerts;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Alerts;

public class SubscriptionMatcherTests
{
    public static TheoryData<string, string, Fact, bool, string> Cases => new()
    {
        { "everything", "", Stake("15%"), true, "stake renault nissan: the subscription takes every alert" },
        { "entity", "entities: [nissan]", Stake("15%"), true, "stake renault nissan names nissan" },
        { "both entities", "entities: [nissan, renault]", Stake("15%"), true, "stake renault nissan names renault and nissan" },
        { "other entity", "entities: [honda]", Stake("15%"), false, "stake renault nissan: names renault, nissan, wanted honda" },
        { "third party", "entities: [geely]", Partnership("renault", "nissan") with { Others = ["geely"] }, true, "partnership nissan renault names geely" },
        { "kind", "kinds: [stake]", Stake("15%"), true, "stake renault nissan is of kind stake" },
        { "other kind", "kinds: [partnership, joint-venture]", Stake("15%"), false, "stake renault nissan: kind is stake, wanted partnership or joint-venture" },
        { "stage reached", "minimumStage: planned", Stake("15%"), true, "stake renault nissan stands at planned" },
        { "stage passed", "minimumStage: planned", Stake("15%", DealStage.Signed), true, "stake renault nissan stands at signed" },
        { "stage not reached", "minimumStage: signed", Stake("15%"), false, "stake renault nissan: stage is planned, wanted signed or later" },
        { "denials always count", "minimumStage: signed", Stake("15%", polarity: Polarity.Denied), true, "stake renault nissan stands at planned" },
        { "ends always count", "minimumStage: signed", Stake("15%", DealStage.Ended), true, "stake renault nissan stands at ended" },
        { "all conditions", "entities: [nissan]\n    kinds: [stake]\n    minimumStage: planned", Stake("15%"), true, "stake renault nissan is of kind stake and names nissan and stands at planned" },
        { "one condition missed", "entities: [nissan]\n    kinds: [partnership]", Stake("15%"), false, "stake renault nissan: kind is stake, wanted partnership" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_subscription_matches_or_says_why_not(string what, string conditions, Fact fact, bool notified, string reason) =>
        AssertMatch(what, conditions, [fact], notified, reason);

    [Fact]
    public void One_change_must_meet_all_conditions() => AssertMatch(
        "two halves make no whole", "entities: [honda]\n    kinds: [stake]", [Stake("15%"), Partnership("nissan", "honda")], false,
        "stake renault nissan: names renault, nissan, wanted honda; partnership honda nissan: kind is partnership, wanted stake");

    private static void AssertMatch(string what, string conditions, Fact[] facts, bool notified, string reason)
    {
        Subscription subscription = SubscriptionsFile.Parse($"subscriptions:\n  - id: x\n    email: [x@example.com]\n    {conditions}\n", Extracting.Watchlist).All[0];
        Alert alert = Sample.Alert() with { Changes = [.. facts.Select(fact => new AlertChange("label", null, "now", fact))] };

        RoutingDecision decision = SubscriptionMatcher.Match(subscription, alert);

        Assert.True(new RoutingDecision("x", notified, reason) == decision, $"{what}: {decision}");
    }
}
