using System.CommandLine;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Local.Commands;

/// <summary>Answers why a subscription was told of an alert, or why not.</summary>
internal static class WhyCommand
{
    private static readonly Argument<string> Alert = new("ALERT") { Description = "Id of the alert, or the beginning of it: a-0123456789abcdef." };
    private static readonly Argument<string> Subscription = new("SUBSCRIPTION") { Description = "Id of the subscription." };

    public static Command Create()
    {
        var command = new Command("why", "Says why a subscription was told of an alert, or why not, and what became of each message.") { Alert, Subscription, StorageOption.Option };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        var store = StorageOption.Store(arguments);
        var id = arguments.GetRequiredValue(Alert);
        var alerts = await store.ListAsync(Containers.Alerts, id, cancel).Select(blob => blob.Name.Split('/')[0]).Distinct().Take(10).ToListAsync(cancel);
        if (id.Length < 3 || alerts.Count == 0)
            throw new SetupException($"There is no alert {id}: `status NAME` shows the alerts of an article.");
        if (alerts.Count > 1)
            throw new SetupException($"Several alerts begin with {id}: {string.Join(", ", alerts)}; give more of the id.");

        foreach (var line in await new RoutingExplanation(store).OfAsync(alerts[0], arguments.GetRequiredValue(Subscription), cancel) ?? throw new SetupException($"Alert {alerts[0]} has no document."))
            Terminal.Say(line);
        return ExitCode.Success;
    }
}
