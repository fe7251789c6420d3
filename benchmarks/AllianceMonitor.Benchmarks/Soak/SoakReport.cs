using System.Globalization;
using System.Net;
using System.Text;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>The result for people: a page of its own, and lines for the console.</summary>
internal static class SoakReport
{
    private const double Megabyte = 1024 * 1024;

    /// <summary>Latencies of a plot are put together over this share of the run.</summary>
    private const int Bins = 60;

    private const string Style =
        """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#59636e;--line:#d1d9e0;--c0:#0969da;--c1:#bc4c00;--c2:#1a7f37;--c3:#8250df}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--paper:#0d1117;--soft:#9198a1;--line:#3d444d;--c0:#4493f8;--c1:#f0883e;--c2:#3fb950;--c3:#ab7df8}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:48rem;margin:0 auto;padding:1rem}
        h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}figure{margin:1rem 0}figcaption,small{color:var(--soft)}
        div.table{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:right;padding:.3rem .5rem;border-bottom:1px solid var(--line)}th:first-child,td:first-child{text-align:left}
        svg{width:100%;height:auto}svg text{fill:var(--soft);font-size:13px}svg .grid{stroke:var(--line)}svg polyline{fill:none;stroke-width:2}
        .s0{stroke:var(--c0)}.s1{stroke:var(--c1)}.s2{stroke:var(--c2)}.s3{stroke:var(--c3)}
        figcaption span{stroke:none;font-weight:600}span.s0{color:var(--c0)}span.s1{color:var(--c1)}span.s2{color:var(--c2)}span.s3{color:var(--c3)}
        """;

    public static string Html(SoakResult result)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Load and soak</title><style>");
        page.Append(Style).Append("</style></head><body><h1>Load and soak</h1>");
        page.Append(CultureInfo.InvariantCulture, $"<p>Begun {result.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {result.Articles:N0} articles, {result.Arrivals.Count:N0} accepted deliveries.</p><ul>");
        foreach (string condition in result.Conditions)
        {
            page.Append("<li><small>").Append(WebUtility.HtmlEncode(condition)).Append("</small></li>");
        }

        page.Append("</ul><h2>Targets</h2>");
        Table(page, ["target", "measured", ""], result.Verdicts.Select(verdict => new[] { verdict.Target, verdict.Measured, Word(verdict.Met) }));
        page.Append("<h2>From the drop to the acceptance</h2>");
        Table(page, ["phase", "articles", "p50", "p95", "p99", "max, s", "drained, s", "lost", "second copies"], result.Phases.Select(Row));
        foreach (PhaseResult phase in result.Phases)
        {
            page.Append(Latency(phase, [.. result.Arrivals.Where(arrival => arrival.Phase == phase.Name)]));
        }

