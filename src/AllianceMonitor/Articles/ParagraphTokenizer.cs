using System.Globalization;
using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>
/// Text to tokens in which typography, spelling of figures and inflection make no difference: "€27.6bn", "27.6 billion euros"; "1 p.m.", "13:00"; "a fifth of",
/// "20%"; "Feb.1", "February 1". Not thread-safe: one for an article.
/// </summary>
internal sealed class ParagraphTokenizer(ParagraphVocabulary vocabulary)
{
    private const int LongestWord = 64;

    private readonly List<Raw> raws = [];
    private readonly List<ParagraphToken> tokens = [];
    private string text = "";
    private bool negated;
    private bool startsStatement;

    /// <summary>A word or a run of digits as it stands in the text.</summary>
    private readonly record struct Raw(int Start, int Length, Spelling? Spelling, bool Capital, bool Acronym, bool StartsSentence, bool StartsStatement, bool AfterComma, bool Glued, bool Hyphened, char Sign, bool IsRead = false)
    {
        public bool IsDigits => Spelling is null;

        public bool Is(string word) => Spelling?.Text == word;
    }

    public ParagraphToken[] Tokenize(string paragraph)
    {
        text = paragraph;
        (negated, startsStatement) = (false, false);
        raws.Clear();
        tokens.Clear();
        Scan();
        for (int at = 0; at < raws.Count;)
        {
            at = raws[at].IsRead ? at + 1 : Read(at);
        }

        return [.. tokens];
    }

    private void Scan()
    {
        Span<char> lower = stackalloc char[LongestWord];
        (bool sentence, bool statement, bool comma, bool space, bool hyphen, char sign) = (true, false, false, true, false, '\0');
        for (int at = 0; at < text.Length;)
        {
            char c = text[at];
            if (char.IsAsciiDigit(c))
            {
                int start = at;
                while (at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is '.' or ',' or ':' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))))
                {
                    at++;
                }

