using System.CommandLine;
using AllianceMonitor.Articles;
using AllianceMonitor.Local.View;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Local.Commands;

/// <summary>Shows what a story became, revision by revision; stories that have left the window included.</summary>
internal static class StoryCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "Id of the story, or the beginning of it: s-0123456789abcdef." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON instead of a report." };

    public static Command Create()
    {
        var command = new Command("story", "Shows a story: its revisions, who told it, and what the articles say with the sentence that says so.") { Id, AsJson, StorageOption.Option };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        var id = arguments.GetRequiredValue(Id);
        var store = StorageOption.Store(arguments);
        using var configuration = new Configuration(store, new ReadingLimits(), TimeProvider.System);
        var pipeline = await configuration.PipelineAsync(cancel);
        var stories = (await StoryLog.HistoryAsync(store, cancel))
            .Where(decision => decision.StoryId.StartsWith(id, StringComparison.Ordinal))
            .ToLookup(decision => decision.StoryId, StringComparer.Ordinal);
        if (stories.Count == 0)
            throw new SetupException($"There is no story {id}: `status NAME` shows the story of an article.");
        if (stories.Count > 1)
            throw new SetupException($"{stories.Count} stories begin with {id}: {string.Join(", ", stories.Take(10).Select(story => story.Key))}; give more of the id.");

        var timeline = StoryTimeline.Of([.. stories.Single()], pipeline.AlertWriter);
        if (arguments.GetValue(AsJson))
            Terminal.Say(LineJson.Of(timeline));
        else
            foreach (var line in StoryReport.Lines(timeline))
                Terminal.Say(line);
        return ExitCode.Success;
    }
}
