using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Tests.Support;

/// <summary>Log entries for tests: articles of given texts that state given facts.</summary>
internal static class Telling
{
    public static DateTimeOffset Monday { get; } = new(2027, 3, 15, 6, 30, 0, TimeSpan.Zero);

    public static Fact Stake(
        string after, DealStage stage = DealStage.Planned, Polarity polarity = Polarity.Affirmed, string subject = "renault", string target = "nissan", string? before = null) => new()
    {
        Kind = FactKind.Stake,
        Subject = subject,
        Object = target,
        Before = before,
        After = after,
        Stage = stage,
        Polarity = polarity,
        Evidence = new Evidence(0, $"{subject} {target} {after}."),
    };

    public static Fact Investment(string amount, string subject = "nissan", string target = "ampere", DealStage stage = DealStage.Planned) => new()
    {
        Kind = FactKind.Investment,
        Subject = subject,
        Object = target,
        Amount = amount,
        Stage = stage,
        Evidence = new Evidence(0, $"{subject} will invest {amount} in {target}."),
    };

    public static Fact Partnership(string first, string second, DealStage stage = DealStage.Considered, Polarity polarity = Polarity.Affirmed) => new()
    {
        Kind = FactKind.Partnership,
        Subject = first,
        Object = second,
        Stage = stage,
        Polarity = polarity,
        Evidence = new Evidence(0, $"{first} and {second}."),
    };

    /// <summary>An article whose text is its own unless <paramref name="text"/> says otherwise.</summary>
    public static LoggedArticle Article(
        string name, IReadOnlyList<Fact> facts, string? text = null, string? published = null, string? source = null, bool onTopic = true, int item = 0,
        ArticleNotice notice = ArticleNotice.None, string? identity = null, IReadOnlyList<string>? words = null, IReadOnlyList<string>? values = null)
    {
        string[] paragraphs = [text ?? string.Join(' ', Enumerable.Range(0, 60).Select(i => Digest.Of(name, $"{item}", $"{i}")[..6]))];
        return new LoggedArticle
        {
            Name = name,
            Item = item,
            ContentHash = Digest.Of([.. paragraphs.Select(ParagraphFeatures.ComparisonKey)]),
            Shingles = ShingleSet.Of(paragraphs).ToBytes(),
            OnTopic = onTopic,
            Title = $"Title of {name}",
            Source = source,
            Published = published,
            Notice = notice,
            Identity = identity,
            Words = words ?? [],
            Values = values ?? [],
            Facts = facts,
        };
    }

    public static StoryLogEntry Entry(LoggedArticle article, DateTimeOffset? at = null, bool notify = true, string? ingestId = null) => Entry([article], at, notify, ingestId);

    public static StoryLogEntry Entry(IReadOnlyList<LoggedArticle> articles, DateTimeOffset? at = null, bool notify = true, string? ingestId = null) => new()
    {
        Kind = EntryKind.Articles,
        Rules = StoryBook.RulesVersion,
        IngestId = ingestId ?? Digest.IngestId(articles[0].Name, articles[0].ContentHash),
        DroppedAt = at ?? Monday,
        LoggedAt = at ?? Monday,
        Notify = notify,
        Articles = articles,
    };
}
