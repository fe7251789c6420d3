using System.Text;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Functions;

/// <summary>Does beside the start of the server what the first invocation would wait for: prepare the store, read the configuration, load the code.</summary>
internal static class WarmUp
{
    private const string Sample = "Renault cuts stake\n\nPARIS (Reuters) - Renault agreed on Monday to cut its stake in Nissan to 15% from 43% for 2 billion euros.\n";

    public static void Begin(IServiceProvider services)
    {
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(WarmUp));
        _ = Task.Run(async () =>
        {
            try
            {
                await services.GetRequiredService<ReadyStore>().PrepareAsync();
                Pipeline pipeline = await services.GetRequiredService<Configuration>().PipelineAsync(CancellationToken.None);
                IReadOnlyList<Pipeline.ReadArticle> articles = pipeline.Read("warm-up.txt", Encoding.UTF8.GetBytes(Sample), ArticleReader.DropMetadata.None);
                pipeline.LogEntry(articles, new Pipeline.Drop("warm-up", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));
            }
            catch (Exception fault)
            {
                // Every invocation does the same and fails with the same reason, which the host then retries.
                logger.LogWarning("The store or its configuration is not ready: {Reason}", fault.Message);
            }
        });
    }
}
