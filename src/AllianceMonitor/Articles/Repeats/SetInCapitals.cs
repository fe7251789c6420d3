using static AllianceMonitor.Articles.ParagraphVocabulary;

namespace AllianceMonitor.Articles;

/// <summary>
/// Capitals that typography asks for, not spelling: the first words of a paragraph or all of it in capitals, a headline with a capital on every word. Such words are read as at the beginning of a sentence,
/// where a capital says nothing.
/// </summary>
internal sealed class SetInCapitals(ParagraphVocabulary vocabulary)
{
    private const int LongestWord = 64;

    /// <summary>Longer than most initials.</summary>
    private const int LongForInitials = 5;

    /// <summary>Letters from which on a word of a headline has a capital in every style.</summary>
    private const int LongForHeadline = 4;

    /// <summary>Least words that long to know a headline by, and least share of them with a capital.</summary>
    private const int LeastWords = 5;
    private const double LeastCapitals = 0.85;

    public void Settle(string text, List<ScannedWord> words)
    {
        for (int start = 0, end; start < words.Count; start = end)
        {
            end = start + 1;
            if (IsInCapitals(text, words[start]))
            {
                while (end < words.Count && IsInCapitals(text, words[end]))
                {
                    end++;
                }

                if (end > start + 1 && IsProse(words, start, end))
                {
                    LowerAll(text, words, start, end);
                }
            }
        }

        if (IsHeadline(words))
        {
            for (int i = 0; i < words.Count; i++)
            {
                words[i] = words[i] with { StartsSentence = true };
            }
        }
    }

    private static bool IsInCapitals(string text, ScannedWord word) => word is { Capital: true, Length: > 1 } && char.IsUpper(text[word.Start + 1]);

    /// <summary>Not initials in a row: one of them is long, or is a word like "THE".</summary>
    private static bool IsProse(List<ScannedWord> words, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (words[i].Length >= LongForInitials || words[i].Is("THE") || words[i].Is("OF") || words[i].Is("AND"))
            {
                return true;
            }
        }

        return false;
    }

    private void LowerAll(string text, List<ScannedWord> words, int start, int end)
    {
        Span<char> lower = stackalloc char[LongestWord];
        for (int i = start; i < end; i++)
        {
            ScannedWord word = words[i];
            Spelling spelling = word.Spelling!;
            if (word.Acronym && char.IsUpper(spelling.Text[0]) && spelling.Role != SpellingRole.KnownName && spelling.Text.Length <= LongestWord)
            {
                int length = spelling.Text.AsSpan().ToLowerInvariant(lower);
                spelling = vocabulary.Look(lower[..length]);
            }

            words[i] = word with { Spelling = spelling, Acronym = word.Acronym && ReferenceEquals(spelling, word.Spelling), StartsSentence = true };
        }
    }

    private static bool IsHeadline(List<ScannedWord> words)
    {
        (int capitals, int all) = (0, 0);
        foreach (ScannedWord word in words)
        {
            if (!word.StartsSentence && word.Length >= LongForHeadline && !word.IsDigits)
            {
                (capitals, all) = (capitals + (word.Capital ? 1 : 0), all + 1);
            }
        }

        return all >= LeastWords && capitals >= LeastCapitals * all;
    }
}
