namespace AllianceMonitor.Extraction;

/// <summary>Who owns what, without a change: "is owned 75 percent by X", "belongs to", "split evenly".</summary>
internal static partial class StakeDeals
{
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

        List<string> holders = unnamed ? [.. PartsBehind(parsed, verb).SelectMany(part => scene.Parties.Of(part.Holder))] : [];

        if (unnamed || (held is not null && !parsed[theme].IsNamed))
        {
            // "The company is owned 51 percent by Honda and 49 percent by Nissan": the venture of these, or one without a name.
            held = scene.Discourse.VentureOf(holders) ?? (held is not null && !holders.Contains(held) ? held : null);
        }

        bool any = false;
        Stance stance = Stance.Of(parsed, verb, DealStage.Ongoing, DealStage.Ongoing);
        foreach ((int percent, int by) in PartsBehind(parsed, verb))
        {
            if (scene.Parties.One(by) is { } holder && holder != held)
            {
                any = true;
                scene.Tell(percent);
                scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = scene.PercentOf(percent) }, stance);
            }
        }

        return any;
    }

    /// <summary>"75 percent by Nissan, 15 percent by Mitsubishi Motors": the percentages behind a verb of owning, each with the noun of whom it belongs to.</summary>
    private static IEnumerable<(int Percent, int Holder)> PartsBehind(ParsedSentence parsed, int verb)
    {
        for (int k = verb + 1; k + 2 < parsed.Count && parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Verb); k++)
        {
            if (parsed[k] is { IsNoun: true, Percent: >= 0 } && parsed.IsPreposition(k + 1, "by") && parsed.NounAfter(k + 1) is >= 0 and var by)
            {
                yield return (k, by);
            }
        }
    }

    /// <summary>"Nissan is itself 43.4% owned by Renault", "The venture will be 51% owned by LG and 49% by Honda".</summary>
    private static bool PartlyOwned(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int copula = verb - 2;
        copula -= copula > 0 && parsed[copula].IsPronoun ? 1 : 0;
        if (copula < 1 || parsed[verb - 1].Percent < 0 || parsed[copula] is not { IsVerb: true, Subject: >= 0 and var subject } || parsed[copula].Word is not { } be || !be.Is(WordClass.Be))
        {
            return false;
        }

        List<(int Percent, string Holder)> holdings = [];
        int first = parsed.IsPreposition(verb + 1, "by") ? parsed.NounAfter(verb + 1) : -1;
        foreach ((int percent, int by) in PartsBehind(parsed, verb).Prepend((verb - 1, first)))
        {
            if (by >= 0 && (scene.Parties.One(by) ?? scene.Parties.PersonOrState(by)) is { } holder)
            {
                holdings.Add((percent, holder));
            }
        }

        List<string> holders = [.. holdings.Select(holding => holding.Holder)];
        bool isVenture = !parsed[subject].IsNamed && ParsedSentence.AnyMeans(parsed[subject], NounSense.Venture);
        string? held = isVenture ? scene.Discourse.VentureOf(holders) : scene.Parties.One(subject);
        if (holders.Count == 0 || (held is null && !isVenture) || holders.Contains(held ?? ""))
        {
            return false;
        }

        Stance stance = Stance.Of(parsed, copula, DealStage.Ongoing, DealStage.Ongoing);
        foreach ((int percent, string holder) in holdings)
        {
            scene.Tell(percent);
            scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = scene.PercentOf(percent) }, stance);
        }

        return true;
    }

    /// <summary>"bought back 5% of its own shares": in nobody else.</summary>
    private static bool IsBuyback(Scene scene, int verb, int theme, string lemma)
    {
        ParsedSentence parsed = scene.Parsed;
        bool back = lemma == "repurchase" || (lemma is "buy" && (parsed[verb].Particle == "back" || parsed.Sentence.Is(parsed[verb].Last + 1, "back")));
        return back && (theme < 0 || Share.Of(scene, theme, isOwned: true) is not { Held: { } held } || parsed.AgentOf(verb) is not (>= 0 and var agent) || scene.Parties.One(agent) == held || parsed.Contains(parsed[theme], "own"));
    }

    /// <summary>"bought back the 2.1 percent stake held by Ford", "is to repurchase 9 percent from Daimler": the other gives up what he has in the buyer.</summary>
    private static bool BoughtBack(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        if (theme < verb || parsed[verb].IsPassive || parsed.AgentOf(verb) is not (>= 0 and var agent) || scene.Parties.One(agent) is not { } company || Share.Of(scene, theme, isOwned: true) is not { } share || (share.Held is { } held && held != company))
        {
            return false;
        }

        bool isHeld = theme + 1 < parsed.Count && parsed[theme + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word.Lemma: "hold" or "own" };
        int by = isHeld ? parsed.Phrase(theme + 1, ["by"], 3) : parsed.Phrase(theme, ["from"], 6);
        List<string> sellers = by >= 0 ? scene.Parties.Joined(by) : [.. share.Owner];
        sellers.Remove(company);
        Stance stance = Stance.Of(parsed, verb, frame.Past, DealStage.Considered);
        foreach (string seller in sellers)
        {
            scene.Tell(theme);
            scene.Add(Scene.Draft(FactKind.Stake, seller, company) with { Before = share.Percent, Qualifier = share.Qualifier }, stance with { Stage = stance.Stage == DealStage.Completed ? DealStage.Ended : stance.Stage });
        }

        return sellers.Count > 0;
    }

    /// <summary>"owns Volvo Cars and Lotus", "Volvo Cars, which Geely owns".</summary>
    private static bool Owns(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[verb].IsPassive || theme < 0 || !parsed[theme].IsNamed || parsed[theme].IsPossessive || parsed[verb].Subject < 0 || scene.Parties.Joined(parsed[verb].Subject) is not { Count: > 0 } holders || (parsed[verb].Subject > verb))
        {
            return false;
        }

        List<string> held = scene.Parties.Joined(theme);
        Stance stance = Stance.Of(parsed, verb, parsed[verb].IsPast && !parsed[verb].IsPerfect ? DealStage.Ended : DealStage.Ongoing, DealStage.Considered);
        foreach (string holder in holders)
        {
            foreach (string company in held.Where(company => company != holder))
            {
                scene.Add(Scene.Draft(FactKind.Stake, holder, company) with { After = parsed[verb].Word!.Lemma == "control" ? "controlling" : null }, stance);
            }
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

        if (!wholly && !parsed.Contains(chunk, "majority") && scene.Parties.Joined(by) is { Count: > 1 } owners && !owners.Contains(held))
        {
            // "ACC, owned by Stellantis, Mercedes-Benz and TotalEnergies": theirs together.
            scene.Add(Scene.Draft(FactKind.JointVenture, owners[0], owners[1], owners.Skip(2).Append(held)), Stance.Of(parsed, verb, DealStage.Ongoing, DealStage.Ongoing));
            return true;
        }

        scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = wholly ? "100%" : parsed.Contains(chunk, "majority") ? "majority" : chunk.Word!.Lemma == "control" ? "controlling" : null }, Stance.Of(parsed, verb, chunk.IsPast && chunk.Modality == Modality.None && chunk.Shape == VerbShape.Finite && parsed.Contains(chunk, "once") ? DealStage.Ended : DealStage.Ongoing, DealStage.Ongoing));
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

    /// <summary>"24% of which belongs to Nissan", "the remainder belongs to".</summary>
    private static bool Belongs(Scene scene, int verb)
    {
        int to = scene.Parsed.Phrase(verb, ["to"], 4);
        int subject = scene.Parsed[verb].Subject;
        for (int k = verb - 1; k >= 0 && k >= verb - 5 && (subject < 0 || scene.Parsed[subject].Percent < 0); k--)
        {
            subject = scene.Parsed[k] is { IsNoun: true, Percent: >= 0 } ? k : subject;
        }

        if (to >= 0 && scene.Parsed[verb].Word!.Lemma == "belong" && subject >= 0 && scene.Parsed[subject].IsNamed && scene.Parties.One(subject) is { } whole && scene.Parties.Joined(to) is { Count: > 0 } owners && !owners.Contains(whole))
        {
            // "Renault Trucks has belonged to Volvo Group since 2001"
            Stance owned = Stance.Of(scene.Parsed, verb, scene.Parsed[verb] is { IsPast: true, IsPerfect: false } ? DealStage.Ended : DealStage.Ongoing, DealStage.Ongoing);
            owners.ForEach(owner => scene.Add(Scene.Draft(FactKind.Stake, owner, whole), owned));
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
        bool belongs = scene.Parsed[verb].Word!.Lemma == "belong";
        Stance stance = Stance.Of(scene.Parsed, verb, belongs ? DealStage.Ongoing : DealStage.Completed, belongs ? DealStage.Ongoing : DealStage.Considered);
        scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = share.Percent, Qualifier = share.Qualifier }, stance);
        if (!belongs && share.Owner is [var left] && left != holder && left != held)
        {
            // "Denso's 9 percent went to Aisin"
            scene.Add(Scene.Draft(FactKind.Stake, left, held) with { Before = share.Percent }, stance with { Stage = stance.Stage == DealStage.Completed ? DealStage.Ended : stance.Stage });
        }

        return true;
    }

    /// <summary>"Kestrel goes to Bosch for 310 million euros": sold, where a price or the seller says so.</summary>
    private static bool GoesTo(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int sold = parsed[verb].Subject;
        if (parsed[verb].Word!.Lemma == "belong" || sold < 0 || sold > verb || scene.Parties.One(sold) is not { } target || parsed[sold].IsPronoun || parsed.Phrase(verb, ["to"], 3) is not (>= 0 and var to) || scene.Parties.One(to) is not { } buyer || buyer == target)
        {
            return false;
        }

        ArticleValue? money = scene.MoneyAfter(verb);
        if (money is null && !parsed.Sentence.Text.Contains("seller", StringComparison.Ordinal) && !parsed.Sentence.Text.Contains("symbolic", StringComparison.Ordinal))
        {
            return false;
        }

        scene.Add(Scene.Draft(FactKind.Acquisition, buyer, target) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier }, Stance.Of(parsed, verb, parsed[verb].IsPast ? DealStage.Completed : DealStage.Agreed, DealStage.Considered));
        return true;
    }

    private static bool IsEvenSplit(ParsedSentence parsed, int verb)
    {
        if (parsed[verb].Word!.Lemma is not ("own" or "hold" or "split" or "control" or "halve" or "share" or "divide" or "co-own" or "belong"))
        {
            return false;
        }

        int end = Math.Min(parsed.EndOfPhrases(verb), parsed.Count) - 1;
        for (int i = parsed[verb].First - 1; i <= parsed[Math.Max(verb, end)].Last; i++)
        {
            if ((parsed.Sentence.Is(i, "equal") && (parsed.Sentence.Is(i + 1, "parts") || parsed.Sentence.Is(i + 1, "shares") || parsed.Sentence.Is(i + 1, "measure") || parsed.Sentence.Is(i + 1, "halves"))) || (parsed.Sentence.Is(i, "down") && parsed.Sentence.Is(i + 1, "the") && parsed.Sentence.Is(i + 2, "middle"))
                || parsed.Sentence.Is(i, "fifty-fifty") || parsed.Sentence.Is(i, "50:50") || (parsed[verb].Word!.Lemma == "halve" && parsed.Sentence.Is(i, "between")) || parsed.Sentence.Is(i, "equally") || parsed.Sentence.Is(i, "evenly") || parsed.Sentence.Is(i, "50-50") || (parsed.Sentence.Is(i, "half") && parsed.Sentence.Is(i + 1, "and") && parsed.Sentence.Is(i + 2, "half")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"NMKV is owned half and half", "ownership is split evenly": both parents have half.</summary>
    private static bool EvenSplit(Scene scene, int verb)
    {
        int by = scene.Parsed.Phrase(verb, scene.Parsed[verb].Word!.Lemma == "belong" ? ["to"] : ["by", "between"], 6);
        List<string> holders = by >= 0 ? scene.Parties.Joined(by) : [];
        string? held = scene.Parsed[verb].Subject is >= 0 and var subject ? scene.Parties.One(subject) : null;
        if (held is null && scene.Parsed[verb].Subject is >= 0 and var capital && ParsedSentence.AnyMeans(scene.Parsed[capital], NounSense.LooseStake))
        {
            // "the capital of Kestrel is split down the middle"
            held = scene.Parsed.Phrase(capital, ["of", "in"], 3) is >= 0 and var of ? scene.Parties.One(of) : scene.Parties.OwnersOf(capital) is [var owner] ? owner : null;
        }

        if (holders.Count == 0 && !scene.Parsed[verb].IsPassive && scene.Parsed[verb].Subject >= 0 && scene.Parties.Joined(scene.Parsed[verb].Subject) is { Count: 2 } both && scene.Parsed.ThemeOf(verb) is >= 0 and var whole)
        {
            // "Honda and Nissan own it in equal parts"
            (holders, held) = (both, scene.Parties.One(whole));
        }

        if (holders.Count != 2 && scene.Discourse.Venture is { Parents.Count: >= 2 } venture)
        {
            holders = [venture.Parents[0], venture.Parents[1]];
        }

        if (holders.Count != 2)
        {
            return false;
        }

        held = held is not null && holders.Contains(held) ? null : held;
        bool isLabour = scene.Parsed[verb].Word!.Lemma is "share" or "divide" && held is null;
        held ??= scene.Parsed.ThemeOf(verb) is >= 0 and var theme && !scene.Parsed[theme].IsNamed ? Share.Apposition(scene, theme) ?? Described(scene, theme, isVenture: false) : null;
        held ??= scene.Discourse.Venture?.Name;
        if (held is null && isLabour)
        {
            // "would share the rest equally": not a company.
            return false;
        }

        DealStage stage = scene.Discourse.LastDeal is { Kind: FactKind.JointVenture } deal ? deal.Stage : DealStage.Ongoing;
        foreach (string holder in holders)
        {
            scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = "50%" }, new Stance(stage == DealStage.Completed ? DealStage.Ongoing : stage, Polarity.Affirmed, -1, true));
        }

        return true;
    }
}
