using System.Runtime.InteropServices;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Extraction;

/// <summary>A mention before it is resolved: token range and what the watchlist says that it can mean.</summary>
internal sealed record FoundMention(int FirstToken, int LastToken, int Start, int End, string Key, MentionVia Via);

/// <summary>
/// Finds the names of a watchlist in one pass over the tokens of a paragraph: a trie of folded words, longest name first, so that a veto
/// ("Mitsubishi Electric") wins over the shorter name in it. Words that are joined ("RenaultNissan", "MitsubishiMotors") are split where a capital follows a small letter.
/// </summary>
internal sealed class MentionFinder
{
    /// <summary>Names of a source of statements, found beside the entities.</summary>
    public const string SourcePrefix = "source:";

    private sealed class Node
    {
        public Dictionary<string, Node>? Next { get; set; }
        public List<Name>? Names { get; set; }
    }

    private enum NameKind
    {
        Alias,
        Ambiguous,
        Description,
        Veto,
        Source,
    }

    private readonly record struct Name(string Key, NameKind Kind, bool NeedsCapital);

    /// <summary>Longest word of a name, in UTF-16 units.</summary>
    private const int MaxWordLength = 64;

    private readonly Node root = new();
    private readonly bool hasAmbiguous;

    public MentionFinder(Watchlist watchlist)
    {
        foreach (WatchedEntity entity in watchlist.Entities)
        {
            foreach (string alias in entity.Aliases.Prepend(entity.Name))
            {
                Add(alias, new Name(entity.Id, NameKind.Alias, char.IsUpper(alias[0])));
            }

            foreach (string alias in entity.Ambiguous)
            {
                Add(alias, new Name(entity.Id, NameKind.Ambiguous, HasCase(alias)));
                hasAmbiguous = true;
            }

            foreach (string description in entity.Descriptions)
            {
                Add(description, new Name(entity.Id, NameKind.Description, false));
            }
        }

        foreach (string veto in watchlist.Vetoes)
        {
            Add(veto, new Name("", NameKind.Veto, HasCase(veto)));
        }

        foreach (string source in watchlist.Sources)
        {
            Add(source, new Name(SourcePrefix + source, NameKind.Source, HasCase(source)));
        }
    }

    /// <summary>
    /// The words that a name is looked up by: without case, accents, hyphens, apostrophes and the points of abbreviations. Two names with the same words are the same name.
    /// </summary>
    /// <exception cref="ArgumentException">There is no word in it, or one that is too long; the message says so.</exception>
    public static IReadOnlyList<string> Words(string name)
    {
        List<string> words = [];
        name = name.Normalize();
        foreach (Token token in Tokenizer.Tokenize(name))
        {
            if (token.Kind != TokenKind.Punctuation || !IsJoint(name[token.Start]))
            {
                words.Add(token.Length <= MaxWordLength ? Folding.Fold(name.AsSpan(token.Start, token.Length)).TrimEnd('.')
                    : throw new ArgumentException($"holds a word of {token.Length} characters; {MaxWordLength} are the most."));
            }
        }

        return words.Exists(word => char.IsLetterOrDigit(word[0])) ? words : throw new ArgumentException("holds no word.");
    }

    /// <summary>Adds the entities that a text names by a name that is not ambiguous; nothing when no name of the watchlist is.</summary>
    public void AddNamed(string text, List<Token> tokens, HashSet<string> named)
    {
        ReadOnlySpan<Token> span = CollectionsMarshal.AsSpan(tokens);
        for (int i = 0; hasAmbiguous && i < span.Length; i++)
        {
            if (span[i].Kind != TokenKind.Punctuation && Longest(text, span, i) is ({ } names, var last))
            {
                if (names[0].Kind == NameKind.Alias)
                {
                    named.Add(names[0].Key);
                }

                i = last;
            }
        }
    }

