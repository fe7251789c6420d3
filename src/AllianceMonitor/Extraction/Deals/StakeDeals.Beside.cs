namespace AllianceMonitor.Extraction;

/// <summary>Shares that stand beside their holder without a verb of owning: "Suzuki, with 10 percent", "is now at 6.2 percent", "Nissan's 24 percent", "the rest went to Bosch".</summary>
internal static partial class StakeDeals
{
    /// <summary>Reads a part of a company that no verb of owning or trading has for an object.</summary>
    public static void Beside(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (scene.IsTold(noun) || Portion.SizeOf(scene, noun) is not { } size || !Portion.IsOfCompany(scene, noun, out string? held, out bool isUnnamed) || !IsOfShares(scene, noun, held))
        {
            return;
        }

        (List<string> holders, int verb, string? whole) = BesideWhom(scene, noun, out ShareEffect effect, out int level);
        held ??= whole;
        if (holders.Count == 0)
        {
            return;
        }

        held ??= verb >= 0 ? InWhich(scene, parsed[verb]) : null;
        held ??= effect == ShareEffect.None ? scene.Facts.LastOrDefault(fact => fact.Kind == FactKind.Stake)?.Object : null;
        held ??= verb >= 0 && parsed[verb] is { Shape: VerbShape.Gerund, Word.Lemma: "leave" } && scene.Facts is [.., { Kind: FactKind.Stake } left] ? left.Object : null;
        if (held is null && !isUnnamed)
        {
            held = HeldUnnamed(scene, holders);
        }

        if ((held is null && !isUnnamed) || (holders.Contains(held ?? "") && holders.Count == 1))
        {
            return;
        }

        Stance stance = verb >= 0
            ? Stance.Of(parsed, verb, effect == ShareEffect.Hold ? DealStage.Ongoing : DealStage.Completed, DealStage.Considered)
            : scene.Facts.LastOrDefault(fact => fact.Kind == FactKind.Stake) is { } told && effect == ShareEffect.None ? new Stance(told.Stage, told.Polarity, -1, true) : new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true);
        (string? before, string? after) = (null, size);
        if (level >= 0)
        {
            before = Level(scene, level, "from");
            before = before == size ? null : before;
        }

        bool between = holders.Count > 1 && parsed.Sentence.Text.Contains("respectively", StringComparison.Ordinal);
        holders.Remove(held ?? "");
        if (effect == ShareEffect.None)
        {
            RemoveTold(scene, holders);
        }

        if (holders.Count == 0 || between || !scene.Tell(noun))
        {
            return;
        }

