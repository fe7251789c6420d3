using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>"million", "bn", "k", "m": by what a figure is multiplied.</summary>
internal sealed class ScaleReader(WordScanner scanner)
{
    private readonly List<ScannedWord> words = scanner.Words;

    /// <summary>In "between 200 and 250 million", "from 1 to 1.5 billion" and "2-3 million" the scale of the second figure is that of the first too.</summary>
    public double OfRange(int at, double value, bool isMoney)
    {
        int second = at + 1 < words.Count && words[at + 1].IsDigits && words[at + 1].Hyphened ? at + 1
            : at + 2 < words.Count && words[at + 2].IsDigits && !words[at + 2].AfterComma && (words[at + 1].Is("to") || (at > 0 && words[at - 1].Is("between") && words[at + 1].Is("and"))) ? at + 2
            : 0;
        return second > 0 && WrittenFigure.Read(scanner.TextOf(words[second])) is { } other && value < other && other < 1000
            ? Read(1, second + 1, isMoney || words[second].Unit is not null).Value
            : 1;
    }

    public (double Value, int Next) Read(double value, int next, bool isMoney)
    {
        while (next < words.Count && words[next].Spelling is { } word && !words[next].AfterComma)
        {
            if (word.Role == SpellingRole.Scale)
            {
                value *= word.Value;
            }
            else if (OfLetter(next, word.Text, isMoney) is > 0 and var scale)
            {
                value *= scale;
            }
            else
            {
                break;
            }

            next++;
        }

        return (value, next);
    }

    /// <summary>"$5m", "$5MM", "$39B", "330m" where that is no length. 0: none.</summary>
    private double OfLetter(int at, string text, bool isMoney) => text switch
    {
        "m" => isMoney || (words[at].Glued && !IsLength(at)) ? 1e6 : 0,
        "MM" => isMoney ? 1e6 : 0,
        "b" => isMoney && words[at].Glued ? 1e9 : 0,
        "t" => isMoney && words[at].Glued ? 1e12 : 0,
        _ => 0,
    };

    /// <summary>"330m long", "length: 330m": metres, not millions.</summary>
    public bool IsLength(int at)
    {
        for (int i = Math.Max(0, at - 4); i < words.Count && i <= at + 1; i++)
        {
            if (words[i].Spelling is { } word && Dimensions.Contains(word.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly HashSet<string> Dimensions = [.. "length height depth width altitude distance long high deep wide tall away above below metres meters hurdles freestyle sprint".Split(' ')];
}
