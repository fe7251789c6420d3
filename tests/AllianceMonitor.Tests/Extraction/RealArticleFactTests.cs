using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>The columns "facts" and "traps" of SEEDS.md for the five articles of <c>../shared/articles</c>: regression, no evidence of quality.</summary>
public class RealArticleFactTests
{
    private const string GoesAlone = "000_d6e3fea904c33685.txt";
    private const string Reset = "001_ffa05adab25f6f0c.txt";
    private const string WithHonda = "002_e05a15625162d112.txt";
    private const string SoutheastAsia = "003_fbb36a9e05ef6034.txt";
    private const string Alibaba = "004_c3a0235f5615fa50.txt";

    [Theory]
    [InlineData(GoesAlone, "stake renault > nissan 43% -> 15% planned")]
    [InlineData(GoesAlone, "joint-venture aramco + geely + renault ongoing")]
    [InlineData(GoesAlone, "partnership nissan considered")]
    [InlineData(GoesAlone, "appointment Carlos Ghosn > renault ended")]
    [InlineData(GoesAlone, "appointment Carlos Ghosn > nissan ended")]
    [InlineData(Reset, "stake renault > nissan 43% -> ? considered")]
    [InlineData(Reset, "investment nissan > renault considered")]
    [InlineData(Reset, "investment aramco > renault ongoing")]
    [InlineData(Reset, "partnership geely + qualcomm + renault planned")]
    [InlineData(Reset, "appointment Luca de Meo > renault ongoing")]
    [InlineData(Reset, "appointment Jean-Dominique Senard > renault ongoing")]
    [InlineData(WithHonda, "partnership honda + nissan considered")]
    [InlineData(WithHonda, "investment nissan > ampere up to 600 million EUR agreed")]
    [InlineData(WithHonda, "joint-venture geely + renault completed")]
    [InlineData(WithHonda, "partnership gm + honda ongoing")]
    [InlineData(SoutheastAsia, "stake nissan > mitsubishi-motors 34% completed")]
    [InlineData(SoutheastAsia, "partnership alliance + microsoft agreed")]
    [InlineData(SoutheastAsia, "supply catl > nissan planned")]
    [InlineData(SoutheastAsia, "supply catl > renault planned")]
    [InlineData(SoutheastAsia, "supply mitsubishi-motors > nissan planned")]
    [InlineData(SoutheastAsia, "joint-venture mitsubishi-motors + nissan ongoing")]
    [InlineData(Alibaba, "stake nissan > mitsubishi-motors controlling completed")]
    [InlineData(Alibaba, "stake renault > ? in-talks denied by Renault")]
    [InlineData(Alibaba, "appointment Thierry Bollore > renault completed")]
    [InlineData(Alibaba, "appointment Carlos Ghosn > nissan ended")]
    [InlineData(Alibaba, "appointment Jonathan Adashek > alliance ongoing")]
    public void A_fact_that_the_article_tells(string article, string fact) => Assert.Contains(fact, Facts(article).Select(InOrder).Select(Extracting.Line));

    [Fact]
    public void The_post_of_Bollore_is_told() => Assert.Equal("chief operating officer", Facts(Alibaba).Single(fact => fact.Subject == "Thierry Bollore").Position);

    [Fact]
    public void The_holding_of_2016_and_the_supply_from_2019_have_their_years()
    {
        IReadOnlyList<Fact> facts = Facts(SoutheastAsia);

        Assert.Equal("2016", facts.Single(fact => fact.Kind == FactKind.Stake).When);
        Assert.Equal("from 2019", facts.Single(fact => fact is { Kind: FactKind.Supply, Subject: "mitsubishi-motors" }).When);
    }

    [Theory]
    [InlineData(GoesAlone, FactKind.JointVenture, "nissan")]
    [InlineData(GoesAlone, FactKind.Partnership, "ampere")]
    [InlineData(GoesAlone, FactKind.Investment, "ampere")]
    [InlineData(GoesAlone, FactKind.Supply, "nissan")]
    [InlineData(SoutheastAsia, FactKind.Supply, "ampere")]
    [InlineData(SoutheastAsia, FactKind.Supply, "microsoft")]
    [InlineData(Alibaba, FactKind.Appointment, "alibaba")]
    public void A_company_that_has_no_part_in_a_deal_of_that_kind(string article, FactKind kind, string party) =>
        Assert.DoesNotContain(Facts(article), fact => fact.Kind == kind && fact.Polarity == Polarity.Affirmed && fact.Parties.Contains(party));

    [Theory]
    [InlineData(WithHonda, "Reuters")]
    [InlineData(WithHonda, "Nikkei")]
    [InlineData(WithHonda, "247 News Agency")]
    [InlineData(SoutheastAsia, "Google")]
    [InlineData(SoutheastAsia, "Twitter")]
    [InlineData(SoutheastAsia, "Facebook")]
    [InlineData(Alibaba, "Bloomberg")]
    public void A_name_that_is_party_to_nothing(string article, string name) => Assert.DoesNotContain(Facts(article), fact => fact.Parties.Contains(name));

    [Fact]
    public void Forty_percent_of_revenue_is_no_stake() =>
        Assert.DoesNotContain(Facts(Alibaba), fact => fact.Kind == FactKind.Stake && (fact.Before == "40%" || fact.After == "40%"));

    [Fact]
    public void Using_test_courses_of_each_other_is_no_supply() =>
        Assert.All(Facts(SoutheastAsia).Where(fact => fact.Kind == FactKind.Supply), fact => Assert.DoesNotContain("test-drive", fact.Evidence.Text, StringComparison.Ordinal));

    /// <summary>The parties of a deal without direction in ordinal order.</summary>
    private static Fact InOrder(Fact fact)
    {
        string[] parties = [.. fact.Parties.Order(StringComparer.Ordinal)];
        return !fact.IsSymmetric || parties.Length < 2 ? fact : fact with { Subject = parties[0], Object = parties[1], Others = parties[2..] };
    }

    private static IReadOnlyList<Fact> Facts(string name) =>
        Extracting.From(Reading.Accepted(new ArticleReader(new ReadingLimits()).Read(name, File.ReadAllBytes(Repository.Shared("articles", name))))).Facts;
}
