namespace AllianceMonitor.Extraction;

/// <summary>Deals that a noun names: venture, partnership, merger, takeover, investment. Who is in them stands around the noun or above it.</summary>
internal static partial class NounDeals
{
    private static readonly (NounSense Sense, FactKind Kind)[] Kinds =
    [
        (NounSense.Venture, FactKind.JointVenture),
        (NounSense.Merger, FactKind.Merger),
        (NounSense.Partnership, FactKind.Partnership),
        (NounSense.Takeover, FactKind.Acquisition),
        (NounSense.Investment, FactKind.Investment),
        (NounSense.Supply, FactKind.Supply),
        (NounSense.LoosePartnership, FactKind.Partnership),
        (NounSense.Talk, FactKind.Partnership),
    ];

    private const NounSense AnyDeal = NounSense.Venture | NounSense.Merger | NounSense.Partnership | NounSense.Takeover | NounSense.Investment | NounSense.Supply | NounSense.LoosePartnership | NounSense.Talk | NounSense.Company | NounSense.Unit;

    public static void Read(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        if (chunk.IsNamed || chunk.IsTime || scene.IsTold(noun) || !(ParsedSentence.AnyMeans(chunk, AnyDeal) || IsJointWork(scene.Parsed, chunk)))
        {
            return;
        }

        if ((scene.Parsed.Contains(chunk, "joint") || scene.Parsed.Contains(chunk, "jointly") || scene.Parsed.Contains(chunk, "50-50")) && chunk.Word is { } company && company.Means(NounSense.Company | NounSense.Unit) && !company.Is(WordClass.Plural))
        {
            // "a joint company", "a joint subsidiary"
            Combination(scene, noun, chunk.Head, FactKind.JointVenture);
            return;
        }

        if (IsJointWork(scene.Parsed, chunk))
        {
            Partnership(scene, noun, chunk.Head, isLoose: false);
            return;
        }

        foreach ((NounSense sense, FactKind kind) in Kinds)
        {
            int token = TokenOf(scene.Parsed, chunk, sense);
            if (token < 0)
            {
                continue;
            }

            switch (kind)
            {
                case FactKind.Acquisition:
                    Acquisition(scene, noun, token);
                    break;
                case FactKind.Investment:
                    Investment(scene, noun, token);
                    break;
                case FactKind.Supply:
                    Supply(scene, noun, token);
                    break;
                case FactKind.Partnership when sense == NounSense.Talk || scene.Sentence.Tokens[token].Means(NounSense.Talk):
                    Talks(scene, noun);
                    break;
                case FactKind.Partnership when sense == NounSense.LoosePartnership:
                    Partnership(scene, noun, token, isLoose: true);
                    break;
                case FactKind.Partnership:
                    Partnership(scene, noun, token, isLoose: false);
                    break;
                default:
                    Combination(scene, noun, token, kind);
                    break;
            }

            return;
        }
    }

    /// <summary>The word of that sense in a phrase: its head, or what stands in front of a head such as "talks" or "agreement".</summary>
    private static int TokenOf(ParsedSentence parsed, Chunk chunk, NounSense sense)
    {
        if (chunk.Word is { } whole && whole.Means(sense) && !parsed.Sentence.Tokens[chunk.Head].Means(sense))
        {
            // "tie-up"
            return chunk.Head;
        }

        for (int i = chunk.Last; i >= chunk.First; i--)
        {
            Token token = parsed.Sentence.Tokens[i];
            if (!token.Means(sense))
            {
                continue;
            }

            bool modifier = i < chunk.Head;
            bool arrangement = chunk.Word is { } head && (head.Means(NounSense.Talk | NounSense.Contract | NounSense.Report | NounSense.LoosePartnership) || head.Outlook is Outlook.Considered or Outlook.InTalks or Outlook.Planned or Outlook.Agreed or Outlook.Ended);
            if (parsed.Contains(chunk, "equity") || parsed.Contains(chunk, "capital"))
            {
                return -1;
            }

            if (!modifier || (arrangement && sense != NounSense.LoosePartnership))
            {
                return i;
            }
        }

        return -1;
    }

    private static void Acquisition(Scene scene, int noun, int token)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        bool bid = parsed.Sentence.Is(token, "bid") || parsed.Sentence.Is(token, "offer") || parsed.Sentence.Is(token, "bids") || parsed.Sentence.Is(token, "offers");
        bool person = parsed.Sentence.Is(token, "buyer") || parsed.Sentence.Is(token, "suitor") || parsed.Sentence.Is(token, "bidder") || parsed.Sentence.Is(token, "acquirer");
        bool control = parsed.Sentence.Is(token, "control");
        if (control && !(scene.VerbAbove(noun) is >= 0 and var seizes && parsed[seizes].Object == noun && parsed[seizes].Word is { Lemma: "take" or "gain" or "seize" or "get" or "acquire" or "assume" or "win" or "secure" or "seek" or "buy" }))
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
        int by = bid ? parsed.Phrase(noun, ["by", "from"], 7) : parsed.Phrase(noun, ["by"], 7);
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
        if (target is null || buyers.Count == 0 || (!stance.IsTold && stance.Polarity == Polarity.Affirmed && !bid && by < 0 && owners.Length == 0) || !scene.Tell(noun))
        {
            return;
        }

