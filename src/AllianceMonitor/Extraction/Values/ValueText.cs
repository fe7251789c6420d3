using System.Globalization;
using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>A number in a text: tokens from <paramref name="First"/> to <paramref name="Last"/>. A null <paramref name="Value"/> is no exact one ("hundreds of millions").</summary>
internal readonly record struct Numeral(int First, int Last, decimal? Value, bool HasMagnitude);

/// <summary>The tokens of a paragraph as the readers of values ask for them. Indices outside give the answers of an empty token.</summary>
internal readonly ref struct ValueText(string text, List<Token> tokens)
{
    private readonly ReadOnlySpan<Token> tokens = CollectionsMarshal.AsSpan(tokens);

    public string Text { get; } = text;

    public int Count => tokens.Length;

    public Token this[int i] => (uint)i < (uint)tokens.Length ? tokens[i] : default;

    public char CharAt(int i) => (uint)i < (uint)tokens.Length ? Text[tokens[i].Start] : '\0';

    public bool IsNumber(int i) => (uint)i < (uint)tokens.Length && tokens[i].Kind == TokenKind.Number;

    public bool IsUpper(int i) => char.IsUpper(CharAt(i));

    /// <summary>Whether nothing stands between the token and the one before it.</summary>
    public bool IsGlued(int i) => i > 0 && i < tokens.Length && tokens[i].Start == tokens[i - 1].End;

    public ReadOnlySpan<char> Span(int i) => (uint)i < (uint)tokens.Length ? Text.AsSpan(tokens[i].Start, tokens[i].Length) : [];

    public string Words(int first, int last) => Text[tokens[first].Start..tokens[last].End];

    /// <summary>Whether the token is this word, in any case.</summary>
    public bool Is(int i, string word) => Span(i).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsHyphen(int i) => CharAt(i) is '-' or '‑' or '–' && this[i].Kind == TokenKind.Punctuation;

    public ValueWord Word(int i) => (uint)i < (uint)tokens.Length && tokens[i].Lexeme is { } lexeme ? lexeme.Value : ValueWord.None;

    public bool IsWord(int i, ValueWordKind kind) => Word(i).Kind == kind;

    /// <summary>A whole number of at most nine digits without separators, else null.</summary>
    public int? Whole(int i) => IsNumber(i) && this[i].Length <= 9 && int.TryParse(Span(i), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The number that begins at a token: "1.2 billion", "600m", "half a million", "twenty-five", "a hundred thousand", "hundreds of millions"; null where none begins.</summary>
    /// <param name="i">First token.</param>
    /// <param name="isMoney">Whether a currency stands in front, so that a single letter is a magnitude ("$5 m").</param>
    public Numeral? NumeralAt(int i, bool isMoney = false)
    {
        if (IsNumber(i))
        {
            return decimal.TryParse(Span(i), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out decimal number) && number < 1e15m ? Times(i, i, number, isMoney) : null;
        }

        ValueWord word = Word(i);
        if (word.Kind == ValueWordKind.Magnitudes)
        {
            int last = i;
            while (Is(last + 1, "of") && Word(last + 2).Kind == ValueWordKind.Magnitudes)
            {
                last += 2;
            }

            return new Numeral(i, last, null, true);
        }

        if (word.Kind != ValueWordKind.Number)
        {
            bool one = CharAt(i) is 'a' or 'A' && (Is(i, "a") || Is(i, "an")) && Word(i + 1) is { Kind: ValueWordKind.Magnitude } && this[i + 1].Length > 3;
            return one ? Times(i, i, 1, isMoney) : null;
        }

        if (word.Number == 0.5m)
        {
            // "half a million", "half-a-million", "half a percent"
            int a = IsHyphen(i + 1) ? i + 2 : i + 1;
            return Is(a, "a") ? Times(i, a, word.Number, isMoney) : null;
        }

        // "twenty-five", "twenty five"
        int unit = IsHyphen(i + 1) ? i + 2 : i + 1;
        return word.Number >= 20 && Word(unit) is { Kind: ValueWordKind.Number, Number: >= 1 and < 10 } ones ? Times(i, unit, word.Number + ones.Number, isMoney) : Times(i, i, word.Number, isMoney);
    }

    /// <summary>Takes in the magnitudes that follow: "hundred million", "lakh crore", "-billion".</summary>
    private Numeral Times(int first, int last, decimal number, bool isMoney)
    {
        bool any = false;
        while (true)
        {
            int next = IsHyphen(last + 1) && IsGlued(last + 1) && IsGlued(last + 2) ? last + 2 : last + 1;
            if (Word(next) is not { Kind: ValueWordKind.Magnitude } magnitude || number >= 1e15m || (this[next].Length == 1 && !isMoney && !IsGlued(next)))
            {
                return new Numeral(first, last, number, any);
            }

            // "5 m wide" is a length: a letter counts where money is meant or it is glued ("600m euros").
            (number, last, any) = (number * magnitude.Number, next, true);
        }
    }
}
