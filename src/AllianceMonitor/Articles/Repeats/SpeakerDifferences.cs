namespace AllianceMonitor.Articles;

/// <summary>Whether two paragraphs are said by, or speak of, different persons: "the works council said", "management said"; "he", "she".</summary>
internal sealed class SpeakerDifferences(ParagraphAlignment alignment)
{
    /// <summary>A speaker is told in at most this many words.</summary>
    private const int LongestSpeaker = 8;

    private readonly ParagraphVocabulary vocabulary = alignment.Vocabulary;

    public bool Differ() => PronounsDiffer() || (OwnSpeaker(alignment.A, alignment.InB) is (>= 0, _) a && OwnSpeaker(alignment.B, alignment.InA) is (>= 0, _) b && !HaveCommonWord(a, b));

    /// <summary>"industry body", "industry association", which the lexicon has as one word.</summary>
    private bool HaveCommonWord((int From, int To) a, (int From, int To) b)
    {
        for (int i = a.From; i < a.To; i++)
        {
            for (int j = b.From; j < b.To; j++)
            {
                (string first, string second) = (vocabulary[alignment.A[i].Term].Stem, vocabulary[alignment.B[j].Term].Stem);
                if (alignment.A[i].IsContent && alignment.B[j].IsContent && (first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool PronounsDiffer()
    {
        (bool maleA, bool femaleA) = Sexes(alignment.A);
        (bool maleB, bool femaleB) = Sexes(alignment.B);
        return (maleA && !femaleA && femaleB && !maleB) || (femaleA && !maleA && maleB && !femaleB);
    }

    private (bool Male, bool Female) Sexes(ParagraphToken[] tokens)
    {
        (bool male, bool female) = (false, false);
        foreach (ParagraphToken token in tokens)
        {
            male |= vocabulary[token.Term].Is(WordClass.Male);
            female |= vocabulary[token.Term].Is(WordClass.Female);
        }

        return (male, female);
    }

    /// <summary>Where somebody is named who says it, in a word at least that the other paragraph has not and by no name that it has, and not as vaguely as "sources" or "the company"; else from -1.</summary>
    private (int From, int To) OwnSpeaker(ParagraphToken[] tokens, int[] match)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (vocabulary[tokens[i].Term].Is(WordClass.Saying) && !RoleSwaps.HasForm(vocabulary, tokens, i, WordClass.Be))
            {
                (int from, int to) = SpeakerAt(tokens, i);
                (int own, bool isKnown) = (0, false);
                for (int k = from; k < to; k++)
                {
                    bool isVague = vocabulary[tokens[k].Term].Is(WordClass.VagueSpeaker);
                    own += tokens[k].IsContent && !vocabulary[tokens[k].Term].IsReporting && !isVague && match[k] < 0 ? 1 : 0;
                    isKnown |= isVague || (match[k] >= 0 && tokens[k].IsName);
                }

                if (own > 0 && !isKnown)
                {
                    return (from, to);
                }
            }
        }

        return (-1, -1);
    }

    /// <summary>Before the verb as far as its clause goes; behind it where it follows a comma or is "according to".</summary>
    private (int From, int To) SpeakerAt(ParagraphToken[] tokens, int verb)
    {
        if (StartsClause(tokens, verb) || vocabulary[tokens[verb].Term].Stem.StartsWith("accord", StringComparison.Ordinal))
        {
            int end = verb + 1;
            while (end < tokens.Length && end <= verb + LongestSpeaker && !StartsClause(tokens, end) && tokens[end].Kind is not (TokenKind.Date or TokenKind.Number) && !(end > verb + 1 && vocabulary[tokens[end].Term].Is(WordClass.Preposition)))
            {
                end++;
            }

            return (verb + 1, end);
        }

        int start = verb - 1;
        while (start > 0 && start > verb - LongestSpeaker && !StartsClause(tokens, start))
        {
            start--;
        }

        return start >= 0 && StartsClause(tokens, start) ? (start, verb) : (verb, verb);
    }

    private static bool StartsClause(ParagraphToken[] tokens, int at) => at == 0 || tokens[at].StartsClause;
}
