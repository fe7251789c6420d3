namespace AllianceMonitor.Extraction;

/// <summary>A sentence cut into chunks that are linked to each other, with the questions that the readers of deals ask of it.</summary>
internal sealed class ParsedSentence
{
    private readonly Chunker chunker = new();

    public List<Chunk> Chunks { get; } = [];

    public Sentence Sentence { get; private set; } = null!;

    public void Parse(Sentence sentence)
    {
        Sentence = sentence;
        chunker.Cut(sentence, Chunks);
        Clauses.Link(sentence, Chunks);
    }

    public Chunk this[int index] => Chunks[index];

    public int Count => Chunks.Count;

    public bool IsPreposition(int chunk, string word) => chunk >= 0 && chunk < Count && Chunks[chunk].Kind == ChunkKind.Preposition && Sentence.Is(Chunks[chunk].First, word);

    public bool IsPreposition(int chunk, string first, string second) => IsPreposition(chunk, first) || IsPreposition(chunk, second);

    /// <summary>The noun phrase that a preposition leads in; past the possessors in front of it.</summary>
    public int NounAfter(int chunk)
    {
        int noun = chunk + 1;
        while (noun < Count && Chunks[noun].Kind == ChunkKind.Other)
        {
            noun++;
        }

        while (noun + 1 < Count && Chunks[noun] is { IsNoun: true, IsPossessive: true } && Chunks[noun + 1].IsNoun)
        {
            noun++;
        }

        return noun < Count && Chunks[noun].IsNoun ? noun : -1;
    }

    /// <summary>Where the phrases behind a chunk end: at the next verb, semicolon or subordinate clause.</summary>
    public int EndOfPhrases(int from)
    {
        int end = from + 1;
        for (; end < Count && end <= from + 14; end++)
        {
            Chunk chunk = Chunks[end];
            if (chunk.Kind is ChunkKind.Break or ChunkKind.Subordinator or ChunkKind.Relative || chunk.IsVerb)
            {
                break;
            }
        }

        return end;
    }

    /// <summary>The noun phrase behind the first such preposition after <paramref name="from"/>, within its phrases; -1 without.</summary>
    public int Phrase(int from, ReadOnlySpan<string> prepositions, int reach = 14)
    {
        int end = Math.Min(EndOfPhrases(from), from + reach);
        for (int k = from + 1; k < end; k++)
        {
            if (Chunks[k].Kind != ChunkKind.Preposition)
            {
                continue;
            }

            foreach (string word in prepositions)
            {
                // "with Nissan considering whether": no phrase but a clause.
                if (Sentence.Is(Chunks[k].First, word) && NounAfter(k) is >= 0 and var noun && !Chunks[noun].IsTime && !(word == "with" && noun + 1 < Count && Chunks[noun + 1] is { IsVerb: true, Shape: VerbShape.Gerund, Word.Lemma: not "range" }))
                {
                    return noun;
                }
            }
        }

        return -1;
    }

    /// <summary>The object of a verb: behind it; in front of it in "the 15% it owns" and "which it bought"; its subject in the passive.</summary>
    public int ThemeOf(int verb)
    {
        Chunk chunk = Chunks[verb];
        if (chunk.IsPassive)
        {
            return chunk.Subject;
        }

        if (chunk.Object >= 0)
        {
            return chunk.Object;
        }

        if (chunk.Subject < 0)
        {
            return -1;
        }

        int before = Clauses.StartOf(Chunks, chunk.Subject) - 1;
        while (before >= 2 && Chunks[before].Kind == ChunkKind.Conjunction && Chunks[before - 1].IsNoun && chunk.Subject < verb)
        {
            // "Kestrel, which Bosch and Denso own"
            before = Clauses.StartOf(Chunks, before - 1) - 1;
        }

        if (before >= 0 && Chunks[before].Kind == ChunkKind.Relative)
        {
            return Clauses.Antecedent(Chunks, before);
        }

        if (before > 0 && Chunks[before].Kind == ChunkKind.Subordinator && Sentence.Is(Chunks[before].First, "that") && Chunks[before - 1] is { IsNoun: true, IsTime: false } shared && (shared.Percent >= 0 || AnyMeans(shared, NounSense.Stake | NounSense.LooseStake | NounSense.Part | NounSense.Company | NounSense.Unit)))
        {
            // "the 24 percent that Bosch keeps"
            return before - 1;
        }

        return before >= 0 && Chunks[before].IsNoun && !Chunks[before].IsTime ? before : -1;
    }

    /// <summary>Who does what a verb says: its subject, or who follows "by" in the passive; -1 where nobody is named.</summary>
    public int AgentOf(int verb)
    {
        Chunk chunk = Chunks[verb];
        if (!chunk.IsPassive)
        {
            return chunk.Subject;
        }

        return Phrase(verb, ["by"], 6);
    }

    /// <summary>Whether a word of the chunk is this one.</summary>
    public bool Contains(Chunk chunk, string word)
    {
        for (int i = chunk.First; i <= chunk.Last; i++)
        {
            if (Sentence.Is(i, word))
            {
                return true;
            }
        }

        return false;
    }

    public static bool AnyMeans(Chunk chunk, NounSense sense) => (chunk.Senses & sense) != 0;
}
