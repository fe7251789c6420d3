using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

/// <summary>What fails five times: while the watchlist is broken an article is dropped, and a message comes that is none.</summary>
[Trait("Category", "Faults")]
public sealed class PoisonTests(PoisonTests.PoisonedStack poisoned) : IClassFixture<PoisonTests.PoisonedStack>
{
    private const string InvalidMessage = "no alert at all";

    public sealed class PoisonedStack(PublishedApp app) : IAsyncLifetime
    {
        private TestStack? stack;

        internal Outcome Outcome { get; private set; } = null!;
        internal IReadOnlyList<DeadLetter> Letters { get; private set; } = null!;
        internal IReadOnlyList<Received> NoticesBefore { get; private set; } = null!;
        internal IReadOnlyList<Received> Messages { get; private set; } = null!;
        internal CommandLine Once { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            stack = await TestStack.Start(app);
            var watchlist = await stack.Store.Read(Containers.Config, Configuration.WatchlistName);
            await stack.Configure(Configuration.WatchlistName, $"{watchlist}\nfocus: [nobody\n");
            await stack.Store.Send("alerts", InvalidMessage);
            await stack.Store.Drop(Deal.RenaultGeely.Name, Deal.RenaultGeely.Text);
            await stack.Until("both are in the dead letters", async () => (await stack.Store.DeadLetters()).Count == 2);
            NoticesBefore = await stack.Inbox.Messages();

            await stack.Configure(Configuration.WatchlistName, watchlist);
            await stack.Settled();
            Outcome = await stack.OutcomeOf(Deal.RenaultGeely.Name);
            Letters = await stack.Store.DeadLetters();
            Messages = await stack.Inbox.Messages();

            await stack.Stop();
            using var folder = new TemporaryFolder();
            Once = await CommandLine.Run("--once", "--local", stack.Folder, "--articles", folder.Path, "--app-folder", await app.Folder());
        }

        public async ValueTask DisposeAsync()
        {
            Once?.Dispose();
            if (stack is not null)
                await stack.DisposeAsync();
        }
    }

    [Fact]
    public void An_article_that_fails_five_times_ends_in_the_dead_letters()
    {
        Assert.Equal(OutcomeStatus.DeadLettered, poisoned.Outcome.Status);
        Assert.StartsWith("dead-lettered: ", poisoned.Outcome.Reason, StringComparison.Ordinal);

        var letter = Assert.Single(poisoned.Letters, letter => letter.Kind == "article");
        Assert.Equal(Deal.RenaultGeely.Name, letter.Subject);
        Assert.Contains("drop the file again", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_is_none_ends_in_the_dead_letters() =>
        Assert.Equal(InvalidMessage, Assert.Single(poisoned.Letters, letter => letter.Kind == "alert").Message);

    [Fact]
    public void Operations_hear_once_of_each_as_soon_as_the_configuration_is_mended()
    {
        Assert.Empty(poisoned.NoticesBefore);
        Assert.Equal(
            ["[AllianceMonitor] Dead letter: alert", "[AllianceMonitor] Dead letter: article"],
            poisoned.Messages.Select(message => message.Subject).Order());
        Assert.All(poisoned.Messages, notice => Assert.Equal(Deal.Operations, notice.Recipient));
        Assert.All(poisoned.Letters, letter => Assert.Contains(poisoned.Messages, notice => notice.Text!.Contains(letter.Id, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_run_to_the_end_says_what_is_dead_lettered_and_ends_with_an_error()
    {
        Assert.Equal(4, poisoned.Once.ExitCode);
        Assert.Contains(Deal.RenaultGeely.Name, poisoned.Once.Errors, StringComparison.Ordinal);
    }
}
