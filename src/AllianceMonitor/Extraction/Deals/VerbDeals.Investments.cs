namespace AllianceMonitor.Extraction;

/// <summary>Who puts how much money into whom.</summary>
internal static partial class VerbDeals
{
    private static bool Investment(Scene scene, int verb, int theme, Frame frame, int agent)
    {
        Chunk chunk = scene.Parsed[verb];
        if (chunk is { Word.Lemma: "give", Particle: not null })
        {
            // "gave up its commitment"
            return false;
        }

        if (frame.Theme == Theme.Company)
        {
            return Finances(scene, verb, theme);
        }

        if (frame.Theme == Theme.Money && theme > verb && SumGiven(scene.Parsed, chunk, theme) is >= 0 and var paid && scene.Parties.One(theme) is { } given && scene.Parsed.AgentOf(verb) is >= 0 and var giving && Givers(scene, giving) is { Count: > 0 } donors && !donors.Contains(given))
        {
            // "had lent it 300 million dollars", "will provide Verkor with 600 million euros in loans"
            ArticleValue? sum = scene.MoneyOf(paid) ?? scene.MoneyAfter(paid);
            donors.ForEach(donor => scene.Add(Scene.Draft(FactKind.Investment, donor, given) with { Amount = FactValues.Amount(sum), Qualifier = sum?.Qualifier }, Stance.Of(scene.Parsed, verb, frame.Past, DealStage.Considered)));
            return true;
        }

        ArticleValue? money = theme >= 0 ? scene.MoneyOf(theme) ?? (frame.Theme == Theme.Money && scene.Parsed.Sentence.IsAny(scene.Parsed[theme].Head, Funds) && scene.Parsed.IsPreposition(theme + 1, "of") ? scene.MoneyOf(scene.Parsed.NounAfter(theme + 1)) : null) : null;
        bool hasMoney = money is not null || (theme >= 0 && scene.Parsed[theme].Word is { } word && IsMoneyWord(scene.Parsed, theme, word));
        if (frame.Subject == Slot.From)
        {
            return Raised(scene, verb, theme, money);
        }

        bool round = chunk.Word!.Lemma is "lead" or "join";
        if ((frame.Theme == Theme.Money && !hasMoney) || (round && (theme < 0 || !scene.Parsed.Sentence.Is(scene.Parsed[theme].Head, "round"))))
        {
            return false;
        }

        money = round ? null : money ?? (frame.Theme == Theme.Any ? scene.MoneyAfter(verb) : null);
        string[] leads = frame.Theme == Theme.Any ? ["in", "into"] : chunk.Word.Lemma is "contribute" or "commit" or "provide" or "lend" or "pledge" or "allocate" or "earmark" or "give" or "grant" or "extend" ? ["into", "to", "in", "for"] : ["into", "in"];
        int start = theme >= 0 && theme > verb ? theme : verb;
        int into = scene.Parsed.Phrase(start, leads, 8);
        if (into >= 0 && frame.Theme == Theme.Money && scene.Parties.Of(into).Length == 0 && scene.Parsed.Sentence.IsAny(scene.Parsed[into].Head, Funds))
        {
            // "600 million euros in loans to Verkor"
            into = scene.Parties.Behind(into, leads, 5);
        }

        for (int k = verb + 1; k < into; k++)
        {
            if (scene.Parsed[k].IsNoun && ParsedSentence.AnyMeans(scene.Parsed[k], NounSense.Stake))
            {
                // "will pay 2.5 billion euros for a stake in Rivian"
                return false;
            }
        }

        string? receiver = into < 0 ? null : Share.Apposition(scene, into) ?? scene.Parties.First(into);
        receiver ??= StakeDeals.InWhich(scene, chunk);
        if (receiver is null && into < 0 && frame.Theme == Theme.Money && (scene.Discourse.LastDeal is { Kind: FactKind.Investment } invested ? invested.Object : scene.Discourse.Financed) is { } before && scene.Parsed[verb].Word!.Lemma is "contribute" or "invest" or "provide" or "put" or "commit" or "inject")
        {
            receiver = before;
        }

        if (receiver is null && into < 0 && money is not null && scene.Facts.LastOrDefault() is { Kind: FactKind.Stake, Object: { } heldToo, Polarity: Polarity.Affirmed })
        {
            // "each own 45% of Flexis, and each will invest 300 million euros"
            receiver = heldToo;
        }

        bool lemmaInvests = chunk.Word.Lemma is "invest" or "inject";
        int giver = agent >= 0 ? agent : Released(scene, verb) is >= 0 and var released ? released : scene.Parsed.AgentOf(verb);
        List<string> givers = giver >= 0 ? scene.Parties.Joined(giver) : [];
        if (givers.Count == 0 && money is not null && scene.Parties.PersonOrState(giver) is { } state)
        {
            givers = [state];
        }

        if (receiver is null && into >= 0 && givers.Count > 0)
        {
            // "in its partner's new plant", "into the start-up": the owner, or whom the text speaks of.
            bool owned = scene.Parsed.Sentence.Is(scene.Parsed[into].First, "its");
            receiver = scene.Parties.OwnersOf(into).FirstOrDefault(owner => !givers.Contains(owner)) ?? (owned ? scene.OtherThan(givers, verb) : null)
                ?? (ParsedSentence.AnyMeans(scene.Parsed[into], NounSense.Company | NounSense.Unit | NounSense.Venture) || scene.Sentence.Is(scene.Parsed[into].First, "that") ? scene.Discourse.LastDeal?.Object ?? scene.OtherThan(givers, verb) : null);
        }

        if (givers.Count == 0 && receiver is not null && money is not null && scene.Parsed[verb].IsPassive && scene.OtherThan([receiver], verb) is { } spoken)
        {
            givers = [spoken];
        }

        if (receiver is null && into < 0 && money is not null && givers.Count > 0 && lemmaInvests && Attribution.SpeakerOf(scene.Parsed, verb) is >= 0 and var speaker && speaker < verb && scene.Parties.One(speaker) is { } speaks && !givers.Contains(speaks))
        {
            // "Rivian said Volkswagen would invest 1 billion dollars"
            receiver = speaks;
        }

        if (receiver is null || givers.Count == 0)
        {
            return false;
        }

        givers.Remove(receiver);
        Stance stance = Stance.Of(scene.Parsed, verb, frame.Past, DealStage.Considered);
        foreach (string party in givers)
        {
            scene.Add(Scene.Draft(FactKind.Investment, party, receiver) with { Amount = givers.Count == 1 ? FactValues.Amount(money) : null, Qualifier = givers.Count == 1 ? money?.Qualifier : null }, stance);
        }

        AlsoGives(scene, verb, into, receiver, stance);
        return givers.Count > 0;
    }

