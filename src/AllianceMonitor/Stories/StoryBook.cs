using System.Globalization;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

/// <summary>
/// The stories as a fold over the story log: feed it the entries in log order and it decides each article from those before it. Deterministic, without
/// clock or randomness, so that every instance that reads the same log comes to the same decisions. Not safe for concurrent use.
/// </summary>
public sealed class StoryBook
{
    /// <summary>Version of the rules in this folder. A change of them needs a new number: it closes the running segment of the log.</summary>
    public const int RulesVersion = 4;

    /// <summary>How long an article is remembered, and how far apart in time two articles of one story may be.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(21);

    /// <summary>How long what was said of a deal is remembered.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(400);

    /// <summary>What was dropped this long before the log was begun had been there before the pipeline: nobody is alerted.</summary>
    private static readonly TimeSpan BeforeTheLog = TimeSpan.FromMinutes(10);

    private const int ForgetEvery = 1_000;

    private readonly Dictionary<string, KeptIngest> ingests = new(StringComparer.Ordinal);
    private readonly Queue<KeptIngest> window = [];
    private readonly Dictionary<string, Story> stories = new(StringComparer.Ordinal);
    private readonly SeenArticles seen;
    private readonly KnownFacts known = new();
    private readonly LogClock clock;
    private DateTimeOffset? begunAt;

    public StoryBook()
        : this(new LogClock(), new NearDuplicates())
    {
    }

    private StoryBook(LogClock clock, NearDuplicates index) => (this.clock, seen) = (clock, new SeenArticles(index));

    /// <summary>Entries with articles that have been read, in all.</summary>
    public long Entries { get; private set; }

    /// <summary>The decisions of an ingest that is in the window; null when it is not.</summary>
    public IReadOnlyList<Decision>? DecisionsOf(string ingestId) => ingests.GetValueOrDefault(ingestId)?.Decisions;

    /// <summary>The decisions of all ingests that are in the window, in log order.</summary>
    public IReadOnlyList<IReadOnlyList<Decision>> InWindow => [.. window.Select(ingest => ingest.Decisions)];

    /// <summary>A story that has articles in the window; null when there is none.</summary>
    public Story? StoryOf(string id) => stories.GetValueOrDefault(id);

    /// <returns>What was decided; empty for an entry that counts for nothing, such as the second one of an ingest.</returns>
    /// <exception cref="FormatException">The entry's shingles are none; nothing was changed.</exception>
    public IReadOnlyList<Decision> Read(StoryLogEntry entry)
    {
        if (entry.Kind == EntryKind.Header)
        {
            begunAt ??= entry.LoggedAt;
        }

        if (entry.Kind != EntryKind.Articles || entry.IngestId is not { } id || ingests.ContainsKey(id))
        {
            return [];
        }

        List<ShingleSet> texts = [.. entry.Articles.Select(article => ShingleSet.FromBytes(article.Shingles))];
        clock.Tick(entry.LoggedAt);
        Prune();
        var ingest = new KeptIngest(id, clock.Now);
        foreach ((LoggedArticle article, ShingleSet text) in entry.Articles.Zip(texts))
        {
            KeptDecision decided = ingest.Add(Decide(entry, article with { Shingles = [] }, text));
            Take(decided, text, isAlone: texts.Count == 1);
        }

        ingests[id] = ingest;
        window.Enqueue(ingest);
        Entries++;
        if (Entries % ForgetEvery == 0)
        {
            known.ForgetBefore(clock.Now - Memory);
        }

        return ingest.Decisions;
    }

    /// <summary>All that the book knows, for a snapshot.</summary>
    internal (BookState State, IReadOnlyList<ReadOnlyMemory<byte>> Decisions, IEnumerable<ShingleSet> Texts) Save()
    {
        List<ReadOnlyMemory<byte>> decisions = [.. window.Select(ingest => ingest.Json)];
        var state = new BookState
        {
            Entries = Entries,
            BegunAt = begunAt,
            Clock = clock,
            Ingests = [.. window.Zip(decisions, (ingest, json) => new SavedIngest(ingest.Id, ingest.At, ingest.Seats, json.Length))],
            Stories = [.. stories.Values.Select(story => new StoryState(story.Id, story.Revision, story.LastSeen, story.Sources, [.. story.Kept.Where(kept => !ingests.ContainsKey(kept.Ingest.Id)).Select(kept => kept.Value)]))],
            Threads = [.. known.Threads],
            TopicOfPair = known.TopicOfPair,
        };
        return (state, decisions, seen.Texts);
    }

