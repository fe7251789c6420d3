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
    public void Another_text_is_another_version() =>
        Assert.NotEqual(WatchlistFile.Parse(Good).Version, WatchlistFile.Parse(Good + "\n# changed\n").Version);

    [Theory]
    [InlineData("misspelt key", "    aliases:", "    alias:", 5, "unknown key \"alias\"")]
    [InlineData("no name", "    name: Ampere\n", "", 6, "\"name\" is missing")]
    [InlineData("empty name", "    name: Ampere", "    name: \"\"", 7, "non-empty")]
    [InlineData("id used twice", "  - id: ampere", "  - id: renault", 6, "\"renault\" is used twice")]
    [InlineData("capitals in an id", "  - id: ampere", "  - id: Ampere", 6, "lower-case")]
    [InlineData("alias of two", "    name: Ampere", "    name: Ampere\n    aliases: [groupe renault]", 8, "belongs to both \"renault\" and \"ampere\"")]
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
