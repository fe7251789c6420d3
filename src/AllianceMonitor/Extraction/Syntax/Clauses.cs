namespace AllianceMonitor.Extraction;

/// <summary>
/// Says of the chunks of a sentence what hangs on what: possessors, prepositional phrases, subjects, objects, and for infinitives, participles and
/// that-clauses the verb or noun that governs them. Each chunk is linked to one before it, so what is read later can rely on what was read before.
/// </summary>
internal static class Clauses
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

    /// <summary>A second verb behind "and" that shares the auxiliary of the first: "will develop and build", "agreed to cut costs and raise its stake".</summary>
    private static bool Shared(List<Chunk> chunks, int k)
    {
        Chunk verb = chunks[k];
        int before = Skip(chunks, k - 1, ChunkKind.Other);
        if (verb is { Shape: VerbShape.Gerund } && before > 0 && chunks[before].Kind == ChunkKind.Conjunction && LastVerb(chunks, before) is >= 0 and var going && chunks[going] is { Shape: VerbShape.Finite, IsProgressive: true, Modality: Modality.None })
        {
            // "is finalising an agreement and enlisting Aramco"
            (verb.Shape, verb.IsProgressive, verb.IsPerfect, verb.Subject, verb.Governor) = (VerbShape.Finite, true, chunks[going].IsPerfect, chunks[going].Subject, chunks[going].Governor);
            return true;
        }

        bool bare = verb is { Shape: VerbShape.Finite, Modality: Modality.None, IsPerfect: false, IsPassive: false, IsProgressive: false } && verb.First == verb.Head && before > 0 && chunks[before].Kind == ChunkKind.Conjunction;
        if (!bare || !verb.Word!.CanBe(VerbForm.Base))
        {
            return false;
        }

        for (int p = before - 1; p >= 0 && chunks[p].Kind != ChunkKind.Break; p--)
        {
            if (!chunks[p].IsVerb)
            {
                continue;
            }

            Chunk first = chunks[p];
            if (first is { Shape: VerbShape.Finite, Modality: not Modality.None, IsPassive: false } && first.Word!.CanBe(VerbForm.Base))
            {
                (verb.Modality, verb.IsNegated, verb.IsPast, verb.Subject, verb.Governor) = (first.Modality, verb.IsNegated || first.IsNegated, first.IsPast, first.Subject, first.Governor);
                return true;
            }

            if (first.Shape == VerbShape.Infinitive)
            {
                (verb.Shape, verb.IsPast, verb.Subject, verb.Governor) = (VerbShape.Infinitive, false, first.Subject, first.Governor);
                return true;
            }

            return false;
        }

        return false;
    }

    /// <summary>The auxiliary in front of the subject of this verb behind "nor" or "neither"; -1 without.</summary>
    private static int Inverted(Sentence sentence, List<Chunk> chunks, int k)
    {
        int subject = k >= 3 && chunks[k - 1].IsNoun ? StartOf(chunks, k - 1) : -1;
        bool inverted = subject >= 2 && chunks[subject - 1] is { IsVerb: true } auxiliary && auxiliary.First == auxiliary.Last && sentence.Tokens[auxiliary.First].Is(WordClass.Modal | WordClass.Do | WordClass.Have | WordClass.Be);
        return inverted && (sentence.Is(chunks[subject - 2].First, "nor") || sentence.Is(chunks[subject - 2].First, "neither")) ? subject - 1 : -1;
    }

    private static int LastVerb(List<Chunk> chunks, int from)
    {
        int j = from;
        while (j >= 0 && !chunks[j].IsVerb && chunks[j].Kind != ChunkKind.Break)
        {
            j--;
        }

        return j >= 0 && chunks[j].IsVerb ? j : -1;
    }

    /// <summary>"owned by", "a pact struck in 2010", "under a partnership widened on Friday": a participle that is no verb of a sentence.</summary>
    private static bool IsReduced(Sentence sentence, List<Chunk> chunks, int k)
    {
        Chunk verb = chunks[k];
        bool bare = verb.Shape == VerbShape.Finite && verb.Modality == Modality.None && !verb.IsPassive && !verb.IsPerfect && verb.IsPast && verb.Word!.CanBe(VerbForm.Participle) && verb.First == verb.Head;
        if (!bare || k == 0)
        {
            return false;
        }

        int next = k + 1;
        while (next < chunks.Count && chunks[next].Kind == ChunkKind.Other)
        {
            next++;
        }

        bool by = next < chunks.Count && chunks[next].Kind == ChunkKind.Preposition && sentence.Is(chunks[next].First, "by");
        if (by && verb.Word!.Lemma is not ("rise" or "fall" or "grow" or "climb" or "drop" or "increase"))
        {
            return chunks[k - 1].Kind != ChunkKind.Relative;
        }

        // A participle behind a noun that has its place in the sentence already.
        int before = Skip(chunks, k - 1, ChunkKind.Other);
        bool taken = before >= 0 && chunks[before].IsNoun && (chunks[before].Preposition >= 0 || (chunks[before].Governor >= 0 && chunks[chunks[before].Governor].IsVerb));
        bool objectless = next >= chunks.Count || chunks[next].Kind is ChunkKind.Preposition or ChunkKind.Comma or ChunkKind.Break || (chunks[next].IsNoun && chunks[next].IsTime);
        bool onlyParticiple = !verb.Word!.CanBe(VerbForm.Past);
        bool reports = IsReporting(verb);
        return onlyParticiple || (taken && objectless && !reports && !HasFreeSubject(chunks, before, k));
    }

    private static bool IsReporting(Chunk verb) => verb.Word is not null && StageWordsOf(verb) is Outlook.Said or Outlook.Denied;

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
                return OutOfRelative(chunks, HeadOfPhrase(chunks, j));
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

        return j >= 0 && chunks[j].IsNoun ? j : -1;
    }

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

            if (head >= 0 && chunks[head].Preposition < 0 && !IsObject(chunks, head))
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

    /// <summary>The verb or noun whose content the clause is: "said that it would", "denied it was", "reports that".</summary>
    private static int ClauseGovernor(List<Chunk> chunks, int verb)
    {
        int subject = chunks[verb].Subject;
        int before = SkipTime(chunks, verb - 1);
        if (before >= 0 && chunks[before].Kind == ChunkKind.Conjunction)
        {
            for (int j = before - 1; j >= 0; j--)
            {
                if (chunks[j] is { IsVerb: true, Shape: VerbShape.Finite })
                {
                    return chunks[j].Governor;
                }
            }
        }

        bool relative = before >= 0 && chunks[before].Kind == ChunkKind.Relative;
        if (relative || subject < 0 || subject > verb)
        {
            return -1;
        }

        int start = StartOf(chunks, subject) - 1;
        while (start > 1 && chunks[start].Kind is ChunkKind.Conjunction or ChunkKind.Comma && chunks[start - 1] is { IsNoun: true, Governor: < 0 or > 0 } && !chunks[start - 1].IsTime && chunks[start].Kind == ChunkKind.Conjunction)
        {
            start = StartOf(chunks, start - 1) - 1;
        }

        start = Skip(chunks, start, ChunkKind.Other);
        if (start < 0)
        {
            return -1;
        }

        if (chunks[start].IsVerb)
        {
            if (chunks[start].Shape == VerbShape.Gerund && StageWordsOf(chunks[start]) is not (Outlook.Said or Outlook.Denied))
            {
                // "After a year of haggling the two agreed"
                return -1;
            }

            // "Renault said Nissan would": the noun is no object after all.
            if (chunks[start].Object == subject && (StageWordsOf(chunks[start]) is Outlook.Said or Outlook.Denied or Outlook.Planned or Outlook.Considered || chunks[start].Word!.Lemma is "see" or "let" or "know" or "think" or "help" or "hope"))
            {
                chunks[start].Object = -1;
                chunks[subject].Governor = verb;
            }

            return start;
        }

        if (chunks[start].Kind != ChunkKind.Subordinator)
        {
            return -1;
        }

        int on = SkipTime(chunks, start - 1);
        while (on >= 0 && chunks[on] is { IsNoun: true, Preposition: >= 0 })
        {
            on = chunks[on].Preposition - 1;
        }

        return on >= 0 && chunks[on].Kind is ChunkKind.Verb or ChunkKind.Noun ? on : -1;
    }

    /// <summary>Infinitives and gerunds: what they hang on, and who would do it.</summary>
    private static void LinkInfinitive(Sentence sentence, List<Chunk> chunks, int k)
    {
        Chunk verb = chunks[k];
        int j = SkipTime(chunks, k - 1);
        bool afterPreposition = j >= 0 && chunks[j].Kind == ChunkKind.Preposition;
        if (afterPreposition)
        {
            j = AttachedTo(chunks, j);
        }
        else if (j >= 0 && chunks[j].Kind == ChunkKind.Conjunction && verb.Shape == VerbShape.Infinitive)
        {
            // "to buy a stake and to raise it": like the one before.
            for (int p = j - 1; p >= 0; p--)
            {
                if (chunks[p].IsVerb)
                {
                    (verb.Governor, verb.Subject) = (chunks[p].Governor, chunks[p].Subject);
                    return;
                }
            }
        }
        else if (verb.Shape == VerbShape.Infinitive && TurnedTo(sentence, chunks, k) is >= 0 and var asked)
        {
            // "is turning to its neighbour, X, to supply them"
            (verb.Governor, verb.Subject) = (chunks[asked].Governor, asked);
            return;
        }
        else if (j >= 2 && chunks[j].Kind == ChunkKind.Comma && verb.Shape == VerbShape.Infinitive && ObjectAcross(chunks, j) is >= 0 and var beside)
        {
            // "wants Renault, its largest shareholder, to divest"
            j = beside;
        }
        else if (j >= 0 && chunks[j].Kind == ChunkKind.Comma)
        {
            // ", giving the carmaker ...": the verb of the main clause.
            for (int p = j - 1; p >= 0; p--)
            {
                if (chunks[p] is { IsVerb: true, Shape: VerbShape.Finite })
                {
                    (verb.Governor, verb.Subject) = (verb.Shape == VerbShape.Gerund ? p : chunks[p].Governor, chunks[p].Subject);
                    return;
                }
            }
        }

        if (j < 0)
        {
            return;
        }

        if (chunks[j].IsVerb)
        {
            (verb.Governor, verb.Subject) = (j, chunks[j].Subject);
            return;
        }

        if (!chunks[j].IsNoun)
        {
            return;
        }

        // "plans with Honda to build": over the phrase to what it hangs on.
        int noun = j;
        while (chunks[noun].Preposition >= 0 && !GovernsInfinitive(chunks[noun]) && chunks[noun].Governor is >= 0 and var on && on < noun)
        {
            noun = on;
            if (chunks[noun].IsVerb)
            {
                (verb.Governor, verb.Subject) = (noun, chunks[noun].Subject);
                return;
            }
        }

        int governor = chunks[noun].Governor;
        bool isObject = governor >= 0 && chunks[governor].IsVerb && governor < noun && chunks[governor].Object == noun;
        if (isObject && !GovernsInfinitive(chunks[noun]))
        {
            // "asked Renault to cut", "spent 90 billion yen to raise".
            bool objectActs = verb.Shape == VerbShape.Infinitive && Clauses.StageWordsOf(chunks[governor]) is Outlook.Asked or Outlook.Considered or Outlook.Planned || chunks[governor].Word!.Lemma is "see" or "let" or "allow" or "help" or "force" or "enable" or "require" or "tell" or "need" or "pick" or "choose" or "select" or "contract" or "commission" or "hire" or "appoint" or "name" or "order" or "enlist" or "get" or "bring" or "engage";
            (verb.Governor, verb.Subject) = (governor, objectActs ? noun : chunks[governor].Subject);
            return;
        }

        if (verb.Shape == VerbShape.Gerund && j == noun && (chunks[noun].IsNamed || chunks[noun].IsPronoun || sentence.Is(chunks[noun].Head, "latter")) && k == noun + 1)
        {
            // "in the wake of the latter denying a report"
            (verb.Governor, verb.Subject) = (noun, noun);
            return;
        }

        verb.Governor = noun;
        bool proposer = j != noun && chunks[j].Preposition is >= 0 and var led && (sentence.Is(chunks[led].First, "from") || sentence.Is(chunks[led].First, "by"));
        verb.Subject = proposer ? j : isObject ? chunks[governor].Subject : chunks[noun].Possessor >= 0 ? chunks[noun].Possessor : PreviousSubject(chunks, j);
    }

    /// <summary>Whom the verb in front turns to or relies on, so that he may act; an apposition may follow. -1 without.</summary>
    private static int TurnedTo(Sentence sentence, List<Chunk> chunks, int k)
    {
        for (int v = k - 1; v >= 0 && v >= k - 10; v--)
        {
            if (chunks[v].Kind is ChunkKind.Break or ChunkKind.Subordinator or ChunkKind.Relative)
            {
                return -1;
            }

            if (chunks[v] is not { IsVerb: true, Word: not null } verb)
            {
                continue;
            }

            if (verb.Shape == VerbShape.Gerund && chunks[v - 1] is { IsNoun: true, IsPossessive: false })
            {
                continue;
            }

            bool turns = verb.Word.Lemma is "turn" or "look" or "rely" or "count" or "call" or "depend" && v + 1 < k && chunks[v + 1].Kind == ChunkKind.Preposition && (sentence.Is(chunks[v + 1].First, "to") || sentence.Is(chunks[v + 1].First, "on"));
            int noun = v + 2;
            while (turns && noun + 1 < k && chunks[noun] is { IsNoun: true, IsPossessive: true })
            {
                noun++;
            }

            return turns && noun < k && chunks[noun].IsNoun ? noun : -1;
        }

        return -1;
    }

    /// <summary>The object of a verb that an apposition between commas parts from what follows.</summary>
    private static int ObjectAcross(List<Chunk> chunks, int comma)
    {
        for (int c = comma - 1; c > 0 && c >= comma - 5; c--)
        {
            if (chunks[c].Kind == ChunkKind.Comma)
            {
                return chunks[c - 1].IsNoun && IsObject(chunks, c - 1) ? c - 1 : -1;
            }
        }

        return -1;
    }

    /// <summary>"a plan to", "an agreement to", "the option of".</summary>
    private static bool GovernsInfinitive(Chunk noun) =>
        noun.Word is { } word && (word.Outlook != Outlook.None || word.Means(NounSense.Contract | NounSense.Talk | NounSense.Report) || word.Is(WordClass.Pronoun)) && !noun.IsNamed;
}
