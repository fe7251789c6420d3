using System.CommandLine;
using AllianceMonitor.Local.View;

namespace AllianceMonitor.Local.Commands;

/// <summary>Says what became of one dropped blob, with full ids and recipients.</summary>
internal static class StatusCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Name of the blob in container articles." };

    private static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON instead of a report." };

    public static Command Create()
    {
        var command = new Command("status", "Says what became of one dropped article.") { Name, AsJson, StorageOption.Option };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        var name = arguments.GetRequiredValue(Name);
        var row = await new PipelineView(StorageOption.ConnectionString(arguments)).Row(name, cancel)
            ?? throw new SetupException($"No article {name} was dropped.");
        if (arguments.GetValue(AsJson))
        {
            Terminal.Say(LineJson.Of(row));
            return ExitCode.Success;
        }

        Terminal.Say(row.Outcome is { } outcome
            ? $"{row.Name}: {ArticleTable.Word(outcome.Status)} at {outcome.DecidedAt:u}{(outcome.Reason is { } reason ? $", {reason}" : "")}"
            : $"{row.Name}: no outcome yet");
        foreach (var item in row.Items)
            SayItem(item);
        return ExitCode.Success;
    }

    private static void SayItem(ItemRow row)
    {
        var item = row.Item;
        Terminal.Say($"  item {item.Item}: {ArticleTable.Outcome(row)}{(item.Title is { } title ? $" \u201c{title}\u201d" : "")}");
        if (item.Flags.Count > 0)
            Terminal.Say($"    flags {string.Join(", ", item.Flags)}");
        if (item.StoryId is { } story)
            Terminal.Say($"    story {story}, revision {item.Revision}{(item.JoinedBecause is { } because ? $", joined because {because}" : "")}");
        if (item.AlertId is { } alert)
            Terminal.Say($"    alert {alert}, {(row.IsRouted ? "dispatched" : "not dispatched yet")}");
        foreach (var receipt in row.Receipts)
        {
            Terminal.Say($"    {receipt.Recipient.Channel} to {receipt.Recipient.Address}: {ArticleTable.Word(receipt.State)}"
                + $"{(receipt.PossibleDuplicate ? ", possible duplicate" : "")} ({string.Join("; ", receipt.Reasons)})");
        }
    }
}
