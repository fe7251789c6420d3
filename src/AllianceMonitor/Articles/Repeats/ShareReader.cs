using System.Globalization;
using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>Shares of a whole, in percent: "one in four", "9 out of 10", "2/3".</summary>
internal sealed class ShareReader(ParagraphVocabulary vocabulary, WordScanner scanner, TokenWriter writer)
{
    private readonly List<ScannedWord> words = scanner.Words;

    /// <summary>"one in four", "nine out of ten": a share.</summary>
    public int ReadRatio(int at)
    {
        int second = at + 3 < words.Count && words[at + 1].Is("in") && words[at + 2].Is("every") ? at + 3
            : at + 2 < words.Count && words[at + 1].Is("in") ? at + 2 : at + 3 < words.Count && words[at + 1].Is("out") && words[at + 2].Is("of") ? at + 3 : 0;
        if (second == 0 || words[second].AfterComma || SmallNumber(at) is not { } part || SmallNumber(second) is not { } whole || part >= whole
            || (second == at + 2 && words[at].IsDigits != words[second].IsDigits))
        {
            return at;
        }

        return Emit(part, whole, words[at], second + 1);
    }

    /// <summary>A number from one to a hundred that is written as one word or in digits.</summary>
    private double? SmallNumber(int at) =>
        words[at].Spelling is { Role: SpellingRole.Cardinal, Value: >= 1 } word ? word.Value
        : words[at] is { IsDigits: true, Length: <= 2 } digits && int.TryParse(scanner.TextOf(digits), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value
        : null;

    /// <summary>In percent, with one decimal place.</summary>
    public int Emit(double part, double whole, ScannedWord raw, int next)
    {
        double percent = part / whole * 100, written = Math.Round(percent, 1);
        writer.EmitNumber(written, raw, traits: percent == written ? TokenTraits.None : TokenTraits.Approximate);
        writer.Emit(vocabulary.NumberOf("%"), TokenKind.Unit, raw);
        return next;
    }

    /// <summary>"2/3": a proper fraction in small figures, which no date is written as in words.</summary>
    public double? ReadFraction(int at)
    {
        if (at + 1 >= words.Count || !words[at + 1].IsDigits || !scanner.IsJoined(words[at], '/', words[at + 1]) || (at + 2 < words.Count && scanner.IsJoined(words[at + 1], '/', words[at + 2])))
        {
            return null;
        }

        return SmallNumber(at) is { } part && SmallNumber(at + 1) is 2 or 3 or 4 or 5 or 6 or 8 or 10 && SmallNumber(at + 1) is { } whole && part < whole ? part / whole : null;
    }
}