    /// <summary>Names, sources and descriptions in order; ambiguous names come with the key of the entity that they may mean.</summary>
    public List<FoundMention> Find(string text, List<Token> tokens, MentionContext context)
    {
        var found = new List<FoundMention>();
        ReadOnlySpan<Token> span = CollectionsMarshal.AsSpan(tokens);
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].Kind == TokenKind.Punctuation)
            {
                continue;
            }

            (List<Name>? names, int last) = Longest(text, span, i);
            if (names is null)
            {
                SplitJoined(text, span[i], i, found, context);
                continue;
            }

            int end = last;
            FoundMention? mention = Resolve(text, span, i, ref end, names, context);
            if (mention is not null)
            {
                found.Add(mention);
                context.Mentioned(mention.Key);
            }

            i = end;
        }

        return found;
    }

    private void Add(string name, Name value)
    {
        Node node = root;
        foreach (string word in Words(name))
        {
            node.Next ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            node.Next.TryAdd(word, new Node());
            node = node.Next[word];
        }

        (node.Names ??= []).Add(value);
    }

    private (List<Name>? Names, int Last) Longest(string text, ReadOnlySpan<Token> tokens, int first)
    {
        Node node = root;
        (List<Name>? best, int last) = (null, first);
        Span<char> buffer = stackalloc char[MaxWordLength];
        for (int i = first; i < tokens.Length && node.Next is not null; i++)
        {
            Token token = tokens[i];
            if (token.Kind == TokenKind.Punctuation)
            {
                // A hyphen or an apostrophe may stand inside a name; other marks only where the name has them ("Lynk & Co").
                if (IsJoint(text[token.Start]))
                {
                    if (i + 1 < tokens.Length && tokens[i + 1].Start == token.End && tokens[i - 1].End == token.Start)
                    {
                        continue;
                    }

                    break;
                }
            }

            if (token.Length > buffer.Length)
            {
                break;
            }

            ReadOnlySpan<char> word = text.AsSpan(token.Start, token.Length).TrimEnd('.');
            for (int k = 0; k < word.Length; k++)
            {
                buffer[k] = Folding.Fold(word[k]);
            }

            if (!node.Next.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(buffer[..word.Length], out Node? next))
            {
                break;
            }

            node = next;
            if (node.Names is { } names && (!names[0].NeedsCapital || char.IsUpper(text[tokens[first].Start])) && !IsInsideKatakana(text, tokens[first].Start, token.End))
            {
                (best, last) = (names, i);
            }
        }

        return (best, last);
    }

    private FoundMention? Resolve(string text, ReadOnlySpan<Token> tokens, int first, ref int last, List<Name> names, MentionContext context)
    {
        Name name = names[0];
        switch (name.Kind)
        {
            case NameKind.Veto:
                return null;
            case NameKind.Source:
                return new FoundMention(first, last, tokens[first].Start, tokens[last].End, name.Key, MentionVia.Alias);
            case NameKind.Description:
                return Description(text, tokens, first, last, names, context);
            case NameKind.Ambiguous when !context.Allows(name.Key):
            case NameKind.Alias or NameKind.Ambiguous when !context.IsTitleCase && (IsInsideLongerName(text, tokens, last) || EndsLongerName(text, tokens, first, last, context)):
                return null;
            default:
                last = WithCompanySuffix(text, tokens, last);
                return new FoundMention(first, last, tokens[first].Start, tokens[last].End, name.Key, MentionVia.Alias);
        }
    }

    /// <summary>
    /// "the French carmaker" means the entity of that description that was mentioned last; followed by a name it is only an apposition
    /// ("the French carmaker Renault").
    /// </summary>
    private static FoundMention? Description(string text, ReadOnlySpan<Token> tokens, int first, int last, List<Name> names, MentionContext context)
    {
        bool definite = first > 0 && text.AsSpan(tokens[first - 1].Start, tokens[first - 1].Length).Equals("the", StringComparison.OrdinalIgnoreCase);
        bool apposition = last + 1 < tokens.Length && tokens[last + 1].Kind == TokenKind.Word && char.IsUpper(text[tokens[last + 1].Start]);
        if (!definite || apposition)
        {
            return null;
        }

        string? key = context.LastMentioned(names.Where(name => name.Kind == NameKind.Description).Select(name => name.Key));
        return key is null ? null : new FoundMention(first - 1, last, tokens[first - 1].Start, tokens[last].End, key, MentionVia.Description);
    }

    /// <summary>"Mitsubishi Pencil", "Renault Korea": a capitalised word that is no company suffix, title or name of its own makes another name of it.</summary>
    private bool IsInsideLongerName(string text, ReadOnlySpan<Token> tokens, int last) =>
        (last + 2 < tokens.Length && text.AsSpan(tokens[last + 1].Start, tokens[last + 1].Length) is "do" or "de" or "da" or "du" && NameFinder.IsNameLike(text, tokens[last + 2]))
        || last + 1 < tokens.Length && tokens[last + 1].Kind == TokenKind.Word && tokens[last + 1].Start == tokens[last].End + 1
        && NameFinder.IsNameLike(text, tokens[last + 1]) && !tokens[last + 1].Has(Cue.CompanySuffix) && Longest(text, tokens, last + 1).Names is null;

    /// <summary>
    /// "Oyak Renault": a capitalised word in front that is no word of the language makes another name of it. At the start of a sentence everything is capitalised, so only a name that was
    /// read before counts there.
    /// </summary>
    private bool EndsLongerName(string text, ReadOnlySpan<Token> tokens, int first, int last, MentionContext context)
    {
        if (first == 0 || tokens[first - 1] is not { Kind: TokenKind.Word, Word: null } before || before.End + 1 != tokens[first].Start || !NameFinder.IsNameLike(text, before) || !IsNewWord(text, before))
        {
            return false;
        }

        string name = text[before.Start..tokens[last].End];
        bool opens = first == 1 || text[tokens[first - 2].Start] is '.' or '!' or '?' or '“' or '"' or ':' or '-' or '–' or '—';
        return opens ? context.IsLongerName(name) : context.AddLongerName(name);
    }

    /// <summary>No title, agency's city or name of a place, all of which stand in front of names.</summary>
    private static bool IsNewWord(string text, Token word)
    {
        ReadOnlySpan<char> written = text.AsSpan(word.Start, word.Length);
        return (NameLexicon.Of(written) & (NameCue.Title | NameCue.Place | NameCue.FirstName | NameCue.Common)) == 0 && (word.Length < 5 || char.IsLower(written[^1])) && written is not ("Groupe" or "Gruppe" or "Grupo");
    }

    /// <summary>Takes in legal forms: "Co Ltd", "SA", "Corp.", "Holding Group Co.".</summary>
    private static int WithCompanySuffix(string text, ReadOnlySpan<Token> tokens, int last)
    {
        while (last + 1 < tokens.Length)
        {
            Token next = tokens[last + 1];
            bool suffix = next.Kind == TokenKind.Word && next.Has(Cue.CompanySuffix) && char.IsUpper(text[next.Start]) && next.Start == tokens[last].End + 1;
            bool point = next.Kind == TokenKind.Punctuation && text[next.Start] == '.' && tokens[last].Has(Cue.CompanySuffix) && tokens[last].Has(Cue.Abbreviation)
                && last + 2 < tokens.Length && tokens[last + 2].Has(Cue.CompanySuffix);
            if (!suffix && !point)
            {
                break;
            }

            last++;
        }

        return last;
    }

    private void SplitJoined(string text, Token token, int index, List<FoundMention> found, MentionContext context)
    {
        Span<int> ends = stackalloc int[MaxWordLength];
        int pieces = 0;
        for (int i = token.Start + 1; i <= token.End; i++)
        {
            if (i == token.End || (char.IsUpper(text[i]) && char.IsLower(text[i - 1])))
            {
                if (pieces == ends.Length)
                {
                    return;
                }

                ends[pieces++] = i;
            }
        }

        if (pieces > 1 && (Names(text, token.Start, ends[..pieces], longest: false) ?? Names(text, token.Start, ends[..pieces], longest: true)) is { } names)
        {
            foreach ((int from, int to, string key) in names)
            {
                found.Add(new FoundMention(index, index, from, to, key, MentionVia.Alias));
                context.Mentioned(key);
            }
        }
    }

    /// <summary>The names that the pieces of a word make up; null when a piece belongs to none.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="start">Where the word begins.</param>
    /// <param name="ends">Where each piece ends.</param>
    /// <param name="longest">"RenaultNissan" as one name where there is such a name; else as two.</param>
    private List<(int Start, int End, string Key)>? Names(string text, int start, ReadOnlySpan<int> ends, bool longest)
    {
        List<(int Start, int End, string Key)> names = [];
        for (int piece = 0; piece < ends.Length; piece++)
        {
            (string? key, int end, Node node, int from) = (null, 0, root, start);
            for (int i = piece; i < ends.Length && (longest || key is null) && node.Next is not null && node.Next.TryGetValue(Folding.Fold(text.AsSpan(from, ends[i] - from)), out Node? next); i++)
            {
                (node, from) = (next, ends[i]);
                if (node.Names?.FirstOrDefault(name => name.Kind is NameKind.Alias) is { Key: { } alias })
                {
                    (key, end, piece) = (alias, ends[i], i);
                }
            }

            if (key is null)
            {
                return null;
            }

            names.Add((start, end, key));
            start = end;
        }

        return names;
    }

    /// <summary>Marks that join words or are left out: names are the same with and without them.</summary>
    private static bool IsJoint(char mark) => mark is '-' or '\u2010' or '\u2011' or '\u2013' or '\'' or '’' or '.';

    /// <summary>Scripts without capitals tell names from words by nothing but the words.</summary>
    private static bool HasCase(string name) => name.Any(c => char.IsUpper(c) || char.IsLower(c));

    /// <summary>Katakana names are words of their own, written without spaces beside other scripts.</summary>
    private static bool IsInsideKatakana(string text, int start, int end) =>
        (start > 0 && IsKatakana(text[start]) && IsKatakana(text[start - 1])) || (end < text.Length && IsKatakana(text[end - 1]) && IsKatakana(text[end]));

    private static bool IsKatakana(char c) => c is >= '\u30A1' and <= '\u30FC' and not '\u30FB';
}

