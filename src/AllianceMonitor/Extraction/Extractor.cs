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
    private readonly MentionFinder mentionFinder;
    private readonly Dictionary<string, WatchedEntity> watched;
    private readonly HashSet<string> focus;

    public Extractor(Watchlist watchlist)
    {
        this.watchlist = watchlist;
        mentionFinder = new MentionFinder(watchlist);
        watched = watchlist.Entities.ToDictionary(entity => entity.Id, StringComparer.Ordinal);
        focus = [.. watchlist.Focus];
    }

    public Extraction Extract(Article article)
    {
        List<Text> texts = [];
        if (article.Title is { } title)
        {
            texts.Add(new Text(title, null, IsTitle: true));
        }

        texts.AddRange(article.Paragraphs.Select((paragraph, index) => new Text(paragraph, index)));

        // A removed near repeat may say what its twin does not.
        texts.AddRange(article.Removed.Where(removal => removal.Reason == RemovalReason.NearRepeat).Select(removal => new Text(removal.Text, null)));

        var names = new NameBook(watchlist);
        var context = new MentionContext(NamedFocus(texts));
        List<Reading> readings = [.. texts.Select(text => Read(text, context, names))];
        bool english = article.Language is null or "en";
        List<Fact> facts = english ? FactMerger.Merge(FindFacts(readings)) : [];
        (bool onTopic, IReadOnlyList<string> reasons) = Relevance.Of(facts, focus, article.Paragraphs.Count);
        foreach (string party in facts.SelectMany(fact => fact.Parties))
        {
            names.Confirm(party);
        }

        return new Extraction
        {
            Entities = names.Entities(),
            Values = [.. readings.Where(reading => reading.Text.Paragraph is not null).SelectMany(reading => reading.Values.Select(value => value.Value))],
            Facts = facts,
            OnTopic = onTopic,
            OnTopicReasons = reasons,
            Flags = FactMerger.Contradict(facts) ? ["contradiction"] : [],
        };
    }

    private sealed record Text(string Plain, int? Paragraph, bool IsTitle = false);

    private sealed record Reading(Text Text, List<Token> Tokens, List<FoundMention> Mentions, List<FoundValue> Values);

    /// <summary>Focus entities named in full: ambiguous names count in their company.</summary>
    private HashSet<string> NamedFocus(List<Text> texts)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in focus)
        {
            WatchedEntity entity = watched[id];
            if (texts.Exists(text => entity.Aliases.Prepend(entity.Name).Any(alias => ContainsWord(text.Plain, alias))))
            {
                named.Add(id);
            }
        }

        return named;
    }

    private static bool ContainsWord(string text, string word)
    {
        int at = text.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !char.IsLetter(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetter(text[at + word.Length]));
    }

    private Reading Read(Text text, MentionContext context, NameBook names)
    {
        List<Token> tokens = Tokenizer.Tokenize(text.Plain);
        context.IsTitleCase = NameFinder.IsTitleCase(text.Plain, tokens);
        List<FoundMention> mentions = mentionFinder.Find(text.Plain, tokens, context);
        List<FoundValue> values = ValueFinder.Find(text.Plain, tokens, text.Paragraph ?? 0);
        var taken = new bool[tokens.Count];
        foreach (FoundMention mention in mentions)
        {
            taken.AsSpan(mention.FirstToken, mention.LastToken - mention.FirstToken + 1).Fill(true);
        }

        foreach (FoundValue value in values)
        {
            taken.AsSpan(value.FirstToken, value.LastToken - value.FirstToken + 1).Fill(true);
        }

        foreach (NameFinder.SeenName name in NameFinder.Find(text.Plain, tokens, taken, names.IsSurname))
        {
            (int start, int end) = (tokens[name.FirstToken].Start, tokens[name.LastToken].End);
            string key = names.See(text.Plain[start..end], name.Type);
            mentions.Add(new FoundMention(name.FirstToken, name.LastToken, start, end, key, MentionVia.Pattern));
        }

        mentions.Sort((a, b) => a.Start.CompareTo(b.Start));
        foreach (FoundMention mention in mentions)
        {
            names.Add(mention, text.Plain, text.Paragraph);
        }

        return new Reading(text, tokens, mentions, values);
    }

    private List<Fact> FindFacts(List<Reading> readings)
    {
        List<Fact> found = [];
        var context = new FactContext();
        int titleFacts = 0;
        foreach (Reading reading in readings)
        {
            foreach ((int first, int last) in Sentences.Split(reading.Text.Plain, reading.Tokens))
            {
                var sentence = new Sentence
                {
                    Text = reading.Text.Plain,
                    Tokens = reading.Tokens,
                    First = first,
                    Last = last,
                    Paragraph = reading.Text.Paragraph,
                    Parties = [.. reading.Mentions.Where(mention => mention.FirstToken >= first && mention.LastToken <= last && CanBeParty(mention))],
                    Sources = [.. reading.Mentions.Where(mention => mention.FirstToken >= first && mention.LastToken <= last && mention.Key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal))
                        .Select(mention => mention.Key[MentionFinder.SourcePrefix.Length..])],
                    Values = [.. reading.Values.Where(value => value.FirstToken >= first && value.LastToken <= last)],
                };
                List<Fact> facts =
                [
                    .. StakeFacts.Find(sentence, context),
                    .. InvestmentFacts.Find(sentence, context, key => watched.GetValueOrDefault(key)?.Parent),
                    .. CombinationFacts.Find(sentence, context),
                ];
                found.AddRange(facts);
                titleFacts += reading.Text.IsTitle ? facts.Count : 0;
                context.Read(sentence, facts);
            }
        }

        // A headline is too terse to name all parties: where the body tells a deal of that kind, the body is believed.
        return [.. found.Where((fact, index) => index >= titleFacts || !found.Skip(titleFacts).Any(other => other.Kind == fact.Kind))
            .Select(fact => fact with { ClaimedBy = NameOf(fact.ClaimedBy), DeniedBy = NameOf(fact.DeniedBy) })];
    }

    /// <summary>Who says something is told by name, unlike parties.</summary>
    private string? NameOf(string? key) => key is not null && watched.TryGetValue(key, out WatchedEntity? entity) ? entity.Name : key;

    private bool CanBeParty(FoundMention mention) =>
        !mention.Key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal)
        && (!watched.TryGetValue(mention.Key, out WatchedEntity? entity) || entity.Type == EntityType.Organization)
        && !(mention.Via == MentionVia.Pattern && (mention.Key.StartsWith(NameBook.PersonMark, StringComparison.Ordinal) || mention.Key.StartsWith(NameBook.PlaceMark, StringComparison.Ordinal)));
}
