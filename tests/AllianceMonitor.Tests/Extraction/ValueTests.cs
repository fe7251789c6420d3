using AllianceMonitor.Extraction;
using AllianceMonitor.Tests.Support;
using ValueType = AllianceMonitor.Extraction.ValueType;

namespace AllianceMonitor.Tests.Extraction;

/// <summary>Money, percentages and dates: the span without qualifier, the normalised value, the qualifier.</summary>
public class ValueTests
{
    [Theory]
    [InlineData("600 million euros", "600 million euros", "600000000 EUR", null)]
    [InlineData("up to 600 million euros", "600 million euros", "600000000 EUR", "up to")]
    [InlineData("as much as €1.2 billion", "€1.2 billion", "1200000000 EUR", "up to")]
    [InlineData("about $3bn", "$3bn", "3000000000 USD", "about")]
    [InlineData("US$5.25 million", "US$5.25 million", "5250000 USD", null)]
    [InlineData("A$40 million", "A$40 million", "40000000 AUD", null)]
    [InlineData("HK$40 million", "HK$40 million", "40000000 HKD", null)]
    [InlineData("40 million US dollars", "40 million US dollars", "40000000 USD", null)]
    [InlineData("more than 3 trillion yen", "3 trillion yen", "3000000000000 JPY", "more than")]
    [InlineData("¥500,000", "¥500,000", "500000 JPY", null)]
    [InlineData("EUR 12.5 million", "EUR 12.5 million", "12500000 EUR", null)]
    [InlineData("a 600-million-euro injection", "600-million-euro", "600000000 EUR", null)]
    [InlineData("12,345 pounds", "12,345 pounds", "12345 GBP", null)]
    [InlineData("£7m", "£7m", "7000000 GBP", null)]
    [InlineData("less than 10 million yuan", "10 million yuan", "10000000 CNY", "less than")]
    [InlineData("at least 20 billion won", "20 billion won", "20000000000 KRW", "more than")]
    public void Money(string phrase, string text, string value, string? qualifier) => AssertValue(ValueType.Money, phrase, text, value, qualifier);

    [Theory]
    [InlineData("15%", "15%", "15 %", null)]
    [InlineData("43.4 percent", "43.4 percent", "43.4 %", null)]
    [InlineData("15 per cent", "15 per cent", "15 %", null)]
    [InlineData("15 pct", "15 pct", "15 %", null)]
    [InlineData("a 15-percent stake", "15-percent", "15 %", null)]
    [InlineData("nearly 15 %", "15 %", "15 %", "about")]
    [InlineData("over 50%", "50%", "50 %", "more than")]
    public void Percentages(string phrase, string text, string value, string? qualifier) => AssertValue(ValueType.Percent, phrase, text, value, qualifier);

    [Theory]
    [InlineData("on February 1, 2023", "February 1, 2023", "2023-02-01")]
    [InlineData("on Feb. 1, 2023", "Feb. 1, 2023", "2023-02-01")]
    [InlineData("on 1 February 2023", "1 February 2023", "2023-02-01")]
    [InlineData("on Feb.1", "Feb.1", null)]
    [InlineData("on February 1", "February 1", null)]
    [InlineData("on 12 May", "12 May", null)]
    [InlineData("in March 2027", "March 2027", "2027-03")]
    [InlineData("on Sept. 30, 2026", "Sept. 30, 2026", "2026-09-30")]
    [InlineData("on February 30, 2027", "February 30, 2027", null)]
    public void Dates(string phrase, string text, string? value) => AssertValue(ValueType.Date, phrase, text, value, null);

    [Theory]
    [InlineData("280,000 vehicles")]
    [InlineData("in the 2020s")]
    [InlineData("flight 747")]
    [InlineData("43 plants may close")]
    [InlineData("the 23-year-old alliance")]
    [InlineData("5 m wide")]
    [InlineData("they march 12 miles")]
    public void Other_figures_are_none_of_these(string phrase) => Assert.Empty(Extracting.From($"Nissan said {phrase}.").Values);

    [Fact]
    public void A_number_beyond_all_money_does_not_stop_the_reader() =>
        Assert.Empty(Extracting.From($"Nissan said {new string('9', 400)} euros.").Values);

    [Fact]
    public void Several_values_come_in_order_with_their_offsets()
    {
        const string Text = "Renault, 43%, will pay 5 million euros on 1 May 2027.";

        IReadOnlyList<ArticleValue> values = Extracting.From(Text).Values;

        Assert.Equal([ValueType.Percent, ValueType.Money, ValueType.Date], values.Select(value => value.Type));
        Assert.All(values, value => Assert.Equal(value.Text, Text[value.Start..value.End]));
    }

    private static void AssertValue(ValueType type, string phrase, string text, string? value, string? qualifier)
    {
        ArticleValue found = Assert.Single(Extracting.From($"Nissan said {phrase} again.").Values);

        Assert.Equal((type, text, value, qualifier), (found.Type, found.Text, found.Value, found.Qualifier));
        Assert.Equal(found.Text, $"Nissan said {phrase} again."[found.Start..found.End]);
    }
}