    /// <summary>The book as it was when <paramref name="state"/> was saved.</summary>
    internal static StoryBook Restore(BookState state, IReadOnlyList<KeptIngest> ingests, IReadOnlyList<ShingleSet> texts, NearDuplicates index)
    {
        var book = new StoryBook(state.Clock, index) { Entries = state.Entries, begunAt = state.BegunAt };
        foreach (StoryState story in state.Stories)
        {
            book.stories[story.Id] = new Story { Id = story.Id, Revision = story.Revision, LastSeen = story.LastSeen, Sources = [.. story.Sources] };
            foreach (Decision earlier in story.Earlier)
            {
                book.stories[story.Id].Kept.Add(new KeptIngest(earlier.IngestId, story.LastSeen).Add(earlier));
            }
        }

        book.known.Restore(state.Threads, state.TopicOfPair);
        int article = 0;
        foreach (KeptIngest ingest in ingests)
        {
            book.ingests[ingest.Id] = ingest;
            book.window.Enqueue(ingest);
            for (int i = 0; i < ingest.Seats.Count; i++)
            {
                book.Take(new KeptDecision(ingest, i), texts[article++], ingest.Seats.Count == 1);
            }
        }

        return book;
    }

    private void Prune()
    {
        while (window.TryPeek(out KeptIngest? first) && first.At < clock.Now - Window)
        {
            window.Dequeue();
            ingests.Remove(first.Id);
            for (int i = 0; i < first.Seats.Count; i++)
            {
                seen.RemoveFirst();
                Story story = stories[first.Seats[i].StoryId];
                story.Leave(new KeptDecision(first, i));
                if (story.InWindow == 0)
                {
                    stories.Remove(story.Id);
                }
            }
        }
    }

    private Decision Decide(StoryLogEntry entry, LoggedArticle article, ShingleSet text)
    {
        var dated = Dating.Of(article, entry.DroppedAt);
        bool isAlone = entry.Articles.Count == 1;
        SeenArticles.Near? near = seen.Nearest(text, dated.Believable, Window);
        SeenArticle? again = entry.IsReplay && seen.WithKey(article.Key) is { } before && before.Seat.Dated.DroppedAt >= entry.DroppedAt ? before : null;
        SeenArticle? earlier = again ?? seen.EarlierVersion(article, isAlone, near);
        bool outdated = earlier is not null && (entry.DroppedAt < earlier.Seat.Dated.DroppedAt || again is { IsSuperseded: true });
        if (earlier is null && article.Notice != ArticleNotice.None)
        {
            earlier = seen.Corrected(article, text, near, other => article.Facts.Any(fact => other.Article.Facts.Any(told => SameDeal(fact, told))));
        }

        // A retraction may have no text at all, as others have none.
        SeenArticle? original = entry.IsReplay || text.Hashes.Length == 0 ? null : seen.WithSameText(article);
        Fact? lead = article.Notice == ArticleNotice.Retraction ? null : article.Facts.FirstOrDefault();
        DealThread? thread = lead is null ? null : known.Find(lead, article.Words, isAside: !article.OnTopic);
        (Story? story, string? because) = again is null ? Join(article, original, earlier, near, lead, thread, dated.Believable) : JoinAgain(article, again, lead, thread, dated.Believable);
        bool opens = story is null;
        story ??= new Story { Id = $"s-{Digest.Of("story", entry.IngestId!, article.Item.ToString(CultureInfo.InvariantCulture))[..16]}" };

        string copyOf = (original ?? again)?.Decision.CopyOf ?? (near is { IsWhole: true } copied ? copied.Article.Decision.CopyOf : article.Key);
        bool isVersion = earlier is not null && again is null;
        bool speaks = lead is not null && article.OnTopic && original is null && !outdated;
        List<Fact> said = speaks ? [.. article.Facts.Where(fact => isVersion || !IsTakenBack(fact, copyOf))] : [];
        List<Withdrawal> withdrawals = earlier is null || outdated || entry.IsReplay || earlier == original ? [] : Withdraw(earlier, article, text);
        List<Change> told = speaks ? NewFacts(said, lead!, dated, opens, thread) : [];
        List<Change> changes = Corrected(told, withdrawals, article);

        bool tells = told.Exists(change => change.Fact.Polarity != Polarity.Negated);
        Novelty novelty = withdrawals.Count > 0 ? Novelty.Correction
            : original is not null || outdated ? Novelty.NothingNew
            : !article.OnTopic ? Novelty.OffTopic
            : !tells ? Novelty.NothingNew
            : story.Revision == 0 ? Novelty.NewStory : Novelty.NewFacts;
        bool revises = withdrawals.Count > 0 || novelty is Novelty.NewStory or Novelty.NewFacts;
        story.Revision += revises ? 1 : 0;
        bool notify = entry.Notify && !article.IsBackfill && !(entry.DroppedAt + BeforeTheLog < begunAt);
        List<string> corrects = [.. withdrawals.Select(withdrawal => withdrawal.ToldBy).OfType<string>().Distinct()];
        string? alertId = revises && notify && (tells || corrects.Count > 0) ? $"a-{Digest.Of("alert", entry.IngestId!, article.Item.ToString(CultureInfo.InvariantCulture))[..32]}" : null;

        if (again?.Seat.StoryId != story.Id)
        {
            story.Count(article.Source);
        }

        story.LastSeen = dated.Believable > story.LastSeen ? dated.Believable : story.LastSeen;
        if (speaks)
        {
            Remember(article, said, dated, story, opens, thread, copyOf, revises ? told : [], alertId);
        }
        else if (lead is not null && !article.OnTopic)
        {
            known.RememberAside(lead, thread, article.Words, story.Id);
        }

        stories.TryAdd(story.Id, story);
        return new Decision
        {
            Article = article with { Words = [], Values = [] },
            IngestId = entry.IngestId!,
            DroppedAt = entry.DroppedAt,
            IsReplay = entry.IsReplay,
            StoryId = story.Id,
            Revision = story.Revision,
            Novelty = novelty,
            JoinedBecause = because,
            DuplicateOf = original?.Article.Name,
            CopyOf = copyOf,
            Supersedes = outdated ? null : earlier?.Article.Key,
            IsOutdated = outdated,
            Changes = revises ? changes : [],
            Sources = alertId is null ? [] : [.. story.Sources.Select(source => source.Name)],
            AlertId = alertId,
            Corrects = corrects,
        };
    }

