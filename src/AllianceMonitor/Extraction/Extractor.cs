using System.Collections.Frozen;
using System.Runtime.InteropServices;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Extraction;

/// <summary>What an article says: entities, values, deal facts, and whether it is on topic.</summary>
public sealed record Extraction
{
    public required IReadOnlyList<ArticleEntity> Entities { get; init; }
    public required IReadOnlyList<ArticleValue> Values { get; init; }
    public required IReadOnlyList<Fact> Facts { get; init; }
    public required bool OnTopic { get; init; }
    public required IReadOnlyList<string> OnTopicReasons { get; init; }
    public required IReadOnlyList<string> Flags { get; init; }
}

/// <summary>Reads entities, values and deal facts out of a cleaned article. Pure: the same article and watchlist give the same result.</summary>
public sealed class Extractor
{
    private readonly Watchlist watchlist;
    private readonly NameTagger tagger;
    private readonly MentionFinder mentionFinder;
    private readonly FrozenDictionary<string, string> organizationByName;
    private readonly Relevance relevance;

    public Extractor(Watchlist watchlist)
        : this(watchlist, NameTagger.Embedded)
    {
    }

    internal Extractor(Watchlist watchlist, NameTagger tagger)
    {
        this.watchlist = watchlist;
        this.tagger = tagger;
        mentionFinder = new MentionFinder(watchlist);
        organizationByName = watchlist.Entities.Where(entity => entity.Type == EntityType.Organization).DistinctBy(entity => entity.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(entity => entity.Name, entity => entity.Id, StringComparer.Ordinal);
        relevance = new Relevance(watchlist, ParentOf);
    }

    /// <param name="article">As cleaned.</param>
    /// <param name="recognized">Names that somebody else recognised, in place of the embedded recogniser where there are any.</param>
    public Extraction Extract(Article article, RecognizedNames? recognized = null)
    {
        List<Text> texts = [];
        if (article.Title is { } title)
        {
            texts.Add(new Text(title, null, IsTitle: true) { Names = recognized?.Title });
        }

        texts.AddRange(article.Paragraphs.Select((paragraph, index) => new Text(paragraph, index) { Names = recognized?.Paragraphs[index] }));

        // A removed near repeat may say what its twin does not.
        texts.AddRange(article.Removed.Where(removal => removal.Reason == RemovalReason.NearRepeat).Select(removal => new Text(removal.Text, null)));

        var calendar = Calendar.Of(article.Published);
        var context = new MentionContext(watchlist, NamedInFull(texts), article.Published);
        List<Draft> drafts = [.. texts.Select(text => Read(text, context, calendar))];
        NameVotes votes = Count(drafts);
        var names = new NameBook(watchlist, votes);
        List<Reading> readings = ReadNames(drafts, names, votes);
        bool english = article.Language is null or "en";
        List<Fact> facts = english ? FactMerger.Merge(FindFacts(readings, names)) : [];
        (bool onTopic, IReadOnlyList<string> reasons) = relevance.Of(facts, article.Paragraphs.Count);
        foreach (Fact fact in facts)
        {
            foreach (string party in fact.Parties)
            {
                names.Confirm(party, fact.Kind == FactKind.Appointment && party == fact.Subject ? EntityType.Person : EntityType.Organization);
            }
        }

        return new Extraction
        {
            Entities = names.Entities(),
            Values = [.. readings.Where(reading => reading.Text.Paragraph is not null).SelectMany(reading => reading.Values.Select(value => value.Value))],
            Facts = facts,
            OnTopic = onTopic,
            OnTopicReasons = reasons,
            Flags = [.. FactMerger.Contradict(facts) ? ["contradiction"] : Array.Empty<string>(), .. recognized?.Flag is { } flag ? [flag] : Array.Empty<string>()],
        };
    }

    private sealed record Text(string Plain, int? Paragraph, bool IsTitle = false)
    {
        public List<Token> Tokens { get; } = Tokenizer.Tokenize(Plain);

        /// <summary>Null: the embedded recogniser finds them.</summary>
        public IReadOnlyList<RecognizedName>? Names { get; init; }
    }

    /// <summary>A text with what is found in it without a look at the others.</summary>
    private sealed record Draft(Text Text, List<Token> Tokens, List<FoundMention> Mentions, List<FoundValue> Values, bool[] Taken, List<TaggedName> Tagged, bool IsTitleCase);

    private sealed record Reading(Text Text, List<Token> Tokens, List<FoundMention> Mentions, List<FoundValue> Values);

    /// <summary>Entities that go by a name that is not ambiguous: ambiguous names count in their company.</summary>
    private HashSet<string> NamedInFull(List<Text> texts)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        texts.ForEach(text => mentionFinder.AddNamed(text.Plain, text.Tokens, named));
        return named;
    }

