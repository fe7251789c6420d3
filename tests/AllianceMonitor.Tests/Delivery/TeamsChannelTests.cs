using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Delivery;

[Trait("Category", "Faults")]
public sealed class TeamsChannelTests : ChannelContract
{
    private const string Webhook = "https://prod-1.westeurope.logic.azure.com/workflows/" + Canary + "?sig=" + Canary;

    protected override string ChannelName => Recipient.Teams;

    private protected override IChannel NewChannel() => Channel(new ScriptedHttp());

    private protected override async Task<SendResult> SendAsync(Situation peer)
    {
        using var cancellation = new CancellationTokenSource();
        ScriptedHttp http = peer switch
        {
            Situation.Accepts => new ScriptedHttp().On(Webhook, HttpStatusCode.Accepted),
            Situation.RefusesForGood => new ScriptedHttp().On(Webhook, HttpStatusCode.BadRequest, response => response.Content = new StringContent(Canary)),
            Situation.IsBusy => new ScriptedHttp().On(Webhook, HttpStatusCode.TooManyRequests),
            Situation.FailsForNow => new ScriptedHttp().On(Webhook, HttpStatusCode.BadGateway),
            Situation.IsNotThere => new ScriptedHttp().On(Webhook, _ => throw new HttpRequestException(HttpRequestError.ConnectionError, $"no route to {Webhook}")),
            Situation.BreaksOffBeforeTheAnswer => new ScriptedHttp().On(Webhook, _ => throw new HttpRequestException(HttpRequestError.ResponseEnded, $"{Webhook} broke off")),
            Situation.NeverAnswers => new ScriptedHttp().On(Webhook, async token =>
            {
                await cancellation.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException("not cancelled");
            }),
            _ => new ScriptedHttp(),
        };
        return await Channel(http, peer == Situation.IsNotSetUp ? null : Webhook).SendAsync(Notification(), cancellation.Token);
    }

    [Theory]
    [InlineData(200, "Accepted")]
    [InlineData(202, "Accepted")]
    [InlineData(204, "Refused")]
    [InlineData(302, "Refused")]
    [InlineData(400, "Refused")]
    [InlineData(401, "Refused")]
    [InlineData(403, "Refused")]
    [InlineData(404, "Refused")]
    [InlineData(408, "TryLater")]
    [InlineData(410, "Refused")]
    [InlineData(413, "Refused")]
    [InlineData(429, "TryLater")]
    [InlineData(500, "TryLater")]
    [InlineData(503, "TryLater")]
    [InlineData(504, "TryLater")]
    public async Task A_status_has_its_result(int status, string result)
    {
        SendResult sent = await Channel(new ScriptedHttp().On(Webhook, (HttpStatusCode)status)).SendAsync(Notification(), CancellationToken.None);

        Assert.Equal(result, sent.GetType().Name);
        Assert.Contains($"HTTP {status}", sent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, "None")]
    [InlineData(400, "None")]
    [InlineData(413, "None")]
    [InlineData(401, "MaybeGone")]
    [InlineData(403, "MaybeGone")]
    [InlineData(404, "MaybeGone")]
    [InlineData(410, "Gone")]
    public async Task A_refusal_speaks_against_the_webhook_where_it_is_about_the_webhook(int status, string fault)
    {
        SendResult sent = await Channel(new ScriptedHttp().On(Webhook, (HttpStatusCode)status)).SendAsync(Notification(), CancellationToken.None);

        Assert.Equal(fault, Assert.IsType<SendResult.Refused>(sent).Fault.ToString());
    }

