using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>A word or a run of digits as it stands in the text.</summary>
/// <param name="Start">In characters of the text.</param>
/// <param name="Length">In characters.</param>
/// <param name="Spelling">What the vocabulary knows of it; null for digits.</param>
/// <param name="Capital">Begins with a capital.</param>
/// <param name="Acronym">Written in capitals throughout.</param>
/// <param name="StartsSentence">Stands where a capital says nothing.</param>
/// <param name="StartsStatement">Follows the end of a sentence.</param>
/// <param name="AfterComma">Follows a mark that parts clauses.</param>
/// <param name="Glued">No space in front.</param>
/// <param name="Hyphened">A hyphen in front, or between figures a dash.</param>
/// <param name="Unit">Of digits: what a sign or code in front says that they count, by ISO 4217; of a letter: <see cref="WordScanner.Degree"/>.</param>
/// <param name="IsRead">Part of a phrase that was read.</param>
internal readonly record struct ScannedWord(int Start, int Length, Spelling? Spelling, bool Capital, bool Acronym, bool StartsSentence, bool StartsStatement, bool AfterComma, bool Glued, bool Hyphened, string? Unit, bool IsRead = false)
{
    public bool IsDigits => Spelling is null;

    public int End => Start + Length;

    public bool Is(string word) => Spelling?.Text == word;
}

/// <summary>Cuts a text into words and runs of digits, and notes what typography says of each. One for an article, one paragraph after another.</summary>
internal sealed class WordScanner(ParagraphVocabulary vocabulary)
{
    public const string Degree = "°";

    private const int LongestWord = 64;

    private readonly List<ScannedWord> words = [];
    private readonly SetInCapitals capitals = new(vocabulary);
    private string text = "";
    private (bool Sentence, bool Statement, bool Comma, bool Space, bool Hyphen, string? Unit) before;

    public List<ScannedWord> Words => words;

    public ReadOnlySpan<char> TextOf(ScannedWord word) => text.AsSpan(word.Start, word.Length);

    /// <summary>Whether the second stands right behind the first, with this character between.</summary>
    public bool IsJoined(ScannedWord first, char by, ScannedWord second) => second.Start == first.End + 1 && text[first.End] == by;

    /// <summary>The character in front; a space at the beginning.</summary>
    public char Before(ScannedWord word) => word.Start > 0 ? text[word.Start - 1] : ' ';

    public void Scan(string paragraph)
    {
        text = PlainTypography.Of(paragraph);
        words.Clear();
        before = (true, false, false, true, false, null);
        for (int at = 0; at < text.Length;)
        {
            char c = text[at];
            bool isPoint = c == '.' && IsDigit(at + 1) && (at == 0 || char.IsWhiteSpace(text[at - 1]) || before.Unit is not null);
            if (char.IsAsciiDigit(c) || char.IsLetter(c) || isPoint)
            {
                at = !char.IsLetter(c) ? ReadDigits(at) : ReadLetters(at);
                before = default;
            }
            else
            {
                ReadMark(at, c);
                at++;
            }
        }

        capitals.Settle(text, words);
    }

    private int ReadDigits(int start)
    {
        int at = start;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' && IsDigit(at + 1)) || IsClockMark(start, at) || IsGroupMark(at)))
        {
            at++;
        }

        if (before.Unit is null && words.Count > 0 && IsCodeBefore(start) && Currencies.OfCode(TextOf(words[^1]).TrimEnd('.')) is { } currency)
        {
            ScannedWord code = words[^1];
            words.RemoveAt(words.Count - 1);
            before = (before.Sentence || code.StartsSentence, before.Statement || code.StartsStatement, code.AfterComma, !code.Glued, code.Hyphened, currency);
        }

        Add(start, at, null, false, false);
        return at;
    }

    /// <summary>"CHF 5m", "Rs.500": nothing but a space or a full stop between the last word and the figure.</summary>
    private bool IsCodeBefore(int figure) => !words[^1].IsDigits && words[^1].Capital && text.AsSpan(words[^1].End, figure - words[^1].End).Trim(". ").IsEmpty;

