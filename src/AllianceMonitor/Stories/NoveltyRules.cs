using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>What makes a fact news: another value, a further stage, another polarity; not another wording, nor an old report told again.</summary>
public static class NoveltyRules
{
    /// <summary>An article this much older than the last word on a topic only repeats what was known then.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(36);

    /// <summary>Stands in a change where a fact no longer holds.</summary>
    public const string Withdrawn = "withdrawn";

    private static readonly TimeSpan SameDay = TimeSpan.FromHours(12);

    /// <param name="fact">What an article says.</param>
    /// <param name="at">When it was published.</param>
    /// <param name="known">What was said on the topic before, in log order.</param>
    /// <returns>The change, or null when there is nothing new.</returns>
    public static Change? Compare(Fact fact, DateTimeOffset at, IEnumerable<(Fact Fact, DateTimeOffset At)> known)
    {
        List<(Fact Fact, DateTimeOffset At)> all = [.. known];
        if (all.Count == 0)
        {
            return new Change(fact.Topic, null, Saying(fact), fact);
        }

        if (at < all.Max(other => other.At) - Tolerance)
        {
            return null;
        }

        // Undated or of the same day, mere talk of another figure behind a settled deal is the older report that came late.
        bool behind = fact.Polarity == Polarity.Affirmed && Rank(fact.Stage) < Rank(DealStage.Planned) && all.Exists(other => Rank(other.Fact.Stage) >= Rank(DealStage.Agreed));
        if (behind && at <= all.Max(other => other.At) + SameDay)
        {
            return null;
        }

        Fact last = all[^1].Fact;
        if (!all.Exists(other => other.Fact.Polarity == fact.Polarity))
        {
            return new Change(fact.Topic, Saying(last), Saying(fact), fact);
        }

        List<Fact> same = [.. all.Where(other => other.Fact.Polarity == fact.Polarity).Select(other => other.Fact)];
        string? value = fact.After ?? fact.Amount;
        if (value is not null && !same.Exists(other => (other.After ?? other.Amount) == value))
        {
            Fact? valued = same.LastOrDefault(other => (other.After ?? other.Amount) is not null);
            return new Change(fact.Topic, valued is null ? null : valued.After ?? valued.Amount, value, fact);
        }

        // Who was never named beside these parties before has come in.
        List<string> parties = [.. same.SelectMany(other => other.Parties).Distinct(StringComparer.Ordinal)];
        if (fact is { IsSymmetric: true, Polarity: Polarity.Affirmed } && fact.Parties.Except(parties, StringComparer.Ordinal).Any())
        {
            return new Change(fact.Topic, string.Join(", ", parties), string.Join(", ", fact.Parties), fact, ChangeKind.Parties);
        }

        bool further = fact.Polarity == Polarity.Affirmed && Rank(fact.Stage) > same.Max(other => Rank(other.Stage));
        return further ? new Change(fact.Topic, FactWords.Stage(same.MaxBy(other => Rank(other.Stage))!.Stage), FactWords.Stage(fact.Stage), fact) : null;
    }

    /// <summary>The shortest statement of a fact: value, else polarity where it is not affirmed, else stage.</summary>
    public static string Saying(Fact fact) => fact.Polarity != Polarity.Affirmed ? FactWords.Polarity(fact.Polarity) : fact.After ?? fact.Amount ?? FactWords.Stage(fact.Stage);

    /// <summary>A working partnership is nothing further than its signature, so that "ongoing" in a background paragraph is never news.</summary>
    private static int Rank(DealStage stage) => stage switch
    {
        DealStage.Ongoing => 0,
        DealStage.Considered => 1,
        DealStage.InTalks => 2,
        DealStage.Planned => 3,
        DealStage.Agreed => 4,
        DealStage.Signed => 5,
        DealStage.Completed => 6,
        DealStage.Ended => 7,
        _ => 0,
    };
}
