using System.CommandLine;
using AllianceMonitor.Local.View;

namespace AllianceMonitor.Local.Commands;

/// <summary>Says what became of one dropped blob, with full ids and recipients.</summary>
internal static class StatusCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Name of the blob in container articles." };

    public static Command Create()
    {
        var command = new Command("status", "Says what became of one dropped article.") { Name };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        var name = arguments.GetRequiredValue(Name);
        var stack = LocalFolder.RunningStack(arguments);
        var row = await new PipelineView(stack.ConnectionString).Row(name, cancel)
            ?? throw new SetupException($"No article {name} was dropped.");

        Terminal.Say($"{row.Name}: {row.Status ?? "no outcome yet"}{(row.Reason is { Length: > 0 } reason ? $" ({reason})" : "")}");
        foreach (var (item, number) in row.Items.Select((item, index) => (item, index + 1)))
            SayItem(item, number);
        return ExitCode.Success;
    }

    private static void SayItem(ItemRow item, int number)
    {
        Terminal.Say($"  item {number}: {item.Outcome}{(item.Novelty is { } novelty ? $", {novelty}" : "")}{(item.Reason is { Length: > 0 } reason ? $" ({reason})" : "")}");
        if (item.StoryId is { } story)
            Terminal.Say($"    story {story}{(item.Revision is { } revision ? $", revision {revision}" : "")}");
        if (item.AlertId is { } alert)
            Terminal.Say($"    alert {alert}, {(item.IsRouted ? "dispatched" : "not dispatched yet")}");
        foreach (var delivery in item.Deliveries)
            Terminal.Say($"    {delivery.Channel} to {delivery.Recipient}: {delivery.State}{(delivery.PossibleDuplicate ? ", possible duplicate" : "")}");
    }
}
