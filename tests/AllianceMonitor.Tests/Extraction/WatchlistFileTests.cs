using System.Globalization;
using System.Text;
using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Extraction;

public class WatchlistFileTests
{
    private const string Good = """
        focus: [renault]
        entities:
          - id: renault
            name: Renault
            aliases: [Groupe Renault]
          - id: ampere
            name: Ampere
            parent: renault
        vetoes: [Renault Trucks]
        sources: [Reuters]
        """;

    [Fact]
    public void The_seed_watchlist_is_valid_and_holds_the_ids_of_the_contract()
    {
        string[] ids = ["renault", "nissan", "mitsubishi-motors", "alliance", "honda", "geely", "aramco", "gm", "qualcomm", "alibaba", "catl", "microsoft", "ampere"];

        Assert.Empty(ids.Except(Extracting.Watchlist.Entities.Select(entity => entity.Id)));
    }

    [Fact]
    public void A_watchlist_is_read()
    {
        Watchlist watchlist = WatchlistFile.Parse(Good);

        Assert.Equal(["renault", "ampere"], watchlist.Entities.Select(entity => entity.Id));
        Assert.Equal("renault", watchlist.Entities[1].Parent);
        Assert.Equal(["Groupe Renault"], watchlist.Entities[0].Aliases);
        Assert.Equal(["Renault Trucks"], watchlist.Vetoes);
        Assert.Equal(["Reuters"], watchlist.Sources);
        Assert.Equal(["renault"], watchlist.Focus);
    }

    [Fact]
    public void Relations_posts_and_identifiers_are_read()
    {
        Watchlist watchlist = WatchlistFile.Parse("""
            focus: [alliance]
            entities:
              - {id: alliance, name: The Alliance, members: [nissan]}
              - {id: nissan, name: Nissan, wikidata: Q20165, ticker: 7201.T}
              - id: uchida
                name: Makoto Uchida
                type: person
                posts:
                  - {post: chief executive, at: nissan, from: 2019-12-01, until: 2025-03-31}
                  - {post: adviser, at: nissan}
            """);

        Assert.Equal(["nissan"], watchlist.Find("alliance")!.Members);
        Assert.Equal(("Q20165", "7201.T"), (watchlist.Find("nissan")!.Wikidata, watchlist.Find("nissan")!.Ticker));
        Assert.Equal([new HeldPost("chief executive", "nissan", new DateOnly(2019, 12, 1), new DateOnly(2025, 3, 31)), new HeldPost("adviser", "nissan", null, null)], watchlist.Find("uchida")!.Posts);
        Assert.Null(watchlist.Find("renault"));
    }

    [Fact]
    public void A_person_may_go_without_an_id_and_facts_then_call_them_by_name()
    {
        var extractor = new Extractor(WatchlistFile.Parse(Good.Replace("vetoes:", "  - {name: Jane Roe, type: person, aliases: [Roe]}\nvetoes:", StringComparison.Ordinal)));

        AllianceMonitor.Extraction.Extraction extraction = extractor.Extract(Extracting.Article(null, "Renault has appointed Roe as chief executive."));

        Assert.Equal((null, "Jane Roe"), extraction.Entities.Where(entity => entity.Type == EntityType.Person).Select(entity => (entity.Id, entity.Name)).Single());
        Assert.Equal("Jane Roe", Assert.Single(extraction.Facts).Subject);
    }

    [Fact]
    public void A_hundred_thousand_entities_are_read_and_found()
    {
        StringBuilder yaml = new("focus: [e0]\nentities:\n");
        for (int i = 0; i < 100_000; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{id: e{i}, name: Company {i}, aliases: [Firm {i}]}}\n");
        }

        Watchlist watchlist = WatchlistFile.Parse(yaml.ToString());

