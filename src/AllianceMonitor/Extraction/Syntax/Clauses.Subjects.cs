namespace AllianceMonitor.Extraction;

/// <summary>What the subject of a verb is: across relative clauses, insertions and lists.</summary>
internal static partial class Clauses
{
    /// <summary>"shares in Nissan rose": the noun that heads the phrase before the verb still lacks its verb.</summary>
    private static bool HasFreeSubject(List<Chunk> chunks, int noun, int verb)
    {
        int head = HeadOfPhrase(chunks, noun);
        if (head < 0 || chunks[head].Preposition >= 0 || chunks[head].Governor >= 0)
        {
            return false;
        }

        for (int j = verb + 1; j < chunks.Count && chunks[j].Kind is not (ChunkKind.Break or ChunkKind.Subordinator or ChunkKind.Relative or ChunkKind.Comma); j++)
        {
            if (chunks[j] is { IsVerb: true, Shape: VerbShape.Finite } && !chunks[j - 1].IsNoun)
            {
                return false;
            }

            if (chunks[j] is { IsVerb: true, Shape: VerbShape.Finite } && chunks[j - 1] is { Preposition: >= 0 })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The noun that a chain of prepositional phrases hangs on: from "Mexico" in "the factory in Mexico" to the factory.</summary>
    private static int HeadOfPhrase(List<Chunk> chunks, int noun)
    {
        int head = noun;
        while (chunks[head].Preposition >= 0 && chunks[head].Governor is >= 0 and var on && on < head)
        {
            if (chunks[on].IsNoun && chunks[chunks[head].Preposition].Word is { } leads && leads.Is(WordClass.Subordinator) && chunks[on].Governor >= 0 && chunks[chunks[on].Governor].IsVerb)
            {
                // "named him chief after talks with Honda collapsed": a clause begins at "after".
                break;
            }

            if (chunks[on].IsNoun)
            {
                head = on;
            }
            else if (chunks[on] is { Shape: VerbShape.Reduced, Subject: >= 0 } reduced && reduced.Subject < head)
            {
                // "vans built by Renault": the vans.
                head = reduced.Subject;
            }
            else
            {
                break;
            }
        }

        return head;
    }

    private static int NounBefore(List<Chunk> chunks, int k)
    {
        for (int j = k - 1; j >= 0 && k - j <= 8; j--)
        {
            if (chunks[j].IsNoun && !chunks[j].IsTime)
            {
                return j;
            }

            if (chunks[j].IsVerb || chunks[j].Kind == ChunkKind.Break)
            {
                // ", scuttled by a demand" behind a verb: its subject.
                return chunks[j].IsVerb ? chunks[j].Subject : -1;
            }
        }

        return -1;
    }

    private static int SubjectOf(List<Chunk> chunks, int verb)
    {
        int j = SkipTime(chunks, verb - 1);
        if (j < 0)
        {
            return -1;
        }

        switch (chunks[j].Kind)
        {
            case ChunkKind.Noun:
                return OutOfRelative(chunks, OutOfInfinitive(chunks, HeadOfPhrase(chunks, j)));
            case ChunkKind.Relative:
                return Antecedent(chunks, j);
            case ChunkKind.Comma:
                return AcrossInsertion(chunks, j) is >= 0 and var subject ? subject : PreviousSubject(chunks, j);
            case ChunkKind.Verb when chunks[j] is { Shape: VerbShape.Reduced, Subject: >= 0 }:
                return OutOfRelative(chunks, HeadOfPhrase(chunks, chunks[j].Subject));
            default:
                return PreviousSubject(chunks, j);
        }
    }

    /// <summary>"Plans to combine Haldern with Osterby were abandoned": from what an infinitive acts on to the noun that the infinitive belongs to, if that still lacks its verb.</summary>
    private static int OutOfInfinitive(List<Chunk> chunks, int noun)
    {
        int head = noun;
        while (chunks[head].Governor is >= 0 and var verb && verb < head && chunks[verb] is { IsVerb: true, Shape: VerbShape.Infinitive, Governor: >= 0 } infinitive)
        {
            if (infinitive.Governor < verb && chunks[infinitive.Governor].IsNoun)
            {
                head = HeadOfPhrase(chunks, infinitive.Governor);
            }
            else
            {
                return noun;
            }
        }

        return head == noun || (chunks[head].Preposition < 0 && chunks[head].Governor < 0) ? head : noun;
    }

    /// <summary>"the venture through which they make engines is": from the object of a relative clause to the noun that the clause is about.</summary>
    private static int OutOfRelative(List<Chunk> chunks, int noun)
    {
        // "that will see Renault cut": whom the verb sees acts himself.
        if (chunks[noun].Governor is not (>= 0 and var inner) || inner >= noun || !chunks[inner].IsVerb || chunks[inner].Subject < 0 || chunks[inner].Word is { Lemma: "see" or "let" or "help" or "make" } || IsReporting(chunks[inner]))
        {
            return noun;
        }

        int relative = chunks[inner - 1].Kind == ChunkKind.Relative ? inner - 1 : StartOf(chunks, chunks[inner].Subject) - 1;
        while (relative > 0 && chunks[relative].Kind == ChunkKind.Conjunction && chunks[relative - 1].IsNoun)
        {
            relative = StartOf(chunks, relative - 1) - 1;
        }

        // "the 1.55 percent it inherited from a pact was sold": a relative clause without its pronoun.
        return relative >= 0 && chunks[relative] is { IsNoun: true, IsTime: false, IsPossessive: false } ? HeadOfPhrase(chunks, relative)
            : relative > 0 && chunks[relative].Kind == ChunkKind.Relative && Antecedent(chunks, relative) is >= 0 and var antecedent ? HeadOfPhrase(chunks, antecedent) : noun;
    }

    /// <summary>The noun that a relative clause is about.</summary>
    internal static int Antecedent(List<Chunk> chunks, int relative)
    {
        int j = relative - 1;
        while (j >= 0 && chunks[j].Kind is ChunkKind.Comma or ChunkKind.Preposition or ChunkKind.Other)
        {
            j--;
        }

        if (j >= 0 && chunks[j].IsNoun && chunks[j].IsTime && j > 0)
        {
            j = SkipTime(chunks, j);
        }

        if (j >= 0 && chunks[j] is { IsNamed: true, Preposition: >= 0, Governor: >= 0 } place && place.Governor < j && chunks[place.Preposition].Word == In && chunks[place.Governor] is { IsNoun: true, IsNamed: false, Word: { } what }
            && what.Means(NounSense.Company | NounSense.Unit | NounSense.Venture) && !what.Means(NounSense.Holder | NounSense.Partner | NounSense.Customer))
        {
            // "a company in Kitakyushu that will wind motors": the company.
            return place.Governor;
        }

        return j >= 0 && chunks[j].IsNoun ? j : -1;
    }

    private static readonly Word? In = Lexicon.Find("in");

    /// <summary>The noun in front of ", which supplies engines to Renault, Nissan and others," where that clause has just ended; -1 without.</summary>
    private static int BeforeRelative(List<Chunk> chunks, int comma)
    {
        int verbs = 0;
        for (int c = comma - 1; c > 0 && chunks[c].Kind != ChunkKind.Break; c--)
        {
            verbs += chunks[c] is { IsVerb: true, Shape: VerbShape.Finite } ? 1 : 0;
            if (chunks[c].Kind == ChunkKind.Comma && c + 1 < comma && (chunks[c + 1].Kind == ChunkKind.Relative || (chunks[c + 1].Kind == ChunkKind.Preposition && chunks[c + 2].Kind == ChunkKind.Relative)))
            {
                return verbs == 1 && chunks[c - 1].IsNoun && HeadOfPhrase(chunks, c - 1) is var head && chunks[head].Preposition < 0 && !IsObject(chunks, head) ? head : -1;
            }

            if (chunks[c].Kind == ChunkKind.Subordinator)
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>From a comma before a verb back over what was put in: "Nissan, which owns 24 percent, said".</summary>
    private static int AcrossInsertion(List<Chunk> chunks, int comma)
    {
        if (BeforeRelative(chunks, comma) is >= 0 and var relative)
        {
            return relative;
        }

        for (int c = comma - 1; c > 0; c--)
        {
            if (chunks[c].Kind == ChunkKind.Break)
            {
                return -1;
            }

            if (chunks[c].Kind != ChunkKind.Comma || !chunks[c - 1].IsNoun)
            {
                continue;
            }

            int head = HeadOfPhrase(chunks, c - 1);
            if (chunks[head].IsTime)
            {
                head = SkipTime(chunks, head);
                head = head >= 0 && chunks[head].IsNoun ? HeadOfPhrase(chunks, head) : -1;
            }

            if (head >= 0 && chunks[head].Preposition < 0 && (!IsObject(chunks, head) || IsReporting(chunks[chunks[head].Governor])))
            {
                return head;
            }
        }

        // "A report that it was in talks with X, the maker of Y, was denied": the noun that still lacks its verb.
        for (int j = comma - 1; j >= 0 && chunks[j].Kind != ChunkKind.Break; j--)
        {
            if (chunks[j] is { IsNoun: true, IsTime: false, IsPossessive: false, Preposition: < 0, Governor: < 0, IsPronoun: false } && (j == 0 || chunks[StartOf(chunks, j) - 1 < 0 ? 0 : StartOf(chunks, j) - 1].Kind != ChunkKind.Comma))
            {
                return j;
            }
        }

        return -1;
    }

    private static bool IsObject(List<Chunk> chunks, int noun) => chunks[noun].Governor is >= 0 and var governor && chunks[governor].IsVerb && chunks[governor].Object == noun;

    private static int PreviousSubject(List<Chunk> chunks, int from)
    {
        for (int j = from; j >= 0; j--)
        {
            if (chunks[j] is { IsVerb: true, Subject: >= 0 })
            {
                return chunks[j].Subject;
            }

            if (chunks[j].Kind == ChunkKind.Break)
            {
                return -1;
            }
        }

        return -1;
    }
}
