namespace AllianceMonitor.Local.Stack;

/// <summary>Azurite's blob and queue services on a folder.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    /// <summary>Not a secret: the same well-known account in every emulator.</summary>
    private const string WellKnownKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly NodeProcess node;

    private AzuriteProcess(NodeProcess node, string connectionString) => (this.node, ConnectionString) = (node, connectionString);

    public string ConnectionString { get; }

    public Task Exited => node.Exited;

    /// <param name="accessLog">File that takes a line per request in the common format; null: none is kept.</param>
    public static AzuriteProcess Start(string nodeFolder, string dataFolder, int blobPort, int queuePort, Action<string> log, string? accessLog = null) => new(
        NodeProcess.Start("Azurite", nodeFolder, "azurite.mjs", ["--folder", Path.GetFullPath(dataFolder), "--blob-port", $"{blobPort}", "--queue-port", $"{queuePort}", .. accessLog is null ? [] : (string[])["--access-log", accessLog]], log),
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={WellKnownKey};"
        + $"BlobEndpoint=http://127.0.0.1:{blobPort}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{queuePort}/devstoreaccount1;");

    public Task Ready(CancellationToken cancel) => node.Ready(cancel);

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
