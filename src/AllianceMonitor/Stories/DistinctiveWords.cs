namespace AllianceMonitor.Stories;

/// <summary>
/// The words that tell one deal of two companies from another deal of the same two: what is built, where, by whom. Words of every deal story (companies, stages,
/// money, time, news agencies' phrases) tell nothing.
/// </summary>
public static class DistinctiveWords
{
    /// <summary>Words kept of one article, in order of their first appearance.</summary>
    private const int MaxWords = 48;

    private const int MinLetters = 4;

    /// <param name="texts">Title and first paragraphs, or an evidence sentence.</param>
    /// <param name="names">Names of the parties, which all their deals share.</param>
    /// <returns>Lower-case words, plurals cut, each once.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<string?> texts, IEnumerable<string> names)
    {
        var skipped = new HashSet<string>(names.SelectMany(Split).Select(word => Stem(word.ToLowerInvariant())), StringComparer.Ordinal);
        List<string> words = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string word in texts.OfType<string>().SelectMany(Split))
        {
            string stem = Stem(word.ToLowerInvariant());
            if (words.Count < MaxWords && stem.Length >= MinLetters && !EverydayWords.Contains(stem) && !skipped.Contains(stem) && seen.Add(stem))
            {
                words.Add(stem);
            }
        }

        return words;
    }

    private static IEnumerable<string> Split(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool letter = i < text.Length && char.IsLetter(text[i]);
            if (letter && start < 0)
            {
                start = i;
            }
            else if (!letter && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
        }
    }

    private static string Stem(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 5 ? $"{word[..^3]}y"
        : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && word.Length > 4 ? word[..^1]
        : word;
}