    private static readonly string[] Funds = ["loan", "loans", "grant", "grants", "subsidy", "subsidies", "financing", "funding", "capital", "equity", "support", "aid", "credit", "liquidity", "cash"];

    /// <summary>What somebody is given, if it is money: "lent it 300 million dollars", "granted Rivian a loan", "provide Polestar with financial support"; -1 otherwise, and where it pays for something.</summary>
    private static int SumGiven(ParsedSentence parsed, Chunk verb, int receiver)
    {
        bool with = parsed.IsPreposition(receiver + 1, "with");
        int sum = with ? parsed.NounAfter(receiver + 1) : receiver + 1;
        if (verb.Word!.Lemma is "pay" or "spend" or "add" or "throw" or "put" || sum < 0 || sum >= parsed.Count || !parsed[sum].IsNoun || (with && verb.Word.Lemma is not "provide"))
        {
            return -1;
        }

        bool funds = parsed.Sentence.IsAny(parsed[sum].Head, Funds) && (!parsed.Sentence.Is(parsed[sum].Head, "support") || parsed.Contains(parsed[sum], "financial"));
        bool gives = verb.Word.Lemma is "give" or "extend";
        return (!gives && (parsed[sum].Money >= 0 || funds)) || (parsed[sum].Money >= 0 && parsed.Phrase(sum, ["in", "of"], 3) is >= 0 and var kind && parsed.Sentence.IsAny(parsed[kind].Head, Funds)) ? sum : -1;
    }

    private static List<string> Givers(Scene scene, int giving) =>
        scene.Parties.Joined(giving) is { Count: > 0 } companies ? companies : scene.Parties.PersonOrState(giving) is { } state ? [state] : [];

