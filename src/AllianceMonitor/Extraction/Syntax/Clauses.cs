namespace AllianceMonitor.Extraction;

/// <summary>
/// Says of the chunks of a sentence what hangs on what: possessors, prepositional phrases, subjects, objects, and for infinitives, participles and
/// that-clauses the verb or noun that governs them. Each chunk is linked to one before it, so what is read later can rely on what was read before.
/// </summary>
internal static partial class Clauses
{
    public static void Link(Sentence sentence, List<Chunk> chunks)
    {
        for (int k = 0; k < chunks.Count; k++)
        {
            Chunk chunk = chunks[k];
            if (chunk.IsNoun)
            {
                LinkNoun(chunks, k);
            }
            else if (chunk.IsVerb)
            {
                LinkVerb(sentence, chunks, k);
            }
        }
    }

    private static void LinkNoun(List<Chunk> chunks, int k)
    {
        Chunk noun = chunks[k];
        int start = k;
        if (k > 0 && chunks[k - 1] is { IsNoun: true, IsPossessive: true })
        {
            noun.Possessor = k - 1;
            start = StartOf(chunks, k);
            (noun.Preposition, chunks[start].Preposition) = (chunks[start].Preposition, -1);
            noun.Governor = chunks[start].Governor;
            for (int p = start; p < k; p++)
            {
                chunks[p].Governor = k;
            }
        }
        else
        {
            noun.Possessor = -1;
            int before = Skip(chunks, k - 1, ChunkKind.Other);
            if (before >= 0 && chunks[before].Kind == ChunkKind.Preposition)
            {
                (noun.Preposition, noun.Governor) = (before, AttachedTo(chunks, before));
            }
        }

        // The object of the verb before it.
        int verb = Skip(chunks, start - 1, ChunkKind.Other);
        if (noun.Preposition < 0 && verb >= 0 && chunks[verb].IsVerb && !noun.IsTime)
        {
            (chunks[verb].Object, noun.Governor) = (k, verb);
        }
        else if (noun.Possessor >= 0 && noun.Governor >= 0 && chunks[noun.Governor].IsVerb && noun.Preposition < 0)
        {
            chunks[noun.Governor].Object = k;
        }
        else if (noun is { Preposition: < 0, Governor: < 0 } && verb >= 1 && chunks[verb].Kind is ChunkKind.Conjunction && chunks[verb - 1].IsNoun)
        {
            // "sold its stake and its factory": what is joined to an object is one.
            Chunk joined = chunks[verb - 1];
            noun.Governor = joined.Governor;

            // "talks between Honda and Nissan": behind the same preposition, unless what it leads in has its verb already.
            int head = HeadOfPhrase(chunks, verb - 1);
            noun.Preposition = joined.Preposition >= 0 && head != verb - 1 && chunks[head].Governor < 0 ? joined.Preposition : -1;
        }
    }

    /// <summary>The noun or verb that a prepositional phrase belongs to: the nearest that is no point in time, within its clause.</summary>
    private static int AttachedTo(List<Chunk> chunks, int preposition)
    {
        int commas = 0;
        for (int j = preposition - 1; j >= 0; j--)
        {
            Chunk chunk = chunks[j];
            switch (chunk.Kind)
            {
                case ChunkKind.Noun when !chunk.IsTime && !chunk.IsPossessive && !(chunk.Preposition >= 0 && chunk.IsNamed && chunks[j].Governor >= 0 && chunks[preposition].Word is not null && j < preposition - 1):
                case ChunkKind.Verb:
                    return j;
                case ChunkKind.Break or ChunkKind.Subordinator or ChunkKind.Relative:
                    return -1;
                case ChunkKind.Comma when commas == 2:
                    return -1;
                case ChunkKind.Comma:
                    // "no truth, Renault added, in reports": what stands between two commas is no home for the phrase.
                    commas++;
                    if (commas == 1 && OpensInsertion(chunks, j) is > 0 and var opening)
                    {
                        (j, commas) = (opening, 2);
                    }

                    break;
            }
        }

        return -1;
    }

    /// <summary>The comma that opens "..., Renault added, ..." when this one closes it; -1 without.</summary>
    private static int OpensInsertion(List<Chunk> chunks, int comma) =>
        comma >= 3 && chunks[comma - 1].IsVerb && chunks[comma - 2].IsNoun && StartOf(chunks, comma - 2) - 1 is > 0 and var before && chunks[before].Kind == ChunkKind.Comma && StageWordsOf(chunks[comma - 1]) == Outlook.Said ? before : -1;

