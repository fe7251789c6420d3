using System.CommandLine;
using AllianceMonitor.Alerts;
using AllianceMonitor.Local.View;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Local.Commands;

/// <summary>Shows who is not sent to and why, and resumes a recipient that was suppressed.</summary>
internal static class RecipientsCommand
{
    private static readonly Option<string> Resume = new("--resume") { Description = "Send to this address, or to the webhook in this setting, again.", HelpName = "ADDRESS" };

    public static Command Create()
    {
        var command = new Command("recipients", "Shows recipients that were suppressed or that unsubscribed.") { Resume, StorageOption.Option };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        var connection = StorageOption.ConnectionString(arguments);
        var recipients = new Recipients(new AzureBlobStore(StorageClients.Blobs(connection)));
        // Rate limits lie in the same container and are no such documents.
        var states = await new Documents<RecipientState>(StorageClients.Container(connection, Containers.Recipients)).All("", cancel);
        if (arguments.GetValue(Resume) is { } address)
        {
            var suppressed = states.FirstOrDefault(state => state.Recipient.Address == address && state.Suppressed is not null) ?? throw new SetupException($"{address} is not suppressed.");
            await recipients.ChangeAsync(suppressed.Recipient, state => state with { Suppressed = null, Intended = null, Refusals = 0 }, cancel);
            Terminal.Say($"{address} is sent to again.");
            return ExitCode.Success;
        }

        foreach (var state in states)
        {
            if (state.Suppressed is { } suppression)
                Terminal.Say($"{state.Recipient.Channel} {state.Recipient.Address}: suppressed since {suppression.At:u}, {suppression.Reason}");
            foreach (var left in state.Unsubscribed)
                Terminal.Say($"{state.Recipient.Channel} {state.Recipient.Address}: unsubscribed from {left.Subscription} on {left.At:u}");
        }

        return ExitCode.Success;
    }
}
