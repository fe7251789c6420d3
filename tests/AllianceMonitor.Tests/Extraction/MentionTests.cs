using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;
using Extracted = AllianceMonitor.Extraction.Extraction;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>Which words mean an entity of the watchlist. Offsets are checked along the way.</summary>
public class MentionTests
{
    [Theory]
    [InlineData("name", "Nissan builds cars.", "nissan \"Nissan\" alias")]
    [InlineData("alias of several words", "Groupe Renault builds cars.", "renault \"Groupe Renault\" alias")]
    [InlineData("longest alias", "Zhejiang Geely Holding builds cars.", "geely \"Zhejiang Geely Holding\" alias")]
    [InlineData("company suffix", "Nissan Motor Co Ltd and Renault SA build cars.", "nissan \"Nissan Motor Co Ltd\" alias|renault \"Renault SA\" alias")]
    [InlineData("company suffix with point", "Mitsubishi Motors Corp. builds cars.", "mitsubishi-motors \"Mitsubishi Motors Corp\" alias")]
    [InlineData("possessive", "Renault’s cars and Nissan's cars.", "renault \"Renault\" alias|nissan \"Nissan\" alias")]
    [InlineData("possessive of a name in s", "Mitsubishi Motors’ cars.", "mitsubishi-motors \"Mitsubishi Motors\" alias")]
    [InlineData("accent", "Ampère builds cars.", "ampere \"Ampère\" alias")]
    [InlineData("capitals", "NISSAN builds cars.", "nissan \"NISSAN\" alias")]
    [InlineData("joined names", "The RenaultNissan cars.", "renault \"Renault\" alias|nissan \"Nissan\" alias")]
    [InlineData("other joined names", "A HondaNissan car.", "honda \"Honda\" alias|nissan \"Nissan\" alias")]
    [InlineData("hyphened alliance", "The Renault-Nissan-Mitsubishi cars.", "alliance \"Renault-Nissan-Mitsubishi\" alias")]
    [InlineData("hyphened pair that is no alias", "The Nissan-Honda car.", "nissan \"Nissan\" alias|honda \"Honda\" alias")]
    [InlineData("slash", "A Nissan/Honda car.", "nissan \"Nissan\" alias|honda \"Honda\" alias")]
    [InlineData("quotation marks", "“Nissan” and (Honda).", "nissan \"Nissan\" alias|honda \"Honda\" alias")]
    [InlineData("longer name", "A car by CATL, in full Contemporary Amperex Technology.", "catl \"CATL\" alias|catl \"Contemporary Amperex Technology\" alias")]
    [InlineData("no part of a longer word", "Nissans, Renaultworld and Hondas.", "")]
    [InlineData("small letters are no name", "a renault and a nissan", "")]
    [InlineData("veto", "Mitsubishi Electric and Nissan Chemical make things.", "")]
    [InlineData("veto beside the name", "Nissan Stadium was built by Nissan.", "nissan \"Nissan\" alias")]
    [InlineData("joined words of one name", "The MitsubishiMotors car and RenaultMitsubishiMotors.", "mitsubishi-motors \"MitsubishiMotors\" alias|renault \"Renault\" alias|mitsubishi-motors \"MitsubishiMotors\" alias")]
    [InlineData("joined with something else", "NissanWorld and WorldNissan.", "")]
    [InlineData("hyphen for a space", "Mitsubishi-Motors and General\u2011Motors build cars.", "mitsubishi-motors \"Mitsubishi-Motors\" alias|gm \"General\u2011Motors\" alias")]
    [InlineData("missing space behind a mark", "Cars,Nissan(Honda)and:Renault.", "nissan \"Nissan\" alias|honda \"Honda\" alias|renault \"Renault\" alias")]
    [InlineData("person", "Carlos Ghosn met Luca de Meo.", "Carlos Ghosn \"Carlos Ghosn\" alias|Luca de Meo \"Luca de Meo\" alias")]
    public void Names_of_the_watchlist_are_found(string how, string text, string expected) => AssertMentions(how, expected, text);

    [Theory]
    [InlineData("with the full name", "Mitsubishi Motors builds cars. Mitsubishi sells them.", "mitsubishi-motors \"Mitsubishi Motors\" alias|mitsubishi-motors \"Mitsubishi\" alias")]
    [InlineData("with another of the focus", "Nissan and Mitsubishi build cars.", "nissan \"Nissan\" alias|mitsubishi-motors \"Mitsubishi\" alias")]
    [InlineData("alone", "Mitsubishi builds elevators.", "")]
    [InlineData("alone beside a company that is not of the focus", "Honda and Mitsubishi build things.", "honda \"Honda\" alias")]
    [InlineData("inside a longer name that no list knows", "Nissan buys from Mitsubishi Pencil.", "nissan \"Nissan\" alias")]
    [InlineData("with another of the focus in capitals", "NISSAN and Mitsubishi build cars.", "nissan \"NISSAN\" alias|mitsubishi-motors \"Mitsubishi\" alias")]
    [InlineData("with one of the focus inside a longer name", "Nissan Chemical and Mitsubishi build things.", "")]
    [InlineData("before a company suffix", "Nissan buys from Mitsubishi Co.", "nissan \"Nissan\" alias|mitsubishi-motors \"Mitsubishi Co\" alias")]
    public void An_ambiguous_name_counts_in_company(string how, string text, string expected) => AssertMentions(how, expected, text);

