using System.Collections.Frozen;

namespace AllianceMonitor.Articles;

/// <summary>What a figure counts, in the base unit of its kind: "1.2 kilometres" and "1,200 metres", "50p" and "£0.50".</summary>
internal sealed class UnitReader(ParagraphVocabulary vocabulary, WordScanner scanner, TokenWriter writer)
{
    private readonly List<ScannedWord> words = scanner.Words;

    private static readonly FrozenDictionary<string, (string Unit, double Factor)> BaseUnits = new Dictionary<string, (string, double)>
    {
        ["km"] = ("m", 1000), ["cm"] = ("m", 0.01), ["mm"] = ("m", 0.001), ["km2"] = ("m2", 1e6), ["t"] = ("kg", 1000), ["g"] = ("kg", 0.001), ["gw"] = ("mw", 1000), ["kw"] = ("mw", 0.001), ["tw"] = ("mw", 1e6),
        ["gwh"] = ("mwh", 1000), ["kwh"] = ("mwh", 0.001), ["twh"] = ("mwh", 1e6), ["pence"] = ("GBP", 0.01), ["cent"] = (Hundredth, 0.01), ["tb"] = ("gb", 1000), ["mb"] = ("gb", 0.001), ["ml"] = ("l", 0.001),
        ["hour"] = ("minute", 60), ["week"] = ("day", 7), ["fortnight"] = ("day", 14), ["month"] = ("year", 1.0 / 12), ["decade"] = ("year", 10), ["bp"] = ("points", 0.01),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Of a dollar, a euro or another: which one is not said.</summary>
    private const string Hundredth = "hundredth";

    /// <summary>A figure and what it counts, which may be nothing. Gives the place behind both.</summary>
    public int Read(double value, int next, ScannedWord raw, TokenTraits traits = TokenTraits.None)
    {
        string? unit = raw.Unit;
        if (unit is null)
        {
            (unit, next) = UnitAt(next, value);
        }
        else if (next < words.Count && words[next] is { Spelling: { } word, AfterComma: false } && NewsLexicon.Units.TryGetValue(word.Stem, out string? named) && named == unit)
        {
            // "$39 billion dollars"
            next++;
        }

        // "a 34-year-old", "a man of 34"
        next += unit is "year" && next < words.Count && words[next].Is("old") ? 1 : 0;
        (unit, double factor) = unit is not null && BaseUnits.TryGetValue(unit, out (string, double) known) ? known : (unit, 1);
        traits |= unit == "m" ? TokenTraits.Metres : TokenTraits.None;
        writer.EmitNumber(factor == 1 ? value : Math.Round(value * factor, 6), raw, "", traits);
        if (unit is not null and not Hundredth)
        {
            writer.Emit(vocabulary.NumberOf(unit), TokenKind.Unit, raw);
        }

        return next;
    }

    public bool IsUnit(int at) => UnitAt(at, 0).Unit is not null;

    /// <summary>"point", "a percentage point": the place where the unit begins, 0 for anything else.</summary>
    public int PointsAt(int at)
    {
        at += at < words.Count && (words[at].Is("a") || words[at].Is("an")) ? 1 : 0;
        return UnitAt(at, 0).Unit == "points" ? at : 0;
    }

    private (string? Unit, int Next) UnitAt(int at, double value)
    {
        if (at >= words.Count || words[at] is not { AfterComma: false, Spelling: { } word })
        {
            return (null, at);
        }

        if (words[at].Unit == WordScanner.Degree)
        {
            return (word.Text is "f" ? "degF" : "degC", at + 1);
        }

        if (word.Stem == "degre")
        {
            bool named = at + 1 < words.Count && NewsLexicon.Units.GetValueOrDefault(words[at + 1].Spelling?.Stem ?? "") is "degC" or "degF";
            return named ? (NewsLexicon.Units[words[at + 1].Spelling!.Stem], at + 2) : at + 1 < words.Count && words[at + 1].Spelling?.Text is "c" or "f" && words[at + 1].Capital ? (words[at + 1].Is("f") ? "degF" : "degC", at + 2) : ("degC", at + 1);
        }

        if (words[at].Glued && word.Text.Length == 1 && OfLetter(words[at], word.Text[0]) is { } letter)
        {
            return (letter, at + 1);
        }

        // "second" is an ordinal too.
        if (word.Text is "seconds" or "secs" or "sec" || (word.Text == "second" && words[at].Hyphened))
        {
            return ("second", at + 1);
        }

        // "won" is a verb too.
        return word.Text == "won" && value >= 1000 ? ("KRW", at + 1) : OfWords(at, word);
    }

    /// <summary>"22C", "50p", "5c", "3x".</summary>
    private static string? OfLetter(ScannedWord raw, char letter) => letter switch
    {
        'c' => raw.Capital ? "degC" : "cent",
        'f' when raw.Capital => "degF",
        'p' => "pence",
        'x' => "times",
        _ => null,
    };

    /// <summary>The longest of three, two and one words: "kilometres per hour", "square metres", "tonnes".</summary>
    private (string? Unit, int Next) OfWords(int at, ParagraphVocabulary.Spelling word)
    {
        for (int length = NewsLexicon.LongestUnit; length > 1; length--)
        {
            if (at + length <= words.Count && KeyOf(at, length) is { } key && NewsLexicon.Units.TryGetValue(key, out string? unit))
            {
                return (unit, at + length);
            }
        }

        return NewsLexicon.Units.TryGetValue(word.Stem, out string? single) ? (single, at + 1) : (null, at);
    }

    private string? KeyOf(int at, int length)
    {
        if (!NewsLexicon.UnitBeginnings.Contains(words[at].Spelling!.Stem))
        {
            return null;
        }

        string key = words[at].Spelling!.Stem;
        for (int i = at + 1; i < at + length; i++)
        {
            if (words[i] is not { AfterComma: false, Spelling: { } next })
            {
                return null;
            }

            key = $"{key}_{next.Stem}";
        }

        return key;
    }
}
