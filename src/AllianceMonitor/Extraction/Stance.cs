namespace AllianceMonitor.Extraction;

/// <summary>How far a deal has come and who stands by it, read from the words around the verb that names it.</summary>
internal readonly record struct Stance(DealStage Stage, Polarity Polarity, string? DeniedBy, bool Explicit)
{
    private const Cue StageCues = Cue.Considered | Cue.InTalks | Cue.Planned | Cue.Agreed | Cue.Signed | Cue.Ended | Cue.Completed;

    /// <param name="sentence">The sentence of the fact.</param>
    /// <param name="verb">Token of the verb or noun that names the deal ("cut", "investment", "partnership").</param>
    /// <param name="without">What the stage is when no word tells: an existing thing or a done deed.</param>
    public static Stance Of(Sentence sentence, int verb, DealStage without)
    {
        (Polarity polarity, string? deniedBy) = PolarityOf(sentence, verb);
        (DealStage stage, bool isExplicit) = StageOf(sentence, verb, without);
        return new Stance(stage, polarity, deniedBy, isExplicit);
    }

    private static (DealStage Stage, bool Explicit) StageOf(Sentence sentence, int verb, DealStage without)
    {
        int start = ClauseStart(sentence, verb);
        if (IsToBe(sentence, verb))
        {
            return (DealStage.Planned, true);
        }

        for (int i = verb - 1; i >= start; i--)
        {
            Token token = sentence.Tokens[i];
            if (!token.Has(StageCues) || IsNoise(sentence, i))
            {
                continue;
            }

            if (StageAt(sentence, i, verb) is { } stage)
            {
                // "dropped plans to buy", "scrapped its planned investment": what was intended is over.
                bool dropped = !token.Has(Cue.Ended) && sentence.Before(i, Cue.Ended, 2) is >= 0 and var end && !IsNoise(sentence, end) && StageAt(sentence, end, i) == DealStage.Ended;
                if (dropped && stage is DealStage.Considered or DealStage.InTalks or DealStage.Planned)
                {
                    return (DealStage.Ended, true);
                }

                // "have agreed that Renault will lower its stake": the agreement is how far it has come, "will" only its content.
                return (stage == DealStage.Planned && Settled(sentence, start, i) is { } settled ? settled : stage, true);
            }
        }

        // Passive and later words: "a partnership ... was signed", "the venture, which was dissolved", "talks on".
        for (int i = verb + 1; i <= sentence.Last && i <= verb + 14; i++)
        {
            Token token = sentence.Tokens[i];
            if (token.Has(Cue.ClauseBreak) && !sentence.Is(i, "which") && !sentence.Is(i, "that"))
            {
                break;
            }

            bool passive = sentence.AnyBetween(Math.Max(verb, i - 4), i, Cue.Be | Cue.Have) || sentence.AnyBetween(Math.Max(verb, i - 3), i, Cue.May | Cue.Will);
            if (passive && token.Has(Cue.Signed | Cue.Ended | Cue.Agreed | Cue.InTalks | Cue.Considered | Cue.Completed | Cue.Sell | Cue.Reduce | Cue.Buy) && !IsNoise(sentence, i))
            {
                if (sentence.AnyBetween(verb, i, Cue.May))
                {
                    return (DealStage.Considered, true);
                }

                if (sentence.AnyBetween(verb, i, Cue.Will))
                {
                    return (DealStage.Planned, true);
                }

                DealStage? stage = token.Has(Cue.Signed) ? DealStage.Signed : token.Has(Cue.Ended) ? DealStage.Ended : token.Has(Cue.Agreed) ? DealStage.Agreed
                    : token.Has(Cue.InTalks) ? DealStage.InTalks : token.Has(Cue.Completed | Cue.Sell | Cue.Reduce | Cue.Buy) ? DealStage.Completed : DealStage.Considered;
                return (stage.Value, true);
            }
        }

        return (without, false);
    }

    /// <summary>"Geely is to buy", and in headlines "Geely to buy".</summary>
    private static bool IsToBe(Sentence sentence, int verb) =>
        sentence.Is(verb - 1, "to")
        && (sentence.Is(verb - 2, "is") || sentence.Is(verb - 2, "are") || sentence.Parties.Any(party => party.FirstToken == sentence.First && party.LastToken == verb - 2));

    private static DealStage? Settled(Sentence sentence, int start, int before)
    {
        for (int i = before - 1; i >= start; i--)
        {
            if (sentence.Has(i, Cue.Agreed | Cue.Signed) && !sentence.Is(i, "contract") && StageAt(sentence, i, before) is DealStage.Agreed or DealStage.Signed)
            {
                return StageAt(sentence, i, before);
            }
        }

        return null;
    }

    private static DealStage? StageAt(Sentence sentence, int cue, int verb)
    {
        Token token = sentence.Tokens[cue];
        if (token.Has(Cue.Ended))
        {
            // "dropped plans to", "ended their partnership": the deal is over. "the end of talks" too.
            return sentence.AnyBetween(cue - 3, cue, Cue.May | Cue.Considered) || sentence.AnyBetween(cue - 3, cue, Cue.Will) ? DealStage.Planned : DealStage.Ended;
        }

        if (token.Has(Cue.Signed))
        {
            // A signature that is still to come is talk.
            return sentence.AnyBetween(cue - 5, cue, Cue.May | Cue.Will) || sentence.AnyBetween(cue - 4, cue, Cue.Considered | Cue.InTalks | Cue.Planned) ? DealStage.InTalks : DealStage.Signed;
        }

        // "said that it would buy" is "will" in reported speech.
        if (sentence.Is(cue, "will") || sentence.Is(cue, "shall") || (sentence.Is(cue, "would") && sentence.AnyBetween(cue - 4, cue, Cue.Says)))
        {
            return DealStage.Planned;
        }

        if (token.Has(Cue.InTalks))
        {
            return DealStage.InTalks;
        }

        if (token.Has(Cue.Agreed))
        {
            return sentence.AnyBetween(cue - 5, cue, Cue.Signed) ? StageAt(sentence, sentence.Before(cue, Cue.Signed, 4), verb)
                : sentence.AnyBetween(cue - 4, cue, Cue.May) || sentence.AnyBetween(cue - 5, cue, Cue.Considered) ? DealStage.Considered
                : sentence.AnyBetween(cue - 5, cue, Cue.InTalks) ? DealStage.InTalks : DealStage.Agreed;
        }

        if (token.Has(Cue.Completed) && sentence.Before(cue, Cue.To | Cue.May | Cue.Will, 2) < 0)
        {
            return DealStage.Completed;
        }

        if (token.Has(Cue.Planned))
        {
            bool oneSided = sentence.Is(cue, "plan") || sentence.Is(cue, "plans") || sentence.Is(cue, "planning") || sentence.Is(cue, "intends") || sentence.Is(cue, "aims") || sentence.Is(cue, "intend");
            return sentence.AnyBetween(cue - 4, cue, Cue.Considered) || sentence.AnyBetween(cue - 3, cue, Cue.May) ? DealStage.Considered
                : oneSided && !sentence.AnyBetween(cue - 4, cue, Cue.Says | Cue.Planned) ? DealStage.Considered : DealStage.Planned;
        }

        return token.Has(Cue.Considered) ? DealStage.Considered : null;
    }

    /// <summary>Cue words that are something else here: "close ties", "set of", "announced results", "expected figure".</summary>
    private static bool IsNoise(Sentence sentence, int i) =>
        (sentence.Is(i, "set") && !sentence.Is(i + 1, "to")) || (sentence.Is(i, "near") && !sentence.Has(i + 1, Cue.Article)) || (sentence.Is(i, "close") && !sentence.Is(i + 1, "to"))
        || (sentence.Is(i, "interest") && !sentence.Is(i + 1, "in")) || (sentence.Is(i, "due") && !sentence.Is(i + 1, "to")) || (sentence.Is(i, "look") && !sentence.Is(i + 1, "at"))
        || (sentence.Is(i, "asked") && sentence.Is(i + 1, "about")) || (sentence.Is(i, "end") && sentence.Has(i - 1, Cue.Article | Cue.By)) || sentence.Is(i, "year-end")
        || (sentence.Is(i, "close") && sentence.Has(i - 1, Cue.Article));

    /// <summary>Where the clause of a verb begins: at a break such as "while", a semicolon, or the start of the sentence.</summary>
    private static int ClauseStart(Sentence sentence, int verb)
    {
        for (int i = verb - 1; i >= sentence.First; i--)
        {
            Token token = sentence.Tokens[i];
            bool contrast = sentence.Is(i, "while") || sentence.Is(i, "but") || sentence.Is(i, "although") || sentence.Is(i, "though") || sentence.Is(i, "whereas") || sentence.Is(i, "after");
            if (contrast || (token.Kind == TokenKind.Punctuation && sentence.Text[token.Start] is ';' or ':'))
            {
                return i + 1;
            }
        }

        return sentence.First;
    }

    private static (Polarity Polarity, string? DeniedBy) PolarityOf(Sentence sentence, int verb)
    {
        int start = ClauseStart(sentence, verb);
        for (int i = verb - 1; i >= start; i--)
        {
            if (sentence.Has(i, Cue.Denial) && !sentence.Is(i, "speculation"))
            {
                return (Polarity.Denied, sentence.SubjectOf(i)?.Key);
            }

            if (!sentence.Has(i, Cue.Negation) || sentence.Is(i + 1, "only") || sentence.Is(i + 1, "yet") || sentence.Is(i, "without") || sentence.Is(i + 1, "comment"))
            {
                continue;
            }

            // "There is no plan ..., X said": a named party says so. Otherwise the text itself does.
            bool governs = verb - i <= 12 && !sentence.AnyBetween(i, verb, Cue.ClauseBreak);
            if (!governs)
            {
                continue;
            }

            string? speaker = Attribution.Speaker(sentence);
            bool said = speaker is not null || sentence.Is(sentence.Last - 1, "said") || sentence.AnyBetween(i, sentence.Last, Cue.Says) && sentence.AnyBetween(sentence.First - 1, sentence.Last, Cue.Person);
            return said ? (Polarity.Denied, speaker ?? sentence.SubjectOf(i)?.Key) : (Polarity.Negated, null);
        }

        for (int i = verb + 1; i <= sentence.Last; i++)
        {
            if (sentence.Has(i, Cue.Denial) && sentence.AnyBetween(Math.Max(verb, i - 6), i, Cue.Be | Cue.Have | Cue.Says))
            {
                return (Polarity.Denied, Attribution.Speaker(sentence));
            }
        }

        return (Polarity.Affirmed, null);
    }
}
