namespace AllianceMonitor.Articles;

/// <summary>How far a thing has come in each of two paragraphs: "wants to sell", "will sell", "has sold".</summary>
internal sealed class StageDifferences(ParagraphAlignment alignment)
{
    private enum Outlook
    {
        Open,
        Planned,
        Done,
    }

    private readonly ParagraphVocabulary vocabulary = alignment.Vocabulary;

    /// <summary>Whether a verb that both have is planned in the one and done in the other.</summary>
    public bool Differ()
    {
        for (int i = 0; i < alignment.A.Length; i++)
        {
            if (alignment.A[i].Kind == TokenKind.Word && alignment.InB[i] is >= 0 and var j && alignment.B[j].Kind == TokenKind.Word
                && OutlookOf(alignment.A, i) is var first and not Outlook.Open && OutlookOf(alignment.B, j) is var second and not Outlook.Open && first != second)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>From the function words before a verb and what they hang on: "has sold", "will sell", "is to sell", "wants to sell".</summary>
    private Outlook OutlookOf(ParagraphToken[] tokens, int verb)
    {
        if (tokens[verb].IsNegated)
        {
            return Outlook.Open;
        }

        (bool perfect, bool future, bool to, bool auxiliary) = (false, false, false, false);
        for (int i = verb - 1; i >= 0; i--)
        {
            ParagraphVocabulary.Term word = vocabulary[tokens[i].Term];
            if (word.Is(WordClass.Modal))
            {
                return Outlook.Open;
            }

            if (tokens[i].IsContent)
            {
                future |= !perfect && word.Is(WordClass.Plan) && !tokens[i].IsNegated;
                perfect |= !to && !future && word.Is(WordClass.Completion) && tokens[i].IsPast && !tokens[i].IsNegated;
                break;
            }

            if ((tokens[i].Kind == TokenKind.Particle && word.Stem is not ("about" or "on" or "over")) || tokens[i + 1].IsAfterJoint)
            {
                break;
            }

            auxiliary |= word.Is(WordClass.Be | WordClass.Perfect | WordClass.Future);
            perfect |= word.Is(WordClass.Perfect) && !to;
            future |= word.Is(WordClass.Future) || (to && word.Is(WordClass.Be));
            to |= word.Stem == "to";
        }

        perfect |= !auxiliary && !to && tokens[verb].IsPast && !IsJoined(tokens, verb) && HasObjectBehind(tokens, verb) && !IsAbsolute(tokens, verb);
        return perfect == future ? Outlook.Open : perfect ? Outlook.Done : Outlook.Planned;
    }

    /// <summary>"sold the shares", but not "the shares sold in May".</summary>
    private bool HasObjectBehind(ParagraphToken[] tokens, int verb) =>
        verb + 1 < tokens.Length && !tokens[verb + 1].IsAfterJoint && tokens[verb + 1].Kind != TokenKind.Particle && !vocabulary[tokens[verb + 1].Term].Is(WordClass.Preposition);

    /// <summary>"will be filmed in May and shown in June": whose time is that of what it is joined to.</summary>
    private bool IsJoined(ParagraphToken[] tokens, int verb) => tokens[verb].IsAfterJoint || (verb > 0 && vocabulary[tokens[verb - 1].Term].Stem is "and" or "or");

    /// <summary>"with water distributed every two kilometres": a participle that says nothing of the time.</summary>
    private bool IsAbsolute(ParagraphToken[] tokens, int verb) =>
        ParagraphTokens.PreviousContent(tokens, verb) is > 0 and var noun && vocabulary[tokens[noun - 1].Term].Stem == "with";

    /// <summary>How many more words of the one than of the other weaken something that both say.</summary>
    public int OddHedges() => Math.Abs(Hedges(alignment.A, alignment.InB) - Hedges(alignment.B, alignment.InA));

    private int Hedges(ParagraphToken[] tokens, int[] match)
    {
        int hedges = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            hedges += match[i] < 0 && vocabulary[tokens[i].Term].Is(WordClass.Hedge) && GovernsMatched(tokens, match, i) ? 1 : 0;
        }

        return hedges;
    }

    /// <summary>Whether the next content word is matched, and not negated: "could not".</summary>
    private static bool GovernsMatched(ParagraphToken[] tokens, int[] match, int at)
    {
        int next = ParagraphTokens.NextContent(tokens, at);
        return next < tokens.Length && match[next] >= 0 && !tokens[next].IsNegated;
    }
}
