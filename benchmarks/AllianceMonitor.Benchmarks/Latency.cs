using System.Diagnostics;
using System.Text.Json;
using AllianceMonitor.Local.Stack;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Benchmarks;

/// <summary>The idle local stack: drop of an article to the first notification in the inbox.</summary>
internal static class Latency
{
    private const int Runs = 10;

    public static async Task RunAsync(string appFolder)
    {
        string folder = Directory.CreateTempSubdirectory("latency-").FullName;
        await using LocalStack stack = await LocalStack.Start(
            new LocalStackOptions { Folder = folder, AppFolder = Path.GetFullPath(appFolder) }, TimeProvider.System, Console.WriteLine, Console.Error.WriteLine, CancellationToken.None);
        var articles = new BlobContainerClient(stack.ConnectionString, "articles");
        await articles.CreateIfNotExistsAsync();
        using var http = new HttpClient { BaseAddress = stack.Inbox };
        List<double> waits = [];
        for (int run = 0; run <= Runs; run++)
        {
            // Another figure each time: the same story, one update per run.
            string text = $"Nissan agrees to put {run + 2}00 million euros into Ampere\n\nNissan has agreed to invest {run + 2}00 million euros in Ampere, the two companies said on Monday. Talks had lasted for {run + 3} weeks, and lawyers looked at draft number {run}.\n";
            int before = await CountAsync(http);
            var clock = Stopwatch.StartNew();
            await articles.UploadBlobAsync($"latency-{run}.txt", BinaryData.FromString(text));
            while (await CountAsync(http) == before)
            {
                await Task.Delay(10);
            }

            if (run > 0)
            {
                waits.Add(clock.Elapsed.TotalMilliseconds);
            }

            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        Console.WriteLine($"{Runs} drops into an idle stack: first accepted notification after {Startup.Summary(waits)}");
    }

    private static async Task<int> CountAsync(HttpClient http)
    {
        using JsonDocument messages = JsonDocument.Parse(await http.GetStringAsync(new Uri("messages", UriKind.Relative)));
        return messages.RootElement.GetArrayLength();
    }
}
