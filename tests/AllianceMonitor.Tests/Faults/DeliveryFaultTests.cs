using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Faults;

/// <summary>Every side effect of a delivery, of the store and of the channel, with the process ending before it, after it was done and the reply got lost, and right after it.</summary>
[Trait("Category", "Faults")]
public class DeliveryFaultTests
{
    private static readonly bool Long = Environment.GetEnvironmentVariable("LONG_RUN") == "1";

    private enum When
    {
        Before,
        DoneButReplyLost,
        After,
    }

    private sealed record Fault(int At, When When);

    private sealed class ProcessEndedException() : IOException("The process ends here, as this test wants it to.");

    /// <summary>Counts side effects and ends the process at some of them.</summary>
    private sealed class Effects(IReadOnlyList<Fault> faults)
    {
        private bool endsNow;

        public int Count { get; private set; }

        public async Task<T> DoAsync<T>(Func<Task<T>> effect)
        {
            Fault? fault = faults.FirstOrDefault(fault => fault.At == Count + 1);
            Count++;
            if (endsNow || fault?.When == When.Before)
            {
                endsNow = false;
                throw new ProcessEndedException();
            }

            T result = await effect();
            endsNow = fault?.When == When.After;
            return fault?.When == When.DoneButReplyLost ? throw new ProcessEndedException() : result;
        }

        /// <summary>The end that was to come after the last effect of an invocation.</summary>
        public bool EndsAfterwards()
        {
            bool ends = endsNow;
            endsNow = false;
            return ends;
        }
    }

    private sealed class Channel(string name, Peer peer, Effects effects, Queue<Behaviour> behaviours) : IChannel
    {
        public string Name => name;

        public Task<SendResult> SendAsync(Notification notification, CancellationToken cancellation) => notification.Notice is not null
            ? Task.FromResult<SendResult>(new SendResult.Accepted("ok"))
            : effects.DoAsync(() => Task.FromResult(peer.Take(notification, behaviours.TryDequeue(out Behaviour next) ? next : Behaviour.Accepts)));
    }

    public static TheoryData<string, string> Cases => new(
        from channel in (string[])[Recipient.Email, Recipient.Teams]
        from behaviours in (string[])["Accepts", "IsBusy Accepts", "AcceptsAndTheReplyIsLost", "BreaksOffBeforeItHasIt", "Refuses", "HasNobodyOfThatName"]
        select (channel, behaviours));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_ends_the_process_nothing_is_lost_and_a_second_copy_is_flagged(string channel, string behaviours)
    {
        int effects = await RunAsync(channel, behaviours, []);
        Assert.InRange(effects, 4, 40);
        List<Fault> single = [.. from at in Enumerable.Range(1, effects) from when in Enum.GetValues<When>() select new Fault(at, when)];
        foreach (Fault fault in single)
        {
            await RunAsync(channel, behaviours, [fault]);
        }

        if (Long)
        {
            // The second fault meets the run that goes on after the first.
            foreach (Fault[] pair in from first in single from second in Enumerable.Range(first.At + 1, effects + 8) from when in Enum.GetValues<When>() select (Fault[])[first, new Fault(second, when)])
            {
                await RunAsync(channel, behaviours, pair);
            }
        }
    }

    /// <summary>The number of side effects.</summary>
    private static async Task<int> RunAsync(string channel, string behaviours, IReadOnlyList<Fault> faults)
    {
        var clock = new FakeTimeProvider();
        InMemoryStore memory = await Deliverable.StoreAsync(clock);
        await Deliverable.QueueAsync(memory, clock, 1, channel == Recipient.Email ? Deliverable.Email : Deliverable.Teams);
        var effects = new Effects(faults);
        var peer = new Peer();
        var script = new Queue<Behaviour>(behaviours.Split(' ').Select(Enum.Parse<Behaviour>));
        IChannel[] channels = [new Channel(Recipient.Email, peer, effects, script), new Channel(Recipient.Teams, peer, effects, script)];
        App app = Start();
        using var timer = new App(memory, clock, channels);
        for (int round = 0; round < 40; round++)
        {
            while (memory.Take(Queues.Deliveries) is { } message)
            {
                // The host gives a message back whose invocation ended: it comes again a little later, in a new process.
                if (!await TryAsync(() => app.DeliverNotification.RunAsync(App.Field(message, "deliveryKey"), CancellationToken.None)))
                {
                    await memory.SendAsync(Queues.Deliveries, message.Content, TimeSpan.FromSeconds(5), CancellationToken.None);
                }
            }

            clock.Advance(TimeSpan.FromMinutes(1));
            if (round % 5 == 4)
            {
                await timer.Reconcile.RunAsync(CancellationToken.None);
            }
        }

        await peer.AssertPromiseAsync(app, $"{channel}, {behaviours}, {string.Join(" and ", faults)}");
        // A process that ends twice while its receipt says "sending" leaves it open whether anything was sent: then nobody tries again.
        Assert.InRange(peer.Attempts, faults.Count < 2 ? 1 : 0, 4);
        app.Dispose();
        return effects.Count;

        App Start() => new(memory, clock, channels, new CountingStore(memory, effects));

        async Task<bool> TryAsync(Func<Task> invocation)
        {
            try
            {
                await invocation();
                if (!effects.EndsAfterwards())
                {
                    return true;
                }
            }
            catch (ProcessEndedException)
            {
            }

            app.Dispose();
            app = Start();
            return false;
        }
    }

    /// <summary>Both ports, each write an effect. Reading is none: ending there is ending before the next effect.</summary>
    private sealed class CountingStore(InMemoryStore inner, Effects effects) : IBlobStore, IMessageQueues
    {
        public Task<StoredBlob?> ReadAsync(BlobAddress address, CancellationToken cancellation, long maxBytes = long.MaxValue) =>
            inner.ReadAsync(address, cancellation, maxBytes);

        public Task<ReadOnlyMemory<byte>> ReadFromAsync(BlobAddress address, long offset, CancellationToken cancellation) => inner.ReadFromAsync(address, offset, cancellation);

        public Task<bool> ExistsAsync(BlobAddress address, CancellationToken cancellation) => inner.ExistsAsync(address, cancellation);

        public Task<string?> TryCreateAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) => effects.DoAsync(() => inner.TryCreateAsync(address, content, cancellation, metadata));

        public Task<string?> TryReplaceAsync(BlobAddress address, ReadOnlyMemory<byte> content, string eTag, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
            effects.DoAsync(() => inner.TryReplaceAsync(address, content, eTag, cancellation, metadata));

        public Task WriteAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation, IReadOnlyDictionary<string, string>? metadata = null) =>
            inner.WriteAsync(address, content, cancellation, metadata);

        public Task<long?> TryAppendAsync(BlobAddress address, ReadOnlyMemory<byte> content, CancellationToken cancellation) => inner.TryAppendAsync(address, content, cancellation);

        public Task DeleteAsync(BlobAddress address, CancellationToken cancellation) => inner.DeleteAsync(address, cancellation);

        public IAsyncEnumerable<BlobListing> ListAsync(string container, string prefix, CancellationToken cancellation) => inner.ListAsync(container, prefix, cancellation);

        public Task SendAsync(string queue, ReadOnlyMemory<byte> message, TimeSpan delay, CancellationToken cancellation) => effects.DoAsync(async () =>
        {
            await inner.SendAsync(queue, message, delay, cancellation);
            return true;
        });
    }
}
