namespace AllianceMonitor.Extraction;

/// <summary>Who puts how much money into whom.</summary>
internal static partial class VerbDeals
{
    private static bool Investment(Scene scene, int verb, int theme, Frame frame, int agent)
    {
        Chunk chunk = scene.Parsed[verb];
        if (frame.Theme == Theme.Company)
        {
            return Finances(scene, verb, theme);
        }

        if (frame.Theme == Theme.Money && theme > verb && theme + 1 < scene.Parsed.Count && scene.Parsed[theme + 1] is { IsNoun: true, Money: >= 0 } && scene.Parties.One(theme) is { } given && scene.Parsed.AgentOf(verb) is >= 0 and var giving && scene.Parties.Joined(giving) is { Count: > 0 } donors && !donors.Contains(given))
        {
            // "had lent it 300 million dollars"
            ArticleValue? sum = scene.MoneyOf(theme + 1);
            donors.ForEach(donor => scene.Add(Scene.Draft(FactKind.Investment, donor, given) with { Amount = FactValues.Amount(sum), Qualifier = sum?.Qualifier }, Stance.Of(scene.Parsed, verb, frame.Past, DealStage.Considered)));
            return true;
        }

        ArticleValue? money = theme >= 0 ? scene.MoneyOf(theme) : null;
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
        int into = scene.Parsed.Phrase(theme >= 0 && theme > verb ? theme : verb, frame.Theme == Theme.Any ? ["in", "into"] : chunk.Word.Lemma is "contribute" or "commit" or "provide" or "lend" or "pledge" or "allocate" or "earmark" ? ["into", "to", "in", "for"] : ["into", "in"], 8);
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

        int giver = agent >= 0 ? agent : scene.Parsed.AgentOf(verb);
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

        return givers.Count > 0;
    }

    /// <summary>"Renault will finance Ampere", "a company funded by Minth".</summary>
    private static bool Finances(Scene scene, int verb, int theme)
    {
        int agent = scene.Parsed.AgentOf(verb);
        if (theme < 0 || agent < 0 || scene.Parsed[theme].IsPossessive || (scene.Parties.One(theme) ?? Share.Apposition(scene, theme)) is not { } receiver || scene.Parties.One(agent) is not { } giver || giver == receiver)
        {
            return false;
        }

        ArticleValue? money = scene.MoneyAfter(verb);
        scene.Add(Scene.Draft(FactKind.Investment, giver, receiver) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier }, Stance.Of(scene.Parsed, verb, scene.Parsed[verb].Shape == VerbShape.Reduced ? DealStage.Ongoing : DealStage.Completed, DealStage.Considered));
        return true;
    }

    /// <summary>"Verkor raised 250 million euros from Renault and others": whoever gives stands behind "from".</summary>
    private static bool Raised(Scene scene, int verb, int theme, ArticleValue? money)
    {
        int agent = scene.Parsed.AgentOf(verb);
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
