using System.Globalization;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>The words of one article: each spelling is analysed once, and its normalised form has a number.</summary>
internal sealed class ParagraphVocabulary
{
    private readonly Dictionary<string, int> terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byStem;
    private readonly List<Term> byNumber = [];
    private readonly HashSet<int> names = [];
    private readonly Dictionary<string, Spelling> spellings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Spelling>.AlternateLookup<ReadOnlySpan<char>> bySpelling;

    private readonly Predicate<string>? unknown;

    /// <param name="unknown">Stems that the lexicon is to know nothing of: shows how the comparison fares with words that no list holds.</param>
    public ParagraphVocabulary(Predicate<string>? unknown = null) =>
        (byStem, bySpelling, this.unknown) = (terms.GetAlternateLookup<ReadOnlySpan<char>>(), spellings.GetAlternateLookup<ReadOnlySpan<char>>(), unknown);

    /// <summary>A normalised form.</summary>
    /// <param name="Stem">A stem, a phrase, a canonical figure (<c>#40000</c>), time (<c>@810</c>) or ordinal (<c>#2nd</c>).</param>
    /// <param name="Entry">What the lexicon knows of it.</param>
    /// <param name="Classes">What it does in a sentence.</param>
    public sealed record Term(string Stem, NewsLexicon.Entry Entry, WordClass Classes)
    {
        public bool IsReporting => Is(WordClass.Reporting);

        /// <summary>Of a canonical figure; else not a number.</summary>
        public double Value { get; } = Stem.Length > 1 && Stem[0] == '#' && double.TryParse(Stem.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

        public bool Is(WordClass any) => (Classes & any) != 0;

        /// <summary>The stem in one word: "co-founder" and "cofounder" have the same.</summary>
        public string Joined { get; } = Stem.Contains('_', StringComparison.Ordinal) ? Stem.Replace("_", "", StringComparison.Ordinal) : Stem;
    }

    /// <summary>A word as it is written, in lower case, or in capitals if it is an acronym.</summary>
    /// <param name="Text">That spelling.</param>
    /// <param name="Stem">Its stem.</param>
    /// <param name="TermNumber">The term that it stands for as a word.</param>
    /// <param name="NameNumber">The term that it stands for as a name: names are not inflected.</param>
    /// <param name="Role">How it is read.</param>
    /// <param name="Value">Of a number word.</param>
    /// <param name="Phrases">Phrases that begin with it.</param>
    public sealed record Spelling(string Text, string Stem, int TermNumber, int NameNumber, SpellingRole Role, double Value, NewsLexicon.Phrase[] Phrases);

    public enum SpellingRole : byte
    {
        Word,
        Function,
        Negator,
        Particle,
        Cardinal,
        Scale,
        Ordinal,
        Date,
        AmbiguousDate,

        /// <summary>A name of which other forms are known.</summary>
        KnownName,
        Title,

        /// <summary>"Corp.", "plc", "GmbH": behind the name of a company it says nothing.</summary>
        LegalForm,
    }

    public int Count => byNumber.Count;

    public Term this[int term] => byNumber[term];

    public int NumberOf(ReadOnlySpan<char> form)
    {
        if (!byStem.TryGetValue(form, out int number))
        {
            string stem = form.ToString();
            terms[stem] = number = byNumber.Count;
            NewsLexicon.Entry entry = unknown is not null && unknown(stem) ? NewsLexicon.Entry.Unknown : NewsLexicon.Find(stem);
            byNumber.Add(new Term(stem, entry, WordClasses.Of(stem)));
        }

        return number;
    }

    /// <summary>Whether the article has it as a name somewhere: then it is one at the beginning of a sentence too.</summary>
    public bool IsName(int term) => names.Contains(term);

    public void AddName(int term) => names.Add(term);

    /// <summary>The analysis of a word, given in lower case (an acronym in capitals).</summary>
    public Spelling Look(ReadOnlySpan<char> word)
    {
        if (!bySpelling.TryGetValue(word, out Spelling? spelling))
        {
            spellings[word.ToString()] = spelling = Analyse(word.ToString());
        }

        return spelling;
    }

