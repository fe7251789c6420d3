namespace AllianceMonitor.Articles;

/// <summary>
/// Two named parties and what the one does to the other, wherever the sentence has its times and places: "Belgium has lent Portugal two planes" and "Belgium has been lent two planes by
/// Portugal" have changed places.
/// </summary>
internal sealed class PartySwaps(ParagraphVocabulary vocabulary)
{
    /// <summary>Tokens on each side of a verb among which its parties are looked for.</summary>
    private const int NearVerb = 8;

    public bool Swapped(ParagraphAlignment alignment)
    {
        for (int i = 0; i < alignment.A.Length; i++)
        {
            if (alignment.A[i].Kind == TokenKind.Word && alignment.InB[i] is >= 0 and var j && alignment.B[j].Kind == TokenKind.Word && !vocabulary[alignment.A[i].Term].Is(WordClass.Symmetric | WordClass.Reporting)
                && PartiesOf(alignment.A, i) is { } a && PartiesOf(alignment.B, j) is { } b && HaveMatch(alignment.InB, a.Agents, b.Patients) && HaveMatch(alignment.InB, a.Patients, b.Agents))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HaveMatch(int[] match, Range ofA, Range ofB)
    {
        for (int i = ofA.Start.Value; i < ofA.End.Value; i++)
        {
            if (match[i] >= ofB.Start.Value && match[i] < ofB.End.Value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The tokens before and behind a verb among which its parties are named, the other way round in the passive voice; null where nobody is named on a side.</summary>
    private (Range Agents, Range Patients)? PartiesOf(ParagraphToken[] tokens, int verb)
    {
        (int from, int to, bool before, bool behind, bool isAgentBehind) = (verb, verb + 1, false, false, false);
        while (from > 0 && from > verb - NearVerb && !tokens[from].StartsClause)
        {
            from--;
            before |= tokens[from].IsName;
        }

        for (; to < tokens.Length && to < verb + NearVerb && !tokens[to].StartsClause; to++)
        {
            if (tokens[to].IsName && vocabulary[tokens[to - 1].Term].Is(WordClass.Preposition) && vocabulary[tokens[to - 1].Term].Stem != "by")
            {
                break;
            }

            behind |= tokens[to].IsName;
            isAgentBehind |= tokens[to].IsName && vocabulary[tokens[to - 1].Term].Stem == "by";
        }

        if (!before || !behind)
        {
            return null;
        }

        bool isPassive = RoleSwaps.HasForm(vocabulary, tokens, verb, WordClass.Be) && tokens[verb].IsPast;
        return isPassive != isAgentBehind ? null : isPassive ? (verb..to, from..verb) : (from..verb, verb..to);
    }
}
