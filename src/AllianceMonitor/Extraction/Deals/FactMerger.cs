namespace AllianceMonitor.Extraction;

/// <summary>Makes one fact of several tellings; keeps contradictions apart.</summary>
internal static class FactMerger
{
    /// <summary>In the order of their first telling. The same fact told twice is one; a report and its denial are two.</summary>
    public static List<Fact> Merge(IEnumerable<Fact> facts)
    {
        List<Fact> merged = [];
        foreach (Fact fact in facts)
        {
            int known = merged.FindIndex(other => Same(other, fact));
            if (known < 0)
            {
                merged.Add(fact);
            }
            else
            {
                merged[known] = Richer(merged[known], fact);
            }
        }

        merged.RemoveAll(fact => fact is { Kind: FactKind.Stake, Object: null, Subject: not null } && merged.Exists(other => other.Object is not null && SameHolding(fact, other)));
        return merged;
    }

    /// <summary>Whether a stake of which it is not said in whom is one of which it is: the same holder, value and stage.</summary>
    private static bool SameHolding(Fact unnamed, Fact named) =>
        named.Kind == FactKind.Stake && named.Subject == unnamed.Subject && named.Polarity == unnamed.Polarity
        && (unnamed.Stage == named.Stage || (unnamed.Stage != DealStage.Ongoing && named.Stage != DealStage.Ongoing))
        && Compatible(unnamed.Before, named.Before) && Compatible(unnamed.After, named.After);

    /// <summary>Whether facts of one topic and polarity state different values: "43% -> 15%" and "43% -> 10%".</summary>
    public static bool Contradict(IReadOnlyList<Fact> facts) =>
        facts.Where(fact => fact is { Kind: FactKind.Stake, After: not null, Polarity: Polarity.Affirmed })
            .GroupBy(fact => (fact.Topic, fact.Stage)).Any(group => group.Select(fact => fact.After).Distinct().Count() > 1);

    private static bool Same(Fact a, Fact b)
    {
        if (a.Kind != b.Kind || (a.Polarity == Polarity.Affirmed) != (b.Polarity == Polarity.Affirmed))
        {
            return false;
        }

        if (!SameParties(a, b) && !SameWithFewerParties(a, b) && !SameWithFewerParties(b, a))
        {
            return false;
        }

        if (a.Kind == FactKind.Appointment && a.Position is not null && b.Position is not null && (a.Stage == DealStage.Ongoing) != (b.Stage == DealStage.Ongoing))
        {
            // "the finance chief will become chief executive": two posts, the one held and the one to come.
            return string.Equals(a.Position, b.Position, StringComparison.OrdinalIgnoreCase);
        }

        if (a.Kind == FactKind.Stake)
        {
            bool holdingA = a.Stage == DealStage.Ongoing, holdingB = b.Stage == DealStage.Ongoing;
            return holdingA == holdingB && Compatible(a.Before, b.Before) && Compatible(a.After, b.After);
        }

        return a.Kind != FactKind.Investment || Compatible(a.Amount, b.Amount);
    }

    /// <summary>Whether facts of one kind have the same <see cref="Fact.Topic"/>, without writing it out.</summary>
    private static bool SameParties(Fact a, Fact b) =>
        (a.Subject == b.Subject && a.Object == b.Object) || (a.IsSymmetric && a.Subject == b.Object && a.Object == b.Subject);

    /// <summary>"the joint venture with Geely" after "the joint venture with Geely and Aramco"; but who may come to a merger of two others is news of its own.</summary>
    private static bool SameWithFewerParties(Fact many, Fact few) =>
        many.IsSymmetric && !(many is { Kind: FactKind.Merger, Subject: { } guest } && !few.Parties.Contains(guest)) && few.Object is not null && many.Others.Count > 0 && few.Parties.All(party => many.Parties.Contains(party));

    private static bool Compatible(string? a, string? b) => a is null || b is null || a == b;

    /// <summary>The first telling, completed by what the other adds. An explicit stage beats "ongoing", which is what a mere mention sounds like.</summary>
    private static Fact Richer(Fact first, Fact other)
    {
        // Who comes or goes is called by his title too: what happens is the news of it.
        bool takeOther = first.Kind == FactKind.Appointment ? first.Stage == DealStage.Ongoing && other.Stage != DealStage.Ongoing : Told(other) > Told(first);
        (Fact main, Fact more) = takeOther ? (other, first) : (first, other);
        return main with
        {
            Before = main.Before ?? more.Before,
            After = main.After ?? more.After,
            Amount = main.Amount ?? more.Amount,
            Position = main.Position ?? more.Position,
            Qualifier = main.Qualifier ?? (main.Amount is null || main.Amount == more.Amount ? more.Qualifier : null),
            Others = main.Others.Count >= more.Others.Count ? main.Others : more.Others,
            When = main.When ?? more.When,
            Stage = main.Kind == FactKind.Stake || main.Stage != DealStage.Ongoing ? main.Stage : more.Stage,
            ClaimedBy = main.ClaimedBy ?? more.ClaimedBy,
            DeniedBy = main.DeniedBy ?? more.DeniedBy,
        };
    }

    private static int Told(Fact fact) =>
        (fact.Before is null ? 0 : 2) + (fact.After is null ? 0 : 2) + (fact.Amount is null ? 0 : 2) + (fact.Evidence.Paragraph is null ? 0 : 1) + Math.Min(fact.Others.Count, 1);
}
