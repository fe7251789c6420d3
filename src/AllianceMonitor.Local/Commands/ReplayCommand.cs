using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AllianceMonitor.Local.View;

namespace AllianceMonitor.Local.Commands;

/// <summary>Reads articles again with today's watchlist and rules, and says which alerts differ.</summary>
internal static class ReplayCommand
{
    private const string What =
        "Reads the articles that were dropped since DATE again, with today's watchlist and rules, and reports which alerts differ. "
        + "Without an option: what is read differently is recorded in the story log, nobody is alerted, and what was recorded so is never alerted later. "
        + "--dry-run: nothing is written, nothing is sent. "
        + "--notify: recorded, and alerts are sent for what is new to the stories.";

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    private static readonly Option<DateTimeOffset> Since = new("--since")
    {
        Description = "Day or time in UTC: 2027-03-15, 2027-03-15T06:30.", HelpName = "DATE", Required = true, CustomParser = Date,
    };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only report: nothing is written, nothing is sent." };
    private static readonly Option<bool> Notify = new("--notify") { Description = "Send alerts for what is new, except for what was dropped with --no-notify or published long before its drop." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON per article that differs, and one with the numbers." };

    public static Command Create()
    {
        var command = new Command("replay", What) { Since, DryRun, Notify, AsJson, StorageOption.Option };
        command.Validators.Add(given =>
        {
            if (given.GetValue(DryRun) && given.GetValue(Notify))
                given.AddError("--dry-run sends nothing, --notify sends alerts: give one of them.");
        });
        command.SetAction((arguments, cancel) => Run(arguments, TimeProvider.System, cancel));
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, TimeProvider time, CancellationToken cancel)
    {
        using var operations = new Operations(arguments, time);
        var options = new ReplayOptions(arguments.GetValue(Since)) { DryRun = arguments.GetValue(DryRun), Notify = arguments.GetValue(Notify) };
        var report = new ReplayReport(options, arguments.GetValue(AsJson));
        await foreach (var article in operations.Replay.RunAsync(options, Progress(time), cancel))
        {
            if (report.Line(article) is { } line)
                Terminal.Say(line);
        }

        Terminal.Say(report.Summary());
        return ExitCode.Success;
    }

    /// <summary>On stderr, so that the output stays a report; nothing for work that is done at once.</summary>
    private static Action<int, int> Progress(TimeProvider time)
    {
        var last = time.GetTimestamp();
        return (read, all) =>
        {
            if (time.GetElapsedTime(last) < ProgressInterval)
                return;

            last = time.GetTimestamp();
            Console.Error.WriteLine($"  {read} of {all} articles read");
        };
    }

    private static DateTimeOffset Date(ArgumentResult given)
    {
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK"];
        var text = given.Tokens[0].Value;
        if (!DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
            given.AddError($"--since is \"{text}\"; give a day or a time in UTC, such as 2027-03-15 or 2027-03-15T06:30.");
        return date;
    }
}
