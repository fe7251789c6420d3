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
        if (chunk.IsNamed || chunk.IsTime || scene.IsTold(noun) || !(ParsedSentence.AnyMeans(chunk, AnyDeal) || IsJointWork(scene.Parsed, chunk) || Ventures.IsPlant(scene.Parsed, noun)))
        {
            return;
        }

        if ((scene.Parsed.Contains(chunk, "joint") || scene.Parsed.Contains(chunk, "common") || scene.Parsed.Contains(chunk, "jointly") || scene.Parsed.Contains(chunk, "50-50")) && chunk.Word is { } company && (company.Means(NounSense.Company | NounSense.Unit) || Ventures.IsPlant(scene.Parsed, noun)) && !company.Is(WordClass.Plural))
        {
            // "a joint company", "a joint subsidiary"
            Combination(scene, noun, chunk.Head, FactKind.JointVenture);
            return;
        }

        if (chunk.Word is { } firm && (firm.Means(NounSense.Company | NounSense.Unit) || Ventures.IsPlant(scene.Parsed, noun)) && !firm.Is(WordClass.Plural) && IsShared(scene, noun))
        {
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

    /// <summary>"Haldern, the cell factory of Magna and Denso", "are dissolving Haldern, their hydrogen company": what stands beside a name and is of two.</summary>
    private static bool IsShared(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        int start = Clauses.StartOf(parsed.Chunks, noun);
        bool beside = start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNamed && scene.Parties.One(start - 2) is not null;
        return beside && (scene.Parties.OwnersOf(noun).Length == 2 || (parsed.IsPreposition(noun + 1, "of") && parsed.NounAfter(noun + 1) is >= 0 and var of && scene.Parties.Joined(of).Count == 2));
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
        suppliers = suppliers.Count == 0 && customers.Count > 0 && Attribution.SpeakerOf(parsed, noun) is >= 0 and var speaker ? [.. scene.Parties.Joined(speaker).Except(customers)] : suppliers;
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

        (string Left, string Right)? both = suppliers.Count == 0 && customers.Count == 2 && parsed.Phrase(noun, ["between"], 4) >= 0 ? (customers[0], customers[1]) : suppliers.Count == 2 && customers.Count == 0 && by < 0 && parsed[noun].Word is { } agreed && agreed.Means(NounSense.Contract) ? (suppliers[0], suppliers[1]) : null;
        if (both is var (left, right) && (suppliers.Count == 0 || scene.Discourse.IsCarmaker(left) != scene.Discourse.IsCarmaker(right)))
        {
            // "a battery supply contract between LG and Ford", "Ford and LG signed a supply deal": the carmaker is supplied.
            bool isLeft = scene.Discourse.IsCarmaker(left) && !scene.Discourse.IsCarmaker(right);
            (suppliers, customers) = ([isLeft ? right : left], [isLeft ? left : right]);
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

        if (noun + 1 < parsed.Count && parsed[noun + 1] is { IsVerb: true, Shape: VerbShape.Infinitive, Word.Lemma: "invest" } && scene.Facts.Exists(fact => fact.Kind == FactKind.Investment))
        {
            // "its commitment to invest": the verb has told it.
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

        bool isReceived = false;
        if (receiver is null && by >= 0 && givers.Count > 0 && scene.VerbAbove(noun) is >= 0 and var gets && parsed[gets] is { IsPassive: false, Subject: >= 0, Word.Lemma: "receive" or "get" or "obtain" or "secure" or "win" or "land" or "attract" or "draw" or "accept" or "raise" or "await" or "need" })
        {
            // "received an injection of 40 million euros from Bosch"
            receiver = scene.Parties.One(parsed[gets].Subject);
            isReceived = parsed[gets] is { Shape: VerbShape.Finite, Modality: Modality.None, IsPast: true };
        }

        ArticleValue? money = scene.MoneyOf(noun) ?? (parsed.IsPreposition(noun + 1, "of") ? scene.MoneyAfter(noun) : null);
        isReceived |= scene.VerbAbove(noun) is >= 0 and var makes && parsed[makes] is { Shape: VerbShape.Finite, Modality: Modality.None, IsPast: true, IsPassive: false, Word.Lemma: "make" or "give" or "provide" or "award" or "pay" or "hand" or "extend" or "write" or "grant" or "lead" } && parsed[makes].Object == noun;
        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, isReceived ? DealStage.Completed : DealStage.Considered, token);
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

        if (givers.Count == 0 && receiver is not null && money is not null && scene.VerbAbove(noun) is >= 0 and var gives && parsed[gives].Object == noun && scene.Parties.PersonOrState(parsed[gives].Subject) is { } state)
        {
            // "Norway adds a grant of 9 million dollars"
            givers = [state];
        }

        if (givers.Count == 0 && receiver is not null && money is not null && scene.OtherThan([receiver], noun) is { } spoken)
        {
            givers = [spoken];
        }

        givers.Remove(receiver ?? "");
        string? share = money is null && parsed.Phrase(noun, ["of"], 3) is >= 0 and var part ? scene.PercentOf(part) : null;
        if (receiver is null || givers.Count == 0 || (money is null && share is null && !stance.IsTold && stance.Polarity == Polarity.Affirmed) || !scene.Tell(noun))
        {
            return;
        }

        foreach (string party in givers)
        {
            // "an investment of up to 5% in Daimler"
            scene.Add(share is null ? Scene.Draft(FactKind.Investment, party, receiver) with { Amount = FactValues.Amount(money), Qualifier = money?.Qualifier } : Scene.Draft(FactKind.Stake, party, receiver) with { After = share }, stance);
        }
    }
}
