namespace AllianceMonitor.Extraction;

/// <summary>Verb groups: where one begins, and what its auxiliaries, negation and particle make of it.</summary>
internal sealed partial class Chunker
{
    private bool StartsVerbGroup(int i, Chunk? before)
    {
        Token token = sentence.Tokens[i];
        if (token.Length == 2 && Hyphenated(i) is { } prefixed)
        {
            return !IsNameAt(i) && IsVerbHere(i + 2, prefixed, before);
        }

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
            return IsUnknownInfinitive(next) || At(next).Word is { } verb && !(verb.Is(WordClass.Noun) && At(next + 1).Means(NounSense.Post)) && (verb.CanBe(VerbForm.Base) || sentence.Is(next, "be")) && !IsValueOrName(next) && (!verb.Is(WordClass.Noun) || !(At(next + 1).Is(WordClass.Be | WordClass.Modal) || (At(next + 1).Means(NounSense.Company) && !At(next + 1).Is(WordClass.Plural))));
        }

        return word.Is(WordClass.Verb) && IsVerbHere(i, word, before);
    }

    private bool IsMonth(int i) => sentence.Is(i, "may") && char.IsUpper(sentence.Text[sentence.Tokens[i].Start]) && i > sentence.First;

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

        if (word.CanBe(VerbForm.Gerund) && next.Means(NounSense.Company) && !next.Is(WordClass.Plural) && before is null or { Kind: ChunkKind.Preposition or ChunkKind.Verb })
        {
            // "in charging firm Eneco"
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
            if (!onlyVerb && before is { Kind: ChunkKind.Relative } && word.Frames.Length > 0 && next.Is(WordClass.Preposition) && !sentence.Is(i + 1, "of"))
            {
                // "which works with"
                return true;
            }

            if (!onlyVerb && (before is { Kind: ChunkKind.Relative } || before is { IsNoun: true, IsNamed: true }) && HasBareObject(i))
            {
                // "which supplies engines to", "Minth supplies aluminium housings"
                return true;
            }

            if (!onlyVerb && before is { Kind: ChunkKind.Comma } && word.Frames.Length > 0 && next.Is(WordClass.Plural) && next.Means(NounSense.Goods) && !At(i + 2).Is(WordClass.Noun))
            {
                // "Renault, a partner of Nissan, uses batteries"
                return true;
            }

            if (!onlyVerb && before is { IsNoun: true, IsNamed: true } && (next.Is(WordClass.Plural) && next.Means(NounSense.Goods) || (next.Is(WordClass.Particle) && HasParticle(word, sentence.TextOf(i + 1, i + 1)))))
            {
                // "Nissan orders engines", "de Meo steps down"
                return true;
            }

            if (!onlyVerb && before is { IsNoun: true } or { Kind: ChunkKind.Other or ChunkKind.Relative } && i < sentence.Last && (sentence.Is(i + 1, "up") || sentence.Is(i + 1, "out") || sentence.Is(i + 1, "down") || sentence.Is(i + 1, "off")) && HasParticle(word, sentence.TextOf(i + 1, i + 1)))
            {
                // "thus ends up with 90 percent"
                return true;
            }

            return onlyVerb ? before is not null : before is { Kind: ChunkKind.Noun or ChunkKind.Relative or ChunkKind.Comma or ChunkKind.Conjunction or ChunkKind.Other }
                && (nextOpensObject || (before.IsNoun && (before.IsNamed || before.IsPronoun) && next.Is(WordClass.Preposition | WordClass.Adverb) && !next.Is(WordClass.To)))
                && !(before.Kind == ChunkKind.Comma && !nextOpensObject);
        }

        if (sentence.Is(i, "near"))
        {
            return false;
        }

        if (word.Lemma == "own" && before is { IsNamed: true } && (sentence.Is(i + 1, "half") || sentence.Is(i + 1, "in") || sentence.Is(i + 1, "equal")))
        {
            // "which Honda and Nissan own half and half"
            return true;
        }

        if (word.CanBe(VerbForm.Base) && word.Is(WordClass.Noun) && word.Frames.Length > 0 && before is { IsNoun: true, IsNamed: false } && sentence.Tokens[before.Last].Is(WordClass.Plural) && next.Is(WordClass.Plural))
        {
            // "its trucks use chips made by"
            return true;
        }

        // The base form: "cut" after a name is past, after a plural present.
        bool isNounToo = word.Is(WordClass.Noun | WordClass.Adjective);
        bool canFollow = afterNoun || before is { Kind: ChunkKind.Relative or ChunkKind.Conjunction or ChunkKind.Other or ChunkKind.Comma };
        bool passive = word.CanBe(VerbForm.Participle) && (next.Is(WordClass.Particle) || sentence.Is(i + 1, "by"));
        if (isNounToo && before is { IsNoun: true, IsNamed: true } && word.Frames.Length > 0 && (sentence.Is(i + 1, "together") || sentence.Is(i + 1, "jointly") || (sentence.Is(i + 1, "side") && sentence.Is(i + 2, "by"))))
        {
            // "Honda and Nissan work together"
            return true;
        }

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
            Word? prefixed = token.Length == 2 ? Hyphenated(i) : null;
            Word? known = prefixed ?? token.Word ?? (onlyAuxiliary ? Unknown(token, sawBe, verb.Modality != Modality.None || sawDo || (verb is { Shape: VerbShape.Infinitive } && IsUnknownInfinitive(i))) : null);
            if (known is not { } word || token.Kind != TokenKind.Word || (!first && IsNameAt(i)))
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
            else if (word.Is(WordClass.To) && (first || (onlyAuxiliary && sawBe)) && (At(i + 1).Is(WordClass.Verb | WordClass.Be | WordClass.Have | WordClass.Adverb) || IsUnknownInfinitive(i + 1)))
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
                i += prefixed is null ? 0 : 2;
                verb.IsProgressive |= sawBe && word.CanBe(VerbForm.Gerund);
                verb.IsPassive = sawBe && word.CanBe(VerbForm.Participle) && !word.CanBe(VerbForm.Gerund);
                verb.IsPerfect = sawHave;
                if (first)
                {
                    verb.IsPast = word.CanBe(VerbForm.Past) || (word.CanBe(VerbForm.Participle) && !word.CanBe(VerbForm.Base));
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
        if (i <= sentence.Last && At(i).Is(WordClass.Particle) && !onlyAuxiliary && Measured(i) == 0)
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
}
