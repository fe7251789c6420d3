using System.Collections.Frozen;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>
/// One form for British and American spelling, and for letters that are written in two ways. What comes out is a key to compare with, not a word: "advise" becomes "advize" wherever it stands.
/// Words that follow no rule are in <c>Lexicon/spelling.txt</c>.
/// </summary>
internal static class BritishSpelling
{
    /// <summary>What stands before "-our" in British words.</summary>
    private static readonly FrozenSet<string> BeforeOur =
        "arm ard behavi cand clam col demean endeav ferv fav flav glam harb hon hum lab neighb od parl ranc rig rum sav savi splend succ tum val vap vig misdemean dishon discol".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeOurLookup = BeforeOur.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, string> Words = NewsLexicon.Lines("spelling").SelectMany(line => line.Skip(1).Select(other => (other, line[0]))).ToFrozenDictionary(pair => pair.other, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Of a whole word, in lower case, inflections included as far as the list has them.</summary>
    public static string OfWord(string word) => Words.GetValueOrDefault(word, word);

    /// <summary>Of a stem that lost its ending "-e", "-ed" or "-ing" (<paramref name="isCut"/>) or had none.</summary>
    public static string OfStem(string stem, bool isCut)
    {
        if (stem.Length < 5)
        {
            return stem;
        }

        if (stem.IndexOf("our", StringComparison.Ordinal) is > 1 and var our && BeforeOurLookup.Contains(stem.AsSpan(0, our)))
        {
            stem = stem.Remove(our + 1, 1);
        }

        if (stem.Length >= 6)
        {
            stem = isCut && (stem.EndsWith("is", StringComparison.Ordinal) || stem.EndsWith("ys", StringComparison.Ordinal)) ? $"{stem[..^1]}z"
                : stem.EndsWith("iser", StringComparison.Ordinal) || stem.EndsWith("yser", StringComparison.Ordinal) ? $"{stem[..^3]}zer"
                : stem.Replace("isation", "ization", StringComparison.Ordinal);
            stem = stem.Replace("ae", "e", StringComparison.Ordinal).Replace("oe", "e", StringComparison.Ordinal);
        }

        if (stem.Length > 6 && stem.IndexOf("ll", 3, StringComparison.Ordinal) is > 0 and var doubled)
        {
            stem = stem.Remove(doubled, 1);
        }

        return stem.EndsWith("ogu", StringComparison.Ordinal) ? stem[..^1] : stem;
    }

    /// <summary>Of a name, which is not inflected: "Labour" and "Labor", "Köln" and "Koeln".</summary>
    public static string OfName(string name)
    {
        name = OfWord(name);
        if (name.Length < 5)
        {
            return name;
        }

        if (name.IndexOf("our", StringComparison.Ordinal) is > 1 and var our && BeforeOurLookup.Contains(name.AsSpan(0, our)))
        {
            name = name.Remove(our + 1, 1);
        }

        return name.Replace("isation", "ization", StringComparison.Ordinal).Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
    }

    /// <summary>Letters that Unicode does not decompose, as they are written without them; accents are to be dropped after it.</summary>
    public static StringBuilder AppendPlain(this StringBuilder plain, char c) => c switch
    {
        'ß' => plain.Append("ss"),
        'æ' => plain.Append("ae"),
        'œ' => plain.Append("oe"),
        'ø' => plain.Append('o'),
        'ł' => plain.Append('l'),
        'đ' or 'ð' => plain.Append('d'),
        'þ' => plain.Append("th"),
        'ı' => plain.Append('i'),
        'Æ' => plain.Append("AE"),
        'Œ' => plain.Append("OE"),
        'Ø' => plain.Append('O'),
        'Ł' => plain.Append('L'),
        '’' => plain.Append('\''),
        _ => plain.Append(c),
    };
}
