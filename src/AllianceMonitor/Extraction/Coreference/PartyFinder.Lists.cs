namespace AllianceMonitor.Extraction;

/// <summary>Names joined by commas and "and", and examples: "companies such as Renault and Nissan".</summary>
internal sealed partial class PartyFinder
{
    /// <summary>A longer list names no parties.</summary>
    private const int LongestList = 24;

    private const int Unknown = -2;
    private readonly List<int> nextInList = [];

    /// <summary>The companies of a noun phrase and of those that it is joined with: "Nissan, Honda and Mitsubishi Motors".</summary>
    public List<string> Joined(int noun)
    {
        List<string> found = [];
        if (noun < 0)
        {
            return found;
        }

        int first = noun;
        for (int steps = 0; steps < LongestList && PreviousInList(first) is >= 0 and var previous && Of(previous).Length > 0; steps++)
        {
            first = previous;
        }

        bool placed = IsPlaced(first);
        for (int k = first; k >= 0 && found.Count < LongestList; k = NextInList(k))
        {
            string[] parties = Of(k);
            if (k > noun && (parties.Length == 0 || (placed && OpensClause(k))))
            {
                break;
            }

            foreach (string party in parties)
            {
                if (!found.Contains(party))
                {
                    found.Add(party);
                }
            }
        }

        return found;
    }

    /// <summary>"companies ranging from Geely to Qualcomm", "carmakers such as Renault and Nissan", "partners including Google".</summary>
    private string[] Examples(int noun)
    {
        int k = noun + 1;
        while (k < parsed.Count && parsed[k].Kind is ChunkKind.Comma)
        {
            k++;
        }

        if (k >= parsed.Count)
        {
            return Nobody;
        }

        bool range = parsed[k] is { IsVerb: true, Word.Lemma: "range" };
        bool such = parsed.Sentence.Is(parsed[k].First, "such") || parsed.IsPreposition(k, "including", "like");
        if (!range && !such)
        {
            return Nobody;
        }

        List<string> found = [];
        for (k++; k < parsed.Count && k <= noun + 14 && !parsed[k].IsVerb && parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Relative or ChunkKind.Subordinator); k++)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: true })
            {
                found.AddRange(Inside(k).Except(found));
            }
        }

        return [.. found];
    }

    /// <summary>The noun phrase in front of this one in a list: "Nissan" for "Honda" in "Nissan and Honda"; -1 without.</summary>
    private int PreviousInList(int noun)
    {
        int j = Clauses.StartOf(parsed.Chunks, noun) - 1;
        bool joined = false;
        while (j > 0 && parsed[j].Kind is ChunkKind.Conjunction or ChunkKind.Comma or ChunkKind.Other)
        {
            joined |= parsed[j].Kind is ChunkKind.Conjunction && !parsed.Sentence.Is(parsed[j].First, "but") || parsed[j].Kind == ChunkKind.Comma && NextIsListed(noun);
            j--;
        }

        if (joined && j >= 2 && parsed[j] is { IsNamed: true, Preposition: >= 0 } && Of(j).Length == 0 && parsed.IsPreposition(j - 1, "of", "in") && parsed[j - 2].IsNoun)
        {
            // "Magna of Graz and Denso"
            j -= 2;
        }

        if (!joined || j < 0 || !parsed[j].IsNoun || parsed[j].IsTime || parsed[j].IsPossessive)
        {
            return -1;
        }

        // "51 percent of Ampere, and Nissan would take": the subject of a new clause.
        bool newSubject = parsed[noun].Governor is >= 0 and var governor && governor > noun && parsed[governor].IsVerb && parsed[governor].Subject == noun && parsed[noun].Preposition < 0;
        int beside = Clauses.StartOf(parsed.Chunks, j) - 2;
        bool placed = IsPlaced(j) || (beside >= 0 && parsed[beside + 1].Kind == ChunkKind.Comma && parsed[beside].IsNoun && IsPlaced(beside));
        return newSubject && placed ? -1 : j;
    }

    /// <summary>The list goes on behind: "Nissan, Honda and ...".</summary>
    private bool NextIsListed(int noun) => NextInList(noun) >= 0;

    private int NextInList(int noun)
    {
        if (nextInList[noun] == Unknown)
        {
            nextInList[noun] = -1;
            nextInList[noun] = FindNextInList(noun);
        }

        return nextInList[noun];
    }

    /// <summary>Behind a preposition, or object of a verb.</summary>
    private bool IsPlaced(int noun) => parsed[noun].Preposition >= 0 || (parsed[noun].Governor is >= 0 and var governor && governor < noun && parsed[governor].IsVerb);

    /// <summary>Subject of a verb behind it: ", and Renault will deliver".</summary>
    private bool OpensClause(int noun) => parsed[noun].Preposition < 0 && parsed[noun].Governor is >= 0 and var next && next > noun && parsed[next] is { IsVerb: true, Shape: VerbShape.Finite } verb && verb.Subject == noun && !(parsed[noun + 1].Kind == ChunkKind.Comma && parsed[noun + 2].Kind == ChunkKind.Relative);

    private int FindNextInList(int noun)
    {
        int j = noun + 1;
        if (parsed.IsPreposition(j, "of", "in") && j + 2 < parsed.Count && parsed[j + 1] is { IsNamed: true, IsPossessive: false } && Of(j + 1).Length == 0 && parsed[j + 2].Kind == ChunkKind.Conjunction)
        {
            // "Magna of Graz and Denso"
            j += 2;
        }

        bool conjunction = false, comma = false;
        while (j < parsed.Count && parsed[j].Kind is ChunkKind.Conjunction or ChunkKind.Comma or ChunkKind.Other)
        {
            conjunction |= parsed[j].Kind == ChunkKind.Conjunction && !parsed.Sentence.Is(parsed[j].First, "but");
            comma |= parsed[j].Kind == ChunkKind.Comma;
            j++;
        }

        while (j + 1 < parsed.Count && parsed[j] is { IsNoun: true, IsPossessive: true } && parsed[j + 1].IsNoun)
        {
            j++;
        }

        bool gapped = j + 1 < parsed.Count && parsed[j] is { IsNamed: true, IsPossessive: false } && parsed[j + 1] is { IsNoun: true, IsTime: false, IsNamed: false } && parsed.Sentence.Tokens[parsed[j + 1].First].Is(WordClass.Determiner) && !parsed.Sentence.Is(parsed[j + 1].First, "each") && !parsed.Sentence.Is(parsed[j + 1].First, "both") && !parsed.Sentence.Is(parsed[j + 1].First, "all");
        if (gapped)
        {
            // "will provide the chip, and Valeo the box": a clause without its verb.
            return -1;
        }

        if (!(conjunction || comma) || j >= parsed.Count || !parsed[j].IsNoun || parsed[j].IsTime)
        {
            return -1;
        }

        // "with Honda, and Nissan said": a new clause begins. ", Honda" alone is a list only if it goes on.
        return (IsPlaced(noun) && OpensClause(j)) || (comma && !conjunction && !(Of(j).Length > 0 && Of(noun).Length > 0 && NextInList(j) >= 0)) ? -1 : j;
    }
}
