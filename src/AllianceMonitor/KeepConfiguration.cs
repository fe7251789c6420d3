using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Storage;

namespace AllianceMonitor;

/// <summary>
/// Part of <see cref="Reconcile"/>: keeps a copy of every configuration file in force, and tells operations and the owners of its subscriptions of a file that is wrong, once per version.
/// </summary>
public sealed class KeepConfiguration(IBlobStore store, Configuration configuration, OpsNotices notices)
{
    /// <summary>What this process has kept: version by name.</summary>
    private readonly Dictionary<string, string> kept = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellation)
    {
        (ConfigurationFile watchlist, IReadOnlyList<SubscriptionsOfFile> subscriptions) = await configuration.InForceAsync(cancellation);
        List<ConfigurationFile> inForce = [watchlist, .. subscriptions.Select(one => one.File)];
        foreach (ConfigurationFile file in inForce.Where(file => kept.GetValueOrDefault(file.Name) != file.ETag))
        {
            await store.WriteAsync(KeptConfiguration.AddressOf(file.Name), Encoding.UTF8.GetBytes(file.Text), cancellation);
            kept[file.Name] = file.ETag;
        }

        IReadOnlyList<ConfigurationProblem> problems = await configuration.ProblemsAsync(cancellation);
        await foreach (BlobListing blob in store.ListAsync(Containers.LastGood, "", cancellation))
        {
            if (!inForce.Exists(file => file.Name == blob.Name) && !problems.Any(problem => problem.File == blob.Name))
            {
                await store.DeleteAsync(KeptConfiguration.AddressOf(blob.Name), cancellation);
                kept.Remove(blob.Name);
            }
        }

        foreach (ConfigurationProblem problem in problems)
        {
            await notices.RaiseAsync(
                $"Configuration: {problem.File} is wrong", $"{problem.Message}\n{problem.WhatHolds} Upload it again once it is put right.", $"{problem.File} {problem.ETag}", cancellation, problem.Owners);
        }
    }
}
