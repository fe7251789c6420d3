using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Tests.Support;
using Azure.Core.Pipeline;

namespace AllianceMonitor.Tests.Delivery;

/// <summary>Email through Azure Communication Services, against a stand-in that checks every request as the service's documentation describes it.</summary>
public sealed class CommunicationEmailTests : ChannelContract
{
    private static readonly string AccessKey = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Canary} {Canary} {Canary}"));

    private static readonly string Connection = $"endpoint=https://mail.unitedstates.communication.azure.com/;accesskey={AccessKey}";

    protected override string ChannelName => Recipient.Email;

    private protected override IChannel NewChannel() => Channel(new StandIn(HttpStatusCode.Accepted));

    private protected override async Task<SendResult> SendAsync(Situation peer)
    {
        using var cancellation = new CancellationTokenSource();
        var service = peer switch
        {
            Situation.RefusesForGood => new StandIn(HttpStatusCode.BadRequest, Canary),
            Situation.IsBusy => new StandIn(HttpStatusCode.TooManyRequests),
            Situation.FailsForNow => new StandIn(HttpStatusCode.ServiceUnavailable),
            Situation.IsNotThere => new StandIn(new HttpRequestException(HttpRequestError.ConnectionError, Canary)),
            Situation.BreaksOffBeforeTheAnswer => new StandIn(new HttpRequestException(HttpRequestError.ResponseEnded, Canary)),
            Situation.NeverAnswers => new StandIn(cancellation),
            _ => new StandIn(HttpStatusCode.Accepted),
        };
        return peer == Situation.IsNotSetUp
            ? await new EmailChannel(new EmailOptions()).SendAsync(Sample.Notification(), cancellation.Token)
            : await Channel(service).SendAsync(Sample.Notification(), cancellation.Token);
    }

    [Theory]
    [InlineData(202, "Accepted")]
    [InlineData(400, "Refused")]
    [InlineData(401, "TryLater")]
    [InlineData(403, "TryLater")]
    [InlineData(404, "Refused")]
    [InlineData(408, "TryLater")]
    [InlineData(413, "Refused")]
    [InlineData(429, "TryLater")]
    [InlineData(500, "TryLater")]
    [InlineData(503, "TryLater")]
    public async Task A_status_has_its_result(int status, string result)
    {
        SendResult sent = await Channel(new StandIn((HttpStatusCode)status)).SendAsync(Sample.Notification(), CancellationToken.None);

        Assert.Equal(result, sent.GetType().Name);
        Assert.Contains($"HTTP {status}", sent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("86400", 3600)]
    [InlineData("Mon, 15 Mar 2027 06:35:00 GMT", 300)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Retry_after_is_honoured_up_to_an_hour(string? header, int? seconds)
    {
        var service = new StandIn(HttpStatusCode.TooManyRequests) { RetryAfter = header };

        SendResult.TryLater later = Assert.IsType<SendResult.TryLater>(await Channel(service).SendAsync(Sample.Notification(), CancellationToken.None));

        Assert.Equal(seconds, later.After?.TotalSeconds);
    }

    [Fact]
    public async Task A_repeated_send_has_the_same_operation_and_another_delivery_another()
    {
        var service = new StandIn(HttpStatusCode.Accepted);
        Notification first = Sample.Notification();
        await Channel(service).SendAsync(first, CancellationToken.None);
        await Channel(service).SendAsync(first with { Receipt = first.Receipt with { Epoch = 2, PossibleDuplicate = true } }, CancellationToken.None);
        await Channel(service).SendAsync(Sample.Notification(address: "other@example.com"), CancellationToken.None);

        Assert.Equal(service.Operations[0], service.Operations[1]);
        Assert.NotEqual(service.Operations[0], service.Operations[2]);
        Assert.Equal(3, service.Bodies.Count);
    }

    [Fact]
    public async Task The_service_gets_both_bodies_and_the_headers()
    {
        var service = new StandIn(HttpStatusCode.Accepted);
        await Channel(service).SendAsync(Sample.Notification() with { Unsubscribe = new Uri("https://monitor.example/u") }, CancellationToken.None);

        JsonElement headers = Assert.Single(service.Bodies).GetProperty("headers");
        Assert.Equal($"<{Sample.Notification().Receipt.Key[..40]}@mail.example>", headers.GetProperty("Message-ID").GetString());
        Assert.Equal("<s-0123456789abcdef@mail.example>", headers.GetProperty("References").GetString());
        Assert.Equal("<https://monitor.example/u>", headers.GetProperty("List-Unsubscribe").GetString());
    }

    [Theory]
    [InlineData("accesskey=AAAA")]
    [InlineData("endpoint=http://mail.communication.azure.com/;accesskey=AAAA")]
    [InlineData("endpoint=https://mail.communication.azure.com/;accesskey=c4n4ry!")]
    [InlineData("c4n4ry")]
    public void A_wrong_setting_says_how_to_write_it_and_nothing_of_the_key(string setting)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new CommunicationEmailChannel(new EmailOptions { CommunicationServices = setting }, null, TimeProvider.System));

        Assert.Contains("COMMUNICATION_SERVICES", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, error.Message, StringComparison.Ordinal);
    }

    private static CommunicationEmailChannel Channel(StandIn service) =>
        new(new EmailOptions { CommunicationServices = Connection, From = "from@mail.example" }, null, new FakeTimeProvider(), new HttpClientTransport(new HttpClient(service)));

    /// <summary>Checks path, signature, operation and body, then answers as told.</summary>
    private sealed class StandIn : HttpMessageHandler
    {
        private readonly HttpStatusCode status;
        private readonly string answer = "";
        private readonly Exception? fault;
        private readonly CancellationTokenSource? cancelled;

        public StandIn(HttpStatusCode status, string answer = "{\"id\":\"1\",\"status\":\"Running\"}") => (this.status, this.answer) = (status, answer);

        public StandIn(Exception fault) => this.fault = fault;

        public StandIn(CancellationTokenSource cancelled) => this.cancelled = cancelled;

        public string? RetryAfter { get; init; }

        public List<Guid> Operations { get; } = [];

        public List<JsonElement> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Assert.Equal((HttpMethod.Post, "https://mail.unitedstates.communication.azure.com/emails:send?api-version=2023-03-31"), (request.Method, request.RequestUri!.AbsoluteUri));
            Assert.Equal("application/json", request.Content.Headers.ContentType?.MediaType);
            CheckSignature(request, body);
            Operations.Add(Guid.ParseExact(request.Headers.GetValues("Operation-Id").Single(), "D"));
            CheckBody(JsonDocument.Parse(body).RootElement);
            if (fault is not null)
            {
                throw fault;
            }

            if (cancelled is not null)
            {
                await cancelled.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            var response = new HttpResponseMessage(status) { Content = new StringContent(answer) };
            response.Headers.Date = Telling.Monday;
            if (RetryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
            }

            return response;
        }

        private static void CheckSignature(HttpRequestMessage request, byte[] body)
        {
            string date = request.Headers.GetValues("x-ms-date").Single(), hash = request.Headers.GetValues("x-ms-content-sha256").Single();
            Assert.Equal(Convert.ToBase64String(SHA256.HashData(body)), hash);
            string toSign = $"{request.Method}\n{request.RequestUri!.PathAndQuery}\n{date};{request.RequestUri.Authority};{hash}";
            string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(AccessKey), Encoding.UTF8.GetBytes(toSign)));
            Assert.Equal($"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}", request.Headers.GetValues("Authorization").Single());
        }

        private void CheckBody(JsonElement body)
        {
            Assert.Equal(["content", "headers", "recipients", "senderAddress", "userEngagementTrackingDisabled"], body.EnumerateObject().Select(property => property.Name).Order());
            Assert.Equal("from@mail.example", body.GetProperty("senderAddress").GetString());
            Assert.Contains('@', Assert.Single(body.GetProperty("recipients").GetProperty("to").EnumerateArray()).GetProperty("address").GetString()!);
            Assert.All((string[])["subject", "plainText", "html"], part => Assert.NotEqual("", body.GetProperty("content").GetProperty(part).GetString()));
            Assert.All(body.GetProperty("headers").EnumerateObject(), header => Assert.Equal(JsonValueKind.String, header.Value.ValueKind));
            Bodies.Add(body);
        }
    }
}
