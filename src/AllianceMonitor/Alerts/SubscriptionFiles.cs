using AllianceMonitor.Extraction;

namespace AllianceMonitor.Alerts;

/// <summary>A version of a configuration file.</summary>
public sealed record ConfigurationFile(string Name, string ETag, string Text);

/// <summary>A version of a configuration file that is wrong and therefore not in force.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="ETag">Version that is wrong.</param>
/// <param name="Message">File, line, what is wrong and what to do.</param>
public sealed record ConfigurationProblem(string File, string ETag, string Message)
{
    /// <summary>Whether an earlier version of the file is in force.</summary>
    public bool HasLastGood { get; init; }

    /// <summary>Who answers for the subscriptions that the file held last, where they say so.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    public string WhatHolds => HasLastGood ? "The last good version stays in force." : "Nothing of this file is in force.";
}

/// <summary>What one file contributes.</summary>
public sealed record SubscriptionsOfFile(ConfigurationFile File, Subscriptions Content);

/// <summary>Subscriptions in one file, in one per team, or both: every file counts by itself, and a wrong one leaves its last good version in force and the others alone.</summary>
public static class SubscriptionFiles
{
    public const string MainName = "subscriptions.yaml";
    public const string Folder = "subscriptions/";

    private const string Ending = ".yaml";

    /// <summary>Whether a blob of the configuration belongs here.</summary>
    public static bool IsOne(string name) => name == MainName || name.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary><c>subscriptions.yaml</c> first, then the files of teams by name.</summary>
    public static IReadOnlyList<T> InOrder<T>(IEnumerable<T> files, Func<T, string> name) =>
        [.. files.OrderBy(file => name(file) != MainName).ThenBy(name, StringComparer.Ordinal)];

    /// <summary>
    /// The files as they stand where all of them are right. Otherwise <paramref name="before"/> changes file by file as long as nothing is wrong with it: of two files with the same id the one that had it
    /// keeps it.
    /// </summary>
    /// <param name="before">What was in force; files that are no longer there are left out.</param>
    /// <param name="files">All files that are there now.</param>
    /// <param name="watchlist">Entities that may be subscribed to.</param>
    public static (IReadOnlyList<SubscriptionsOfFile> InForce, IReadOnlyList<ConfigurationProblem> Problems) TakeUp(
        IReadOnlyList<SubscriptionsOfFile> before, IReadOnlyList<ConfigurationFile> files, Watchlist watchlist)
    {
        var (all, problems) = Change([], files, watchlist);
        return problems.Count == 0 ? (all, []) : Change(before.Where(one => files.Any(file => file.Name == one.File.Name)), files, watchlist);
    }

    /// <summary>All subscriptions in order; who hears of operations is whom any file names.</summary>
    public static Subscriptions Merge(IEnumerable<SubscriptionsOfFile> files)
    {
        IReadOnlyList<SubscriptionsOfFile> ordered = InOrder(files, one => one.File.Name);
        return new Subscriptions([.. ordered.SelectMany(one => one.Content.All)], [.. ordered.SelectMany(one => one.Content.Operations).Distinct()]);
    }

    private static (IReadOnlyList<SubscriptionsOfFile> InForce, IReadOnlyList<ConfigurationProblem> Problems) Change(
        IEnumerable<SubscriptionsOfFile> before, IReadOnlyList<ConfigurationFile> files, Watchlist watchlist)
    {
        Dictionary<string, SubscriptionsOfFile> inForce = before.ToDictionary(one => one.File.Name, StringComparer.Ordinal);
        List<ConfigurationFile> left = [.. InOrder(files, file => file.Name)];
        List<ConfigurationProblem> problems;
        int tried;
        do
        {
            // Once more when something was taken up: an id may have moved from one file to another.
            (problems, tried) = ([], left.Count);
            foreach (ConfigurationFile file in left.ToList())
            {
                try
                {
                    inForce[file.Name] = new SubscriptionsOfFile(file, Parse(file, inForce.Values, watchlist));
                    left.Remove(file);
                }
                catch (ConfigurationErrorException wrong)
                {
                    SubscriptionsOfFile? lastGood = inForce.GetValueOrDefault(file.Name);
                    problems.Add(new ConfigurationProblem(file.Name, file.ETag, wrong.Message)
                    {
                        HasLastGood = lastGood is not null, Owners = [.. (lastGood?.Content.All ?? []).Select(one => one.Owner).OfType<string>().Distinct()],
                    });
                }
            }
        }
        while (left.Count > 0 && left.Count < tried);

        return (InOrder(inForce.Values, one => one.File.Name), problems);
    }

    private static Subscriptions Parse(ConfigurationFile file, IEnumerable<SubscriptionsOfFile> inForce, Watchlist watchlist)
    {
        if (!file.Name.EndsWith(Ending, StringComparison.Ordinal))
        {
            throw new ConfigurationErrorException(file.Name, 1, $"files of subscriptions end in {Ending}; rename this one or remove it.");
        }

        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (SubscriptionsOfFile other in inForce.Where(other => other.File.Name != file.Name))
        {
            foreach (Subscription subscription in other.Content.All)
            {
                taken[subscription.Id] = other.File.Name;
            }
        }

        return SubscriptionsFile.Parse(file.Text, watchlist, file.Name, taken);
    }
}
