using AllianceMonitor.Storage;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Local;

/// <summary>Clients for a store on this machine: when it does not answer, it is gone, and little is gained by long retries.</summary>
internal static class StorageClients
{
    public static BlobContainerClient Container(string connectionString, string name) =>
        new(connectionString, name, Impatient(new BlobClientOptions()));

    public static QueueClient Queue(string connectionString, string name, QueueMessageEncoding encoding = QueueMessageEncoding.None) =>
        new(connectionString, name, Impatient(new QueueClientOptions { MessageEncoding = encoding }));

    public static BlobServiceClient Blobs(string connectionString) => new(connectionString, Impatient(new BlobClientOptions()));

    /// <summary>Messages as the app writes them.</summary>
    public static QueueServiceClient Queues(string connectionString) => new(connectionString, Impatient(AzureMessageQueues.ClientOptions));

    public static string Checked(string connectionString)
    {
        try
        {
            Container(connectionString, "articles");
            Queue(connectionString, "alerts");
            return connectionString;
        }
        catch (FormatException broken)
        {
            throw new SetupException($"--storage is no connection string: {broken.Message}", broken);
        }
    }

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
