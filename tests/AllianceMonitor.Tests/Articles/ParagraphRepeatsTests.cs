using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Articles;

public class ParagraphRepeatsTests
{
    private const string Talks = "Renault and Nissan are close to a deal that would cut the French group’s holding to 15 percent, three sources said.";
    private const string Board = "The board of Nissan is to meet in Yokohama this week to look at the plan, which needs the consent of the state.";

    private static DistinctParagraphs Remove(params string[] paragraphs) => ParagraphRepeats.Remove([.. paragraphs.Select(text => new Block(text))]);

    [Fact]
    public void An_exact_repeat_goes_and_points_to_the_one_that_stays()
    {
        DistinctParagraphs distinct = Remove(Board, Talks, Board);

        Assert.Equal([Board, Talks], distinct.Paragraphs);
        Assert.Equal(new Removal(Board, RemovalReason.Repeat, "exact", 0, 1), Assert.Single(distinct.Removed));
    }

    [Theory]
    [InlineData("THE BOARD OF NISSAN IS TO MEET IN YOKOHAMA THIS WEEK TO LOOK AT THE PLAN, WHICH NEEDS THE CONSENT OF THE STATE!")]
    [InlineData("The board of Nissan is to meet in Yokohama this week – to look at the plan – which needs the consent of the state")]
    public void Paragraphs_that_differ_in_typography_alone_are_exact_repeats(string variant) =>
        Assert.Equal(RemovalReason.Repeat, Assert.Single(Remove(Board, variant).Removed).Reason);

    [Theory]
    [InlineData("reworded",
        "Renault and Nissan are close to a deal that would cut the French group’s holding to 15 percent, three sources said.",
        "Renault and Nissan are near a deal which would cut the holding of the French group to 15 percent, three sources told the paper.")]
    [InlineData("shortened",
        "The chief executive of Nissan, Makoto Uchida, told reporters in Yokohama that the company would decide about an investment in Ampere in May.",
        "Makoto Uchida, chief executive of Nissan, told reporters that the company would decide about the investment in Ampere in May.")]
    public void A_retold_paragraph_is_a_near_repeat(string how, string first, string second)
    {
        DistinctParagraphs distinct = Remove(first, Board.Replace("Nissan", "Honda", StringComparison.Ordinal), second);

        Removal removal = Assert.Single(distinct.Removed);
        Assert.True(removal.Reason == RemovalReason.NearRepeat, how);
        Assert.Equal(0, removal.KeptParagraph);
        Assert.InRange(removal.Similarity!.Value, 0.5, 1);
    }

    [Fact]
    public void The_richer_twin_stays_at_the_place_of_the_first()
    {
        const string Poor = "Nissan will invest in the electric unit of Renault, the two companies announced after a meeting of their boards.";
        const string Rich = "Nissan will invest 600 million euros in Ampere, the electric unit of Renault, the two companies announced after a meeting of their boards.";

        DistinctParagraphs distinct = Remove(Poor, Talks, Rich);

        Assert.Equal([Rich, Talks], distinct.Paragraphs);
        Assert.Equal(Poor, Assert.Single(distinct.Removed).Text);
        Assert.Equal(0, distinct.Removed[0].KeptParagraph);
    }

