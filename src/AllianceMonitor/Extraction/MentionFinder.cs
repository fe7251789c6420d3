using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>A mention before it is resolved: token range and what the watchlist says that it can mean.</summary>
internal sealed record FoundMention(int FirstToken, int LastToken, int Start, int End, string Key, MentionVia Via);

/// <summary>
/// Finds the names of a watchlist in one pass over the tokens of a paragraph: a trie of folded words, longest name first, so that a veto
/// ("Mitsubishi Electric") wins over the shorter name in it. Words that are joined ("RenaultNissan") are split where a capital follows a small letter.
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

    private readonly Node root = new();

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
                Add(alias, new Name(entity.Id, NameKind.Ambiguous, true));
            }

            foreach (string description in entity.Descriptions)
            {
                Add(description, new Name(entity.Id, NameKind.Description, false));
            }
        }

        foreach (string veto in watchlist.Vetoes)
        {
            Add(veto, new Name("", NameKind.Veto, true));
        }

        foreach (string source in watchlist.Sources)
        {
            Add(source, new Name(SourcePrefix + source, NameKind.Source, true));
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
                if (SplitJoined(text, span[i], i, found, context))
                {
                    continue;
                }

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
        foreach (Token token in Tokenizer.Tokenize(name))
        {
            if (token.Kind == TokenKind.Punctuation && name[token.Start] is '-' or '’' or '\'' or '.')
            {
                continue;
            }

            node.Next ??= new Dictionary<string, Node>(StringComparer.Ordinal);
            string word = Folding.Fold(name.AsSpan(token.Start, token.Length)).TrimEnd('.');
            node.Next.TryAdd(word, new Node());
            node = node.Next[word];
        }

        (node.Names ??= []).Add(value);
    }

    private (List<Name>? Names, int Last) Longest(string text, ReadOnlySpan<Token> tokens, int first)
    {
        Node node = root;
        (List<Name>? best, int last) = (null, first);
        Span<char> buffer = stackalloc char[64];
        for (int i = first; i < tokens.Length && node.Next is not null; i++)
        {
            Token token = tokens[i];
            if (token.Kind == TokenKind.Punctuation)
            {
                char mark = text[token.Start];

                // A hyphen or a possessive may stand inside a name, nothing else.
                if (i > first && mark is '-' or '‑' or '–' && i + 1 < tokens.Length && tokens[i + 1].Start == token.End && tokens[i - 1].End == token.Start)
                {
                    continue;
                }

                if (i > first && mark is '\'' or '’' && i + 1 < tokens.Length && tokens[i + 1].Start == token.End)
                {
                    continue;
                }

                break;
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
            if (node.Names is { } names && (!names[0].NeedsCapital || char.IsUpper(text[tokens[first].Start])))
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
            case NameKind.Alias or NameKind.Ambiguous when !context.IsTitleCase && IsInsideLongerName(text, tokens, last):
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
        last + 1 < tokens.Length && tokens[last + 1].Kind == TokenKind.Word && tokens[last + 1].Start == tokens[last].End + 1
        && NameFinder.IsNameLike(text, tokens[last + 1]) && !tokens[last + 1].Has(Cue.CompanySuffix) && Longest(text, tokens, last + 1).Names is null;

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

    private bool SplitJoined(string text, Token token, int index, List<FoundMention> found, MentionContext context)
    {
        List<(int Start, int End, string Key)> pieces = [];
        int start = token.Start;
        for (int i = token.Start + 1; i <= token.End; i++)
        {
            bool hump = i < token.End && char.IsUpper(text[i]) && char.IsLower(text[i - 1]);
            if (!hump && i < token.End)
            {
                continue;
            }

            if (start == token.Start && i == token.End)
            {
                return false;
            }

            if (root.Next is null || !root.Next.TryGetValue(Folding.Fold(text.AsSpan(start, i - start)), out Node? node)
                || node.Names?.FirstOrDefault(name => name.Kind is NameKind.Alias) is not { Key: { } key })
            {
                return false;
            }

            pieces.Add((start, i, key));
            start = i;
        }

        foreach ((int from, int to, string key) in pieces)
        {
            found.Add(new FoundMention(index, index, from, to, key, MentionVia.Alias));
            context.Mentioned(key);
        }

        return pieces.Count > 0;
    }
}

/// <summary>What has been mentioned so far in an article: descriptions and ambiguous names are read in its light.</summary>
internal sealed class MentionContext(IReadOnlySet<string> named)
{
    private readonly List<string> order = [];

    /// <summary>The text being read is in title case: every word begins with a capital, which then says nothing.</summary>
    public bool IsTitleCase { get; set; }

    public void Mentioned(string key)
    {
        order.Remove(key);
        order.Add(key);
    }

    /// <summary>An ambiguous name counts where the article names the entity in full or an entity of the focus.</summary>
    public bool Allows(string key) => named.Count > 0 || order.Contains(key);

    /// <summary>The one of the candidates that was mentioned last; with a single candidate it must at least be named somewhere.</summary>
    public string? LastMentioned(IEnumerable<string> candidates)
    {
        (string? best, int position) = (null, -1);
        foreach (string candidate in candidates)
        {
            int at = order.LastIndexOf(candidate);
            if (at > position)
            {
                (best, position) = (candidate, at);
            }
        }

        return best;
    }
}
