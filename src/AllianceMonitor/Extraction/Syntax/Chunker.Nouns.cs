namespace AllianceMonitor.Extraction;

/// <summary>Noun phrases: determiners, adjectives, names and values up to the head.</summary>
internal sealed partial class Chunker
{
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
                if (any && (noun.IsNamed || IsWholeNoun(noun)) && found.Value.Type is ValueType.Percent or ValueType.Money)
                {
                    // "Nissan 15 percent", "the Koreans 51%"
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
                bool placed = any && noun.IsNamed && before is { Kind: ChunkKind.Preposition } && sentence.Is(before.First, "in") && found.FirstToken == noun.Last + 1 && sentence.Mentions[named].Start > sentence.Tokens[noun.Last].End && (At(found.LastToken + 1).Is(WordClass.Be | WordClass.Have | WordClass.Modal) || At(found.LastToken + 1).Is(WordClass.Verb) && !At(found.LastToken + 1).Is(WordClass.Noun));
                if (contact || placed || (any && noun.IsNamed && found.FirstToken > noun.Last + 1))
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

            if (any && token.Length == 2 && !LastIsModifier(noun) && Hyphenated(i) is not null)
            {
                // "Bosch co-owns"
                break;
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

                if (any && (word.Is(WordClass.Determiner) || (!LastIsModifier(noun) && IsAdverbBeforeVerb(i))))
                {
                    break;
                }

                bool content = word.Is(WordClass.Determiner | WordClass.Adjective | WordClass.Noun | WordClass.Number);
                Token next = At(i + 1);
                bool participle = any && word.CanBe(VerbForm.Participle | VerbForm.Gerund) && LastIsModifier(noun) && next.Kind == TokenKind.Word && (next.Word is null || next.Is(WordClass.Noun | WordClass.Adjective));
                if (any && word.Is(WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do) && !(word.Is(WordClass.Noun) && IsMonth(i)))
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

    /// <summary>"the Koreans", "its partner": a common noun stands there already, no article, adjective or number.</summary>
    private bool IsWholeNoun(Chunk noun)
    {
        Token last = sentence.Tokens[noun.Last];
        return last.Kind == TokenKind.Word && noun.Last > noun.First && !noun.IsTime && (last.Word is null ? char.IsUpper(sentence.Text[last.Start]) : last.Is(WordClass.Noun) && last.Means(NounSense.Company | NounSense.Partner | NounSense.Holder | NounSense.Companies | NounSense.State));
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

    /// <summary>The phrase so far ends with a determiner or adjective: a noun must follow. An adverb may stand between: "a wholly owned".</summary>
    private bool LastIsModifier(Chunk noun)
    {
        int at = noun.Last;
        while (at > noun.First && sentence.Tokens[at].Is(WordClass.Adverb) && !sentence.Tokens[at].Is(WordClass.Noun | WordClass.Adjective))
        {
            at--;
        }

        Token last = sentence.Tokens[at];
        // "18,000 chips", "advanced talks": a count and a participle are followed by what they are of.
        bool counts = last.Kind == TokenKind.Number && last.Length != 4 && !noun.IsTime && noun is { Percent: < 0, Money: < 0 };
        return !noun.IsNamed && (counts || (last.Word is { } word && (word.Is(WordClass.Determiner | WordClass.Adjective | WordClass.Number) || word.CanBe(VerbForm.Participle)) && !word.Is(WordClass.Noun)));
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

        if (noun.IsNamed && word.CanBe(VerbForm.Gerund) && IsValueOrName(i + 1))
        {
            // "with Aramco holding 10%"
            return true;
        }

        if (!noun.IsNamed && word.CanBe(VerbForm.Base) && word.Frames.Length > 0 && sentence.Tokens[noun.Last].Is(WordClass.Plural) && At(i + 1).Is(WordClass.Plural))
        {
            // "its trucks use chips made by"
            return true;
        }

        if (noun.IsNamed && word.CanBe(VerbForm.Third) && sentence.Is(i + 1, "as") && Array.Exists(word.Frames, frame => frame.Kind == FactKind.Appointment))
        {
            // "Katrin Weber starts as"
            return true;
        }

        if (noun.IsNamed && word.CanBe(VerbForm.Third) && word.Frames.Length > 0 && Measured(i + 1) > 0)
        {
            // "Kamaz sources more than half of"
            return true;
        }

        if (noun.IsNamed && isJoined && word.CanBe(VerbForm.Base) && (At(i + 1).Is(WordClass.To | WordClass.Determiner) || (word.Frames.Length > 0 && (sentence.Is(i + 1, "together") || sentence.Is(i + 1, "jointly") || sentence.Is(i + 1, "with") || sentence.Is(i + 1, "on") || sentence.Is(i + 1, "side"))) || sentence.IsAny(i + 1, "joint", "common", "further", "several")))
        {
            // "Honda and Nissan plan to merge", "share a platform", "work together"
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
