using System.CommandLine;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.View;

namespace AllianceMonitor.Local.Commands;

/// <summary>Drops files into the running stack and says what became of each.</summary>
internal static class DropCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Longer than the first retry of a delivery. What takes longer still, say for a channel that is down, shows as what it is by then.</summary>
    private static readonly TimeSpan DeliveryPatience = TimeSpan.FromMinutes(1);

    private static readonly Argument<string[]> Files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Article files." };
    private static readonly Option<bool> NoNotify = new("--no-notify") { Description = "Take the articles in without alerting anybody." };
    private static readonly Option<string> Name = new("--name") { Description = "Blob name of a single file, which may be a path. Default: its file name.", HelpName = "NAME" };

    public static Command Create()
    {
        var command = new Command("drop", "Drops files into the running stack and waits until each has an outcome.") { Files, NoNotify, Name };
        command.SetAction((arguments, cancel) => Run(arguments, TimeProvider.System, cancel));
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, TimeProvider time, CancellationToken cancel)
    {
        var files = arguments.GetRequiredValue(Files);
        var name = arguments.GetValue(Name);
        if (name is not null && files.Length > 1)
            throw new SetupException("--name names one file; drop them one by one.");
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
            throw new SetupException($"There is no file {missing}.");

        using var export = SpanExport.Begin();
        var stack = LocalFolder.RunningStack(arguments);
        var uploads = new ArticleUploads(stack.ConnectionString);
        var dropped = new List<string>();
        foreach (var file in files)
        {
            dropped.Add(name ?? Path.GetFileName(file));
            await uploads.Upload(dropped[^1], await File.ReadAllBytesAsync(file, cancel), notify: !arguments.GetValue(NoNotify), cancel);
        }

        var view = new PipelineView(stack.ConnectionString);
        var rows = new List<ArticleRow>();
        foreach (var blob in dropped.Distinct(StringComparer.Ordinal))
            rows.Add(await Settled(view, arguments, blob, time, cancel));
        Terminal.Table(rows);
        return rows.Any(row => row.Outcome?.Status == OutcomeStatus.DeadLettered) ? ExitCode.DeadLettered : ExitCode.Success;
    }

    private static async Task<ArticleRow> Settled(PipelineView view, ParseResult arguments, string name, TimeProvider time, CancellationToken cancel)
    {
        long? decidedAt = null;
        while (true)
        {
            var row = await view.Row(name, cancel) ?? throw new SetupException($"{name} was dropped, but is gone.");
            if (row.IsDecided)
                decidedAt ??= time.GetTimestamp();
            if (row.IsSettled || (decidedAt is { } since && time.GetElapsedTime(since) > DeliveryPatience))
                return row;

            LocalFolder.RunningStack(arguments);
            await Task.Delay(PollInterval, time, cancel);
        }
    }
}
