using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.EndToEnd.Tests.Triggers;

namespace AllianceMonitor.EndToEnd.Tests.Faults;

/// <summary>32 instances get each message at the same moment, over a real Azurite; 12 messages, or 200 with LONG_RUN=1.</summary>
[Trait("Category", "Faults")]
public sealed class ClaimantsTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Claimants = 32;

    private static readonly int Messages = Environment.GetEnvironmentVariable("LONG_RUN") == "1" ? 200 : 12;

    private readonly AzuriteFixture azurite = new();

    [Fact]
    public async Task Of_32_claimants_one_sends()
    {
        var connectionString = await azurite.ConnectionString();
        var keys = (await Instance.Deliverable(connectionString, (Messages + 5) / 6)).Take(Messages).ToList();
        Sink email = new(Recipient.Email), teams = new(Recipient.Teams);
        var claimants = Enumerable.Range(0, Claimants).Select(_ => new Instance(connectionString, [email, teams])).ToList();

        foreach (var key in keys)
            await Task.WhenAll(claimants.Select(claimant => Task.Run(() => claimant.Deliver(key))));

        claimants.ForEach(claimant => claimant.Dispose());
        Assert.Equal(Messages, keys.Count);
        Assert.All(keys, key => Assert.Single(email.Taken[key].Concat(teams.Taken[key])));
        var receipts = (await new Store(connectionString).Receipts()).Where(receipt => keys.Contains(receipt.Key));
        Assert.All(receipts, receipt => Assert.Equal((DeliveryState.Accepted, 1, false), (receipt.State, receipt.Epoch, receipt.PossibleDuplicate)));
        output.WriteLine($"{Claimants} claimants of {keys.Count} messages: one send each");
    }

    public ValueTask DisposeAsync() => azurite.DisposeAsync();
}
