using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor;

/// <summary>One change in what a story knows, with the words to show it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When the article was dropped.</param>
/// <param name="Headline">As its alert has it.</param>
/// <param name="Novelty">New story, new facts or correction.</param>
/// <param name="Changes">What was known and what is said now.</param>
/// <param name="AlertId">Null when nobody was alerted.</param>
/// <param name="Article">Name of the article that made it.</param>
/// <param name="Source">Who published that.</param>
public sealed record StoryRevision(
    int Number, DateTimeOffset At, string Headline, Novelty Novelty, IReadOnlyList<AlertChange> Changes, string? AlertId, string Article, string? Source);

/// <summary>One version of an article of a story.</summary>
/// <param name="JoinedBecause">Null for the one that opened the story.</param>
public sealed record StoryArticle(
    string Name, int Item, DateTimeOffset DroppedAt, string? Title, string? Source, string? Url, string? Published, Novelty Novelty, int Revision, string? JoinedBecause, bool IsOutdated);

/// <summary>Something that the articles of a story say, as it was first said.</summary>
/// <param name="Label">What it is about, for people.</param>
/// <param name="Fact">The fact with its evidence.</param>
/// <param name="SaidBy">Names of the articles that say it, copies included.</param>
/// <param name="GoneWith">Revision that corrected or withdrew it, when nobody has said it since; null while it stands.</param>
public sealed record StoryFact(string Label, Fact Fact, IReadOnlyList<string> SaidBy, int? GoneWith);

/// <summary>What a story became, revision by revision: who told it, what they say and which sentence says so.</summary>
public sealed record StoryTimeline
{
    public required string StoryId { get; init; }
    public required IReadOnlyList<StoryRevision> Revisions { get; init; }
    public required IReadOnlyList<StoryArticle> Articles { get; init; }
    public required IReadOnlyList<StorySource> Sources { get; init; }
    public required IReadOnlyList<StoryFact> Facts { get; init; }

    /// <param name="decisions">Those of one story, in log order.</param>
    /// <param name="writer">Has the names of the watchlist in force.</param>
    /// <param name="sources">Null: counted from the decisions.</param>
    public static StoryTimeline Of(IReadOnlyList<Decision> decisions, AlertWriter writer, IReadOnlyList<StorySource>? sources = null)
    {
        // An article that a replay has read again is still one article.
        List<Decision> articles = [.. decisions.DistinctBy(decision => (decision.Article.Key, decision.DroppedAt))];
        return new StoryTimeline
        {
            StoryId = decisions[0].StoryId,
            Revisions = [.. decisions.Where(decision => decision.Revises).Select(decision => new StoryRevision(
                decision.Revision, decision.DroppedAt, writer.Headline(decision), decision.Novelty, writer.Changes(decision), decision.AlertId, decision.Article.Name, decision.Article.Source))],
            Articles = [.. articles.Select(decision => new StoryArticle(
                decision.Article.Name, decision.Article.Item, decision.DroppedAt, decision.Article.Title, decision.Article.Source, decision.Article.Url, decision.Article.Published,
                decision.Novelty, decision.Revision, decision.JoinedBecause, decision.IsOutdated))],
            Sources = sources ?? [.. articles.Where(decision => decision.Article.Source is not null).GroupBy(decision => decision.Article.Source!).Select(source => new StorySource(source.Key, source.Count()))],
            Facts = FactsOf(decisions, writer),
        };
    }

    private static List<StoryFact> FactsOf(IReadOnlyList<Decision> decisions, AlertWriter writer)
    {
        List<StoryFact> facts = [];
        foreach (Decision decision in decisions.Where(decision => decision.Article.OnTopic && !decision.IsOutdated))
        {
            foreach (Change gone in decision.Changes.Where(change => change.Kind is ChangeKind.Corrected or ChangeKind.Withdrawn))
            {
                int index = facts.FindIndex(said => said.Fact.Topic == gone.Fact.Topic && NoveltyRules.Saying(said.Fact) == gone.Known);
                if (index >= 0)
                {
                    facts[index] = facts[index] with { GoneWith = decision.Revision };
                }
            }

            foreach (Fact fact in decision.Article.Notice == ArticleNotice.Retraction ? [] : decision.Article.Facts)
            {
                int index = facts.FindIndex(said => new Saying { Fact = said.Fact }.Is(fact));
                if (index < 0)
                {
                    facts.Add(new StoryFact(writer.Label(fact), fact, [decision.Article.Name], null));
                }
                else
                {
                    facts[index] = facts[index] with
                    {
                        SaidBy = [.. facts[index].SaidBy.Append(decision.Article.Name).Distinct()],

                        // A copy of a text that was corrected since is no new word on the matter.
                        GoneWith = decision.CopyOf == decision.Article.Key || decision.Revises ? null : facts[index].GoneWith,
                    };
                }
            }
        }

        return facts;
    }
}
