namespace AllianceMonitor.Extraction;

/// <summary>Whether an article is about the deals that the watchlist follows.</summary>
internal sealed class Relevance
{
    /// <summary>A fact first told behind this share of the paragraphs is background.</summary>
    private const double LeadShare = 0.5;

    /// <summary>What half of all companies are called says nothing of their trade.</summary>
    private static readonly string[] Vague = ["company", "group", "partner", "giant", "firm", "rival", "unit", "alliance", "maker"];

    private readonly HashSet<string> followed;
    private readonly HashSet<string> sameTrade;
    private readonly Func<string, string?> parentOf;

    /// <param name="watchlist">Its focus and the units of the focus are followed, so are deals among watched companies of their trade ("Japanese carmaker"), and those of one of them where another fact concerns a followed company.</param>
    /// <param name="parentOf">The company that a longer name begins with: Renault for "Renault Korea".</param>
    public Relevance(Watchlist watchlist, Func<string, string?> parentOf)
    {
        this.parentOf = parentOf;
        followed = [.. watchlist.Focus];
        HashSet<string> trades = [.. watchlist.Entities.Where(entity => followed.Contains(entity.Id)).SelectMany(Trades)];
        sameTrade = [.. watchlist.Entities.Where(entity => Trades(entity).Any(trades.Contains)).Select(entity => entity.Id)];
    }

    /// <summary>
    /// On topic: a deal of a followed company that is the news of the article (in the title or its first half). A holding or post that is merely
    /// mentioned is background wherever it stands; a running partnership is news only where the article begins with it.
    /// </summary>
    /// <returns>Whether it is on topic, and the topics that say so.</returns>
    public (bool OnTopic, IReadOnlyList<string> Reasons) Of(IReadOnlyList<Fact> facts, int paragraphs)
    {
        HashSet<string> owned = [.. facts.Where(fact => fact.Polarity == Polarity.Affirmed && fact.Stage != DealStage.Ended).SelectMany(OwnedByFollowed)];
        bool concerns = facts.Any(fact => fact.Parties.Any(IsFollowed));
        List<Fact> deals = [.. facts.Where(fact => !fact.IsBackground && (fact.Parties.Any(party => IsFollowed(party) || owned.Contains(party)) || fact.Parties.Count(sameTrade.Contains) > (concerns ? 0 : 1)))];
        int lead = Math.Max(2, (int)Math.Ceiling(paragraphs * LeadShare));
        bool onTopic = deals.Exists(fact => (fact.Evidence.Paragraph ?? 0) < (!IsHistory(fact) ? lead : fact is { Kind: FactKind.Stake, Stage: DealStage.Ended } ? 2 : 1) && !IsFormerPost(fact)) || deals.Count(fact => !IsHistory(fact)) >= 3;
        return (onTopic, onTopic ? [.. deals.Select(fact => fact.Topic).Distinct()] : []);
    }

    /// <summary>What is over or simply goes on is news only where the article begins with it.</summary>
    private static bool IsHistory(Fact fact) => fact.Stage == DealStage.Ongoing || (fact.Stage == DealStage.Ended && fact.Kind is FactKind.Stake or FactKind.Appointment);

    /// <summary>A venture of a followed company, or one that it has a stake in: "Horse, in which Renault holds 45 percent".</summary>
    private IEnumerable<string> OwnedByFollowed(Fact fact) => fact.Kind switch
    {
        FactKind.Stake when fact is { Subject: { } holder, Object: { } held } && IsFollowed(holder) => [held],
        FactKind.JointVenture when fact.Parties.Any(IsFollowed) => fact.Others,
        _ => [],
    };

    private bool IsFollowed(string party) => followed.Contains(party) || (parentOf(party) is { } parent && followed.Contains(parent));

    /// <summary>"former Nissan executive X": who somebody was is no news.</summary>
    private static bool IsFormerPost(Fact fact) =>
        fact is { Kind: FactKind.Appointment, Stage: DealStage.Ended } && (fact.Evidence.Text.Contains("former", StringComparison.OrdinalIgnoreCase) || fact.Evidence.Text.Contains("ex-", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Trades(WatchedEntity entity) => entity.Descriptions.Select(description => description[(description.LastIndexOf(' ') + 1)..]).Where(trade => !Vague.Contains(trade));
}
