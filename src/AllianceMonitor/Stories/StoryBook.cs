using System.Globalization;
using System.Runtime.InteropServices;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>
/// The stories as a fold over the story log: feed it the entries in log order and it decides each article from those before it. Deterministic, without
/// clock or randomness, so that every instance that reads the same log comes to the same decisions. Not safe for concurrent use.
/// </summary>
public sealed class StoryBook
{
    /// <summary>Version of the rules in this file. A change of them needs a new number: it closes the running segment of the log.</summary>
    public const int RulesVersion = 1;

    /// <summary>How long a story stays open for followers.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(21);

    /// <summary>
    /// An article dated later than this after its drop has a wrong date (or is made up). Among such articles the date counts; towards others only the drop does,
    /// so that one wrong year does not make all that follows look old.
    /// </summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromDays(2);

    /// <summary>Estimated Jaccard similarity of shingles from which an article is a copy or rewrite of another.</summary>
    private const double CopySimilarity = 0.5;

    private readonly Dictionary<string, IReadOnlyList<Decision>> decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenArticle> byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenArticle> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<SeenArticle>> byBand = [];
    private readonly Dictionary<string, Story> byTopic = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownFact>> known = new(StringComparer.Ordinal);

    private sealed class Story(string id)
    {
        public string Id { get; } = id;
        public int Revision { get; set; }
        public DateTimeOffset LastSeen { get; set; }
        public List<string> Sources { get; } = [];
    }

    private sealed record SeenArticle(LoggedArticle Article, uint[] Signature, Story Story, DateTimeOffset At);

    /// <param name="Fact">What was said.</param>
    /// <param name="Dated">When.</param>
    /// <param name="IsLead">Whether it was what its article was about, not a mention in passing.</param>
    private sealed record KnownFact(Fact Fact, Dating Dated, bool IsLead);

    /// <summary>Where an article stands in time: the date that it states (else its drop), and its drop.</summary>
    private readonly record struct Dating(DateTimeOffset Stated, DateTimeOffset DroppedAt)
    {
        private bool IsAhead => Stated > DroppedAt + ClockTolerance;

        public DateTimeOffset Believable => IsAhead ? DroppedAt : Stated;

        public DateTimeOffset SeenFrom(Dating other) => other.IsAhead ? Stated : Believable;
    }

    /// <summary>The decisions of an ingest that has been read already; null when it has not.</summary>
    public IReadOnlyList<Decision>? DecisionsOf(string ingestId) => decisions.GetValueOrDefault(ingestId);

    public void Read(StoryLogEntry entry)
    {
        if (entry.Kind == EntryKind.Articles && entry.IngestId is { } id && !decisions.ContainsKey(id))
        {
            decisions[id] = [.. entry.Articles.Select(article => Decide(entry, article))];
        }
    }

    private Decision Decide(StoryLogEntry entry, LoggedArticle article)
    {
        var dated = new Dating(ArticleDate.Parse(article.Published) ?? entry.DroppedAt, entry.DroppedAt);
        uint[] signature = MemoryMarshal.Cast<byte, uint>(article.Signature).ToArray();
        string nameKey = $"{article.Name}#{article.Item}";
        bool newVersion = byName.TryGetValue(nameKey, out SeenArticle? earlierVersion);
        bool duplicate = byContent.TryGetValue(article.ContentHash, out SeenArticle? original);

        (Story? story, string? because) = duplicate ? (original!.Story, $"same text as {original.Article.Name}")
            : newVersion ? (earlierVersion!.Story, "new version of the same file")
            : Join(article, signature, dated.Believable);
        bool opens = story is null;
        story ??= new Story($"s-{Digest.Of("story", entry.IngestId!, article.Item.ToString(CultureInfo.InvariantCulture))[..16]}");

        List<Change> changes = duplicate || !article.OnTopic ? [] : NewFacts(article, dated, opens);
        bool tells = changes.Exists(change => change.Fact.Polarity != Polarity.Negated);
        Novelty novelty = duplicate ? Novelty.NothingNew
            : !article.OnTopic ? Novelty.OffTopic
            : changes.Count == 0 || !tells ? Novelty.NothingNew
            : story.Revision == 0 ? Novelty.NewStory : Novelty.NewFacts;
        bool revises = novelty is Novelty.NewStory or Novelty.NewFacts;
        if (revises)
        {
            story.Revision++;
        }

        Remember(article, signature, nameKey, story, dated, opens, duplicate);
        return new Decision
        {
            Article = article,
            StoryId = story.Id,
            Revision = story.Revision,
            Novelty = novelty,
            JoinedBecause = because,
            DuplicateOf = duplicate && original!.Article.Name != article.Name ? original.Article.Name : duplicate ? article.Name : null,
            Changes = revises ? changes : [],
            Sources = [.. story.Sources],
            AlertId = revises && entry.Notify
                ? $"a-{Digest.Of("alert", entry.IngestId!, article.Item.ToString(CultureInfo.InvariantCulture))[..32]}"
                : null,
        };
    }

