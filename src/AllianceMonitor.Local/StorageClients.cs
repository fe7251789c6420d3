using AllianceMonitor.Storage;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Local;

/// <summary>
/// Clients for a store, which is a connection string or the address of an account (<c>https://ACCOUNT.blob.core.windows.net/</c>) that the user's own sign-in opens. When it does
/// not answer, little is gained by long retries.
/// </summary>
internal static class StorageClients
{
    private static readonly Lazy<DefaultAzureCredential> SignIn = new(() => new DefaultAzureCredential());

    public static BlobContainerClient Container(string store, string name) => Blobs(store).GetBlobContainerClient(name);

    public static QueueClient Queue(string store, string name, QueueMessageEncoding encoding = QueueMessageEncoding.None) =>
        Queues(store, new QueueClientOptions { MessageEncoding = encoding }).GetQueueClient(name);

    public static BlobServiceClient Blobs(string store) => AccountOf(store) is { } account
        ? new BlobServiceClient(account, SignIn.Value, Impatient(new BlobClientOptions()))
        : new BlobServiceClient(store, Impatient(new BlobClientOptions()));

    /// <summary>Messages as the app writes them.</summary>
    public static QueueServiceClient Queues(string store) => Queues(store, AzureMessageQueues.ClientOptions);

    public static string Checked(string store)
    {
        try
        {
            Container(store, "articles");
            Queue(store, "alerts");
            return store;
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException)
        {
            throw new SetupException($"--storage is neither a connection string nor the address of an account (https://ACCOUNT.blob.core.windows.net/): {broken.Message}", broken);
        }
    }

    private static QueueServiceClient Queues(string store, QueueClientOptions options) => AccountOf(store) is { } account
        ? new QueueServiceClient(new UriBuilder(account) { Host = account.Host.Replace(".blob.", ".queue.", StringComparison.Ordinal) }.Uri, SignIn.Value, Impatient(options))
        : new QueueServiceClient(store, Impatient(options));

    private static Uri? AccountOf(string store) =>
        !store.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? null
        : Uri.TryCreate(store, UriKind.Absolute, out Uri? account) && account.Host.Contains(".blob.", StringComparison.Ordinal) && account.AbsolutePath == "/" && account.Query.Length == 0 ? account
        : throw new FormatException($"{store} is not the blob address of an account.");

    public static async Task CheckAnswers(string connectionString, CancellationToken cancel)
    {
        try
        {
            await Container(connectionString, "articles").ExistsAsync(cancel);
            await Queue(connectionString, "alerts").ExistsAsync(cancel);
        }
        catch (Exception fault) when (IsFault(fault))
        {
            throw new SetupException($"The storage that --storage names does not answer: {Reason(fault)}", fault);
        }
    }

    /// <summary>The store refused or did not answer; the SDK throws one exception for a single try, and an aggregate for several.</summary>
    public static bool IsFault(Exception exception) =>
        exception is RequestFailedException || (exception is AggregateException { InnerExceptions: { Count: > 0 } tries } && tries.All(IsFault));

    public static string Reason(Exception fault) => fault switch
    {
        RequestFailedException { ErrorCode: { Length: > 0 } code } => code,
        AggregateException several => Reason(several.InnerExceptions[^1]),
        _ => fault.Message.Split('\n')[0].Trim(),
    };

    private static T Impatient<T>(T options) where T : ClientOptions
    {
        (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.MaxDelay) = (2, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));
        return options;
    }
}
