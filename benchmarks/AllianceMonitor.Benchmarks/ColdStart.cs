using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Benchmarks;

/// <summary>A new instance takes over a story log with 50,000 articles in its window, from a real Azurite: until it could decide its first article.</summary>
internal static class ColdStart
{
    private const int Articles = 50_000;
    private const int Runs = 5;

    /// <summary>Share of articles with deal facts: one in this many.</summary>
    private const int WithFacts = 5;

    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task RunAsync()
    {
        var book = new StoryBook();
        foreach (StoryLogEntry entry in Entries())
        {
            book.Read(entry);
        }

        byte[] log = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { kind = "header", rules = StoryBook.RulesVersion, loggedAt = Begin }) + "\n");
        byte[] snapshot = StorySnapshot.Write(new LogPosition(1, log.Length, StoryBook.RulesVersion, Begin), book);
        string folder = Directory.CreateTempSubdirectory("cold-start-").FullName;
        StackPorts ports = StackPorts.Free();
        await using AzuriteProcess azurite = AzuriteProcess.Start(Repository.NodeFolder, folder, ports.Blob, ports.Queue, _ => { });
        await azurite.Ready(None);
        var service = new BlobServiceClient(azurite.ConnectionString);
        await service.GetBlobContainerClient(Containers.Stories).CreateIfNotExistsAsync();
        await service.GetBlobContainerClient(Containers.Alerts).CreateIfNotExistsAsync();
        var store = new AzureBlobStore(service);
        await store.TryAppendAsync(new BlobAddress(Containers.Stories, "log-000001.jsonl"), log, None);
        await store.WriteAsync(new BlobAddress(Containers.Stories, $"snapshot-{Articles:000000000000}.bin"), snapshot, None);

        List<double> times = [];
        for (int run = 0; run <= Runs; run++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            using var started = new StoryLog(store, (letter, _) => throw new InvalidOperationException(letter.Reason));
            await started.FindAsync("nobody", None);
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (await started.FindAsync(Id(Articles - 1), None) is null)
            {
                throw new InvalidOperationException("The started log does not know its last article.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold start with {Articles:N0} articles in the window, a snapshot of {snapshot.Length / 1e6:0} MB: first {times[0]:0} ms, then median {times.Skip(1).Order().ElementAt(Runs / 2):0} ms (slowest {times.Skip(1).Max():0}) of {Runs}"));
    }

    private static string Id(int number) => Digest.Of("cold-start", $"{number}");

    private static IEnumerable<StoryLogEntry> Entries()
    {
        var random = new Random(7);
        foreach ((int number, string[] text) in new ArchiveGenerator(11).Articles(Articles).Index())
        {
            DateTimeOffset at = Begin + (TimeSpan.FromDays(20) * number / Articles);
            Fact fact = new()
            {
                Kind = FactKind.Investment,
                Subject = $"company-{random.Next(400)}",
                Object = $"company-{random.Next(400)}",
                Amount = $"{random.Next(1, 900)} million EUR",
                Stage = DealStage.Planned,
                Evidence = new Evidence(0, text[0]),
            };
            yield return new StoryLogEntry
            {
                Kind = EntryKind.Articles,
                Rules = StoryBook.RulesVersion,
                IngestId = Id(number),
                DroppedAt = at,
                LoggedAt = at,
                Articles =
                [
                    new LoggedArticle
                    {
                        Name = $"2026/wire-{number}.html",
                        Item = 0,
                        ContentHash = Digest.Of(text),
                        Shingles = ShingleSet.Of(text).ToBytes(),
                        OnTopic = number % WithFacts == 0,
                        Title = text[0][..Math.Min(80, text[0].Length)],
                        Source = $"Outlet {number % 40}",
                        Url = $"https://outlet-{number % 40}.example/2026/{number}",
                        Words = DistinctiveWords.Of(text.Take(3), []),
                        Facts = number % WithFacts == 0 ? [fact] : [],
                    },
                ],
            };
        }
    }
}
