namespace AllianceMonitor.Extraction;

/// <summary>Ownership: holdings ("owns 43% of") and changes of them ("cut its stake to 15% from 43%", "the sale of a 5% stake in X by Y").</summary>
internal static class StakeFacts
{
    private const Cue Actions = Cue.Reduce | Cue.Sell | Cue.Raise | Cue.Buy | Cue.Hold;

    public static IEnumerable<Fact> Find(Sentence sentence, FactContext context)
    {
        bool any = false;
        for (int i = sentence.First; i <= sentence.Last; i++)
        {
            if ((IsStakeNoun(sentence, i) ? FromNoun(sentence, i, context) : FromShareholding(sentence, i)) is { } fact)
            {
                any = true;
                yield return fact;
            }
        }

        foreach (FoundValue value in sentence.Values)
        {
            if (value.Value.Type == ValueType.Percent && !IsOfStakeNoun(sentence, value) && FromShare(sentence, value, context) is { } share)
            {
                any = true;
                yield return share;
            }
        }

        if (!any && FromCarriedOver(sentence, context) is { } carried)
        {
            yield return carried;
        }
    }

    /// <summary>"a 34% stake", "a stake of 34%", "its stake to 15% from 43%": the noun's own reading takes care of it.</summary>
    private static bool IsOfStakeNoun(Sentence sentence, FoundValue value)
    {
        for (int i = Math.Max(sentence.First, value.FirstToken - 12); i <= Math.Min(sentence.Last, value.LastToken + 3); i++)
        {
            if (IsStakeNoun(sentence, i) && (i > value.LastToken || !sentence.AnyBetween(i, value.FirstToken, Cue.Hold | Cue.ClauseBreak)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsStakeNoun(Sentence sentence, int i)
    {
        if (!sentence.Has(i, Cue.StakeNoun))
        {
            return false;
        }

        if (sentence.Is(i, "stake") || sentence.Is(i, "stakes") || sentence.Is(i, "shareholding") || sentence.Is(i, "shareholdings") || sentence.Is(i, "stakeholding"))
        {
            return true;
        }

        bool percent = ValueEndingBefore(sentence, i) is not null || (sentence.Has(i + 1, Cue.Of) && PercentAt(sentence, i + 2) is not null);
        bool controlling = sentence.Has(i - 1, Cue.Controlling);
        if (sentence.Is(i, "interest") || sentence.Is(i, "holding") || sentence.Is(i, "ownership") || sentence.Is(i, "equity") || sentence.Is(i, "shares") || sentence.Is(i, "share"))
        {
            // A market share is no stake, nor is a share of sales.
            bool ofSomethingElse = sentence.Is(i - 1, "market") || (sentence.Is(i, "share") && sentence.Has(i + 1, Cue.Of) && Near(sentence, i + 2) is null) || sentence.Is(i + 1, "price") || sentence.Is(i + 1, "prices") || sentence.Is(i + 1, "rate");
            bool inParty = !sentence.Is(i, "shares") && sentence.Has(i + 1, Cue.In) && Near(sentence, i + 2) is not null;
            bool moved = (sentence.Is(i, "interest") || sentence.Is(i, "holding")) && Labelled(sentence, i, Cue.To) is not null && sentence.AnyBetween(i - 8, i + 8, Cue.Reduce | Cue.Raise);
            return (percent || controlling || inParty || moved) && !ofSomethingElse;
        }

        return false;
    }

    private static Fact? FromNoun(Sentence sentence, int noun, FactContext context)
    {
        string? own = ValueEndingBefore(sentence, noun) ?? (sentence.Has(noun + 1, Cue.Of) ? PercentAt(sentence, noun + 2) : null);
        string? controlling = sentence.Has(noun - 1, Cue.Controlling) ? sentence.Text[sentence.Tokens[noun - 1].Start..sentence.Tokens[noun - 1].End].ToLowerInvariant() : null;
        int action = Action(sentence, noun);
        bool change = action >= 0 && sentence.Has(action, Cue.Reduce | Cue.Raise);
        string? to = change || sentence.Has(action, Cue.Sell | Cue.Buy) ? Labelled(sentence, noun, Cue.To) : null;
        string? from = change || to is not null ? Labelled(sentence, noun, Cue.From) : null;
        (string? holder, string? held) = Parties(sentence, noun, action, context);
        if (holder is null && held is null)
        {
            return null;
        }

        (string? before, string? after, string? qualifier) = (null, null, null);
        DealStage without;
        if (change)
        {
            (before, after, without) = (from ?? own, to, DealStage.Completed);
            if (after is null && sentence.Has(action, Cue.Halve) && before is null)
            {
                qualifier = "half";
            }
        }
        else if (sentence.Has(action, Cue.Sell))
        {
            bool all = sentence.Has(noun - 1, Cue.Possessive) || sentence.AnyBetween(action, noun, Cue.Possessive);
            (before, after, without) = (from ?? (all ? own : null), to, DealStage.Completed);
        }
        else if (sentence.Has(action, Cue.Buy))
        {
            (before, after, without) = (from, to ?? own ?? controlling, DealStage.Completed);
        }
        else
        {
            (after, without) = (own ?? controlling, DealStage.Ongoing);
            if (after is null)
            {
                return null;
            }
        }

        Stance stance = Stance.Of(sentence, action >= 0 ? action : noun, without);
        DealStage stage = action >= 0 && !stance.Explicit && !IsFinite(sentence, action) ? DealStage.Considered : stance.Stage;
        if (action < 0 || sentence.Has(action, Cue.Hold))
        {
            stage = stance is { Explicit: true, Stage: DealStage.Planned or DealStage.Ended } ? stance.Stage : DealStage.Ongoing;
        }

        if (before is null && after is null && stage is DealStage.Ongoing)
        {
            return null;
        }

        return new Fact
        {
            Kind = FactKind.Stake,
            Subject = holder,
            Object = held,
            Before = before,
            After = after,
            Qualifier = qualifier,
            When = FactContext.When(sentence),
            Stage = stage,
            Polarity = stance.Polarity,
            DeniedBy = stance.DeniedBy,
            ClaimedBy = Attribution.ClaimedBy(sentence),
            Evidence = new Evidence(sentence.Paragraph, sentence.Plain),
        };
    }

    /// <summary>
    /// A share that is told by a verb: "owns 43% of Nissan", "Nissan, which holds 24 per cent, said", "24% of which belongs to Nissan", "the 15% it owns in
    /// its partner". Without a company behind it, the percentage is of the company whose shares were spoken of last.
    /// </summary>
    private static Fact? FromShare(Sentence sentence, FoundValue percent, FactContext context)
    {
        int behind = percent.LastToken + 1;
        bool of = sentence.Has(behind, Cue.Of);
        FoundMention? held = of ? Near(sentence, behind + 1) : null;
        bool ofWhich = of && sentence.Is(behind + 1, "which");
        if (ofWhich)
        {
            held = sentence.Parties.LastOrDefault(party => party.LastToken < percent.FirstToken);
        }

        if (held is not null && OwnsSomethingElse(sentence, held))
        {
            return null;
        }

        int verb = ShareVerb(sentence, percent, out bool passive);
        if (verb < 0 || (of && held is null && !sentence.Has(behind + 2, Cue.Company) && !sentence.Is(behind + 2, "venture") && !sentence.Is(behind + 2, "business")))
        {
            return null;
        }

        FoundMention? holder = passive ? Near(sentence, verb + 1) : sentence.SubjectOf(verb);
        held ??= sentence.Has(verb + 1, Cue.In) || (verb > percent.LastToken && !passive) ? Near(sentence, verb + 2) : null;
        if (holder is null || holder == held || (held is null && !passive && !sentence.Has(verb, Cue.Hold)))
        {
            return null;
        }

        string? heldKey = held?.Key ?? (context.LastHeld == holder.Key ? context.LastHolder : context.LastHeld);
        if (heldKey is null || heldKey == holder.Key)
        {
            return null;
        }

        bool holding = passive || sentence.Has(verb, Cue.Hold | Cue.Have);
        Stance stance = Stance.Of(sentence, verb, holding ? DealStage.Ongoing : DealStage.Completed);
        return new Fact
        {
            Kind = FactKind.Stake,
            Subject = holder.Key,
            Object = heldKey,
            After = Percent(percent),
            Qualifier = percent.Value.Qualifier,
            When = FactContext.When(sentence),
            Stage = holding && !IsOpen(stance) ? DealStage.Ongoing : stance.Stage,
            Polarity = stance.Polarity,
            DeniedBy = stance.DeniedBy,
            ClaimedBy = Attribution.ClaimedBy(sentence),
            Evidence = new Evidence(sentence.Paragraph, sentence.Plain),
        };
    }

    /// <summary>"That will fall to 15 per cent": the holding of the sentence before, with a new value.</summary>
    private static Fact? FromCarriedOver(Sentence sentence, FactContext context)
    {
        int first = sentence.First;
        if (context.LastStake is not { } stake || !(sentence.Is(first, "that") || sentence.Is(first, "it") || sentence.Is(first, "this")))
        {
            return null;
        }

        int verb = sentence.After(first, Cue.Reduce | Cue.Raise, 5);
        if (verb < 0 || Labelled(sentence, verb, Cue.To) is not { } after)
        {
            return null;
        }

        Stance stance = Stance.Of(sentence, verb, DealStage.Completed);
        return stake with
        {
            Before = Labelled(sentence, verb, Cue.From) ?? stake.After,
            After = after,
            Stage = stance.Stage,
            Polarity = stance.Polarity,
            ClaimedBy = Attribution.ClaimedBy(sentence) ?? stake.ClaimedBy,
            Evidence = new Evidence(sentence.Paragraph, sentence.Plain),
        };
    }

    /// <summary>"become a shareholder of Ampere", "buy shares in Nissan": a stake without a figure.</summary>
    private static Fact? FromShareholding(Sentence sentence, int i)
    {
        bool shareholder = sentence.Is(i, "shareholder") && (sentence.AnyBetween(i - 5, i, Cue.Be) || sentence.Is(i - 2, "become") || sentence.Is(i - 2, "becomes") || sentence.Is(i - 2, "became"));
        bool shares = sentence.Is(i, "shares") && sentence.Has(i + 1, Cue.In) && sentence.Before(i, Cue.Buy | Cue.Sell, 3) >= 0;
        FoundMention? held = (shareholder && sentence.Has(i + 1, Cue.In | Cue.Of)) || shares ? Near(sentence, i + 2) : null;
        int verb = shares ? sentence.Before(i, Cue.Buy | Cue.Sell, 3) : i;
        if (held is null || sentence.SubjectOf(verb) is not { } holder || holder.Key == held.Key)
        {
            return null;
        }

        Stance stance = Stance.Of(sentence, verb, shares ? DealStage.Completed : DealStage.Ongoing);
        return new Fact
        {
            Kind = FactKind.Stake,
            Subject = holder.Key,
            Object = held.Key,
            Stage = stance.Stage,
            Polarity = stance.Polarity,
            DeniedBy = stance.DeniedBy,
            ClaimedBy = Attribution.ClaimedBy(sentence),
            Evidence = new Evidence(sentence.Paragraph, sentence.Plain),
        };
    }

    /// <summary>The verb that makes a percentage a share: before it ("owns 43%"), or behind it ("43% is owned by", "the 15% it has long owned in").</summary>
    private static int ShareVerb(Sentence sentence, FoundValue percent, out bool passive)
    {
        passive = false;
        for (int i = percent.FirstToken - 1; i >= sentence.First && i >= percent.FirstToken - 5; i--)
        {
            if (sentence.Has(i, Cue.Hold | Cue.Buy) && !sentence.Has(i, Cue.StakeNoun))
            {
                return i;
            }

            if (sentence.Tokens[i].Kind == TokenKind.Punctuation)
            {
                break;
            }
        }

        for (int i = percent.LastToken + 1; i <= sentence.Last && i <= percent.LastToken + 9; i++)
        {
            bool belongs = (sentence.Is(i, "belongs") || sentence.Is(i, "belonged")) && sentence.Has(i + 1, Cue.To);
            bool ownedBy = sentence.Has(i, Cue.Hold) && sentence.Has(i + 1, Cue.By);
            if (belongs || ownedBy)
            {
                passive = true;
                return i + 1;
            }

            if (sentence.Has(i, Cue.Hold) && !sentence.Has(i, Cue.StakeNoun) && sentence.AnyBetween(percent.LastToken, i, Cue.Pronoun))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"43% of Nissan's sales": the percentage is of something that the company has.</summary>
    private static bool OwnsSomethingElse(Sentence sentence, FoundMention held) =>
        sentence.IsPossessive(held) && !sentence.AnyBetween(held.LastToken, held.LastToken + 5, Cue.StakeNoun) && !sentence.Is(held.LastToken + 3, "capital") && !sentence.Is(held.LastToken + 3, "stock");

    /// <summary>A party at the position or up to three words behind it: "in its French partner Renault".</summary>
    private static FoundMention? Near(Sentence sentence, int token) =>
        sentence.Parties.FirstOrDefault(party => party.FirstToken >= token && party.FirstToken <= token + 3 && !sentence.AnyBetween(token - 1, party.FirstToken, Cue.Verb | Cue.In | Cue.Of | Cue.And));

    private static bool IsOpen(Stance stance) => stance.Stage is DealStage.Planned or DealStage.Considered or DealStage.InTalks or DealStage.Ended or DealStage.Agreed or DealStage.Signed;

    /// <summary>The word that says what happens to the stake: the nearest action before it, or a passive one behind it.</summary>
    private static int Action(Sentence sentence, int noun)
    {
        for (int i = noun - 1; i >= sentence.First && i >= noun - 12; i--)
        {
            if (sentence.Has(i, Actions) && !IsStakeNoun(sentence, i) && !(sentence.Is(i, "up") || sentence.Is(i, "fall")))
            {
                return i;
            }

            if (sentence.Tokens[i].Kind == TokenKind.Punctuation && sentence.Text[sentence.Tokens[i].Start] is ';' or ':')
            {
                break;
            }
        }

        for (int i = noun + 1; i <= sentence.Last && i <= noun + 14; i++)
        {
            bool passive = sentence.AnyBetween(Math.Max(noun, i - 4), i, Cue.Be | Cue.May | Cue.Will | Cue.To);
            if (sentence.Has(i, Actions) && (passive || sentence.Has(i, Cue.Reduce | Cue.Raise)) && !sentence.Has(i, Cue.StakeNoun))
            {
                return i;
            }
        }

        return -1;
    }

    private static (string? Holder, string? Held) Parties(Sentence sentence, int noun, int action, FactContext context)
    {
        // The company held: "stake in X", "holding of 43% in X", "X's shares".
        FoundMention? held = null;
        for (int i = noun + 1; i <= sentence.Last && i <= noun + 14 && held is null; i++)
        {
            if (sentence.Has(i, Cue.In | Cue.Of) && !sentence.Is(i, "at"))
            {
                for (int k = i + 1; k <= i + 4 && held is null; k++)
                {
                    held = sentence.PartyAt(k);
                }
            }
        }

        FoundMention? holder = null;
        if (sentence.Parties.LastOrDefault(party => party.LastToken < noun && party.LastToken >= noun - 6 && sentence.IsPossessive(party)) is { } owner && owner != held
            && !sentence.AnyBetween(owner.LastToken + 2, noun, Cue.Verb | Cue.Shareholder | Cue.In))
        {
            holder = owner;
        }

        if (holder is null && sentence.After(noun, Cue.By, 12) is >= 0 and var by && sentence.PartyAt(by + 1) is { } agent && agent != held)
        {
            holder = agent;
        }

        int pivot = action >= 0 && action < noun ? action : noun;
        holder ??= Nearest(sentence, pivot, held);
        if (holder is null && (sentence.Before(pivot, Cue.Pronoun, 12) >= 0 || action >= 0))
        {
            holder = null;
        }

        string? holderKey = holder?.Key ?? context.SubjectBefore;
        string? heldKey = held?.Key ?? context.HeldBy(holderKey) ?? OtherParty(sentence, holderKey);
        return holderKey == heldKey ? (held is null ? holderKey : null, held?.Key ?? context.HeldBy(holderKey)) : (holderKey, heldKey);
    }

    private static FoundMention? Nearest(Sentence sentence, int pivot, FoundMention? held)
    {
        FoundMention? subject = sentence.SubjectOf(pivot);
        return subject is null || held is null || subject.Key != held.Key ? subject
            : sentence.Parties.LastOrDefault(party => party.LastToken < pivot && party.Key != held.Key);
    }

    private static string? OtherParty(Sentence sentence, string? holder)
    {
        List<string> others = [.. sentence.Parties.Select(party => party.Key).Where(key => key != holder && key != "alliance").Distinct()];
        return others.Count == 1 ? others[0] : null;
    }

    /// <summary>"to 15%", "from as much as 43%" around the noun.</summary>
    private static string? Labelled(Sentence sentence, int noun, Cue preposition)
    {
        // The nearest: "cut its stake in Nissan to 15%, while Nissan will raise its stake in Renault to 20%".
        foreach (FoundValue value in sentence.Values.OrderBy(value => Math.Abs(value.FirstToken - noun)))
        {
            if (value.Value.Type != ValueType.Percent || Math.Abs(value.FirstToken - noun) > 22)
            {
                continue;
            }

            for (int i = value.FirstToken - 1; i >= value.FirstToken - 4 && i >= sentence.First; i--)
            {
                if (sentence.Has(i, Cue.To | Cue.From))
                {
                    if (sentence.Has(i, preposition))
                    {
                        return Percent(value);
                    }

                    break;
                }

                // "plans to reduce its 43% stake": the "to" of a verb is no target.
                if (sentence.Has(i, Cue.Of | Cue.In | Cue.And | Cue.StakeNoun | Cue.Possessive | Actions))
                {
                    break;
                }
            }
        }

        return null;
    }

    /// <summary>"43% stake", "43.4 percent voting stake", "5% to 10% stake" gives the nearest.</summary>
    private static string? ValueEndingBefore(Sentence sentence, int noun)
    {
        FoundValue? value = sentence.Values.LastOrDefault(value => value.Value.Type == ValueType.Percent && value.LastToken < noun && value.LastToken >= noun - 4);
        return value is null || sentence.AnyBetween(value.LastToken, noun, Cue.In | Cue.To | Cue.From | Cue.And | Cue.With | Cue.Verb | Cue.ClauseBreak) || sentence.Is(value.LastToken + 1, ",") ? null
            : sentence.AnyBetween(value.LastToken, noun, Cue.Of) && !sentence.Is(value.LastToken + 1, "of") ? null : Percent(value);
    }

    private static string? PercentAt(Sentence sentence, int token) =>
        sentence.Values.FirstOrDefault(value => value.Value.Type == ValueType.Percent && value.FirstToken >= token && value.FirstToken <= token + 2) is { } value ? Percent(value) : null;

    private static string Percent(FoundValue value) => value.Value.Value!.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A verb that states a deed ("cut its stake"), not one that depends on another ("to cut", "could cut", "wants it to cut").</summary>
    private static bool IsFinite(Sentence sentence, int verb) =>
        !sentence.Has(verb - 1, Cue.To | Cue.May | Cue.Will) && !sentence.Has(verb - 2, Cue.To);
}
