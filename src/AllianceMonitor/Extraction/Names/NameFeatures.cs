namespace AllianceMonitor.Extraction;

/// <summary>How a word is written.</summary>
internal enum Shape : byte
{
    Outside,
    Lower,
    Capitalised,
    Capitals,
    OneCapital,
    Pointed,
    Mixed,
    Number,
    Mark,
}

/// <summary>A token as the features see it.</summary>
/// <param name="Word">Hash of the word in small letters.</param>
/// <param name="Ending">Its last three letters.</param>
/// <param name="Beginning">Its first three letters.</param>
/// <param name="Shape">How it is written.</param>
/// <param name="Cues">What the lists say.</param>
/// <param name="Class">What the lexicon says.</param>
/// <param name="StartsSentence">Whether it would have a capital anyway.</param>
internal readonly record struct NameToken(uint Word, uint Ending, uint Beginning, Shape Shape, NameCue Cues, WordClass Class, bool StartsSentence)
{
    public static NameToken Of(string text, List<Token> tokens, int i)
    {
        if ((uint)i >= (uint)tokens.Count)
        {
            return default;
        }

        Token token = tokens[i];
        bool starts = i == 0 || text[tokens[i - 1].Start] is '.' or '!' or '?' or '“' or '"' or ':' or '‘' or '•' or ';' || (i > 1 && tokens[i].Start == tokens[i - 1].End && text[tokens[i - 1].Start] == '\'');
        return token switch
        {
            { Lexeme: { } lexeme } => lexeme.Name with { StartsSentence = starts },
            { Kind: TokenKind.Number } => new NameToken((uint)(1000 + token.Length), 0, 0, Shape.Number, NameCue.None, WordClass.None, starts),
            _ => new NameToken(text[token.Start], 0, 0, Shape.Mark, NameCue.None, WordClass.None, starts),
        };
    }

    /// <summary>A word within a sentence.</summary>
    public static NameToken Of(Lexeme lexeme)
    {
        ReadOnlySpan<char> word = lexeme.Spelling;
        return new NameToken(Hash(word), Three(word[Math.Max(0, word.Length - 3)..]), Three(word[..Math.Min(3, word.Length)]), ShapeOf(word), lexeme.NameCues, lexeme.Word?.Class ?? WordClass.None, false);
    }

    private static Shape ShapeOf(ReadOnlySpan<char> word)
    {
        int upper = 0, points = 0;
        foreach (char c in word)
        {
            upper += char.IsUpper(c) ? 1 : 0;
            points += c == '.' ? 1 : 0;
        }

        return points > 0 ? Shape.Pointed
            : upper == 0 ? Shape.Lower
            : word.Length == 1 ? Shape.OneCapital
            : upper == word.Length ? Shape.Capitals
            : upper == 1 && char.IsUpper(word[0]) ? Shape.Capitalised : Shape.Mixed;
    }

    private static uint Three(ReadOnlySpan<char> letters)
    {
        uint packed = 0;
        foreach (char c in letters)
        {
            packed = (packed << 10) ^ char.ToLowerInvariant(c);
        }

        return packed;
    }

    /// <summary>FNV-1a over small letters.</summary>
    private static uint Hash(ReadOnlySpan<char> word)
    {
        uint hash = 2166136261;
        foreach (char c in word)
        {
            hash = (hash ^ (c < 128 ? (uint)c | (char.IsAsciiLetterUpper(c) ? 0x20u : 0) : char.ToLowerInvariant(c))) * 16777619;
        }

        return hash;
    }
}

/// <summary>What the tagger looks at to label a token: hashed features, the lexical ones first.</summary>
internal static class NameFeatures
{
    /// <summary>Tokens on either side of a region that features look at.</summary>
    public const int Margin = 2;

    public const int Most = 96;

