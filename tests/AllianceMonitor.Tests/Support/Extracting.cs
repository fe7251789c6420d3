using System.Globalization;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using Extracted = AllianceMonitor.Extraction.Extraction;

namespace AllianceMonitor.Tests.Support;

/// <summary>Short ways into <see cref="Extractor"/> with the watchlist of the seeds.</summary>
internal static class Extracting
{
    public static Watchlist Watchlist { get; } = WatchlistFile.Parse(Repository.SeedWatchlist);

    private static readonly Extractor Extractor = new(Watchlist);

    public static Extracted From(params string[] paragraphs) => Extractor.Extract(Article(null, paragraphs));

    public static Extracted From(Article article) => Extractor.Extract(article);

    public static Article Article(string? title, params string[] paragraphs) => new()
    {
        Name = "article.txt",
        Format = ArticleFormat.Text,
        Encoding = "utf-8",
        Title = title,
        Language = "en",
        Paragraphs = paragraphs,
        Removed = [],
        Flags = [],
    };

    /// <summary>
    /// A fact in one line: <c>stake renault > nissan 43% -> 15% planned</c>, <c>investment nissan > ampere up to 600 million EUR agreed</c>,
    /// <c>joint-venture renault + geely + aramco ongoing</c>; polarity only where it is not affirmed.
    /// </summary>
    public static string Line(Fact fact)
    {
        string parties = fact.IsSymmetric
            ? string.Join(" + ", fact.Parties)
            : $"{fact.Subject ?? "?"} > {string.Join(" + ", new[] { fact.Object ?? "?" }.Concat(fact.Others))}";
        string value = fact.Kind == FactKind.Stake
            ? fact.Before is null ? fact.After ?? "" : $"{fact.Before} -> {fact.After ?? "?"}"
            : fact.Amount ?? "";
        string qualified = string.Join(' ', new[] { fact.Kind == FactKind.Stake ? null : fact.Qualifier, value }.Where(part => !string.IsNullOrEmpty(part)));
        string polarity = fact.Polarity == Polarity.Affirmed ? "" : fact.DeniedBy is { } by ? $" denied by {by}" : $" {FactWords.Polarity(fact.Polarity)}";
        return string.Join(' ', new[] { FactWords.Kind(fact.Kind), parties, qualified, FactWords.Stage(fact.Stage) }.Where(part => part.Length > 0)) + polarity;
    }

    /// <summary>A mention in one line: <c>nissan "Nissan Motor" alias</c>; the offsets are checked against the text.</summary>
    public static IReadOnlyList<string> MentionLines(Extracted extraction, params string[] paragraphs)
    {
        List<(Mention Mention, string Key)> mentions = [.. extraction.Entities.SelectMany(entity => entity.Mentions.Select(mention => (mention, entity.Key)))];
        foreach ((Mention mention, _) in mentions)
        {
            Assert.Equal(mention.Text, paragraphs[mention.Paragraph][mention.Start..mention.End]);
        }

        return [.. mentions.OrderBy(entry => entry.Mention.Paragraph).ThenBy(entry => entry.Mention.Start)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} \"{entry.Mention.Text}\" {entry.Mention.Via.ToString().ToLowerInvariant()}"))];
    }
}
