using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>The tokens of a paragraph as they are read: a negation waits here for the word that it negates.</summary>
internal sealed class TokenWriter(ParagraphVocabulary vocabulary)
{
    private readonly List<ParagraphToken> tokens = [];

    public List<ParagraphToken> Tokens => tokens;

    /// <summary>The next word is negated.</summary>
    public bool Negated { get; set; }

    /// <summary>The next figure is said to be a rough one.</summary>
    public bool Approximate { get; set; }

    /// <summary>The next figure is below zero.</summary>
    public bool BelowZero { get; set; }

    /// <summary>The next token is the first of a statement.</summary>
    public bool StartsStatement { get; set; }

    public void Clear()
    {
        tokens.Clear();
        (Negated, StartsStatement, Approximate, BelowZero) = (false, false, false, false);
    }

    public void EmitNumber(double value, ScannedWord word, string suffix = "", TokenTraits traits = TokenTraits.None)
    {
        value = BelowZero ? -value : value;
        BelowZero = false;
        Span<char> form = stackalloc char[48];
        form.TryWrite(CultureInfo.InvariantCulture, $"#{value:G12}{suffix}", out int length);
        Emit(vocabulary.NumberOf(form[..length]), TokenKind.Number, word, traits);
    }

    public void Emit(int term, TokenKind kind, ScannedWord word, TokenTraits traits = TokenTraits.None)
    {
        traits |= word.AfterComma ? TokenTraits.AfterJoint : TokenTraits.None;
        traits |= word.StartsSentence ? TokenTraits.StartsSentence : TokenTraits.None;
        traits |= StartsStatement ? TokenTraits.StartsStatement : TokenTraits.None;
        traits |= Approximate && kind == TokenKind.Number ? TokenTraits.Approximate : TokenTraits.None;
        StartsStatement = false;
        Approximate = false;
        if (kind > TokenKind.Particle && Negated)
        {
            traits |= TokenTraits.Negated;
            Negated = false;
        }

        if (kind == TokenKind.Name)
        {
            vocabulary.AddName(term);
        }

        tokens.Add(new ParagraphToken(term, kind, traits));
    }
}