        foreach (string holder in holders)
        {
            scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { Before = before, After = after }, stance);
        }
    }

    /// <summary>Leaves out those of whom the sentence has told a stake.</summary>
    private static void RemoveTold(Scene scene, List<string> holders) => holders.RemoveAll(holder => scene.Facts.Exists(fact => fact.Kind == FactKind.Stake && fact.Subject == holder));

    /// <summary>Shares are spoken of: the part is one of a company, a stake was told, or the sentence names owners, shares or a venture; and it is not sales or a market that it is a part of.</summary>
    private static bool IsOfShares(Scene scene, int noun, string? held)
    {
        ParsedSentence parsed = scene.Parsed;
        bool about = held is not null || scene.Discourse.LastStake is not null || scene.Discourse.LastDeal is { Kind: FactKind.JointVenture or FactKind.Acquisition or FactKind.Merger };
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k].IsNoun)
            {
                about |= ParsedSentence.AnyMeans(parsed[k], NounSense.Holder | NounSense.Stake | NounSense.LooseStake | NounSense.Venture);
            }
        }

        for (int i = parsed[noun].First; i >= parsed.Sentence.First && i > parsed[noun].First - 24 && about; i--)
        {
            if (parsed.Sentence.Tokens[i].Kind == TokenKind.Punctuation && parsed.Sentence.Text[parsed.Sentence.Tokens[i].Start] == ';')
            {
                break;
            }

            about &= !IsMeasure(parsed.Sentence, i);
        }

        for (int i = parsed[noun].Last + 1; i <= parsed.Sentence.Last && i < parsed[noun].Last + 4 && about; i++)
        {
            about &= !IsMeasure(parsed.Sentence, i);
        }

        return about;
    }

    /// <summary>What a percentage is of where it is no part of a company.</summary>
    private static bool IsMeasure(Sentence sentence, int i) =>
        sentence.Lower(i) is "sales" or "market" or "revenue" or "revenues" or "profit" or "profits" or "margin" or "margins" or "tariff" or "tariffs" or "turnover" or "output" or "production"
            or "volume" or "volumes" or "inflation" or "workforce" or "jobs" or "discount" or "premium" or "gain" or "rise" or "jump" or "index" or "bourse" or "cars" or "vehicles" or "deliveries"
            or "registrations" or "capacity" or "higher" or "lower" or "dividend" or "rate";

    /// <summary>Whose part it is.</summary>
    /// <param name="scene">The sentence.</param>
    /// <param name="noun">The part.</param>
    /// <param name="effect">Hold for what is had, Gain and Cut for a level that is reached, None for what a verb left out says.</param>
    /// <param name="level">Chunk behind which the level before stands, -1 without.</param>
    private static (List<string> Holders, int Verb, string? Whole) BesideWhom(Scene scene, int noun, out ShareEffect effect, out int level)
    {
        ParsedSentence parsed = scene.Parsed;
        (effect, level) = (ShareEffect.Hold, -1);
        int preposition = parsed[noun].Preposition;
        if (preposition >= 0 && preposition < noun && (parsed.IsPreposition(preposition, "with", "at") || parsed.IsPreposition(preposition, "on")))
        {
            return Standing(scene, noun, preposition);
        }

        if (preposition >= 0 && ReachedBy(scene, noun, preposition) is { } reached)
        {
            (effect, level) = (ShareEffect.Gain, noun);
            return reached;
        }

        if (preposition < 0 && scene.Parties.OwnersOf(noun) is [var owner] && !(parsed[noun].Governor is >= 0 and var over && parsed[over].IsVerb && parsed[over].Object == noun && Clauses.StageWordsOf(parsed[over]) is not Outlook.None))
        {
            return ([owner], -1, null);
        }

        if (preposition < 0 && parsed[noun].Governor is >= 0 and var moves && parsed[moves] is { IsVerb: true, Word: not null } verb && verb.Subject == noun)
        {
            return ComingTo(scene, moves, ref effect);
        }

        if (parsed.IsPreposition(noun + 1, "for") && parsed.NounAfter(noun + 1) is >= 0 and var allotted && scene.Parties.One(allotted) is { } share && parsed[allotted].Money < 0 && (preposition >= 0 || parsed[noun].Governor < 0))
        {
            // "with 51 percent for Nissan and the rest for Renault"
            return ([share], -1, null);
        }

        return Gapped(scene, noun, ref effect);
    }

    /// <summary>"Suzuki, with 10 percent", "Renault, at 45 percent", "controls the mine with 54 percent", "is still on the register with about 8%", "ends at 20".</summary>
    private static (List<string> Holders, int Verb, string? Whole) Standing(Scene scene, int noun, int preposition)
    {
        ParsedSentence parsed = scene.Parsed;
        int before = preposition - 1;
        while (before >= 0 && (parsed[before].Kind is ChunkKind.Other or ChunkKind.Comma || parsed[before] is { IsNoun: true, IsTime: true }))
        {
            before--;
        }

        if (before < 0)
        {
            // "With 51% of the stock the trust decides"
            return noun + 1 < parsed.Count && scene.VerbOf(noun) is >= 0 and var decides && parsed[decides].Subject > noun ? (scene.Parties.Joined(parsed[decides].Subject), -1, null) : ([], -1, null);
        }

        bool with = parsed.IsPreposition(preposition, "with");
        if (parsed[before].IsVerb)
        {
            bool stands = parsed[before].Word is { } word && (word.Is(WordClass.Be) || word.Lemma is "stand" or "stay" or "remain" or "end" or "sit" or "emerge" or "finish" or "follow" or "lead" or "come" or "leave" or "start" or "begin" || parsed[before].Particle is "along" or "up");
            return stands && parsed[before].Subject >= 0 ? (Holders(scene, parsed[before].Subject), before, null) : ([], -1, null);
        }

        if (!parsed[before].IsNoun || ParsedSentence.AnyMeans(parsed[before], NounSense.Holder))
        {
            return ([], -1, null);
        }

        if (with && parsed[before].Governor is >= 0 and var rules && parsed[rules] is { IsVerb: true, Word.Lemma: "control" or "own" or "dominate" or "lead" or "run" or "join" or "enter" } && parsed[rules].Object == before && before < noun && parsed[rules].Subject >= 0 && scene.Parties.One(before) is { } whole)
        {
            return (Holders(scene, parsed[rules].Subject), rules, whole);
        }

        if (parsed[before].Governor is >= 0 and var leaves && parsed[leaves] is { IsVerb: true, Word.Lemma: "leave" or "provide" or "present" or "saddle" } && parsed[leaves].Object >= 0 && parsed[leaves].Object <= before && before == preposition - 1)
        {
            // "would leave Renault with 15 percent"
            return (Holders(scene, before), leaves, null);
        }

        bool inserted = parsed[preposition - 1].Kind == ChunkKind.Comma || parsed[preposition - 1].Kind == ChunkKind.Other && parsed[Math.Max(0, preposition - 2)].Kind == ChunkKind.Comma;
        bool placed = parsed[before].Preposition >= 0 && !(parsed.IsPreposition(parsed[before].Preposition, "between", "by") || parsed.IsPreposition(parsed[before].Preposition, "below", "above") || parsed.IsPreposition(parsed[before].Preposition, "behind", "from") || parsed.IsPreposition(parsed[before].Preposition, "to"));
        if (placed && parsed.IsPreposition(parsed[before].Preposition, "of") && !parsed.Sentence.Is(parsed[parsed[before].Preposition].First - 1, "ahead"))
        {
            // "is a shareholder of both, with 15 percent of Renault": whoever is it.
            return inserted && scene.VerbAbove(before) is >= 0 and var be && parsed[be].Word is { } copula && copula.Is(WordClass.Be) && parsed[be].Subject >= 0 ? (Holders(scene, parsed[be].Subject), -1, null) : ([], -1, null);
        }

        return (Holders(scene, before), -1, null);
    }

    /// <summary>The companies of a phrase; of a description, those of the name that it stands beside.</summary>
    private static List<string> Holders(Scene scene, int noun)
    {
        if (scene.Parties.Of(noun) is { Length: > 0 } found)
        {
            return found.Length > 1 ? [.. found] : scene.Parties.Joined(noun);
        }

        if (scene.Parties.PersonOrState(noun) is { } investor && scene.Discourse.LastStake is not null)
        {
            return [investor];
        }

        int start = Clauses.StartOf(scene.Parsed.Chunks, noun);
        return start >= 2 && !scene.Parsed[noun].IsNamed && scene.Parsed[start - 1].Kind == ChunkKind.Comma && scene.Parsed[start - 2].IsNoun && scene.Parties.One(start - 2) is { } named ? [named] : [];
    }

    /// <summary>"Renault falls to 79 percent", "is watered down to 13", "lifts the Chinese group to 19.4 percent from 17".</summary>
    private static (List<string> Holders, int Verb, string? Whole)? ReachedBy(Scene scene, int noun, int preposition)
    {
        ParsedSentence parsed = scene.Parsed;
        int mover = preposition - 1;
        while (mover > 0 && parsed[mover].Kind is ChunkKind.Other)
        {
            mover--;
        }

        if (parsed.IsPreposition(preposition, "to") && mover >= 1 && mover < preposition - 1 && parsed[mover] is { IsNoun: true, Preposition: >= 0 } && parsed.IsPreposition(parsed[mover].Preposition, "with"))
        {
            // "with Honda down to 30"
            return (Holders(scene, mover), -1, null);
        }

        bool to = parsed.IsPreposition(preposition, "to") || (preposition > 0 && parsed.IsPreposition(preposition - 1, "to")) || parsed.IsPreposition(preposition, "past", "below") || parsed.IsPreposition(preposition, "above");
        int verb = to ? scene.VerbOf(noun) : -1;
        if (verb < 0 || verb > noun || parsed[verb].Word is not { } word || !(word.Lemma is "go" or "come" or "move" or "climb" or "rise" or "fall" or "drop" or "slip" or "grow" or "creep" or "advance" or "decline" or "sink" or "shrink" or "dwindle" or "jump" or "edge" or "inch" or "dilute" or "water" or "bump" or "take" or "bring" or "carry" or "lift" or "raise" or "push" or "cut" or "reduce" or "double" or "triple" or "descend" or "ascend" or "step" or "scale" or "trim" or "nudge" or "send" or "retreat"))
        {
            return null;
        }

        int moved = parsed[verb].IsPassive || parsed[verb].Object < 0 || parsed[verb].Object > noun ? parsed[verb].Subject : parsed[verb].Object;
        if (moved < 0 || moved == noun || parsed[moved].Percent >= 0 || ParsedSentence.AnyMeans(parsed[moved], NounSense.Stake | NounSense.LooseStake))
        {
            return null;
        }

        return Holders(scene, moved) is { Count: > 0 } holders ? (holders, verb, null) : null;
    }

    /// <summary>"45 percent went to Bosch", "the rest is Suzuki's", "51 percent will be in the hands of Tata", "a tenth lies with Aramco".</summary>
    private static (List<string> Holders, int Verb, string? Whole) ComingTo(Scene scene, int verb, ref ShareEffect effect)
    {
        ParsedSentence parsed = scene.Parsed;
        Word word = parsed[verb].Word!;
        if (word.Lemma is "go" or "pass" or "fall" or "transfer" or "revert" or "belong" or "accrue" or "sell" && parsed.Phrase(verb, ["to"], 5) is >= 0 and var taker)
        {
            effect = word.Lemma == "belong" ? ShareEffect.Hold : ShareEffect.Gain;
            return (scene.Parties.Joined(taker), verb, null);
        }

        if (word.Is(WordClass.Be) && parsed[verb].Object is >= 0 and var own && parsed[own] is { IsPossessive: true } && (own + 1 >= parsed.Count || !parsed[own + 1].IsNoun))
        {
            return (scene.Parties.Joined(own), verb, null);
        }

        if ((word.Is(WordClass.Be) || word.Lemma is "remain" or "stay" or "rest" or "lie" or "sit") && parsed.Phrase(verb, ["in"], 4) is >= 0 and var hands && parsed.Sentence.Is(parsed[hands].Head, "hands"))
        {
            List<string> owners = parsed.Phrase(hands, ["of"], 3) is >= 0 and var whose ? scene.Parties.Joined(whose) : [.. scene.Parties.OwnersOf(hands)];
            return (owners, verb, null);
        }

        if (word.Lemma is "rest" or "lie" or "sit" or "stay" or "remain" or "be" or "reside" && parsed.Phrase(verb, ["with"], 4) is >= 0 and var with)
        {
            return (scene.Parties.Joined(with), verb, null);
        }

        return ([], -1, null);
    }

    /// <summary>"Nissan has 75 percent of it; Mitsubishi Motors 15 and Suzuki the rest": as the verb before says.</summary>
    private static (List<string> Holders, int Verb, string? Whole) Gapped(Scene scene, int noun, ref ShareEffect effect)
    {
        ParsedSentence parsed = scene.Parsed;
        int name = noun - 1;
        while (name >= 0 && parsed[name].Kind == ChunkKind.Other)
        {
            name--;
        }

        if (name < 1 || !parsed[name].IsNoun || parsed[noun].Preposition >= 0 || parsed[name].Preposition >= 0 || Clauses.StartOf(parsed.Chunks, name) - 1 is not (>= 0 and var before) || parsed[before].Kind is not (ChunkKind.Comma or ChunkKind.Conjunction or ChunkKind.Break) || !scene.Facts.Exists(fact => fact.Kind == FactKind.Stake))
        {
            return ([], -1, null);
        }

        effect = ShareEffect.None;
        return (Holders(scene, name), -1, null);
    }
}