    /// <summary>Whether two words turn a sentence around: by the lexicon, or as "unprofitable" does to "profitable".</summary>
    public bool AreOpposite(ParagraphToken a, ParagraphToken b)
    {
        (Term first, Term second) = (byNumber[a.Term], byNumber[b.Term]);
        return (NewsLexicon.AreOpposite(first.Entry, second.Entry) && first.Stem != Denial && second.Stem != Denial) || Negates(first.Stem, second.Stem) || Negates(second.Stem, first.Stem);
    }

    /// <summary>What is denied is negated already.</summary>
    private const string Denial = "deny";

    private static bool Negates(ReadOnlySpan<char> stem, ReadOnlySpan<char> other) =>
        other.Length >= 4 && (stem.Length - other.Length) is 2 or 3 && stem.EndsWith(other) && stem[..^other.Length] is "un" or "in" or "im" or "ir" or "dis" or "non";

    /// <summary>Whether the one figure is the other rounded: "about 1,200" of 1,187, "nearly 40" of 39.6; without such a word only what has three digits left.</summary>
    public bool AreSameRounded(ParagraphToken a, ParagraphToken b)
    {
        (double first, double second) = (byNumber[a.Term].Value, byNumber[b.Term].Value);
        if (AreSameMetres(a, first, b, second) || AreSameMetres(b, second, a, first))
        {
            return true;
        }

        bool mayBeYears = first is > 1900 and < 2100 && second is > 1900 and < 2100;
        if (!(first > 10 && second > 10) || mayBeYears || Math.Abs(first - second) > 0.025 * Math.Max(first, second))
        {
            return false;
        }

        (int digitsOfFirst, int digitsOfSecond) = (Digits(first), Digits(second));
        (double rough, double exact, int digits) = digitsOfFirst < digitsOfSecond ? (first, second, digitsOfFirst) : (second, first, digitsOfSecond);
        return digitsOfFirst != digitsOfSecond && (a.IsApproximate || b.IsApproximate || (digits >= 3 && exact >= 1e5 && Rounded(exact, digits) == rough));
    }

    /// <summary>"the 70m cloth" and "the 70-metre cloth".</summary>
    private static bool AreSameMetres(ParagraphToken either, double millions, ParagraphToken metres, double length) =>
        (either.Traits & TokenTraits.MetresOrMillions) != 0 && (metres.Traits & TokenTraits.Metres) != 0 && Math.Abs(millions - (length * 1e6)) < 1e-6 * millions;

    /// <summary>Significant digits of a figure, trailing zeros not counted.</summary>
    private static int Digits(double figure)
    {
        int digits = 1;
        while (digits < 15 && Rounded(figure, digits) != figure)
        {
            digits++;
        }

        return digits;
    }