/// <summary>What has been mentioned so far in an article: descriptions and ambiguous names are read in its light.</summary>
/// <param name="watchlist">Its focus, and the posts of its people.</param>
/// <param name="named">Entities that the article names in full anywhere.</param>
/// <param name="published">Of the article, if it says so.</param>
internal sealed class MentionContext(Watchlist watchlist, IReadOnlySet<string> named, string? published)
{
    private readonly Dictionary<string, int> lastMentioned = new(StringComparer.Ordinal);
    private readonly bool namesFocus = watchlist.Focus.Any(named.Contains);
    private readonly DateOnly? day = ArticleDate.Parse(published) is { } at ? DateOnly.FromDateTime(at.Date) : null;
    private int mentions;

    /// <summary>The text being read is in title case: every word begins with a capital, which then says nothing.</summary>
    public bool IsTitleCase { get; set; }

    private readonly HashSet<string> longerNames = new(StringComparer.Ordinal);

    public bool IsLongerName(string name) => longerNames.Contains(name);

    public bool AddLongerName(string name)
    {
        longerNames.Add(name);
        return true;
    }

    public void Mentioned(string key) => lastMentioned[key] = ++mentions;

    /// <summary>Whether an ambiguous name counts: see <see cref="WatchedEntity.Ambiguous"/>.</summary>
    public bool Allows(string key) =>
        named.Contains(key) || (watchlist.Find(key) is { Posts: { Count: > 0 } posts } ? posts.Any(post => named.Contains(post.At) && post.IsHeldOn(day)) : namesFocus);

    /// <summary>The one of the candidates that was mentioned last; with a single candidate it must at least be named somewhere.</summary>
    public string? LastMentioned(IEnumerable<string> candidates)
    {
        (string? best, int position) = (null, 0);
        foreach (string candidate in candidates)
        {
            if (lastMentioned.GetValueOrDefault(candidate) is var at && at > position)
            {
                (best, position) = (candidate, at);
            }
        }

        return best;
    }
}
