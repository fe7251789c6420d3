using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Faults;

/// <summary>What the other end of a channel does with a message.</summary>
internal enum Behaviour
{
    Accepts,
    AcceptsAndTheReplyIsLost,
    BreaksOffBeforeItHasIt,
    IsBusy,
    Refuses,
    HasNobodyOfThatName,
}

/// <summary>Mail server and Teams as the outside sees them: what arrived there, with which flag.</summary>
internal sealed class Peer
{
    private readonly Lock gate = new();

    public List<(string Key, Recipient Recipient, bool Flagged)> Arrived { get; } = [];

    public int Attempts { get; private set; }

    public SendResult Take(Notification notification, Behaviour behaviour)
    {
        lock (gate)
        {
            Attempts++;
            if (behaviour is Behaviour.Accepts or Behaviour.AcceptsAndTheReplyIsLost)
            {
                Arrived.Add((notification.Receipt.Key, notification.Receipt.Recipient, notification.Receipt.PossibleDuplicate));
            }
        }

        return behaviour switch
        {
            Behaviour.Accepts => new SendResult.Accepted("ok"),
            Behaviour.IsBusy => new SendResult.TryLater("busy"),
            Behaviour.Refuses => new SendResult.Refused("no"),
            Behaviour.HasNobodyOfThatName => new SendResult.Refused("nobody", RecipientFault.Gone),
            _ => new SendResult.Unknown("no answer"),
        };
    }

    /// <summary>The promise of the README: nothing is lost; a second copy only flagged, and at most one; every end but acceptance has a notice, and so has every suppression.</summary>
    public async Task AssertPromiseAsync(App app, string run)
    {
        List<Notice> notices = await app.NoticesAsync();
        foreach (Recipient recipient in (Recipient[])[Deliverable.Email, Deliverable.Teams])
        {
            int told = notices.Count(notice => notice.Subject == "Recipient suppressed" && notice.Text.Contains(recipient.Address, StringComparison.Ordinal));
            bool isSuppressed = (await app.Recipients.ReadAsync(recipient, CancellationToken.None)).Suppressed is not null;
            // A notice may have been cut off from what it announces; a second one needs a message that was taken in between.
            int least = isSuppressed ? 1 : 0, most = Arrived.Exists(one => one.Recipient == recipient) ? 2 : 1;
            Assert.True(told >= least && told <= most, $"{run}: {told} notices that {recipient} is {(isSuppressed ? "" : "not ")}suppressed");
        }

        foreach (Receipt receipt in await app.ReceiptsAsync())
        {
            if (receipt.Kind == DeliveryKind.Notice)
            {
                continue;
            }

            List<bool> flags = [.. Arrived.Where(one => one.Key == receipt.Key).Select(one => one.Flagged)];
            string what = $"{run}: {receipt.Recipient.Channel} {receipt.State} {receipt.Evidence}, arrived {flags.Count} times";
            Assert.True(receipt.IsTerminal, what);
            Assert.True(flags.Count <= 2 && flags.Count(flagged => !flagged) <= 1, what);
            Assert.True(receipt.State != DeliveryState.Accepted || flags.Count > 0, what);
            Assert.True(flags.Count > 0 || receipt.State is DeliveryState.Refused or DeliveryState.Uncertain or DeliveryState.Withheld, what);
            Assert.True(flags.Count < 2 || receipt.PossibleDuplicate, what);
            Assert.True(receipt.State is DeliveryState.Accepted or DeliveryState.Withheld || notices.Exists(notice => notice.Text.Contains(receipt.Key, StringComparison.Ordinal)), $"{what}, without a notice");
        }
    }
}

/// <summary>Deliveries of alerts that have been routed, before anything is sent.</summary>
internal static class Deliverable
{
    private const string Watchlist = "focus: [renault]\nentities:\n  - { id: renault, name: Renault }\n";

    private const string Subscriptions = "operations:\n  email: [ops@example.com]\nsubscriptions:\n  - { id: desk, email: [desk@example.com] }\n";

    public static readonly Recipient Email = new(Recipient.Email, "desk@example.com"), Teams = new(Recipient.Teams, "TEAMS_WEBHOOK_DESK");

    public static async Task<InMemoryStore> StoreAsync(FakeTimeProvider clock)
    {
        var memory = new InMemoryStore(clock);
        await App.ConfigureAsync(memory, Subscriptions, Watchlist);
        return memory;
    }

    /// <summary>The keys.</summary>
    public static async Task<List<string>> QueueAsync(InMemoryStore memory, TimeProvider clock, int alerts, params Recipient[] recipients)
    {
        List<string> keys = [];
        var deliveries = new Deliveries(memory, memory, clock);
        for (int i = 0; i < alerts; i++)
        {
            Alert alert = Sample.Alert() with { Id = $"a-{i}", StoryId = $"s-{i}" };
            await memory.TryCreateJsonAsync(AlertDocuments.AddressOf(alert.Id), alert, Json.Default.Alert, CancellationToken.None);
            await memory.TryCreateJsonAsync(RouteAlert.RoutingAddress(alert.Id), new Routing(alert.Id, clock.GetUtcNow(), [], []), Json.Default.Routing, CancellationToken.None);
            foreach (Recipient recipient in recipients)
            {
                keys.Add(Receipt.KeyOf(alert, recipient));
                await deliveries.QueueAsync(keys[^1], DeliveryKind.Alert, alert.Id, new PlannedDelivery(recipient, ["desk"]) { Subscriptions = ["desk"] }, CancellationToken.None);
            }
        }

        return keys;
    }
}