    [Theory]
    [InlineData("the one mentioned last", "Nissan met Honda. The Japanese carmaker smiled.", "nissan \"Nissan\" alias|honda \"Honda\" alias|honda \"The Japanese carmaker\" description")]
    [InlineData("only of that description", "Nissan met Renault. The Japanese carmaker smiled.", "nissan \"Nissan\" alias|renault \"Renault\" alias|nissan \"The Japanese carmaker\" description")]
    [InlineData("apposition before the name", "The French carmaker Renault smiled.", "renault \"Renault\" alias")]
    [InlineData("indefinite", "Nissan smiled. A Japanese carmaker is proud.", "nissan \"Nissan\" alias")]
    [InlineData("nobody named before", "The French carmaker smiled.", "")]
    public void A_description_means_who_was_mentioned_last(string how, string text, string expected) => AssertMentions(how, expected, text);

    [Theory]
    [InlineData("2021-05-01", "Lynk & Co named Sato.", "lynk \"Lynk & Co\"|sato \"Sato\"")]
    [InlineData("2021-05-01", "Sato likes 3M and AT&T.", "m3 \"3M\"|att \"AT&T\"")]
    [InlineData("2023-05-01", "Lynk & Co named Sato.", "lynk \"Lynk & Co\"")]
    [InlineData("2023-05-01", "Lynk & Co named Hiro Sato. Sato smiled.", "lynk \"Lynk & Co\"|sato \"Hiro Sato\"|sato \"Sato\"")]
    [InlineData(null, "Lynk and AT&T named Sato.", "att \"AT&T\"")]
    [InlineData(null, "ルノーと日産自動車は提携した。日産の株", "renault \"ルノー\"|nissan \"日産自動車\"|nissan \"日産\"")]
    [InlineData(null, "ルノーサムスンの車", "")]
    [InlineData(null, "르노 is what O'Neil and O’Neil say.", "renault \"르노\"|oneil \"O'Neil\"|oneil \"O’Neil\"")]
    public void Names_with_marks_in_other_scripts_and_of_people_in_office(string? published, string text, string expected)
    {
        Watchlist watchlist = WatchlistFile.Parse("""
            focus: [renault]
            entities:
              - {id: renault, name: Renault, aliases: [ルノー, 르노]}
              - {id: nissan, name: Nissan, aliases: [日産, 日産自動車]}
              - {id: lynk, name: Lynk & Co}
              - {id: m3, name: 3M}
              - {id: att, name: AT&T}
              - {id: oneil, name: O'Neil}
              - id: sato
                name: Hiro Sato
                type: person
                ambiguous: [Sato]
                posts: [{post: head of design, at: lynk, from: 2020-01-01, until: 2022-12-31}]
            """);
        Article article = Extracting.Article(null, text) with { Published = published };

        Extracted extraction = new Extractor(watchlist).Extract(article);

        Assert.Equal(expected, string.Join('|', Watched(extraction, text)).Replace(" alias", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Descriptions_reach_back_over_paragraphs()
    {
        string[] paragraphs = ["Geely sells cars in Europe.", "The Chinese carmaker is growing."];

        Assert.Equal(
            ["geely \"Geely\" alias", "geely \"The Chinese carmaker\" description"],
            Watched(Extracting.From(paragraphs), paragraphs));
    }

    [Fact]
    public void Offsets_are_utf_16_units()
    {
        string text = "\U0001F697 \U0001F697 Nissan";

        Assert.Equal(["nissan \"Nissan\" alias"], Watched(Extracting.From(text), text));
        Assert.Equal(6, Assert.Single(Extracting.From(text).Entities).Mentions[0].Start);
    }

    [Fact]
    public void An_agency_that_is_cited_is_a_source_and_no_party()
    {
        Extracted extraction = Extracting.From("Nissan will invest 600 million euros in Ampere, Reuters and Nikkei reported.");

        Assert.Equal(["Reuters", "Nikkei"], extraction.Entities.Where(entity => entity.Role == "source").Select(entity => entity.Name));
        Assert.Equal(["nissan", "ampere"], Assert.Single(extraction.Facts).Parties);
    }

    [Fact]
    public void Names_that_no_list_knows_are_found_by_their_look()
    {
        Extracted extraction = Extracting.From("Nissan signed a partnership with Northvolt Battery AB, spokesperson Jane Example said in Paris. Example added nothing.");

        Assert.Contains(extraction.Entities, entity => entity is { Id: null, Name: "Jane Example", Type: AllianceMonitor.Extraction.EntityType.Person, Mentions.Count: 2 });
        Assert.Contains(extraction.Entities, entity => entity is { Id: null, Name: "Paris", Type: AllianceMonitor.Extraction.EntityType.Place });
        Assert.Contains(extraction.Entities, entity => entity is { Id: null, Type: AllianceMonitor.Extraction.EntityType.Organization } && entity.Name.StartsWith("Northvolt Battery", StringComparison.Ordinal));
    }

    private static void AssertMentions(string how, string expected, string text) =>
        Assert.True(expected == string.Join('|', Watched(Extracting.From(text), text)), $"{how}: {string.Join('|', Watched(Extracting.From(text), text))}");

    private static IEnumerable<string> Watched(Extracted extraction, params string[] paragraphs) =>
        Extracting.MentionLines(extraction with { Entities = [.. extraction.Entities.Where(entity => entity.Id is not null || entity.Type == EntityType.Person)] }, paragraphs);
}
