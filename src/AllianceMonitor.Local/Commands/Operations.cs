using System.CommandLine;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Microsoft.Extensions.Logging.Abstractions;

namespace AllianceMonitor.Local.Commands;

/// <summary>The parts of the app that commands need, on the store of a command.</summary>
internal sealed class Operations : IDisposable
{
    private readonly Configuration configuration;
    private readonly StoryLog log;

    public Operations(ParseResult arguments, TimeProvider time)
    {
        var connection = StorageOption.ConnectionString(arguments);
        var store = new AzureBlobStore(StorageClients.Blobs(connection));
        var queues = new AzureMessageQueues(StorageClients.Queues(connection));
        var limits = new ReadingLimits();
        configuration = new Configuration(store, limits, time, recognizer: ConfiguredRecognizer.Of(time));
        // What cannot be read of the log is kept by the app, which comes upon the same lines.
        log = new StoryLog(store, (_, _) => Task.CompletedTask);
        var ingest = new IngestArticle(store, new AlertDocuments(store), queues, configuration, log, limits, new IngestOptions(), time, NullLogger<IngestArticle>.Instance);
        View = new OperationsView(store, log, configuration);
        Replay = new ReplayArticles(store, log, ingest, configuration, limits);
        Redrive = new Redrive(store, queues, ingest, new Deliveries(store, queues, time));
    }

    public OperationsView View { get; }

    public Redrive Redrive { get; }

    public ReplayArticles Replay { get; }

    public void Dispose()
    {
        configuration.Dispose();
        log.Dispose();
    }
}
