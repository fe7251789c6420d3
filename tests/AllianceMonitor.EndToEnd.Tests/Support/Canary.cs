using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>Secrets that are planted in the app's settings, beside those that the local stack has of itself.</summary>
internal static class Canary
{
    private const string Password = "c4n4ry-p4ssw0rd";

    private static readonly string LinkKey = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes("c4n4ry-l1nk-k3y-c4n4ry-l1nk-k3y-c4n4ry"));

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["SMTP__USER"] = "monitor", ["SMTP__PASSWORD"] = Password, ["LINK_KEY"] = LinkKey };

    /// <summary>No secret stands in the log, in a blob, or in any of the queue messages that were seen.</summary>
    public static async Task AssertNowhere(TestStack stack, IEnumerable<string> messages)
    {
        var storageKey = stack.ConnectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
        string[] secrets = [Password, LinkKey, storageKey, "sig=local", "/workflows/"];
        AssertNone("the log", stack.Log());
        AssertNone("a queue message", string.Join('\n', messages));
        foreach (var container in Containers.All)
        {
            foreach (var blob in await stack.Store.List(container))
                AssertNone($"{container}/{blob.Name}", await stack.Store.Read(container, blob.Name));
        }

        void AssertNone(string where, string text) => Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} stands in {where}."));
    }
}
