using System.Net;
using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.EndToEnd.Tests.Triggers;
using Azure.Core.Pipeline;

namespace AllianceMonitor.EndToEnd.Tests.Faults;

/// <summary>One wrong answer of the storage to each request of a delivery, over a real Azurite, with clients that try again by themselves and with clients that do not.</summary>
[Trait("Category", "Faults")]
public sealed class StorageAnswerTests(ITestOutputHelper output) : IAsyncDisposable
{
    /// <summary>Tries of the host, more than enough.</summary>
    private const int MaxRuns = 8;

    /// <summary>Of one run, far beyond what it needs: reached only by one that spins.</summary>
    private const int MaxRequests = 40;

    private static readonly string[] Answers =
        ["500 InternalError", "503 ServerBusy", "404 BlobNotFound", "404 ContainerNotFound", "409 BlobAlreadyExists", "409 ContainerBeingDeleted", "412 ConditionNotMet", "time-out", "time-out, done", "reset", "reset, done"];

    private readonly AzuriteFixture azurite = new();

    [Fact]
    public async Task Whatever_the_storage_answers_nothing_is_lost_and_a_second_copy_is_flagged()
    {
        var connectionString = await azurite.ConnectionString();
        var keys = new Queue<string>(await Instance.Deliverable(connectionString, 36));
        Sink email = new(Recipient.Email), teams = new(Recipient.Teams);
        var usual = await Requests(keys.Dequeue(), "", 0, 0);
        Assert.InRange(usual, 5, 12);

        var cases = (from answer in Answers from at in Enumerable.Range(1, usual) from retries in (int[])[0, 2] select (answer, at, retries)).ToList();
        var secondCopies = 0;
        foreach (var (answer, at, retries) in cases)
        {
            var key = keys.Dequeue();
            await Requests(key, answer, at, retries);
            var copies = email.Taken[key].Concat(teams.Taken[key]).ToList();
            var receipt = (await new Store(connectionString).Receipt(key))!;
            var what = $"{answer} to request {at}, {retries} retries: {receipt.State}, {receipt.Evidence}, {copies.Count} copies";
            Assert.True(receipt.State == DeliveryState.Accepted, what);
            Assert.True(copies.Count == 1 || (copies.Count == 2 && !copies[0].PossibleDuplicate && copies[1].PossibleDuplicate && receipt.PossibleDuplicate), what);
            secondCopies += copies.Count - 1;
        }

        output.WriteLine($"{cases.Count} wrong answers to the {usual} requests of a delivery: 0 lost, {secondCopies} second copies, all flagged");

        // Runs it as the host does, until it has come to its end; the requests of the first run.
        async Task<int> Requests(string key, string answer, int at, int retries)
        {
            using var storage = new FaultyStorage(answer, at);
            // A lease that never makes anybody wait: the store's clock counts in seconds.
            using var instance = new Instance(connectionString, [email, teams], new HttpClientTransport(new HttpClient(storage, disposeHandler: false)), retries, TimeSpan.FromSeconds(1));
            var first = 0;
            for (var run = 0; run < MaxRuns && (await new Store(connectionString).Receipt(key))?.State != DeliveryState.Accepted; run++)
            {
                var before = storage.Count;
                try
                {
                    await instance.Deliver(key);
                }
                catch (Exception fault) when (fault is Azure.RequestFailedException or AggregateException or TaskCanceledException or InvalidOperationException)
                {
                    Assert.True(at > 0, $"It fails without a wrong answer: {fault}");
                }

                Assert.True(storage.Count - before <= MaxRequests, $"{answer} to request {at}: {storage.Count - before} requests in one run");
                first = run == 0 ? storage.Count : first;
            }

            return first;
        }
    }

    public ValueTask DisposeAsync() => azurite.DisposeAsync();

    /// <summary>The store, which answers one request wrongly; where <c>done</c> is said, it has done what was asked for.</summary>
    private sealed class FaultyStorage(string answer, int at) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int count;

        public int Count => count;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref count) != at)
                return await base.SendAsync(request, cancellationToken);

            if (answer.EndsWith(", done", StringComparison.Ordinal))
                (await base.SendAsync(request, cancellationToken)).Dispose();
            if (answer.StartsWith("reset", StringComparison.Ordinal))
                throw new HttpRequestException(HttpRequestError.ResponseEnded, answer);
            if (answer.StartsWith("time-out", StringComparison.Ordinal))
                throw new TaskCanceledException(answer);

            var (status, code) = (int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture), answer[4..]);
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                RequestMessage = request,
                Content = new StringContent($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>", Encoding.UTF8, "application/xml"),
            };
            response.Headers.Add("x-ms-error-code", code);
            return response;
        }
    }
}
