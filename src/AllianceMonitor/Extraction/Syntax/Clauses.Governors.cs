namespace AllianceMonitor.Extraction;

/// <summary>What a verb hangs on: that-clauses, infinitives, gerunds, and verbs that share an auxiliary.</summary>
internal static partial class Clauses
{
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

        if (verb.Shape == VerbShape.Gerund && !afterPreposition && j >= 0 && chunks[j] is { IsNoun: true, Preposition: >= 0 } acting && (acting.IsNamed || acting.Possessor >= 0 || sentence.Tokens[acting.First].Is(WordClass.Determiner)) && sentence.Is(chunks[acting.Preposition].First, "with"))
        {
            // "with Aramco holding 10%"
            (verb.Governor, verb.Subject) = (j, j);
            return;
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
            bool objectActs = verb.Shape == VerbShape.Infinitive && Clauses.StageWordsOf(chunks[governor]) is Outlook.Asked or Outlook.Considered or Outlook.Planned || chunks[governor].Word!.Lemma is "see" or "let" or "allow" or "help" or "force" or "enable" or "require" or "tell" or "need" or "pick" or "choose" or "select" or "contract" or "commission" or "hire" or "appoint" or "name" or "order" or "enlist" or "get" or "bring" or "engage" or "sign" or "retain";
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
        bool proposer = j != noun && !IsPermission(sentence, chunks[noun]) && chunks[j].Preposition is >= 0 and var led && (sentence.Is(chunks[led].First, "from") || sentence.Is(chunks[led].First, "by"));
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

            if (verb.Shape == VerbShape.Gerund && v > 0 && chunks[v - 1] is { IsNoun: true, IsPossessive: false })
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

    /// <summary>"approval from the regulator to raise its holding": who asks for it raises it.</summary>
    private static bool IsPermission(Sentence sentence, Chunk noun) => sentence.Is(noun.Head, "approval") || sentence.Is(noun.Head, "permission") || sentence.Is(noun.Head, "clearance") || sentence.Is(noun.Head, "consent") || sentence.Is(noun.Head, "go-ahead");

    /// <summary>"a plan to", "an agreement to", "the option of".</summary>
    private static bool GovernsInfinitive(Chunk noun) =>
        noun.Word is { } word && (word.Outlook != Outlook.None || word.Means(NounSense.Contract | NounSense.Talk | NounSense.Report) || word.Is(WordClass.Pronoun)) && !noun.IsNamed;
}
