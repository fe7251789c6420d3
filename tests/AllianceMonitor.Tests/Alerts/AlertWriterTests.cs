using AllianceMonitor.Alerts;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Alerts;

public class AlertWriterTests
{
    private static Fact Investment(string? amount, string? qualifier = null, DealStage stage = DealStage.Planned) => new()
    {
        Kind = FactKind.Investment, Subject = "nissan", Object = "ampere", Amount = amount, Qualifier = qualifier, Stage = stage, Evidence = new Evidence(0, "Evidence."),
    };

    public static TheoryData<Change, string> Headlines => new()
    {
        { new Change("", null, "15%", Stake("15%", before: "43%")), "Renault's stake in Nissan: 43% -> 15% (planned)" },
        { new Change("", "15%", "10%", Stake("10%", before: "43%")), "Renault's stake in Nissan: 15% -> 10% (planned)" },
        { new Change("", null, "15%", Stake("15%", DealStage.Agreed)), "Renault's stake in Nissan: 15% (agreed)" },
        { new Change("", "15%", "denied", Stake("15%", polarity: Polarity.Denied)), "Renault's stake in Nissan: 15% -> denied" },
        { new Change("", "planned", "signed", Stake("15%", DealStage.Signed)), "Renault's stake in Nissan: planned -> signed" },
        { new Change("", null, "5%", Stake("5%", subject: "mitsubishi-motors", target: "ampere")), "Mitsubishi Motors' stake in Ampere: 5% (planned)" },
        { new Change("", null, "600 million EUR", Investment("600 million EUR", "up to")), "Nissan's investment in Ampere: up to 600 million EUR (planned)" },
        { new Change("", null, "planned", Investment(null)), "Nissan's investment in Ampere: planned" },
        { new Change("", null, "considered", Partnership("nissan", "honda")), "Partnership of Nissan and Honda: considered" },
        { new Change("", "considered", "in-talks", Partnership("nissan", "honda", DealStage.InTalks)), "Partnership of Nissan and Honda: considered -> in talks" },
        { new Change("", null, "considered", Partnership("nissan", null!)), "Nissan looking for a partner: considered" },
        { new Change("", null, "signed", Partnership("renault", "Daimler", DealStage.Signed) with { Others = ["geely"] }), "Partnership of Renault, Daimler and Geely: signed" },
        { new Change("", null, "planned", Partnership("renault", "geely", DealStage.Planned) with { Kind = FactKind.JointVenture }), "Joint venture of Renault and Geely: planned" },
    };

    [Theory]
    [MemberData(nameof(Headlines))]
    public void The_headline_is_the_change_in_one_line(Change change, string headline) => Assert.Equal(headline, Write(change).Headline);

    [Fact]
    public void Further_changes_are_counted() =>
        Assert.Equal("Renault's stake in Nissan: 15% (planned) and 2 more", Write(new Change("", null, "considered", Partnership("nissan", "honda")), new Change("", null, "15%", Stake("15%")), new Change("", null, "signed", Partnership("renault", "geely", DealStage.Signed))).Headline);

    [Theory]
    [InlineData(null, "Renault cuts, said Nissan.", "Renault cuts, said Nissan.")]
    [InlineData("Reuters", "Renault cuts.", "Renault cuts. (claimed by Reuters)")]
    [InlineData("Nissan", "Renault cuts.", "Renault cuts. (claimed by Nissan)")]
    [InlineData("Reuters", "Renault cuts, Reuters said.", "Renault cuts, Reuters said.")]
    public void The_summary_is_the_evidence_with_who_claims_it(string? claimedBy, string evidence, string summary) =>
        Assert.Equal(summary, Write(new Change("", null, "15%", Stake("15%") with { ClaimedBy = claimedBy, Evidence = new Evidence(0, evidence) })).Summary);

    [Fact]
    public void The_alert_is_complete_in_itself()
    {
        Alert alert = Write(new Change("stake renault nissan", null, "15%", Stake("15%")));

        Assert.Equal(("a-1", "s-1", 2, "a.txt", "Title of a.txt", "Harbour Wire"), (alert.Id, alert.StoryId, alert.Revision, alert.Article, alert.Title, alert.Source));
        Assert.Equal(["Harbour Wire", "The Post"], alert.Sources);
        Assert.Equal(("Renault's stake in Nissan", null, "15%"), (alert.Changes[0].Label, alert.Changes[0].Known, alert.Changes[0].Now));
    }

    private static Alert Write(params Change[] changes) => new AlertWriter(Extracting.Watchlist).Write(
        new Decision
        {
            Article = Article("a.txt", [], source: "Harbour Wire"),
            IngestId = "i",
            DroppedAt = Monday,
            CopyOf = "a.txt#0",
            StoryId = "s-1",
            Revision = 2,
            Novelty = Novelty.NewFacts,
            Changes = changes,
            Sources = ["Harbour Wire", "The Post"],
            AlertId = "a-1",
        },
        Monday);
}
