using System.Net;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Storage;

/// <summary>With the least roles of infra/ the app may create neither container nor queue, and may not write its own configuration.</summary>
public sealed class FreshStoreTests
{
    private static readonly string Seeds = Path.Combine(Repository.Root, "seeds");

    [Fact]
    public async Task A_store_that_the_app_may_not_create_in_says_what_to_upload()
    {
        using var storage = new ScriptedStorage((method, path) => (method, path) switch
        {
            ("PUT", _) => ScriptedStorage.Reply(HttpStatusCode.Forbidden, error: "AuthorizationPermissionMismatch"),
            (_, "/config/watchlist.yaml") => ScriptedStorage.Reply(HttpStatusCode.NotFound, error: "BlobNotFound"),
            _ => ScriptedStorage.Reply(HttpStatusCode.OK),
        });

        InvalidOperationException refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => FreshStore.PrepareAsync(storage.Blobs, storage.Queues, Seeds, CancellationToken.None));

        Assert.Contains("config/subscriptions.yaml is not in the store, and the app may not write it there; upload it", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["PUT /config/subscriptions.yaml"], storage.Requests.Where(request => request.StartsWith("PUT", StringComparison.Ordinal)));
    }

    /// <summary>Who has a file per team may do without the common one.</summary>
    [Fact]
    public async Task Subscriptions_that_were_taken_away_are_not_seeded_again()
    {
        using var storage = new ScriptedStorage((method, path) => (method, path) switch
        {
            ("PUT", _) => ScriptedStorage.Reply(HttpStatusCode.Created),
            (_, "/config/subscriptions.yaml") => ScriptedStorage.Reply(HttpStatusCode.NotFound, error: "BlobNotFound"),
            (_, "/lastgood") => ScriptedStorage.Reply(HttpStatusCode.NotFound, error: "ContainerNotFound"),
            _ => ScriptedStorage.Reply(HttpStatusCode.OK),
        });

        await FreshStore.PrepareAsync(storage.Blobs, storage.Queues, Seeds, CancellationToken.None);

        Assert.Equal(["PUT /lastgood"], storage.Requests.Where(request => request.StartsWith("PUT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_missing_is_created_and_nothing_else()
    {
        using var storage = new ScriptedStorage((method, path) => (method, path) switch
        {
            ("PUT", _) => ScriptedStorage.Reply(HttpStatusCode.Created),
            (_, "/config/watchlist.yaml") => ScriptedStorage.Reply(HttpStatusCode.NotFound, error: "BlobNotFound"),
            (_, "/rejected") => ScriptedStorage.Reply(HttpStatusCode.NotFound, error: "ContainerNotFound"),
            (_, "/alerts-poison") => ScriptedStorage.Reply(HttpStatusCode.NotFound, error: "QueueNotFound"),
            _ => ScriptedStorage.Reply(HttpStatusCode.OK),
        });

        await FreshStore.PrepareAsync(storage.Blobs, storage.Queues, Seeds, CancellationToken.None);

        Assert.Equal(
            ["PUT /alerts-poison", "PUT /config/subscriptions.yaml", "PUT /config/watchlist.yaml", "PUT /rejected"],
            storage.Requests.Where(request => request.StartsWith("PUT", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}
