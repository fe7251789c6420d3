namespace AllianceMonitor.Extraction;

/// <summary>
/// Cuts a sentence into noun phrases, verb groups and what stands between them, in one pass from left to right. Whether a word is noun or verb
/// is decided by its neighbours.
/// </summary>
internal sealed partial class Chunker
{
    private readonly List<Chunk> pool = [];
    private Sentence sentence = null!;
    private int count;

    /// <summary>Index of the next mention and value that the pass has not reached.</summary>
    private int mention;

    private int value;

    public void Cut(Sentence target, List<Chunk> chunks)
    {
        (sentence, count, mention, value) = (target, 0, 0, 0);
        chunks.Clear();
        int i = sentence.First;
        while (i <= sentence.Last)
        {
            int before = i;
            Chunk? chunk = Next(ref i, chunks);
            if (chunk is not null)
            {
                chunks.Add(chunk);
            }

            i = Math.Max(i, before + 1);
        }
    }

    private Chunk New(ChunkKind kind, int first)
    {
        if (count == pool.Count)
        {
            pool.Add(new Chunk());
        }

        Chunk chunk = pool[count++];
        chunk.Reset(kind, first);
        chunk.Word = sentence.Tokens[first].Word;
        return chunk;
    }

    private Chunk? Next(ref int i, List<Chunk> chunks)
    {
        Token token = sentence.Tokens[i];
        Chunk? before = chunks.Count > 0 ? chunks[^1] : null;
        if (MentionAt(i) < 0 && ValueAt(i) < 0)
        {
            if (token.Kind == TokenKind.Punctuation)
            {
                return Punctuation(ref i, before);
            }

            if (token.Is(WordClass.Determiner) && sentence.Is(i, "no") && sentence.Is(i + 1, "longer"))
            {
                Chunk noLonger = New(ChunkKind.Other, i);
                noLonger.Last = i + 1;
                i += 2;
                return noLonger;
            }

            if (token.Is(WordClass.Preposition) && sentence.Is(i, "as") && sentence.Is(i + 1, "well") && sentence.Is(i + 2, "as"))
            {
                Chunk also = New(ChunkKind.Conjunction, i);
                also.Last = i + 2;
                i += 3;
                return also;
            }

            if (Measured(i) is > 0 and var measure)
            {
                // "about a third", "more than half": a third, half.
                Chunk roughly = New(ChunkKind.Other, i);
                roughly.Last = i + measure - 1;
                i += measure;
                return roughly;
            }

            if (token.Is(WordClass.Preposition) && (sentence.Lower(i + 1) is "then" or "now" or "recently" || (sentence.Is(i, "in") && sentence.Lower(i + 1) is "turn" or "fact" or "effect" or "total")))
            {
                // "until then", "in turn": by itself, not of what follows; but "with total sales of".
                Chunk until = New(ChunkKind.Other, i);
                until.Last = i + 1;
                i += 2;
                return until;
            }

            if (StartsVerbGroup(i, before))
            {
                return VerbGroup(ref i);
            }

            if (token.Word is { } word && FunctionChunk(word, i, before) is { } kind)
            {
                return New(kind, i++);
            }
        }

        return NounPhrase(ref i, before);
    }

    /// <summary>How many words in front of an amount say how exactly it is meant ("about", "more than", "up to"); 0 where no amount follows.</summary>
    private int Measured(int i)
    {
        int words = sentence.Lower(i) switch
        {
            "as" when (sentence.Is(i + 1, "much") || sentence.Is(i + 1, "many")) && sentence.Is(i + 2, "as") => 3,
            "more" or "less" or "fewer" or "rather" when sentence.Is(i + 1, "than") => 2,
            "up" when sentence.Is(i + 1, "to") => 2,
            "at" when sentence.Lower(i + 1) is "least" or "most" => 2,
            "about" or "around" or "over" or "under" or "above" or "below" => 1,
            _ => 0,
        };
        if (words == 0)
        {
            return 0;
        }

        int amount = i + words;
        amount += sentence.Is(amount, "a") || sentence.Is(amount, "one") || sentence.Is(amount, "two") || sentence.Is(amount, "three") || sentence.Is(amount, "the") ? 1 : 0;
        amount += At(amount).Kind == TokenKind.Punctuation && sentence.Is(amount, "-") ? 1 : 0;
        bool part = At(amount).Means(NounSense.Part) && !sentence.Is(amount, "part");
        return part || (words >= 2 && (At(i + words).Kind == TokenKind.Number || At(i + words).Is(WordClass.Number))) ? words : 0;
    }

