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
        { "unit", "entities: [renault]", Investment("1 million EUR"), true, "investment nissan ampere names ampere (of renault)" },
        { "unit of a member", "entities: [alliance]", Partnership("ampere", "geely"), true, "partnership ampere geely names ampere (of renault, member of alliance)" },
        { "named beats belonging", "entities: [alliance, nissan]", Investment("1 million EUR"), true, "investment nissan ampere names nissan and ampere (of renault, member of alliance)" },
        { "units left out", "entities: [renault]\n    includeUnits: false", Investment("1 million EUR"), false, "investment nissan ampere: names nissan, ampere, wanted renault" },
        { "nobody belongs to a unit", "entities: [ampere]", Stake("15%"), false, "stake renault nissan: names renault, nissan, wanted ampere" },
        { "an alliance belongs to no member", "entities: [nissan]", Partnership("alliance", "qualcomm"), false, "partnership alliance qualcomm: names alliance, qualcomm, wanted nissan" },
        { "third party", "entities: [geely]", Partnership("renault", "nissan") with { Others = ["geely"] }, true, "partnership nissan renault names geely" },
        { "kind", "kinds: [stake]", Stake("15%"), true, "stake renault nissan is of kind stake" },
        { "other kind", "kinds: [partnership, joint-venture]", Stake("15%"), false, "stake renault nissan: kind is stake, wanted partnership or joint-venture" },
        { "stage reached", "minimumStage: planned", Stake("15%"), true, "stake renault nissan stands at planned" },
        { "stage passed", "minimumStage: planned", Stake("15%", DealStage.Signed), true, "stake renault nissan stands at signed" },
        { "stage not reached", "minimumStage: signed", Stake("15%"), false, "stake renault nissan: stage is planned, wanted signed or later" },
        { "denials always count", "minimumStage: signed", Stake("15%", polarity: Polarity.Denied), true, "stake renault nissan stands at planned" },
        { "ends always count", "minimumStage: signed", Stake("15%", DealStage.Ended), true, "stake renault nissan stands at ended" },
        { "change large enough", "minimumStakeChange: 5", Stake("15%", before: "43%"), true, "stake renault nissan changes by 28 points" },
        { "change just large enough", "minimumStakeChange: 0.5", Stake("15.5%", before: "15%"), true, "stake renault nissan changes by 0.5 points" },
        { "change too small", "minimumStakeChange: 5", Stake("40%", before: "43%"), false, "stake renault nissan: changes by 3 points, wanted 5 or more" },
        { "change of unknown size", "minimumStakeChange: 5", Stake("15%"), true, "stake renault nissan does not say by how much it changes" },
        { "a stake's threshold is none for others", "minimumStakeChange: 5", Investment("1 million EUR"), true, "investment nissan ampere: the subscription takes every alert" },
        { "amount large enough", "minimumAmount: [500 million EUR]", Investment("0.6 billion EUR"), true, "investment nissan ampere is worth 0.6 billion EUR" },
        { "amount too small", "minimumAmount: [500 million EUR, 1 billion USD]", Investment("600 million USD"), false, "investment nissan ampere: amount is 600 million USD, wanted 1,000,000,000 USD or more" },
        { "amount in another currency", "minimumAmount: [500 million EUR]", Investment("1 million JPY"), true, "investment nissan ampere is worth 1 million JPY" },
        { "keyword in the evidence", "keywords: [NISSAN]", Stake("15%"), true, "stake renault nissan says \"NISSAN\"" },
        { "keyword in the title", "keywords: [dividend, its stake]", Stake("15%"), true, "stake renault nissan says \"its stake\"" },
        { "a keyword is a word", "keywords: [tak, nault]", Stake("15%"), false, "stake renault nissan: neither title nor evidence says \"tak\" or \"nault\"" },
        { "source by name", "sources: [harbour wire]", Stake("15%"), true, "stake renault nissan comes from Harbour Wire" },
        { "source by host", "sources: [news.example]", Stake("15%"), true, "stake renault nissan comes from Harbour Wire" },
        { "source by part of a host", "sources: [ews.example]", Stake("15%"), false, "stake renault nissan: source is Harbour Wire, wanted ews.example" },
        { "language", "languages: [en]", Stake("15%"), true, "stake renault nissan is in en" },
        { "other language", "languages: [fr, ja]", Stake("15%"), false, "stake renault nissan: language is en, wanted fr or ja" },
        { "story", "stories: [s-0123456789abcdef]", Stake("15%"), true, "stake renault nissan belongs to story s-0123456789abcdef" },
        { "other story", "stories: [s-0123]", Stake("15%"), false, "stake renault nissan: story is s-0123456789abcdef, wanted s-0123" },
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
        Alert alert = Sample.Alert() with { Language = "en", Changes = [.. facts.Select(fact => new AlertChange("label", null, "now", fact))] };

        RoutingDecision decision = SubscriptionMatcher.Match(subscription, alert);

        Assert.True(new RoutingDecision("x", notified, reason) == decision with { Rule = null }, $"{what}: {decision}");
    }
}