    /// <summary>Only what cannot have left this machine is known not to have arrived.</summary>
    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "TryLater")]
    [InlineData(HttpRequestError.ConnectionError, "TryLater")]
    [InlineData(HttpRequestError.SecureConnectionError, "TryLater")]
    [InlineData(HttpRequestError.ResponseEnded, "Unknown")]
    [InlineData(HttpRequestError.InvalidResponse, "Unknown")]
    [InlineData(HttpRequestError.HttpProtocolError, "Unknown")]
    [InlineData(HttpRequestError.Unknown, "Unknown")]
    public async Task A_fault_on_the_way_has_its_result(HttpRequestError error, string result)
    {
        SendResult sent = await Channel(new ScriptedHttp().On(Webhook, _ => throw new HttpRequestException(error, $"{Webhook} failed"))).SendAsync(Notification(), CancellationToken.None);

        Assert.Equal(result, sent.GetType().Name);
        Assert.DoesNotContain(Canary, sent.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A real handshake with a certificate that nobody vouches for.</summary>
    [Fact]
    public async Task A_host_whose_certificate_is_not_accepted_gets_nothing_and_is_tried_later()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<long> serving = ServeAsync();
        var channel = new TeamsChannel(
            new HttpClient(new SocketsHttpHandler()),
            new TeamsOptions { Webhooks = new Dictionary<string, string> { ["TEAMS_WEBHOOK_DESK"] = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/?sig={Canary}" }, AllowedHosts = ["localhost"] });

        SendResult.TryLater later = Assert.IsType<SendResult.TryLater>(await channel.SendAsync(Notification(), CancellationToken.None));

        Assert.Equal("Teams: SecureConnectionError", later.Reason);
        Assert.Equal(0, await serving);

        // The bytes that were said after the handshake.
        async Task<long> ServeAsync()
        {
            using TcpClient client = await listener.AcceptTcpClientAsync();
            await using var encrypted = new SslStream(client.GetStream());
            try
            {
                await encrypted.AuthenticateAsServerAsync(LoopbackSmtp.SelfSigned());
                using var said = new MemoryStream();
                await encrypted.CopyToAsync(said);
                return said.Length;
            }
            catch (Exception end) when (end is IOException or System.Security.Authentication.AuthenticationException)
            {
                return 0;
            }
        }
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("0", null)]
    [InlineData("86400", 3600)]
    [InlineData("Mon, 15 Mar 2027 06:35:00 GMT", 300)]
    [InlineData("Mon, 15 Mar 2027 06:00:00 GMT", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Retry_after_is_honoured_up_to_an_hour(string? header, int? seconds)
    {
        ScriptedHttp http = new ScriptedHttp().On(Webhook, HttpStatusCode.TooManyRequests, response =>
        {
            response.Headers.Date = Telling.Monday;
            if (header is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", header);
            }
        });

        SendResult.TryLater later = Assert.IsType<SendResult.TryLater>(await Channel(http).SendAsync(Notification(), CancellationToken.None));

        Assert.Equal(seconds, later.After?.TotalSeconds);
    }

    [Theory]
    [InlineData("https://prod-1.westeurope.logic.azure.com/workflows/1?sig=c4n4ry", true)]
    [InlineData("https://x.environment.api.powerplatform.com/1?sig=c4n4ry", true)]
    [InlineData("https://LOGIC.AZURE.COM/1?sig=c4n4ry", true)]
    [InlineData("http://prod-1.westeurope.logic.azure.com/1?sig=c4n4ry", false)]
    [InlineData("https://logic.azure.com.evil.example/1?sig=c4n4ry", false)]
    [InlineData("https://evillogic.azure.com/1?sig=c4n4ry", false)]
    [InlineData("https://logic.azure.com@evil.example/1?sig=c4n4ry", false)]
    [InlineData("https://user:c4n4ry@prod-1.logic.azure.com/1", false)]
    [InlineData("https://evil.example/?x=.logic.azure.com&sig=c4n4ry", false)]
    [InlineData("https://127.0.0.1/1?sig=c4n4ry", false)]
    [InlineData("file:///etc/c4n4ry", false)]
    [InlineData("c4n4ry", false)]
    public async Task Only_allowed_hosts_are_called(string webhook, bool allowed)
    {
        var http = new ScriptedHttp();
        if (allowed)
        {
            http.On(new Uri(webhook).AbsoluteUri, HttpStatusCode.Accepted);
        }

        SendResult sent = await Channel(http, webhook).SendAsync(Notification(), CancellationToken.None);

        Assert.Equal((allowed ? nameof(SendResult.Accepted) : nameof(SendResult.Refused), allowed ? 1 : 0), (sent.GetType().Name, http.Bodies.Count));
        Assert.DoesNotContain("c4n4ry", sent.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_http_is_allowed_for_a_loopback_host_that_is_listed()
    {
        ScriptedHttp http = new ScriptedHttp().On("http://localhost:8025/webhook", HttpStatusCode.Accepted);
        var channel = new TeamsChannel(new HttpClient(http), new TeamsOptions { Webhooks = new Dictionary<string, string> { ["TEAMS_WEBHOOK_DESK"] = "http://localhost:8025/webhook" }, AllowedHosts = ["localhost"] });

        Assert.IsType<SendResult.Accepted>(await channel.SendAsync(Notification(), CancellationToken.None));
    }

    private static Notification Notification() => Sample.Notification(channel: Recipient.Teams, address: "TEAMS_WEBHOOK_DESK");

    private static TeamsChannel Channel(ScriptedHttp http, string? webhook = Webhook) => new(
        new HttpClient(http), new TeamsOptions { Webhooks = webhook is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["TEAMS_WEBHOOK_DESK"] = webhook } });
}
