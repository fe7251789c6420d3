using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>Ownership: holdings and changes of them, told by a verb ("cut its stake to 15% from 43%") or by nouns ("the sale of a 5% stake in X by Y").</summary>
internal static class StakeDeals
{
    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame, int agent)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string lemma = chunk.Word!.Lemma;
        if (lemma is "belong" or "pass" or "go")
        {
            return Belongs(scene, verb);
        }

        if (IsEvenSplit(parsed, verb) && EvenSplit(scene, verb))
        {
            return true;
        }

        if (frame.Effect == ShareEffect.Hold && chunk.IsPassive && HeldByEach(scene, verb, theme))
        {
            return true;
        }

        if (IsBuyback(scene, verb, theme, lemma))
        {
            return false;
        }

        if (frame.Theme == Theme.Company)
        {
            return Whole(scene, verb, theme, frame);
        }

        if (frame.Subject == Slot.Patient)
        {
            // "will give Nissan 15 percent of Ampere": the share is the second object.
            return theme > verb && theme + 1 < parsed.Count && parsed[theme + 1].IsNoun && !parsed[theme].IsPossessive && scene.Parties.Of(theme).Length > 0
                && FromVerb(scene, verb, theme + 1, frame with { Subject = Slot.Agent }, theme);
        }

        if (frame.Effect == ShareEffect.Hold && lemma == "own" && (WhollyOwned(scene, verb, theme) || Owns(scene, verb, theme)))
        {
            return true;
        }

        // "fell 3% in Tokyo": by how much something moved is no share.
        bool moved = !chunk.IsPassive && theme > verb && parsed[theme].Percent >= 0 && !ParsedSentence.AnyMeans(parsed[theme], NounSense.Stake | NounSense.LooseStake) && lemma is "fall" or "rise" or "climb" or "slip" or "drop" or "come" or "grow" or "go";
        Share? share = moved ? null : Share.Of(scene, theme, isOwned: true) ?? Disposed(scene, verb);
        if (share is null)
        {
            return frame.Effect is ShareEffect.Cut or ShareEffect.Raise && Moves(scene, verb, frame);
        }

        (string? to, string? from) = (Level(scene, Math.Max(verb, share.Noun), "to"), Level(scene, Math.Max(verb, share.Noun), "from"));
        bool hasEffect = frame.Effect != ShareEffect.None;
        int actor = agent >= 0 ? agent : parsed.AgentOf(verb);
        List<string> holders = agent >= 0 ? [.. scene.Parties.Of(agent)] : actor >= 0 ? scene.Parties.Joined(actor) : [];
        bool owned = frame.Effect is ShareEffect.Hold or ShareEffect.Raise or ShareEffect.Cut || (chunk.IsPassive && frame.Effect == ShareEffect.Loss);
        if (share.Owner.Count > 0 && ((owned && frame.Effect != ShareEffect.Hold) || holders.Count == 0))
        {
            holders = [.. share.Owner];
        }

        if (holders.Count == 0 && chunk.Shape != VerbShape.Finite)
        {
            holders = scene.ActorsAbove(verb);
        }

        bool hasFigure = share.Percent is not null || to is not null || from is not null;
        if (!hasEffect || (frame.Effect == ShareEffect.Hold && !hasFigure && !share.Noun.Equals(theme)))
        {
            return false;
        }

        if (frame.Effect == ShareEffect.Hold && share.Percent is null)
        {
            // "has an interest in", "holds shares in": a holding without a figure.
            if ((share.Held ?? InWhich(scene, chunk)) is null || !ParsedSentence.AnyMeans(parsed[share.Noun], NounSense.Stake | NounSense.LooseStake))
            {
                return false;
            }
        }

        if (share.Held is null && chunk is { Shape: VerbShape.Gerund, Governor: >= 0 } && parsed[chunk.Governor] is { IsVerb: true, Object: >= 0, Word.Lemma: "approach" or "contact" or "ask" or "sound" or "tell" or "press" } asking && scene.Parties.One(asking.Object) is { } asked && !holders.Contains(asked))
        {
            // "approached Nissan about taking a controlling stake": in whom it approached.
            share = share with { Held = asked };
        }

        if (holders.Count == 2 && (share.Held is null || holders.Contains(share.Held)) && IsMutual(parsed, share.Noun))
        {
            // "will hold cross-shareholdings of 15%", "took stakes in each other"
            Stance mutual = Stance.Of(parsed, verb, frame.Past, DealStage.Considered);
            scene.Tell(share.Noun);
            scene.Add(Scene.Draft(FactKind.Stake, holders[0], holders[1]) with { Before = from, After = to ?? share.Percent }, mutual);
            scene.Add(Scene.Draft(FactKind.Stake, holders[1], holders[0]) with { Before = from, After = to ?? share.Percent }, mutual);
            return true;
        }

        string? held = share.Held ?? HeldBefore(scene, share.Noun, chunk);
        held ??= InWhich(scene, chunk);
        if (held is null && frame.Effect is ShareEffect.Cut or ShareEffect.Raise && holders.Count == 1 && scene.Discourse.HeldBy(holders[0]) is null && actor >= 0 && scene.Parties.One(actor) is { } itself && itself != holders[0])
        {
            // "Nissan will buy back shares, cutting Renault's interest to 31%": in itself.
            held = itself;
        }

        bool known = held is not null;
        if (held is null && frame.Effect == ShareEffect.Gain && parsed[share.Noun].Last < parsed.Sentence.Last && share.Noun + 1 < parsed.Count && parsed[share.Noun + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word.Lemma: "hold" or "own" } && holders.Count > 0)
        {
            // "acquiring the stake held by the French government": in whom the text need not say.
            int seller = parsed.AgentOf(share.Noun + 1);
            held = seller >= 0 && scene.Parties.First(seller) is { } owner ? scene.Discourse.HeldBy(owner) : null;
            scene.Tell(share.Noun);
            scene.Add(Scene.Draft(FactKind.Stake, holders[0], held) with { After = share.Percent ?? to }, Stance.Of(parsed, verb, frame.Past, DealStage.Considered));
            return true;
        }

        bool vague = held is null && share.Whole >= 0 && parsed[share.Whole] is { IsNamed: false, IsPronoun: false, Word: not null } whole && whole.Word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture) && !whole.Word.Is(WordClass.Plural);
        if (vague)
        {
            // "40 percent of the new company": of one that has no name yet.
            held = scene.Discourse.Venture is { Name: { } venture } && parsed[share.Whole].Word!.Means(NounSense.Venture) ? venture : null;
            known = share.Percent is not null || to is not null;
        }
        else if (held is null && scene.Discourse.VentureOf(holders) is { } joint && scene.Discourse.HeldBy(holders[0]) is var earlierHeld && (earlierHeld is null || earlierHeld == joint))
        {
            held = joint;
        }
        else if (held is null && !InNewVenture(scene))
        {
            held = scene.Discourse.HeldBy(holders.Count > 0 ? holders[0] : null) ?? (scene.Discourse.LastStake is { } last && !holders.Contains(last.Object!) ? last.Object : OtherSpokenOf(scene, holders));
        }
        else if (held is null)
        {
            held = scene.Discourse.Venture?.Name;
            known = share.Percent is not null;
        }

        if (holders.Count == 0 && held is not null && (share.Percent ?? to ?? from) is not null && (actor < 0 || parsed[actor].IsPronoun) && chunk.IsPassive && frame.Effect is ShareEffect.Cut or ShareEffect.Raise or ShareEffect.Loss
            && (scene.Discourse.LastStake is { Subject: { } earlier } && scene.Discourse.LastStake.Object == held ? earlier : scene.OtherThan([held], verb)) is { } meant)
        {
            // "The stake will be cut to 15 percent": whose stake was told before.
            holders = [meant];
        }

        bool unknownActor = holders.Count == 0 && actor >= 0 && !(parsed[actor].Word is { } who && who.Is(WordClass.Noun) && !who.Means(NounSense.Holder));
        bool nobody = frame.Effect == ShareEffect.Hold && holders.Count == 0 && actor >= 0;
        if ((held is null && !known) || nobody || (holders.Count == 0 && (!known || unknownActor)))
        {
            return false;
        }

        scene.Tell(share.Noun);
        bool all = share.IsAll && frame.Effect == ShareEffect.Loss && to is null;
        DealStage past = frame.Effect == ShareEffect.Hold ? (chunk.IsPerfect && chunk.IsPast && chunk.Modality == Modality.None ? DealStage.Ended : DealStage.Ongoing) : all ? DealStage.Ended : DealStage.Completed;
        Stance stance = Stance.Of(parsed, verb, past, DealStage.Considered);
        if (frame.Effect == ShareEffect.Hold)
        {
            if (lemma is "keep" or "retain" or "maintain" && share.Owner.Count > 0 && stance is { Stage: DealStage.Planned, Polarity: Polarity.Affirmed })
            {
                // "will keep its 15 percent stake"
                stance = stance with { Stage = DealStage.Ongoing };
            }

            bool noLonger = parsed.Sentence.Is(chunk.First - 1, "longer") || parsed.Sentence.Is(chunk.Head - 1, "longer");
            stance = stance with { Stage = noLonger ? DealStage.Ended : stance.Stage == DealStage.Ongoing && from is not null ? DealStage.Completed : stance.Stage == DealStage.Completed ? DealStage.Ongoing : stance.Stage, Polarity = noLonger ? Polarity.Affirmed : stance.Polarity };
        }

        if (share.Held is null && InNewVenture(scene) && scene.Discourse.VentureStage is DealStage.Considered or DealStage.InTalks or DealStage.Agreed or DealStage.Signed && stance.Stage is DealStage.Planned or DealStage.Completed)
        {
            // Shares of a venture that is only agreed are agreed.
            stance = stance with { Stage = scene.Discourse.VentureStage.Value };
        }

        string? percent = share.Percent ?? Rest(scene, share.Noun);
        (string? before, string? after) = frame.Effect switch
        {
            ShareEffect.Hold => stance.Stage == DealStage.Ended ? (percent, null) : (from, to ?? percent),
            ShareEffect.Gain => (from, to ?? percent),
            ShareEffect.Loss => (from ?? (share.IsAll || share.Owner.Count > 0 ? percent : null), to),
            _ => (from ?? percent, to),
        };
        string? qualifier = frame.Effect is ShareEffect.Cut && lemma == "halve" && before is null ? "half" : share.Qualifier;
        List<string?> subjects = holders.Count == 0 ? [null] : [.. holders];
        foreach (string? holder in subjects)
        {
            string? other = held == holder ? (holders.Count == 2 && parsed.Sentence.Text.Contains("other", StringComparison.Ordinal) ? holders.Find(party => party != holder) : null) : held;
            if (held is not null && other is null)
            {
                continue;
            }

            ArticleValue? money = frame.Effect is ShareEffect.Gain or ShareEffect.Loss or ShareEffect.Raise ? scene.MoneyAfter(verb) : null;
            scene.Add(Scene.Draft(FactKind.Stake, holder, IsMutualHolding(scene, holders, held) ? holders.Find(party => party != holder) : other) with
            {
                Before = before,
                After = after,
                Qualifier = qualifier ?? money?.Qualifier,
                Amount = FactValues.Amount(money),
            }, stance);
        }

        if (frame.Effect == ShareEffect.Loss && held is not null && parsed.Phrase(Math.Max(verb, share.Noun), ["to"], 9) is >= 0 and var buyerAt && scene.PercentOf(buyerAt) is null && scene.Parties.One(buyerAt) is { } buyer && buyer != held && !holders.Contains(buyer))
        {
            // "sold its 41 percent holding to KKR": who gets it.
            ArticleValue? paid = scene.MoneyAfter(verb);
            scene.Add(Scene.Draft(FactKind.Stake, buyer, held) with { After = percent, Amount = FactValues.Amount(paid), Qualifier = paid?.Qualifier }, stance with { Stage = stance.Stage == DealStage.Ended && all ? DealStage.Completed : stance.Stage });
        }

        return true;
    }

    /// <summary>"JATCO is owned 75 percent by Nissan, 15 percent by Mitsubishi Motors and 10 percent by Suzuki".</summary>
    private static bool HeldByEach(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        if (theme < 0 || parsed[theme].Percent >= 0)
        {
            return false;
        }

        string? held = scene.Parties.One(theme);
        bool unnamed = !parsed[theme].IsNamed && parsed[theme].Word is { } word && word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture);
        if (held is null && !unnamed)
        {
            return false;
        }

        List<string> holders = [];
        for (int k = verb + 1; k + 2 < parsed.Count && unnamed && parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Verb); k++)
        {
            holders.AddRange(parsed[k] is { IsNoun: true, Percent: >= 0 } && parsed.IsPreposition(k + 1, "by") && parsed.NounAfter(k + 1) is >= 0 and var one ? scene.Parties.Of(one) : []);
        }

        if (unnamed || (held is not null && !parsed[theme].IsNamed))
        {
            // "The company is owned 51 percent by Honda and 49 percent by Nissan": the venture of these, or one without a name.
            held = scene.Discourse.VentureOf(holders) ?? (held is not null && !holders.Contains(held) ? held : null);
        }

        bool any = false;
        Stance stance = Stance.Of(parsed, verb, DealStage.Ongoing, DealStage.Ongoing);
        for (int k = verb + 1; k + 2 < parsed.Count && parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Verb); k++)
        {
            if (parsed[k] is { IsNoun: true, Percent: >= 0 } && parsed.IsPreposition(k + 1, "by") && parsed.NounAfter(k + 1) is >= 0 and var by && scene.Parties.One(by) is { } holder && holder != held)
            {
                any = true;
                scene.Tell(k);
                scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = scene.PercentOf(k) }, stance);
            }
        }

        return any;
    }

    /// <summary>"bought back 5% of its own shares": in nobody else.</summary>
    private static bool IsBuyback(Scene scene, int verb, int theme, string lemma)
    {
        ParsedSentence parsed = scene.Parsed;
        bool back = lemma == "repurchase" || (lemma is "buy" && (parsed[verb].Particle == "back" || parsed.Sentence.Is(parsed[verb].Last + 1, "back")));
        return back && (theme < 0 || Share.Of(scene, theme, isOwned: true) is not { Held: { } held } || parsed.AgentOf(verb) is not (>= 0 and var agent) || scene.Parties.One(agent) == held || parsed.Contains(parsed[theme], "own"));
    }

    /// <summary>"owns Volvo Cars and Lotus", "Volvo Cars, which Geely owns".</summary>
    private static bool Owns(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[verb].IsPassive || theme < 0 || !parsed[theme].IsNamed || parsed[theme].IsPossessive || parsed[verb].Subject < 0 || scene.Parties.One(parsed[verb].Subject) is not { } holder)
        {
            return false;
        }

        List<string> held = scene.Parties.Joined(theme);
        Stance stance = Stance.Of(parsed, verb, parsed[verb].IsPast && !parsed[verb].IsPerfect ? DealStage.Ended : DealStage.Ongoing, DealStage.Considered);
        foreach (string company in held.Where(company => company != holder))
        {
            scene.Add(Scene.Draft(FactKind.Stake, holder, company), stance);
        }

        return held.Count > 0;
    }

    /// <summary>"Ampere is wholly owned by Renault".</summary>
    private static bool WhollyOwned(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        bool wholly = parsed.Contains(chunk, "wholly") || parsed.Contains(chunk, "fully") || parsed.Contains(chunk, "entirely");
        if (!chunk.IsPassive || theme < 0 || parsed[theme].Percent >= 0 || parsed.Phrase(verb, ["by"], 3) is not (>= 0 and var by)
            || (scene.Parties.One(theme) ?? (theme >= 2 && chunk.Shape == VerbShape.Reduced && parsed[theme - 1].Kind == ChunkKind.Comma ? scene.Parties.One(theme - 2) : null)) is not { } held || scene.Parties.One(by) is not { } holder || holder == held || scene.PercentOf(by) is not null)
        {
            return false;
        }

        scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = wholly ? "100%" : parsed.Contains(chunk, "majority") ? "majority" : null }, Stance.Of(parsed, verb, chunk.IsPast && chunk.Modality == Modality.None && chunk.Shape == VerbShape.Finite && parsed.Contains(chunk, "once") ? DealStage.Ended : DealStage.Ongoing, DealStage.Ongoing));
        return true;
    }

    /// <summary>"bought into Lucid", "exits Daimler Truck": a share of unknown size.</summary>
    private static bool Whole(Scene scene, int verb, int theme, Frame frame)
    {
        int agent = scene.Parsed.AgentOf(verb);
        if (theme < 0 || agent < 0 || scene.Parties.One(theme) is not { } held || !scene.Parsed[theme].IsNamed || scene.Parties.One(agent) is not { } holder || holder == held)
        {
            return false;
        }

        if (scene.Facts.Exists(fact => fact.Kind == FactKind.Stake && fact.Subject == holder && fact.Object == held))
        {
            // "owns 34 percent of Mitsubishi Motors, which it bought into in 2016": told.
            return true;
        }

        scene.Add(Scene.Draft(FactKind.Stake, holder, held), Stance.Of(scene.Parsed, verb, frame.Past, DealStage.Considered));
        return true;
    }

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
        if (holding && !stance.IsTold && share.Percent is null)
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

            // "to just under 31 per cent", "down from about 35 percent"
            if (parsed[k] is { IsNoun: true } chunk && scene.PercentOf(k) is { } other && chunk.Preposition < 0 && k > 1 && parsed[k - 1].Kind == ChunkKind.Preposition && (parsed.IsPreposition(k - 2, preposition) || (parsed[k - 2].Kind == ChunkKind.Other && parsed.IsPreposition(k - 3, preposition))))
            {
                return other;
            }
        }

        // "Nissan's stake, cut from 43% to 15%": nothing between verb and figures to hold them together.
        return null;
    }

    private static Share? Disposed(Scene scene, int verb)
    {
        // "dispose of an equal block"
        int of = scene.Parsed[verb].Word!.Lemma == "dispose" ? scene.Parsed.Phrase(verb, ["of"], 3) : -1;
        return of >= 0 ? Share.Of(scene, of, isOwned: true) : null;
    }

    private static bool IsMutual(ParsedSentence parsed, int noun)
    {
        int last = Math.Min(parsed[noun].Last + 4, parsed.Sentence.Last);
        string text = parsed.Sentence.TextOf(parsed[noun].First, last);
        if (text.Contains("in each other", StringComparison.OrdinalIgnoreCase) || text.Contains("in one another", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        text = parsed.Sentence.TextOf(parsed[noun].First, parsed[noun].Last);
        return text.Contains("cross-", StringComparison.OrdinalIgnoreCase) || text.Contains("mutual", StringComparison.OrdinalIgnoreCase) || text.Contains("reciprocal", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsMutualHolding(Scene scene, List<string> holders, string? held) => holders.Count == 2 && held is not null && holders.Contains(held) && scene.Sentence.Text.Contains("other", StringComparison.Ordinal);

    /// <summary>"Renault was Nissan's rescuer. It now holds 43 per cent": the other company of the last deal, or the only one just spoken of.</summary>
    private static string? OtherSpokenOf(Scene scene, List<string> holders) =>
        scene.Discourse.LastStake is { Subject: { } before } && holders.Count == 1 && scene.Discourse.LastStake.Object == holders[0] ? before
        : scene.Discourse.LastDeal is { Kind: FactKind.Stake or FactKind.Acquisition or FactKind.Investment, Object: { } dealt } && !holders.Contains(dealt) ? dealt
        : scene.Discourse.Topic is { } topic && !holders.Contains(topic) ? topic
        : scene.Discourse.LastDeal is { Object: { } other } && !holders.Contains(other) ? other
        : scene.Discourse.Named.Except(holders).ToList() is [var named] ? named
        : scene.Discourse.Subjects is [var subject] && !holders.Contains(subject) ? subject : null;

    /// <summary>"Mitsubishi Motors, in which Nissan has a 24% stake".</summary>
    internal static string? InWhich(Scene scene, Chunk verb)
    {
        int relative = verb.Subject < 0 ? -1 : Clauses.StartOf(scene.Parsed.Chunks, verb.Subject) - 1;
        return relative > 0 && scene.Parsed[relative].Kind == ChunkKind.Relative && scene.Parsed[relative - 1].Kind == ChunkKind.Preposition && Clauses.Antecedent(scene.Parsed.Chunks, relative) is >= 0 and var company
            ? scene.Parties.First(company) ?? Described(scene, company) : null;
    }

    /// <summary>"Verkor, a maker of cells in Grenoble in which": the name that the whole phrase stands beside.</summary>
    private static string? Described(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        int head = noun;
        while (parsed[head].Preposition >= 0 && parsed[head].Governor is >= 0 and var on && on < head && parsed[on].IsNoun)
        {
            head = on;
        }

        int start = Clauses.StartOf(parsed.Chunks, head);
        return start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNoun ? scene.Parties.One(start - 2) : null;
    }

    /// <summary>"Mitsubishi, 34% owned by Nissan": the name that the percentage stands beside.</summary>
    private static string? HeldBefore(Scene scene, int noun, Chunk verb) =>
        verb is { IsPassive: true } && noun >= 2 && scene.Parsed[noun - 1].Kind == ChunkKind.Comma && scene.Parsed[noun - 2].IsNoun ? scene.Parties.First(noun - 2)
        : verb is { IsPassive: true, Shape: VerbShape.Reduced } && noun >= 1 && scene.Parsed[noun - 1] is { IsVerb: true, Subject: >= 0, Word: not null } be && be.Word.Is(WordClass.Be) ? scene.Parties.First(be.Subject) : null;

    /// <summary>The deal told last is a venture: a bare share is one of it.</summary>
    private static bool InNewVenture(Scene scene) => scene.Discourse.LastDeal is { Kind: FactKind.JointVenture } || (scene.Discourse.LastDeal is { Kind: FactKind.Stake, Object: null } && scene.Discourse.Venture is not null);

    private static string? Rest(Scene scene, int noun)
    {
        bool rest = scene.Parsed[noun].Word is { } word && word.Means(NounSense.Remainder);
        return rest && scene.Facts.Count(fact => fact.Kind == FactKind.Stake) == 1 && scene.Facts[^1].After is { } told && decimal.TryParse(told.TrimEnd('%'), CultureInfo.InvariantCulture, out decimal percent)
            ? string.Create(CultureInfo.InvariantCulture, $"{100 - percent:0.##}%") : null;
    }

    /// <summary>"24% of which belongs to Nissan", "the remainder belongs to".</summary>
    private static bool Belongs(Scene scene, int verb)
    {
        int to = scene.Parsed.Phrase(verb, ["to"], 4);
        int subject = scene.Parsed[verb].Subject;
        for (int k = verb - 1; k >= 0 && k >= verb - 5 && (subject < 0 || scene.Parsed[subject].Percent < 0); k--)
        {
            subject = scene.Parsed[k] is { IsNoun: true, Percent: >= 0 } ? k : subject;
        }

        if (to >= 0 && scene.Parsed[verb].Word!.Lemma == "belong" && subject >= 0 && scene.Parsed[subject].IsNamed && scene.Parties.One(subject) is { } whole && scene.Parties.One(to) is { } owner && owner != whole)
        {
            // "Renault Trucks has belonged to Volvo Group since 2001"
            scene.Add(Scene.Draft(FactKind.Stake, owner, whole), Stance.Of(scene.Parsed, verb, scene.Parsed[verb] is { IsPast: true, IsPerfect: false } ? DealStage.Ended : DealStage.Ongoing, DealStage.Ongoing));
            return true;
        }

        if (to < 0 || Share.Of(scene, subject, isOwned: true) is not { Percent: not null } share || scene.Parties.First(to) is not { } holder)
        {
            return false;
        }

        string? held = share.Held ?? scene.Discourse.LastStake?.Object;
        if (held is null || held == holder)
        {
            return false;
        }

        scene.Tell(subject);
        scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = share.Percent, Qualifier = share.Qualifier }, Stance.Of(scene.Parsed, verb, DealStage.Ongoing, DealStage.Ongoing));
        return true;
    }

    /// <summary>"That will fall to 15 per cent", "Renault comes down from 35 percent", "its stake will drop to 10%": no object, the holding told before.</summary>
    private static bool Moves(Scene scene, int verb, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        (string? to, string? from) = (Level(scene, verb, "to"), Level(scene, verb, "from"));
        if ((to ?? from) is null || parsed[verb].Subject is not (>= 0 and var subject))
        {
            return false;
        }

        Share? share = Share.Of(scene, subject, isOwned: true);
        string? company = scene.Parties.One(subject);
        string? holder = share is { Owner.Count: 1 } ? share.Owner[0] : share is null ? company : null;
        bool carried = parsed[subject].IsPronoun && (parsed.Sentence.Is(parsed[subject].First, "that") || parsed.Sentence.Is(parsed[subject].First, "this") || parsed.Sentence.Is(parsed[subject].First, "it"));
        Fact? stake = scene.Discourse.LastStake;
        string? held = share?.Held ?? (holder is not null ? scene.Discourse.HeldBy(holder) : null);
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

    private static bool IsEvenSplit(ParsedSentence parsed, int verb)
    {
        if (parsed[verb].Word!.Lemma is not ("own" or "hold" or "split" or "control"))
        {
            return false;
        }

        for (int i = parsed[verb].First - 1; i <= parsed[verb].Last + 3; i++)
        {
            if (parsed.Sentence.Is(i, "equally") || parsed.Sentence.Is(i, "evenly") || parsed.Sentence.Is(i, "50-50") || (parsed.Sentence.Is(i, "half") && parsed.Sentence.Is(i + 1, "and") && parsed.Sentence.Is(i + 2, "half")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"NMKV is owned half and half", "ownership is split evenly": both parents have half.</summary>
    private static bool EvenSplit(Scene scene, int verb)
    {
        int by = scene.Parsed.Phrase(verb, ["by", "between"], 6);
        List<string> holders = by >= 0 ? scene.Parties.Joined(by) : [];
        string? held = scene.Parsed[verb].Subject is >= 0 and var subject ? scene.Parties.One(subject) : null;
        if (holders.Count != 2 && scene.Discourse.Venture is { Parents.Count: >= 2 } venture)
        {
            holders = [venture.Parents[0], venture.Parents[1]];
        }

        if (holders.Count != 2)
        {
            return false;
        }

        held = held is not null && holders.Contains(held) ? null : held;
        held ??= scene.Discourse.Venture?.Name;
        DealStage stage = scene.Discourse.LastDeal is { Kind: FactKind.JointVenture } deal ? deal.Stage : DealStage.Ongoing;
        foreach (string holder in holders)
        {
            scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = "50%" }, new Stance(stage == DealStage.Completed ? DealStage.Ongoing : stage, Polarity.Affirmed, -1, true));
        }

        return true;
    }
}