    /// <summary>Puts a decided article in its place in the window.</summary>
    private void Take(KeptDecision decided, ShingleSet text, bool isAlone)
    {
        stories[decided.Seat.StoryId].Add(decided);
        seen.Add(new SeenArticle { Kept = decided, Text = text, IsAlone = isAlone });
    }

    private (Story? Story, string? Because) Join(
        LoggedArticle article, SeenArticle? original, SeenArticle? earlier, SeenArticles.Near? near, Fact? lead, DealThread? thread, DateTimeOffset at)
    {
        if (original is not null)
        {
            return (stories[original.Seat.StoryId], $"same text as {original.Article.Name}");
        }

        if (earlier is not null)
        {
            string because = article.Notice != ArticleNotice.None ? $"{(article.Notice == ArticleNotice.Retraction ? "retraction" : "correction")} of {earlier.Article.Name}"
                : earlier.Article.Key == article.Key ? "new version of the same file" : $"new version of {earlier.Article.Name}";
            return (stories[earlier.Seat.StoryId], because);
        }

        if (near is { IsWhole: true } copy)
        {
            return (stories[copy.Article.Seat.StoryId], copy.Because);
        }

        // The deal that the article is about, not one that it mentions in passing, leads it to its story; before an excerpt, since a round-up holds those of several.
        if (thread?.StoryId is { } id && stories.TryGetValue(id, out Story? story) && (at - story.LastSeen).Duration() <= Window)
        {
            double days = Math.Ceiling((at - story.LastSeen).Duration().TotalDays);
            return (story, string.Create(CultureInfo.InvariantCulture, $"same {lead!.Topic} within {Math.Max(1, days)} day{(days > 1 ? "s" : "")}"));
        }

        return near is { } excerpt ? (stories[excerpt.Article.Seat.StoryId], excerpt.Because) : (null, null);
    }

    /// <summary>What is read again by a replay stays in its story; one that had nothing to tell goes where the deal that is understood only now belongs.</summary>
    private (Story Story, string Because) JoinAgain(LoggedArticle article, SeenArticle again, Fact? lead, DealThread? thread, DateTimeOffset at)
    {
        Story own = stories[again.Seat.StoryId];
        return own.Revision == 0 && Join(article, null, null, null, lead, thread, at) is ({ } story, { } because) ? (story, $"read again: {because}") : (own, "read again");
    }

    /// <summary>Whether a copy says what its original has taken back since: that is no new word on the matter.</summary>
    private bool IsTakenBack(Fact fact, string voice) => known.Of(fact).SelectMany(thread => thread.Sayings).Any(saying => saying.WithdrawnBy == voice && saying.SaysSame(fact));

