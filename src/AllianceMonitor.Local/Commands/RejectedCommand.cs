using System.CommandLine;
using AllianceMonitor.Local.View;
using AllianceMonitor.Operations;

namespace AllianceMonitor.Local.Commands;

/// <summary>Lists the files that were rejected, with the reason.</summary>
internal static class RejectedCommand
{
    private static readonly Option<bool> AsJson = new("--json") { Description = "A line of JSON for each." };

    public static Command Create()
    {
        var command = new Command("rejected", "Lists the files that were rejected, the latest first, with the reason.") { AsJson, StorageOption.Option };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        using var operations = new Operations(arguments, TimeProvider.System);
        var rejected = await operations.View.OutcomesAsync(null, OutcomeStatus.Rejected, OperationsView.Searched, cancel);
        foreach (var outcome in rejected)
            Terminal.Say(arguments.GetValue(AsJson) ? LineJson.Of(outcome) : $"{outcome.DecidedAt:u}  {outcome.Name}  {outcome.Reason}");
        if (rejected.Count == 0 && !arguments.GetValue(AsJson))
            Terminal.Say("Nothing was rejected.");
        return ExitCode.Success;
    }
}
