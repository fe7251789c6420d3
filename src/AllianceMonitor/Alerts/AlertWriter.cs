using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Alerts;

/// <summary>Writes the alert of a decision in words that a reader of the news would use.</summary>
public sealed class AlertWriter(Watchlist watchlist)
{
    public Alert Write(Decision decision, DateTimeOffset createdAt)
    {
        IReadOnlyList<AlertChange> changes = Changes(decision);
        return new Alert
        {
            Id = decision.AlertId!,
            StoryId = decision.StoryId,
            Revision = decision.Revision,
            Novelty = decision.Novelty,
            Headline = Headline(decision),
            Summary = Summary(changes[0], decision.Article),
            Changes = changes,
            Article = decision.Article.Name,
            Title = decision.Article.Title,
            Source = decision.Article.Source,
            Url = decision.Article.Url,
            Published = decision.Article.Published,
            Language = decision.Article.Language,
            Sources = decision.Sources,
            Corrects = decision.Corrects,
            CreatedAt = createdAt,
        };
    }

    /// <summary>The headline of a revision, whether anybody was alerted to it or not.</summary>
    public string Headline(Decision decision) => decision.Novelty == Novelty.Correction ? $"Correction: {Headline(Changes(decision))}" : Headline(Changes(decision));

    /// <summary>The changes of a revision, what matters most first.</summary>
    public IReadOnlyList<AlertChange> Changes(Decision decision) =>
        [.. decision.Changes.OrderBy(Weight).Select(change => new AlertChange(Label(change.Fact), ForPeople(change, change.Known), ForPeople(change, Now(change))!, change.Fact, change.Kind))];

    /// <summary>What a reader wants first: figures of ownership and money, then deals that move, then those that merely stand.</summary>
    private static int Weight(Change change) =>
        change.Kind is ChangeKind.Corrected or ChangeKind.Withdrawn ? -1 : change.Fact.Stage == DealStage.Ongoing ? 2 : change.Fact is { Kind: FactKind.Stake or FactKind.Investment or FactKind.Acquisition or FactKind.Merger, Polarity: not Polarity.Negated } && (change.Fact.After ?? change.Fact.Amount) is not null ? 0 : 1;

    private static string Headline(IReadOnlyList<AlertChange> changes)
    {
        AlertChange first = changes[0];
        string stage = first.Fact.Polarity == Polarity.Affirmed ? FactWords.StageForPeople(first.Fact.Stage) : FactWords.Polarity(first.Fact.Polarity);
        string? known = first.Known ?? first.Fact.Before;
        string value = first.Kind == ChangeKind.Withdrawn ? $"{known} {NoveltyRules.Withdrawn}"
            : first.Now == stage && known is null ? stage
            : known is null || known == first.Now ? $"{first.Now} ({stage})"
            : first.Now == stage ? $"{known} -> {first.Now}" : $"{known} -> {first.Now} ({stage})";
        string more = changes.Count > 1 ? $" and {changes.Count - 1} more" : "";
        return $"{first.Label}: {value}{more}";
    }

    private string? ForPeople(Change change, string? value) =>
        change.Kind == ChangeKind.Parties && value is not null ? string.Join(", ", value.Split(", ").Select(Name))
        : value == FactWords.Stage(DealStage.InTalks) ? FactWords.StageForPeople(DealStage.InTalks) : value;

    private static string Now(Change change) =>
        change.Fact is { Kind: FactKind.Investment, Amount: { } amount, Qualifier: { } qualifier } && change.Now == amount ? $"{qualifier} {amount}" : change.Now;

    /// <summary>The evidence sentence, and whose claim it is where the sentence alone does not say.</summary>
    private static string Summary(AlertChange change, LoggedArticle article)
    {
        Fact fact = change.Fact;
        if (change.Kind == ChangeKind.Withdrawn)
        {
            return $"{article.Source ?? article.Name} no longer says: {fact.Evidence.Text}";
        }

        string claim = fact.ClaimedBy is { } by && !fact.Evidence.Text.Contains(by, StringComparison.OrdinalIgnoreCase) ? $" (claimed by {by})" : "";
        return fact.Evidence.Text + claim;
    }

    /// <summary>What a fact is about: <c>Renault's stake in Nissan</c>.</summary>
    public string Label(Fact fact)
    {
        string subject = Name(fact.Subject), other = Name(fact.Object);
        string parties = string.Join(", ", fact.Parties.SkipLast(1).Select(Name)) is { Length: > 0 } first ? $"{first} and {Name(fact.Parties.Last())}" : subject;
        return fact.Kind switch
        {
            FactKind.Stake => fact.Object is null ? $"{Possessive(subject)} stake" : $"{Possessive(subject)} stake in {other}",
            FactKind.Investment => $"{Possessive(subject)} investment in {other}",
            FactKind.JointVenture => $"Joint venture of {parties}",
            FactKind.Partnership => fact.Object is null ? $"{subject} looking for a partner" : $"Partnership of {parties}",
            FactKind.Merger => $"Merger of {parties}",
            FactKind.Acquisition => $"{Possessive(subject)} acquisition of {other}",
            FactKind.Supply => $"{Possessive(subject)} supply to {other}",
            FactKind.Appointment => $"{subject} at {other}",
            _ => throw new ArgumentOutOfRangeException(nameof(fact)),
        };
    }

    private string Name(string? key) => key is null ? "an unnamed party" : watchlist.NameOf(key);

    private static string Possessive(string name) => name.EndsWith('s') ? $"{name}'" : $"{name}'s";
}
