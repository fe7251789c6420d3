using System.Runtime.ExceptionServices;
using AllianceMonitor.Stories;
using Azure;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>Work on many things of which one that fails must not stop the rest. What fails for a reason of its own is kept as a dead letter, once; a fault of the store is thrown when all had their turn.</summary>
internal sealed class EachAlone(OpsNotices notices, ILogger logger)
{
    private ExceptionDispatchInfo? faultOfStore;

    /// <summary>False when the work failed.</summary>
    public async Task<bool> RunAsync(string kind, string subject, Func<Task> work, CancellationToken cancellation)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(fault, "{Kind} {Subject} failed and is left for later", kind, subject);
            if (IsShared(fault))
            {
                faultOfStore ??= ExceptionDispatchInfo.Capture(fault);
            }
            else
            {
                await notices.KeepAsync(new DeadLetter(Digest.Of("failed", kind, subject), kind, subject, $"It fails with {fault.GetType().Name}: {fault.Message} It is tried again every few minutes.", null), cancellation);
            }

            return false;
        }
    }

    public void ThrowFaultOfStore() => faultOfStore?.Throw();

    /// <summary>A fault that the next thing would meet as well: nothing is wrong with this one.</summary>
    private static bool IsShared(Exception fault) =>
        fault is RequestFailedException or IOException or TimeoutException or OperationCanceledException or ConfigurationErrorException or StoryLogDamagedException
        || (fault is AggregateException { InnerExceptions.Count: > 0 } several && several.InnerExceptions.All(IsShared));
}
