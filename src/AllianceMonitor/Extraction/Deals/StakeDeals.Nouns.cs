namespace AllianceMonitor.Extraction;

/// <summary>Deals in shares that nouns tell: "the sale of a 5% stake in X by Y".</summary>
internal static partial class StakeDeals
{
    /// <summary>Deals in shares that nouns tell, and holdings that stand in a phrase of their own.</summary>
    public static void FromNoun(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        int eyed = parsed[noun].Governor is >= 0 and var above && parsed[above] is { IsVerb: true } wish && wish.Object == noun && Clauses.StageWordsOf(wish) == Outlook.Considered ? above : -1;
        if (scene.IsTold(noun) || Share.Of(scene, noun, isOwned: eyed >= 0 || IsTraded(parsed, noun)) is not { } share || share.IsBare)
        {
            return;
        }

        (ShareEffect effect, int by) = EffectAbove(parsed, noun, out int deal);
        if (effect == ShareEffect.Hold && eyed >= 0)
        {
            // "is eyeing Renault's shares in Nissan", "wants a stake in"
            (effect, by) = (ShareEffect.Gain, parsed[eyed].Subject);
        }

        if (effect == ShareEffect.Hold && parsed[noun].Governor is >= 0 and var whole && parsed[whole].IsNoun && scene.IsTold(whole))
        {
            // "part of Renault's stake": told with the part.
            return;
        }

        List<string> holders = by >= 0 ? scene.Parties.Joined(by) : [];
        if (holders.Count == 0 && deal >= 0)
        {
            holders = [.. scene.Parties.OwnersOf(deal)];
        }

        if (holders.Count == 0 && share.Owner.Count > 0 && effect is not ShareEffect.Gain)
        {
            holders = [.. share.Owner];
        }

        if (holders.Count == 0)
        {
            holders = scene.ActorsAbove(noun);
        }

        if (holders.Count == 0 && parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "with") && parsed[noun].Governor is >= 0 and var with && parsed[with].IsNoun)
        {
            holders = scene.Parties.Joined(with);
        }

        string? held = share.Held ?? scene.Discourse.HeldBy(holders.Count > 0 ? holders[0] : null) ?? (share.Percent is not null || effect != ShareEffect.Hold ? OtherSpokenOf(scene, holders) : null);
        if (holders.Count == 0 && held is not null && effect != ShareEffect.Hold && scene.Discourse.LastStake is { Subject: { } known } && scene.Discourse.LastStake.Object == held)
        {
            holders = [known];
        }

        if (holders.Count == 0 && held is not null && effect == ShareEffect.Loss && scene.OtherThan([held], noun) is { } seller)
        {
            // "a gain on the disposal of Nissan shares": by whom the text speaks of.
            holders = [seller];
        }

        holders.Remove(held ?? "");
        bool holding = effect == ShareEffect.Hold;
        if (held is null || holders.Count == 0)
        {
            return;
        }

