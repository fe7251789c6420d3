using System.Text.Json;
using System.Xml.Linq;
using AllianceMonitor.Alerts;
using AllianceMonitor.Benchmarks.Soak;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;
using Sample = AllianceMonitor.Benchmarks.Soak.Sample;

namespace AllianceMonitor.Tests.Soak;

/// <summary>The parts of the load command that need no time.</summary>
public sealed class SoakTests
{
    [Theory]
    [InlineData(100, 50, 95, 99, 100)]
    [InlineData(10, 5, 10, 10, 10)]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(0, 0, 0, 0, 0)]
    public void Percentiles_are_latencies_that_were_measured(int count, double p50, double p95, double p99, double max) =>
        Assert.Equal(new Latencies(count, p50, p95, p99, max), Latencies.Of(Enumerable.Range(1, count).Reverse().Select(i => (double)i)));

    [Fact]
    public void The_slope_is_that_of_the_line_whatever_scatters_around_it_evenly()
    {
        Assert.Equal(3, Trend.Slope([.. Enumerable.Range(0, 40).Select(i => ((double)i, 7 + (3.0 * i)))]), 9);
        Assert.Equal(0, Trend.Slope([(0, 5), (1, 6), (2, 5), (3, 6), (4, 5)]), 9);
        Assert.Equal(0, Trend.Slope([(1, 4)]));
        Assert.Equal(0, Trend.Slope([(1, 4), (1, 9)]));
    }

    [Theory]
    [InlineData("PUT /devstoreaccount1/articles/steady/000001.txt", nameof(StorageOperations.BlobPuts))]
    [InlineData("PUT /devstoreaccount1/stories/log-000001.jsonl?comp=appendblock", nameof(StorageOperations.OtherBlobWrites))]
    [InlineData("GET /devstoreaccount1/deliveries/ab.json", nameof(StorageOperations.BlobReads))]
    [InlineData("HEAD /devstoreaccount1/alerts/a-1/routing.json", nameof(StorageOperations.BlobOthers))]
    [InlineData("GET /devstoreaccount1/outcomes?restype=container&comp=list", nameof(StorageOperations.BlobLists))]
    [InlineData("GET /devstoreaccount1/articles?restype=container&comp=list", nameof(StorageOperations.LocalOnly))]
    [InlineData("POST /devstoreaccount1/alerts/messages?messagettl=-1", nameof(StorageOperations.QueueSends))]
    [InlineData("DELETE /devstoreaccount1/alerts/messages/17?popreceipt=x", nameof(StorageOperations.QueueDeletes))]
    [InlineData("PUT /devstoreaccount1/alerts/messages/17?popreceipt=x", nameof(StorageOperations.QueueUpdates))]
    [InlineData("GET /devstoreaccount1/alerts/messages?numofmessages=16", nameof(StorageOperations.LocalOnly))]
    [InlineData("GET /devstoreaccount1/alerts?comp=metadata", nameof(StorageOperations.LocalOnly))]
    public void A_request_counts_as_what_Azure_bills_it_for(string request, string kind)
    {
        StorageOperations operations = StorageOperations.Count([$"127.0.0.1 - - [21/Nov/2026:22:00:00 +0000] \"{request} HTTP/1.1\" 200 -", "127.0.0.1 - - [21/Nov/2026:22:0"]);

        Assert.Equal(1, typeof(StorageOperations).GetProperty(kind)!.GetValue(operations));
        Assert.Equal(kind switch { nameof(StorageOperations.LocalOnly) => 0, nameof(StorageOperations.QueueSends) => 2, _ => 1 }, operations.Billed);
    }

    [Fact]
    public void Costs_are_quantities_times_prices_per_thousand_articles()
    {
        var operations = new StorageOperations(BlobPuts: 30_000, OtherBlobWrites: 2_000, BlobReads: 44_000, BlobLists: 200, BlobOthers: 2_000, QueueSends: 8_000, QueueDeletes: 8_000, QueueUpdates: 0, LocalOnly: 1_000_000);
        IReadOnlyList<CostLine> costs = AzurePrices.Estimate(2_000, operations, [new FunctionRuns("RouteAlert", 10_000, 50), new FunctionRuns("Reconcile", 100, 3_000)], emails: 4_000);

        Assert.Equal(
            [0.08, 0.0088, 0.0005, 0.0004, 0.0048, 0.00202, 0.26780, 0.0096, 0.5],
            costs.Select(line => Math.Round(line.Usd, 5)));
        Assert.Equal(16_000, costs[0].Quantity);
    }

    [Fact]
    public void A_target_that_is_missed_is_said_and_one_that_cannot_be_judged_is_not_met()
    {
        PhaseResult steady = new("steady", 600, 0, 600, 601, new Latencies(1_800, 1, 4.9, 5.5, 7), Lost: 0, Duplicates: 0);
        PhaseResult burst = new("burst", 1_000, 610, 8, 299, new Latencies(3_000, 100, 250, 280, 299), Lost: 0, Duplicates: 0);

        Assert.Equal([true, null, true, true, true], SoakTargets.Judge(Result(steady, burst)).Select(verdict => verdict.Met));
        Assert.Equal(
            [false, false, false, false, false],
            SoakTargets.Judge(Result(
                steady with { DropSeconds = 3_600, Latencies = new Latencies(1_800, 1, 5.1, 5.5, 7) },
                burst with { DrainedSeconds = 301, Lost = 1, Duplicates = 2 }) with { BytesPerArticle = 40_000 }).Select(verdict => verdict.Met));
        Assert.False(SoakTargets.Judge(Result(steady with { Latencies = Latencies.Of([]) }))[0].Met);
    }

    [Fact]
    public void The_report_stands_alone_and_shows_every_phase_as_a_plot()
    {
        SoakResult result = Result(
            new PhaseResult("steady", 60, 0, 60, 61, Latencies.Of([0.5, 2]), 0, 0), new PhaseResult("burst", 2, 70, 0, 2, Latencies.Of([1, 2]), 0, 0)) with
        {
            Conditions = ["<script>alert(1)</script>"],
            Arrivals = [new Arrival("steady", "a@soak.example", 1, 0.5), new Arrival("steady", "b@soak.example", 40, 2), new Arrival("burst", "teams soak", 70, 1)],
            Samples = [new Sample(0, 100_000_000, 0, 3), new Sample(5, 110_000_000, 4, 1)],
        };
        string page = SoakReport.Html(result with { Verdicts = SoakTargets.Judge(result) });

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width", page, StringComparison.Ordinal);
        Assert.Equal(["steady: seconds by time of the drop", "steady: distribution, percent within", "burst: distribution, percent within", "Resident set, MB", "Depth"],
            page.Split("<svg ").Skip(1).Select(svg => svg.Split("aria-label=\"")[1].Split('"')[0]));
        Assert.All(page.Split("<svg ").Skip(1), svg => XElement.Parse("<svg " + svg[..(svg.IndexOf("</svg>", StringComparison.Ordinal) + 6)]));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", page, StringComparison.Ordinal);

        Assert.Contains("steady: 60 articles, p50 0.50 s, p95 2.00 s", SoakReport.Text(result), StringComparison.Ordinal);
        Assert.Equal(result.Phases, JsonSerializer.Deserialize<SoakResult>(JsonSerializer.Serialize(result))!.Phases);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.7, 0.8)]
    [InlineData(1, 1)]
    [InlineData(3, 4)]
    [InlineData(95, 100)]
    [InlineData(3_000, 4_000)]
    public void An_axis_ends_at_the_next_round_number(double value, double end) => Assert.Equal(end, LinePlot.NiceAbove(value), 9);

    [Fact]
    public async Task Every_made_up_article_alerts_three_recipients_once_and_names_its_partner()
    {
        const int Count = 60;
        var articles = new SoakArticles(Count, seed: 7);
        List<RecordingChannel> channels = [.. RecordingChannel.Both()];
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await App.ConfigureAsync(memory, SoakArticles.Subscriptions("TEAMS_WEBHOOK_SOAK"), articles.Watchlist());
        using var app = new App(memory, clock, channels, routing: new RoutingOptions { AlertsPerHour = 0 });
        for (int i = 0; i < Count; i++)
        {
            await app.IngestAsync($"{i}.txt", articles.Text(i));
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await app.WorkAsync();

        List<string> told = [.. channels.SelectMany(channel => channel.Sent).Select(sent => sent.Alert!.Headline)];
        Assert.Equal(Count * SoakTargets.DeliveriesPerArticle, told.Count);
        Assert.All(articles.Partners, partner =>
            Assert.Equal(SoakTargets.DeliveriesPerArticle, told.Count(headline => new Accepted(default, headline, null, null, null).Words.Contains(partner))));
    }

    [Fact]
    public void The_operations_page_names_every_price()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        Assert.All(
            (double[])[AzurePrices.BlobWritesPer10K, AzurePrices.BlobReadsPer10K, AzurePrices.FunctionRunsPerMillion, AzurePrices.FunctionGigabyteSecond, AzurePrices.EventGridPerMillion, AzurePrices.Email],
            price => Assert.Contains(price.ToString(price < 0.001 ? "0.00000#" : "0.00#", System.Globalization.CultureInfo.InvariantCulture), page, StringComparison.Ordinal));
    }

    private static SoakResult Result(params PhaseResult[] phases) => new()
    {
        StartedAt = new DateTimeOffset(2026, 11, 21, 22, 0, 0, TimeSpan.Zero),
        Conditions = [],
        Phases = phases,
        Arrivals = [],
        Samples = [new Sample(0, 1, 0, 0)],
        BytesPerArticle = 1_000,
        Operations = new StorageOperations(1, 1, 1, 1, 1, 1, 1, 1, 1),
        Functions = [],
        Costs = [],
    };
}
