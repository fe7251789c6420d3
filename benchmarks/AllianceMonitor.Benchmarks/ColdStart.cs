using System.Diagnostics;
using System.Globalization;
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

    private static readonly CancellationToken None = CancellationToken.None;

    public static async Task RunAsync()
    {
        var memory = new InMemoryStore(TimeProvider.System, maxBlocksPerBlob: int.MaxValue);
        var options = new StoryLogOptions { SegmentAge = TimeSpan.FromDays(365), SnapshotEvery = Articles };
        using (StoryLog log = Log(memory, options))
        {
            foreach (StoryLogEntry entry in Entries())
            {
                await log.DecideAsync(entry, None);
            }
        }

        string folder = Directory.CreateTempSubdirectory("cold-start-").FullName;
        StackPorts ports = StackPorts.Free();
        await using AzuriteProcess azurite = AzuriteProcess.Start(Repository.NodeFolder, folder, ports.Blob, ports.Queue, _ => { });
        await azurite.Ready(None);
        var service = new BlobServiceClient(azurite.ConnectionString);
        await service.GetBlobContainerClient(Containers.Stories).CreateIfNotExistsAsync();
        await service.GetBlobContainerClient(Containers.Alerts).CreateIfNotExistsAsync();
        var store = new AzureBlobStore(service);
        await CopyAsync(memory, store);

        List<double> times = [];
        for (int run = 0; run <= Runs; run++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            using StoryLog log = Log(store, options);
            await log.FindAsync("nobody", None);
            times.Add(clock.Elapsed.TotalMilliseconds);
            if (await log.FindAsync(Id(Articles - 1), None) is null)
            {
                throw new InvalidOperationException("The started log does not know its last article.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold start with {Articles:N0} articles in the window: first {times[0]:0} ms, then median {times.Skip(1).Order().ElementAt(Runs / 2):0} ms (slowest {times.Skip(1).Max():0}) of {Runs}"));
    }

    private static StoryLog Log(IBlobStore store, StoryLogOptions options) => new(store, (letter, _) => throw new InvalidOperationException(letter.Reason), options);

    private static string Id(int number) => Digest.Of("cold-start", $"{number}");

    private static IEnumerable<StoryLogEntry> Entries()
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var random = new Random(7);
        foreach ((int number, string[] text) in new ArchiveGenerator(11).Articles(Articles).Index())
        {
            DateTimeOffset at = begin + (TimeSpan.FromDays(20) * number / Articles);
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

    private static async Task CopyAsync(InMemoryStore memory, AzureBlobStore store)
    {
        await foreach (BlobListing blob in memory.ListAsync(Containers.Stories, "", None))
        {
            var address = new BlobAddress(Containers.Stories, blob.Name);
            ReadOnlyMemory<byte> content = (await memory.ReadAsync(address, None))!.Content;
            Console.WriteLine($"{blob.Name}: {content.Length / 1e6:0.0} MB");
            if (blob.Name.EndsWith(".bin", StringComparison.Ordinal))
            {
                await store.WriteAsync(address, content, None);
                continue;
            }

            const int Block = 4_000_000;
            for (int start = 0; start < content.Length; start += Block)
            {
                await store.TryAppendAsync(address, content[start..Math.Min(start + Block, content.Length)], None);
            }
        }
    }
}