    /// <summary>Pairs that share nearly all of their words and state different things: both must stay.</summary>
    [Theory]
    [InlineData("figure", "Renault will cut its stake in Nissan to 15 percent from 43 percent, the company said.", "Renault will cut its stake in Nissan to 10 percent from 43 percent, the company said.")]
    [InlineData("figure in words", "Nissan will close two of its plants in Japan by the end of the decade, the paper wrote.", "Nissan will close three of its plants in Japan by the end of the decade, the paper wrote.")]
    [InlineData("magnitude", "Nissan will put 600 million euros into the electric unit of its partner.", "Nissan will put 600 billion euros into the electric unit of its partner.")]
    [InlineData("weekday", "The boards of the two carmakers will meet on Thursday to approve the contract.", "The boards of the two carmakers will meet on Friday to approve the contract.")]
    [InlineData("month", "The first cars of the joint plant are to leave the line in March, the company said.", "The first cars of the joint plant are to leave the line in August, the company said.")]
    [InlineData("year", "The two partners intend to launch a small electric car in Europe in 2027.", "The two partners intend to launch a small electric car in Europe in 2028.")]
    [InlineData("party", "Honda will supply batteries for the new electric cars of Nissan in North America.", "Toyota will supply batteries for the new electric cars of Nissan in North America.")]
    [InlineData("place", "The new engine plant of the joint venture will be built in Spain, the company said.", "The new engine plant of the joint venture will be built in Brazil, the company said.")]
    [InlineData("person", "The plan was drawn up by Luca de Meo and presented to the directors last week.", "The plan was drawn up by Makoto Uchida and presented to the directors last week.")]
    [InlineData("negation", "Nissan will take part in the electric unit of Renault, a spokesperson for the company said.", "Nissan will not take part in the electric unit of Renault, a spokesperson for the company said.")]
    [InlineData("negation by contraction", "The two carmakers would merge their purchasing, the chief executive told the paper.", "The two carmakers wouldn’t merge their purchasing, the chief executive told the paper.")]
    [InlineData("denial", "Renault confirmed that it plans to sell a part of its holding in the Japanese company.", "Renault denied that it plans to sell a part of its holding in the Japanese company.")]
    [InlineData("direction", "Operating profit of the French group rose by a tenth in the second quarter, it said.", "Operating profit of the French group fell by a tenth in the second quarter, it said.")]
    [InlineData("bought and sold", "The investor bought shares of the carmaker worth several million on the open market.", "The investor sold shares of the carmaker worth several million on the open market.")]
    [InlineData("accepted and rejected", "The works council accepted the plan of the management for the factory in Douai.", "The works council rejected the plan of the management for the factory in Douai.")]
    [InlineData("began and ended", "The carmaker started production of the small engine at its factory in the north.", "The carmaker stopped production of the small engine at its factory in the north.")]
    [InlineData("who buys whom", "In a deal that nobody had expected Renault buys the battery business from Nissan.", "In a deal that nobody had expected Nissan buys the battery business from Renault.")]
    [InlineData("percent and points", "Sales of the brand in China grew 4 percent in the quarter, according to the company.", "Sales of the brand in China grew 14 percent in the quarter, according to the company.")]
    [InlineData("ordinal", "It was the first quarter in a row in which the alliance sold fewer cars.", "It was the third quarter in a row in which the alliance sold fewer cars.")]
    [InlineData("this week and next", "The ministers will decide about the quota for herring this week, two diplomats said.", "The ministers will decide about the quota for herring next week, two diplomats said.")]
    [InlineData("a frame with other words", "The ferries will carry horses and hope to earn money with concerts from next year.", "The ferries will carry bicycles and hope to earn money with weddings from next year.")]
    [InlineData("years and months", "The lease of the hangar runs for 18 years and can be extended twice.", "The lease of the hangar runs for 18 months and can be extended twice.")]
    [InlineData("who signs from whom", "Ajax signed the striker from Sporting for 18 million euros.", "Sporting signed the striker from Ajax for 18 million euros.")]
    [InlineData("one of two authorities", "The deal must still be cleared by the European Commission before the end of the year.", "The deal must still be cleared by the European Parliament before the end of the year.")]
    [InlineData("two firms of a family", "Tata Motors will build the small electric van in Sanand from next year, the company said.", "Tata Steel will build the small electric van in Sanand from next year, the company said.")]
    [InlineData("accused by", "The minister of transport accused the head of the railway of hiding the true cost of the tunnel.", "Accused by the head of the railway of hiding the true cost of the tunnel, the minister of transport was silent.")]
    [InlineData("who supplies whom, elsewhere in the sentence", "Quorin will supply Daiwa with sensors for its vans over the next five years, the companies said on Monday.", "Over the next five years Daiwa will provide Quorin with sensors for its vans, the companies said on Monday.")]
    [InlineData("agreed and completed", "The two clinics in Bath have agreed to merge their heart wards, a step that should save about 4 million pounds.", "The two clinics in Bath have completed the merger of their heart wards, a step that should save about 4 million pounds.")]
    [InlineData("joined and in talks to join", "Striker Bruno Alvor has joined Porto from Lens on a four-year contract.", "Striker Bruno Alvor is in talks to join Porto from Lens on a four-year contract.")]
    [InlineData("charged and investigated", "Prosecutors have charged the former head of the savings bank with embezzling money over nine years.", "Prosecutors are investigating the former head of the savings bank for embezzling money over nine years.")]
    [InlineData("drunk nothing", "Witnesses told the court that the driver had drunk before climbing into the van and that the road was wet.", "Witnesses told the court that the driver had drunk nothing before climbing into the van and that the road was wet.")]
    [InlineData("name that is a known phrase", "On Monday the Social Democrats suspended a member who is suspected of passing papers to a lobbyist.", "A member suspected of passing papers to a lobbyist was suspended by the Christian Democrats on Monday.")]
    [InlineData("who takes over whom, with all that is said of both", "Swedish tool maker Hallmar is taking over its German competitor Bergner for 650 million euros, including debt.", "German tool maker Bergner is taking over its Swedish competitor Hallmar for 650 million euros, including debt.")]
    [InlineData("lent and been lent", "Norway has lent Portugal two firefighting planes for the summer under an agreement of 2020.", "Under an agreement of 2020, Norway has been lent two firefighting planes by Portugal for the summer.")]
    [InlineData("whose association", "Demand for rental flats will remain high for years, according to the tenants' association.", "Demand for rental flats will remain high for years, according to the builders' federation.")]
    [InlineData("thinking about and done", "The lender is thinking about closing 60 branches in rural areas this year.", "The lender has closed 60 branches in rural areas this year.")]
    [InlineData("before and after", "The price of the shares had slipped before the announcement of the agreement.", "The price of the shares had slipped after the announcement of the agreement.")]
    public void Look_alikes_both_stay(string differsIn, string first, string second)
    {
        Assert.True(Remove(first, second).Paragraphs.SequenceEqual([first, second]), differsIn);
        Assert.True(Remove(second, first).Paragraphs.SequenceEqual([second, first]), $"{differsIn}, the other way round");
    }