    private static void LinkVerb(Sentence sentence, List<Chunk> chunks, int k)
    {
        Chunk verb = chunks[k];
        if (IsReduced(sentence, chunks, k))
        {
            (verb.Shape, verb.IsPassive) = (VerbShape.Reduced, true);
        }

        if (Shared(chunks, k))
        {
            return;
        }

        if (Inverted(sentence, chunks, k) is >= 0 and var auxiliary)
        {
            // "Nor will Renault take a stake"
            (verb.IsNegated, verb.Modality) = (true, chunks[auxiliary].Modality);
        }

        switch (verb.Shape)
        {
            case VerbShape.Finite:
                verb.Subject = SubjectOf(chunks, k);
                verb.Governor = ClauseGovernor(chunks, k);
                if (verb is { Modality: Modality.None, IsPerfect: false, IsPassive: false, Governor: >= 0 } && verb.Word!.CanBe(VerbForm.Base) && chunks[verb.Governor] is { IsVerb: true, Word: { Lemma: "see" or "let" or "help" or "make" } })
                {
                    // "would see Foxbridge take 60 percent"
                    verb.Shape = VerbShape.Infinitive;
                }

                break;
            case VerbShape.Reduced:
                verb.Subject = NounBefore(chunks, k);
                break;
            default:
                LinkInfinitive(sentence, chunks, k);
                break;
        }

        if (verb is { Subject: >= 0, Shape: VerbShape.Finite } && verb.Subject < k && chunks[verb.Subject] is { Preposition: >= 0 } opened && chunks[opened.Preposition].Word is { } opener && opener.Is(WordClass.Subordinator) && opened.Preposition == StartOf(chunks, verb.Subject) - 1)
        {
            (chunks[opened.Preposition].Kind, opened.Preposition, opened.Governor) = (ChunkKind.Subordinator, -1, -1);
        }

        if (verb.Subject >= 0 && verb.Shape == VerbShape.Finite && chunks[verb.Subject] is { Preposition: < 0 } subject && (subject.Governor < 0 || chunks[subject.Governor].IsNoun))
        {
            subject.Governor = k;
        }
    }

    /// <summary>"owned by", "a pact struck in 2010", "under a partnership widened on Friday": a participle that is no verb of a sentence.</summary>
    private static bool IsReduced(Sentence sentence, List<Chunk> chunks, int k)
    {
        Chunk verb = chunks[k];
        bool bare = verb.Shape == VerbShape.Finite && verb.Modality == Modality.None && !verb.IsPassive && !verb.IsPerfect && verb.Word!.CanBe(VerbForm.Participle) && verb.First == verb.Head;
        if (!bare || k == 0)
        {
            return false;
        }

        int next = k + 1;
        while (next < chunks.Count && chunks[next].Kind == ChunkKind.Other)
        {
            next++;
        }

        // "built by Renault", "built for it by Renault"
        bool by = IsBy(next) || (next + 1 < chunks.Count && chunks[next].Kind == ChunkKind.Preposition && chunks[next + 1].IsNoun && IsBy(next + 2) && chunks[k - 1].Kind is ChunkKind.Comma or ChunkKind.Noun);
        if (by && verb.Word!.Lemma is not ("rise" or "fall" or "grow" or "climb" or "drop" or "increase" or "come"))
        {
            return chunks[k - 1].Kind != ChunkKind.Relative;
        }

        if (!verb.IsPast)
        {
            // "the batteries come from": no participle but the present.
            return false;
        }

        // A participle behind a noun that has its place in the sentence already.
        int before = Skip(chunks, k - 1, ChunkKind.Other);
        bool taken = before >= 0 && chunks[before].IsNoun && (chunks[before].Preposition >= 0 || (chunks[before].Governor >= 0 && chunks[chunks[before].Governor].IsVerb));
        bool objectless = next >= chunks.Count || chunks[next].Kind is ChunkKind.Preposition or ChunkKind.Comma or ChunkKind.Break || (chunks[next].IsNoun && chunks[next].IsTime);
        bool onlyParticiple = !verb.Word!.CanBe(VerbForm.Past);
        bool reports = IsReporting(verb);
        return onlyParticiple || (taken && objectless && !reports && !HasFreeSubject(chunks, before, k));

        bool IsBy(int at) => at < chunks.Count && chunks[at].Kind == ChunkKind.Preposition && sentence.Is(chunks[at].First, "by");
    }

    private static bool IsReporting(Chunk verb) => verb.Word is not null && StageWordsOf(verb) is Outlook.Said or Outlook.Denied;

    internal static Outlook StageWordsOf(Chunk verb)
    {
        foreach ((string? particle, Outlook outlook) in verb.Word!.VerbOutlooks)
        {
            if (particle is null || particle == verb.Particle)
            {
                return outlook;
            }
        }

        return Outlook.None;
    }

    /// <summary>The first chunk of a noun phrase with its possessors: "Renault" of "Renault's new unit".</summary>
    internal static int StartOf(List<Chunk> chunks, int noun)
    {
        int start = noun;
        while (start > 0 && chunks[start].Possessor >= 0 && chunks[start - 1] is { IsNoun: true, IsPossessive: true })
        {
            start--;
        }

        return start;
    }

    private static int Skip(List<Chunk> chunks, int from, ChunkKind kind)
    {
        int j = from;
        while (j >= 0 && chunks[j].Kind == kind)
        {
            j--;
        }

        return j;
    }

    /// <summary>Adverbs, and points in time with their prepositions, do not part a subject from its verb.</summary>
    private static int SkipTime(List<Chunk> chunks, int from)
    {
        int j = from;
        while (j >= 0)
        {
            if (chunks[j].Kind == ChunkKind.Other)
            {
                j--;
            }
            else if (chunks[j] is { IsNoun: true, IsTime: true } && j > 0)
            {
                j -= chunks[j - 1].Kind == ChunkKind.Preposition ? 2 : 1;
            }
            else
            {
                break;
            }
        }

        return j;
    }
}
