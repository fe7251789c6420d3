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
    [InlineData("C$5 million", "C$5 million", "5000000 CAD", null)]
    [InlineData("NT$5 million", "NT$5 million", "5000000 TWD", null)]
    [InlineData("S$5 million", "S$5 million", "5000000 SGD", null)]
    [InlineData("R$3.8 billion", "R$3.8 billion", "3800000000 BRL", null)]
    [InlineData("600m euros", "600m euros", "600000000 EUR", null)]
    [InlineData("USD1.2bn", "USD1.2bn", "1200000000 USD", null)]
    [InlineData("RMB 5 billion", "RMB 5 billion", "5000000000 CNY", null)]
    [InlineData("CHF 20 million", "CHF 20 million", "20000000 CHF", null)]
    [InlineData("Rs 500 crore", "Rs 500 crore", "5000000000 INR", null)]
    [InlineData("Rs. 2 lakh crore", "Rs. 2 lakh crore", "2000000000000 INR", null)]
    [InlineData("20 million Swiss francs", "20 million Swiss francs", "20000000 CHF", null)]
    [InlineData("3 billion Hong Kong dollars", "3 billion Hong Kong dollars", "3000000000 HKD", null)]
    [InlineData("5 billion roubles", "5 billion roubles", "5000000000 RUB", null)]
    [InlineData("2.1 billion reais", "2.1 billion reais", "2100000000 BRL", null)]
    [InlineData("14 billion baht", "14 billion baht", "14000000000 THB", null)]
    [InlineData("half a billion dollars", "half a billion dollars", "500000000 USD", null)]
    [InlineData("a billion euros", "a billion euros", "1000000000 EUR", null)]
    [InlineData("twenty-five million pounds", "twenty-five million pounds", "25000000 GBP", null)]
    [InlineData("15-20 billion yen", "15-20 billion yen", "15000000000-20000000000 JPY", null)]
    [InlineData("$1.2bn-$1.5bn", "$1.2bn-$1.5bn", "1200000000-1500000000 USD", null)]
    [InlineData("45 cents", "45 cents", "0.45 USD", null)]
    [InlineData("12 pence", "12 pence", "0.12 GBP", null)]
    [InlineData("hundreds of millions of dollars", "hundreds of millions of dollars", null, null)]
    public void Money(string phrase, string text, string? value, string? qualifier) => AssertValue(ValueType.Money, phrase, text, value, qualifier);

    [Theory]
    [InlineData("15%", "15%", "15 %", null)]
    [InlineData("43.4 percent", "43.4 percent", "43.4 %", null)]
    [InlineData("15 per cent", "15 per cent", "15 %", null)]
    [InlineData("15 pct", "15 pct", "15 %", null)]
    [InlineData("a 15-percent stake", "15-percent", "15 %", null)]
    [InlineData("nearly 15 %", "15 %", "15 %", "about")]
    [InlineData("over 50%", "50%", "50 %", "more than")]
    [InlineData("five percent", "five percent", "5 %", null)]
    [InlineData("half a percent", "half a percent", "0.5 %", null)]
    [InlineData("5-10 percent", "5-10 percent", "5-10 %", null)]
    [InlineData("2.5 percentage points", "2.5 percentage points", "2.5 pp", null)]
    [InlineData("up to a 5% stake", "5%", "5 %", "up to")]
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
    [InlineData("in the third quarter", "the third quarter", null)]
    [InlineData("in the third quarter of 2026", "the third quarter of 2026", "2026-Q3")]
    [InlineData("in Q3 2026", "Q3 2026", "2026-Q3")]
    [InlineData("in fiscal 2024", "fiscal 2024", "2024")]
    [InlineData("in early 2024", "early 2024", "2024")]
    [InlineData("since 1999", "1999", "1999")]
    [InlineData("in 1999-2003", "1999-2003", "1999-2003")]
    [InlineData("in the 1990s", "the 1990s", null)]
    [InlineData("by the summer", "the summer", null)]
    [InlineData("in its 2026 accounts", "2026", "2026")]
    [InlineData("on 2027-03-15", "2027-03-15", "2027-03-15")]
    [InlineData("on 15/3/2027", "15/3/2027", "2027-03-15")]
    [InlineData("two years ago", "two years ago", null)]
    public void Periods_and_years(string phrase, string text, string? value) => AssertValue(ValueType.Date, phrase, text, value, null);

    /// <summary>The day of publication is Wednesday, 17 March 2027.</summary>
    [Theory]
    [InlineData("on Monday", "Monday", "2027-03-15")]
    [InlineData("on Wednesday", "Wednesday", "2027-03-17")]
    [InlineData("on Thursday", "Thursday", "2027-03-11")]
    [InlineData("next Monday", "next Monday", "2027-03-22")]
    [InlineData("yesterday", "yesterday", "2027-03-16")]
    [InlineData("last month", "last month", "2027-02")]
    [InlineData("next year", "next year", "2028")]
    [InlineData("this week", "this week", null)]
    [InlineData("on February 1", "February 1", "2027-02-01")]
    [InlineData("on 15 December", "15 December", "2026-12-15")]
    [InlineData("by April", "April", "2027-04")]
    [InlineData("since August", "August", "2026-08")]
    [InlineData("last June", "last June", "2026-06")]
    [InlineData("on Monday, March 15,", "Monday, March 15", "2027-03-15")]
    public void Dates_are_resolved_against_the_day_of_publication(string phrase, string text, string? value)
    {
        ArticleValue found = Assert.Single(Extracting.From(Extracting.Article(null, $"Nissan said {phrase} again.") with { Published = "2027-03-17T06:30:00Z" }).Values);

        Assert.Equal((ValueType.Date, text, value), (found.Type, found.Text, found.Value));
    }

    [Theory]
    [InlineData("on Monday")]
    [InlineData("last month")]
    [InlineData("by April")]
    public void Without_a_day_of_publication_they_stay_unresolved(string phrase) => Assert.Null(Assert.Single(Extracting.From($"Nissan said {phrase} again.").Values).Value);

    [Theory]
    [InlineData("at 10:30 a.m. GMT", "10:30 a.m. GMT", "10:30")]
    [InlineData("at 3:30 p.m.", "3:30 p.m.", "15:30")]
    [InlineData("at 7 pm", "7 pm", "19:00")]
    [InlineData("at noon", "noon", "12:00")]
    public void Times(string phrase, string text, string value) => AssertValue(ValueType.Time, phrase, text, value, null);

    [Theory]
    [InlineData("280,000 vehicles", "280,000 vehicles", "280000 vehicles", null)]
    [InlineData("6.9 million cars", "6.9 million cars", "6900000 cars", null)]
    [InlineData("54 gigawatt-hours", "54 gigawatt-hours", "54 GWh", null)]
    [InlineData("more than 12 miles", "12 miles", "12 miles", "more than")]
    public void Quantities(string phrase, string text, string value, string? qualifier) => AssertValue(ValueType.Quantity, phrase, text, value, qualifier);

    [Fact]
    public void An_amount_takes_its_currency_from_the_one_beside_it()
    {
        Assert.Equal(["814000000 EUR", "1230000000 EUR"], Extracting.From("Nissan paid between 814 million and 1.23 billion euros.").Values.Select(value => value.Value));
        Assert.Equal(["259000000 EUR", "582000000 EUR"], Extracting.From("Nissan earned 259 million euros, against 582 million a year before.").Values.Select(value => value.Value));
    }

    [Theory]
    [InlineData("flight 747")]
    [InlineData("the 23-year-old alliance")]
    [InlineData("5 m wide")]
    [InlineData("it may march on")]
    [InlineData("they won 3 won games")]
    [InlineData("10 years of work")]
    public void Other_figures_are_none_of_these(string phrase) => Assert.Empty(Extracting.From($"Nissan said {phrase}.").Values);

    [Fact]
    public void Fifty_thousand_numbers_and_a_word_of_ten_megabytes_take_time_in_proportion()
    {
        Extracting.From("Nissan paid 5 million euros.");
        TimeSpan before = Environment.CpuUsage.TotalTime;

        Extracting.From(string.Join(' ', Enumerable.Repeat("1,234.5", 50_000)));
        Extracting.From(string.Join(" to ", Enumerable.Repeat("half twenty-five $1-2 million", 10_000)));
        Extracting.From(new string('A', 10_000_000));
        Extracting.From(string.Join(' ', Enumerable.Repeat("Van Of The", 50_000)));

        Assert.InRange((Environment.CpuUsage.TotalTime - before).TotalSeconds, 0, 10);
    }

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