    private Draft Read(Text text, MentionContext context, Calendar calendar)
    {
        List<Token> tokens = text.Tokens;
        context.IsTitleCase = NameFinder.IsTitleCase(text.Plain, tokens);
        List<FoundMention> mentions = mentionFinder.Find(text.Plain, tokens, context);
        List<FoundValue> values = ValueFinder.Find(text.Plain, tokens, text.Paragraph ?? 0, calendar);
        var taken = new bool[tokens.Count];
        foreach (FoundMention mention in mentions)
        {
            taken.AsSpan(mention.FirstToken, mention.LastToken - mention.FirstToken + 1).Fill(true);
        }

        foreach (FoundValue value in values)
        {
            taken.AsSpan(value.FirstToken, value.LastToken - value.FirstToken + 1).Fill(true);
        }

        return new Draft(text, tokens, mentions, values, taken, context.IsTitleCase || text.Names is not null ? [] : tagger.Tag(text.Plain, tokens, taken), context.IsTitleCase);
    }

    private static NameVotes Count(List<Draft> drafts)
    {
        var votes = new NameVotes();
        foreach (Draft draft in drafts)
        {
            NameDefinitions.Read(draft.Text.Plain, draft.Tokens, draft.Taken, draft.Tagged, votes);
            foreach (TaggedName name in draft.Tagged)
            {
                string surface = draft.Tokens.TextOf(draft.Text.Plain, name.FirstToken, name.LastToken);
                votes.Add(surface, name.Type, name.Type == EntityType.Place && NameFinder.IsLocated(draft.Text.Plain, draft.Tokens, name));
            }
        }

        return votes;
    }

    /// <summary>The headline last: its short names are those that the body gives in full.</summary>
    private static List<Reading> ReadNames(List<Draft> drafts, NameBook names, NameVotes votes)
    {
        bool headed = drafts is [{ Text.IsTitle: true }, ..];
        List<Reading> body = [.. drafts.Skip(headed ? 1 : 0).Select(draft => Name(draft, names, votes))];
        return headed ? [Name(drafts[0], names, votes), .. body] : body;
    }

    private static Reading Name(Draft draft, NameBook names, NameVotes votes)
    {
        (string text, List<Token> tokens, List<FoundMention> mentions) = (draft.Text.Plain, draft.Tokens, draft.Mentions);
        IEnumerable<NameFinder.SeenName> seen = draft.Text.Names is { } recognized
            ? Untaken(recognized, tokens, draft.Taken)
            : draft.IsTitleCase ? []
            : NameFinder.Find(text, tokens, draft.Taken, draft.Tagged, votes, names.IsKnown);
        foreach (NameFinder.SeenName name in seen)
        {
            (int start, int end) = (tokens[name.FirstToken].Start, tokens[name.LastToken].End);
            string key = names.See(tokens.TextOf(text, name.FirstToken, name.LastToken), name.Type, name.IsSure);
            mentions.Add(new FoundMention(name.FirstToken, name.LastToken, start, end, key, MentionVia.Pattern));
        }

        mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        foreach (FoundMention mention in mentions)
        {
            names.Add(mention, text, draft.Text.Paragraph);
        }

        return new Reading(draft.Text, tokens, mentions, draft.Values);
    }

    /// <summary>Recognised names that are neither of the watchlist nor values.</summary>
    private static IEnumerable<NameFinder.SeenName> Untaken(IReadOnlyList<RecognizedName> names, List<Token> tokens, bool[] taken)
    {
        int first = 0;
        foreach (RecognizedName name in names)
        {
            while (first < tokens.Count && tokens[first].End <= name.Start)
            {
                first++;
            }

            int last = first;
            while (last + 1 < tokens.Count && tokens[last + 1].Start < name.End)
            {
                last++;
            }

            if (last < tokens.Count && tokens[first].Start < name.End && !taken.AsSpan(first, last - first + 1).Contains(true))
            {
                yield return new NameFinder.SeenName(first, last, name.Type);
                first = last + 1;
            }
        }
    }