        Stance stance = Stance.Of(parsed, deal >= 0 ? deal : noun, DealStage.Completed, holding ? DealStage.Ongoing : DealStage.Considered);
        if (holding && share.Owner.Count > 0 && stance.Polarity != Polarity.Affirmed && parsed[noun].Governor is >= 0 and var says && parsed[says] is { IsVerb: true, IsNegated: true } verb && verb.Subject == noun)
        {
            // "Nissan's own 15% holding is not part of the talks": what is not so is said of a holding that there is.
            stance = new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, false);
        }

        if (holding && !stance.IsTold && share.Percent is null && !(share.Owner.Count == 1 && share.Held is not null && ParsedSentence.AnyMeans(parsed[noun], NounSense.Stake)))
        {
            return;
        }

        (string? to, string? from) = (Level(scene, noun, "to"), Level(scene, noun, "from"));
        (string? before, string? after) = effect is ShareEffect.Loss or ShareEffect.Cut ? (from ?? (share.Owner.Count > 0 || share.IsAll ? share.Percent : null), to) : effect == ShareEffect.Raise ? (from ?? share.Percent, to) : (from, to ?? share.Percent);
        if (holding && eyed < 0 && share.Owner.Count > 0 && stance.Stage != DealStage.Ongoing)
        {
            // "wants it to divest a portion of its 43 percent stake": what somebody has is what it was before.
            (before, after) = (from ?? share.Percent, to);
        }

        scene.Tell(noun);
        if (effect == ShareEffect.Loss && deal >= 0 && parsed.Phrase(noun, ["to"], 8) is >= 0 and var taker && scene.PercentOf(taker) is null && scene.Parties.One(taker) is { } gains && gains != held && !holders.Contains(gains))
        {
            // "the transfer of Nissan's 51 percent to Renault"
            scene.Add(Scene.Draft(FactKind.Stake, gains, held) with { After = share.Percent }, stance);
        }

        foreach (string holder in holders)
        {
            ArticleValue? money = holding ? null : scene.MoneyAfter(noun);
            scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { Before = before, After = after, Qualifier = share.Qualifier, Amount = FactValues.Amount(money) }, stance);
        }
    }

    /// <summary>"its disposal of Nissan shares".</summary>
    private static bool IsTraded(ParsedSentence parsed, int noun) =>
        parsed[noun].Preposition >= 0 && parsed[noun].Governor is >= 0 and var deal && parsed[deal] is { IsNoun: true, Word: { } word } && word.Means(NounSense.Sale | NounSense.Takeover);

    /// <summary>"the purchase of a stake", "a reduction of its stake", "the sale of 5%": what the noun above makes of it, and who follows "by".</summary>
    private static (ShareEffect Effect, int By) EffectAbove(ParsedSentence parsed, int noun, out int deal)
    {
        deal = -1;
        int governor = parsed[noun].Governor;
        if (governor >= 0 && parsed[governor] is { IsNoun: true, Word: { } word } && parsed[noun].Preposition >= 0)
        {
            ShareEffect effect = word.Means(NounSense.Takeover) ? ShareEffect.Gain : word.Means(NounSense.Sale) ? ShareEffect.Loss
                : word.Means(NounSense.Change) ? parsed.Sentence.Is(parsed[governor].Head, "increase") || parsed.Sentence.Is(parsed[governor].Head, "rise") ? ShareEffect.Raise : ShareEffect.Cut : ShareEffect.None;
            if (effect != ShareEffect.None)
            {
                deal = governor;
                return (effect, parsed.Phrase(noun, ["by"], 8));
            }
        }

        // "a stake sale"
        return ParsedSentence.AnyMeans(parsed[noun], NounSense.Sale) ? (ShareEffect.Loss, parsed.Phrase(noun, ["by"], 8)) : (ShareEffect.Hold, -1);
    }

    /// <summary>"to 15%", "from 43%" behind the verb.</summary>
    private static string? Level(Scene scene, int from, string preposition)
    {
        ParsedSentence parsed = scene.Parsed;
        int end = Math.Min(parsed.EndOfPhrases(from), from + 12);
        for (int k = from + 1; k < end; k++)
        {
            bool leads = parsed.IsPreposition(k, preposition) || (preposition == "to" && (parsed.IsPreposition(k, "below", "above") || parsed.IsPreposition(k, "under")));
            if (leads && parsed.NounAfter(k) is >= 0 and var noun && scene.PercentOf(noun) is { } percent)
            {
                return percent;
            }

            if (parsed[k].Kind == ChunkKind.Comma && parsed.IsPreposition(k + 1, "with"))
            {
                // ", with Honda down to 30": somebody else.
                return null;
            }

            // "to just under 31 per cent", "down from about 35 percent"
            if (parsed[k] is { IsNoun: true } chunk && scene.PercentOf(k) is { } other && chunk.Preposition < 0 && k > 1 && parsed[k - 1].Kind == ChunkKind.Preposition && (parsed.IsPreposition(k - 2, preposition) || (parsed[k - 2].Kind == ChunkKind.Other && parsed.IsPreposition(k - 3, preposition))))
            {
                return other;
            }
        }

        // "Nissan's stake, cut from 43% to 15%": nothing between verb and figures to hold them together.
        return null;
    }

    /// <summary>"That will fall to 15 per cent", "Renault comes down from 35 percent", "its stake will drop to 10%": no object, the holding told before.</summary>
    private static bool Moves(Scene scene, int verb, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        (string? to, string? from) = (Level(scene, verb, "to"), Level(scene, verb, "from"));
        if ((to ?? from) is null || parsed[verb].Subject is not (>= 0 and var subject) || (parsed[verb].Object >= 0 && scene.Parties.Of(parsed[verb].Object).Length > 0))
        {
            // "The new shares lift Google to 13 percent": whom they lift.
            return false;
        }

        Share? share = Share.Of(scene, subject, isOwned: true);
        string? company = scene.Parties.One(subject);
        string? holder = share is { Owner.Count: 1 } ? share.Owner[0] : share is null ? company : null;
        bool carried = parsed[subject].IsPronoun && (parsed.Sentence.Is(parsed[subject].First, "that") || parsed.Sentence.Is(parsed[subject].First, "this") || parsed.Sentence.Is(parsed[subject].First, "it"));
        Fact? stake = scene.Discourse.LastStake;
        string? held = share?.Held ?? (holder is not null ? scene.Discourse.HeldBy(holder) : null);
        if (stake is { Object: { } sold } && share is not null && holder is not null && held is null && holder != stake.Subject && holder != sold)
        {
            // A sells a part of its stake to B. "B's stake will rise to 70%."
            held = sold;
        }

        if (stake is not null && (carried || (share is not null && holder is null)) && held is null)
        {
            (holder, held) = (stake.Subject, stake.Object);
        }
        else if (share is not null && holder is null && held is not null)
        {
            holder = scene.ActorsAbove(verb).FirstOrDefault();
        }

        if (holder is null || held is null || holder == held)
        {
            return false;
        }

        string? before = from ?? (share?.Percent is { } told && told != to ? told : stake is not null && stake.Subject == holder && stake.Object == held ? stake.After : null);
        scene.Tell(subject);
        scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { Before = before, After = to }, Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered));
        return frame.Effect != ShareEffect.None;
    }
}
