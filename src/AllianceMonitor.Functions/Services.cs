using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Extraction;
using AllianceMonitor.Extraction.AzureLanguage;
using AllianceMonitor.Operations;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace AllianceMonitor.Functions;

/// <summary>Puts the library's classes together.</summary>
internal static class Services
{
    public static void AddPipeline(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Limits);
        services.AddSingleton(settings.Ingest);
        services.AddSingleton(settings.Routing);
        services.AddSingleton(settings.Delivery);
        services.AddSingleton(Blobs(settings));
        services.AddSingleton(Queues(settings));
        services.AddSingleton<IBlobStore, AzureBlobStore>();
        services.AddSingleton<IMessageQueues, AzureMessageQueues>();
        services.AddSingleton<ReadyStore>();
        if (settings.Language is { } language)
        {
            services.AddSingleton<INameRecognizer>(provider =>
                new AzureLanguageRecognizer(language, TimeProvider.System, provider.GetRequiredService<ILogger<AzureLanguageRecognizer>>()));
        }

        services.AddSingleton<Configuration>();
        services.AddSingleton(provider => new StoryLog(provider.GetRequiredService<IBlobStore>(), provider.GetRequiredService<OpsNotices>().KeepAsync));
        services.AddSingleton<Deliveries>();
        services.AddSingleton<OpsNotices>();
        services.AddSingleton<AlertDocuments>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<ChannelHealth>();
        services.AddSingleton<SendTurns>();
        services.AddSingleton<SignedLinks>();
        services.AddSingleton(settings.Links);
        services.AddSingleton<IChannel>(settings.Email.CommunicationServices.Length > 0
            ? new CommunicationEmailChannel(settings.Email, new DefaultAzureCredential(), TimeProvider.System)
            : new EmailChannel(settings.Email));
        services.AddSingleton<IChannel>(new TeamsChannel(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = PublicAddresses.ConnectAsync, ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
            {
                Timeout = Timeout.InfiniteTimeSpan,
            },
            settings.Teams));
        services.AddSingleton<IngestArticle>();
        services.AddSingleton<RouteAlert>();
        services.AddSingleton<DeliverNotification>();
        services.AddSingleton<NoteDeliveryReport>();
        services.AddSingleton<SendDigests>();
        services.AddSingleton<KeepConfiguration>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<MeasureQueues>();
        services.AddSingleton<KeepPoisonArticle>();
        services.AddSingleton<KeepPoisonAlert>();
        services.AddSingleton<KeepPoisonDelivery>();
        services.AddSingleton<KeepPoisonReport>();
        services.AddSingleton<AlertPage>();
        services.AddSingleton<DigestPage>();
        services.AddSingleton<OperationsView>();
        services.AddSingleton<Redrive>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<OperationsPage>(provider, SettingsInForce.Of(settings)));
        services.AddSingleton<UnsubscribePage>();
        services.AddSingleton<FeedbackPage>();
    }

    private static BlobServiceClient Blobs(AppSettings settings) => settings.BlobServiceUri is { } address
        ? new BlobServiceClient(address, new DefaultAzureCredential())
        : new BlobServiceClient(settings.ConnectionString);

    private static QueueServiceClient Queues(AppSettings settings) => settings.QueueServiceUri is { } address
        ? new QueueServiceClient(address, new DefaultAzureCredential(), AzureMessageQueues.ClientOptions)
        : new QueueServiceClient(settings.ConnectionString, AzureMessageQueues.ClientOptions);
}
