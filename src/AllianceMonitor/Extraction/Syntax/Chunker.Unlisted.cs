namespace AllianceMonitor.Extraction;

/// <summary>Verbs that stand in no list as they are written: with a hyphen, or known by their place alone.</summary>
internal sealed partial class Chunker
{
    /// <summary>The verb that a word of two letters begins with its hyphen: "co-owns", "re-elected"; null for anything else.</summary>
    private Word? Hyphenated(int i) =>
        i + 2 <= sentence.Last && sentence.Tokens[i].Kind == TokenKind.Word && sentence.Tokens[i + 1] is { Kind: TokenKind.Punctuation } hyphen && hyphen.Start == sentence.Tokens[i].End && hyphen.End == sentence.Tokens[i + 2].Start && sentence.Tokens[i + 2].Kind == TokenKind.Word
        && Lexicon.Find(sentence.Text.AsSpan(sentence.Tokens[i].Start, sentence.Tokens[i + 2].End - sentence.Tokens[i].Start)) is { } word && word.Is(WordClass.Verb) && word.Lemma.Contains('-', StringComparison.Ordinal) ? word : null;

    /// <summary>A word that no list has is a verb by its place: "are folding", "will jettison".</summary>
    private Word? Unknown(Token token, bool afterBe, bool afterModal)
    {
        ReadOnlySpan<char> word = sentence.Text.AsSpan(token.Start, token.Length);
        return token.Kind != TokenKind.Word || word.Length < 4 || !char.IsLower(word[0]) ? null
            : afterBe && word.EndsWith("ing") ? Lexicon.UnknownGerund
            : afterModal && !word.EndsWith("ly") ? Lexicon.UnknownBase : null;
    }

    /// <summary>"to standardise the size of their cells": behind "to", what no list has and an article or possessive follows.</summary>
    private bool IsUnknownInfinitive(int i)
    {
        Token token = At(i);
        return token is { Kind: TokenKind.Word, Word: null, Length: > 3 } && char.IsLower(sentence.Text[token.Start]) && sentence.Text[token.End - 1] != 's' && At(i + 1).Is(WordClass.Determiner | WordClass.Possessive) && !sentence.Is(i + 1, "a") && !IsValueOrName(i);
    }
}
