using System.Collections.Concurrent;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Triggers;

/// <summary>Receives in batches; deletes after success, releases after failure, and moves to the poison queue after the last try.</summary>
internal sealed class QueueTrigger(
    QueueFunction function, QueueSettings settings, TriggerHostOptions options, Invoker invoker, TimeProvider time, ILogger logger) : ITrigger
{
    private const string PoisonSuffix = "-poison";

    private readonly QueueClient queue = StorageClients.Queue(function.Storage, function.Queue);
    private readonly ConcurrentDictionary<string, DateTimeOffset> returning = [];
    private int inFlight;

    public async Task Run(CancellationToken cancel)
    {
        var running = new List<Task>();
        // Nobody waits for a poison queue, and Azurite serves one request at a time.
        var isPoison = PoisonQueue is null;
        var pause = new PollingPause(isPoison || settings.MaxPollingInterval < options.QueuePollingCap ? settings.MaxPollingInterval : options.QueuePollingCap);
        try
        {
            while (true)
            {
                await invoker.Ready(cancel);
                running.RemoveAll(run => run.IsCompletedSuccessfully);
                if (running.Find(run => run.IsFaulted) is { } broken)
                    await broken;

                if (running.Count > settings.NewBatchThreshold)
                {
                    await Task.WhenAny(running).WaitAsync(cancel);
                    continue;
                }

                var messages = await Receive(cancel);
                running.AddRange(messages.Select(message => Process(message, cancel)));
                await pause.After(foundSomething: messages.Length > 0, time, cancel);
            }
        }
        finally
        {
            await Task.WhenAll(running).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public async Task<Backlog> Backlog(CancellationToken cancel)
    {
        // A message whose time has come is visible again, and counted as such.
        var now = time.GetUtcNow();
        foreach (var (message, due) in returning)
        {
            if (due < now - TimeSpan.FromSeconds(1))
                returning.TryRemove(message, out _);
        }

        var visible = await IfQueueExists(async () => (await queue.PeekMessageAsync(cancel)).Value is not null);
        return new Backlog(function.Name, visible ? 1 : 0, Volatile.Read(ref inFlight), returning.Count);
    }

    private async Task<QueueMessage[]> Receive(CancellationToken cancel)
    {
        try
        {
            var messages = await IfQueueExists(async () =>
                (await queue.ReceiveMessagesAsync(settings.BatchSize, options.CrashInvisibility, cancel)).Value) ?? [];
            Interlocked.Add(ref inFlight, messages.Length);
            return messages;
        }
        catch (Exception fault) when (StorageClients.IsFault(fault))
        {
            logger.LogWarning("{Queue} cannot be read, trying again: {Error}", function.Queue, StorageClients.Reason(fault));
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
            return [];
        }
    }

    private async Task Process(QueueMessage message, CancellationToken cancel)
    {
        try
        {
            returning.TryRemove(message.MessageId, out _);
            var lease = new MessageLease(queue, message, options.CrashInvisibility, time, logger);

            // Seen more often than ever released: every run of it was cut off by a crash.
            if (message.DequeueCount > settings.MaxDequeueCount && PoisonQueue is not null)
            {
                await MoveToPoison(message, lease, PoisonQueue);
                return;
            }

            switch (await lease.KeepWhile(() => Invoke(message, cancel), cancel))
            {
                case InvocationEnd.Succeeded:
                    await lease.Delete();
                    break;
                case InvocationEnd.Failed when PoisonQueue is null:
                case InvocationEnd.Lost:
                    // As in the host, a poison queue's message is not released either, lest it fail in a fast loop.
                    returning[message.MessageId] = lease.HiddenUntil;
                    break;
                case InvocationEnd.Failed when message.DequeueCount >= settings.MaxDequeueCount:
                    await MoveToPoison(message, lease, PoisonQueue);
                    break;
                default:
                    await lease.Release(settings.VisibilityTimeout);
                    returning[message.MessageId] = lease.HiddenUntil;
                    break;
            }
        }
        catch (Exception fault) when (StorageClients.IsFault(fault))
        {
            logger.LogWarning("{Queue}: message {MessageId} is left to its lease: {Error}", function.Queue, message.MessageId, StorageClients.Reason(fault));
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }

    private QueueClient? PoisonQueue { get; } =
        function.Queue.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : StorageClients.Queue(function.Storage, function.Queue + PoisonSuffix);

    private async Task<InvocationEnd> Invoke(QueueMessage message, CancellationToken cancel)
    {
        if (Content(message) is not { } content)
        {
            logger.LogError("{Queue}: message {MessageId} is not Base64 and never reaches {Function}", function.Queue, message.MessageId, function.Name);
            return InvocationEnd.Failed;
        }

        return await invoker.Invoke(function.Name, QueueInvocation.Body(function, message, content, time.GetUtcNow()), cancel);
    }

    private byte[]? Content(QueueMessage message)
    {
        if (!settings.IsBase64)
            return message.Body.ToArray();

        try
        {
            return Convert.FromBase64String(message.Body.ToString());
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Copied first: a crash in between leaves the message twice, never nowhere.</summary>
    private async Task MoveToPoison(QueueMessage message, MessageLease lease, QueueClient poison)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body, timeToLive: TimeSpan.FromSeconds(-1));
        await lease.Delete();
        logger.LogError("{Queue}: message {MessageId} was tried {Tries} times and is moved to {PoisonQueue}",
            function.Queue, message.MessageId, Math.Min(message.DequeueCount, settings.MaxDequeueCount), poison.Name);
    }

    /// <summary>The app creates its queues; until then there is nothing in them.</summary>
    private static async Task<T?> IfQueueExists<T>(Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return default;
        }
    }
}