    [Fact]
    public void Short_refrains_may_stand_twice() => Assert.Empty(Remove(Board, "She laughed.", Talks, "She laughed.").Removed);

    [Fact]
    public void A_subheading_stays_beside_the_paragraph_that_says_it_at_length() =>
        Assert.Empty(Remove("Renault cuts its Nissan stake", "Renault has cut its stake in Nissan, which now has more influence on the engineering of both carmakers.").Removed);

    [Fact]
    public void Rows_of_a_table_may_stand_twice()
    {
        var row = new Block("Renault | 15% | Nissan | voting rights", BlockKind.TableRow);

        Assert.Empty(ParagraphRepeats.Remove([row, new Block(Board), row]).Removed);
    }

    [Fact]
    public void A_refrain_inside_a_part_that_was_read_twice_goes_with_it()
    {
        DistinctParagraphs distinct = Remove(Board, "She laughed.", Talks, Board, "She laughed.", Talks);

        Assert.Equal([Board, "She laughed.", Talks], distinct.Paragraphs);
        Assert.Equal([0, 1, 2], distinct.Removed.Select(removal => removal.KeptParagraph!.Value));
    }

    [Theory]
    [InlineData("clauses moved", "The airline will cancel 60 flights a day until the end of August because it cannot find enough ground staff.", "Because it cannot find enough ground staff, the airline will cancel 60 flights a day until the end of August.")]
    [InlineData("passive", "A panel of judges chose the design from 140 entries on Friday in Ghent.", "The design was chosen from 140 entries by a panel of judges on Friday in Ghent.")]
    [InlineData("typography", "The fund bought 2.5m shares at €31 each, roughly 3 per cent of the company, on Aug. 4.", "The fund bought 2.5 million shares at 31 euros each (roughly 3% of the company) on August 4.")]
    [InlineData("a clause more", "A court in Milan has frozen the assets of two former managers of the bank.", "A court in Milan has frozen the assets of two former managers of the bank, including a villa on Lake Como, judicial sources said.")]
    [InlineData("synonyms", "Negotiators failed to end the strike at the country’s biggest container port on Monday, raising fears of empty shelves.", "Mediators were unable to resolve the walkout at the country’s largest container port on Monday, stoking worries about empty shelves.")]
    [InlineData("share as a ratio", "In Norway nine out of ten new cars were electric in September, the road council reports.", "In September 90 percent of new cars in Norway were electric, according to the road council.")]
    [InlineData("decades", "The party has lost power after two decades, its rivals taking 48 percent of votes on Sunday.", "After 20 years the party has lost power: its rivals took 48 percent of votes on Sunday.")]
    [InlineData("scale of a range", "The repairs to the harbour will cost between 200 and 250 million euros, the council reckons.", "Repairs to the harbour will cost between 200 million and 250 million euros, according to the council.")]
    [InlineData("negated opposite", "The chief executive said that demand for cars in China had been weaker than expected.", "Demand for cars in China was not as strong as expected, the chief executive said.")]
    [InlineData("voice of a converse verb", "The hospital is examining how the patient was given the wrong drug in the night.", "How the patient received the wrong drug in the night is being examined by the hospital.")]
    [InlineData("day between clauses", "Heavy snow forced the closure of the airport for six hours on Sunday, leaving thousands of passengers stranded.", "Thousands of travellers were stuck on Sunday when heavy snowfall shut the airport for six hours.")]
    [InlineData("metres", "The spire of the minster is 1.1 kilometres from the harbour and was built in 1866.", "Built in 1866, the spire of the minster stands 1,100 metres from the harbour.")]
    [InlineData("months and half a year", "The opening of the lock in Ghent was delayed by six months, the canal authority said.", "The opening of the lock in Ghent was delayed by half a year, according to the canal authority.")]
    [InlineData("an hour and a half", "The crossing to the island now takes an hour and a half, the ferry company said on Friday.", "The crossing to the island now takes 90 minutes, said the ferry company on Friday.")]
    [InlineData("particle behind the object", "The committee called off the hearing in Utrecht because two witnesses were ill.", "The committee called the hearing in Utrecht off because two witnesses were ill.")]
    [InlineData("noun for the verb", "The tribunal rejected the complaint of the growers after a hearing of three hours.", "The rejection of the complaint of the growers by the tribunal came after a hearing of three hours.")]
    [InlineData("a few words", "Police arrested two men in Ghent.", "Two men were arrested in Ghent by police.")]
    [InlineData("no. and number", "The group, the no. 1 maker of buses in Europe, will invest 750 million euros in Gdansk.", "The group, the number 1 maker of buses in Europe, will invest 750 million euros in Gdansk.")]
    [InlineData("nobody and no one", "Nobody was hurt when the ferry ran aground near Bergen on Friday night.", "No one was hurt when the ferry ran aground near Bergen on Friday night.")]
    [InlineData("neither and declined", "Neither the airline nor the airport would comment on the incident in Porto.", "The airline and the airport declined to comment on the incident in Porto.")]
    [InlineData("could not and unable", "Because of the swell the ship could not enter the harbour of Vigo on Sunday.", "The ship was unable to enter the harbour of Vigo on Sunday because of the swell.")]
    [InlineData("no reason", "The bank gave no reason for its decision to close the branch in Turku.", "The bank did not give a reason for the decision to close the branch in Turku.")]
    [InlineData("noun and adverb negated", "Passengers were not hurt when the train left the track near Ulm.", "There were no injuries among passengers when the train left the track near Ulm.")]
    [InlineData("minus", "The senate passed the water bill late on Thursday without the clause that had angered ranchers in the west.", "Late on Thursday the senate approved the water bill, minus the clause that had angered ranchers in the west.")]
    [InlineData("nothing but", "Engineers found on Wednesday that the cracks in the tower of the museum affected only the plaster.", "Engineers found on Wednesday that the cracks in the tower of the museum affected nothing but the plaster.")]
    [InlineData("zero", "Madrid sweltered in 42 degrees on Wednesday, and no rain is expected in the city before the weekend.", "Madrid sweltered in 42 degrees on Wednesday, and zero rain is expected in the city before the weekend.")]
    [InlineData("not until, with much between", "The ferry operator did not tell passengers about the fault until the ship was at sea, a survivor recalled.", "Passengers were not told of the fault in the engine room by the ferry operator until the ship was at sea, a survivor recalled.")]
    [InlineData("paid and received", "The company will pay a dividend of 2.10 euros a share, 20 cents more than last year, it said.", "Shareholders are to receive a dividend of 2.10 euros per share, up 20 cents from a year earlier, it said.")]
    [InlineData("with a participle", "Because of the heat, the marathon will start at 6 a.m. and water will be handed out every two kilometres.", "The marathon will begin at 6 a.m. because of the heat, with water distributed every 2 km.")]
    [InlineData("an adjective behind by", "A jury in Leeds heard that the money had been lent to the accountant by its late founder in May.", "The jury in Leeds heard that its deceased founder had loaned the accountant the money in May.")]
    [InlineData("evening and night", "Ajax parted company with their coach on Sunday night after a fifth defeat in seven matches.", "Ajax parted company with their trainer on Sunday evening after a fifth defeat in seven games.")]
    [InlineData("a known name", "The merger must still be cleared by the European Commission and by the US Department of Justice before December 31.", "The merger must still be cleared by the EU Commission and by the U.S. Justice Department before 31 December.")]
    [InlineData("joined to what is to come", "Director Ida Holm will film the series in Riga, and a Danish broadcaster will show it next winter.", "The series will be filmed in Riga by director Ida Holm and shown next winter by a Danish broadcaster.")]
    [InlineData("failure to", "The regulator fined the lender 18 million euros on Tuesday for failing to check where large deposits had come from.", "A fine of 18 million euros was imposed on the lender by the regulator on Tuesday for its failure to check where large deposits had come from.")]
    [InlineData("beat and defeat", "Marek Dolny scored twice in the last ten minutes as Brno came from behind to beat Zilina in the cup.", "Marek Dolny scored twice in the last ten minutes as Brno came from behind to defeat Zilina in the cup.")]
    [InlineData("by so much", "Shares of the lender fell by as much as 3.5% in Oslo after it dismissed its chief executive on Monday.", "Shares of the lender fell as much as 3.5% in Oslo after it dismissed its chief executive on Monday.")]
    [InlineData("two opposites", "The mill grew less quickly than its owners in Ghent had hoped in spring.", "The mill grew more slowly than its owners in Ghent had hoped in spring.")]
    [InlineData("rounded", "About 1,200 people attended the funeral of the singer in Arles.", "The funeral of the singer in Arles was attended by 1,187 people.")]
    [InlineData("metres", "The 330m long ship was built in Gdansk by 900 welders.", "The ship, 330 metres long, was built in Gdansk by 900 welders.")]
    [InlineData("noun for the verb and its figure", "Exports of wine grew 7 percent last year because more bottles went to Asia.", "Wine exports had growth of 7 percent last year because more bottles went to Asia.")]
    [InlineData("of a compound", "The two mills will share the cost of developing software with a school in Riga.", "The two mills will share software development costs with a school in Riga.")]
    [InlineData("denial", "The minister denied having known about the payments to the club in Lens.", "The minister said he had not known about the payments to the club in Lens.")]
    [InlineData("claims rejected", "The council rejected claims that it had not paid the builders of the pier.", "The council denied that it had failed to pay the builders of the pier.")]
    public void A_rewrite_is_found_in_either_order(string how, string first, string second)
    {
        Assert.True(Remove(first, second).Paragraphs.Count == 1, how);
        Assert.True(Remove(second, first).Paragraphs.Count == 1, $"{how}, the other way round");
    }

