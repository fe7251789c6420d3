namespace AllianceMonitor.Extraction;

/// <summary>Contracts and orders for goods: "won an order from Renault", "has awarded Northvolt a contract", "its order for cells with CATL".</summary>
internal static class SupplyContracts
{
    /// <summary>Verbs that give, win or lose a contract.</summary>
    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        if (frame.Subject == Slot.Agent && frame.Object == Slot.From)
        {
            // "won an order from Renault", "lost its contract with Renault"
            if (theme < 0 || !IsContract(parsed, theme))
            {
                return false;
            }

            List<string> customers = scene.Parties.Behind(theme, ["from", "with", "by"], 8) is >= 0 and var customer ? scene.Parties.Joined(customer) : parsed[theme].Possessor >= 0 ? [.. scene.Parties.OwnersOf(theme)] : [];
            List<string> suppliers = parsed.AgentOf(verb) is >= 0 and var winner ? scene.Parties.Joined(winner) : [];
            return suppliers.Count == 1 && Tell(scene, verb, theme, suppliers, customers, chunk.Word!.Lemma == "lose" ? DealStage.Ended : DealStage.Signed);
        }

        if (chunk.Object < 0 && !chunk.IsPassive)
        {
            return false;
        }

        if (chunk.IsPassive)
        {
            // "Northvolt has been awarded a contract by Scania", "the contract was awarded to Northvolt"
            int order = chunk.Object >= 0 && IsAward(parsed, chunk.Object, chunk) ? chunk.Object : chunk.Subject >= 0 && IsAward(parsed, chunk.Subject, chunk) ? chunk.Subject : -1;
            int awarded = order < 0 ? -1 : order == chunk.Object ? chunk.Subject : parsed.Phrase(verb, ["to"], 3);
            return order >= 0 && awarded >= 0 && Tell(scene, verb, order, scene.Parties.Joined(awarded), parsed.Phrase(verb, ["by"], 8) is >= 0 and var by ? scene.Parties.Joined(by) : Others(scene, awarded, verb), DealStage.Signed);
        }