    private Chunk? Punctuation(ref int i, Chunk? before)
    {
        char mark = sentence.Text[sentence.Tokens[i].Start];
        if (mark is '\'' or '’' && before is { Kind: ChunkKind.Noun } && sentence.Tokens[i].Start == sentence.Tokens[i - 1].End)
        {
            // "Renault's", "Motors'"
            before.IsPossessive = true;
            i += sentence.Is(i + 1, "s") ? 2 : 1;
            return null;
        }

        return mark switch
        {
            ',' or '(' or ')' or '–' or '—' => New(ChunkKind.Comma, i++),
            '-' when i > sentence.First && sentence.Tokens[i].Start > sentence.Tokens[i - 1].End => New(ChunkKind.Comma, i++),
            ';' or ':' => New(ChunkKind.Break, i++),
            _ => null,
        };
    }

    private const WordClass FunctionClasses = WordClass.Relative | WordClass.Conjunction | WordClass.Preposition | WordClass.Subordinator | WordClass.Adverb;

    private ChunkKind? FunctionChunk(Word word, int i, Chunk? before)
    {
        if (before is { IsNoun: true } && IsAdverbBeforeVerb(i))
        {
            return ChunkKind.Other;
        }

        if (!word.Is(FunctionClasses))
        {
            return null;
        }

        Token next = At(i + 1);
        if (word.Is(WordClass.Relative) && sentence.Is(i, "that"))
        {
            bool verbFollows = next.Is(WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do) || (next.Is(WordClass.Verb) && !next.Is(WordClass.Noun));
            return before is null || before.Kind is ChunkKind.Preposition or ChunkKind.Comma ? (verbFollows ? null : before is { Kind: ChunkKind.Comma } ? ChunkKind.Subordinator : null)
                : before.IsNoun && !before.IsPossessive && verbFollows ? ChunkKind.Relative
                : ChunkKind.Subordinator;
        }

        if (word.Is(WordClass.Relative) && !sentence.Is(i, "where") && !word.Is(WordClass.Possessive))
        {
            return ChunkKind.Relative;
        }

        // "after", "before", "until", "since" lead in a clause or a phrase; the clause pass tells by what follows.
        if (word.Is(WordClass.Conjunction))
        {
            return ChunkKind.Conjunction;
        }

        if (word.Is(WordClass.Preposition) && !(word.Is(WordClass.Subordinator) && sentence.Is(i, "as") && next.Is(WordClass.Pronoun)))
        {
            return ChunkKind.Preposition;
        }

        if (word.Is(WordClass.Subordinator))
        {
            return ChunkKind.Subordinator;
        }

        return word.Is(WordClass.Adverb) && !word.Is(WordClass.Noun | WordClass.Determiner | WordClass.Adjective | WordClass.Pronoun) ? ChunkKind.Other : null;
    }

    /// <summary>"Foxconn once considered", "Renault first bought", "it further raised": behind a subject and before its verb such a word is an adverb.</summary>
    private bool IsAdverbBeforeVerb(int i) => sentence.Lower(i) is "once" or "first" or "long" or "further" && At(i + 1) is { Kind: TokenKind.Word } next && (next.Is(WordClass.Have | WordClass.Be) || (next.Is(WordClass.Verb) && !next.Is(WordClass.Noun) && next.Word!.CanBe(VerbForm.Past)));

    private Token At(int i) => i <= sentence.Last ? sentence.Tokens[i] : default;

    private int MentionAt(int i)
    {
        while (mention < sentence.Mentions.Count && sentence.Mentions[mention].LastToken < i)
        {
            mention++;
        }

        return mention < sentence.Mentions.Count && sentence.Mentions[mention].FirstToken <= i ? mention : -1;
    }

    private int ValueAt(int i)
    {
        while (value < sentence.Values.Count && sentence.Values[value].LastToken < i)
        {
            value++;
        }

        return value < sentence.Values.Count && sentence.Values[value].FirstToken - sentence.Values[value].QualifierTokens <= i ? value : -1;
    }

    private bool IsValueOrName(int i)
    {
        foreach (FoundMention found in sentence.Mentions)
        {
            if (found.FirstToken <= i && i <= found.LastToken)
            {
                return true;
            }
        }

        foreach (FoundValue found in sentence.Values)
        {
            if (found.FirstToken <= i && i <= found.LastToken)
            {
                return true;
            }
        }

        return false;
    }
}
