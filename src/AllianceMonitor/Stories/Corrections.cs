using System.Globalization;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>What an article's new version, or an editors' notice about it, no longer says.</summary>
internal static class Corrections
{
    /// <summary>Share of an evidence sentence's shingles from which it still stands in a text.</summary>
    private const double SentenceStands = 0.6;

    /// <summary>
    /// Whether the new text still says a fact. In doubt it does: a sentence that was worded anew and is not understood is no withdrawal. So it stands as long as the new text states
    /// the same of the topic, keeps the sentence, or at least keeps the figure without giving another.
    /// </summary>
    public static bool StillSays(LoggedArticle now, ShingleSet text, Fact fact, Func<Fact, Fact, bool> sameDeal)
    {
        if (now.Notice == ArticleNotice.Retraction)
        {
            return false;
        }

        List<Fact> said = [.. now.Facts.Where(other => other.Polarity == fact.Polarity && sameDeal(other, fact))];
        string? value = Saying.ValueOf(fact);
        if (said.Count > 0)
        {
            return value is null || said.Exists(other => Saying.ValueOf(other) is not { } another || another == value);
        }

        ShingleSet sentence = ShingleSet.OfText(fact.Evidence.Text);
        bool sentenceStands = sentence.Hashes.Length > 0 && sentence.ContainmentIn(text) >= SentenceStands;

        // Editors who correct a figure name the wrong one.
        bool figureStands = now.Notice == ArticleNotice.None && value is not null && Amount(value) is { } figure && now.Values.Any(other => Amount(other) == figure);
        return sentenceStands || figureStands;
    }

    /// <summary>The figure of a value in either notation: 600000000 for <c>600 million EUR</c> and <c>600000000 EUR</c>, 15 for <c>15%</c>; null where there is none.</summary>
    private static decimal? Amount(string value)
    {
        string[] words = value.Replace("%", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !decimal.TryParse(words[0], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal figure))
        {
            return null;
        }

        return figure * (words.ElementAtOrDefault(1) switch { "thousand" => 1_000m, "million" => 1_000_000m, "billion" => 1_000_000_000m, "trillion" => 1_000_000_000_000m, _ => 1m });
    }
}
