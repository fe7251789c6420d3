using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using AllianceMonitor.Local.Stack;
using Azure.Storage.Blobs;

namespace AllianceMonitor.Benchmarks;

/// <summary>The published app: process start to the first article processed, against a real Azurite. What the host adds is not in it.</summary>
internal static class Startup
{
    private const int Runs = 15;

    public static async Task RunAsync(string appFolder)
    {
        string folder = Directory.CreateTempSubdirectory("startup-").FullName;
        StackPorts ports = StackPorts.Free();
        await using AzuriteProcess azurite = AzuriteProcess.Start(Repository.NodeFolder, folder, ports.Blob, ports.Queue, _ => { });
        await azurite.Ready(CancellationToken.None);

        // The first start prepares the store; what follows are cold processes on a warm store.
        await StartAsync(appFolder, azurite.ConnectionString, ports.Http, "prepare.txt", createContainer: true);
        List<double> listening = [], processed = [];
        for (int run = 0; run < Runs; run++)
        {
            (double listen, double done) = await StartAsync(appFolder, azurite.ConnectionString, ports.Http, $"run-{run}.txt", createContainer: false);
            listening.Add(listen);
            processed.Add(done);
        }

        Console.WriteLine($"{Runs} starts: listening after {Summary(listening)}; first article processed after {Summary(processed)}");
    }

    private static async Task<(double Listening, double Processed)> StartAsync(string appFolder, string connection, int port, string name, bool createContainer)
    {
        var articles = new BlobContainerClient(connection, "articles");
        if (createContainer)
        {
            await articles.CreateIfNotExistsAsync();
        }

        (_, byte[] bytes) = Material.PlainTexts[0];
        await articles.UploadBlobAsync(name, BinaryData.FromBytes((byte[])[.. bytes, .. Encoding.UTF8.GetBytes($"\n{name} is another article.\n")]));
        using var http = new HttpClient();
        var start = new ProcessStartInfo(Path.Combine(appFolder, "AllianceMonitor.Functions")) { WorkingDirectory = appFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["DataStorage"] = connection;
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            while (!await IsListeningAsync(http, port))
            {
                await Task.Delay(2);
            }

            double listening = clock.Elapsed.TotalMilliseconds;
            using var body = new StringContent($$$"""{"Data":{"article":""},"Metadata":{"name":"\"{{{name}}}\""}}""", new MediaTypeHeaderValue("application/json"));
            using HttpResponseMessage response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/IngestArticle"), body);
            response.EnsureSuccessStatusCode();
            return (listening, clock.Elapsed.TotalMilliseconds);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsListeningAsync(HttpClient http, int port)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    internal static string Summary(List<double> milliseconds)
    {
        milliseconds.Sort();
        return $"{milliseconds[0]:N0} / {milliseconds[milliseconds.Count / 2]:N0} / {milliseconds[^1]:N0} ms (min / median / max)";
    }
}