    private List<Fact> FindFacts(List<Reading> readings, NameBook names)
    {
        List<Fact> found = [];
        var finder = new FactFinder(watchlist.Find, ParentOf, names, CanBeParty, IsPerson, NameOf);
        int titleFacts = 0;
        foreach (Reading reading in readings)
        {
            int before = found.Count;
            List<FoundValue> values = reading.Values.FindAll(found => TellsDeals(found, reading.Tokens));
            (int mention, int value) = (0, 0);
            foreach ((int first, int last) in Sentences.Split(reading.Text.Plain, reading.Tokens))
            {
                List<FoundMention> mentions = Within(reading.Mentions, ref mention, last, static other => other.LastToken);
                found.AddRange(finder.Read(new Sentence
                {
                    Text = reading.Text.Plain,
                    Tokens = reading.Tokens,
                    First = first,
                    Last = last,
                    Paragraph = reading.Text.Paragraph,
                    Mentions = mentions,
                    Values = ElidedPercents.Complete(reading.Text.Plain, reading.Tokens, first, last, reading.Text.Paragraph, Within(values, ref value, last, static other => other.LastToken), mentions),
                }));
            }

            titleFacts += reading.Text.IsTitle ? found.Count - before : 0;
        }

        // A headline is too terse to name all parties: where the body tells a deal of that kind, the body is believed.
        List<Fact> told = [.. found.Where((fact, index) => index >= titleFacts || !found.Skip(titleFacts).Any(other => other.Kind == fact.Kind)).Select(finder.Complete)];
        told.AddRange([.. Ventures.Shared(told)]);
        return told;
    }

    /// <summary>Counts and points of percentage are no figures of a deal. The grammar takes a date with a month for one word, and reads "this year" and "the third quarter" word by word.</summary>
    private static bool TellsDeals(FoundValue found, List<Token> tokens) => found.Value.Type switch
    {
        ValueType.Date => HasMonthAndNumber(CollectionsMarshal.AsSpan(tokens)[found.FirstToken..(found.LastToken + 1)]),
        ValueType.Quantity => false,
        ValueType.Percent => found.Value.Value?.EndsWith('%') == true,
        ValueType.Money => found.Value.Value is not null,
        _ => true,
    };

    private static bool HasMonthAndNumber(ReadOnlySpan<Token> date)
    {
        (bool month, bool number) = (false, false);
        foreach (Token token in date)
        {
            month |= token.Has(Cue.Month);
            number |= token.Kind == TokenKind.Number;
        }

        return month && number;
    }

    /// <summary>What lies in the next sentence of a list in reading order.</summary>
    private static List<T> Within<T>(List<T> items, ref int next, int last, Func<T, int> lastToken)
    {
        int from = next;
        while (next < items.Count && lastToken(items[next]) <= last)
        {
            next++;
        }

        return items.GetRange(from, next - from);
    }

    /// <summary>Who says something is told by name, unlike parties.</summary>
    private string NameOf(string key) => watchlist.Find(key) is { } entity ? entity.Name
        : NameBook.NameIn(key);

    /// <summary>"Renault Korea" belongs to Renault.</summary>
    private string? ParentOf(string name)
    {
        for (int space = name.IndexOf(' ', StringComparison.Ordinal); space > 0 && space < name.Length - 1; space = name.IndexOf(' ', space + 1))
        {
            if (organizationByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name.AsSpan(0, space), out string? id))
            {
                return id;
            }
        }

        return null;
    }

    private bool CanBeParty(string key) =>
        !key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal)
        && (watchlist.Find(key) is { } entity
            ? entity.Type == EntityType.Organization
            : !(key.StartsWith(NameBook.PersonMark, StringComparison.Ordinal) || key.StartsWith(NameBook.PlaceMark, StringComparison.Ordinal)));

    private bool IsPerson(string key) =>
        watchlist.Find(key) is { } entity ? entity.Type == EntityType.Person : key.StartsWith(NameBook.PersonMark, StringComparison.Ordinal);
}