    [Theory]
    [InlineData("currency", "The ministry will spend 300 million dollars on repairs to schools that were damaged in the quake.", "The ministry will spend 300 million pesos on repairs to schools that were damaged in the quake.")]
    [InlineData("points", "The rate was raised by half a percentage point at the last meeting of the year, more than expected.", "The rate was raised by half a percent at the last meeting of the year, more than expected.")]
    [InlineData("product", "Workers at the plant in Gdynia assemble ferries for the navy of a neighbouring country.", "Workers at the plant in Gdynia assemble submarines for the navy of a neighbouring country.")]
    [InlineData("stage", "The two airlines have agreed to merge their loyalty schemes, a person close to the matter said.", "The two airlines have considered merging their loyalty schemes, a person close to the matter said.")]
    [InlineData("roles", "Engineers in Yokohama have complained that colleagues in Paris send specifications too late.", "Engineers in Paris have complained that colleagues in Yokohama send specifications too late.")]
    [InlineData("voice", "In the end Ford was sued by Fiat over the delays, a filing to the court in Turin shows.", "In the end Ford sued Fiat over the delays, a filing to the court in Turin shows.")]
    [InlineData("from and to", "The stake will fall from 43 percent to 15 percent under the terms of the agreement.", "The stake will fall from 15 percent to 43 percent under the terms of the agreement.")]
    [InlineData("speaker", "“We need a partner with batteries,” board member Yuka Tanimoto said at a conference on Friday.", "“We need a partner with batteries,” adviser Bertrand Lascaux said at a conference on Friday.")]
    [InlineData("unknown word", "Customs seized a container full of counterfeit zimbles at the port on Tuesday night.", "Customs seized a container full of counterfeit glorps at the port on Tuesday night.")]
    [InlineData("ratio", "One in four drivers in the capital has used a phone at the wheel, a survey for the insurer says.", "One in five drivers in the capital has used a phone at the wheel, a survey for the insurer says.")]
    [InlineData("giver and receiver", "The bank gave the company a loan of 50 million euros for a new plant in Porto next year.", "The bank received a loan of 50 million euros from the company for a new plant in Porto next year.")]
    [InlineData("how often", "The team missed a penalty twice in the match against Lens on Saturday, the referee noted.", "The team missed a penalty three times in the match against Lens on Saturday, the referee noted.")]
    [InlineData("from and to, one unit", "The stake will fall from 43 percent to 15 under the terms of the agreement.", "The stake will fall from 15 percent to 43 under the terms of the agreement.")]
    [InlineData("plans dropped", "The two mills have agreed to share a warehouse in Riga, the owners said.", "The owners said the two mills had dropped plans to share a warehouse in Riga.")]
    [InlineData("past and future", "The fund sold its shares in the brewery in Tartu on Monday.", "The fund is to sell its shares in the brewery in Tartu on Monday.")]
    [InlineData("opposites far apart", "The court lengthened the sentence of the former treasurer by two years.", "The sentence of the former treasurer was shortened by two years by the court.")]
    [InlineData("speaker at the other end", "The lock in Ghent will not close before autumn, the works council said.", "Management said the lock in Ghent would not close before autumn.")]
    [InlineData("he and she", "He was arrested at the airport in Lyon with a false passport.", "She was arrested at the airport in Lyon with a false passport.")]
    [InlineData("said and denied", "The mill said it would reopen in Arles with 40 workers.", "The mill denied it would reopen in Arles with 40 workers.")]
    [InlineData("a name that looks like a word", "Boeing delivered 61 aircraft in September, the most in a year.", "Embraer handed over 61 aircraft in September, the most in a year.")]
    [InlineData("completed and announced", "The merger of the two breweries was completed on the last day of March.", "The merger of the two breweries was announced on the last day of March.")]
    [InlineData("other round figures", "About 1,200 people attended the funeral of the singer in Arles.", "About 1,500 people attended the funeral of the singer in Arles.")]
    [InlineData("up and fewer", "Ticket sales at the festival were up 6 percent although it rained on all three days.", "Although it rained on all three days, the festival sold 6 percent fewer tickets.")]
    [InlineData("a prefix", "The farm in Olten was profitable in each of the past four years, its owner said.", "The farm in Olten was unprofitable in each of the past four years, its owner said.")]
    [InlineData("charged and convicted", "Prosecutors charged a teenager who broke into the network of the clinic in Odense.", "Prosecutors convicted a teenager who broke into the network of the clinic in Odense.")]
    public void Other_look_alikes_both_stay(string differsIn, string first, string second) => Look_alikes_both_stay(differsIn, first, second);

