using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>
/// Text to tokens in which typography, spelling of figures and inflection make no difference: "€27.6bn", "27.6 billion euros"; "1 p.m.", "13:00"; "a fifth of",
/// "20%"; "Feb.1", "February 1". Not thread-safe: one for an article.
/// </summary>
internal sealed class ParagraphTokenizer
{
    private readonly ParagraphVocabulary vocabulary;
    private readonly WordScanner scanner;
    private readonly List<ScannedWord> words;
    private readonly TokenWriter writer;
    private readonly FigureReader figures;

    public ParagraphTokenizer(ParagraphVocabulary vocabulary)
    {
        (this.vocabulary, scanner, writer) = (vocabulary, new WordScanner(vocabulary), new TokenWriter(vocabulary));
        (words, figures) = (scanner.Words, new FigureReader(vocabulary, scanner, writer));
    }

    public ParagraphToken[] Tokenize(string paragraph)
    {
        writer.Clear();
        scanner.Scan(paragraph);
        for (int at = 0; at < words.Count;)
        {
            at = words[at].IsRead ? at + 1 : Read(at);
        }

        return [.. writer.Tokens];
    }

    private int Read(int at)
    {
        ScannedWord raw = words[at];
        writer.StartsStatement |= raw.StartsStatement;
        writer.Approximate = at > 0 && words[at - 1].Spelling is { } before && Approximations.Contains(before.Text);
        if (raw.Spelling is not { } spelling)
        {
            return figures.ReadDigits(at);
        }

        if (IsOneUnitOfTime(at))
        {
            return figures.ReadUnit(1, at + 1, raw, TokenTraits.Soft);
        }

        if (spelling.Stem == "leav" && LeavesAsItIs(at))
        {
            writer.Emit(vocabulary.NumberOf("keep"), TokenKind.Word, raw);
            return at + 1;
        }

        int phrase = ReadPhrase(at, spelling);
        if (phrase > at)
        {
            return phrase;
        }

        switch (spelling.Role)
        {
            case SpellingRole.Title:
            case SpellingRole.LegalForm when FollowsName(at):
                return at + 1;
            case SpellingRole.Negator when spelling.Text is "no" && at + 1 < words.Count && words[at + 1].IsDigits:
                // "no. 1"
                writer.Emit(vocabulary.NumberOf("number"), TokenKind.Word, raw);
                return at + 1;
            case SpellingRole.Negator:
                // "neither he nor she came" is no double negation, and "not until May" is "only in May".
                if (spelling.Text == "nothing" && IsObject(at))
                {
                    // "had drunk nothing before"
                    writer.Tokens[^1] = writer.Tokens[^1] with { Traits = writer.Tokens[^1].Traits ^ TokenTraits.Negated };
                    return at + 1;
                }

                writer.Negated = (spelling.Text is "nor" or "neither" || !writer.Negated) && !GoesOnWithUntil(at);
                return at + 1;
            case SpellingRole.Function when raw.Capital && !raw.StartsSentence && spelling.Text.Length > 3:
            case SpellingRole.KnownName when raw.Capital:
                writer.Emit(spelling.TermNumber, TokenKind.Name, raw);
                return at + 1;
            case SpellingRole.Function when spelling.Text is "a" or "an" && figures.IsOneAndAHalf(at):
                figures.ReadUnit(1.5, at + 1, raw);
                return at + 5;
            case SpellingRole.Function when spelling.Text is "a" or "an" && at + 1 < words.Count && words[at + 1] is { Glued: false, Spelling: { Role: SpellingRole.Scale } or { Text: "dozen" } }:
            case SpellingRole.Function when spelling.Text is "a" && at + 2 < words.Count && words[at + 1].Spelling is { Role: SpellingRole.Ordinal, Value: >= 3 } && (words[at + 2].Is("of") || words[at + 2].Is("point") || words[at + 2].Is("percentage")):
            case SpellingRole.Function when spelling.Text is "a" && at > 0 && (words[at - 1].Is("by") || words[at - 1].Spelling is { } measured && Approximations.Contains(measured.Text)) && at + 1 < words.Count && words[at + 1].Spelling is { Role: SpellingRole.Ordinal, Value: >= 3 } && EndsPhrase(at + 2):
                return figures.ReadNumberWords(at);
            case SpellingRole.Function:
                writer.Emit(spelling.TermNumber, TokenKind.Function, raw);
                return at + 1;
            case SpellingRole.Particle:
                writer.Emit(spelling.TermNumber, TokenKind.Particle, raw);
                return at + 1;
            case SpellingRole.Date or SpellingRole.AmbiguousDate when raw.Capital && figures.ReadMonths(at) is var months && months > at:
                return months;
            case SpellingRole.Date when raw.Capital:
            case SpellingRole.AmbiguousDate when raw.Capital && IsDate(at):
                writer.Emit(spelling.TermNumber, TokenKind.Date, raw);
                return at + 1;
            case SpellingRole.AmbiguousDate when spelling.Text is "may":
                writer.Emit(vocabulary.NumberOf("may-modal"), TokenKind.Function, raw);
                return at + 1;
            case SpellingRole.Cardinal when spelling.Value == 0 && at + 1 < words.Count && words[at + 1] is { Capital: false, Hyphened: false, AfterComma: false, Spelling: { Role: SpellingRole.Word } counted } && !NewsLexicon.Units.ContainsKey(counted.Stem):
            case SpellingRole.Word when spelling.Text is "minus" && at + 1 < words.Count && words[at + 1].Spelling?.Text is "the" or "a" or "an" or "any" or "its" or "their" or "his" or "her" or "those":
                // "zero rain": none; "minus the amendment": without it.
                writer.Negated = !writer.Negated;
                return at + 1;
            case SpellingRole.Cardinal or SpellingRole.Scale or SpellingRole.Ordinal when !raw.Capital || raw.StartsSentence:
                return figures.ReadNumberWords(at);
            case SpellingRole.Word when spelling.Text is "minus" && at + 1 < words.Count && (words[at + 1].IsDigits || words[at + 1].Spelling!.Role == SpellingRole.Cardinal):
                writer.BelowZero = true;
                return at + 1;
            case SpellingRole.Word when spelling.Text is "noon" or "midday" or "midnight":
                figures.ReadTimeWord(at, spelling.Text);
                return at + 1;
            case SpellingRole.Word when figures.ReadPeriod(at, spelling.Text):
                return at + 1;
            default:
                ReadWord(at, spelling);
                return at + 1;
        }
    }

