using System.Text;
using System.Text.Json;
using AllianceMonitor.Alerts;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Storage;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Extracted = AllianceMonitor.Extraction.Extraction;

namespace AllianceMonitor.Tests.Stories;

/// <summary>
/// Any number of ingests at once, in any interleaving, with crashes between any two operations and any number of repeated triggers: one story per event and one alert per change, as if the articles had come one
/// after the other, and nothing that should alert stays silent. A failing case is printed; give it to <see cref="IngestSchedule.RunAsync"/> and it goes the same way again.
/// </summary>
[Trait("Category", "Faults")]
public class InterleavingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void The_articles_of_these_tests_say_what_they_are_meant_to_say()
    {
        var pipeline = new Pipeline(WatchlistFile.Parse(Report.Watchlist), new ReadingLimits());
        foreach (Report report in from deal in Enumerable.Range(0, Report.Events)
                                    from stage in Stages
                                    from denied in new[] { false, true }
                                    from form in Enum.GetValues<Form>()
                                    select new Report(deal, 15, stage, denied, 3, form))
        {
            Extracted said = Assert.Single(pipeline.Read("a.txt", Encoding.UTF8.GetBytes(report.Text))).Extraction!;

            Assert.Equal(report.Saying, said.Facts.SingleOrDefault() is { } fact ? SayingOf(fact) : null);
            Assert.All(said.Facts, fact => Assert.True(report.IsDenied || fact.Stage == report.Stage));
        }
    }

    [Fact]
    public void Concurrent_ingests_with_crashes_and_repeated_triggers_end_like_one_after_the_other() => Check(Cases(Articles), 200, async schedule =>
    {
        End end = await EndAsync(schedule);
        end.HasOneOutcomeForEachArticle();
        end.HasOneAlertForEachDecisionThatAlerts();
        end.NumbersRevisionsWithoutGap();
        end.HasOneStoryForEachEvent();
        end.TellsEachChangeOnce();
    });

    [Fact]
    public void However_the_versions_of_articles_race_what_readers_were_told_is_what_the_articles_say() => Check(Cases(Versions), 200, async schedule =>
    {
        End end = await EndAsync(schedule);
        end.HasOneOutcomeForEachArticle();
        end.HasOneAlertForEachDecisionThatAlerts();
        end.NumbersRevisionsWithoutGap();
        end.HasToldWhatTheArticlesSay();
    });

    private static readonly DealStage[] Stages = [DealStage.Planned, DealStage.Agreed, DealStage.Signed];

    /// <summary>Files with one version each: copies, rewrites, excerpts and articles of their own of a few events.</summary>
    private static Gen<Drop[]> Articles =>
        from drops in (from deal in Gen.Choose(0, Report.Events - 1)
                       from percent in Gen.Elements(10, 15, 20)
                       from stage in Gen.Elements(Stages)
                       from denied in Gen.Choose(0, 5)
                       from wording in Gen.Choose(0, 7)
                       from form in Gen.Elements(Form.Whole, Form.Whole, Form.Rewrite, Form.Excerpt)
                       from quiet in Gen.Choose(0, 7)
                       select new Drop("", new Report(deal, percent, stage, denied == 0, wording, form), quiet > 0)).NonEmptyListOf()
        select drops.Take(14).Select((drop, i) => drop with { Name = $"{i}.txt" }).ToArray();

    /// <summary>Files of an event that are replaced under the same name; those named 2 and 3 have the same words.</summary>
    private static Gen<Drop[]> Versions =>
        from drops in (from deal in Gen.Choose(0, 1)
                       from name in Gen.Choose(0, 3)
                       from percent in Gen.Elements(10, 15, 20)
                       from form in Gen.Elements(Form.Whole, Form.Whole, Form.Whole, Form.WithoutTheDeal)
                       select new Drop($"{deal}-{name}.txt", new Report(deal, percent, DealStage.Planned, false, Math.Min(name, 2), form), true)).NonEmptyListOf()
        select drops.Take(10).ToArray();

    private static Arbitrary<Case> Cases(Gen<Drop[]> drops) => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from processes in Gen.Choose(1, 4)
        from blocks in Gen.Elements(2, 3, 5, 9, 50_000)
        from every in Gen.Elements(1, 2, 3, 7)
        from dropped in drops
        select new Case(seed, processes, blocks, every, dropped),
        Smaller);

    /// <summary>For a failing case: fewer drops, fewer processes, other seeds.</summary>
    private static IEnumerable<Case> Smaller(Case given)
    {
        for (int i = 0; i < given.Drops.Count && given.Drops.Count > 1; i++)
        {
            List<Drop> fewer = [.. given.Drops];
            fewer.RemoveAt(i);
            for (int seed = 0; seed < 20; seed++)
            {
                yield return given with { Drops = fewer, Seed = seed };
            }
        }

        if (given.Processes > 1)
        {
            yield return given with { Processes = given.Processes - 1 };
        }
    }

    private static void Check(Arbitrary<Case> cases, int count, Func<IngestSchedule, Task> holds)
    {
        int poisoned = 0;
        Prop.ForAll(cases, given =>
        {
            // All of it runs on this thread.
            IngestSchedule schedule = IngestSchedule.RunAsync(given).GetAwaiter().GetResult();
            poisoned += schedule.Poisoned;
            try
            {
                holds(schedule).GetAwaiter().GetResult();
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"{given}\n{string.Join('\n', schedule.Steps)}\n{failure.Message}", failure);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(14));
        Assert.True(poisoned > 0, "No article was given up: the cases do not test what they are for.");
    }

    private static string SayingOf(Fact fact) => $"{fact.Polarity} {Saying.ValueOf(fact)}".ToLowerInvariant();

    /// <summary>What a case leaves behind, beside the decisions of one reader who goes through the log from its beginning.</summary>
    private sealed record End(Case Given, IReadOnlyList<Decision> Decisions, IReadOnlyList<Outcome> Outcomes, IReadOnlyList<Alert> Alerts, IReadOnlyList<string> Routed, IReadOnlyList<BlobListing> Articles)
    {
        public void HasOneOutcomeForEachArticle()
        {
            Assert.All(Articles, article => Assert.Single(Outcomes, outcome => outcome.Name == article.Name && outcome.ETag == article.ETag));
            Assert.Equal(Decisions.Select(decision => decision.IngestId).Order(), Outcomes.Select(outcome => outcome.IngestId).Order());
            Assert.All(Outcomes, outcome =>
            {
                Decision decision = Decisions.Single(decision => decision.IngestId == outcome.IngestId);
                OutcomeItem item = Assert.Single(outcome.Items);
                Assert.Equal((decision.StoryId, decision.Revision, decision.Novelty, decision.JoinedBecause, decision.AlertId), (item.StoryId, item.Revision, item.Novelty, item.JoinedBecause, item.AlertId));
            });
        }

        public void HasOneAlertForEachDecisionThatAlerts()
        {
            Assert.Equal(
                Decisions.Where(decision => decision.AlertId is not null).Select(decision => $"{decision.AlertId} {decision.StoryId} {decision.Revision}").Order(),
                Alerts.Select(alert => $"{alert.Id} {alert.StoryId} {alert.Revision}").Order());
            Assert.Equal(Alerts.Select(alert => alert.Id).Order(), Routed.Order());
        }

        public void NumbersRevisionsWithoutGap() => Assert.All(
            Decisions.Where(decision => decision.Revises).GroupBy(decision => decision.StoryId),
            story => Assert.Equal(Enumerable.Range(1, story.Count()), story.Select(decision => decision.Revision)));

        public void HasOneStoryForEachEvent()
        {
            List<(int Event, string StoryId)> pairs = [.. Decisions.Select(decision => (Of(decision).Event, decision.StoryId)).Distinct()];
            Assert.Equal(Given.Drops.Select(drop => drop.Report.Event).Distinct().Order(), pairs.Select(pair => pair.Event).Order());
            Assert.Equal(pairs.Count, pairs.Select(pair => pair.StoryId).Distinct().Count());
        }

        public void TellsEachChangeOnce()
        {
            foreach (IGrouping<int, Drop> about in Given.Drops.GroupBy(drop => drop.Report.Event))
            {
                List<Decision> decisions = [.. Decisions.Where(decision => Of(decision).Event == about.Key)];
                List<Change> told = [.. decisions.SelectMany(decision => decision.Changes)];

                Assert.Equal(about.Select(drop => drop.Report.Saying).Distinct().Order(), told.Where(change => !IsStage(change.Now)).Select(change => SayingOf(change.Fact)).Order());

                // Stages only go forward, up to the furthest that anybody reports.
                List<Drop> affirmed = [.. about.Where(drop => !drop.Report.IsDenied)];
                Assert.Equal(affirmed.Select(drop => (DealStage?)drop.Report.Stage).Max(), told.Where(change => change.Fact.Polarity == Polarity.Affirmed).Select(change => (DealStage?)change.Fact.Stage).Max());
                List<string> stages = [.. told.Select(change => change.Now).Where(IsStage)];
                Assert.Equal(stages.Distinct(), stages);

                // Who drops quietly tells nobody; everything else is told.
                Assert.All(decisions, decision => Assert.Equal(decision.Revises && Given.Drops.Single(drop => drop.Name == decision.Article.Name).Notify, decision.AlertId is not null));
            }
        }

        /// <summary>Who has read all alerts of an event knows the values that the articles in their last versions say, and no others.</summary>
        public void HasToldWhatTheArticlesSay()
        {
            foreach (IGrouping<int, Drop> about in Given.Drops.GroupBy(drop => drop.Report.Event))
            {
                HashSet<string> believed = [];
                foreach (AlertChange change in Alerts.Where(alert => EventOf(alert.Article) == about.Key).OrderBy(alert => Decisions.ToList().FindIndex(decision => decision.AlertId == alert.Id)).SelectMany(alert => alert.Changes))
                {
                    if (change.Kind is ChangeKind.Corrected or ChangeKind.Withdrawn)
                    {
                        believed.Remove(change.Known!);
                    }

                    believed.Add(change.Now);
                }

                believed.Remove(NoveltyRules.Withdrawn);
                List<Drop> last = [.. about.GroupBy(drop => drop.Name).Select(versions => versions.Last())];
                Assert.Subset(Values(last).ToHashSet(), believed);

                // An outlet that corrects itself speaks for those that have the text from it: of these it is open whether they still count.
                Assert.Superset(Values(last.Where(drop => !about.Any(other => other.Name != drop.Name && other.Report.Wording == drop.Report.Wording && about.Count(version => version.Name == other.Name) > 1))).ToHashSet(), believed);
            }

            static IEnumerable<string> Values(IEnumerable<Drop> drops) => drops.Where(drop => drop.Report.Saying is not null).Select(drop => $"{drop.Report.Percent}%");
        }

        private static bool IsStage(string now) => Stages.Select(FactWords.Stage).Contains(now);

        private static int EventOf(string name) => name[0] - '0';

        private Report Of(Decision decision) => Given.Drops.First(drop => drop.Name == decision.Article.Name).Report;
    }

    private static async Task<End> EndAsync(IngestSchedule schedule)
    {
        App after = schedule.After;
        Assert.Empty(await after.DeadLettersAsync());
        List<string> routed = [];
        await foreach (BlobListing blob in schedule.Memory.ListAsync(Containers.Alerts, "", None))
        {
            if (blob.Name.EndsWith("/routing.json", StringComparison.Ordinal))
            {
                routed.Add(blob.Name.Split('/')[0]);
            }
        }

        IReadOnlyList<BlobListing> articles = await schedule.Memory.ListAsync(Containers.Articles, "", None).ToListAsync();
        return new End(schedule.Given, await InOrderAsync(schedule.Memory), await after.OutcomesAsync(), await after.AlertsAsync(), routed, articles);
    }

    /// <summary>The sequential order that the log shows, decided by one book that reads it to the end: no snapshot, no catching up.</summary>
    private static async Task<List<Decision>> InOrderAsync(InMemoryStore store)
    {
        var book = new StoryBook();
        List<Decision> decisions = [];
        await foreach (BlobListing segment in store.ListAsync(Containers.Stories, "log-", None))
        {
            string lines = Encoding.UTF8.GetString((await store.ReadAsync(new BlobAddress(Containers.Stories, segment.Name), None))!.Content.Span);
            decisions.AddRange(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, Json.Default.StoryLogEntry)!)
                .TakeWhile(entry => entry.Kind != EntryKind.Closed).SelectMany(book.Read));
        }

        return decisions;
    }
}
