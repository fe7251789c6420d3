using System.Collections.Frozen;

namespace AllianceMonitor.Extraction;

internal enum ValueWordKind : byte
{
    None,

    /// <summary>"twelve", "forty", "half": the number is its value.</summary>
    Number,

    /// <summary>"million": the number is the factor.</summary>
    Magnitude,

    /// <summary>"millions", which nothing counts: "millions of euros".</summary>
    Magnitudes,

    /// <summary>"euros": the code is that of ISO 4217.</summary>
    Currency,

    /// <summary>"cents": hundredths of the currency.</summary>
    Subunit,

    /// <summary>"EUR", "Rs": stands in front of the number, in capitals.</summary>
    CurrencySign,

    Percent,

    /// <summary>The number is that of the month.</summary>
    Month,

    /// <summary>The number is that of <see cref="DayOfWeek"/>.</summary>
    Weekday,

    /// <summary>"yesterday": the number is the distance in days.</summary>
    Day,

    /// <summary>"last", "next", "this": the number is -1, 1 or 0.</summary>
    Relative,

    /// <summary>"year", "month", "week", ...; the code names it.</summary>
    Period,

    Season,

    /// <summary>"third": the number is its value.</summary>
    Ordinal,

    /// <summary>"early", "late", "mid".</summary>
    PartOfPeriod,

    Fiscal,

    /// <summary>"noon", "midnight": the code is the time.</summary>
    Clock,

    /// <summary>What is measured or counted; the code is its usual abbreviation.</summary>
    Unit,
}

/// <summary>What a word says in a value.</summary>
internal sealed record ValueWord(ValueWordKind Kind, decimal Number = 0, string Code = "")
{
    public static readonly ValueWord None = new(ValueWordKind.None);
}

/// <summary>The words of money, percentages, dates and measures.</summary>
internal static class ValueWords
{
    private static readonly FrozenDictionary<string, ValueWord> ByWord = Build();

    private static readonly FrozenDictionary<string, ValueWord>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int Longest = ByWord.Keys.Max(word => word.Length);

    /// <summary>Per first letter, a bit for each length that a word of the table has: most words of a text are refused by it.</summary>
    private static readonly uint[] Lengths = BuildLengths();

    /// <param name="word">A word in any case; full stops at its end do not count.</param>
    public static ValueWord Of(ReadOnlySpan<char> word)
    {
        int first = (word[0] | 0x20) - 'a';
        if (word.Length > Longest || (uint)first >= 26 || (Lengths[first] >> word.Length & 1) == 0)
        {
            return ValueWord.None;
        }

        Span<char> lower = stackalloc char[word.Length];
        for (int i = 0; i < word.Length; i++)
        {
            lower[i] = char.ToLowerInvariant(word[i]);
        }

        return BySpan.TryGetValue(lower, out ValueWord? found) ? found : ValueWord.None;
    }

    private static uint[] BuildLengths()
    {
        uint[] lengths = new uint[26];
        foreach (string word in ByWord.Keys)
        {
            lengths[word[0] - 'a'] |= 1u << word.Length;
        }

        return lengths;
    }

    private static FrozenDictionary<string, ValueWord> Build()
    {
        var words = new Dictionary<string, ValueWord>(StringComparer.Ordinal);
        Count(ValueWordKind.Number, 0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");
        Tens("twenty thirty forty fifty sixty seventy eighty ninety");
        Add(ValueWordKind.Number, "half", 0.5m);
        Count(ValueWordKind.Ordinal, 1, "first second third fourth");
        foreach ((string names, decimal factor) in new[] { ("hundred", 1e2m), ("thousand k", 1e3m), ("lakh lakhs", 1e5m), ("million mln mn m", 1e6m), ("crore crores", 1e7m), ("billion bln bn b", 1e9m), ("trillion tln trn tn", 1e12m) })
        {
            Each(ValueWordKind.Magnitude, names, factor);
        }

        Each(ValueWordKind.Magnitudes, "tens dozens hundreds thousands millions billions trillions");
        Each(ValueWordKind.Percent, "percent pct percentage");
        Names(ValueWordKind.Month, 1, "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|november nov|december dec");
        Names(ValueWordKind.Weekday, 0, "sunday sun|monday mon|tuesday tue tues|wednesday wed|thursday thu thurs|friday fri|saturday sat");
        Add(ValueWordKind.Day, "yesterday", -1);
        Add(ValueWordKind.Day, "today", 0);
        Add(ValueWordKind.Day, "tomorrow", 1);
        Each(ValueWordKind.Relative, "last past previous preceding prior", -1);
        Each(ValueWordKind.Relative, "this current same", 0);
        Each(ValueWordKind.Relative, "next coming following upcoming", 1);
        foreach (string period in (string[])["day", "week", "weekend", "fortnight", "month", "quarter", "half", "year", "decade", "century"])
        {
            words.TryAdd(period, new ValueWord(ValueWordKind.Period, 0, period));
        }

        Each(ValueWordKind.Season, "spring summer autumn fall winter");
        Each(ValueWordKind.PartOfPeriod, "early late mid");
        Each(ValueWordKind.Fiscal, "fiscal financial");
        Add(ValueWordKind.Clock, "noon", 0, "12:00");
        Add(ValueWordKind.Clock, "midday", 0, "12:00");
        Add(ValueWordKind.Clock, "midnight", 0, "00:00");
        foreach ((string word, string code) in Currencies.Words)
        {
            Add(ValueWordKind.Currency, word, 0, code);
        }

        foreach ((string word, string code) in Currencies.Subunits)
        {
            Add(ValueWordKind.Subunit, word, 0, code);
        }

        foreach ((string word, string code) in Currencies.Signs)
        {
            Add(ValueWordKind.CurrencySign, word, 0, code);
        }

        foreach (string unit in Measures.Units.Split(' '))
        {
            string[] names = unit.Split('=');
            Add(ValueWordKind.Unit, names[0], 0, names[^1]);
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(ValueWordKind kind, string word, decimal number = 0, string code = "") => words.TryAdd(word, new ValueWord(kind, number, code));

        void Each(ValueWordKind kind, string list, decimal number = 0)
        {
            foreach (string word in list.Split(' '))
            {
                Add(kind, word, number, word);
            }
        }

        void Count(ValueWordKind kind, int from, string list)
        {
            foreach (string word in list.Split(' '))
            {
                Add(kind, word, from++);
            }
        }

        void Tens(string list)
        {
            int ten = 20;
            foreach (string word in list.Split(' '))
            {
                Add(ValueWordKind.Number, word, ten);
                ten += 10;
            }
        }

        void Names(ValueWordKind kind, int from, string list)
        {
            foreach (string names in list.Split('|'))
            {
                Each(kind, names, from++);
            }
        }
    }
}