    [Fact]
    public void Generated_rewrites_are_told_from_generated_look_alikes()
    {
        List<RepeatGenerator.Pair> wrong = [.. new RepeatGenerator(20270315).Pairs(1_000).Where(pair => Remove(pair.A, pair.B).Paragraphs.Count == 1 != pair.IsSame)];

        Assert.True(wrong.Count <= 30, $"{wrong.Count} of 1,000, such as {string.Join(Environment.NewLine, wrong.Take(3))}");
    }

    /// <summary>What the cost of an article may grow with: its length, whatever it says.</summary>
    [Theory]
    [InlineData("alike but for a number")]
    [InlineData("alike but for a name")]
    [InlineData("identical")]
    [InlineData("few words, shuffled")]
    [InlineData("two words")]
    public void Work_grows_with_the_length_of_the_article_not_with_its_square(string content)
    {
        foreach (int paragraphs in new[] { 1_000, 8_000 })
        {
            DistinctParagraphs distinct = ParagraphRepeats.Remove([.. Hostile(content, paragraphs).Select(text => new Block(text))]);

            Assert.InRange(distinct.Comparisons, 0, 2 * RepeatCandidates.MaxCandidates * paragraphs);
            Assert.InRange(distinct.Lookups, 0, 2 * RepeatCandidates.MostLookups * paragraphs);
        }
    }

