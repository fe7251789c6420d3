using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Extraction.AzureLanguage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace AllianceMonitor.Tests.Extraction.AzureLanguage;

/// <summary>The recogniser against a server that refuses what the contract does not allow.</summary>
public sealed class AzureLanguageRecognizerTests : IAsyncLifetime
{
    private const string Sentence = "Renault said that Zorblatt Quux will head Fnordia from May.";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2027, 3, 15, 8, 0, 0, TimeSpan.Zero));
    private LanguageStandIn service = null!;

    public async ValueTask InitializeAsync() => service = (await LanguageStandIn.StartAsync()).Knows("Zorblatt Quux", "Person").Knows("Fnordia", "Organization").Knows("May", "DateTime");

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(service.Violations);
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Names_come_with_their_place_in_the_title_and_the_paragraphs()
    {
        Article article = Article(["Nothing here.", Sentence], title: "Fnordia has a head");

        RecognizedNames names = await Recognizer().RecognizeAsync(article, default);

        Assert.Null(names.Flag);
        Assert.Equal([new RecognizedName(0, 7, EntityType.Organization)], names.Title);
        Assert.Equal([], names.Paragraphs[0]!);
        Assert.Equal([("Zorblatt Quux", EntityType.Person), ("Fnordia", EntityType.Organization)], names.Paragraphs[1]!.Select(name => (Sentence[name.Start..name.End], name.Type)));
    }

    [Fact]
    public async Task Names_of_the_watchlist_win_and_the_others_join_them()
    {
        service.Knows("Renault", "Location");
        Article article = Article([Sentence]);

        AllianceMonitor.Extraction.Extraction extraction = new Extractor(Extracting.Watchlist).Extract(article, await Recognizer().RecognizeAsync(article, default));

        Assert.Equal(
            [(null, "Fnordia", EntityType.Organization), ("renault", "Renault", EntityType.Organization), (null, "Zorblatt Quux", EntityType.Person)],
            extraction.Entities.OrderBy(entity => entity.Name, StringComparer.Ordinal).Select(entity => (entity.Id, entity.Name, entity.Type)));
    }

    [Fact]
    public async Task Long_articles_go_in_batches_and_offsets_are_those_of_the_paragraphs()
    {
        string filler = string.Concat(Enumerable.Repeat("🚗 naïve filler of a long text. ", 300));
        Article article = Article([.. Enumerable.Range(0, 12).Select(i => $"{filler}{i} {Sentence}")]);

        RecognizedNames names = await Recognizer().RecognizeAsync(article, default);

        Assert.Null(names.Flag);
        Assert.True(service.Requests.Count > 3);
        Assert.All(article.Paragraphs.Zip(names.Paragraphs), pair => Assert.Equal(["Zorblatt Quux", "Fnordia"], pair.Second!.Select(name => pair.First[name.Start..name.End])));
    }

    [Fact]
    public async Task A_word_of_a_megabyte_is_cut_between_text_elements_and_only_so_much_of_it_is_sent()
    {
        RecognizedNames names = await Recognizer().RecognizeAsync(Article([string.Concat(Enumerable.Repeat("👩‍👩‍👧e\u0301", 100_000))]), default);

        Assert.Equal("language-service-partial", names.Flag);
        Assert.Null(names.Paragraphs[0]);
        Assert.Equal(50, service.Requests.Sum(request => request.Count));
        Assert.All(service.Requests.SelectMany(request => request), text => Assert.False(char.IsLowSurrogate(text[0]) || text[0] is '\u0301' or '\u200D' || char.IsHighSurrogate(text[^1])));
    }

    [Fact]
    public async Task The_managed_identity_is_used_where_there_is_no_key()
    {
        service.WantsKey = false;

        Assert.Null((await Recognizer(key: null, credential: new Token()).RecognizeAsync(Article([Sentence]), default)).Flag);
    }

    [Theory]
    [InlineData(400, "language-service-refused")]
    [InlineData(401, "language-service-unauthorized")]
    [InlineData(403, "language-service-unauthorized")]
    [InlineData(429, "language-service-throttled")]
    [InlineData(500, "language-service-failed")]
    [InlineData(503, "language-service-failed")]
    public async Task A_status_that_says_no_has_a_name_and_the_embedded_recogniser_reads_on(int status, string flag)
    {
        for (int i = 0; i < 3; i++)
        {
            service.Next(status, """{"error": {"code": "InvalidRequest", "message": "no", "innererror": {"code": "InvalidDocumentBatch"}}}""");
        }

        await AssertFallsBack(flag);
        Assert.Equal(status is 429 or >= 500 ? 3 : 1, service.Requests.Count);
    }

    [Theory]
    [InlineData("<html><body>Login</body></html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"kind": "KeyPhraseExtractionResults", "results": {"documents": []}}""")]
    [InlineData("""{"kind": "EntityRecognitionResults", "results": {"documents": [], "errors": []}}""")]
    [InlineData("""{"kind": "EntityRecognitionResults", "results": {"documents": [null]}}""")]
    [InlineData("""{"kind": "EntityRecognitionResults", "results": {"documents": [{"id": "1", "entities": [{"text": "Fnordia", "category": "Organization", "offset": 3, "length": 7, "confidenceScore": 1}]}]}}""")]
    [InlineData("""{"kind": "EntityRecognitionResults", "results": {"documents": [{"id": "1", "entities": [{"text": "Fnordia", "category": "Organization", "offset": 2147483647, "length": 7, "confidenceScore": 1}]}]}}""")]
    [InlineData("""{"kind": "EntityRecognitionResults", "results": {"documents": [{"id": "1", "entities": [{"text": "Fnordia", "category": "Organization", "offset": -7, "length": 7, "confidenceScore": 1}]}]}}""")]
    [InlineData("""{"kind": "EntityRecognitionResults", "results": {"documents": [{"id": "1", "entities": [null]}]}}""")]
    public async Task An_answer_that_is_not_of_the_contract_is_not_believed(string body)
    {
        service.Next(200, body);

        await AssertFallsBack("language-service-invalid-response");
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_tried_again_and_then_given_up()
    {
        service.Next(Cut);
        Assert.Null((await Recognizer().RecognizeAsync(Article([Sentence]), default)).Flag);

        service.Next(Cut).Next(Cut).Next(Cut);
        await AssertFallsBack("language-service-unreachable");

        static Task Cut(HttpContext context, System.Text.Json.JsonElement request)
        {
            context.Abort();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Too_many_requests_are_repeated_when_the_service_says_so()
    {
        service.Next(429, retryAfter: "1");
        long start = TimeProvider.System.GetTimestamp();

        Assert.Null((await Recognizer().RecognizeAsync(Article([Sentence]), default)).Flag);

        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0.9, 60);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_holds_nothing_up()
    {
        service.Next(async (context, _) => await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));

        RecognizedNames names = await Recognizer(timeout: TimeSpan.FromSeconds(1), clock: TimeProvider.System).RecognizeAsync(Article([Sentence]), default);

        Assert.Contains(names.Flag, (string[])["language-service-timed-out", "language-service-unreachable"]);
    }

    [Fact]
    public async Task A_document_that_is_refused_is_read_by_the_embedded_recogniser_and_the_others_are_not()
    {
        string other = "Toyota said on Monday that it buys from Musashi Axle. " + new string('x', 5_060);
        service.Next((context, request) => context.Response.WriteAsJsonAsync(service.Results(request, refused: text => text.StartsWith("Toyota", StringComparison.Ordinal))));

        RecognizedNames names = await Recognizer().RecognizeAsync(Article([Sentence, other]), default);

        Assert.Equal("language-service-partial", names.Flag);
        Assert.Equal(2, names.Paragraphs[0]!.Count);
        Assert.Null(names.Paragraphs[1]);
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_left_alone_for_a_minute()
    {
        AzureLanguageRecognizer recognizer = Recognizer(clock: clock);
        for (int i = 0; i < 5; i++)
        {
            service.Next(400);
            Assert.Equal("language-service-refused", (await recognizer.RecognizeAsync(Article([Sentence]), default)).Flag);
        }

        Assert.Equal("language-service-paused", (await recognizer.RecognizeAsync(Article([Sentence]), default)).Flag);
        Assert.Equal(5, service.Requests.Count);

        clock.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromSeconds(1));
        Assert.Null((await recognizer.RecognizeAsync(Article([Sentence]), default)).Flag);
    }

    [Fact]
    public async Task An_article_whose_service_failed_is_taken_in_with_a_flag_in_its_outcome()
    {
        for (int i = 0; i < 3; i++)
        {
            service.Next(503);
        }

        using App app = await App.StartAsync(recognizer: Recognizer());

        Outcome outcome = await app.IngestAsync("a.txt", "Renault and Nissan agree on stake\n\nRenault will cut its stake in Nissan to 15% from 43%, the companies said on Monday.\n");

        Assert.Equal((OutcomeStatus.Processed, Novelty.NewStory), (outcome.Status, outcome.Items[0].Novelty));
        Assert.Contains("language-service-failed", outcome.Items[0].Flags);
    }

    private async Task AssertFallsBack(string flag)
    {
        Article article = Article(["Renault said that Zorblatt Quux, chief executive of Fnordia Motors, will go."]);

        RecognizedNames names = await Recognizer().RecognizeAsync(article, default);
        AllianceMonitor.Extraction.Extraction extraction = new Extractor(Extracting.Watchlist).Extract(article, names);

        Assert.Equal((flag, null), (names.Flag, names.Paragraphs[0]));
        Assert.Contains(flag, extraction.Flags);
        Assert.Equal(new Extractor(Extracting.Watchlist).Extract(article).Entities.Select(entity => entity.Name), extraction.Entities.Select(entity => entity.Name));
    }

    private AzureLanguageRecognizer Recognizer(string? key = LanguageStandIn.Key, TokenCredential? credential = null, TimeSpan? timeout = null, TimeProvider? clock = null)
    {
        // Azure.Core sends tokens over https only.
        var options = new LanguageOptions
        {
            Endpoint = key is null ? new Uri("https://language.example/") : service.Address,
            Key = key,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            Timeout = timeout ?? TimeSpan.FromSeconds(30),
        };
        var transport = new HttpClientTransport(new HttpClient(new ToStandIn(service.Address)) { Timeout = Timeout.InfiniteTimeSpan });
        return new AzureLanguageRecognizer(new LanguageClient(options, credential, transport), options, clock ?? TimeProvider.System);
    }

    private static Article Article(string[] paragraphs, string? title = null) => Reading.Text((title is null ? "" : title + "\n\n") + "Lead.\n") with { Title = title, Paragraphs = paragraphs };

    private sealed class ToStandIn(Uri address) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Assert.Equal(["https://cognitiveservices.azure.com/.default"], requestContext.Scopes);
            return new AccessToken("token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
