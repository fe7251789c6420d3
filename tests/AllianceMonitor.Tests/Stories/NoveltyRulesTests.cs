using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;
using static AllianceMonitor.Tests.Support.Telling;

namespace AllianceMonitor.Tests.Stories;

/// <summary>What makes a fact news. Rows: what was known, what is said, what is new ("known -> now"; empty for nothing).</summary>
public class NoveltyRulesTests
{
    public static TheoryData<string, Fact[], Fact, string> Cases => new()
    {
        { "first word on the topic", [], Stake("15%"), "? -> 15%" },
        { "first word without a value", [], Partnership("nissan", "honda"), "? -> considered" },
        { "first word is a denial", [], Stake("15%", polarity: Polarity.Denied), "? -> denied" },
        { "same again", [Stake("15%")], Stake("15%"), "" },
        { "another value", [Stake("15%")], Stake("10%"), "15% -> 10%" },
        { "a value known from before the last one", [Stake("15%"), Stake("10%")], Stake("15%"), "" },
        { "further stage", [Stake("15%")], Stake("15%", DealStage.Signed), "planned -> signed" },
        { "one step back", [Stake("15%", DealStage.Signed)], Stake("15%"), "" },
        { "stage reached before", [Stake("15%", DealStage.Signed), Stake("15%")], Stake("15%", DealStage.Signed), "" },
        { "the end", [Stake("15%", DealStage.Completed)], Stake("15%", DealStage.Ended), "completed -> ended" },
        { "ongoing is no news after a signature", [Partnership("nissan", "honda", DealStage.Signed)], Partnership("nissan", "honda", DealStage.Ongoing), "" },
        { "denial of a report", [Stake("15%")], Stake("15%", polarity: Polarity.Denied), "15% -> denied" },
        { "second denial", [Stake("15%"), Stake("15%", polarity: Polarity.Denied)], Stake("15%", polarity: Polarity.Denied), "" },
        { "affirmed after a denial", [Stake("15%", polarity: Polarity.Denied)], Stake("15%"), "denied -> 15%" },
        { "value and stage at once", [Stake("15%")], Stake("10%", DealStage.Agreed), "15% -> 10%" },
        { "first value after a mere stage", [Stake(null!)], Stake("10%"), "? -> 10%" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_fact_is_compared_with_what_was_known(string what, Fact[] known, Fact fact, string expected)
    {
        Change? change = NoveltyRules.Compare(fact, Monday, known.Select(other => (other, Monday)));

        Assert.True(expected == (change is null ? "" : $"{change.Known ?? "?"} -> {change.Now}"), $"{what}: {change}");
    }

    [Theory]
    [InlineData(35, true)]
    [InlineData(37, false)]
    public void A_report_much_older_than_the_last_word_tells_nothing_new(int hoursEarlier, bool news) =>
        Assert.Equal(news, NoveltyRules.Compare(Stake("43%"), Monday.AddHours(-hoursEarlier), [(Stake("15%"), Monday)]) is not null);
}