    [Fact]
    public void A_million_lines_of_two_words_are_compared_with_nothing() =>
        Assert.Equal(0, ParagraphRepeats.Remove([.. Hostile("two words", 1_000_000).Select(text => new Block(text))]).Comparisons);

    [Fact]
    public void One_paragraph_of_ten_megabytes_is_read_once_and_compared_with_nothing()
    {
        DistinctParagraphs distinct = ParagraphRepeats.Remove([new Block(string.Join(' ', Hostile("few words, shuffled", 150_000)))]);

        Assert.Equal(0, distinct.Comparisons);
        Assert.Single(distinct.Paragraphs);
    }

    private static IEnumerable<string> Hostile(string content, int paragraphs)
    {
        var random = new Random(20270315);
        string[] vocabulary = [.. Enumerable.Range(0, 40).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}x")];
        return Enumerable.Range(0, paragraphs).Select(i => content switch
        {
            "alike but for a number" => $"The company said on Monday that it would close {i} shops in the north of England before Christmas.",
            "alike but for a name" => $"The company said on Monday that it would close its shops in Na{Letters(i)}burg before Christmas.",
            "identical" => "The company said on Monday that it would close shops in the north of England before Christmas.",
            "few words, shuffled" => $"{i} {string.Join(' ', random.GetItems(vocabulary, 7))}",
            _ => $"alpha{i % 1_000} beta{i / 1_000}",
        });

        static string Letters(int number) => string.Concat(number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'k')));
    }

    /// <summary>Each sentence of these articles says "One ... beside the ... some ... and another ... of ..." of other things; one paragraph tells a deal besides.</summary>
    [Fact]
    public void Sentences_of_one_template_about_other_things_are_no_repeats()
    {
        foreach (Report report in from deal in Enumerable.Range(0, Report.Events)
                                  from wording in Enumerable.Range(0, 200)
                                  from denied in new[] { false, true }
                                  select new Report(deal, 15, DealStage.Planned, denied, wording, Form.Whole))
        {
            Assert.Empty(Remove(report.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)).Removed);
        }
    }

    [Theory]
    [InlineData("a template", "One carpenter beside the orchard polishes some pebble and another kettle of thunder.", "One lantern beside the river borrows some basket and another falcon of marble.")]
    [InlineData("a template with a deal before it", "Nissan denied that it wanted to raise its stake in Ampere to 15%. One bicycle beside the curtain measures some mirror and another island of teapot.", "One harbour beside the curtain measures some sailor and another meadow of compass.")]
    [InlineData("each has a sentence of its own", "Honda will close its plant in Swindon, the company said on Tuesday. Workers were told at noon.", "Honda will close its plant in Swindon, the company said on Tuesday. The mayor demanded compensation.")]
    [InlineData("each has a figure of its own", "Honda will close its plant in Swindon and lay off 3,500 people, the company said on Tuesday.", "Honda will close its plant in Swindon after 36 years, the company said on Tuesday.")]
    [InlineData("each has a name of its own", "Honda will close its plant in Swindon, chief executive Takahiro Hachigo said on Tuesday in Tokyo.", "Honda will close its plant in Swindon, said minister Greg Clark on Tuesday.")]
    [InlineData("a figure here, a name there", "Honda will close its plant in Swindon and lay off 3,500 people, the company said on Tuesday.", "Honda will close its plant in Swindon, chief executive Takahiro Hachigo said on Tuesday.")]
    [InlineData("a clause of its own on each side", "Honda will close its plant in Swindon, the company said on Tuesday, citing weak demand for diesel cars.", "Honda will close its plant in Swindon, the company said on Tuesday, ending weeks of rumours among suppliers.")]
    public void What_each_of_two_says_alone_is_not_lost(string differsIn, string first, string second) => Look_alikes_both_stay(differsIn, first, second);

    [Fact]
    public void A_paragraph_with_a_sentence_that_its_twin_lacks_is_never_removed() => Prop.ForAll(Twins(), twins =>
    {
        foreach ((string first, string second) in new[] { (twins.Richer, twins.Poorer), (twins.Poorer, twins.Richer) })
        {
            Assert.Contains(twins.Richer, Remove(first, second).Paragraphs);
        }

        Assert.Empty(Remove(twins.Richer, twins.AlsoRicher).Removed);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private sealed record TwinParagraphs(string Poorer, string Richer, string AlsoRicher);

    /// <summary>A paragraph of one to three sentences, and the same with a further sentence somewhere: "richer" and "also richer" have different ones.</summary>
    private static Arbitrary<TwinParagraphs> Twins()
    {
        string[] who = "the baker|a surgeon|the orchestra|a diver|the museum|a brewery|the choir|a locksmith|the airline|a beekeeper|the harbour master|a sculptor".Split('|');
        string[] does = "repaired|sold|painted|insured|borrowed|photographed|polished|rented|donated|measured|inherited|auctioned".Split('|');
        string[] what = "the piano|two boats|a chapel|the vineyard|a telescope|three tractors|the fountain|a windmill|the archive|a lighthouse|the carousel|a glasshouse".Split('|');
        string[] where = "near Trieste|in Bergen|outside Leeds|on Sunday|for 900 euros|in March|without a permit|at night|before the storm|behind the station|for charity|by mistake".Split('|');
        Gen<string> sentence = from parts in Gen.Choose(0, 11).Four()
                               select $"{char.ToUpperInvariant(who[parts.Item1][0])}{who[parts.Item1][1..]} {does[parts.Item2]} {what[parts.Item3]} {where[parts.Item4]}.";
        return Arb.From(
            from all in sentence.ListOf(5)
            from count in Gen.Choose(1, 3)
            from place in Gen.Choose(0, 3)
            where SayDifferentThings(all)
            let shared = all.Take(count).ToList()
            let at = Math.Min(place, count)
            select new TwinParagraphs(
                string.Join(' ', shared),
                string.Join(' ', shared[..at].Append(all[3]).Concat(shared[at..])),
                string.Join(' ', shared[..at].Append(all[4]).Concat(shared[at..]))));
    }

    /// <summary>No noun or verb stands in two of them.</summary>
    private static bool SayDifferentThings(IEnumerable<string> sentences)
    {
        List<string> words = [.. sentences.SelectMany(sentence => sentence.ToLowerInvariant().TrimEnd('.').Split(' ')).Where(word => word.Length > 3)];
        return words.Distinct().Count() == words.Count;
    }

    [Fact]
    public void Removing_twice_equals_removing_once() => Prop.ForAll(Documents(), paragraphs =>
    {
        IReadOnlyList<string> once = Remove([.. paragraphs]).Paragraphs;
        return Remove([.. once]).Paragraphs.SequenceEqual(once);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_stays_and_what_goes_make_up_the_whole() => Prop.ForAll(Documents(), paragraphs =>
    {
        DistinctParagraphs distinct = Remove([.. paragraphs]);
        return distinct.Paragraphs.Concat(distinct.Removed.Select(removal => removal.Text)).Order().SequenceEqual(paragraphs.Order())
            && distinct.Removed.All(removal => removal.KeptParagraph >= 0 && removal.KeptParagraph < distinct.Paragraphs.Count);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_stays_keeps_its_order() => Prop.ForAll(Documents(), paragraphs =>
    {
        // A richer twin takes the place of the first: each kept paragraph stands where it or the first of its twins stood.
        DistinctParagraphs distinct = Remove([.. paragraphs]);
        int[] places = [.. distinct.Paragraphs.Select((text, index) => distinct.Removed.Where(removal => removal.KeptParagraph == index).Select(removal => removal.Text).Append(text).Min(paragraphs.IndexOf))];
        return places.SequenceEqual(places.Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_removal_names_a_twin_and_how_alike_it_is() => Prop.ForAll(Documents(), paragraphs =>
        Remove([.. paragraphs]).Removed.All(removal => removal.Similarity is > 0 and <= 1 && removal.Reason is RemovalReason.Repeat or RemovalReason.NearRepeat)).QuickCheckThrowOnFailure();

    /// <summary>Words of one shared vocabulary, so that repeats, near repeats and look-alikes all come up.</summary>
    private static Arbitrary<IList<string>> Documents()
    {
        string[] words = "renault nissan stake percent deal talks board plant venture shares cut sign partner electric battery Honda Geely 15 43 not rose fell".Split(' ');
        Gen<string> paragraph = Gen.Elements(words).ListOf(12).Select(list => string.Join(' ', list));
        Gen<string> known = Gen.Elements(Talks, Board, Talks.Replace("close to", "near", StringComparison.Ordinal), Talks.Replace("15", "10", StringComparison.Ordinal));
        return Gen.Frequency((2, paragraph), (1, known)).ListOf(12).Select(list => (IList<string>)list).ToArbitrary();
    }
}
