using System.Collections.Frozen;

namespace AllianceMonitor.Articles;

/// <summary>Tells a language by its most frequent function words. Enough to know whether English rules apply.</summary>
internal static class LanguageGuess
{
    private const int MaxWords = 400;
    private const int MinWords = 12;

    private static readonly FrozenDictionary<string, string[]> LanguagesByWord = new (string Language, string Words)[]
    {
        ("en", "the of and to in that is was for it with as his on be at by had are but from have an they which or were we their been has would there will said its this"),
        ("de", "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum"),
        ("fr", "le la les de des et un une du en est que pour dans qui sur avec au par pas plus ne se ce il sont aux ont été cette ses mais ou elle leur son"),
        ("es", "el la los las de del y en que un una por con para se su es al lo como más pero sus ha fue este entre cuando muy sin sobre también"),
        ("it", "il lo la gli le di del della e che un una per con non in si da dei nel alla è sono ha ma come più anche dal delle questo"),
        ("pt", "o os as de do da dos das e que um uma em para com não por mais se na no ao foi são como mas ele sua ou quando muito nos já também"),
        ("nl", "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij nog wordt door naar heeft uit werd hij deze"),
    }
    .SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Language)))
    .GroupBy(pair => pair.word, pair => pair.Language)
    .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>ISO 639-1, or null when the text is too short or no language stands out.</summary>
    public static string? Of(IReadOnlyList<string> paragraphs)
    {
        var votes = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = LanguagesByWord.GetAlternateLookup<ReadOnlySpan<char>>();
        int words = 0, japanese = 0;
        foreach (string paragraph in paragraphs)
        {
            if (words >= MaxWords)
            {
                break;
            }

            foreach (Range range in paragraph.AsSpan().SplitAny(" ,.;:!?()“”\""))
            {
                ReadOnlySpan<char> word = paragraph.AsSpan(range);
                if (word.IsEmpty)
                {
                    continue;
                }

                words++;
                japanese += word[0] is >= '\u3040' and <= '\u30FF' ? 1 : 0;
                if (lookup.TryGetValue(word, out string[]? languages))
                {
                    foreach (string language in languages)
                    {
                        votes[language] = votes.GetValueOrDefault(language) + 1;
                    }
                }
            }
        }

        if (japanese * 4 > words)
        {
            return "ja";
        }

        (string? best, int count) = votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key, StringComparer.Ordinal)
            .Select(vote => (vote.Key, vote.Value)).FirstOrDefault();
        return words >= MinWords && count * 8 >= words ? best : null;
    }
}