    private List<Change> NewFacts(List<Fact> said, Fact lead, Dating dated, bool opens, DealThread? thread)
    {
        List<Change> changes = [];
        foreach (Fact fact in said)
        {
            bool leads = fact == lead;
            IEnumerable<Saying> sayings = !leads || (thread is null && !opens) ? known.Of(fact).SelectMany(deal => deal.Sayings) : thread?.Sayings ?? [];

            // The deal that opens a story is news even where another story has mentioned it in passing; so the order of two drops does not matter.
            List<Saying> before = [.. sayings.Where(saying => saying.IsLead || !leads || !opens)];
            if (NoveltyRules.Compare(fact, dated.Stated, before.Where(saying => saying.WithdrawnBy is null).Select(saying => (saying.Fact, saying.Dated.SeenFrom(dated)))) is { } change)
            {
                bool again = change.Known is null && before.Exists(saying => saying.WithdrawnBy is not null && saying.SaysSame(fact));
                changes.Add(again ? change with { Known = NoveltyRules.Withdrawn } : change);
            }
        }

        return changes;
    }

    /// <summary>Whether the original says a fact too. What a copy says otherwise, it says by itself.</summary>
    private bool Copies(string copyOf, Fact fact) =>
        seen.WithKey(copyOf)?.Article.Facts.Any(other => Saying.IsSameClaim(other, fact) && SameDeal(other, fact)) == true;

    /// <summary>A fact that was told and that nobody independent says any more.</summary>
    private sealed record Withdrawal(Fact Fact, string? ToldBy);

    private List<Withdrawal> Withdraw(SeenArticle earlier, LoggedArticle article, ShingleSet text)
    {
        List<Withdrawal> withdrawals = [];
        foreach (Fact fact in earlier.Article.OnTopic ? earlier.Article.Facts : [])
        {
            Saying? saying = known.Of(fact).SelectMany(thread => thread.Sayings).FirstOrDefault(saying => saying.Is(fact));
            if (saying is null || saying.WithdrawnBy is not null || Corrections.StillSays(article, text, fact, SameDeal))
            {
                continue;
            }

            // An outlet that takes its copy back does not speak for the original.
            bool isOwn = saying.Voices.Contains(earlier.Article.Key);
            if (!isOwn && article.Notice == ArticleNotice.None && Copies(earlier.Decision.CopyOf, fact))
            {
                continue;
            }

            string voice = isOwn ? earlier.Article.Key : earlier.Decision.CopyOf;
            saying.Voices.Remove(voice);
            if (saying.Voices.Count > 0)
            {
                continue;
            }

            saying.WithdrawnBy = voice;
            if (saying.WasNews)
            {
                withdrawals.Add(new Withdrawal(saying.Fact, saying.ToldBy));
            }
        }

        return withdrawals;
    }

    /// <summary>The changes with what they correct, and what is withdrawn without anything in its place.</summary>
    private List<Change> Corrected(List<Change> told, List<Withdrawal> withdrawals, LoggedArticle article)
    {
        List<Change> changes = [.. told];
        foreach (Fact gone in withdrawals.Select(withdrawal => withdrawal.Fact))
        {
            string was = NoveltyRules.Saying(gone);
            int replaced = changes.FindIndex(change => SameDeal(change.Fact, gone));
            if (replaced >= 0)
            {
                changes[replaced] = changes[replaced] with { Known = was, Kind = ChangeKind.Corrected };
            }
            else if (article.Notice != ArticleNotice.Retraction && article.Facts.FirstOrDefault(fact => SameDeal(fact, gone)) is { } instead)
            {
                changes.Add(new Change(gone.Topic, was, NoveltyRules.Saying(instead), instead, ChangeKind.Corrected));
            }
            else
            {
                changes.Add(new Change(gone.Topic, was, NoveltyRules.Withdrawn, gone, ChangeKind.Withdrawn));
            }
        }

        return changes;
    }

    private void Remember(LoggedArticle article, List<Fact> said, Dating dated, Story story, bool opens, DealThread? leadThread, string copyOf, List<Change> told, string? alertId)
    {
        foreach (Fact fact in said)
        {
            bool leads = fact == article.Facts[0];
            IReadOnlyList<string> words = leads ? article.Words : DistinctiveWords.Of([fact.Evidence.Text], fact.Parties);
            (DealThread thread, Saying saying) = known.Remember(fact, leads ? leadThread : known.Find(fact, words), Copies(copyOf, fact) ? copyOf : article.Key, dated);
            thread.Learn(words);
            thread.IsAside = false;
            saying.IsLead |= leads;
            if (told.Exists(change => change.Fact == fact))
            {
                saying.WasNews = true;
                saying.ToldBy = alertId ?? saying.ToldBy;
            }

            if (leads && (opens || thread.StoryId is not { } id || !stories.ContainsKey(id)))
            {
                thread.StoryId = story.Id;
            }
        }
    }

    private bool SameDeal(Fact a, Fact b) => a.Kind == b.Kind && known.TopicOf(a) == known.TopicOf(b);
}
