using System.Net;
using System.Text;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Faults;

/// <summary>Secrets are planted in every setting and repeated by every peer; however sends end, none is in a log line, a blob or a queue message.</summary>
[Trait("Category", "Faults")]
public class SecretTests
{
    private const string Canary = "c4n4rys3cr3t";

    private static readonly byte[] LinkKey = Encoding.ASCII.GetBytes($"{Canary}-{Canary}-{Canary}-{Canary}");

    private const string Webhook = $"https://x.logic.azure.com/workflows/{Canary}?sig={Canary}";

    [Theory]
    [InlineData(HttpStatusCode.Accepted, null, null)]
    [InlineData(HttpStatusCode.Gone, SmtpPhase.Greeting, $"554 {Canary}")]
    [InlineData(HttpStatusCode.BadRequest, SmtpPhase.From, $"550 5.1.8 {Canary}")]
    [InlineData(HttpStatusCode.Unauthorized, SmtpPhase.To, $"550 {Canary}")]
    [InlineData(HttpStatusCode.TooManyRequests, SmtpPhase.End, $"451 {Canary}")]
    [InlineData(HttpStatusCode.InternalServerError, SmtpPhase.End, "drop")]
    [InlineData(HttpStatusCode.Found, SmtpPhase.Hello, $"this is no SMTP {Canary}")]
    [InlineData(null, SmtpPhase.Data, "drop")]
    public async Task No_secret_is_in_any_log_blob_or_message(HttpStatusCode? status, SmtpPhase? phase, string? answer)
    {
        await using var server = new LoopbackSmtp(phase, answer) { Extensions = ["AUTH PLAIN"] };
        using var email = new EmailChannel(new EmailOptions { Host = "127.0.0.1", Port = server.Port, StartTls = false, User = Canary, Password = Canary, From = "from@mail.example" });
        var http = new ScriptedHttp().On(Webhook, _ => status is null
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, Webhook, new IOException(Webhook))
            : Task.FromResult(new HttpResponseMessage(status.Value) { ReasonPhrase = Canary, Content = new StringContent(Canary) }));
        var teams = new TeamsChannel(new HttpClient(http), new TeamsOptions { Webhooks = new Dictionary<string, string> { ["TEAMS_WEBHOOK_ALLIANCE_DESK"] = Webhook } });
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await App.ConfigureAsync(memory);
        using var app = new App(memory, clock, [email, teams], links: new LinkOptions { Key = LinkKey });
        await app.IngestAsync("a.txt", News.Stake);
        for (int round = 0; round < 4; round++)
        {
            await app.WorkAsync();
            clock.Advance(TimeSpan.FromMinutes(10));
            await app.Reconcile.RunAsync(CancellationToken.None);
        }

        Assert.NotEmpty(await app.ReceiptsAsync());
        Assert.All(await EverythingAsync(app), text => Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase));
        Assert.All(await EverythingAsync(app), text => Assert.DoesNotContain(Convert.ToBase64String(LinkKey)[..12], text, StringComparison.Ordinal));
    }

    private static async Task<List<string>> EverythingAsync(App app)
    {
        List<string> texts = [.. app.Logs.All];
        foreach (string container in Containers.All)
        {
            await foreach (BlobListing blob in app.Memory.ListAsync(container, "", CancellationToken.None))
            {
                texts.Add($"{blob.Name} {Encoding.UTF8.GetString((await app.Memory.ReadAsync(new BlobAddress(container, blob.Name), CancellationToken.None))!.Content.Span)}");
            }
        }

        app.Clock.Advance(TimeSpan.FromDays(8));
        foreach (string queue in Queues.All)
        {
            while (app.Memory.Take(queue) is { } message)
            {
                texts.Add(Encoding.UTF8.GetString(message.Content.Span));
            }
        }

        return texts;
    }
}