        Assert.Equal(["e99999", "e7"], new Extractor(watchlist).Extract(Extracting.Article(null, "Company 99999 met Firm 7.")).Entities.Select(entity => entity.Id));
    }

    [Fact]
    public void Another_text_is_another_version() =>
        Assert.NotEqual(WatchlistFile.Parse(Good).Version, WatchlistFile.Parse(Good + "\n# changed\n").Version);

    [Theory]
    [InlineData("misspelt key", "    aliases:", "    alias:", 5, "unknown key \"alias\"")]
    [InlineData("no name", "    name: Ampere\n", "", 6, "\"name\" is missing")]
    [InlineData("empty name", "    name: Ampere", "    name: \"\"", 7, "non-empty")]
    [InlineData("id used twice", "  - id: ampere", "  - id: renault", 6, "\"renault\" is used twice")]
    [InlineData("company without an id", "  - id: ampere\n    name: Ampere", "  - name: Ampere", 6, "\"id\" is missing")]
    [InlineData("capitals in an id", "  - id: ampere", "  - id: Ampere", 6, "lower-case")]
    [InlineData("alias of two", "    name: Ampere", "    name: Ampere\n    aliases: [groupe renault]", 8, "belongs to both \"renault\" and \"ampere\"")]
    [InlineData("alias of two, spelt otherwise", "    name: Ampere", "    name: Ampere\n    aliases: [groupe-rénault]", 8, "belongs to both \"renault\" and \"ampere\"")]
    [InlineData("alias without a word", "    aliases: [Groupe Renault]", "    aliases: [\"&\"]", 5, "name \"&\" holds no word")]
    [InlineData("veto of a watched name", "vetoes: [Renault Trucks]", "vetoes: [groupe renault]", 9, "veto \"groupe renault\" is also a name of \"renault\"")]
    [InlineData("unknown member", "    parent: renault", "    members: [nissan]", 6, "member \"nissan\"")]
    [InlineData("parents in a circle", "    aliases: [Groupe Renault]", "    parent: ampere", 3, "circle")]
    [InlineData("its own parent", "    parent: renault", "    parent: ampere", 6, "circle")]
    [InlineData("posts of a company", "    parent: renault", "    posts: [{post: head, at: renault}]", 6, "is no person")]
    [InlineData("post nowhere", "    parent: renault", "    type: person\n    posts: [{post: head, at: nissan}]", 6, "\"at\" \"nissan\" is not the id")]
    [InlineData("post without a name", "    parent: renault", "    type: person\n    posts: [{at: renault}]", 9, "\"post\" is missing")]
    [InlineData("day that is none", "    parent: renault", "    type: person\n    posts: [{post: head, at: renault, from: 2027-02-30}]", 9, "\"from\" is \"2027-02-30\"; write a day as")]
    [InlineData("post that ends before it begins", "    parent: renault", "    type: person\n    posts: [{post: head, at: renault, from: 2027-02-03, until: 2027-02-02}]", 9, "\"from\" is after \"until\"")]
    [InlineData("no Wikidata item", "    parent: renault", "    wikidata: renault", 6, "wikidata \"renault\" is no item")]
    [InlineData("unknown focus", "focus: [renault]", "focus: [nissan]", 1, "focus \"nissan\"")]
    [InlineData("no focus", "focus: [renault]", "", 2, "\"focus\" is missing")]
    [InlineData("unknown parent", "    parent: renault", "    parent: nissan", 6, "parent \"nissan\"")]
    [InlineData("unknown type", "    parent: renault", "    type: robot", 6, "type \"robot\" is not known")]
    [InlineData("number for a type", "    parent: renault", "    type: 1", 6, "type \"1\" is not known")]
    [InlineData("text for a list", "    aliases: [Groupe Renault]", "    aliases: Groupe Renault", 5, "must be a list")]
    [InlineData("empty entry", "    aliases: [Groupe Renault]", "    aliases: [\"\"]", 5, "entry of \"aliases\" is empty")]
    [InlineData("broken quotes", "sources: [Reuters]", "sources: [\"Reuters]", 10, "not valid YAML")]
    [InlineData("tabs", "sources: [Reuters]", "\tsources: [Reuters]", 10, "not valid YAML")]
    [InlineData("duplicate key", "sources: [Reuters]", "focus: [renault]", 10, "not valid YAML")]
    public void A_mistake_stops_with_file_line_and_reason(string mistake, string right, string wrong, int line, string reason)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        ConfigurationErrorException error = Assert.Throws<ConfigurationErrorException>(() => WatchlistFile.Parse(Good.Replace(right, wrong, StringComparison.Ordinal), "watchlist.yaml"));

        Assert.True(error.Message.StartsWith($"watchlist.yaml line {line}: ", StringComparison.Ordinal), $"{mistake}: {error.Message}");
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("just text")]
    public void A_file_that_is_no_mapping_stops_in_line_1(string text) =>
        Assert.StartsWith("w.yaml line 1: ", Assert.Throws<ConfigurationErrorException>(() => WatchlistFile.Parse(text, "w.yaml")).Message, StringComparison.Ordinal);
}
