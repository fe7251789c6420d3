using System.CommandLine;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Local.View;

namespace AllianceMonitor.Local.Commands;

/// <summary>The root command: everything runs until Ctrl+C, or with <c>--once</c> until all is done.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private static readonly Option<bool> Once = new("--once") { Description = "End when everything is drained: 0, or 4 when anything was dead-lettered." };
    private static readonly Option<string> Articles = new("--articles") { Description = "Folder whose files are dropped. Default: seeds/articles.", HelpName = "DIR" };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Begin with an empty store and inbox." };
    private static readonly Option<string> Ports = new("--ports") { Description = "Fixed ports instead of free ones.", HelpName = "blob,queue,smtp,inbox,http" };
    private static readonly Option<string> Storage = new("--storage") { Description = "An Azurite that runs already.", HelpName = "CONNECTION" };
    private static readonly Option<Uri> App = new("--app") { Description = "A function app that runs already, say under the debugger.", HelpName = "URL" };
    private static readonly Option<string> AppFolder = new("--app-folder") { Description = "A built or published function app. Default: the build output of AllianceMonitor.Functions.", HelpName = "DIR" };
    private static readonly Option<TimeSpan> CrashInvisibility = new("--crash-invisibility")
    {
        Description = "How long a message stays hidden after the app crashed; up to 10 minutes in Azure.",
        HelpName = "HH:MM:SS",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(10),
    };
    private static readonly Option<int> RestartCap = new("--restart-cap")
    {
        Description = "The host stops at this crash of the app within 30 minutes.",
        HelpName = "N",
        DefaultValueFactory = _ => 3,
    };

    public static RootCommand Create()
    {
        var command = new RootCommand("Runs the whole pipeline on this machine: Azurite, a mail catcher, a stand-in for Teams, the function app and a trigger host.")
        {
            Once, Articles, Fresh, Ports, Storage, App, AppFolder, CrashInvisibility, RestartCap, LocalFolder.Option,
        };
        command.SetAction((arguments, cancel) => Run(arguments, TimeProvider.System, cancel));
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, TimeProvider time, CancellationToken cancel)
    {
        var drained = false;
        try
        {
            await using var stack = await LocalStack.Start(OptionsOf(arguments), time, Terminal.Say, Terminal.Warn, cancel);
            var view = new PipelineView(stack.ConnectionString);
            var (uploaded, unchanged) = await new ArticleUploads(stack.ConnectionString)
                .UploadChanged(arguments.GetValue(Articles) ?? Repository.SeedArticles, cancel);
            Terminal.Say($"{uploaded} articles dropped{(unchanged > 0 ? $", {unchanged} there already" : "")}.");

            await Terminal.Progress("Waiting until everything is processed", report => Drain.Wait(stack, view, time, report, cancel));
            drained = true;
            var rows = await view.Rows(cancel);
            var deadLetters = await view.DeadLetters(cancel);
            Terminal.Table(rows);
            foreach (var letter in deadLetters)
                Terminal.Error($"Dead letter ({letter.Kind} {letter.Subject}): {letter.Reason}");
            SayAddresses(stack);

            if (arguments.GetValue(Once))
                return deadLetters.Count == 0 ? ExitCode.Success : ExitCode.DeadLettered;

            Terminal.Say("Watching for new drops; Ctrl+C ends.");
            await Watch(stack, view, rows, time, cancel);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Terminal.Say("Stopped.");
            return drained && !arguments.GetValue(Once) ? ExitCode.Success : ExitCode.Interrupted;
        }
    }

    private static LocalStackOptions OptionsOf(ParseResult arguments)
    {
        var options = new LocalStackOptions
        {
            Folder = arguments.GetValue(LocalFolder.Option) ?? Repository.LocalFolder,
            Fresh = arguments.GetValue(Fresh),
            Ports = arguments.GetValue(Ports) is { } ports ? StackPorts.Parse(ports) : null,
            Storage = arguments.GetValue(Storage),
            Host = new TriggerHostOptions
            {
                RunningApp = arguments.GetValue(App),
                CrashInvisibility = arguments.GetValue(CrashInvisibility),
                RestartCap = arguments.GetValue(RestartCap),
            },
        };
        return arguments.GetValue(AppFolder) is { } app ? options with { AppFolder = app } : options;
    }

    private static void SayAddresses(LocalStack stack)
    {
        Terminal.Say("");
        Terminal.Say($"Inbox:            {stack.Inbox}");
        Terminal.Say($"HTTP functions:   {stack.Http}api/");
        Terminal.Say($"Log:              {stack.LogPath}");
        Terminal.Say($"Storage Explorer: {stack.ConnectionString}");
    }

    /// <summary>A table line for each article once nothing more happens to it.</summary>
    private static async Task Watch(LocalStack stack, PipelineView view, IReadOnlyList<ArticleRow> shown, TimeProvider time, CancellationToken cancel)
    {
        var said = shown.Where(row => row.IsDecided).Select(row => (row.Name, row.ETag)).ToHashSet();
        while (true)
        {
            await Task.WhenAny(stack.Stopped, Task.Delay(WatchInterval, time, cancel));
            cancel.ThrowIfCancellationRequested();
            if (stack.Stopped.IsCompleted)
                await stack.Stopped;

            var news = (await view.Rows(cancel)).Where(row => row.IsSettled && said.Add((row.Name, row.ETag))).ToList();
            if (news.Count > 0)
                Terminal.Table(news);
        }
    }
}