    /// <summary>"Ford Motor Co.", "Siemens AG", "Nissan Motor Co., Ltd.", "Li & Co".</summary>
    private bool FollowsName(int at) => at > 0 && (words[at].Capital || words[at].Is("plc")) && !words[at].StartsStatement && (words[at - 1].Capital || words[at - 1].Spelling?.Role == SpellingRole.LegalForm) && !(at + 1 < words.Count && words[at + 1].Hyphened);

    private static readonly HashSet<string> Claims = [.. "claim report allegation accusation suggestion rumour speculation".Split(' ').Select(NewsLexicon.Stem)];

    private static readonly HashSet<string> Approximations = [.. "about around some roughly nearly almost approximately over under than least circa up".Split(' ')];

    /// <summary>"by a year", "for an hour", "a week later", but not "once a year"; "a year earlier" is a phrase of its own.</summary>
    private bool IsOneUnitOfTime(int at)
    {
        if (!(words[at].Is("a") || words[at].Is("an")) || at + 1 >= words.Count || words[at + 1] is not { AfterComma: false, Spelling: { } unit }
            || NewsLexicon.Units.GetValueOrDefault(unit.Stem) is not ("minute" or "hour" or "day" or "week" or "fortnight" or "month" or "year" or "decade") || (at + 2 < words.Count && words[at + 2].Hyphened))
        {
            return false;
        }

        bool isPoint = at + 2 < words.Count && (words[at + 2].Is("earlier") || words[at + 2].Is("ago") || words[at + 2].Is("before") || words[at + 2].Is("later"));
        return isPoint ? unit.Text != "year" : at > 0 && (words[at - 1].Is("by") || words[at - 1].Is("for") || words[at - 1].Is("within") || words[at - 1].Is("after"));
    }

