using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Alerts;

/// <summary>Decides which subscriptions an alert is for.</summary>
public static class SubscriptionMatcher
{
    /// <summary>A subscription matches when one change of the alert meets all its conditions; otherwise the reason names the first that none meets.</summary>
    public static RoutingDecision Match(Subscription subscription, Alert alert)
    {
        string reason = "";
        foreach (AlertChange change in alert.Changes)
        {
            if (change.Kind == ChangeKind.Withdrawn)
            {
                reason = $"{(reason.Length == 0 ? "" : $"{reason}; ")}{change.Fact.Topic}: withdrawn, told to those who were told of it";
                continue;
            }

            if (Misses(subscription, change.Fact) is not { } miss)
            {
                return new RoutingDecision(subscription.Id, true, Matching(subscription, change.Fact));
            }

            reason = reason.Length == 0 ? $"{change.Fact.Topic}: {miss}" : $"{reason}; {change.Fact.Topic}: {miss}";
        }

        return new RoutingDecision(subscription.Id, false, reason);
    }

    private static string? Misses(Subscription subscription, Fact fact)
    {
        if (subscription.Kinds.Count > 0 && !subscription.Kinds.Contains(fact.Kind))
        {
            return $"kind is {FactWords.Kind(fact.Kind)}, wanted {string.Join(" or ", subscription.Kinds.Select(FactWords.Kind))}";
        }

        if (subscription.Entities.Count > 0 && !fact.Parties.Any(subscription.Entities.Contains))
        {
            return $"names {string.Join(", ", fact.Parties)}, wanted {string.Join(" or ", subscription.Entities)}";
        }

        // A denial or an end matters at whatever stage the team listens from.
        return subscription.MinimumStage is { } minimum && fact.Polarity == Polarity.Affirmed && fact.Stage < minimum
            ? $"stage is {FactWords.Stage(fact.Stage)}, wanted {FactWords.Stage(minimum)} or later"
            : null;
    }

    private static string Matching(Subscription subscription, Fact fact)
    {
        List<string> because = [];
        if (subscription.Kinds.Count > 0)
        {
            because.Add($"is of kind {FactWords.Kind(fact.Kind)}");
        }

        if (subscription.Entities.Count > 0)
        {
            because.Add($"names {string.Join(" and ", fact.Parties.Where(subscription.Entities.Contains))}");
        }

        if (subscription.MinimumStage is not null)
        {
            because.Add($"stands at {FactWords.Stage(fact.Stage)}");
        }

        return because.Count > 0 ? $"{fact.Topic} {string.Join(" and ", because)}" : $"{fact.Topic}: the subscription takes every alert";
    }
}
