using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>
/// <c>soak</c>: load on the real local stack in three phases, a report in <c>soak.html</c> and <c>soak.json</c>, and whether the targets were met.
/// </summary>
internal static partial class SoakCommand
{
    private const int Seed = 20261121;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Option<double> Minutes = new("--minutes") { Description = "Length of the steady phase; 0 leaves it out.", DefaultValueFactory = _ => 60 };
    private static readonly Option<double> Rate = new("--rate") { Description = "Articles per second, steady and in the outage.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Burst = new("--burst") { Description = "Articles dropped at once; 0 leaves it out.", DefaultValueFactory = _ => 1_000 };
    private static readonly Option<double> Outage = new("--outage") { Description = "Minutes for which both sinks refuse; 0 leaves it out.", DefaultValueFactory = _ => 2 };
    private static readonly Option<string> Out = new("--out") { Description = "Folder of the report.", DefaultValueFactory = _ => Path.Combine("artifacts", "soak") };
    private static readonly Option<string?> App = new("--app") { Description = "A published app; left out, it is published first." };

    /// <returns>0, or 1 when a target was missed.</returns>
    public static Task<int> RunAsync(string[] arguments)
    {
        var command = new RootCommand("Load on the real local stack.") { Minutes, Rate, Burst, Outage, Out, App };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> RunAsync(ParseResult arguments)
    {
        double minutes = arguments.GetValue(Minutes), rate = arguments.GetValue(Rate), outage = arguments.GetValue(Outage);
        int burst = arguments.GetValue(Burst);
        if (minutes < 0 || burst < 0 || outage < 0 || rate is <= 0 or > 100)
        {
            await Console.Error.WriteLineAsync("Give --minutes, --burst and --outage of 0 or more, and a --rate above 0, at most 100 a second.");
            return 2;
        }

        string folder = Directory.CreateTempSubdirectory("soak-").FullName;
        string app = arguments.GetValue(App) is { } published ? Path.GetFullPath(published) : Path.Combine(folder, "app");
        if (arguments.GetValue(App) is null)
        {
            await SoakStack.PublishAsync(app);
        }

        var articles = new SoakArticles(burst + (int)Math.Ceiling((minutes + outage) * 60 * rate) + 2, Seed);
        List<string> conditions = [.. Conditions(), arguments.GetValue(App) is { } given ? $"app: {given}" : "app: as published"];
        SoakResult result;
        int warnings = 0;
        await using (SoakStack stack = await SoakStack.StartAsync(Path.Combine(folder, "stack"), app, articles, _ => warnings++))
        {
            result = await MeasureAsync(stack, articles, minutes, rate, burst, outage);
        }

        result = result with { Conditions = [.. conditions, $"{warnings} warnings and errors in the stack's log", $"load average at the end {LoadAverage()}"] };
        result = result with { Verdicts = SoakTargets.Judge(result) };
        string output = Directory.CreateDirectory(arguments.GetValue(Out)!).FullName;
        await File.WriteAllTextAsync(Path.Combine(output, "soak.json"), JsonSerializer.Serialize(result, Json));
        await File.WriteAllTextAsync(Path.Combine(output, "soak.html"), SoakReport.Html(result));
        Console.WriteLine(SoakReport.Text(result));
        Console.WriteLine($"Report: {Path.Combine(output, "soak.html")}");
        if (result.Verdicts.Any(verdict => verdict.Met == false))
        {
            Console.WriteLine($"What the stack kept, its log included: {folder}");
            return 1;
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task<SoakResult> MeasureAsync(SoakStack stack, SoakArticles articles, double minutes, double rate, int burst, double outage)
    {
        var run = new SoakRun(stack, articles);
        using var done = new CancellationTokenSource();
        Task watching = run.WatchAsync(done.Token);
        if (minutes > 0)
        {
            await run.SteadyAsync(TimeSpan.FromMinutes(minutes), rate);
        }

        if (burst > 0)
        {
            await run.BurstAsync(burst);
        }

        if (outage > 0)
        {
            await run.OutageAsync(TimeSpan.FromMinutes(outage), rate);
        }

        // A second copy would come now.
        await Task.Delay(TimeSpan.FromSeconds(10));
        await done.CancelAsync();
        await watching;
        (IReadOnlyList<Arrival> arrivals, IReadOnlyList<PhaseResult> phases) = await run.ResultsAsync();
        StorageOperations operations = StorageOperations.Count(SharedLines(stack.OperationsLog));
        IReadOnlyList<FunctionRuns> functions = Runs(SharedLines(stack.HostLog));
        return new SoakResult
        {
            StartedAt = run.StartedAt,
            Conditions = [],
            Phases = phases,
            Arrivals = arrivals,
            Samples = run.Samples,
            BytesPerArticle = BytesPerArticle(run.Samples, phases, rate),
            Operations = operations,
            Functions = functions,
            Costs = AzurePrices.Estimate(phases.Sum(phase => phase.Articles), operations, functions, arrivals.Count(arrival => arrival.Recipient.Contains('@', StringComparison.Ordinal))),
        };
    }

    /// <summary>Slope of the memory over the steady phase, without its beginning.</summary>
    internal static double BytesPerArticle(IReadOnlyList<Sample> samples, IReadOnlyList<PhaseResult> phases, double perSecond) =>
        phases.FirstOrDefault(phase => phase.Name == "steady") is not { } steady ? 0 : Trend.Slope(
        [
            .. samples.Where(sample => sample.AppMemory > 0 && sample.At >= steady.BeganAt + (steady.DropSeconds * SoakTargets.WarmUpShare) && sample.At <= steady.BeganAt + steady.DropSeconds)
                .Select(sample => (sample.At * perSecond, (double)sample.AppMemory)),
        ]);

    /// <summary>Runs of each function by the trigger host's log.</summary>
    internal static IReadOnlyList<FunctionRuns> Runs(IEnumerable<string> hostLog) =>
    [
        .. hostLog.Select(line => RunPattern().Match(line)).Where(match => match.Success)
            .GroupBy(match => match.Groups["function"].Value, match => double.Parse(match.Groups["ms"].Value, CultureInfo.InvariantCulture))
            .Select(runs => new FunctionRuns(runs.Key, runs.Count(), runs.Average()))
            .OrderBy(runs => runs.Function, StringComparer.Ordinal),
    ];

    [GeneratedRegex(" Host: (?<function>[A-Za-z]+) [0-9a-f-]{36} succeeded in (?<ms>[0-9]+) ms", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RunPattern();

    private static IEnumerable<string> Conditions()
    {
        yield return $"{Environment.ProcessorCount} processors, load average at the beginning {LoadAverage()}";
        yield return "settings for this run: ALERTS_PER_HOUR=0 (no storm brake; the default of 20 would hold the alerts for digests); no rate limits; DELIVERY_BACKOFF and DELIVERY_LEASE of local.settings.json or its sample";
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    /// <summary>Of a file that is still written to.</summary>
    private static IEnumerable<string> SharedLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