    /// <summary>"left rates unchanged", "left its key rate at 4 percent": kept.</summary>
    private bool LeavesAsItIs(int at)
    {
        bool isLevel = false;
        for (int next = at + 1; next < words.Count && next <= at + 7 && words[next] is { AfterComma: false, Spelling: { } word }; next++)
        {
            isLevel |= Levels.Contains(word.Stem);
            if (word.Text is "unchanged" or "steady" or "intact" or "untouched" || (isLevel && word.Text is "at" or "on"))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly HashSet<string> Levels = [.. "rate cost price target forecast outlook guidance estimate dividend policy rating".Split(' ').Select(NewsLexicon.Stem)];

    /// <summary>Behind a verb, and nothing said of it: not "nothing new".</summary>
    private bool IsObject(int at) => writer.Tokens is [.., { Kind: TokenKind.Word }] && (at + 1 == words.Count || words[at + 1].StartsStatement || words[at + 1].AfterComma || words[at + 1].Spelling?.Role is SpellingRole.Function or SpellingRole.Particle);

    private bool GoesOnWithUntil(int at)
    {
        for (int next = at + 1; next < words.Count && next <= at + 14 && !words[next].AfterComma; next++)
        {
            if (words[next].Is("until") || words[next].Is("till"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"by about a third last year", "by a third.", but not "by a third party".</summary>
    private bool EndsPhrase(int at) => at >= words.Count || words[at].AfterComma || words[at].Is("last") || words[at].Is("this") || words[at].Spelling is { Role: SpellingRole.Function or SpellingRole.Particle };

    private bool IsDate(int at) =>
        !words[at].StartsSentence || (at + 1 < words.Count && words[at + 1].IsDigits) || (at > 0 && words[at - 1].IsDigits);

    private void ReadWord(int at, Spelling spelling)
    {
        ScannedWord raw = words[at];
        if (raw.Hyphened && spelling.Text is "free" && writer.Tokens.Count > 0)
        {
            // "alcohol-free"
            writer.Tokens[^1] = writer.Tokens[^1] with { Traits = writer.Tokens[^1].Traits ^ TokenTraits.Negated };
            return;
        }

        if (spelling.Text is "twice" && (at + 1 >= words.Count || !(words[at + 1].Is("as") || words[at + 1].Is("the") || words[at + 1].Is("its") || words[at + 1].Is("their") || words[at + 1].Is("that"))))
        {
            writer.EmitNumber(2, raw, traits: TokenTraits.Soft);
            return;
        }

        int term = spelling.Role is SpellingRole.AmbiguousDate or SpellingRole.Date or SpellingRole.KnownName ? vocabulary.NumberOf(spelling.Stem) : spelling.TermNumber;
        if (!raw.Capital && NewsLexicon.Units.TryGetValue(spelling.Stem, out string? unit) && (unit == "%" || char.IsAsciiLetterUpper(unit[0])))
        {
            writer.Emit(vocabulary.NumberOf(unit), TokenKind.Unit, raw);
            return;
        }

        if (raw.Acronym || (raw.Capital && !raw.StartsSentence))
        {
            writer.Emit(spelling.Role == SpellingRole.Word ? spelling.NameNumber : term, TokenKind.Name, raw, raw.Acronym ? TokenTraits.Acronym : TokenTraits.None);
        }
        else if (!raw.Capital || vocabulary[term].Entry.IsKnown || (LooksCommon(spelling.Text) && !vocabulary.IsName(spelling.NameNumber)))
        {
            if (Claims.Contains(spelling.Stem) && at > 0 && words[at - 1].Spelling?.Stem is "reject" or "dismis" or "disput")
            {
                // "rejected claims that" is "denied that".
                writer.Negated = !writer.Negated;
                return;
            }

            TokenTraits traits = raw.Capital && !vocabulary[term].Entry.IsKnown ? TokenTraits.Capital : TokenTraits.None;
            writer.Emit(term, TokenKind.Word, raw, traits | (NewsLexicon.IsPast(spelling.Text) ? TokenTraits.Past : TokenTraits.None));
            writer.Negated ^= spelling.Stem is "deny" or "refut";
        }
        else
        {
            bool fullName = at + 1 < words.Count && words[at + 1] is { Capital: true, AfterComma: false, StartsSentence: false, Spelling.Role: SpellingRole.Word };
            writer.Emit(spelling.NameNumber, fullName ? TokenKind.Name : TokenKind.MaybeName, raw);
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
            if (at + length > words.Count)
            {
                continue;
            }

            int same = 1;
            while (same < length && words[at + same] is { Spelling: { } next, AfterComma: false } && next.Stem == phrase.Stems[same])
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
                case "not_only" or "not_just":
                    break;
                case "noth_but" or "none_but" or "no_one_but":
                    writer.Emit(vocabulary.Look("only").TermNumber, TokenKind.Word, words[at]);
                    break;
                case "rather_than" or "instead_of":
                    writer.Negated = true;
                    break;
                case "no_longer" or "yet_to" or "fail_to" or "failur_to" or "unabl_to" or "refus_to" or "declin_to" or "no_one":
                    writer.Negated = !writer.Negated;
                    break;
                default:
                    if (NewsLexicon.Names.TryGetValue(phrase.Name, out string? name))
                    {
                        writer.Emit(vocabulary.NumberOf(name), TokenKind.Name, words[at]);
                    }
                    else
                    {
                        bool isName = words[at].Capital && !words[at].StartsSentence && words[at + length - 1].Capital;
                        writer.Emit(vocabulary.NumberOf(NewsLexicon.Units.GetValueOrDefault(phrase.Name, phrase.Name)), isName ? TokenKind.Name : TokenKind.Word, words[at]);
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
        for (int at = verb + 1; at < words.Count && at <= verb + 5 && words[at] is { AfterComma: false, Spelling: { } word }; at++)
        {
            if (at > verb + 1 && word.Stem == particle && EndsPhrase(at + 1))
            {
                words[at] = words[at] with { IsRead = true };
                return true;
            }
        }

        return false;
    }
}
