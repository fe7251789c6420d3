using System.Diagnostics;
using AllianceMonitor.Alerts;
using AllianceMonitor.Delivery;
using AllianceMonitor.Local;
using AllianceMonitor.Local.Stack;
using AllianceMonitor.Local.View;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Tests.Local;

public sealed class StackTests
{
    private static readonly StackPorts Ports = new(1001, 1002, 1003, 1004, 1005);

    [Fact]
    public void Settings_are_pointed_at_the_stack()
    {
        var settings = LocalSettings.PointedAt(
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["TEAMS_WEBHOOK_DEAL_DESK"] = "https://somewhere.example/?sig=secret",
                ["SMTP__FROM"] = "alerts@example.com",
            },
            "storage", Ports);

        Assert.Equal("storage", settings["AzureWebJobsStorage"]);
        Assert.Equal("storage", settings["DataStorage"]);
        Assert.Equal(("127.0.0.1", "1003"), (settings["SMTP__HOST"], settings["SMTP__PORT"]));
        Assert.Equal("http://127.0.0.1:1004/workflows/deal-desk?sig=local", settings["TEAMS_WEBHOOK_DEAL_DESK"]);
        Assert.Equal("http://127.0.0.1:1005", settings["PUBLIC_URL"]);
        Assert.Equal("alerts@example.com", settings["SMTP__FROM"]);
    }

    [Fact]
    public void Own_settings_go_before_the_sample()
    {
        using var folder = new AppFolder();
        Assert.Contains("is missing", Assert.Throws<SetupException>(() => LocalSettings.Read(folder.Path)).Message, StringComparison.Ordinal);

        folder.Write("local.settings.sample.json", """{ "Values": { "A": "sample", "N": 5 } } // as Core Tools has it""");
        Assert.Equal(("sample", "5"), (LocalSettings.Read(folder.Path)["A"], LocalSettings.Read(folder.Path)["n"]));

        folder.Write("local.settings.json", """{ "Values": { "A": "own" } }""");
        Assert.Equal("own", LocalSettings.Read(folder.Path)["A"]);

        folder.Write("local.settings.json", """{ "IsEncrypted": true, "Values": {} }""");
        Assert.Contains("encrypted", Assert.Throws<SetupException>(() => LocalSettings.Read(folder.Path)).Message, StringComparison.Ordinal);

        folder.Write("local.settings.json", "{}");
        Assert.Contains("Values", Assert.Throws<SetupException>(() => LocalSettings.Read(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_in_the_configuration_of_a_folder_is_named_with_its_file()
    {
        using var folder = new AppFolder();
        folder.Write("watchlist.yaml", "focus: [a]\nentities:\n  - id: a\n    name: Alpha\n");
        folder.Write("subscriptions.yaml", "operations:\n  email: [ops@example.com]\n");
        folder.Write("subscriptions/desk.yaml", "subscriptions:\n  - id: desk\n    email: [desk@example.com]\n");
        SeedConfiguration.Read(folder.Path);

        folder.Write("subscriptions/sales.yaml", "subscriptions:\n  - id: desk\n    email: [sales@example.com]\n");
        folder.Write("subscriptions/treasury.yaml", "subscriptions:\n  - id: treasury\n    entities: [b]\n    email: [treasury@example.com]\n");
        string said = Assert.Throws<SetupException>(() => SeedConfiguration.Read(folder.Path)).Message;

        Assert.Contains("subscriptions/sales.yaml line 2: id \"desk\" is used in subscriptions/desk.yaml already", said, StringComparison.Ordinal);
        Assert.Contains("subscriptions/treasury.yaml line 3: entity \"b\" is not in watchlist.yaml", said, StringComparison.Ordinal);
        Assert.Contains("is no folder", Assert.Throws<SetupException>(() => SeedConfiguration.Read(Path.Combine(folder.Path, "nowhere"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2,3,4")]
    [InlineData("1,2,3,4,4")]
    [InlineData("1,2,3,4,70000")]
    [InlineData("a,b,c,d,e")]
    public void Wrong_ports_are_refused(string text) => Assert.Contains(text, Assert.Throws<SetupException>(() => StackPorts.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_port_in_use_is_named()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var taken = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        var wrong = Assert.Throws<SetupException>(() => (StackPorts.Free() with { Inbox = taken }).CheckFree(withStorage: true));

        Assert.Contains($"Port {taken} (inbox) is in use", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_running_stack_is_found_and_a_stale_file_is_not()
    {
        using var folder = new AppFolder();
        Assert.Null(StackFile.Running(folder.Path));

        var mine = StackFile.OfThisProcess(Ports, "storage", new Uri("http://127.0.0.1:1004/"), new Uri("http://127.0.0.1:1005/"));
        mine.Write(folder.Path);
        Assert.Equal(mine, StackFile.Running(folder.Path));

        (mine with { StartTicks = mine.StartTicks - TimeSpan.TicksPerHour }).Write(folder.Path);
        Assert.Null(StackFile.Running(folder.Path));

        (mine with { ProcessId = EndedProcess() }).Write(folder.Path);
        Assert.Null(StackFile.Running(folder.Path));

        folder.Write("stack.json", "{ half a fi");
        Assert.Null(StackFile.Running(folder.Path));
    }

    [Fact]
    public async Task A_lock_lets_one_in()
    {
        using var folder = new AppFolder();
        var path = Path.Combine(folder.Path, "a.lock");

        var first = CrossProcessLock.TryTake(path);
        Assert.NotNull(first);
        Assert.Null(CrossProcessLock.TryTake(path));
        await first.DisposeAsync();

        await using var second = await CrossProcessLock.Take(path, () => Assert.Fail("nobody else holds it"), CancellationToken.None);
    }

    [Fact]
    public void Rows_of_the_table_tell_what_became_of_each_article()
    {
        var email = new Receipt
        {
            Key = "k", Kind = DeliveryKind.Alert, DocumentId = "a-1", Recipient = new Recipient(Recipient.Email, "ops@example.com"), State = DeliveryState.Accepted, CreatedAt = default,
        };
        var teams = email with { Recipient = new Recipient(Recipient.Teams, "desk"), State = DeliveryState.Uncertain, PossibleDuplicate = true };
        var update = new OutcomeItem { Item = 1, Outcome = ItemOutcome.Accepted, StoryId = "s-1", Revision = 2, Novelty = Novelty.NewFacts, AlertId = "a-1" };
        var copy = new OutcomeItem { Item = 1, Outcome = ItemOutcome.Duplicate, Reason = "of a.txt" };
        var opened = update with { Item = 2, StoryId = "s-2", Revision = 1, Novelty = Novelty.NewStory, AlertId = "a-2" };
        ArticleRow[] rows =
        [
            new("a.txt", "1", OutcomeOf(OutcomeStatus.Processed), [new ItemRow(update, IsRouted: true, [email, email, teams])]),
            new("b.json", "2", OutcomeOf(OutcomeStatus.Processed), [new ItemRow(copy, IsRouted: false, []), new ItemRow(opened, IsRouted: false, [])]),
            new("c.png", "3", OutcomeOf(OutcomeStatus.DeadLettered, "binary: no text"), []),
            new("d.txt", "4", null, []),
        ];

        Assert.Equal(
            [
                "a.txt     accepted, new-facts             s-1 r2  a-1                   2 email accepted, 1 teams uncertain (possible duplicate)",
                "b.json    duplicate: of a.txt",
                "  item 2  accepted, new-story             s-2 r1  a-2 (not dispatched)",
                "c.png     dead-lettered: binary: no text",
                "d.txt     no outcome yet",
            ],
            ArticleTable.Aligned(rows.SelectMany(ArticleTable.Lines)));
    }

    [Theory]
    [InlineData(DeliveryState.Pending, true, false)]
    [InlineData(DeliveryState.Sending, true, false)]
    [InlineData(DeliveryState.Scheduled, true, true)]
    [InlineData(DeliveryState.Accepted, true, true)]
    [InlineData(DeliveryState.Accepted, false, false)]
    public void A_row_is_settled_when_nothing_more_happens_now(DeliveryState state, bool isRouted, bool expected)
    {
        var item = new OutcomeItem { Item = 1, Outcome = ItemOutcome.Accepted, AlertId = "a-1" };
        var receipt = new Receipt { Key = "k", Kind = DeliveryKind.Alert, DocumentId = "a-1", Recipient = new Recipient(Recipient.Email, "ops@example.com"), State = state, CreatedAt = default };

        Assert.Equal(expected, new ArticleRow("a.txt", "1", OutcomeOf(OutcomeStatus.Processed), [new ItemRow(item, isRouted, [receipt])]).IsSettled);
    }

    private static Outcome OutcomeOf(OutcomeStatus status, string? reason = null) =>
        new() { IngestId = "i", Name = "n", ETag = "e", Status = status, Reason = reason, DecidedAt = default };

    private static int EndedProcess()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.Kill();
        process.WaitForExit();
        return process.Id;
    }
}