    /// <summary>"released Nissan from its commitment to invest": who is released would have given; -1 otherwise.</summary>
    private static int Released(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        return parsed[verb] is { Shape: VerbShape.Infinitive, Governor: >= 0 } invest && parsed[invest.Governor] is { IsNoun: true, Preposition: >= 0 } duty && parsed.IsPreposition(duty.Preposition, "from")
            && scene.VerbAbove(invest.Governor) is >= 0 and var frees && parsed[frees].Word is { Lemma: "release" or "free" or "relieve" or "excuse" or "absolve" } ? parsed.ThemeOf(frees) : -1;
    }

    /// <summary>"up to 600 million euros in Ampere, and Mitsubishi Motors 200 million": who else gives, the verb left out.</summary>
    private static void AlsoGives(Scene scene, int verb, int into, string receiver, Stance stance)
    {
        ParsedSentence parsed = scene.Parsed;
        int end = parsed.EndOfPhrases(Math.Max(verb, into));
        for (int k = Math.Max(verb, into) + 1; k + 2 < end; k++)
        {
            int sum = parsed[k + 2].Kind == ChunkKind.Other ? k + 3 : k + 2;
            if (parsed[k].Kind == ChunkKind.Conjunction && parsed[k + 1] is { IsNoun: true, IsPossessive: false } && sum < parsed.Count && scene.MoneyOf(sum) is { } money && scene.Parties.One(k + 1) is { } other && other != receiver)
            {
                scene.Add(Scene.Draft(FactKind.Investment, other, receiver) with { Amount = FactValues.Amount(money), Qualifier = money.Qualifier }, stance);
                return;
            }
        }
    }

    /// <summary>"Renault will finance Ampere", "a company funded by Minth".</summary>
    private static bool Finances(Scene scene, int verb, int theme)
    {
        int agent = scene.Parsed.AgentOf(verb);
        if (theme < 0 || agent < 0 || scene.Parsed[theme].IsPossessive || (scene.Parties.One(theme) ?? Share.Apposition(scene, theme)) is not { } receiver || scene.Parties.Joined(agent) is not { Count: > 0 } givers || givers.Contains(receiver))
        {
            return false;
        }

        // "is backed by Hyundai and Hitachi", "a company backed by": it stands.
        bool stands = scene.Parsed[verb] is { Shape: VerbShape.Reduced } or { IsPassive: true, IsPast: false, IsPerfect: false };
        ArticleValue? money = givers.Count == 1 ? scene.MoneyAfter(verb) : null;
        Stance stance = Stance.Of(scene.Parsed, verb, stands ? DealStage.Ongoing : DealStage.Completed, DealStage.Considered);
        givers.ForEach(giver => scene.Add(Scene.Draft(FactKind.Investment, giver, receiver) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier }, stance));
        return true;
    }

    /// <summary>"Verkor raised 250 million euros from Renault and others": whoever gives stands behind "from".</summary>
    private static bool Raised(Scene scene, int verb, int theme, ArticleValue? money)
    {
        int agent = scene.Parsed.AgentOf(verb);
        if (money is not null && scene.Parsed[verb].Word!.Lemma is "raise" or "secure" or "attract" && scene.Parties.One(agent) is { } raising)
        {
            // Who gives is told in the sentences that follow.
            scene.Discourse.Financed = raising;
        }

        if (money is null || agent < 0 || scene.Parsed.Phrase(theme, ["from"], 6) is not (>= 0 and var from) || (scene.Parties.One(agent) ?? scene.Parties.OwnersOf(agent).FirstOrDefault()) is not { } receiver || scene.Parties.Joined(from) is not { Count: > 0 } givers)
        {
            return false;
        }

        Stance stance = Stance.Of(scene.Parsed, verb, DealStage.Completed, DealStage.Considered);
        foreach (string giver in givers.Where(giver => giver != receiver))
        {
            scene.Add(Scene.Draft(FactKind.Investment, giver, receiver) with { Amount = givers.Count == 1 ? FactValues.Amount(money) : null, Qualifier = money.Qualifier }, stance);
        }

        return true;
    }

    private static bool IsMoneyWord(ParsedSentence parsed, int theme, Word word) => parsed.Contains(parsed[theme], "money") || parsed.Contains(parsed[theme], "funds") || parsed.Contains(parsed[theme], "cash") || parsed.Contains(parsed[theme], "capital") || word.Means(NounSense.None) && parsed.Contains(parsed[theme], "sum");
}