    private static double Rounded(double figure, int digits)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(figure)) + 1 - digits);
        return Math.Round(Math.Round(figure / unit, MidpointRounding.AwayFromZero) * unit, 6);
    }

    private static readonly HashSet<string> Negators = ["not", "no", "non", "never", "neither", "nor", "none", "nobody", "nothing", "without", "unless", "cannot"];

    private static readonly HashSet<string> Titles = ["mr", "mrs", "ms", "dr", "prof", "professor", "sir", "messrs", "mme", "herr", "frau"];

    private static readonly HashSet<string> LegalForms = [.. "corp corporation inc incorporated ltd limited plc co company llc llp lp ag sa nv bv gmbh se spa kk ab asa oyj oy kgaa sarl srl pty pte bhd tbk jsc pjsc".Split(' ')];

    private static readonly Dictionary<string, string> Dates = DateNames();

    private static readonly Dictionary<string, double> Cardinals = Numbered("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
        .Concat("twenty thirty forty fifty sixty seventy eighty ninety".Split(' ').Select((word, index) => KeyValuePair.Create(word, (index * 10.0) + 20)))
        .Append(KeyValuePair.Create("dozen", 12.0)).Append(KeyValuePair.Create("zero", 0.0)).Append(KeyValuePair.Create("nil", 0.0)).ToDictionary(StringComparer.Ordinal);

    private static readonly Dictionary<string, double> Scales = new(StringComparer.Ordinal)
    {
        ["hundred"] = 1e2, ["thousand"] = 1e3, ["k"] = 1e3, ["million"] = 1e6, ["mln"] = 1e6, ["mn"] = 1e6, ["billion"] = 1e9, ["bln"] = 1e9, ["bn"] = 1e9, ["trillion"] = 1e12, ["tn"] = 1e12, ["trn"] = 1e12,
        ["mio"] = 1e6, ["mrd"] = 1e9, ["lakh"] = 1e5, ["lakhs"] = 1e5, ["lac"] = 1e5, ["crore"] = 1e7, ["crores"] = 1e7,
    };

    private static readonly Dictionary<string, double> Ordinals = Numbered("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth")
        .Concat("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth".Split(' ').Select((word, index) => KeyValuePair.Create(word, (index * 10.0) + 20)))
        .Append(KeyValuePair.Create("half", 0.5)).Append(KeyValuePair.Create("quarter", 4.0)).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, double>> Numbered(string words) => words.Split(' ').Select((word, index) => KeyValuePair.Create(word, index + 1.0));

    private static Dictionary<string, string> DateNames()
    {
        Dictionary<string, string> names = [];
        foreach (string name in CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Concat(CultureInfo.InvariantCulture.DateTimeFormat.DayNames).Where(name => name.Length > 0))
        {
            string lower = name.ToLowerInvariant();
            names[lower] = lower;
            names[lower[..3]] = lower;
        }

        (names["sept"], names["tues"], names["thur"], names["thurs"]) = ("september", "tuesday", "thursday", "thursday");
        return names;
    }

    private Spelling Analyse(string text)
    {
        string word = WithoutAccents(text);
        bool acronym = word.Length > 1 && char.IsAsciiLetterUpper(word[0]);
        string lower = word.ToLowerInvariant();
        string stem = acronym ? lower : NewsLexicon.Stem(lower);
        NewsLexicon.Phrase[] phrases = NewsLexicon.Phrases.GetValueOrDefault(stem, []);
        phrases = acronym ? [.. phrases.Where(phrase => NewsLexicon.Names.ContainsKey(phrase.Name))] : phrases;
        Spelling Of(SpellingRole role, double value = 0, string? canonical = null) 
        {
            int term = NumberOf(canonical ?? stem);
            return new Spelling(text, stem, term, byNumber[term].Entry.IsKnown ? term : NumberOf(BritishSpelling.OfName(lower)), role, value, phrases);
        }

        if (NewsLexicon.Names.TryGetValue(lower, out string? name) && (acronym || !NewsLexicon.IsInCapitals(lower)))
        {
            return Of(SpellingRole.KnownName, 0, name);
        }

        if (Dates.TryGetValue(lower, out string? date))
        {
            return Of(lower is "may" or "march" or "mar" or "sat" or "sun" or "mon" or "dec" or "jan" or "wed" ? SpellingRole.AmbiguousDate : SpellingRole.Date, 0, date);
        }

        if (Titles.Contains(lower))
        {
            return Of(SpellingRole.Title);
        }

        if (LegalForms.Contains(lower))
        {
            return Of(SpellingRole.LegalForm);
        }

        if (Negators.Contains(lower) || lower.EndsWith("n't", StringComparison.Ordinal))
        {
            return Of(SpellingRole.Negator);
        }

        if (Cardinals.TryGetValue(lower, out double value))
        {
            return Of(SpellingRole.Cardinal, value);
        }

        if (Scales.TryGetValue(lower, out value))
        {
            return Of(SpellingRole.Scale, value);
        }

        if (Ordinals.TryGetValue(lower.TrimEnd('s'), out value))
        {
            return Of(SpellingRole.Ordinal, value);
        }

        if (!acronym && NewsLexicon.FunctionWords.Contains(lower))
        {
            if (lower is "might" or "could")
            {
                return Of(SpellingRole.Function, 0, "may-modal");
            }

            return Of(NewsLexicon.Find(stem).Sides.Length > 0 ? SpellingRole.Particle : SpellingRole.Function);
        }

        return Of(SpellingRole.Word);
    }

    private static string WithoutAccents(string text)
    {
        if (System.Text.Ascii.IsValid(text))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (char c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.AppendPlain(c);
            }
        }

        return plain.ToString();
    }
}
