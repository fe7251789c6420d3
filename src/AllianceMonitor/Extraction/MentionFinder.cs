using System.Numerics;
using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>A mention before it is resolved: token range and what the watchlist says that it can mean.</summary>
internal sealed record FoundMention(int FirstToken, int LastToken, int Start, int End, string Key, MentionVia Via);

/// <summary>
/// Finds the names of a watchlist in one pass over the tokens of a paragraph: a trie of folded words, longest name first, so that a veto
/// ("Mitsubishi Electric") wins over the shorter name in it. Words that are joined ("RenaultNissan", "MitsubishiMotors") are split where a capital follows a small letter.
/// </summary>
internal sealed partial class MentionFinder
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
    private const int MaxWordLength = Vocabulary.LongestWord;

    private readonly Node root = new();
    private readonly bool hasAmbiguous;

    /// <summary>A bit for the hash of each word that a name begins with: most words of a text are refused by it.</summary>
    private readonly ulong[] firstWords;

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

        firstWords = new ulong[BitOperations.RoundUpToPowerOf2((uint)(root.Next?.Count ?? 0) + 1)];
        foreach (string word in root.Next?.Keys ?? Enumerable.Empty<string>())
        {
            (int slot, ulong bit) = BitOf(Vocabulary.Hash(word));
            firstWords[slot] |= bit;
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

    /// <summary>Sixty-four bits for each first word of a name.</summary>
    private (int Slot, ulong Bit) BitOf(uint hash) => ((int)((hash >> 6) & (uint)(firstWords.Length - 1)), 1UL << (int)(hash & 63));

    private bool MayBegin(string text, Token token)
    {
        (int slot, ulong bit) = BitOf(token.Lexeme?.FoldedHash ?? Vocabulary.Hash(text.AsSpan(token.Start, token.Length)));
        return (firstWords[slot] & bit) != 0;
    }

    private (List<Name>? Names, int Last) Longest(string text, ReadOnlySpan<Token> tokens, int first)
    {
        if (!MayBegin(text, tokens[first]))
        {
            return (null, first);
        }

        Node node = root;
        (List<Name>? best, int last) = (null, first);
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

            if (token.Length > MaxWordLength || !node.Next.TryGetValue(token.Lexeme?.Folded ?? Folding.Fold(text.AsSpan(token.Start, token.Length)), out Node? next))
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

    /// <summary>Marks that join words or are left out: names are the same with and without them.</summary>
    private static bool IsJoint(char mark) => mark is '-' or '\u2010' or '\u2011' or '\u2013' or '\'' or '’' or '.';

    /// <summary>Scripts without capitals tell names from words by nothing but the words.</summary>
    private static bool HasCase(string name) => name.Any(c => char.IsUpper(c) || char.IsLower(c));

    /// <summary>Katakana names are words of their own, written without spaces beside other scripts.</summary>
    private static bool IsInsideKatakana(string text, int start, int end) =>
        (start > 0 && IsKatakana(text[start]) && IsKatakana(text[start - 1])) || (end < text.Length && IsKatakana(text[end - 1]) && IsKatakana(text[end]));

    private static bool IsKatakana(char c) => c is >= '\u30A1' and <= '\u30FC' and not '\u30FB';
}
