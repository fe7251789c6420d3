using System.Globalization;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Alerts;

/// <summary>Decides which subscriptions an alert is for.</summary>
public static class SubscriptionMatcher
{
    /// <summary>One condition held against a change: in words why it is met, or why not.</summary>
    private readonly record struct Verdict(bool Met, string Words);

    /// <summary>A subscription matches when one change of the alert meets all its conditions; otherwise the reason names, for every change, the first that it does not meet.</summary>
    public static RoutingDecision Match(Subscription subscription, Alert alert)
    {
        List<string> misses = [];
        foreach (AlertChange change in alert.Changes)
        {
            if (change.Kind == ChangeKind.Withdrawn)
            {
                misses.Add($"{change.Fact.Topic}: withdrawn, told to those who were told of it");
                continue;
            }

            List<Verdict> verdicts = [.. Verdicts(subscription, alert, change)];
            if (verdicts.TrueForAll(verdict => verdict.Met))
            {
                string because = verdicts.Count > 0 ? $" {string.Join(" and ", verdicts.Select(verdict => verdict.Words))}" : ": the subscription takes every alert";
                return new RoutingDecision(subscription.Id, true, change.Fact.Topic + because, Rule: FactWords.Kind(change.Fact.Kind));
            }

            misses.Add($"{change.Fact.Topic}: {verdicts.Find(verdict => !verdict.Met).Words}");
        }

        return new RoutingDecision(subscription.Id, false, string.Join("; ", misses));
    }

    private static IEnumerable<Verdict> Verdicts(Subscription wanted, Alert alert, AlertChange change)
    {
        Fact fact = change.Fact;
        if (wanted.Kinds.Count > 0)
        {
            yield return wanted.Kinds.Contains(fact.Kind)
                ? new Verdict(true, $"is of kind {FactWords.Kind(fact.Kind)}")
                : new Verdict(false, $"kind is {FactWords.Kind(fact.Kind)}, wanted {Or(wanted.Kinds.Select(FactWords.Kind))}");
        }

        if (wanted.Entities.Count > 0)
        {
            List<string> named = [.. fact.Parties.Select(party => Named(wanted, party)).OfType<string>()];
            yield return named.Count > 0
                ? new Verdict(true, $"names {string.Join(" and ", named)}")
                : new Verdict(false, $"names {string.Join(", ", fact.Parties)}, wanted {Or(wanted.Entities)}");
        }

        if (wanted.MinimumStage is { } minimum)
        {
            // A denial or an end matters at whatever stage the team listens from.
            yield return fact.Polarity == Polarity.Affirmed && fact.Stage < minimum
                ? new Verdict(false, $"stage is {FactWords.Stage(fact.Stage)}, wanted {FactWords.Stage(minimum)} or later")
                : new Verdict(true, $"stands at {FactWords.Stage(fact.Stage)}");
        }

        if (wanted.MinimumStakeChange is { } points && fact.Kind == FactKind.Stake)
        {
            yield return StakeChange(Thresholds.StakeChange(change), points);
        }

        if (wanted.MinimumAmounts.Count > 0 && fact.Amount is not null)
        {
            yield return Amounts(fact.Amount, wanted.MinimumAmounts);
        }

        if (wanted.Keywords.Count > 0)
        {
            yield return wanted.Keywords.FirstOrDefault(word => Says(alert.Title, word) || Says(fact.Evidence.Text, word)) is { } found
                ? new Verdict(true, $"says \"{found}\"")
                : new Verdict(false, $"neither title nor evidence says {Or(wanted.Keywords.Select(word => $"\"{word}\""))}");
        }

        if (wanted.Sources.Count > 0)
        {
            yield return wanted.Sources.Any(source => IsFrom(alert, source))
                ? new Verdict(true, $"comes from {alert.Source ?? alert.Url}")
                : new Verdict(false, $"source is {alert.Source ?? "unknown"}, wanted {Or(wanted.Sources)}");
        }

        if (wanted.Languages.Count > 0)
        {
            yield return wanted.Languages.Contains(alert.Language ?? "", StringComparer.OrdinalIgnoreCase)
                ? new Verdict(true, $"is in {alert.Language}")
                : new Verdict(false, $"language is {alert.Language ?? "unknown"}, wanted {Or(wanted.Languages)}");
        }

        if (wanted.Stories.Count > 0)
        {
            yield return wanted.Stories.Contains(alert.StoryId)
                ? new Verdict(true, $"belongs to story {alert.StoryId}")
                : new Verdict(false, $"story is {alert.StoryId}, wanted {Or(wanted.Stories)}");
        }
    }

    /// <summary>The party, and through what it counts where the subscription does not name it: <c>ampere (of renault)</c>; null when it does not count.</summary>
    private static string? Named(Subscription wanted, string party) =>
        wanted.Entities.Contains(party) ? party : wanted.Units.TryGetValue(party, out string? how) ? $"{party} ({how})" : null;

    private static Verdict StakeChange(decimal? change, decimal wanted) => change is not { } points
        ? new Verdict(true, "does not say by how much it changes")
        : string.Create(CultureInfo.InvariantCulture, $"{points:0.###} points") is var size && points >= wanted
            ? new Verdict(true, $"changes by {size}")
            : new Verdict(false, string.Create(CultureInfo.InvariantCulture, $"changes by {size}, wanted {wanted:0.###} or more"));

    private static Verdict Amounts(string text, IReadOnlyList<Amount> minimums)
    {
        Amount? amount = Amount.Parse(text), minimum = minimums.FirstOrDefault(one => one.Currency == amount?.Currency);
        return amount is not null && minimum is not null && amount.Value < minimum.Value
            ? new Verdict(false, string.Create(CultureInfo.InvariantCulture, $"amount is {text}, wanted {minimum.Value:#,0} {minimum.Currency} or more"))
            : new Verdict(true, $"is worth {text}");
    }

    /// <summary>Whether the words stand there as words of their own.</summary>
    private static bool Says(string? text, string words)
    {
        for (int at = text?.IndexOf(words, StringComparison.OrdinalIgnoreCase) ?? -1; at >= 0; at = text.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            int end = at + words.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text![at - 1])) && (end == text!.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The source's name, or the host of the article's address or a parent of it.</summary>
    private static bool IsFrom(Alert alert, string source) =>
        string.Equals(alert.Source, source, StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(alert.Url, UriKind.Absolute, out Uri? url) && (url.IdnHost.Equals(source, StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith($".{source}", StringComparison.OrdinalIgnoreCase)));

    private static string Or(IEnumerable<string> words) => string.Join(" or ", words);
}
