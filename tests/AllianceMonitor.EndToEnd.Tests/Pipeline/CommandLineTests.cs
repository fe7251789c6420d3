using System.Text.Json;
using AllianceMonitor.EndToEnd.Tests.Support;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

/// <summary>The local stack as a user runs it: a process, with the app as it was built.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Local => folder.Combine("local");

    [Fact]
    public async Task A_run_to_the_end_shows_every_seed_article_and_a_second_one_sends_nothing_new()
    {
        using var first = await CommandLine.Run("--once", "--local", Local);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Equal(SeededStack.Seeds, Table(first).Select(row => row.Split("  ")[0]));
        Assert.All(Table(first), row => Assert.Matches("^[^ ]+ +(accepted|duplicate)[,:]", row));

        // Dropped at once, they are taken in in any order. Whichever comes first of those about the stake opens the story, and of the copies of one report at most one alerts.
        Assert.Single(Table(first), row => string.CompareOrdinal(row, "06") < 0 && row.Contains("new-story", StringComparison.Ordinal));
        Assert.InRange(Table(first).Count(row => string.CompareOrdinal(row, "04") < 0 && row.Contains(" a-", StringComparison.Ordinal)), 0, 1);
        var received = Received();
        Assert.Contains(received, file => file.EndsWith("-email.eml", StringComparison.Ordinal));
        Assert.Contains(received, file => file.EndsWith("-card.json", StringComparison.Ordinal));

        using var second = await CommandLine.Run("--once", "--local", Local);
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Contains($"0 articles dropped, {SeededStack.Seeds.Count} there already.", second.Output);
        Assert.Equal(Table(first), Table(second));
        Assert.Equal(received, Received());
    }

    [Fact]
    public async Task Drop_and_status_talk_to_the_running_stack_and_a_SIGTERM_ends_all_of_it()
    {
        using var stack = CommandLine.Start("--local", Local, "--articles", folder.CreateFolder("none"));
        await stack.Says("Watching for new drops");
        var article = folder.Combine(Deal.RenaultGeely.Name);
        await File.WriteAllTextAsync(article, Deal.RenaultGeely.Text);

        using var drop = await CommandLine.Run("drop", article, "--local", Local);
        Assert.Equal(0, drop.ExitCode);
        Assert.Contains(Table(drop), row => row.StartsWith(Deal.RenaultGeely.Name, StringComparison.Ordinal) && row.EndsWith("2 email accepted, 1 teams accepted", StringComparison.Ordinal));
        Assert.Equal(3, Received().Count(file => file.EndsWith(".json", StringComparison.Ordinal)));

        using var status = await CommandLine.Run("status", Deal.RenaultGeely.Name, "--local", Local);
        Assert.Equal(0, status.ExitCode);
        Assert.StartsWith($"{Deal.RenaultGeely.Name}: processed", status.Output[0], StringComparison.Ordinal);
        Assert.All(Deal.RenaultGeely.Recipients, recipient =>
            Assert.Contains(status.Output, line => line.Contains($"{recipient.Channel} to {recipient.Address}: accepted", StringComparison.Ordinal)));

        using var silent = await CommandLine.Run("drop", await Copy(Deal.NissanCatl), "--no-notify", "--local", Local);
        Assert.Contains(Table(silent), row => row.Contains("new-story", StringComparison.Ordinal));
        Assert.Equal(3, Received().Count(file => file.EndsWith(".json", StringComparison.Ordinal)));

        using var unknown = await CommandLine.Run("status", "nobody.txt", "--local", Local);
        Assert.Equal((1, "No article nobody.txt was dropped."), (unknown.ExitCode, unknown.Errors));

        using var test = await CommandLine.Run("subscriptions", "test", "alliance-desk", "--local", Local);
        Assert.True(test.ExitCode == 0, test.ToString());
        Assert.Equal(
            ["email alliance-desk@alliance-monitor.example: accepted (SMTP 250", "teams TEAMS_WEBHOOK_ALLIANCE_DESK: accepted (HTTP 202)"],
            test.Output.Where(line => line.Length > 0).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal));

        var alert = status.Output.Select(line => line.Trim()).First(line => line.StartsWith("alert a-", StringComparison.Ordinal)).Split(' ', ',')[1];
        using var why = await CommandLine.Run("why", alert[..12], "technology-partners", "--local", Local);
        Assert.Equal(0, why.ExitCode);
        Assert.Matches("^technology-partners: (told at once|not told), decided at .* UTC, because: ", why.Output[1]);

        using var recipients = await CommandLine.Run("recipients", "--resume", "nobody@example.com", "--local", Local);
        Assert.Equal((1, "nobody@example.com is not suppressed."), (recipients.ExitCode, recipients.Errors));

        await AssertEnds(stack, "TERM", toAll: false, exitCode: 0);
    }

    [Fact]
    public async Task Drop_and_status_say_when_no_stack_runs()
    {
        using var drop = await CommandLine.Run("drop", await Copy(Deal.NissanCatl), "--local", Local);
        Assert.Equal(1, drop.ExitCode);
        Assert.Contains($"No local stack runs on {Local}", drop.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", true)]
    [InlineData("INT", false)]
    [InlineData("TERM", false)]
    [InlineData("HUP", false)]
    public async Task A_signal_in_the_middle_of_a_run_leaves_no_process(string signal, bool toAll)
    {
        using var stack = CommandLine.Start("--local", Local);
        await stack.Says("articles dropped");

        await AssertEnds(stack, signal, toAll, exitCode: 130);
    }

    [Fact]
    public async Task Scan_without_a_folder_or_with_one_that_is_not_there_ends_with_2()
    {
        using var missing = await CommandLine.Run("scan", folder.Combine("nowhere"), "--json");
        Assert.Equal((2, 0), (missing.ExitCode, missing.Output.Count));
        Assert.Contains("nowhere", missing.Errors, StringComparison.Ordinal);

        using var none = await CommandLine.Run("scan", "--json");
        Assert.Equal(2, none.ExitCode);
    }

    [Fact]
    public async Task Scan_prints_one_line_of_the_public_contract_for_each_article()
    {
        var articles = folder.CreateFolder("articles");
        foreach (var seed in SeededStack.Seeds)
            File.Copy(Path.Combine(AllianceMonitor.Local.Stack.Repository.SeedArticles, seed), Path.Combine(articles, seed));
        await File.WriteAllTextAsync(Path.Combine(articles, "empty.txt"), "");
        await File.WriteAllTextAsync(Path.Combine(articles, "broken.json"), """{"title": """);
        await File.WriteAllTextAsync(Path.Combine(articles, "several.json"), JsonSerializer.Serialize(new[] { Deal.NissanHonda, Deal.NissanCatl }.Select(deal => new { title = deal.Text.Split('\n')[0], body = deal.Text.Split('\n', 2)[1] })));

        using var scan = await CommandLine.Run("scan", articles, "--json");

        Assert.Equal(0, scan.ExitCode);
        var lines = scan.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(
            Directory.GetFiles(articles).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal),
            lines.Select(line => line.GetProperty("article").GetString()).Distinct());
        Assert.Equal([0, 1], lines.Where(line => line.GetProperty("article").GetString() == "several.json").Select(line => line.GetProperty("item").GetInt32()));
        Assert.All(lines, ScanContract.AssertKept);
        Assert.Equal(["duplicate", "rejected"], lines.Select(line => line.GetProperty("outcome").GetString()).Where(outcome => outcome != "accepted").Distinct().Order());

        // Everything that the contract speaks of occurs, or the check of it would be empty.
        Assert.All(["entities", "values", "facts", "removed", "paragraphs"], part => Assert.Contains(lines, line => line.GetProperty(part).GetArrayLength() > 0));
        Assert.Contains(lines, line => line.GetProperty("alert").ValueKind == JsonValueKind.Object && line.GetProperty("story").GetProperty("changes").GetArrayLength() > 0);
    }

    public void Dispose() => folder.Dispose();

    private static async Task AssertEnds(CommandLine stack, string signal, bool toAll, int exitCode)
    {
        Requirement.Met(OperatingSystem.IsLinux(), "Processes are counted in /proc, which only Linux has.");
        // Itself, the app, Azurite and the inbox.
        Assert.True(stack.Descendants().Count >= 4, string.Join(Environment.NewLine, stack.Descendants()));

        await stack.Signal(signal, toAll);
        await stack.Ended();

        Assert.Empty(stack.Descendants());
        Assert.Equal(exitCode, stack.ExitCode);
    }

    private async Task<string> Copy(Deal deal)
    {
        await File.WriteAllTextAsync(folder.Combine(deal.Name), deal.Text);
        return folder.Combine(deal.Name);
    }

    /// <summary>Its rows, without the header.</summary>
    private static IReadOnlyList<string> Table(CommandLine run) =>
        [.. run.Output.SkipWhile(line => !line.StartsWith("Article ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];

    private IReadOnlyList<string> Received() => [.. Directory.GetFiles(Path.Combine(Local, "inbox")).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