                raws.Add(new Raw(start, at - start, null, false, false, sentence, statement, comma, !space, hyphen, sign));
            }
            else if (char.IsLetter(c))
            {
                int start = at;
                bool dotted = at + 3 < text.Length && text[at + 1] == '.' && char.IsLetter(text[at + 2]) && text[at + 3] == '.';
                int length = 0;
                (bool allCapitals, bool ended) = (true, false);
                while (at < text.Length && !ended)
                {
                    char letter = text[at];
                    if (char.IsLetter(letter) || char.IsDigit(letter) || (letter is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1])))
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

                if (length > 2 && lower[length - 2] == '\'' && lower[length - 1] == 's')
                {
                    allCapitals = text.AsSpan(start, length - 2).ContainsAnyExceptInRange('A', 'Z') is false;
                    length -= 2;
                }

                bool acronym = allCapitals && length is > 1 and <= 6 && char.IsUpper(c);
                if (acronym)
                {
                    for (int i = 0; i < length; i++)
                    {
                        lower[i] = char.ToUpperInvariant(lower[i]);
                    }
                }

                raws.Add(new Raw(start, at - start, vocabulary.Look(lower[..length]), char.IsUpper(c), acronym, sentence, statement, comma, !space, hyphen, sign));
            }
            else
            {
                if (c == '%')
                {
                    raws.Add(new Raw(at, 1, vocabulary.Look("percent"), false, false, false, false, false, true, false, '\0'));
                }

                // After a full stop, a new sentence, unless it ends an abbreviation: "Feb. 1", "Mr. Smith", "St. Louis".
                statement |= c is '!' or '?' || (c == '.' && raws.Count > 0 && !IsAbbreviation(raws[^1]));
                sentence |= statement || c is '“' or '"' or '«';
                comma |= c is ',' or ';' or ':' or '(' or ')' or '–' or '—' or '.' or '!' or '?' or '"' or '“' or '”';
                space |= c is not ('\'' or '’' or '°' or '%');
                hyphen = c is '-' or '‑';
                sign = c is '$' or '€' or '£' or '¥' or '₹' or '°' ? c : char.IsWhiteSpace(c) ? sign : '\0';
                at++;
                continue;
            }

            (sentence, statement, comma, space, hyphen, sign) = (false, false, false, false, false, '\0');
        }
    }

    private bool IsAbbreviation(Raw raw) =>
        raw is { Length: <= 2, Capital: true } or { Spelling.Role: SpellingRole.Title }
        || (raw.Spelling is { Role: SpellingRole.Date or SpellingRole.AmbiguousDate } date && vocabulary[date.TermNumber].Stem != date.Text);

    private int Read(int at)
    {
        Raw raw = raws[at];
        startsStatement |= raw.StartsStatement;
        if (raw.Spelling is not { } spelling)
        {
            return ReadDigits(at);
        }

        int phrase = ReadPhrase(at, spelling);
        if (phrase > at)
        {
            return phrase;
        }

        switch (spelling.Role)
        {
            case SpellingRole.Title:
                return at + 1;
            case SpellingRole.Negator when spelling.Text is "no" && at + 1 < raws.Count && raws[at + 1].IsDigits:
                // "no. 1"
                Emit(vocabulary.NumberOf("number"), TokenKind.Word, raw);
                return at + 1;
            case SpellingRole.Negator:
                negated = !negated;
                return at + 1;
            case SpellingRole.Function when raw.Capital && !raw.StartsSentence && spelling.Text.Length > 3:
            case SpellingRole.Place when raw.Capital:
                Emit(spelling.TermNumber, TokenKind.Name, raw);
                return at + 1;
            case SpellingRole.Function when spelling.Text is "a" or "an" && IsOneAndAHalf(at):
                ReadUnit(1.5, at + 1, raw);
                return at + 5;
            case SpellingRole.Function when spelling.Text is "a" or "an" && at + 1 < raws.Count && raws[at + 1] is { Glued: false, Spelling: { Role: SpellingRole.Scale } or { Text: "dozen" } }:
            case SpellingRole.Function when spelling.Text is "a" && at + 2 < raws.Count && raws[at + 1].Spelling is { Role: SpellingRole.Ordinal, Value: >= 3 } && (raws[at + 2].Is("of") || raws[at + 2].Is("point")):
            case SpellingRole.Function when spelling.Text is "a" && at > 0 && raws[at - 1].Is("by") && at + 1 < raws.Count && raws[at + 1].Spelling is { Role: SpellingRole.Ordinal, Value: >= 3 } && EndsPhrase(at + 2):
                return ReadNumberWords(at);
            case SpellingRole.Function:
                Emit(spelling.TermNumber, TokenKind.Function, raw);
                return at + 1;
            case SpellingRole.Particle:
                Emit(spelling.TermNumber, TokenKind.Particle, raw);
                return at + 1;
            case SpellingRole.Date when raw.Capital:
            case SpellingRole.AmbiguousDate when raw.Capital && IsDate(at):
                Emit(spelling.TermNumber, TokenKind.Date, raw);
                return at + 1;
            case SpellingRole.AmbiguousDate when spelling.Text is "may":
                Emit(vocabulary.NumberOf("may-modal"), TokenKind.Function, raw);
                return at + 1;
            case SpellingRole.Cardinal or SpellingRole.Scale or SpellingRole.Ordinal when !raw.Capital || raw.StartsSentence:
                return ReadNumberWords(at);
            default:
                ReadWord(at, spelling);
                return at + 1;
        }
    }

    /// <summary>"by a third last year", "by a third.", but not "by a third party".</summary>
    private bool EndsPhrase(int at) => at >= raws.Count || raws[at].AfterComma || raws[at].Is("last") || raws[at].Is("this") || raws[at].Spelling is { Role: SpellingRole.Function or SpellingRole.Particle };

    private bool IsDate(int at) =>
        !raws[at].StartsSentence || (at + 1 < raws.Count && raws[at + 1].IsDigits) || (at > 0 && raws[at - 1].IsDigits);

    private void ReadWord(int at, Spelling spelling)
    {
        Raw raw = raws[at];
        if (raw.Hyphened && spelling.Text is "free" && tokens.Count > 0)
        {
            // "alcohol-free"
            tokens[^1] = tokens[^1] with { Traits = tokens[^1].Traits ^ TokenTraits.Negated };
            return;
        }

        if (spelling.Text is "twice" && (at + 1 >= raws.Count || !(raws[at + 1].Is("as") || raws[at + 1].Is("the") || raws[at + 1].Is("its") || raws[at + 1].Is("their") || raws[at + 1].Is("that"))))
        {
            EmitNumber(2, raw, traits: TokenTraits.Soft);
            return;
        }

        int term = spelling.Role is SpellingRole.AmbiguousDate or SpellingRole.Date or SpellingRole.Place ? vocabulary.NumberOf(spelling.Stem) : spelling.TermNumber;
        if (!raw.Capital && NewsLexicon.Units.TryGetValue(spelling.Stem, out string? unit) && (unit == "%" || char.IsAsciiLetterUpper(unit[0])))
        {
            Emit(vocabulary.NumberOf(unit), TokenKind.Unit, raw);
            return;
        }

        if (raw.Acronym || (raw.Capital && !raw.StartsSentence))
        {
            Emit(spelling.Role == SpellingRole.Word ? spelling.NameNumber : term, TokenKind.Name, raw, raw.Acronym ? TokenTraits.Acronym : TokenTraits.None);
        }
        else if (!raw.Capital || vocabulary[term].Entry.IsKnown || LooksCommon(spelling.Text))
        {
            Emit(term, TokenKind.Word, raw);
            negated ^= spelling.Stem == "deny";
        }
        else
        {
            bool fullName = at + 1 < raws.Count && raws[at + 1] is { Capital: true, AfterComma: false, StartsSentence: false, Spelling.Role: SpellingRole.Word };
            Emit(spelling.NameNumber, fullName ? TokenKind.Name : TokenKind.MaybeName, raw);
        }
    }

    /// <summary>An ending that names hardly have.</summary>
    private static bool LooksCommon(string word) =>
        word.Length > 4 && (word.EndsWith("ers", StringComparison.Ordinal) || word.EndsWith("ors", StringComparison.Ordinal) || word.EndsWith("ists", StringComparison.Ordinal) || word.EndsWith("ents", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal)
            || word.EndsWith("tion", StringComparison.Ordinal) || word.EndsWith("ment", StringComparison.Ordinal) || word.EndsWith("ness", StringComparison.Ordinal) || word.EndsWith("ity", StringComparison.Ordinal));

    private int ReadPhrase(int at, Spelling first)
    {
        foreach (NewsLexicon.Phrase phrase in first.Phrases)
        {
            int length = phrase.Stems.Length;
            if (at + length > raws.Count)
            {
                continue;
            }

            int same = 1;
            while (same < length && raws[at + same] is { Spelling: { } next, AfterComma: false } && next.Stem == phrase.Stems[same])
            {
                same++;
            }

            if (same < length && !(phrase.MaySplit && ReadParticle(at, phrase.Stems[1])))
            {
                continue;
            }

            length = same;

            switch (phrase.Name)
            {
                case "not_only":
                    break;
                case "no_longer" or "yet_to" or "fail_to" or "unabl_to" or "refus_to" or "declin_to" or "no_on":
                    negated = !negated;
                    break;
                default:
                    if (NewsLexicon.Places.TryGetValue(phrase.Name, out string? place))
                    {
                        Emit(vocabulary.NumberOf(place), TokenKind.Name, raws[at]);
                    }
                    else
                    {
                        Emit(vocabulary.NumberOf(NewsLexicon.Units.GetValueOrDefault(phrase.Name, phrase.Name)), TokenKind.Word, raws[at]);
                    }

                    break;
            }

            return at + length;
        }

        return at;
    }

    /// <summary>The particle of a verb behind its object, where its clause ends or goes on with a function word.</summary>
    private bool ReadParticle(int verb, string particle)
    {
        for (int at = verb + 1; at < raws.Count && at <= verb + 5 && raws[at] is { AfterComma: false, Spelling: { } word }; at++)
        {
            if (at > verb + 1 && word.Stem == particle && EndsPhrase(at + 1))
            {
                raws[at] = raws[at] with { IsRead = true };
                return true;
            }
        }

        return false;
    }

    private int ReadDigits(int at)
    {
        Raw raw = raws[at];
        ReadOnlySpan<char> digits = text.AsSpan(raw.Start, raw.Length);
        int next = at + 1;
        if (ReadRatio(at) is var ratio && ratio > at)
        {
            return ratio;
        }

        bool isTime = digits.Contains(':');
        if (isTime || (next < raws.Count && raws[next].Spelling is { Text: "am" or "pm" or "AM" or "PM" }))
        {
            return ReadTime(at, digits);
        }

        if (!double.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
        {
            Emit(vocabulary.NumberOf($"#{digits}"), TokenKind.Number, raw);
            return next;
        }

        if (next < raws.Count && raws[next] is { Glued: true, Spelling.Text: "st" or "nd" or "rd" or "th" })
        {
            bool inDate = (next + 1 < raws.Count && raws[next + 1].Spelling?.Role is SpellingRole.Date or SpellingRole.AmbiguousDate) || (tokens.Count > 0 && tokens[^1].Kind == TokenKind.Date);
            EmitNumber(value, raw, inDate ? "" : "th", inDate ? TokenTraits.None : TokenTraits.Soft);
            return next + 1;
        }

        // Groups of three digits with spaces between: "15 000".
        while (raw.Length <= 3 && value >= 1 && value == Math.Floor(value) && next < raws.Count && raws[next] is { IsDigits: true, Length: 3, AfterComma: false, Hyphened: false, Sign: '\0' } group
            && !text.AsSpan(group.Start, 3).ContainsAnyExceptInRange('0', '9') && group.Start == raws[next - 1].Start + raws[next - 1].Length + 1)
        {
            value = (value * 1000) + double.Parse(text.AsSpan(group.Start, 3), CultureInfo.InvariantCulture);
            next++;
        }

        char sign = raw.Sign;
        bool isMoney = sign is not ('\0' or '°');
        (value, int end) = ReadScale(value, next, isMoney);
        return ReadUnit(end == next ? value * ScaleOfRange(at, value, isMoney) : value, end, raw, sign);
    }

    /// <summary>In "between 200 and 250 million", "from 1 to 1.5 billion" and "2-3 million" the scale of the second figure is that of the first too.</summary>
    private double ScaleOfRange(int at, double value, bool isMoney)
    {
        int second = at + 1 < raws.Count && raws[at + 1].IsDigits && raws[at + 1].Hyphened ? at + 1
            : at > 0 && at + 2 < raws.Count && raws[at + 2].IsDigits && !raws[at + 2].AfterComma && ((raws[at - 1].Is("between") && raws[at + 1].Is("and")) || (raws[at - 1].Is("from") && raws[at + 1].Is("to"))) ? at + 2
            : 0;
        return second > 0 && double.TryParse(text.AsSpan(raws[second].Start, raws[second].Length), NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double other) && value < other && other < 1000
            ? ReadScale(1, second + 1, isMoney).Value
            : 1;
    }

    private (double Value, int Next) ReadScale(double value, int next, bool isMoney)
    {
        while (next < raws.Count && raws[next].Spelling is { } word && !raws[next].AfterComma)
        {
            if (word.Role == SpellingRole.Scale)
            {
                value *= word.Value;
            }
            else if (word.Text is "m" or "M" && (raws[next].Glued || isMoney))
            {
                value *= 1e6;
            }
            else
            {
                break;
            }

            next++;
        }

        return (value, next);
    }

    /// <summary>A figure and what it counts, which may be nothing: in the base unit, so that "1.2 kilometres" and "1,200 metres" are the same.</summary>
    private int ReadUnit(double value, int next, Raw raw, char sign = '\0', TokenTraits traits = TokenTraits.None)
    {
        string? unit = sign switch { '$' => "USD", '€' => "EUR", '£' => "GBP", '¥' => "JPY", '₹' => "INR", _ => null };
        if (unit is null && next < raws.Count && !raws[next].AfterComma && raws[next].Spelling is { } word)
        {
            if (raws[next].Sign == '°')
            {
                (unit, next) = (word.Text is "f" or "F" ? "degF" : "degC", next + 1);
            }
            else if (word.Stem == "degre")
            {
                next++;
                bool named = next < raws.Count && NewsLexicon.Units.ContainsKey(raws[next].Spelling?.Stem ?? "");
                (unit, next) = named ? (NewsLexicon.Units[raws[next].Spelling!.Stem], next + 1) : ("degC", next);
            }
            else if (next + 1 < raws.Count && raws[next + 1].Spelling is { } second && NewsLexicon.Units.TryGetValue($"{word.Stem}_{second.Stem}", out unit))
            {
                next += 2;
            }
            else if (NewsLexicon.Units.TryGetValue(word.Stem, out unit))
            {
                next++;
            }
        }

        // "a 34-year-old", "a man of 34"
        next += unit is "year" && next < raws.Count && raws[next].Is("old") ? 1 : 0;
        (unit, double factor) = unit is not null && BaseUnits.TryGetValue(unit, out (string, double) known) ? known : (unit, 1);
        EmitNumber(factor == 1 ? value : Math.Round(value * factor, 4), raw, "", traits);
        if (unit is not null)
        {
            Emit(vocabulary.NumberOf(unit), TokenKind.Unit, raw);
        }

        return next;
    }

    private static readonly Dictionary<string, (string Unit, double Factor)> BaseUnits = new(StringComparer.Ordinal)
    {
        ["km"] = ("m", 1000), ["cm"] = ("m", 0.01), ["mm"] = ("m", 0.001), ["t"] = ("kg", 1000), ["g"] = ("kg", 0.001), ["gw"] = ("mw", 1000), ["kw"] = ("mw", 0.001), ["pence"] = ("GBP", 0.01),
        ["hour"] = ("minute", 60), ["week"] = ("day", 7), ["fortnight"] = ("day", 14), ["month"] = ("year", 1.0 / 12), ["decade"] = ("year", 10),
    };

    /// <summary>"an hour and a half".</summary>
    private bool IsOneAndAHalf(int at) =>
        at + 4 < raws.Count && raws[at + 2].Is("and") && raws[at + 3].Is("a") && raws[at + 4].Is("half") && raws[at + 1].Spelling is { } unit && NewsLexicon.Units.ContainsKey(unit.Stem);

    private int ReadTime(int at, ReadOnlySpan<char> digits)
    {
        int next = at + 1;
        int colon = digits.IndexOfAny(':', '.');
        string? half = next < raws.Count && raws[next].Spelling is { Text: "am" or "pm" or "AM" or "PM" } word ? word.Text.ToLowerInvariant() : null;
        ReadOnlySpan<char> hours = colon < 0 ? digits : digits[..colon], minutes = colon < 0 ? "0" : digits[(colon + 1)..];
        if (int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out int hour) && hour < 25 && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out int minute))
        {
            hour = half is null ? hour : (hour % 12) + (half == "pm" ? 12 : 0);
            Emit(vocabulary.NumberOf($"@{(hour * 60) + minute}"), TokenKind.Number, raws[at]);
        }
        else
        {
            Emit(vocabulary.NumberOf($"@{digits}"), TokenKind.Number, raws[at]);
        }

        return half is null ? next : next + 1;
    }

    /// <summary>"twenty-five", "two hundred", "a million", "a fifth of", "two thirds", "third".</summary>
    private int ReadNumberWords(int at)
    {
        Raw raw = raws[at];
        int next = ReadRatio(at);
        if (next > at)
        {
            return next;
        }

        (double value, bool any) = (0, false);
        if (raw.Is("a") || raw.Is("an"))
        {
            (value, any, next) = (1, true, at + 1);
        }

        while (next < raws.Count && raws[next].Spelling is { Role: SpellingRole.Cardinal } word && (next == at || !raws[next].AfterComma) && !(any && value % 10 != 0 && word.Value != 12))
        {
            value = word.Value == 12 && any && word.Text == "dozen" ? value * 12 : value + word.Value;
            (any, next) = (true, next + 1);
        }

        if (any && next < raws.Count && raws[next].Spelling is { Role: SpellingRole.Ordinal } fraction && !raws[next].AfterComma && fraction.Value >= 0.5 && (fraction.Text[^1] == 's' || (value == 1 && fraction.Value > 2) || raw.Is("a") || next + 1 >= raws.Count || raws[next + 1].Is("of")))
        {
            double whole = fraction.Value < 1 ? 2 : fraction.Value;
            EmitShare(value, whole, raw);
            return raws.Count > next + 1 && raws[next + 1].Is("of") ? next + 2 : next + 1;
        }

        if (!any && raw.Spelling!.Role == SpellingRole.Ordinal)
        {
            if (raw.Spelling.Value >= 1 && at + 2 < raws.Count && raws[at + 1].Is("of") && raws[at + 2] is { Capital: true, Spelling.Role: SpellingRole.Date or SpellingRole.AmbiguousDate })
            {
                // "the first of May"
                EmitNumber(raw.Spelling.Value, raw);
                return at + 2;
            }

            bool ofWhole = at + 1 < raws.Count && (raws[at + 1].Is("of") || raws[at + 1].Is("the") || raws[at + 1].Is("its") || raws[at + 1].Is("their"));
            if (raw.Is("half") && at + 2 < raws.Count && (raws[at + 1].Is("a") || raws[at + 1].Is("an")))
            {
                (double half, int after) = ReadScale(0.5, at + 2, isMoney: false);
                return ReadUnit(half, after, raw);
            }

            if (raw.Is("half") && ofWhole && !(tokens.Count > 0 && tokens[^1].IsSoft))
            {
                EmitNumber(50, raw);
                Emit(vocabulary.NumberOf("%"), TokenKind.Unit, raw);
            }
            else if (raw.Spelling.Value is 0.5 || raw.Spelling.Stem == "quarter")
            {
                Emit(raw.Spelling.TermNumber, TokenKind.Word, raw);
            }
            else
            {
                EmitNumber(raw.Spelling.Value, raw, "th", TokenTraits.Soft);
            }

            return at + 1;
        }

        if (!any && raw.Spelling!.Role == SpellingRole.Scale)
        {
            // "hundreds of", "millions": how many is not said.
            Emit(raw.Spelling.TermNumber, TokenKind.Word, raw);
            return at + 1;
        }

        (double scaled, int end) = ReadScale(any ? value : 1, next, isMoney: false);
        if (end < raws.Count && end > next && raws[end].Spelling is { Role: SpellingRole.Cardinal } && raws[end].Is("and"))
        {
            end++;
        }

        if (end == next && end + 2 < raws.Count && raws[end].Is("and") && raws[end + 1].Is("a") && raws[end + 2].Is("half"))
        {
            (scaled, end) = (scaled + 0.5, end + 3);
        }

        return ReadUnit(scaled, Math.Max(end, at + 1), raw, '\0', value == 1 && end == next ? TokenTraits.Soft : TokenTraits.None);
    }

    /// <summary>"one in four", "nine out of ten": a share.</summary>
    private int ReadRatio(int at)
    {
        int second = at + 3 < raws.Count && raws[at + 1].Is("in") && raws[at + 2].Is("every") ? at + 3
            : at + 2 < raws.Count && raws[at + 1].Is("in") ? at + 2 : at + 3 < raws.Count && raws[at + 1].Is("out") && raws[at + 2].Is("of") ? at + 3 : 0;
        if (second == 0 || raws[second].AfterComma || SmallNumber(at) is not { } part || SmallNumber(second) is not { } whole || part >= whole
            || (second == at + 2 && raws[at].IsDigits != raws[second].IsDigits))
        {
            return at;
        }

        EmitShare(part, whole, raws[at]);
        return second + 1;
    }

    /// <summary>A number from one to a hundred that is written as one word or in digits.</summary>
    private double? SmallNumber(int at) =>
        raws[at].Spelling is { Role: SpellingRole.Cardinal, Value: >= 1 } word ? word.Value
        : raws[at] is { IsDigits: true, Length: <= 2 } digits && int.TryParse(text.AsSpan(digits.Start, digits.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
        : null;

    /// <summary>In percent, with one decimal place.</summary>
    private void EmitShare(double part, double whole, Raw raw)
    {
        EmitNumber(Math.Round(part / whole * 100, 1), raw);
        Emit(vocabulary.NumberOf("%"), TokenKind.Unit, raw);
    }

    private void EmitNumber(double value, Raw raw, string suffix = "", TokenTraits traits = TokenTraits.None)
    {
        Span<char> form = stackalloc char[48];
        form.TryWrite(CultureInfo.InvariantCulture, $"#{value:R}{suffix}", out int length);
        Emit(vocabulary.NumberOf(form[..length]), TokenKind.Number, raw, traits);
    }

    private void Emit(int term, TokenKind kind, Raw raw, TokenTraits traits = TokenTraits.None)
    {
        traits |= raw.AfterComma ? TokenTraits.AfterJoint : TokenTraits.None;
        traits |= raw.StartsSentence ? TokenTraits.StartsSentence : TokenTraits.None;
        traits |= startsStatement ? TokenTraits.StartsStatement : TokenTraits.None;
        startsStatement = false;
        if (kind > TokenKind.Particle && negated && !vocabulary[term].IsReporting)
        {
            traits |= TokenTraits.Negated;
            negated = false;
        }

        if (kind == TokenKind.Name)
        {
            vocabulary.AddName(term);
        }

        tokens.Add(new ParagraphToken(term, kind, traits));
    }
}
