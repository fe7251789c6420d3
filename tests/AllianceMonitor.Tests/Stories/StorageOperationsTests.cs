using System.Text;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Tests.Support;
using Report = AllianceMonitor.Tests.Support.Report;

namespace AllianceMonitor.Tests.Stories;

/// <summary>What an ingest asks of the store, whatever lies in the log: its cost does not grow with the archive.</summary>
public class StorageOperationsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(400)]
    public async Task An_ingest_takes_five_operations_and_seven_when_it_alerts(int before)
    {
        var clock = new FakeTimeProvider();
        var memory = new InMemoryStore(clock);
        await memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.WatchlistName), Encoding.UTF8.GetBytes(Report.Watchlist), None);
        await memory.WriteAsync(new BlobAddress(Containers.Config, Configuration.SubscriptionsName), Encoding.UTF8.GetBytes(Report.Subscriptions), None);
        var counting = new FaultyStore(memory, failAt: 0, afterwards: false);
        using var app = new App(memory, clock, [], counting);
        for (int i = 0; i < before; i++)
        {
            await IngestAsync($"{i}.txt", percent: 15, wording: i);
        }

        // Article, outcome so far, append, tail, outcome; then the alert and its message.
        Assert.Equal(5, await IngestAsync("silent.txt", percent: 15, wording: 1_001));
        Assert.Equal(7, await IngestAsync("alerting.txt", percent: 10, wording: 1_002));
        Assert.Equal(2, await IngestAsync("alerting.txt", again: true));

        async Task<int> IngestAsync(string name, int percent = 0, int wording = 0, bool again = false)
        {
            if (!again)
            {
                await app.DropAsync(name, new Report(0, percent, DealStage.Planned, false, wording, Form.Whole).Text);
            }

            int operations = counting.Operations;
            await app.IngestArticle.RunAsync(name, None);
            return counting.Operations - operations;
        }
    }
}
