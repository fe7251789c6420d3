using System.Runtime.ExceptionServices;
using AllianceMonitor.Stories;
using Azure;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor;

/// <summary>
/// One run of a timer over many things, of which one that fails must not stop the rest. What fails for a reason of its own is kept as a dead letter until a run in which it does not; a fault of the store is thrown
/// when all had their turn.
/// </summary>
/// <param name="timer">Name of the function.</param>
/// <param name="notices">Where dead letters go.</param>
/// <param name="logger">Of the function.</param>
internal sealed class EachAlone(string timer, OpsNotices notices, ILogger logger)
{
    private readonly HashSet<string> failed = [];
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
                string reason = $"It fails with {fault.GetType().Name}: {fault.Message} {timer} tries it again every few minutes and takes this letter away when that succeeds.";
                var letter = new DeadLetter(Digest.Of("failed", kind, subject), kind, subject, reason, null) { TriedAgainBy = timer };
                failed.Add(letter.Id);
                await notices.KeepAsync(letter, cancellation);
            }

            return false;
        }
    }

    /// <summary>Takes back what earlier runs kept and this one did not meet again.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        faultOfStore?.Throw();
        await notices.TakeBackAsync(timer, failed, cancellation);
    }

    /// <summary>A fault that the next thing would meet as well: nothing is wrong with this one.</summary>
    private static bool IsShared(Exception fault) =>
        fault is RequestFailedException or IOException or TimeoutException or OperationCanceledException or ConfigurationErrorException or StoryLogDamagedException
        || (fault is AggregateException { InnerExceptions.Count: > 0 } several && several.InnerExceptions.All(IsShared));
}
