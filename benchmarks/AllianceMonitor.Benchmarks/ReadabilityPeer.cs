using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.Benchmarks;

/// <summary>Runs <c>@mozilla/readability</c> over linkedom in a Node process: <c>benchmarks/peers</c>, after <c>npm ci</c> there.</summary>
internal static class ReadabilityPeer
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What it achieves on the pages; null, and said so, where it is not installed.</summary>
    public static async Task<Extraction.Achieved?> RunAsync(byte[][] pages)
    {
        string peers = Path.Combine(Repository.Root, "benchmarks", "peers");
        if (!Directory.Exists(Path.Combine(peers, "node_modules")))
        {
            Console.WriteLine($"@mozilla/readability is not installed: run npm ci in {peers}");
            return null;
        }

        DirectoryInfo work = Directory.CreateTempSubdirectory("extraction-");
        try
        {
            string[] paths = [.. pages.Select((_, i) => Path.Combine(work.FullName, $"{i}.html"))];
            foreach ((string path, byte[] page) in paths.Zip(pages))
            {
                await File.WriteAllBytesAsync(path, page);
            }

            string list = Path.Combine(work.FullName, "list.json"), texts = Path.Combine(work.FullName, "texts.json");
            await File.WriteAllTextAsync(list, JsonSerializer.Serialize(paths));
            var start = new ProcessStartInfo("node", ["readability.mjs", list, texts]) { WorkingDirectory = peers, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            using Process node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
            string report = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            if (node.ExitCode != 0)
            {
                Console.WriteLine($"node readability.mjs ended with {node.ExitCode}.");
                return null;
            }

            return JsonSerializer.Deserialize<Extraction.Achieved>(report, Json)! with { Texts = JsonSerializer.Deserialize<string[]>(await File.ReadAllBytesAsync(texts))! };
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }
}
