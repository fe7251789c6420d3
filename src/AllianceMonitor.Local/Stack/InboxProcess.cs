namespace AllianceMonitor.Local.Stack;

/// <summary>The SMTP catcher, the stand-in for Teams workflows, and the page that shows what they received.</summary>
internal sealed class InboxProcess : IAsyncDisposable
{
    private readonly NodeProcess node;

    private InboxProcess(NodeProcess node, Uri page) => (this.node, Page) = (node, page);

    public Uri Page { get; }

    public Task Exited => node.Exited;

    public static InboxProcess Start(string nodeFolder, string dataFolder, int smtpPort, int httpPort, Action<string> log) => new(
        NodeProcess.Start("The inbox", nodeFolder, "inbox.mjs", ["--folder", Path.GetFullPath(dataFolder), "--smtp-port", $"{smtpPort}", "--http-port", $"{httpPort}"], log),
        new Uri($"http://127.0.0.1:{httpPort}/"));

    public Task Ready(CancellationToken cancel) => node.Ready(cancel);

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
