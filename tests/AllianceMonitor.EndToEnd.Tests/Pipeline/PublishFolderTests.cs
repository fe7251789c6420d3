using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

public sealed class PublishFolderTests(PublishedApp app)
{
    [Fact]
    public async Task The_publish_folder_is_a_complete_function_app()
    {
        var folder = await app.Folder();
        var sources = Path.Combine(Repository.Root, "src", "AllianceMonitor.Functions", "functions");
        var functions = Directory.GetDirectories(sources).Select(Path.GetFileName).Order().ToList();

        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "host.json")), File.ReadAllText(Path.Combine(folder, "host.json")));
        Assert.Equal(functions, Directory.GetDirectories(folder).Where(sub => File.Exists(Path.Combine(sub, "function.json"))).Select(Path.GetFileName).Order());
        Assert.Superset(
            new HashSet<string?> { "Alert", "DeliverNotification", "Digest", "Feedback", "IngestArticle", "KeepPoisonAlert", "KeepPoisonArticle", "KeepPoisonDelivery", "KeepPoisonReport", "MeasureQueues", "NoteDeliveryReport", "Ops", "Reconcile", "RouteAlert", "SendDigests", "Unsubscribe" },
            functions.ToHashSet());
        Assert.All(["watchlist.yaml", "subscriptions.yaml"], seed =>
            Assert.Equal(File.ReadAllText(Path.Combine(Repository.Seeds, seed)), File.ReadAllText(Path.Combine(folder, "seeds", seed))));
    }

    [Fact]
    public async Task A_function_folder_holds_its_function_json_and_nothing_else()
    {
        foreach (var function in Directory.GetDirectories(await app.Folder()).Where(sub => File.Exists(Path.Combine(sub, "function.json"))))
            Assert.Equal(["function.json"], Directory.GetFileSystemEntries(function, "*", SearchOption.AllDirectories).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_published_app_brings_its_own_runtime()
    {
        Assert.SkipUnless(PublishedApp.IsPublishable, "The app is published for linux-x64 only.");
        var folder = await app.Folder();

        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(Path.Combine(folder, "AllianceMonitor.Functions")).HasFlag(UnixFileMode.UserExecute));
        Assert.All(["libcoreclr.so", "System.Private.CoreLib.dll", "Microsoft.AspNetCore.dll"], part => Assert.True(File.Exists(Path.Combine(folder, part)), part));
    }
}