        page.Append("<h2>Memory of the app</h2>");
        page.Append(LinePlot.Svg("Resident set, MB", "minutes", "0", new Series("app", [.. result.Samples.Where(sample => sample.AppMemory > 0).Select(sample => (sample.At / 60, sample.AppMemory / Megabyte))])));
        page.Append(CultureInfo.InvariantCulture, $"<p>{result.BytesPerArticle / 1024:0.0} KiB per article over the steady phase, its first quarter left out.</p><h2>Queues</h2>");
        page.Append(LinePlot.Svg(
            "Depth", "minutes", "0", new Series("messages", [.. result.Samples.Select(sample => (sample.At / 60, (double)sample.Queued))]), new Series("deliveries owed", [.. result.Samples.Select(sample => (sample.At / 60, (double)sample.Outstanding))])));
        page.Append("<h2>Functions</h2>");
        Table(page, ["function", "runs", "mean, ms"], result.Functions.Select(runs => new[] { runs.Function, $"{runs.Runs:N0}", $"{runs.MeanMilliseconds:0}" }));
        page.Append("<h2>Storage operations per article</h2>");
        Table(page, ["operation", "per article"], Operations(result).Select(operation => new[] { operation.Name, operation.PerArticle.ToString("0.0", CultureInfo.InvariantCulture) }));
        page.Append("<h2>Estimated cost per 1,000 articles in Azure</h2>");
        Table(page, ["meter", "quantity", "USD"], result.Costs.Append(Total(result)).Select(line => new[] { line.Meter, $"{line.Quantity:N0}", line.Usd.ToString("0.0000", CultureInfo.InvariantCulture) }));
        return page.Append("<p><small>Every article alerts three recipients here; of real ones few do. Prices and assumptions: docs/operations.md.</small></p></body></html>\n").ToString();
    }

    public static string Text(SoakResult result)
    {
        var text = new StringBuilder();
        foreach (PhaseResult phase in result.Phases)
        {
            text.Append(CultureInfo.InvariantCulture, $"{phase.Name}: {phase.Articles} articles, p50 {phase.Latencies.P50:0.00} s, p95 {phase.Latencies.P95:0.00} s, p99 {phase.Latencies.P99:0.00} s, max {phase.Latencies.Max:0.00} s, ");
            text.Append(CultureInfo.InvariantCulture, $"drained after {phase.DrainedSeconds:0} s, {phase.Lost} lost, {phase.Duplicates} second copies\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"memory: {result.Samples.Max(sample => sample.AppMemory) / Megabyte:0} MB at most, {result.BytesPerArticle / 1024:0.0} KiB per article\n");
        text.Append(CultureInfo.InvariantCulture, $"storage operations per article: {string.Join(", ", Operations(result).Select(operation => $"{operation.Name} {operation.PerArticle.ToString("0.0", CultureInfo.InvariantCulture)}"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"functions: {string.Join(", ", result.Functions.Select(runs => $"{runs.Function} {runs.Runs} x {runs.MeanMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"estimated cost per 1,000 alerting articles: {Total(result).Usd:0.00} USD\n");
        foreach (Verdict verdict in result.Verdicts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Word(verdict.Met)}: {verdict.Target}: {verdict.Measured}\n");
        }

        return text.ToString();
    }

    private static string Latency(PhaseResult phase, IReadOnlyList<Arrival> arrivals)
    {
        if (arrivals.Count == 0)
        {
            return "";
        }

        double width = Math.Max(1, phase.DropSeconds / Bins);
        List<(double X, Latencies Y)> bins =
        [
            .. arrivals.GroupBy(arrival => (int)((arrival.DroppedAt - phase.BeganAt) / width)).OrderBy(bin => bin.Key)
                .Select(bin => ((phase.BeganAt + (bin.Key * width)) / 60, Latencies.Of(bin.Select(arrival => arrival.Latency)))),
        ];
        List<double> sorted = [.. arrivals.Select(arrival => arrival.Latency).Order()];
        string overTime = LinePlot.Svg(
            $"{phase.Name}: seconds by time of the drop", "minutes", "0.##", new Series("p50", [.. bins.Select(bin => (bin.X, bin.Y.P50))]),
            new Series("p95", [.. bins.Select(bin => (bin.X, bin.Y.P95))]), new Series("max", [.. bins.Select(bin => (bin.X, bin.Y.Max))]));
        string distribution = LinePlot.Svg(
            $"{phase.Name}: distribution, percent within", "seconds", "0",
            new Series("deliveries", [.. Enumerable.Range(0, 201).Select(i => (int)((sorted.Count - 1) * i / 200.0)).Select(i => (sorted[i], 100.0 * (i + 1) / sorted.Count))]));
        return overTime + distribution;
    }

    private static string[] Row(PhaseResult phase) =>
    [
        phase.Name, $"{phase.Articles:N0}", Seconds(phase.Latencies.P50), Seconds(phase.Latencies.P95), Seconds(phase.Latencies.P99), Seconds(phase.Latencies.Max), Seconds(phase.DrainedSeconds), $"{phase.Lost}", $"{phase.Duplicates}",
    ];

    private static IEnumerable<(string Name, double PerArticle)> Operations(SoakResult result)
    {
        StorageOperations operations = result.Operations;
        (string Name, int Count)[] counts =
        [
            ("blob writes", operations.BlobPuts + operations.OtherBlobWrites), ("blob reads", operations.BlobReads), ("blob listings", operations.BlobLists), ("other blob operations", operations.BlobOthers),
            ("messages sent", operations.QueueSends), ("messages deleted", operations.QueueDeletes), ("leases renewed", operations.QueueUpdates), ("all that Azure bills", operations.Billed),
            ("only of the local trigger host and this program", operations.LocalOnly),
        ];
        return counts.Select(count => (count.Name, (double)count.Count / Math.Max(1, result.Articles)));
    }

    private static CostLine Total(SoakResult result) => new("all", 0, result.Costs.Sum(line => line.Usd));

    private static string Word(bool? met) => met switch { true => "met", false => "MISSED", null => "not judged" };

    private static string Seconds(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Table(StringBuilder page, string[] head, IEnumerable<string[]> rows)
    {
        page.Append("<div class=\"table\"><table><thead><tr>").AppendJoin("", head.Select(cell => $"<th>{cell}</th>")).Append("</tr></thead><tbody>");
        foreach (string[] row in rows)
        {
            page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")).Append("</tr>");
        }

        page.Append("</tbody></table></div>");
    }
}
