namespace AllianceMonitor.Extraction;

/// <summary>Takeovers, purchases, bids and control, told by a noun.</summary>
internal static partial class NounDeals
{
    private static void Acquisition(Scene scene, int noun, int token)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        bool bid = parsed.Sentence.IsAny(chunk.Head, "proposal", "proposals", "overture", "overtures") || parsed.Sentence.Is(token, "bid") || parsed.Sentence.Is(token, "offer") || parsed.Sentence.Is(token, "bids") || parsed.Sentence.Is(token, "offers");
        bool approach = parsed.Sentence.Is(token, "approach") || parsed.Sentence.Is(token, "approaches");
        bool person = parsed.Sentence.Is(token, "buyer") || parsed.Sentence.Is(token, "suitor") || parsed.Sentence.Is(token, "bidder") || parsed.Sentence.Is(token, "acquirer");
        bool control = parsed.Sentence.Is(token, "control");
        if (control && !(scene.VerbAbove(noun) is >= 0 and var seizes && parsed[seizes].Object == noun && parsed[seizes].Word is { Lemma: "take" or "gain" or "seize" or "get" or "acquire" or "assume" or "win" or "secure" or "seek" or "buy" }))
        {
            return;
        }

        if (bid && OffersToDo(parsed, noun))
        {
            return;
        }

        if (!control && parsed.Sentence.IsAny(chunk.First - 1, "not", "than") && parsed.Phrase(noun, ["of", "for", "by"], 4) < 0 && Contrasted(scene, noun))
        {
            return;
        }

        int of = parsed.Phrase(noun, ["of", "for"], 8);
        of = of >= 0 && parsed[of].Money >= 0 && scene.Parties.Behind(noun, ["for", "of"], 10) is >= 0 and var priced ? priced : of;
        if (of >= 0 && Share.Of(scene, of, isOwned: true) is not null && scene.Parties.One(of) is null)
        {
            return;
        }

        if (of < 0 && parsed.Phrase(noun, ["in"], 4) >= 0 && ParsedSentence.AnyMeans(chunk, NounSense.Stake))
        {
            return;
        }

        string? target = of >= 0 && !parsed[of].IsPossessive && scene.Parties.Of(of) is [var one] ? one : null;
        // "an offer from Nemak"; but "the purchase of Jaguar from Ford".
        int by = bid || approach ? parsed.Phrase(noun, ["by", "from"], 7) : parsed.Phrase(noun, ["by"], 7);
        if (approach && by < 0 && !parsed.Contains(chunk, "takeover"))
        {
            // "its approach to software"
            return;
        }

        List<string> buyers = by >= 0 ? scene.Parties.Joined(by) : [];
        string[] owners = scene.Parties.OwnersOf(noun);
        if (buyers.Count == 0 && owners.Length > 0 && target is not null)
        {
            buyers = [.. owners];
        }

        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.Considered, token);
        if (target is null && of < 0 && buyers.Count > 0 && by >= 0 && scene.VerbAbove(noun) is >= 0 and var meets && parsed[meets] is { IsPassive: false, Subject: >= 0 } && scene.Parties.One(parsed[meets].Subject) is { } wooed && !buyers.Contains(wooed))
        {
            // "received a takeover offer from Toyota", "ruled out a takeover by Honda"
            target = wooed;
        }

        if (target is null && of < 0 && owners is [var taken] && !buyers.Contains(taken) && parsed.Phrase(noun, ["by"], 7) is >= 0 and var taker && taker == by && buyers.Count > 0)
        {
            // "Exedy's takeover by Aisin", "approved its takeover by"
            target = taken;
        }

        if (bid && stance is { Stage: DealStage.Completed, Polarity: Polarity.Affirmed } && scene.VerbAbove(noun) is >= 0 and var makes && parsed[makes].Word is { Lemma: "launch" or "make" or "mount" or "submit" or "table" or "lodge" })
        {
            // Whoever launches a bid has not bought.
            stance = stance with { Stage = DealStage.Considered };
        }

        if (target is null)
        {
            // "rejected the bid", "is considering an offer": for what was to be bought before.
            bool definite = parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Is(chunk.First, "that") || owners.Length > 0;
            Fact? known = scene.Discourse.LastDeal is { Kind: FactKind.Acquisition or FactKind.Stake, Object: not null } last ? last : scene.Discourse.LastAcquisition;
            target = of < 0 && (stance.IsTold || stance.Polarity != Polarity.Affirmed || buyers.Count > 0) ? known?.Object : null;
            buyers = buyers.Count > 0 ? buyers : owners.Length > 0 ? [.. owners] : definite && known is { Kind: FactKind.Acquisition, Subject: { } buyer } ? [buyer] : buyers;
        }

        if (buyers.Count == 0 && target is not null)
        {
            buyers = scene.ActorsAbove(noun);
        }

        buyers.Remove(target ?? "");
        if (target is null || buyers.Count == 0 || (!stance.IsTold && stance.Polarity == Polarity.Affirmed && !bid && !control && by < 0 && owners.Length == 0) || !scene.Tell(noun))
        {
            return;
        }

        ArticleValue? money = scene.MoneyOf(noun) ?? scene.MoneyAfter(noun);
        foreach (string party in buyers)
        {
            scene.Add(control ? Scene.Draft(FactKind.Stake, party, target) with { After = "controlling" } : Scene.Draft(FactKind.Acquisition, party, target) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier }, stance);
        }
    }

    /// <summary>"its goal is cooperation rather than an acquisition", "cooperation, not a takeover, is the aim": he denies that he would buy whom the text speaks of.</summary>
    private static bool Contrasted(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        string? buyer = null;
        for (int k = 0; k < parsed.Count && buyer is null; k++)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: false } && parsed.Sentence.IsAny(parsed[k].Head, "goal", "aim", "purpose", "intention", "objective", "interest") && scene.Parties.OwnersOf(k) is [var owner])
            {
                buyer = owner;
            }
        }

        buyer ??= Attribution.SpeakerOf(parsed, noun) is >= 0 and var speaker ? scene.Parties.First(speaker) ?? scene.Parties.OwnersOf(speaker).FirstOrDefault() : null;
        string? target = scene.Discourse.LastDeal is { Kind: FactKind.Acquisition or FactKind.Stake, Object: { } held } ? held : buyer is null ? null : scene.Discourse.TopicBut([buyer]);
        if (buyer is null || target is null || buyer == target || !scene.Tell(noun))
        {
            return false;
        }

        scene.Add(Scene.Draft(FactKind.Acquisition, buyer, target), new Stance(DealStage.Considered, Polarity.Denied, -1, true));
        return true;
    }

    /// <summary>"an offer by Volvo to build cabins": to buy nobody.</summary>
    private static bool OffersToDo(ParsedSentence parsed, int noun)
    {
        for (int k = noun + 1; k < parsed.Count; k++)
        {
            if (parsed[k] is { IsVerb: true, Shape: VerbShape.Infinitive, Word: not null } verb && verb.Governor == noun)
            {
                return verb.Word.Lemma is not ("buy" or "acquire" or "purchase" or "take" or "absorb" or "snap");
            }
        }

        return false;
    }
}
