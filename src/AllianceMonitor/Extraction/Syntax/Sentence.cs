using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>
/// A sentence with what was found in it. Token positions are indices into <see cref="Tokens"/> of the whole paragraph; the sentence covers
/// <see cref="First"/> to <see cref="Last"/>, both included.
/// </summary>
internal sealed class Sentence
{
    public required string Text { get; init; }
    public required List<Token> Tokens { get; init; }
    public required int First { get; init; }
    public required int Last { get; init; }
    public required int? Paragraph { get; init; }

    /// <summary>All names and role descriptions, in order.</summary>
    public required List<FoundMention> Mentions { get; init; }

    public required List<FoundValue> Values { get; init; }

    public string Plain => Text[Tokens[First].Start..Tokens[Last].End];

    /// <summary>Whether the token is this word, given in small letters. Asked some dozens of times per token, so length and first letter are looked at first.</summary>
    public bool Is(int index, string word)
    {
        if ((uint)(index - First) > (uint)(Last - First))
        {
            return false;
        }

        ref readonly Token token = ref CollectionsMarshal.AsSpan(Tokens)[index];
        return token.Length == word.Length && (Text[token.Start] | 0x20) == (word[0] | 0x20) && Text.AsSpan(token.Start, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the token is one of these words, given in small letters.</summary>
    public bool IsAny(int index, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Is(index, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The word in small letters, to be compared with several; empty for what is no word.</summary>
    public string Lower(int index) => index >= First && index <= Last && Tokens[index].Lexeme is { } lexeme ? lexeme.Folded : "";

    public bool Has(int index, Cue cue) => index >= First && index <= Last && Tokens[index].Has(cue);

    public string TextOf(int first, int last) => Tokens.TextOf(Text, first, last);
}
