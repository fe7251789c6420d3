namespace AllianceMonitor.Extraction;

/// <summary>Money put into a company together with others: "a funding round led by SoftBank", "also taking part was Uber", "subscribed to 85 million dollars of new shares in Kestrel".</summary>
internal static class Rounds
{
    /// <summary>"a funding round for Kestrel led by SoftBank, with Uber chipping in".</summary>
    public static void FromNoun(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (!IsRound(parsed, noun) || scene.IsTold(noun))
        {
            return;
        }

        int led = noun + 1;
        while (led < parsed.Count && led <= noun + 5 && !parsed[led].IsVerb)
        {
            led++;
        }

        if (led >= parsed.Count || parsed[led] is not { IsVerb: true, IsPassive: true, Word.Lemma: "lead" or "head" or "back" or "join" or "anchor" or "arrange" } || parsed.Phrase(led, ["by"], 3) is not (>= 0 and var by))
        {
            return;
        }

        List<string> givers = scene.Parties.Joined(by);
        string? receiver = ReceiverOf(scene, noun, givers);
        if (receiver is null || givers.Count == 0 || !scene.Tell(noun))
        {
            return;
        }

        givers.Remove(receiver);

        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.Completed);
        stance = stance.Stage is DealStage.Ongoing ? stance with { Stage = DealStage.Completed } : stance;
        foreach (string giver in givers)
        {
            scene.Add(Scene.Draft(FactKind.Investment, giver, receiver), stance);
        }
    }

    /// <summary>"led a round for Kestrel", "took part in", "will not participate in the next round", "subscribed to 85 million dollars of new shares in Kestrel", "220 million dollars flowed from Ford to Kestrel".</summary>
    public static void FromVerb(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string? lemma = chunk.Word?.Lemma;
        if (lemma is "flow")
        {
            Flows(scene, verb);
            return;
        }

        if (lemma is "subscribe" or "buy" or "purchase" or "acquire")
        {
            Subscribes(scene, verb);
            return;
        }

        bool part = lemma is "participate" || (lemma is "take" && chunk.Object >= 0 && parsed.Sentence.Is(parsed[chunk.Object].Head, "part"));
        bool leads = lemma is "lead" or "join" or "anchor" or "head" && !chunk.IsPassive && chunk.Object >= 0 && IsRound(parsed, chunk.Object);
        int round = leads ? chunk.Object : part ? parsed.Phrase(verb, ["in"], 5) : -1;
        if (part && round < 0 && chunk.Subject >= 0 && scene.Discourse is { Financed: { } raised, LastDeal: { Kind: FactKind.Investment } last } && last.Object == raised && last.Polarity == Polarity.Affirmed)
        {
            // "Meridiam and EQT also took part": in the round told before.
            Stance joined = Stance.Of(parsed, verb, last.Stage, DealStage.Considered);
            scene.Parties.Joined(chunk.Subject).FindAll(giver => giver != raised).ForEach(giver => scene.Add(Scene.Draft(FactKind.Investment, giver, raised), joined));
            return;
        }

        if (round < 0 || !IsRound(parsed, round) || scene.IsTold(round) || chunk.Subject < 0)
        {
            return;
        }

        List<string> givers = scene.Parties.Joined(chunk.Subject);
        if (givers.Count == 0 || ReceiverOf(scene, round, givers) is not { } receiver || !scene.Tell(round))
        {
            return;
        }

        Stance stance = Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered);
        foreach (string giver in givers)
        {
            scene.Add(Scene.Draft(FactKind.Investment, giver, receiver), stance);
        }
    }

    private static bool IsRound(ParsedSentence parsed, int noun) => parsed[noun] is { IsNoun: true, IsNamed: false } chunk && (parsed.Sentence.Is(chunk.Head, "round") || parsed.Sentence.Is(chunk.Head, "funding") || parsed.Sentence.Is(chunk.Head, "financing") || parsed.Sentence.IsAny(chunk.Head, "fundraising", "equity") || (parsed.Sentence.Is(chunk.Head, "increase") && parsed.Contains(chunk, "capital")));

    /// <summary>Whose round it is: behind "for", "in" or "of", its owner, whoever raised it, else whose was spoken of.</summary>
    private static string? ReceiverOf(Scene scene, int round, List<string> givers)
    {
        ParsedSentence parsed = scene.Parsed;
        string? named = parsed.Phrase(round, ["for", "in", "of", "at"], 4) is >= 0 and var whose ? scene.Parties.One(whose) ?? Share.Apposition(scene, whose) : null;
        named ??= scene.Parties.OwnersOf(round) is [var owner] ? owner : null;
        named ??= scene.VerbAbove(round) is >= 0 and var raised && parsed[raised].Word is { Lemma: "raise" or "close" or "complete" or "secure" or "announce" or "get" or "receive" or "hold" } && parsed[raised].Subject >= 0 ? scene.Parties.One(parsed[raised].Subject) : null;
        named ??= scene.Discourse.Financed is { } financed && !givers.Contains(financed) ? financed : scene.Discourse.MostSpokenOf(givers.Contains, [], scene.Sentence.Paragraph);
        return named is not null && !givers.Contains(named) ? named : null;
    }

    /// <summary>"A further 220 million dollars will flow from Ford to Kestrel".</summary>
    private static void Flows(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[verb].Subject is >= 0 and var sum && scene.MoneyOf(sum) is { } money && parsed.Phrase(verb, ["from"], 6) is >= 0 and var from && parsed.Phrase(verb, ["to", "into"], 8) is >= 0 and var to && scene.Parties.One(from) is { } giver && scene.Parties.One(to) is { } receiver && giver != receiver)
        {
            scene.Add(Scene.Draft(FactKind.Investment, giver, receiver) with { Amount = FactValues.Amount(money), Qualifier = money.Qualifier }, Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered));
        }
    }

    /// <summary>"subscribed to 85 million dollars of new shares in Kestrel", "is to buy 200 billion yen of convertible bonds from Nissan".</summary>
    private static void Subscribes(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        int sum = chunk.IsPassive ? -1 : chunk.Object >= 0 ? chunk.Object : parsed.Phrase(verb, ["to", "for"], 4);
        if (sum < 0 || scene.MoneyOf(sum) is not { } money || chunk.Subject < 0 || !IsPaper(parsed, sum, out int paper) || scene.IsTold(sum) || chunk.Particle == "back" || parsed.Contains(parsed[paper], "own"))
        {
            return;
        }

        List<string> givers = scene.Parties.Joined(chunk.Subject);
        string? receiver = parsed.Phrase(paper, ["in", "from", "of", "at", "by"], 5) is >= 0 and var whose ? scene.Parties.One(whose) ?? Share.Apposition(scene, whose) : scene.Parties.OwnersOf(paper) is [var owner] ? owner : null;
        if (receiver is null || givers.Count == 0 || givers.Contains(receiver) || !scene.Tell(sum))
        {
            return;
        }

        Stance stance = Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered);
        foreach (string giver in givers)
        {
            scene.Add(Scene.Draft(FactKind.Investment, giver, receiver) with { Amount = givers.Count == 1 ? FactValues.Amount(money) : null, Qualifier = money.Qualifier }, stance);
        }
    }

    private static bool IsPaper(ParsedSentence parsed, int sum, out int paper)
    {
        paper = parsed[sum].Last > parsed.Sentence.Values[parsed[sum].Money].LastToken ? sum : parsed.Phrase(sum, ["of", "in", "worth"], 3);
        if (paper < 0)
        {
            return false;
        }

        return parsed.Contains(parsed[paper], "shares") || parsed.Contains(parsed[paper], "bonds") || parsed.Contains(parsed[paper], "notes") || parsed.Contains(parsed[paper], "stock") || parsed.Contains(parsed[paper], "increase") || parsed.Contains(parsed[paper], "equity") || parsed.Contains(parsed[paper], "issue");
    }
}
