using System.Text.Json;
using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

/// <summary>The commands that look at stories, on a running stack that they leave as it is.</summary>
[Collection(SeededStackCollection.Name)]
public sealed class StoryCommandTests(SeededStack seeded)
{
    private string Local => seeded.Stack.Folder;

    [Fact]
    public async Task Story_shows_revisions_sources_articles_and_facts_with_evidence()
    {
        var id = (await seeded.Stack.OutcomeOf("01-renault-nissan-stake.txt")).Items[0].StoryId!;
        var alerts = (await seeded.Stack.Store.Alerts()).Where(alert => alert.StoryId == id).OrderBy(alert => alert.Revision).ToList();

        using var report = await CommandLine.Run("story", id[..12], "--local", Local);
        using var json = await CommandLine.Run("story", id, "--json", "--local", Local);

        Assert.True(report.ExitCode == 0, report.ToString());
        Assert.All(alerts, alert => Assert.Contains(report.Output, line => line.StartsWith($"Revision {alert.Revision}, ", StringComparison.Ordinal) && line.EndsWith(alert.Headline, StringComparison.Ordinal)));
        Assert.Contains(report.Output, line => line.StartsWith("Reported by ", StringComparison.Ordinal));
        Assert.Contains(report.Output, line => line.Contains("joined because same text as 01-renault-nissan-stake.txt", StringComparison.Ordinal));
        Assert.Contains(report.Output, line => line.Contains(alerts[0].Changes[0].Fact.Evidence.Text, StringComparison.Ordinal));

        var story = JsonDocument.Parse(Assert.Single(json.Output)).RootElement;
        Assert.Equal(id, story.GetProperty("storyId").GetString());
        Assert.Equal(alerts.Select(alert => alert.Id), story.GetProperty("revisions").EnumerateArray().Select(revision => revision.GetProperty("alertId").GetString()));
        Assert.Contains(story.GetProperty("articles").EnumerateArray(), article => article.GetProperty("name").GetString() == "02-renault-nissan-stake-syndicated.html");
    }

    [Fact]
    public async Task A_story_that_is_not_there_or_not_the_only_one_is_an_error_that_says_so()
    {
        using var unknown = await CommandLine.Run("story", "s-nothing", "--local", Local);
        using var several = await CommandLine.Run("story", "s-", "--local", Local);

        Assert.Equal((1, "There is no story s-nothing: `status NAME` shows the story of an article."), (unknown.ExitCode, unknown.Errors));
        Assert.Equal(1, several.ExitCode);
        Assert.Contains("stories begin with s-", several.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_replay_with_the_same_watchlist_finds_nothing_and_leaves_the_store_as_it_is()
    {
        var before = await Everything();

        using var replay = await CommandLine.Run("replay", "--since", "2000-01-01", "--dry-run", "--local", Local);
        using var json = await CommandLine.Run("replay", "--since", "2000-01-01T00:00Z", "--dry-run", "--json", "--local", Local);

        Assert.True(replay.ExitCode == 0, replay.ToString());
        Assert.Equal(
            $"{SeededStack.Seeds.Count} articles since 2000-01-01 00:00:00Z read again: 0 alerts new, 0 gone, 0 changed, {SeededStack.Seeds.Count} as they were. Dry run: nothing was written or sent.",
            Assert.Single(replay.Output));
        Assert.Equal(SeededStack.Seeds.Count, JsonDocument.Parse(Assert.Single(json.Output)).RootElement.GetProperty("same").GetInt32());
        Assert.Equal(before, await Everything());
    }

    [Theory]
    [InlineData("--since", "yesterday")]
    [InlineData("--since", "2027-03-15", "--dry-run", "--notify")]
    [InlineData("--dry-run")]
    public async Task A_replay_whose_arguments_make_no_sense_ends_with_2(params string[] arguments)
    {
        using var replay = await CommandLine.Run(["replay", .. arguments, "--local", Local]);

        Assert.True(replay.ExitCode == 2, replay.ToString());
    }

    private async Task<List<string>> Everything()
    {
        var blobs = new List<string>();
        foreach (var container in Containers.All)
            blobs.AddRange((await seeded.Stack.Store.List(container)).Select(blob => $"{container}/{blob.Name} {blob.Properties.ETag}"));
        return blobs;
    }
}
