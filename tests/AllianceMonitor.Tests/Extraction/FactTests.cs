using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;
using Extracted = AllianceMonitor.Extraction.Extraction;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>What sentences say about deals, written down as SCAN-OUTPUT.md defines it. An empty expectation means that there is no fact.</summary>
public class FactTests
{
    [Theory]
    [InlineData("Renault cut its stake in Nissan to 15% from 43%.", "stake renault > nissan 43% -> 15% completed")]
    [InlineData("Renault will cut its stake in Nissan from 43% to 15%.", "stake renault > nissan 43% -> 15% planned")]
    [InlineData("Renault plans to reduce its 43 percent stake in Nissan to 15 percent.", "stake renault > nissan 43% -> 15% considered")]
    [InlineData("Renault could lower its holding of 43% in Nissan to 15%.", "stake renault > nissan 43% -> 15% considered")]
    [InlineData("Renault is considering a reduction of its stake in Nissan to 20%.", "stake renault > nissan 20% considered")]
    [InlineData("Renault has agreed to trim its shareholding in Nissan to 15 per cent.", "stake renault > nissan 15% agreed")]
    [InlineData("Renault and Nissan are in talks over a cut of Renault's stake in Nissan to 15%.", "stake renault > nissan 15% in-talks")]
    [InlineData("Nissan signed a contract to raise its stake in Renault to 20%.", "stake nissan > renault 20% signed")]
    [InlineData("Nissan raised its stake in Mitsubishi Motors to 34 percent from 24 percent.", "stake nissan > mitsubishi-motors 24% -> 34% completed")]
    [InlineData("Renault owns 43 percent of Nissan.", "stake renault > nissan 43% ongoing")]
    [InlineData("Nissan holds a 15 percent stake in Renault.", "stake nissan > renault 15% ongoing")]
    [InlineData("Honda bought 10% of Ampere.", "stake honda > ampere 10% completed")]
    [InlineData("Nissan took a controlling stake in Mitsubishi Motors.", "stake nissan > mitsubishi-motors controlling completed")]
    [InlineData("Geely is to buy a 34% stake in Ampere.", "stake geely > ampere 34% planned")]
    [InlineData("Aramco wants to take a 20 percent stake in Ampere.", "stake aramco > ampere 20% considered")]
    [InlineData("Mitsubishi Motors said it would buy a 5% stake in Ampere.", "stake mitsubishi-motors > ampere 5% planned")]
    [InlineData("Nissan dropped plans to buy a 15% stake in Ampere.", "stake nissan > ampere 15% ended")]
    [InlineData("Renault denied that it wanted to cut its stake in Nissan to 10%.", "stake renault > nissan 10% considered denied by Renault")]
    [InlineData("Renault will not cut its stake in Nissan to 10 percent.", "stake renault > nissan 10% planned negated")]
    [InlineData("Renault to cut its stake in Nissan to 15%", "stake renault > nissan 15% planned")]
    [InlineData("Nissan asked Renault to cut its stake in Nissan to 15%.", "stake renault > nissan 15% considered")]
    [InlineData("Nissan abandoned talks about raising its stake in Renault to 20%.", "stake nissan > renault 20% ended")]
    [InlineData("A 5% stake in Nissan was sold by Renault.", "stake renault > nissan completed")]
    public void Stakes(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Renault's market share in Europe rose to 15%.")]
    [InlineData("Nissan's share price fell 4 percent.")]
    [InlineData("Renault's sales in China rose 40% last year.")]
    [InlineData("Nissan produces 20 percent of its engines in Ohio.")]
    [InlineData("Interest in the new Renault rose by 15%.")]
    [InlineData("Renault cut its costs to 15% of revenue.")]
    [InlineData("The stakes are high for Renault and Nissan.")]
    [InlineData("Renault shared the news with Nissan at 15 GMT.")]
    public void What_is_no_stake(string sentence) => AssertFacts("", sentence);

    [Theory]
    [InlineData("Nissan will invest up to 600 million euros in Ampere.", "investment nissan > ampere up to 600 million EUR planned")]
    [InlineData("Nissan invested 200 million dollars in Ampere.", "investment nissan > ampere 200 million USD completed")]
    [InlineData("Nissan is considering an investment of about 500 million euros in Ampere.", "investment nissan > ampere about 500 million EUR considered")]
    [InlineData("Qualcomm is in talks to invest 100 million euros in Ampere.", "investment qualcomm > ampere 100 million EUR in-talks")]
    [InlineData("Mitsubishi Motors has agreed to invest 200 million euros in Ampere.", "investment mitsubishi-motors > ampere 200 million EUR agreed")]
    [InlineData("Nissan signed an agreement to invest 300 million euros in Ampere.", "investment nissan > ampere 300 million EUR signed")]
    [InlineData("Nissan denied plans to invest in Ampere.", "investment nissan > ampere considered denied by Nissan")]
    [InlineData("Nissan will not invest in Ampere.", "investment nissan > ampere planned negated")]
    [InlineData("Nissan has scrapped its planned investment of 600 million euros in Ampere.", "investment nissan > ampere 600 million EUR ended")]
    [InlineData("Aramco pumped $1.5 billion into Geely.", "investment aramco > geely 1.5 billion USD completed")]
    public void Investments(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Renault and Geely have created a joint venture for engines.", "joint-venture renault + geely completed")]
    [InlineData("Renault will form a joint venture with Geely.", "joint-venture renault + geely planned")]
    [InlineData("Renault signed a contract for a joint venture with Geely and Aramco.", "joint-venture renault + geely + aramco signed")]
    [InlineData("Honda and Nissan are in talks about a joint venture.", "joint-venture honda + nissan in-talks")]
    [InlineData("Nissan and Mitsubishi Motors agreed to set up a joint venture for small electric cars.", "joint-venture nissan + mitsubishi-motors agreed")]
    [InlineData("Renault and Geely dissolved their joint venture.", "joint-venture renault + geely ended")]
    [InlineData("The Renault-Geely joint venture builds engines in Valladolid.", "joint-venture renault + geely ongoing")]
    [InlineData("Nissan denied that it was planning a joint venture with Honda.", "joint-venture nissan + honda considered denied by Nissan")]
    public void Joint_ventures(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Nissan is considering a partnership with Honda.", "partnership nissan + honda considered")]
    [InlineData("Renault signed a partnership with Qualcomm.", "partnership renault + qualcomm signed")]
    [InlineData("Renault and Alibaba are deepening their partnership.", "partnership renault + alibaba ongoing")]
    [InlineData("Nissan will collaborate with Microsoft on software.", "partnership nissan + microsoft planned")]
    [InlineData("Nissan and Honda ended their partnership.", "partnership nissan + honda ended")]
    [InlineData("Mitsubishi Motors agreed on a partnership with Qualcomm.", "partnership mitsubishi-motors + qualcomm agreed")]
    [InlineData("Renault is in talks with Geely about a partnership.", "partnership renault + geely in-talks")]
    [InlineData("Honda has ruled nothing out, but there is no partnership with Nissan.", "partnership honda + nissan ongoing negated")]
    [InlineData("Nissan is seeking a partner for software.", "partnership nissan considered")]
    [InlineData("Nissan and Renault have collaborated with Daimler since 2010.", "partnership nissan + renault + Daimler ongoing")]
    public void Partnerships(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Geely bought Lotus from Proton for 51 million pounds.", "acquisition geely > Lotus 51 million GBP completed")]
    [InlineData("Honda dropped its plan to take over Nissan.", "acquisition honda > nissan ended")]
    [InlineData("Foxconn made an approach to acquire Nissan.", "acquisition Foxconn > nissan considered")]
    [InlineData("Bosch has agreed to sell its packaging arm, Syntec, to Renault.", "acquisition renault > Syntec agreed")]
    [InlineData("Honda and Nissan held preliminary talks on a merger.", "merger honda + nissan in-talks")]
    [InlineData("Nissan's board voted to withdraw from merger talks with Honda.", "merger nissan + honda ended")]
    [InlineData("Fiat Chrysler and PSA completed their merger.", "merger Fiat Chrysler + PSA completed")]
    public void Acquisitions_and_mergers(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Samsung SDI is negotiating with Nissan over the supply of cells.", "supply Samsung SDI > nissan in-talks")]
    [InlineData("Nissan relies on CATL for its cells.", "supply catl > nissan ongoing")]
    [InlineData("Valeo won a contract from Renault for electric motors.", "supply Valeo > renault signed")]
    [InlineData("Renault's supplier Valeo said it would cut jobs.", "supply Valeo > renault ongoing")]
    [InlineData("Mitsubishi Motors will be supplied with batteries by CATL.", "supply catl > mitsubishi-motors planned")]
    [InlineData("Ampere will be the sole supplier of electric cars to Nissan in Europe.", "supply ampere > nissan planned")]
    public void Supplies(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Nissan named Ivan Espinosa as chief executive.", "appointment Ivan Espinosa > nissan completed", "chief executive")]
    [InlineData("Luca de Meo, chief executive of Renault, said talks went well.", "appointment Luca de Meo > renault ongoing", "chief executive")]
    [InlineData("Renault CEO Luca de Meo steps down on July 15.", "appointment Luca de Meo > renault ended", "ceo")]
    [InlineData("Guillaume Cartier, Nissan's chief performance officer, leaves the company.", "appointment Guillaume Cartier > nissan ended", "chief performance officer")]
    [InlineData("Carlos Tavares has been named chief executive of Nissan.", "appointment Carlos Tavares > nissan completed", "chief executive")]
    public void Appointments(string sentence, string expected, string position)
    {
        AssertFacts(expected, sentence);
        Assert.Equal(position, Assert.Single(Extracting.From(sentence).Facts).Position);
    }

    [Theory]
    [InlineData("Mitsubishi Motors, in which Nissan has a 24 per cent stake, rose in Tokyo.", "stake nissan > mitsubishi-motors 24% ongoing")]
    [InlineData("Softronix, 40 percent owned by Nissan, rose in Tokyo.", "stake nissan > Softronix 40% ongoing")]
    [InlineData("Renault and Nissan have agreed that each will own 15 percent of the other.", "stake renault > nissan 15% agreed|stake nissan > renault 15% agreed")]
    [InlineData("Renault would keep 51 percent of Ampere and Nissan would take 15 percent.", "stake renault > ampere 51% planned|stake nissan > ampere 15% planned")]
    [InlineData("Nissan, Mitsubishi Motors' largest shareholder with 34 percent, declined to comment.", "stake nissan > mitsubishi-motors 34% ongoing")]
    [InlineData("Talks between Honda and Nissan on a joint venture have collapsed.", "joint-venture honda + nissan ended")]
    [InlineData("Horse, the engine maker set up by Renault and Geely, grew.", "joint-venture renault + geely + Horse ongoing")]
    public void Indirect_wordings(string sentence, string expected) => AssertFacts(expected, sentence);

    [Theory]
    [InlineData("Its French partner Renault builds cars in Douai, and Nissan in Sunderland.")]
    [InlineData("Renault partners at the law firm were not reached by Nissan.")]
    [InlineData("Nissan won the joint championship, ahead of Honda.")]
    [InlineData("Renault and Nissan presented new cars.")]
    [InlineData("Nissan invests in training at its own plants.")]
    [InlineData("Nissan and Honda met in Tokyo. They will begin using each other's test tracks.")]
    public void What_is_no_deal(string sentence) => AssertFacts("", sentence);

    [Theory]
    [InlineData("Renault owns 43% of Nissan. It will cut its stake to 15%.", "stake renault > nissan 43% ongoing|stake renault > nissan 15% planned")]
    [InlineData("Nissan and Honda met in Tokyo. The two carmakers are considering a partnership.", "partnership nissan + honda considered")]
    [InlineData("Renault will cut its stake in Nissan to 15%. The French carmaker will cut its stake in Nissan to 15% from 43%.", "stake renault > nissan 43% -> 15% planned")]
    [InlineData("Reports say that Nissan will invest in Ampere. Nissan denied that it will invest in Ampere.", "investment nissan > ampere planned|investment nissan > ampere planned denied by Nissan")]
    [InlineData("Renault will cut its stake in Nissan to 15%, while Nissan will raise its stake in Renault to 20%.", "stake renault > nissan 15% planned|stake nissan > renault 20% planned")]
    public void Several_sentences(string text, string expected) => AssertFacts(expected, text);

    [Theory]
    [InlineData("Renault will cut its stake in Nissan to 15%, Reuters reported.", "Reuters")]
    [InlineData("Renault will cut its stake in Nissan to 15%, three sources told Reuters.", "Reuters, three sources")]
    [InlineData("Renault will cut its stake in Nissan to 15%, people familiar with the matter said.", "people")]
    [InlineData("Nissan said that Renault will cut its stake in Nissan to 15%.", "Nissan")]
    [InlineData("According to Nissan, Renault will cut its stake in Nissan to 15%.", "Nissan")]
    [InlineData("Renault will cut its stake in Nissan to 15%.", null)]
    public void Who_says_so(string sentence, string? claimedBy) => Assert.Equal(claimedBy, Assert.Single(Extracting.From(sentence).Facts).ClaimedBy);

    [Theory]
    [InlineData("Nissan took a 34% stake in Mitsubishi Motors in 2016.", "2016")]
    [InlineData("Renault will cut its stake in Nissan to 15% by 2028.", "by 2028")]
    [InlineData("Renault will cut its stake in Nissan to 15% by year-end.", "by year-end")]
    [InlineData("Nissan has held 15% of Renault since 2001.", "from 2001")]
    [InlineData("Renault will cut its stake in Nissan to 15%.", null)]
    public void When(string sentence, string? when) => Assert.Equal(when, Assert.Single(Extracting.From(sentence).Facts).When);

    [Theory]
    [InlineData("Under the plan, the French group would sell the shares in several blocks, and Nissan would have the first right to buy each block.")]
    [InlineData("Nissan gets the first call on each block and has undertaken to cancel the shares it picks up.")]
    public void A_company_that_buys_shares_in_itself_gets_no_stake(string then) =>
        Assert.Equal(["stake renault > nissan 35.7% -> 25% in-talks"], Extracting.From($"Renault is in talks with Nissan about reducing its stake in the Japanese carmaker to 25% from 35.7%, three people said on Monday. {then}").Facts.Select(Extracting.Line));

    [Fact]
    public void The_evidence_is_the_sentence_in_its_paragraph()
    {
        Fact fact = Assert.Single(Extracting.From("The boards met in Paris.", "It was a long day. Renault will cut its stake in Nissan to 15%. Nobody smiled.").Facts);

        Assert.Equal(new Evidence(1, "Renault will cut its stake in Nissan to 15%."), fact.Evidence);
    }

    [Fact]
    public void A_fact_of_the_title_has_no_paragraph()
    {
        Fact fact = Assert.Single(Extracting.From(Extracting.Article("Renault to cut its stake in Nissan to 15%", "The boards met in Paris.")).Facts);

        Assert.Equal(new Evidence(null, "Renault to cut its stake in Nissan to 15%"), fact.Evidence);
    }

    [Fact]
    public void Facts_are_read_from_removed_twins_too()
    {
        Article article = Extracting.Article(null, "The boards met in Paris.") with
        {
            Removed = [new Removal("Renault will cut its stake in Nissan to 15%.", RemovalReason.NearRepeat, "similar", 0, 0.6), new Removal("Honda will invest 5 million euros in Ampere.", RemovalReason.Boilerplate, "related")],
        };

        Assert.Equal(["stake renault > nissan 15% planned"], Extracting.From(article).Facts.Select(Extracting.Line));
    }

    [Fact]
    public void Articles_in_other_languages_have_mentions_but_no_facts()
    {
        Extracted extraction = Extracting.From(Extracting.Article(null, "Renault owns 43% of Nissan.") with { Language = "de" });

        Assert.Empty(extraction.Facts);
        Assert.Equal(["renault", "nissan"], extraction.Entities.Select(entity => entity.Id));
    }

    [Fact]
    public void Two_values_for_one_change_are_flagged_as_a_contradiction() =>
        Assert.Contains("contradiction", Extracting.From("Renault will cut its stake in Nissan to 15%.", "Later the paper wrote that Renault will cut its stake in Nissan to 10%.").Flags);

    [Fact]
    public void A_holding_and_its_change_are_no_contradiction() =>
        Assert.Empty(Extracting.From("Renault owns 43% of Nissan.", "Renault will cut its stake in Nissan to 15%.").Flags);

    [Theory]
    [InlineData(true, "Renault will cut its stake in Nissan to 15%.")]
    [InlineData(true, "Nissan will invest 600 million euros in Ampere.")]
    [InlineData(false, "Honda will invest 600 million euros in Qualcomm.")]
    [InlineData(false, "Renault, which owns 43% of Nissan, won the race in Monaco.")]
    [InlineData(false, "Nissan opened a plant in Sunderland.")]
    public void On_topic_is_a_deal_of_the_focus(bool onTopic, string paragraph) => Assert.Equal(onTopic, Extracting.From(paragraph).OnTopic);

    [Fact]
    public void A_deal_in_a_late_background_paragraph_is_not_what_the_article_is_about()
    {
        string[] races = [.. Enumerable.Range(1, 9).Select(lap => $"Lap {lap} of the race in Monaco was won by a Frenchman in a yellow car.")];

        Assert.False(Extracting.From([.. races, "Nissan will invest 600 million euros in Ampere."]).OnTopic);
    }

    private static void AssertFacts(string expected, string text) =>
        Assert.Equal(expected, string.Join('|', Extracting.From(text).Facts.Select(Extracting.Line)));
}
