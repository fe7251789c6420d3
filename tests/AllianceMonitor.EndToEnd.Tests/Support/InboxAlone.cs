using AllianceMonitor.Delivery;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>The mail catcher and the Teams stand-in without an app: what the real channels send to them, and how it looks.</summary>
public sealed class InboxAlone : IAsyncLifetime
{
    private const string Webhook = "TEAMS_WEBHOOK_DESK";

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private InboxProcess process = null!;
    private EmailChannel email = null!;
    private TeamsChannel teams = null!;

    internal Inbox Inbox { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await NodePackages.Install(Repository.NodeFolder, _ => { }, CancellationToken.None);
        var ports = FreePorts.Next(2);
        process = InboxProcess.Start(Repository.NodeFolder, folder.Combine("inbox"), ports[0], ports[1], _ => { });
        await process.Ready(CancellationToken.None);
        email = new EmailChannel(new EmailOptions { Host = "127.0.0.1", Port = ports[0], StartTls = false, From = "monitor@alliance-monitor.example" });
        teams = new TeamsChannel(http, new TeamsOptions { Webhooks = new Dictionary<string, string> { [Webhook] = $"{process.Page}workflows/desk?sig=local" }, AllowedHosts = ["127.0.0.1"] });
        Inbox = new Inbox(process.Page, folder.Combine("inbox"));
    }

    internal Task<SendResult> Email(Notification notification) => email.SendAsync(notification, CancellationToken.None);

    /// <summary>Accepted only when the parser of Adaptive Cards finds nothing wrong with the card.</summary>
    internal Task<SendResult> Card(Notification notification) =>
        teams.SendAsync(notification with { Receipt = notification.Receipt with { Recipient = new Alerts.Recipient(Alerts.Recipient.Teams, Webhook) } }, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Inbox?.Dispose();
        email?.Dispose();
        http.Dispose();
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }
}