        // "has awarded Northvolt a contract", "has awarded a contract for cells to Northvolt"
        bool straight = chunk.Object + 1 < parsed.Count && parsed[chunk.Object + 1].IsNoun && IsAward(parsed, chunk.Object + 1, chunk);
        int contract = straight ? chunk.Object + 1 : IsAward(parsed, chunk.Object, chunk) ? chunk.Object : -1;
        int receiver = straight ? chunk.Object : contract >= 0 ? parsed.Phrase(contract, ["to"], 7) : -1;
        return receiver >= 0 && chunk.Subject >= 0 && Tell(scene, verb, contract, scene.Parties.Joined(receiver), scene.Parties.Joined(chunk.Subject), DealStage.Signed);
    }

    /// <summary>"an order for 2,000 vans with Ford", "Scania's contract with Northvolt for cells": told by the noun, whatever becomes of it.</summary>
    public static void Read(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed || scene.IsTold(noun) || !IsContract(parsed, noun))
        {
            return;
        }

        bool order = parsed.Sentence.Is(chunk.Head, "order") || parsed.Sentence.Is(chunk.Head, "orders") || parsed.Contains(chunk, "purchase") || parsed.Contains(chunk, "offtake");
        if (order && parsed.IsPreposition(noun + 1, "for") && parsed.NounAfter(noun + 1) is >= 0 and var ordered && ParsedSentence.AnyMeans(parsed[ordered], NounSense.Goods) && !parsed[ordered].IsNamed && scene.Parties.Inside(ordered) is [var maker]
            && (scene.Parties.OwnersOf(noun) is { Length: > 0 } owner ? [.. owner] : scene.ActorsAbove(noun)) is [var orders] && orders != maker && scene.Tell(noun))
        {
            // "its orders for Svolt packs"
            SupplyDeals.Put(scene, [maker], [orders], Stance.Of(parsed, noun, DealStage.Completed, DealStage.Agreed, chunk.Head));
            return;
        }

        if (order && scene.VerbAbove(noun) is >= 0 and var placing && parsed[placing] is { Word.Lemma: "place", IsPassive: false } && parsed.Phrase(noun, ["for"], 3) >= 0 && parsed.Phrase(noun, ["with", "at", "from"], 8) < 0 && scene.ActorsAbove(noun) is { Count: > 0 } buyers && scene.MakerOtherThan(buyers) is { } known && scene.Tell(noun))
        {
            // "has placed an order for 2,600 vans": with whom the text speaks of.
            SupplyDeals.Put(scene, [known], buyers, Stance.Of(parsed, placing, DealStage.Agreed, DealStage.Considered));
            return;
        }

        if (parsed.Phrase(noun, ["with", "at", "from"], 8) is not (>= 0 and var other) || scene.Parties.Joined(other) is not { Count: > 0 } others)
        {
            return;
        }

        bool from = parsed.IsPreposition(parsed[other].Preposition, "from");
        bool goods = parsed.Phrase(noun, ["for"], 6) is >= 0 and var what && ParsedSentence.AnyMeans(parsed[what], NounSense.Goods);
        bool bare = (chunk.Senses & ~(NounSense.Contract | NounSense.LoosePartnership)) == 0 && parsed.Sentence.IsAny(chunk.Head, "contract", "contracts") && scene.VerbAbove(noun) is >= 0 and var has && parsed[has].Object == noun && parsed[has].Word is { Lemma: "have" or "win" or "sign" or "get" };
        bool ofGoods = ParsedSentence.AnyMeans(chunk, NounSense.Goods) && parsed.Sentence.Is(chunk.Head, "contract") && !parsed.Contains(chunk, "technology");
        if (!order && !goods && !ofGoods && !bare)
        {
            return;
        }

        List<string> own = [.. scene.Parties.OwnersOf(noun)];
        int above = scene.VerbAbove(noun);
        own = own.Count == 0 && above >= 0 && parsed[above].Object == noun && parsed.AgentOf(above) is >= 0 and var actor ? scene.Parties.Joined(actor) : own;
        own.RemoveAll(others.Contains);
        if (own.Count != 1 || (others.Count != 1 && !bare))
        {
            return;
        }

        bool places = above >= 0 && parsed[above].Word is { Lemma: "place" or "cancel" or "scrap" or "make" or "raise" or "double" or "cut" or "increase" or "reduce" or "postpone" or "withdraw" or "have" or "confirm" };
        bool ownBuys = order ? (places || !from) : scene.Discourse.IsCarmaker(own[0]) && !scene.Discourse.IsCarmaker(others[0]);
        bool ownSells = order ? from && !places : scene.Discourse.IsCarmaker(others[0]) && !scene.Discourse.IsCarmaker(own[0]);
        if (ownBuys == ownSells || !scene.Tell(noun))
        {
            return;
        }

        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, order && above >= 0 && parsed[above].Word is { Lemma: "place" or "make" } ? DealStage.Agreed : DealStage.Ongoing, chunk.Head);
        SupplyDeals.Put(scene, ownBuys ? others : own, ownBuys ? own : others, stance);
    }

    private static bool IsContract(ParsedSentence parsed, int noun) => parsed[noun].Word is { } word && word.Means(NounSense.Contract);

    /// <summary>A contract, or what it is for: "was awarded the cockpit computers of the next models".</summary>
    private static bool IsAward(ParsedSentence parsed, int noun, Chunk verb) => IsContract(parsed, noun) || (verb.Word!.Lemma == "award" && ParsedSentence.AnyMeans(parsed[noun], NounSense.Goods));

    private static List<string> Others(Scene scene, int party, int verb) =>
        scene.Parties.Joined(party) is { Count: > 0 } known && scene.OtherThan(known, verb) is { } other ? [other] : [];

    private static bool Tell(Scene scene, int verb, int contract, List<string> suppliers, List<string> customers, DealStage past)
    {
        bool order = scene.Parsed.Sentence.Is(scene.Parsed[contract].Head, "order");
        Stance stance = Stance.Of(scene.Parsed, verb, order && past == DealStage.Signed ? DealStage.Agreed : past, DealStage.Considered);
        return SupplyDeals.Put(scene, suppliers, customers, stance) && scene.Tell(contract);
    }
}