    private (Story? Story, string? Because) Join(LoggedArticle article, uint[] signature, DateTimeOffset at)
    {
        (SeenArticle? nearest, double best) = (null, CopySimilarity);
        foreach (ulong key in Shingles.BandKeys(signature))
        {
            foreach (SeenArticle candidate in byBand.GetValueOrDefault(key) ?? [])
            {
                if ((at - candidate.At).Duration() <= Window && Shingles.Similarity(signature, candidate.Signature) is var similarity && similarity >= best)
                {
                    (nearest, best) = (candidate, similarity);
                }
            }
        }

        if (nearest is not null)
        {
            return (nearest.Story, string.Create(CultureInfo.InvariantCulture, $"{best * 100:0}% of the shingles of {nearest.Article.Name}"));
        }

        // The deal that the article is about, not one that it mentions in passing, leads it to its story.
        if (article.OnTopic && article.Facts.FirstOrDefault() is { } lead && byTopic.TryGetValue(lead.Topic, out Story? story) && (at - story.LastSeen).Duration() <= Window)
        {
            double days = Math.Ceiling((at - story.LastSeen).Duration().TotalDays);
            return (story, string.Create(CultureInfo.InvariantCulture, $"same {lead.Topic} within {Math.Max(1, days)} day{(days > 1 ? "s" : "")}"));
        }

        return (null, null);
    }

    private List<Change> NewFacts(LoggedArticle article, Dating dated, bool opens)
    {
        List<Change> changes = [];
        foreach (Fact fact in article.Facts)
        {
            // The deal that opens a story is news even where another story has mentioned it in passing; so the order of two drops does not matter.
            bool leads = opens && fact == article.Facts[0];
            IEnumerable<KnownFact> before = (known.GetValueOrDefault(fact.Topic) ?? []).Where(other => !leads || other.IsLead);
            if (NoveltyRules.Compare(fact, dated.Stated, before.Select(other => (other.Fact, other.Dated.SeenFrom(dated)))) is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private void Remember(LoggedArticle article, uint[] signature, string nameKey, Story story, Dating dated, bool opens, bool duplicate)
    {
        var seen = new SeenArticle(article, signature, story, dated.Believable);
        byContent.TryAdd(article.ContentHash, seen);
        byName[nameKey] = seen;
        foreach (ulong key in Shingles.BandKeys(signature))
        {
            if (!byBand.TryGetValue(key, out List<SeenArticle>? list))
            {
                byBand[key] = list = [];
            }

            list.Add(seen);
        }

        story.LastSeen = dated.Believable > story.LastSeen ? dated.Believable : story.LastSeen;
        if (article.Source is { } source && !story.Sources.Contains(source))
        {
            story.Sources.Add(source);
        }

        // What a duplicate says was not looked at, so it is not known by it.
        if (!article.OnTopic || duplicate)
        {
            return;
        }

        if (article.Facts.FirstOrDefault() is { } lead && (opens || !byTopic.ContainsKey(lead.Topic)))
        {
            byTopic[lead.Topic] = story;
        }

        foreach (Fact fact in article.Facts)
        {
            if (!known.TryGetValue(fact.Topic, out List<KnownFact>? facts))
            {
                known[fact.Topic] = facts = [];
            }

            facts.Add(new KnownFact(fact, dated, fact == article.Facts[0]));
        }
    }
}