    /// <summary>The colon of "13:00", not that of the result "3:2" or of the ratio "60:40".</summary>
    private bool IsClockMark(int start, int at) => text[at] == ':' && IsDigit(at + 1) && IsDigit(at + 2) && text[at + 1] <= '5' && (at - start > 2 || (at > start && int.Parse(text.AsSpan(start, at - start), System.Globalization.CultureInfo.InvariantCulture) < 25));

    /// <summary>The apostrophe of "1'200".</summary>
    private bool IsGroupMark(int at) => text[at] is '\'' or '’' && IsDigit(at + 1) && IsDigit(at + 2) && IsDigit(at + 3) && !IsDigit(at + 4);

    private bool IsDigit(int at) => at < text.Length && char.IsAsciiDigit(text[at]);

    private int ReadLetters(int start)
    {
        Span<char> lower = stackalloc char[LongestWord];
        int at = start, length = 0;
        bool dotted = at + 3 < text.Length && text[at + 1] == '.' && char.IsLetter(text[at + 2]) && text[at + 3] == '.';
        (bool allCapitals, bool ended) = (true, false);
        while (at < text.Length && !ended)
        {
            char letter = text[at];
            if (char.IsAsciiDigit(letter) && Currencies.OfCode(text.AsSpan(start, at - start)) is not null)
            {
                // "EUR27"
                ended = true;
            }
            else if (letter == '&' && allCapitals && at + 1 < text.Length && char.IsUpper(text[at + 1]) && length < lower.Length)
            {
                // "CD&R", "R&D"
                lower[length++] = letter;
                at++;
            }
            else if (char.IsLetter(letter) || char.IsDigit(letter) || (letter is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1])))
            {
                allCapitals &= char.IsUpper(letter);
                if (length < LongestWord)
                {
                    lower[length++] = letter == '’' ? '\'' : char.ToLowerInvariant(letter);
                }

                at++;
            }
            else if (dotted && letter == '.' && text[at - 1] != '.' && (at + 1 == text.Length || !char.IsLetter(text[at + 1]) || at + 2 >= text.Length || text[at + 2] == '.'))
            {
                at++;
                ended = at == text.Length || !char.IsLetter(text[at]);
            }
            else
            {
                ended = true;
            }
        }

        if (LengthOfClitic(lower[..length]) is > 0 and var clitic)
        {
            length -= clitic;
            allCapitals = text.AsSpan(start, length).ContainsAnyExceptInRange('A', 'Z') is false;
        }

        // "EVs", "MPs"
        if (length > 2 && length == at - start && lower[length - 1] == 's' && text[at - 1] == 's' && !text.AsSpan(start, length - 1).ContainsAnyExceptInRange('A', 'Z'))
        {
            (length, allCapitals) = (length - 1, true);
        }

        // "d'Apollon", "L'Oréal"
        int elided = length > 4 && lower[1] == '\'' && lower[0] is 'd' or 'l' ? 2 : 0;
        lower = lower[elided..length];
        length = lower.Length;
        bool acronym = allCapitals && length is > 1 and <= 6 && char.IsUpper(text[start]);
        if (acronym)
        {
            for (int i = 0; i < length; i++)
            {
                lower[i] = char.ToUpperInvariant(lower[i]);
            }
        }

        // "BoE", "MoD"
        bool mixed = at - start is >= 3 and <= 5 && char.IsUpper(text[start]) && char.IsUpper(text[at - 1]);
        Add(start, at, vocabulary.Look(lower[..length]), char.IsUpper(text[start + elided]), acronym || mixed);
        return at;
    }

    /// <summary>"'s", "'ll", "'ve", "'re", "'d", "'m": a possessive, or an auxiliary that says no more than the full one. 0: none.</summary>
    private static int LengthOfClitic(ReadOnlySpan<char> word)
    {
        int apostrophe = word.LastIndexOf('\'');
        return apostrophe > 0 && word[apostrophe..] is "'s" or "'ll" or "'ve" or "'re" or "'d" or "'m" ? word.Length - apostrophe : 0;
    }

    private void Add(int start, int end, Spelling? spelling, bool capital, bool acronym) =>
        words.Add(new ScannedWord(start, end - start, spelling, capital, acronym, before.Sentence, before.Statement, before.Comma, !before.Space, before.Hyphen, before.Unit));

    private void AddSign(int at, string word) =>
        words.Add(new ScannedWord(at, 1, vocabulary.Look(word), false, false, before.Sentence, before.Statement, before.Comma, !before.Space, false, null));

    private void ReadMark(int at, char c)
    {
        char previous = at > 0 ? text[at - 1] : ' ', next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (char.IsWhiteSpace(c))
        {
            (before.Space, before.Hyphen) = (true, false);
            return;
        }

        string? currency = Currencies.OfSign(c);
        if (c == '%')
        {
            AddSign(at, "percent");
        }
        else if (c == '¢')
        {
            AddSign(at, "cent");
        }
        else if (currency is not null && words.Count > 0 && !char.IsAsciiDigit(next) && (!char.IsWhiteSpace(next) || !IsDigit(at + 2)) && (words[^1].IsDigits || words[^1].Spelling!.Role == SpellingRole.Scale))
        {
            // "39 €", "27,6bn€"
            AddSign(at, currency.ToLowerInvariant());
        }
        else if (currency is not null)
        {
            if (words.Count > 0 && (words[^1].End == at || (words[^1].End == at - 1 && words[^1] is { Acronym: true, Length: 2 })) && Currencies.OfPrefix(TextOf(words[^1]), c) is { } prefixed)
            {
                // "US$39"
                ScannedWord prefix = words[^1];
                words.RemoveAt(words.Count - 1);
                (currency, before.Sentence, before.Statement, before.Comma, before.Space) = (prefixed, prefix.StartsSentence, prefix.StartsStatement, prefix.AfterComma, !prefix.Glued);
            }

            before.Unit = currency;
            return;
        }
        else if (c is '-' or '–' && (char.IsWhiteSpace(previous) || previous == '(') && (char.IsAsciiDigit(next) || (Currencies.OfSign(next) is not null && IsDigit(at + 2))))
        {
            // "-5°C"
            AddSign(at, "minus");
            before = (false, false, false, true, false, null);
            return;
        }

        bool between = c is '-' or '–' or ':' && char.IsAsciiDigit(previous) && char.IsAsciiDigit(next) || (c is '–' && Currencies.OfSign(next) is not null);
        bool isEllipsis = c == '.' && (previous == '.' || next == '.');

        // After a full stop, a new sentence, unless it ends an abbreviation ("Feb. 1", "Mr. Smith", "St. Louis") or stands inside a word ("Booking.com").
        before.Statement |= c is '!' or '?' || (c == '.' && !isEllipsis && !char.IsAsciiLetterLower(next) && words.Count > 0 && !IsAbbreviation(words[^1]));
        before.Sentence |= before.Statement || c is '“' or '"' or '«' or '‘' || (c == '\'' && char.IsWhiteSpace(previous));
        before.Comma |= !between && (c is ',' or ';' or ':' or '(' or ')' or '–' or '—' or '.' or '!' or '?' or '"' or '“' or '”' || (c == '-' && (previous == '-' || (char.IsWhiteSpace(previous) && char.IsWhiteSpace(next)))));
        before.Space |= c is not ('\'' or '’' or '°' or '%' or '¢');
        before.Hyphen = between || (c == '-' && previous != '-');
        before.Unit = c == '°' ? Degree : null;
    }

    private bool IsAbbreviation(ScannedWord word) =>
        word is { Length: <= 2, Capital: true } or { Spelling.Role: SpellingRole.Title or SpellingRole.LegalForm }
        || (word.Spelling is { } spelling && Abbreviations.Contains(spelling.Text))
        || (word.Spelling is { Role: SpellingRole.Date or SpellingRole.AmbiguousDate } date && vocabulary[date.TermNumber].Stem != date.Text);

    private static readonly HashSet<string> Abbreviations =
        [.. "gov sen rep gen col lt capt sgt adm pres hon rev st mt ft no nos vs approx dept univ assn intl natl est ca vol fig ave rd jr sr messrs calif mass conn ariz colo fla ga ill ind kan md mich minn mo mont neb nev okla ore pa tenn tex va vt wash wis wyo al etc eg ie bros cos mfg".Split(' ')];
}
