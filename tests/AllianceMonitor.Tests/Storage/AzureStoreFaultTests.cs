using System.Net;
using AllianceMonitor.Storage;
using Azure;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Tests.Storage;

/// <summary>What Azure Storage answers and what the pipeline makes of it: only absence and a lost race are answers, everything else fails the trigger, so that the host tries again.</summary>
[Trait("Category", "Faults")]
public class AzureStoreFaultTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly BlobAddress Address = new("deliveries", "a.json");

    [Theory]
    [InlineData("500", "InternalError")]
    [InlineData("503", "ServerBusy")]
    [InlineData("403", "AuthenticationFailed")]
    [InlineData("404", "ContainerNotFound")]
    [InlineData("409", "ContainerBeingDeleted")]
    [InlineData("reset", "")]
    [InlineData("time-out", "")]
    public async Task A_fault_is_never_taken_for_an_answer(string what, string code)
    {
        (AzureBlobStore store, AzureMessageQueues queues) = Storage(what, code);

        await AssertFaultAsync(() => store.TryCreateAsync(Address, "{}"u8.ToArray(), None));
        await AssertFaultAsync(() => store.TryReplaceAsync(Address, "{}"u8.ToArray(), "\"1\"", None));
        await AssertFaultAsync(() => store.TryAppendAsync(Address, "{}"u8.ToArray(), None));
        await AssertFaultAsync(() => store.WriteAsync(Address, "{}"u8.ToArray(), None));
        await AssertFaultAsync(() => queues.SendAsync("alerts", "{}"u8.ToArray(), TimeSpan.Zero, None));
        if (what != "404")
        {
            await AssertFaultAsync(() => store.ReadAsync(Address, None));
            await AssertFaultAsync(() => store.ExistsAsync(Address, None));
        }
    }

    [Theory]
    [InlineData("409", "BlobAlreadyExists")]
    [InlineData("412", "ConditionNotMet")]
    public async Task A_lost_race_is_an_answer(string what, string code)
    {
        (AzureBlobStore store, _) = Storage(what, code);

        Assert.Null(await store.TryCreateAsync(Address, "{}"u8.ToArray(), None));
        Assert.Null(await store.TryReplaceAsync(Address, "{}"u8.ToArray(), "\"1\"", None));
    }

    [Fact]
    public async Task A_blob_that_is_gone_is_an_answer()
    {
        (AzureBlobStore store, _) = Storage("404", "BlobNotFound");

        Assert.Null(await store.ReadAsync(Address, None));
        Assert.False(await store.ExistsAsync(Address, None));
        Assert.Null(await store.TryReplaceAsync(Address, "{}"u8.ToArray(), "\"1\"", None));
    }

    private static async Task AssertFaultAsync(Func<Task> operation)
    {
        Exception fault = await Assert.ThrowsAnyAsync<Exception>(operation);
        Assert.True(fault is RequestFailedException or AggregateException or TaskCanceledException, fault.ToString());
    }

    private static (AzureBlobStore, AzureMessageQueues) Storage(string what, string code)
    {
        var transport = new HttpClientTransport(new HttpClient(new Answering(what, code)));
        var blobs = new BlobClientOptions { Transport = transport, Retry = { MaxRetries = 0 } };
        QueueClientOptions queues = AzureMessageQueues.ClientOptions;
        (queues.Transport, queues.Retry.MaxRetries) = (transport, 0);
        const string Connection = "UseDevelopmentStorage=true";
        return (new AzureBlobStore(new BlobServiceClient(Connection, blobs)), new AzureMessageQueues(new QueueServiceClient(Connection, queues)));
    }

    private sealed class Answering(string what, string code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (what == "reset")
            {
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset");
            }

            if (what == "time-out")
            {
                throw new TaskCanceledException("time-out");
            }

            var response = new HttpResponseMessage((HttpStatusCode)int.Parse(what, System.Globalization.CultureInfo.InvariantCulture)) 
            {
                Content = new StringContent($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>", System.Text.Encoding.UTF8, "application/xml"),
            };
            response.Headers.Add("x-ms-error-code", code);
            return Task.FromResult(response);
        }
    }
}
