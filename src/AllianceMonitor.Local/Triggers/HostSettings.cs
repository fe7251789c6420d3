namespace AllianceMonitor.Local.Triggers;

/// <summary>What <c>host.json</c> says, with the host's own defaults. https://learn.microsoft.com/azure/azure-functions/functions-host-json</summary>
internal sealed record HostSettings(
    string? Executable,
    string Arguments,
    bool ForwardsHttp,
    TimeSpan InitializationTimeout,
    TimeSpan FunctionTimeout,
    string RoutePrefix,
    BlobSettings Blobs,
    QueueSettings Queues)
{
    /// <summary>"-1" in host.json: calls may take for ever.</summary>
    public static readonly TimeSpan NoTimeout = Timeout.InfiniteTimeSpan;

    public static HostSettings Read(string path)
    {
        var host = JsonFile.Read(path);
        if (host.Text("version") != "2.0")
            throw host.Wrong("version must be \"2.0\"");

        var custom = host.Section("customHandler");
        var description = custom.Section("description");
        return new HostSettings(
            description.Text("defaultExecutablePath"),
            string.Join(' ', description.Texts("arguments") ?? []),
            custom.Flag("enableForwardingHttpRequest"),
            custom.Duration("initializationTimeout", TimeSpan.FromSeconds(30)),
            host.Text("functionTimeout") == "-1" ? NoTimeout : host.Duration("functionTimeout", TimeSpan.FromMinutes(30)),
            host.Section("extensions").Section("http").Text("routePrefix")?.Trim('/') ?? "api",
            BlobSettings.Read(host.Section("extensions").Section("blobs")),
            QueueSettings.Read(host.Section("extensions").Section("queues")));
    }
}

internal sealed record BlobSettings(int MaxDegreeOfParallelism, int PoisonBlobThreshold)
{
    public static BlobSettings Read(JsonFile blobs) => new(
        blobs.Number("maxDegreeOfParallelism", otherwise: 8 * Environment.ProcessorCount, least: 1),
        blobs.Number("poisonBlobThreshold", otherwise: 5, least: 1));
}

/// <param name="VisibilityTimeout">Time between a failed run and the next; says nothing about crashes.</param>
/// <param name="NewBatchThreshold">A further batch is fetched when no more than this many messages are in flight.</param>
/// <param name="IsBase64">Messages are Base64 on the wire; others cannot be read and end in poison.</param>
internal sealed record QueueSettings(
    TimeSpan MaxPollingInterval, TimeSpan VisibilityTimeout, int BatchSize, int NewBatchThreshold, int MaxDequeueCount, bool IsBase64)
{
    public static QueueSettings Read(JsonFile queues)
    {
        var batchSize = queues.Number("batchSize", otherwise: 16, least: 1, most: 32);
        return new QueueSettings(
            queues.Duration("maxPollingInterval", TimeSpan.FromMinutes(1)),
            queues.Duration("visibilityTimeout", TimeSpan.Zero),
            batchSize,
            queues.Number("newBatchThreshold", otherwise: batchSize * Environment.ProcessorCount / 2, least: 0),
            queues.Number("maxDequeueCount", otherwise: 5, least: 1),
            (queues.Text("messageEncoding") ?? "base64").ToLowerInvariant() switch
            {
                "base64" => true,
                "none" => false,
                var other => throw queues.Wrong($"extensions.queues.messageEncoding is \"{other}\", not base64 or none"),
            });
    }
}
