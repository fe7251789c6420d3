using System.CommandLine;
using AllianceMonitor.Articles;
using AllianceMonitor.Delivery;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.View;
using AllianceMonitor.Storage;

namespace AllianceMonitor.Local.Commands;

/// <summary>
/// <c>subscriptions test NAME</c>: a marked sample to the recipients of a subscription, through the channels of the running app. <c>subscriptions check FOLDER</c>: what is wrong with files, before
/// they are uploaded.
/// </summary>
internal static class SubscriptionsCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Argument<string> Name = new("NAME") { Description = "Id of the subscription." };

    private static readonly Argument<DirectoryInfo> Folder = new("FOLDER") { Description = "Holds watchlist.yaml, subscriptions.yaml and perhaps subscriptions/TEAM.yaml." };

    public static Command Create()
    {
        var test = new Command("test", "Sends a marked sample to the recipients of a subscription and says whether each channel took it.") { Name, StorageOption.Option };
        test.SetAction((arguments, cancel) => Test(arguments, TimeProvider.System, cancel));
        var check = new Command("check", "Says what is wrong with the watchlist and the subscriptions in a folder.") { Folder };
        check.SetAction(Check);
        return new Command("subscriptions", "Looks after subscriptions.") { test, check };
    }

    private static int Check(ParseResult arguments)
    {
        var folder = arguments.GetRequiredValue(Folder).FullName;
        SeedConfiguration.Read(folder);
        Terminal.Say($"{folder}: nothing is wrong.");
        return ExitCode.Success;
    }

    private static async Task<int> Test(ParseResult arguments, TimeProvider time, CancellationToken cancel)
    {
        var connection = StorageOption.ConnectionString(arguments);
        var store = new AzureBlobStore(StorageClients.Blobs(connection));
        var queues = new AzureMessageQueues(StorageClients.Queues(connection));
        using var configuration = new Configuration(store, new ReadingLimits(), time);
        var (id, all) = (arguments.GetRequiredValue(Name), (await configuration.SubscriptionsAsync(cancel)).All);
        var subscription = all.FirstOrDefault(one => one.Id == id) ?? throw new SetupException($"There is no subscription {id}; there are: {string.Join(", ", all.Select(one => one.Id))}.");

        var alert = await new SendSample(store, queues, time).RunAsync(subscription, cancel);
        var receipts = new Documents<Receipt>(StorageClients.Container(connection, Containers.Deliveries));
        var since = time.GetTimestamp();
        while (true)
        {
            var sent = (await receipts.All("", cancel)).Where(receipt => receipt.DocumentId == alert.Id).ToList();
            var isDone = sent.Count == subscription.Recipients.Count && sent.TrueForAll(receipt => receipt.IsTerminal);
            if (isDone || time.GetElapsedTime(since) > Patience)
            {
                foreach (var receipt in sent)
                    Terminal.Say($"{receipt.Recipient.Channel} {receipt.Recipient.Address}: {ArticleTable.Word(receipt.State)}{(receipt.Evidence is { } evidence ? $" ({evidence})" : "")}");
                if (!isDone)
                    Terminal.Error($"Not all of {subscription.Recipients.Count} messages have ended after {Patience.TotalSeconds:0} seconds; `why {alert.Id} {id}` shows how they go on.");
                return isDone && sent.TrueForAll(receipt => receipt.State == DeliveryState.Accepted) ? ExitCode.Success : ExitCode.Setup;
            }

            await Task.Delay(PollInterval, time, cancel);
        }
    }
}
