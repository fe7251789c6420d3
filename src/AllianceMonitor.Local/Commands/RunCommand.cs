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
    private static readonly Option<string> App = new("--app") { Description = "A function app that runs already, say under the debugger.", HelpName = "URL" };
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
        var once = arguments.GetValue(Once);
        var drained = false;
        try
        {
            await using var stack = await LocalStack.Start(OptionsOf(arguments), time, Terminal.Say, Terminal.Warn, cancel);
            return await stack.While(
                async stop =>
                {
                    var view = new PipelineView(stack.ConnectionString);
                    var exitCode = await DropAndDrain(stack, view, arguments.GetValue(Articles) ?? Repository.SeedArticles, time, stop);
                    drained = true;
                    if (!once)
                        await Watch(view, time, stop);
                    return exitCode;
                },
                cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Terminal.Say("Stopped.");
            return drained && !once ? ExitCode.Success : ExitCode.Interrupted;
        }
    }

    private static async Task<int> DropAndDrain(LocalStack stack, PipelineView view, string articles, TimeProvider time, CancellationToken stop)
    {
        var (uploaded, unchanged) = await new ArticleUploads(stack.ConnectionString).UploadChanged(articles, stop);
        Terminal.Say($"{uploaded} articles dropped{(unchanged > 0 ? $", {unchanged} there already" : "")}.");
        await Terminal.Progress("Waiting until everything is processed", report => Drain.Wait(stack, view, time, report, stop));

        Terminal.Table(await view.Rows(stop));
        var deadLetters = await view.DeadLetters(stop);
        foreach (var letter in deadLetters)
            Terminal.Error($"Dead letter ({letter.Kind} {letter.Subject}): {letter.Reason}");
        SayAddresses(stack);
        return deadLetters.Count == 0 ? ExitCode.Success : ExitCode.DeadLettered;
    }

    private static LocalStackOptions OptionsOf(ParseResult arguments)
    {
        if (arguments.GetValue(Fresh) && arguments.GetValue(Storage) is not null)
            throw new SetupException("--fresh empties the stack's own store, not one that is named with --storage.");
        if (arguments.GetValue(CrashInvisibility) is var invisibility && (invisibility < TimeSpan.FromSeconds(1) || invisibility > TimeSpan.FromDays(7)))
            throw new SetupException($"--crash-invisibility is {invisibility}; a queue takes 00:00:01 to 7.00:00:00.");
        if (arguments.GetValue(RestartCap) < 1)
            throw new SetupException("--restart-cap must be at least 1.");

        var options = new LocalStackOptions
        {
            Folder = arguments.GetValue(LocalFolder.Option) ?? Repository.LocalFolder,
            Fresh = arguments.GetValue(Fresh),
            Ports = arguments.GetValue(Ports) is { } ports ? StackPorts.Parse(ports) : null,
            Storage = arguments.GetValue(Storage) is { } storage ? StorageClients.Checked(storage) : null,
            Host = new TriggerHostOptions
            {
                RunningApp = arguments.GetValue(App) is { } running ? AddressOf(running) : null,
                CrashInvisibility = invisibility,
                RestartCap = arguments.GetValue(RestartCap),
            },
        };
        return arguments.GetValue(AppFolder) is { } app ? options with { AppFolder = app } : options;
    }

    private static Uri AddressOf(string app) =>
        Uri.TryCreate(app, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp
            ? address
            : throw new SetupException($"--app is \"{app}\", not an address such as http://127.0.0.1:7072.");

    private static void SayAddresses(LocalStack stack)
    {
        Terminal.Say("");
        Terminal.Say($"Inbox:            {stack.Inbox}");
        Terminal.Say($"HTTP functions:   {stack.Http}api/");
        Terminal.Say($"Log:              {stack.LogPath}");
        Terminal.Say($"Storage Explorer: {stack.ConnectionString}");
    }

    /// <summary>A table line for each article once nothing more happens to it.</summary>
    private static async Task Watch(PipelineView view, TimeProvider time, CancellationToken stop)
    {
        Terminal.Say("Watching for new drops; Ctrl+C ends.");
        var said = (await view.Rows(stop)).Where(row => row.IsSettled).Select(row => (row.Name, row.ETag)).ToHashSet();
        while (true)
        {
            await Task.Delay(WatchInterval, time, stop);
            try
            {
                var news = (await view.Rows(stop)).Where(row => row.IsSettled && said.Add((row.Name, row.ETag))).ToList();
                if (news.Count > 0)
                    Terminal.Table(news);
            }
            catch (Exception fault) when (StorageClients.IsFault(fault))
            {
                Terminal.Warn($"The storage does not answer: {StorageClients.Reason(fault)}");
            }
        }
    }
}
