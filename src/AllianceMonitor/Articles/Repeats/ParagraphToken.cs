namespace AllianceMonitor.Articles;

/// <summary>What a token is to the comparison of two paragraphs.</summary>
internal enum TokenKind : byte
{
    /// <summary>Carries no news: articles, pronouns, auxiliaries.</summary>
    Function,

    /// <summary>Carries a direction at most: up, after, without.</summary>
    Particle,
    Word,

    /// <summary>A capitalised word that begins a sentence: a name, unless it is an ordinary word.</summary>
    MaybeName,
    Name,

    /// <summary>A month or a day of the week.</summary>
    Date,
    Number,
    Unit,
}

[Flags]
internal enum TokenTraits : ushort
{
    None = 0,

    /// <summary>"not", "no longer" or "failed to" stands before it.</summary>
    Negated = 1,

    /// <summary>Follows a comma, a semicolon or "and": a member of a list, or the beginning of a clause.</summary>
    AfterJoint = 2,

    /// <summary>The first of its sentence.</summary>
    StartsSentence = 4,

    /// <summary>An ordinal or the word "one", which often say no more than "a".</summary>
    Soft = 8,

    /// <summary>Written in capitals throughout.</summary>
    Acronym = 16,

    /// <summary>The first token after a full stop, an exclamation mark or a question mark that ends a sentence.</summary>
    StartsStatement = 32,

    /// <summary>"about", "nearly" or "more than" stands before the figure.</summary>
    Approximate = 64,

    /// <summary>Begins a sentence and may be a name, but looks like an ordinary word: "Boeing", "Settlers".</summary>
    Capital = 128,

    /// <summary>A verb in the past, or its participle.</summary>
    Past = 256,

    /// <summary>"70m" that does not tell which, read as millions.</summary>
    MetresOrMillions = 512,

    /// <summary>A figure of metres.</summary>
    Metres = 1024,
}

/// <summary>A word, figure or name of a paragraph, by the number that the article's vocabulary gives to its normalised form.</summary>
internal readonly record struct ParagraphToken(int Term, TokenKind Kind, TokenTraits Traits)
{
    public bool IsContent => Kind > TokenKind.Particle;

    public bool IsNegated => (Traits & TokenTraits.Negated) != 0;

    public bool IsSoft => (Traits & TokenTraits.Soft) != 0;

    public bool IsApproximate => (Traits & TokenTraits.Approximate) != 0;

    public bool IsCapital => (Traits & TokenTraits.Capital) != 0;

    /// <summary>A verb in the past, or its participle.</summary>
    public bool IsPast => (Traits & TokenTraits.Past) != 0;

    public bool IsAfterJoint => (Traits & TokenTraits.AfterJoint) != 0;

    /// <summary>The first of a statement or behind a joint, where another clause may begin.</summary>
    public bool StartsClause => (Traits & (TokenTraits.AfterJoint | TokenTraits.StartsStatement)) != 0;

    public bool IsName => Kind is TokenKind.Name or TokenKind.MaybeName;

    /// <summary>A figure that is no mere "first" or "one".</summary>
    public bool IsFigure => Kind == TokenKind.Number && !IsSoft;
}

/// <summary>Steps from one content token to another.</summary>
internal static class ParagraphTokens
{
    /// <summary>The content token in front; -1 without.</summary>
    public static int PreviousContent(ParagraphToken[] tokens, int at)
    {
        int previous = at - 1;
        while (previous >= 0 && !tokens[previous].IsContent)
        {
            previous--;
        }

        return previous;
    }

    /// <summary>The content token behind; the length without.</summary>
    public static int NextContent(ParagraphToken[] tokens, int at)
    {
        int next = at + 1;
        while (next < tokens.Length && !tokens[next].IsContent)
        {
            next++;
        }

        return next;
    }
}
