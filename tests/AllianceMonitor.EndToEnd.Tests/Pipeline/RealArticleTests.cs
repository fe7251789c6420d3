using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Stories;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

public sealed class RealArticleTests(PublishedApp app)
{
    private const string FollowUp =
        """
        Renault to cut its Nissan stake further, to 10%

        Renault will cut its stake in Nissan to 10% instead of the 15% that was planned so far, the two companies said on Friday.

        The alliance oversight board approved the lower figure after a night of talks in Boulogne-Billancourt.
        """;

    [Fact]
    public async Task Five_articles_alert_once_copies_stay_silent_and_a_changed_figure_is_an_update()
    {
        var articles = await RealArticles.Read();
        await using var stack = await TestStack.Start(app);

        // All at once, as a user drops them.
        await Task.WhenAll(articles.Select(article => stack.Store.Drop(article.Key, article.Value)));
        await stack.Settled();
        foreach (var name in articles.Keys)
            Assert.Equal(ItemOutcome.Accepted, Assert.Single((await stack.OutcomeOf(name)).Items).Outcome);
        var first = await stack.Inbox.Messages();
        Assert.Contains(first, message => message.IsEmail);
        Assert.Contains(first, message => !message.IsEmail);
        var stakeAlert = Assert.Single(await stack.Store.Alerts(), alert => alert.Article.StartsWith("000", StringComparison.Ordinal));
        Assert.Contains(stakeAlert.Changes, change => change is { Label: "Renault's stake in Nissan", Now: "15%" } && change.Fact.Evidence.Text.Contains("to 15% from 43%", StringComparison.Ordinal));

        // The same five again are other versions to the trigger.
        var before = await stack.Store.Outcomes();
        foreach (var (name, content) in articles)
            await stack.Drop(name, content);
        await stack.Settled();
        Assert.Equal(before.Count + 5, (await stack.Store.Outcomes()).Count);
        Assert.Equal(Ids(first), Ids(await stack.Inbox.Messages()));

        var (original, text) = articles.Single(article => article.Key.StartsWith("002", StringComparison.Ordinal));
        var copy = Assert.Single((await stack.Drop("copied from elsewhere.txt", text)).Items);
        await stack.Settled();
        Assert.Equal((ItemOutcome.Duplicate, $"duplicate-of: {original}", (string?)null), (copy.Outcome, copy.Reason, copy.AlertId));
        Assert.Equal(Ids(first), Ids(await stack.Inbox.Messages()));

        var followUp = Assert.Single((await stack.Drop("follow-up.txt", FollowUp)).Items);
        await stack.Settled();
        Assert.Equal((stakeAlert.StoryId, Novelty.NewFacts), (followUp.StoryId, followUp.Novelty));
        var updates = (await stack.Inbox.Messages()).Skip(first.Count).ToList();
        Assert.Equal(
            [Deal.AllianceDesk, Deal.Treasury, Deal.AllianceDeskChannel],
            updates.Select(update => update.Recipient).OrderBy(recipient => recipient.Channel).ThenBy(recipient => recipient.Address));
        Assert.All(updates, update =>
        {
            Assert.Equal(followUp.AlertId, update.AlertId);
            Assert.Contains("Renault's stake in Nissan: 15% -> 10%", update.Content, StringComparison.Ordinal);
            Assert.Contains("to 10% instead of the 15% that was planned", update.Content, StringComparison.Ordinal);
        });
        Assert.All(updates.Where(update => update.IsEmail), email => Assert.StartsWith($"Update {followUp.Revision}: ", email.Subject, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Ids(IEnumerable<Received> messages) => messages.Select(message => message.Id);
}
