namespace AllianceMonitor.Extraction;

/// <summary>
/// Cuts a sentence into noun phrases, verb groups and what stands between them, in one pass from left to right. Whether a word is noun or verb
/// is decided by its neighbours.
/// </summary>
internal sealed class Chunker
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

    private bool StartsVerbGroup(int i, Chunk? before)
    {
        Token token = sentence.Tokens[i];
        if (token.Word is not { } word)
        {
            return false;
        }

        if (word.Is(WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do) && !IsMonth(i))
        {
            return true;
        }

        if (!word.Is(WordClass.Verb | WordClass.To))
        {
            return false;
        }

        int next = i + 1;
        while (At(next).Is(WordClass.Adverb) && !At(next).Is(WordClass.Verb) && next <= i + 2)
        {
            next++;
        }

        if (word.Is(WordClass.To))
        {
            // "to buy", but not "to cut prices" as "to cuts"; "to 15%" and "to market leaders" are phrases.
            return At(next).Word is { } verb && verb.CanBe(VerbForm.Base) && !IsValueOrName(next) && (!verb.Is(WordClass.Noun) || !(At(next + 1).Is(WordClass.Be | WordClass.Modal) || (At(next + 1).Means(NounSense.Company) && !At(next + 1).Is(WordClass.Plural))));
        }

        return word.Is(WordClass.Verb) && IsVerbHere(i, word, before);
    }

    private bool IsMonth(int i) => sentence.Is(i, "may") && char.IsUpper(sentence.Text[sentence.Tokens[i].Start]) && i > sentence.First;

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

    /// <summary>Noun or verb, participle or adjective, by what stands before and behind.</summary>
    private bool IsVerbHere(int i, Word word, Chunk? before)
    {
        if (i > sentence.First && char.IsUpper(sentence.Text[sentence.Tokens[i].Start]))
        {
            return false;
        }

        Token next = At(i + 1);
        if (next.Means(NounSense.Post) && word.CanBe(VerbForm.Gerund))
        {
            // "planning chief", "operating officer"
            return false;
        }

        bool afterNoun = before is { Kind: ChunkKind.Noun };
        bool nextOpensObject = IsValueOrName(i + 1) || next.Is(WordClass.Determiner | WordClass.Possessive | WordClass.To | WordClass.Pronoun) || sentence.Is(i + 1, "that") || next.Kind == TokenKind.Number;
        if (word.CanBe(VerbForm.Gerund))
        {
            // "by raising", "is considering buying"; "the funding", "a listing" are nouns.
            return before is not { IsPossessive: true } && (!word.Is(WordClass.Noun) || nextOpensObject);
        }

        if (word.CanBe(VerbForm.Past | VerbForm.Participle) && !word.CanBe(VerbForm.Base))
        {
            bool adjective = before is null or { Kind: ChunkKind.Preposition or ChunkKind.Verb } && (next.Is(WordClass.Noun) || next.Word is null);
            return !adjective && before is not { IsPossessive: true };
        }

        if (before is { IsPossessive: true } or { Kind: ChunkKind.Preposition })
        {
            return false;
        }

        if (word.CanBe(VerbForm.Third))
        {
            bool onlyVerb = !word.Is(WordClass.Noun);
            if (!onlyVerb && (before is { Kind: ChunkKind.Relative } || before is { IsNoun: true, IsNamed: true }) && HasBareObject(i))
            {
                // "which supplies engines to", "Minth supplies aluminium housings"
                return true;
            }

            if (!onlyVerb && before is { IsNoun: true, IsNamed: true } && (next.Is(WordClass.Plural) && next.Means(NounSense.Goods) || (next.Is(WordClass.Particle) && HasParticle(word, sentence.TextOf(i + 1, i + 1)))))
            {
                // "Nissan orders engines", "de Meo steps down"
                return true;
            }

            return onlyVerb ? before is not null : before is { Kind: ChunkKind.Noun or ChunkKind.Relative or ChunkKind.Comma or ChunkKind.Conjunction or ChunkKind.Other }
                && (nextOpensObject || (before.IsNoun && (before.IsNamed || before.IsPronoun) && next.Is(WordClass.Preposition | WordClass.Adverb) && !next.Is(WordClass.To)))
                && !(before.Kind == ChunkKind.Comma && !nextOpensObject);
        }

        // The base form: "cut" after a name is past, after a plural present.
        bool isNounToo = word.Is(WordClass.Noun | WordClass.Adjective);
        bool canFollow = afterNoun || before is { Kind: ChunkKind.Relative or ChunkKind.Conjunction or ChunkKind.Other or ChunkKind.Comma };
        bool passive = word.CanBe(VerbForm.Participle) && (next.Is(WordClass.Particle) || sentence.Is(i + 1, "by"));
        return canFollow && (!isNounToo || nextOpensObject || passive) && (word.CanBe(VerbForm.Past) || before is not { IsNamed: true } || before is { Kind: ChunkKind.Conjunction } || nextOpensObject || !isNounToo);
    }

    /// <summary>An object without article follows: "supplies aluminium housings"; not so in "shares rose", "sales in".</summary>
    private bool HasBareObject(int i)
    {
        Token next = At(i + 1);
        return next.Kind == TokenKind.Word && !next.Is(WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Preposition | WordClass.Adverb)
            && (next.Word is null || next.Is(WordClass.Noun | WordClass.Adjective)) && !(next.Is(WordClass.Verb) && !next.Is(WordClass.Adjective | WordClass.Plural) && next.Word!.CanBe(VerbForm.Past));
    }

    private Chunk VerbGroup(ref int i)
    {
        Chunk verb = New(ChunkKind.Verb, i);
        (verb.Shape, bool sawBe, bool sawHave, bool sawDo, bool onlyAuxiliary) = (VerbShape.Finite, false, false, false, true);
        bool first = true;
        for (; i <= sentence.Last; i++)
        {
            Token token = sentence.Tokens[i];
            if (token.Word is not { } word || token.Kind != TokenKind.Word || (!first && IsNameAt(i)))
            {
                break;
            }

            if (word.Is(WordClass.Modal) && (first || onlyAuxiliary))
            {
                verb.IsNegated |= word.Is(WordClass.Negation);
                verb.Modality = sentence.Is(i, "will") || sentence.Is(i, "shall") || sentence.Is(i, "won't") || sentence.Is(i, "would") || sentence.Is(i, "wouldn't") ? Modality.Will
                    : sentence.Is(i, "could") || sentence.Is(i, "may") || sentence.Is(i, "might") || sentence.Is(i, "can") ? Modality.May : Modality.Should;
                verb.IsPast |= sentence.Is(i, "would");
            }
            else if (word.Is(WordClass.Be) && onlyAuxiliary)
            {
                (sawBe, verb.Head, verb.Word) = (true, i, word);
                verb.IsPast |= sentence.Is(i, "was") || sentence.Is(i, "were");
                verb.IsNegated |= word.Is(WordClass.Negation);
                verb.IsProgressive |= sentence.Is(i, "being");
            }
            else if (word.Is(WordClass.Have) && onlyAuxiliary && !sawBe)
            {
                (sawHave, verb.Head, verb.Word) = (true, i, word);
                verb.IsPast |= sentence.Is(i, "had");
                verb.IsNegated |= word.Is(WordClass.Negation);
                if (sentence.Is(i, "having") && first)
                {
                    verb.Shape = VerbShape.Gerund;
                }
            }
            else if (word.Is(WordClass.Do) && onlyAuxiliary)
            {
                (sawDo, verb.Head, verb.Word) = (true, i, word);
                verb.IsPast |= sentence.Is(i, "did") || sentence.Is(i, "didn't");
                verb.IsNegated |= word.Is(WordClass.Negation);
            }
            else if (word.Is(WordClass.To) && (first || (onlyAuxiliary && sawBe)) && At(i + 1).Is(WordClass.Verb | WordClass.Be | WordClass.Have | WordClass.Adverb))
            {
                if (first)
                {
                    verb.Shape = VerbShape.Infinitive;
                }
                else
                {
                    (verb.Modality, sawBe) = (Modality.ToBe, false);
                }
            }
            else if (sentence.Is(i, "not") || sentence.Is(i, "never"))
            {
                verb.IsNegated = true;
            }
            else if (word.Is(WordClass.Verb) && (first || onlyAuxiliary))
            {
                bool fits = first || !word.Is(WordClass.Noun | WordClass.Adjective) || verb.Modality != Modality.None || verb.Shape == VerbShape.Infinitive || sawDo
                    || (sawBe && word.CanBe(VerbForm.Participle | VerbForm.Gerund)) || (sawHave && word.CanBe(VerbForm.Participle));
                if (!fits || (sawHave && !sawBe && !word.CanBe(VerbForm.Participle) && verb.Modality == Modality.None && verb.Shape == VerbShape.Finite))
                {
                    break;
                }

                onlyAuxiliary = false;
                (verb.Head, verb.Word) = (i, word);
                verb.IsProgressive |= sawBe && word.CanBe(VerbForm.Gerund);
                verb.IsPassive = sawBe && word.CanBe(VerbForm.Participle) && !word.CanBe(VerbForm.Gerund);
                verb.IsPerfect = sawHave;
                if (first)
                {
                    verb.IsPast = word.CanBe(VerbForm.Past | VerbForm.Participle) && !word.CanBe(VerbForm.Third);
                    verb.Shape = word.CanBe(VerbForm.Gerund) && !word.CanBe(VerbForm.Base) ? VerbShape.Gerund : VerbShape.Finite;
                }
            }
            else if (sentence.Is(i, "in") && !first && onlyAuxiliary && (sentence.Is(i + 1, "turn") || sentence.Is(i + 1, "fact") || sentence.Is(i + 1, "future") || sentence.Is(i + 1, "effect")))
            {
                i++;
            }
            else if (!(word.Is(WordClass.Adverb) && !first && onlyAuxiliary && IsAdverbInside(i)))
            {
                break;
            }

            verb.Last = i;
            first = false;
            if (!onlyAuxiliary)
            {
                i++;
                break;
            }
        }

        i = Math.Max(i, verb.Last + 1);
        if (i <= sentence.Last && At(i).Is(WordClass.Particle) && !onlyAuxiliary)
        {
            verb.Particle = sentence.Text[sentence.Tokens[i].Start..sentence.Tokens[i].End];
            bool preposition = At(i).Is(WordClass.Preposition) && !sentence.Is(i, "up") && !sentence.Is(i, "out");
            if (!preposition || HasParticle(verb.Word!, verb.Particle))
            {
                verb.Last = i++;
            }
            else
            {
                verb.Particle = null;
            }
        }

        return verb;
    }

    /// <summary>The verb means something of its own with that particle: "step down", "take over".</summary>
    private static bool HasParticle(Word verb, string particle)
    {
        foreach (Frame frame in verb.Frames)
        {
            if (frame.Particle == particle)
            {
                return true;
            }
        }

        foreach ((string? own, _) in verb.VerbOutlooks)
        {
            if (own == particle)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"has <em>already</em> agreed": a verb still follows.</summary>
    private bool IsAdverbInside(int i)
    {
        for (int k = i + 1; k <= sentence.Last && k <= i + 3; k++)
        {
            Token token = sentence.Tokens[k];
            if (token.Is(WordClass.Verb | WordClass.Be | WordClass.Have) || sentence.Is(k, "not"))
            {
                return !token.Is(WordClass.Determiner);
            }

            if (!token.Is(WordClass.Adverb))
            {
                return false;
            }
        }

        return false;
    }

    private bool IsNameAt(int i)
    {
        int at = MentionAt(i);
        return at >= 0;
    }

    private Chunk? NounPhrase(ref int i, Chunk? before)
    {
        Chunk noun = New(ChunkKind.Noun, i);
        noun.Word = null;
        if (before is { IsNoun: true, IsPossessive: true })
        {
            // Filled in by the clause pass, which knows the index.
            noun.Possessor = 0;
        }

        bool any = false;
        for (; i <= sentence.Last; i++)
        {
            Token token = sentence.Tokens[i];
            int named = MentionAt(i), valued = ValueAt(i);
            if (valued >= 0 && named < 0)
            {
                FoundValue found = sentence.Values[valued];
                if (any && noun.IsNamed && found.Value.Type is ValueType.Percent or ValueType.Money)
                {
                    break;
                }

                (noun.Percent, noun.Money) = (found.Value.Type == ValueType.Percent ? valued : noun.Percent, found.Value.Type == ValueType.Money ? valued : noun.Money);
                noun.IsTime |= found.Value.Type == ValueType.Date;
                i = Math.Max(i, found.LastToken);
                (noun.Last, noun.Head, any) = (i, i, true);
                noun.Word = null;
                noun.IsNamed = false;
                continue;
            }

            if (named >= 0)
            {
                FoundMention found = sentence.Mentions[named];
                bool contact = any && !noun.IsNamed && noun.Word is { } common && common.Means(NounSense.Venture | NounSense.Stake | NounSense.LooseStake | NounSense.Goods | NounSense.Contract | NounSense.Partnership) && At(found.LastToken + 1).Is(WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Verb);
                if (contact || (any && noun.IsNamed && found.FirstToken > noun.Last + 1))
                {
                    // "a joint venture Renault has": a clause begins.
                    break;
                }

                (noun.FirstMention, noun.Mentions) = (noun.Mentions == 0 ? named : noun.FirstMention, noun.Mentions + 1);
                i = Math.Max(i, found.LastToken);
                mention = named + 1 < sentence.Mentions.Count && sentence.Mentions[named + 1].FirstToken <= i ? named + 1 : mention;
                while (mention < sentence.Mentions.Count && sentence.Mentions[mention].FirstToken <= i && mention > named)
                {
                    // Joined names: "RenaultNissan".
                    noun.Mentions++;
                    mention++;
                }

                (noun.Last, noun.Head, noun.IsNamed, any) = (i, i, true, true);
                noun.Word = null;
                continue;
            }

            if (token.Kind == TokenKind.Punctuation)
            {
                char mark = sentence.Text[token.Start];
                bool hyphen = any && mark is '-' or '‑' or '–' && i < sentence.Last && token.Start == sentence.Tokens[i - 1].End && sentence.Tokens[i + 1].Start == token.End;
                if (!hyphen)
                {
                    break;
                }

                noun.Last = i;
                continue;
            }

            if (token.Kind == TokenKind.Number)
            {
                if (any && noun.IsNamed && token.Length == 4)
                {
                    break;
                }

                noun.IsTime |= !any && token.Length == 4 && sentence.Text[token.Start] is '1' or '2' && before is { Kind: ChunkKind.Preposition };
                (noun.Last, noun.Head, any) = (i, i, true);
                continue;
            }

            bool afterHyphen = any && noun.Last == i - 1 && sentence.Tokens[i - 1].Kind == TokenKind.Punctuation && sentence.Text[sentence.Tokens[i - 1].Start] is '-' or '‑' or '–';
            noun.Senses |= token.Word?.Sense ?? NounSense.None;
            if (token.Word is { } word && !afterHyphen)
            {
                // "US" is no "us".
                bool pronoun = word.Is(WordClass.Pronoun) && !(token.Length == 2 && sentence.Text[token.Start + 1] == 'S') && !(word.Is(WordClass.Determiner | WordClass.Adjective | WordClass.Number) && OpensNoun(i + 1));
                if (pronoun && any && !word.Is(WordClass.Noun | WordClass.Adjective | WordClass.Number | WordClass.Determiner))
                {
                    break;
                }

                if (pronoun && !any)
                {
                    (noun.Last, noun.Head, noun.Word, noun.IsPronoun) = (i, i, word, true);
                    i++;
                    return noun;
                }

                if (word.Is(WordClass.Determiner) && any)
                {
                    break;
                }

                bool content = word.Is(WordClass.Determiner | WordClass.Adjective | WordClass.Noun | WordClass.Number);
                Token next = At(i + 1);
                bool participle = any && word.CanBe(VerbForm.Participle | VerbForm.Gerund) && LastIsModifier(noun) && next.Kind == TokenKind.Word && (next.Word is null || next.Is(WordClass.Noun | WordClass.Adjective));
                if (any && word.Is(WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do) && !word.Is(WordClass.Noun))
                {
                    break;
                }

                bool ofPost = word.CanBe(VerbForm.Gerund) && next.Means(NounSense.Post);
                if (any && word.Is(WordClass.Verb) && !participle && !ofPost && !LastIsModifier(noun) && IsVerbAfterNoun(i, word, noun, before is { Kind: ChunkKind.Conjunction }))
                {
                    break;
                }

                if (word.Is(WordClass.Preposition | WordClass.Conjunction | WordClass.Subordinator | WordClass.Relative) && !content)
                {
                    break;
                }

                if (word.Is(WordClass.Preposition | WordClass.Subordinator) && any)
                {
                    break;
                }

                if (word.Is(WordClass.Adverb) && !content && any && !(LastIsModifier(noun) && !word.Is(WordClass.Preposition)))
                {
                    break;
                }

                if (word.Is(WordClass.Time) && any && noun.IsNamed)
                {
                    break;
                }

                noun.IsTime = word.Is(WordClass.Time) || (noun.IsTime && !word.Is(WordClass.Noun));
                if (word.Is(WordClass.Noun) || noun.Word is null || !noun.Word.Is(WordClass.Noun))
                {
                    noun.Word = word;
                }

                noun.IsNamed = word.Is(WordClass.Noun) ? false : noun.IsNamed;
            }
            else
            {
                // An unknown word is a noun; "tie-up" and the like are words of the lexicon with their hyphen.
                noun.Word = (afterHyphen ? Lexicon.Find(sentence.Text.AsSpan(sentence.Tokens[i - 2].Start, token.End - sentence.Tokens[i - 2].Start)) : null) ?? (token.Word is { } known && known.Is(WordClass.Noun) ? known : null);
                noun.Senses |= noun.Word?.Sense ?? NounSense.None;
                noun.IsNamed = false;
                noun.IsTime = false;
            }

            (noun.Last, noun.Head, any) = (i, i, true);
        }

        return any ? noun : null;
    }

    private bool OpensNoun(int i)
    {
        Token token = At(i);
        if (sentence.Is(i, "own") && (IsValueOrName(i + 1) || At(i + 1).Is(WordClass.Determiner)))
        {
            // "each own 45 percent"
            return false;
        }

        return IsValueOrName(i) || token.Kind == TokenKind.Number || (token.Kind == TokenKind.Word && (token.Word is null || token.Is(WordClass.Noun | WordClass.Adjective | WordClass.Number | WordClass.Determiner)) && !token.Is(WordClass.Be | WordClass.Have | WordClass.Modal))
            || (token.Kind == TokenKind.Word && token.Is(WordClass.Verb) && !token.Is(WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do) && token.Word!.CanBe(VerbForm.Participle | VerbForm.Gerund) && (At(i + 1).Is(WordClass.Noun) || At(i + 1).Word is null) && At(i + 1).Kind == TokenKind.Word);
    }

    /// <summary>The phrase so far ends with a determiner or adjective: a noun must follow.</summary>
    private bool LastIsModifier(Chunk noun)
    {
        Token last = sentence.Tokens[noun.Last];
        return !noun.IsNamed && last.Word is { } word && word.Is(WordClass.Determiner | WordClass.Adjective | WordClass.Number) && !word.Is(WordClass.Noun);
    }

    private bool IsVerbAfterNoun(int i, Word word, Chunk noun, bool isJoined)
    {
        // A compound goes on ("share sale", "supply contract") where the word is a noun too and no object follows it.
        bool nounToo = word.Is(WordClass.Noun);
        bool opens = IsValueOrName(i + 1) || At(i + 1).Is(WordClass.Determiner | WordClass.Possessive | WordClass.To) || sentence.Is(i + 1, "that") || At(i + 1).Kind == TokenKind.Number;
        if (!nounToo)
        {
            return true;
        }

        if (noun.IsNamed && word.CanBe(VerbForm.Third) && word.Frames.Length > 0 && HasBareObject(i) && At(i + 1).Word is not null)
        {
            // "Minth supplies aluminium housings"
            return true;
        }

        if (noun.IsNamed && isJoined && word.CanBe(VerbForm.Base) && At(i + 1).Is(WordClass.To))
        {
            // "Honda and Nissan plan to merge"
            return true;
        }

        if (noun.IsNamed && word.CanBe(VerbForm.Third) && i < sentence.Last && At(i + 1).Is(WordClass.Particle) && HasParticle(word, sentence.TextOf(i + 1, i + 1)))
        {
            // "de Meo steps down"
            return true;
        }

        return word.CanBe(VerbForm.Third) || word.CanBe(VerbForm.Past) ? opens : opens && sentence.Tokens[noun.Last].Is(WordClass.Plural);
    }
}
