namespace AllianceMonitor.Extraction;

/// <summary>Whether an article is about the deals that the watchlist follows.</summary>
internal static class Relevance
{
    /// <summary>A fact first told behind this share of the paragraphs is background.</summary>
    private const double LeadShare = 0.5;

    /// <summary>
    /// On topic: a deal with a party of the focus that is the news of the article (in the title or its first half), or several of them. A holding
    /// that is merely mentioned ("Renault, which owns 36% of Nissan") is background wherever it stands.
    /// </summary>
    /// <returns>Whether it is on topic, and the topics that say so.</returns>
    public static (bool OnTopic, IReadOnlyList<string> Reasons) Of(IReadOnlyList<Fact> facts, IReadOnlySet<string> focus, int paragraphs)
    {
        List<Fact> deals = [.. facts.Where(fact => fact.Parties.Any(focus.Contains) && !IsMereHolding(fact))];
        int lead = Math.Max(2, (int)Math.Ceiling(paragraphs * LeadShare));
        List<Fact> news = [.. deals.Where(fact => fact.Evidence.Paragraph is null || fact.Evidence.Paragraph < lead)];
        bool onTopic = news.Exists(fact => fact.Stage != DealStage.Ongoing) || news.Count(fact => fact.Object is not null) >= 2 || (news.Count > 0 && deals.Count >= 3);
        return (onTopic, onTopic ? [.. deals.Select(fact => fact.Topic).Distinct()] : []);
    }

    private static bool IsMereHolding(Fact fact) => fact is { Kind: FactKind.Stake, Stage: DealStage.Ongoing };
}