    /// <summary>Features of one token.</summary>
    /// <param name="tokens">The region with <see cref="Margin"/> tokens on either side.</param>
    /// <param name="i">Index of the token.</param>
    /// <param name="features">Receives the hashes.</param>
    /// <param name="lexical">How many of them, the first, hang on single words, which training forgets now and then.</param>
    /// <returns>How many there are.</returns>
    public static int Of(ReadOnlySpan<NameToken> tokens, int i, Span<uint> features, out int lexical)
    {
        var sink = new Sink(features);
        ref readonly NameToken token = ref tokens[i];
        ref readonly NameToken before = ref tokens[i - 1];
        ref readonly NameToken after = ref tokens[i + 1];
        (int first, int last) = Run(tokens, i);
        sink.Add(1, token.Word);
        sink.Add(2, before.Word);
        sink.Add(3, after.Word);
        sink.Add(4, tokens[i - 2].Word);
        sink.Add(5, tokens[i + 2].Word);
        sink.Add(6, token.Ending);
        sink.Add(7, token.Beginning);
        sink.Add(8, tokens[first - 1].Word);
        sink.Add(9, tokens[last + 1].Word);
        sink.Add(10, tokens[last].Word);
        lexical = sink.Count;

        uint shape = (uint)token.Shape, place = (uint)(i == first ? i == last ? 0 : 1 : i == last ? 2 : 3);
        sink.Add(20, shape);
        sink.Add(21, (shape * 64) + ((uint)before.Shape * 8) + (uint)after.Shape);
        sink.Add(22, (shape * 2) + (token.StartsSentence ? 1u : 0));
        sink.Add(23, (place * 16) + (uint)Math.Min(last - first, 7));
        sink.Add(24, (uint)token.Cues);
        sink.Add(25, ((uint)before.Cues * 31) + (uint)token.Cues);
        sink.Add(26, ((uint)token.Cues * 31) + (uint)after.Cues);
        sink.Add(27, ((uint)tokens[last].Cues * 4) + place);
        sink.Add(28, ((uint)tokens[first].Cues * 4) + place);
        sink.Add(29, (uint)tokens[first - 1].Cues);
        sink.Add(30, (uint)tokens[last + 1].Cues);
        sink.Add(31, (uint)token.Class);
        sink.Add(32, (uint)tokens[first - 1].Class);
        sink.Add(33, (uint)tokens[last + 1].Class);
        sink.Add(34, ((token.Cues & (NameCue.Common | NameCue.Title)) != 0 || token.Class != 0 ? 2u : 0) + (token.StartsSentence ? 1u : 0) + (4 * place));
        sink.Add(35, (uint)tokens[last + 2 < tokens.Length ? last + 2 : last + 1].Class);
        Bits(ref sink, 40, token.Cues, place);
        Bits(ref sink, 41, i == last ? NameCue.None : tokens[last].Cues, 0);
        Bits(ref sink, 42, i == first ? NameCue.None : tokens[first].Cues, 0);
        Bits(ref sink, 43, before.Cues, 0);
        Bits(ref sink, 44, after.Cues, 0);
        Bits(ref sink, 45, tokens[last + 1].Cues, 0);
        return sink.Count;
    }

    /// <summary>The capitalised words around a token, without the small words and marks of the region.</summary>
    private static (int First, int Last) Run(ReadOnlySpan<NameToken> tokens, int i)
    {
        int first = i, last = i;
        while (first > Margin && IsPart(tokens[first - 1]))
        {
            first--;
        }

        while (last < tokens.Length - Margin - 1 && IsPart(tokens[last + 1]))
        {
            last++;
        }

        return (first, last);
    }

    private static bool IsPart(in NameToken token) => token.Shape is not (Shape.Lower or Shape.Mark);

    private static void Bits(ref Sink sink, uint template, NameCue cues, uint place)
    {
        for (uint bits = (uint)cues; bits != 0; bits &= bits - 1)
        {
            sink.Add(template, (uint)System.Numerics.BitOperations.TrailingZeroCount(bits) + (32 * place));
        }
    }

    private ref struct Sink(Span<uint> features)
    {
        private readonly Span<uint> features = features;

        public int Count { get; private set; }

        public void Add(uint template, uint value)
        {
            if (Count < features.Length)
            {
                uint hash = (value ^ (template * 0x9E3779B9)) * 0x85EBCA6B;
                hash = (hash ^ (hash >> 15)) * 0xC2B2AE35;
                features[Count++] = hash >> (32 - NameModel.Bits);
            }
        }
    }
}