        ArticleValue? money = scene.MoneyOf(noun) ?? scene.MoneyAfter(noun);
        foreach (string party in buyers)
        {
            scene.Add(control ? Scene.Draft(FactKind.Stake, party, target) with { After = "controlling" } : Scene.Draft(FactKind.Acquisition, party, target) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier }, stance);
        }
    }

    /// <summary>"the supply of cells to Nissan by X", "X signed a supply agreement with Y".</summary>
    private static void Supply(Scene scene, int noun, int token)
    {
        ParsedSentence parsed = scene.Parsed;
        int to = parsed.Phrase(noun, ["to"], 6);
        List<string> customers = to >= 0 ? scene.Parties.Joined(to) : [];
        if (customers.Count == 0)
        {
            customers = Partners(scene, noun, out _);
        }

        int by = parsed.Phrase(noun, ["by", "from"], 8);
        List<string> suppliers = by >= 0 ? scene.Parties.Joined(by) : [.. scene.Parties.OwnersOf(noun)];
        suppliers = suppliers.Count > 0 ? suppliers : scene.ActorsAbove(noun);
        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.Ongoing, token);
        if (parsed.Contains(parsed[noun], "mutual") && suppliers.Count == 0 && customers.Count == 0 && scene.Discourse.Group.Count == 2)
        {
            suppliers = [.. scene.Discourse.Group];
        }

        if (parsed.Contains(parsed[noun], "mutual") && suppliers.Concat(customers).Distinct().ToList() is [var one, var another])
        {
            // "agreed on the mutual supply of vehicles"
            scene.Tell(noun);
            scene.Add(Scene.Draft(FactKind.Supply, one, another), stance);
            scene.Add(Scene.Draft(FactKind.Supply, another, one), stance);
            return;
        }

        if (to < 0 && by < 0 && suppliers is [var buyer] && customers is [var seller] && scene.Discourse.IsCarmaker(buyer) && !scene.Discourse.IsCarmaker(seller))
        {
            // "Renault signed a supply agreement with STMicroelectronics": carmakers are supplied.
            (suppliers, customers) = ([seller], [buyer]);
        }

        if (suppliers.Count != 1 || customers.Count == 0 || customers.Contains(suppliers[0]) || scene.Facts.Exists(fact => fact.Kind == FactKind.Supply) || !scene.Tell(noun))
        {
            return;
        }

        foreach (string customer in customers)
        {
            scene.Add(Scene.Draft(FactKind.Supply, suppliers[0], customer), stance);
        }
    }

    private static void Investment(Scene scene, int noun, int token)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed.Sentence.Is(token, "investor") || parsed.Sentence.Is(token, "investors") || parsed.Sentence.Is(token, "backer") || parsed.Sentence.Is(token, "backers"))
        {
            return;
        }

        int into = parsed.Phrase(noun, ["in", "into", "to"], 8);
        string? receiver = into < 0 ? null : Share.Apposition(scene, into) ?? scene.Parties.First(into);
        int by = parsed.Phrase(noun, ["by", "from"], 8);
        List<string> givers = by >= 0 ? scene.Parties.Joined(by) : [];
        if (givers.Count == 0)
        {
            givers = [.. scene.Parties.OwnersOf(noun)];
        }

        if (givers.Count == 0)
        {
            givers = scene.ActorsAbove(noun);
        }

        ArticleValue? money = scene.MoneyOf(noun) ?? (parsed.IsPreposition(noun + 1, "of") ? scene.MoneyAfter(noun) : null);
        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.Considered, token);
        Chunk chunk = parsed[noun];
        if (receiver is null && scene.Discourse.LastDeal is { Kind: FactKind.Investment, Subject: { } giver } known && (parsed.Sentence.Is(chunk.First, "that") || parsed.Sentence.Is(chunk.First, "the")) && (stance.IsTold || stance.Polarity != Polarity.Affirmed))
        {
            (receiver, givers) = (known.Object, [giver]);
        }

        if (receiver is null && into < 0 && (stance.IsTold || money is not null))
        {
            // "is discussing a contribution of its own": to what the others put money into.
            receiver = scene.Discourse.LastDeal is { Kind: FactKind.Investment } other ? other.Object : scene.Discourse.Financed;
        }

        if (givers.Count == 0 && receiver is not null && money is not null && scene.OtherThan([receiver], noun) is { } spoken)
        {
            givers = [spoken];
        }

        givers.Remove(receiver ?? "");
        if (receiver is null || givers.Count == 0 || (money is null && !stance.IsTold && stance.Polarity == Polarity.Affirmed) || !scene.Tell(noun))
        {
            return;
        }

        foreach (string party in givers)
        {
            scene.Add(Scene.Draft(FactKind.Investment, party, receiver) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier }, stance);
        }
    }
}
