namespace AllianceMonitor.Extraction;

/// <summary>Ownership: holdings and changes of them, told by a verb ("cut its stake to 15% from 43%") or by nouns ("the sale of a 5% stake in X by Y").</summary>
internal static partial class StakeDeals
{
    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame, int agent)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string lemma = chunk.Word!.Lemma;
        if (IsEvenSplit(parsed, verb) && EvenSplit(scene, verb))
        {
            return true;
        }

        if (lemma is "belong" or "pass" or "go")
        {
            return Belongs(scene, verb) || GoesTo(scene, verb);
        }

        if (lemma == "leave" && chunk is { IsPerfect: true, Object: < 0 } && theme >= 0 && theme < verb)
        {
            // "the 14.5% it has left": it has.
            frame = frame with { Subject = Slot.Agent, Past = DealStage.Ongoing, Effect = ShareEffect.Hold };
        }

        if (frame.Effect == ShareEffect.Hold && chunk.IsPassive && (PartlyOwned(scene, verb) || HeldByEach(scene, verb, theme)))
        {
            return true;
        }

        if (IsBuyback(scene, verb, theme, lemma))
        {
            return BoughtBack(scene, verb, theme, frame);
        }

        if (frame.Theme == Theme.Company)
        {
            return Whole(scene, verb, frame.Particle == "out" && theme < 0 ? parsed.Phrase(verb, ["of"], 3) : theme, frame);
        }

        if (frame.Subject == Slot.Patient)
        {
            // "will give Nissan 15 percent of Ampere": the share is the second object.
            return theme > verb && theme + 1 < parsed.Count && parsed[theme + 1].IsNoun && !parsed[theme].IsPossessive && scene.Parties.Of(theme).Length > 0
                && FromVerb(scene, verb, theme + 1, frame with { Subject = Slot.Agent }, theme);
        }

        if (frame.Effect == ShareEffect.Hold && lemma is "own" or "control" && (WhollyOwned(scene, verb, theme) || Owns(scene, verb, theme)))
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
        if (share.Owner.Count > 0 && frame.Effect != ShareEffect.Gain && ((owned && frame.Effect != ShareEffect.Hold) || holders.Count == 0))
        {
            holders = [.. share.Owner];
        }

        if (holders.Count == 0 && chunk.Shape != VerbShape.Finite)
        {
            holders = scene.ActorsAbove(verb);
        }

        if (holders.Count == 0 && (share.Held is not null || (share.Percent is not null && scene.Discourse.LastStake is not null)) && scene.Parties.PersonOrState(actor) is { } investor)
        {
            // "France owns 15 percent of Renault", "Li Shufu bought 9.7 percent of Daimler"
            holders = [investor];
        }

        if (holders.Count > 1 && TogetherHold(parsed, verb))
        {
            // "which between them held 20%": how much each has is not said.
            return scene.Tell(share.Noun);
        }

        if (frame.Effect is ShareEffect.Gain or ShareEffect.Loss && share is { Held: null, IsAll: false, Owner.Count: 0 } && lemma is "shed" or "give" or "lose" or "add" or "gain" or "drop" or "win" && parsed[share.Noun].Percent >= 0 && !ParsedSentence.AnyMeans(parsed[share.Noun], NounSense.Stake | NounSense.LooseStake) && holders.Count > 0 && scene.Discourse.HeldBy(holders[0]) is null)
        {
            // "Panasonic shed 2%": on the bourse.
            return false;
        }

        if (frame.Effect == ShareEffect.Hold && theme < verb && scene.IsTold(share.Noun) && scene.Facts.Exists(fact => fact.Kind == FactKind.Stake && fact.Subject is { } keeper && holders.Contains(keeper)))
        {
            // "is to sell the 14.5% it has left": told.
            return true;
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

        if (share.Whole >= 0 && IsBareCompany(parsed, share.Whole) && scene.Discourse.LastDeal is { Kind: FactKind.Stake or FactKind.Acquisition, Object: { } dealt } && dealt != share.Held && !holders.Contains(dealt))
        {
            // "will each keep 45% of the company": of the one that the deal is about.
            share = share with { Held = dealt };
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
        bool same = agent >= 0 && held is null && scene.Facts is [.., { Kind: FactKind.Stake }];
        if (same)
        {
            // "owns 51% of the venture and Honda 49%": of the same.
            held = scene.Facts[^1].Object;
        }

        if (held is null && frame.Effect is ShareEffect.Cut or ShareEffect.Raise && holders.Count == 1 && scene.Discourse.HeldBy(holders[0]) is null && actor >= 0 && scene.Parties.One(actor) is { } itself && itself != holders[0])
        {
            // "Nissan will buy back shares, cutting Renault's interest to 31%": in itself.
            held = itself;
        }

        if (held is null && !hasFigure && frame.Effect is ShareEffect.Gain or ShareEffect.Loss && holders.Count == 1 && scene.Discourse.LastStake?.Object == holders[0])
        {
            // A stake in Nissan is for sale. "Nissan has the first call on each block": on its own shares.
            return false;
        }

        bool known = held is not null || same;
        if (held is null && frame.Effect == ShareEffect.Gain && parsed[share.Noun].Last < parsed.Sentence.Last && share.Noun + 1 < parsed.Count && parsed[share.Noun + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word.Lemma: "hold" or "own" } && holders.Count > 0)
        {
            // "acquiring the stake held by the French government": in whom the text need not say.
            int seller = parsed.AgentOf(share.Noun + 1);
            held = seller >= 0 && scene.Parties.First(seller) is { } owner ? scene.Discourse.HeldBy(owner) : null;
            scene.Tell(share.Noun);
            scene.Add(Scene.Draft(FactKind.Stake, holders[0], held) with { After = share.Percent ?? to }, Stance.Of(parsed, verb, frame.Past, DealStage.Considered));
            return true;
        }

        bool isUnknown = held is null && !same;
        bool vague = held is null && share.Whole >= 0 && parsed[share.Whole] is { IsNamed: false, IsPronoun: false, Word: not null } whole && whole.Word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture) && !whole.Word.Is(WordClass.Plural);
        if (held is null && frame.Effect == ShareEffect.Gain && share.Owner is [var possessor] && holders.Count > 0 && !holders.Contains(possessor))
        {
            // "to buy the French state's stake": in whom its owner holds one, which the text need not say.
            held = scene.Discourse.HeldBy(possessor) ?? (scene.Discourse.LastStake is { Object: { } traded } && traded != possessor ? traded : null);
            known = true;
        }
        else if (vague)
        {
            // "40 percent of the new company": of one that has no name yet.
            held = scene.Discourse.Venture is { Name: { } venture } && parsed[share.Whole].Word!.Means(NounSense.Venture) ? venture : null;
            known = share.Percent is not null || to is not null;
        }
        else if (isUnknown && scene.Discourse.VentureOf(holders) is { } joint && scene.Discourse.HeldBy(holders[0]) is var earlierHeld && (earlierHeld is null || earlierHeld == joint))
        {
            held = joint;
        }
        else if (isUnknown && !InNewVenture(scene))
        {
            bool aboutShares = scene.Discourse.LastStake is not null || scene.Discourse.LastDeal is { Kind: FactKind.JointVenture or FactKind.Acquisition or FactKind.Merger or FactKind.Investment } || frame.Effect == ShareEffect.Hold || share.IsAll || share.Owner.Count > 0 || ParsedSentence.AnyMeans(parsed[share.Noun], NounSense.Stake | NounSense.LooseStake | NounSense.Majority);
            held = aboutShares ? HeldUnnamed(scene, holders) : null;
        }
        else if (isUnknown)
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
        Stance stance = Stance.Of(parsed, verb, past, frame.Effect == ShareEffect.Hold && chunk.Shape == VerbShape.Gerund ? DealStage.Ongoing : DealStage.Considered);
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

        string? percent = share.Percent ?? Portion.RemainderOf(scene, share.Noun);
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

        if (held is not null && share.Whole >= 0 && (Share.IsEach(parsed, share.Noun) || parsed.Sentence.Is(parsed[share.Whole].First, "both") || parsed.Sentence.Is(parsed[share.Whole].First - 1, "both") ? share.Whole : parsed[share.Noun].Word is { } plural && plural.Is(WordClass.Plural) ? parsed.Phrase(share.Noun, ["in"], 4) : -1) is >= 0 and var several && scene.Parties.Joined(several) is { Count: > 1 } companies)
        {
            // "has stakes in Jatco and Hino Motors"
            foreach (string company in companies.Where(company => company != held))
            {
                foreach (string holder in holders.Where(holder => holder != company))
                {
                    scene.Add(Scene.Draft(FactKind.Stake, holder, company) with { Before = several == share.Whole ? before : null, After = several == share.Whole ? after : null }, stance);
                }
            }
        }

        string? sells = frame.Effect != ShareEffect.Gain || held is null ? null : share.Owner is [var owning] ? owning : SellerOf(scene, verb, share, percent);
        if (sells is not null && sells != held && !holders.Contains(sells) && stance is { Polarity: Polarity.Affirmed, Stage: not (DealStage.Considered or DealStage.InTalks) })
        {
            // "will buy Nissan's 51 percent of the plant": who gives it up.
            scene.Add(Scene.Draft(FactKind.Stake, sells, held) with { Before = percent }, stance with { Stage = stance.Stage == DealStage.Completed ? DealStage.Ended : stance.Stage });
        }

        if (frame.Effect == ShareEffect.Loss && held is not null && parsed.Phrase(Math.Max(verb, share.Noun), ["to"], 9) is >= 0 and var buyerAt && scene.PercentOf(buyerAt) is null && scene.Parties.One(buyerAt) is { } buyer && buyer != held && !holders.Contains(buyer))
        {
            // "sold its 41 percent holding to KKR": who gets it.
            ArticleValue? paid = scene.MoneyAfter(verb);
            scene.Add(Scene.Draft(FactKind.Stake, buyer, held) with { After = percent, Amount = FactValues.Amount(paid), Qualifier = paid?.Qualifier }, stance with { Stage = stance.Stage == DealStage.Ended && all ? DealStage.Completed : stance.Stage });
        }

        return true;
    }

    /// <summary>"bought 30.3% of Neoenergia from Previ": the company that gives up a share of that size; a state or a crowd of holders is not told so.</summary>
    private static string? SellerOf(Scene scene, int verb, Share share, string? percent)
    {
        int from = percent is null || scene.Parsed[verb].IsPassive ? -1 : scene.Parsed.Phrase(Math.Max(verb, share.Noun), ["from"], 9);
        return from >= 0 && scene.Parsed[from].IsNamed && scene.PercentOf(from) is null ? scene.Parties.One(from) : null;
    }
}
