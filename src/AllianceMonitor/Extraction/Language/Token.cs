using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AllianceMonitor.Extraction;

internal enum TokenKind : byte
{
    Word,
    Number,
    Punctuation,
}

/// <summary>A word, number or punctuation mark of a paragraph; <paramref name="Lexeme"/> is what is known of a word, null for all else.</summary>
internal readonly record struct Token(int Start, int End, TokenKind Kind, Lexeme? Lexeme)
{
    private readonly WordClass wordClass = Lexeme?.Word?.Class ?? WordClass.None;

    public int Length => End - Start;

    /// <summary>What the lexicon knows of it, null where it knows nothing.</summary>
    public Word? Word => Lexeme?.Word;

    /// <summary>What lists of names say of it.</summary>
    public NameCue NameCues => Lexeme?.NameCues ?? NameCue.None;

    public bool IsCapitalised => Lexeme is { IsCapitalised: true };
    public bool Has(Cue cue) => Word is { } word && (word.Cues & cue) != 0;
    public bool Is(WordClass anyOf) => (wordClass & anyOf) != 0;
    public bool Means(NounSense sense) => Word is { } word && (word.Sense & sense) != 0;
}

internal static class TokenText
{
    /// <summary>What stands from one token to another; a single word costs nothing.</summary>
    public static string TextOf(this List<Token> tokens, string text, int first, int last) =>
        first == last && tokens[first].Lexeme is { } lexeme ? lexeme.Spelling : text[tokens[first].Start..tokens[last].End];
}

/// <summary>Cuts text into tokens: letters with inner apostrophes and full stops of abbreviations ("U.S."), numbers with inner separators, single marks, single Han and kana.</summary>
internal static class Tokenizer
{
    public static List<Token> Tokenize(string text)
    {
        var tokens = new List<Token>((text.Length / 5) + 4);
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (c == ' ')
            {
                at++;
            }
            else if (char.IsLetter(c))
            {
                int end = IsIdeographic(c) ? at + 1 : WordEnd(text, at);
                tokens.Add(new Token(at, end, TokenKind.Word, Vocabulary.Of(text.AsSpan(at, end - at))));
                at = end;
            }
            else if (char.IsDigit(c))
            {
                int end = NumberEnd(text, at);
                tokens.Add(new Token(at, end, TokenKind.Number, null));
                at = end;
            }
            else
            {
                int length = char.IsHighSurrogate(c) && at + 1 < text.Length ? 2 : 1;
                tokens.Add(new Token(at, at + length, TokenKind.Punctuation, null));
                at += length;
            }
        }

        return tokens;
    }

    private static int WordEnd(string text, int at)
    {
        int start = at;
        while (at < text.Length)
        {
            char c = text[at];
            if (char.IsAsciiLetter(c) || (char.IsLetter(c) && !IsIdeographic(c)) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
            {
                at++;
            }
            else if (c is '\'' or '’' && at + 1 < text.Length && char.IsLetter(text[at + 1]) && !IsPossessive(text, at))
            {
                at++;
            }
            else if (c == '.' && at + 1 < text.Length && at == start + 1 && char.IsLetter(text[at + 1]) && char.IsUpper(text[start]))
            {
                // An abbreviation of single letters: U.S., S.A.
                while (at + 1 < text.Length && text[at] == '.' && char.IsLetter(text[at + 1]) && (at + 2 >= text.Length || !char.IsLetter(text[at + 2])))
                {
                    at += 2;
                }

                return at < text.Length && text[at] == '.' ? at + 1 : at;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    /// <summary>Kana and Han stand without spaces: each character is a token.</summary>
    private static bool IsIdeographic(char c) => c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    private static bool IsPossessive(string text, int apostrophe) =>
        text[apostrophe + 1] is 's' or 'S' && (apostrophe + 2 >= text.Length || !char.IsLetter(text[apostrophe + 2]));

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length && (char.IsDigit(text[at]) || (text[at] is '.' or ',' && at + 1 < text.Length && char.IsDigit(text[at + 1]) && char.IsDigit(text[at - 1]))))
        {
            at++;
        }

        return at;
    }
}

/// <summary>Letters without case and accent, so that Ampère is Ampere; one apostrophe for both.</summary>
internal static class Folding
{
    private const int TableSize = 0x250;

    private static readonly char[] Table = BuildTable();

    public static char Fold(char c) => c < TableSize ? Table[c] : c == '’' ? '\'' : char.ToLowerInvariant(c);

    public static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (int i = 0; i < source.Length; i++)
        {
            folded[i] = Fold(source[i]);
        }
    });

    private static char[] BuildTable()
    {
        var table = new char[TableSize];
        for (int i = 0; i < TableSize; i++)
        {
            string plain = ((char)i).ToString().Normalize(NormalizationForm.FormD);
            table[i] = char.ToLowerInvariant(plain.Length > 1 && char.IsLetter((char)i) ? plain[0] : (char)i);
        }

        return table;
    }
}
