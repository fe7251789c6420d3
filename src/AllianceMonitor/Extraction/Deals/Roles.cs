namespace AllianceMonitor.Extraction;

/// <summary>
/// What a company is to another: "Renault, the biggest shareholder of Nissan", "X became a customer of Y", "its suppliers include Z", "Nissan is
/// looking for a partner".
/// </summary>
internal static partial class Roles
{
    private const NounSense Any = NounSense.Holder | NounSense.Supplier | NounSense.Customer | NounSense.Partner;

    public static void Read(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed)
        {
            Called(scene, noun, chunk);
            return;
        }

        if (chunk.Word is not { } head)
        {
            return;
        }

        bool investor = parsed.Sentence.Is(chunk.Head, "investor") || parsed.Sentence.Is(chunk.Head, "investors") || parsed.Sentence.Is(chunk.Head, "backer") || parsed.Sentence.Is(chunk.Head, "backers");
        bool largest = investor && (parsed.Contains(chunk, "largest") || parsed.Contains(chunk, "biggest"));
        bool source = (parsed.Sentence.Is(chunk.Head, "source") || parsed.Sentence.Is(chunk.Head, "sources")) && parsed.IsPreposition(noun + 1, "of", "for") && parsed.NounAfter(noun + 1) is >= 0 and var goods && ParsedSentence.AnyMeans(parsed[goods], NounSense.Goods);
        bool builder = chunk.Preposition >= 0 && parsed.IsPreposition(chunk.Preposition, "as") && parsed.Sentence.IsAny(chunk.Head, "manufacturer", "builder", "maker", "producer", "assembler") && parsed.IsPreposition(noun + 1, "of", "for");
        if (!head.Means(Any) && !investor && !source && !builder)
        {
            return;
        }

        if (head.Means(NounSense.Partner))
        {
            SoughtPartner(scene, noun);
            Partners(scene, noun);
            return;
        }

        SoughtPartner(scene, noun);
        if (scene.IsTold(noun))
        {
            return;
        }

        bool holder = head.Means(NounSense.Holder) || largest;
        if (holder && JoinedAs(scene, noun))
        {
            return;
        }

        List<string> bearers = BearersOf(scene, noun, out int verb);
        investor &= !largest;
        (List<string> others, int of, string? percent) = OthersOf(scene, noun, holder);

        if ((holder || investor) && others.Count == 0 && verb >= 0 && StakeDeals.InWhich(scene, parsed[verb]) is { } within)
        {
            // "Mitsubishi Motors, in which Nissan is the top shareholder"
            others = [within];
        }

        if (holder && others.Count == 0 && bearers.Count == 1)
        {
            others = scene.Discourse.LastDeal is { Kind: FactKind.Investment, Object: { } funded } && funded != bearers[0] ? [funded] : scene.Discourse.HeldBy(bearers[0]) is { } held ? [held] : scene.Discourse.LastStake is { Object: { } last } && last != bearers[0] ? [last] : percent is not null && StakeDeals.HeldUnnamed(scene, bearers) is { } unnamed ? [unnamed] : others;
        }
        else if (!holder && !investor && others.Count == 0 && bearers.Count == 1 && verb >= 0 && of < 0)
        {
            // "Nissan remains a customer": of whom the sentence before spoke.
            string? told = scene.Discourse.LastDeal is { } deal ? deal.Kind == FactKind.Supply ? deal.Subject : deal.Object ?? scene.Discourse.Venture?.Name : null;
            others = told is not null && told != bearers[0] ? [told] : others;
        }

        if (head.Means(NounSense.Customer) && !head.Means(NounSense.Takeover) && others.Count == 0 && bearers.Count > 0 && of < 0 && !parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive) && chunk.Possessor < 0 && (verb >= 0 || head.Is(WordClass.Plural) || parsed.Sentence.Is(chunk.First, "the")) && scene.MakerOtherThan(bearers) is { } maker)
        {
            // "TSMC and Micron are customers", "The first customers are Peugeot and Opel"
            others = [maker];
        }

        others.RemoveAll(bearers.Contains);
        if (!holder && others.Count == 0 && verb >= 0 && (parsed[noun].Preposition >= 0 || parsed[verb].Word is { Lemma: "name" or "appoint" or "choose" }) && parsed.AgentOf(verb) is >= 0 and var picker)
        {
            others = scene.Parties.Joined(picker);
            others.RemoveAll(bearers.Contains);
        }

        if (bearers.Count == 0 || others.Count == 0)
        {
            return;
        }

        bool lost = verb < 0 && chunk.Governor is >= 0 and var governor && parsed[governor] is { IsVerb: true, Word.Lemma: "lose" or "drop" or "ditch" } loses && loses.Object == noun && loses.Modality == Modality.None;
        Stance stance = lost ? new Stance(DealStage.Ended, Polarity.Affirmed, -1, true) : verb >= 0 && parsed[verb].Word is { } verbWord
            ? Stance.Of(parsed, noun, DealStage.Completed, DealStage.Ongoing) is var told2 && verbWord.Lemma == "become" && parsed[verb].Shape == VerbShape.Finite && parsed[verb].Modality == Modality.None ? told2 with { Stage = DealStage.Completed } : verbWord.Lemma is "drop" or "lose" or "ditch" or "replace" && parsed[verb].Modality == Modality.None ? told2 with { Stage = DealStage.Ended } : Become(parsed, verb, noun)
            : Stance.Of(parsed, noun, DealStage.Ongoing, DealStage.Ongoing) with { Stage = DealStage.Ongoing };
        FactKind kind = holder ? FactKind.Stake : investor ? FactKind.Investment : FactKind.Supply;
        foreach (string bearer in bearers)
        {
            foreach (string other in others)
            {
                (string subject, string target) = head.Means(NounSense.Customer) && !head.Means(NounSense.Supplier) ? (other, bearer) : (bearer, other);
                if (scene.HasAffirmed(kind, subject, target))
                {
                    continue;
                }

                scene.Add(Scene.Draft(kind, subject, target) with { After = percent }, stance);
            }
        }
    }

    /// <summary>"joined Horse as a shareholder last December with 10 percent".</summary>
    private static bool JoinedAs(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        int company = parsed[noun].Preposition - 1;
        if (company < 1 || !parsed.IsPreposition(company + 1, "as") || parsed[company] is not { IsNoun: true, Governor: >= 0 and var verb } || parsed[verb] is not { IsVerb: true, Subject: >= 0 and var subject, Word.Lemma: "join" or "enter" } || scene.Parties.One(company) is not { } held)
        {
            return false;
        }

        int with = parsed.Phrase(noun, ["with"], 5);
        string? percent = with >= 0 ? scene.PercentOf(with) : null;
        if (percent is not null)
        {
            scene.Tell(with);
        }

        Stance stance = Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered);
        foreach (string holder in scene.Parties.Joined(subject).Where(holder => holder != held))
        {
            scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = percent }, stance);
        }

        return true;
    }

    /// <summary>Whose shareholder, customer, supplier: behind "of", "to", "in", or the owner; and how much: "owner of 20 percent of", "with 34 percent".</summary>
    private static (List<string> Others, int Of, string? Percent) OthersOf(Scene scene, int noun, bool isHolder)
    {
        ParsedSentence parsed = scene.Parsed;
        string? percent = null;
        if (isHolder && parsed.Phrase(noun, ["with"], 4) is >= 0 and var with && (percent = scene.PercentOf(with)) is not null)
        {
            scene.Tell(with);
        }

        int of = -1;
        int end = Math.Min(parsed.EndOfPhrases(noun), noun + 9);
        for (int k = noun + 1; k < end; k++)
        {
            bool leads = parsed.IsPreposition(k, "of", "in") || parsed.IsPreposition(k, "to", "for");
            if (!leads || parsed.NounAfter(k) is not (>= 0 and var other) || (parsed[k - 1].Kind == ChunkKind.Comma))
            {
                continue;
            }

            (of, percent) = (other, percent ?? (isHolder ? scene.PercentOf(other) : null));
            if (isHolder && scene.PercentOf(other) is not null)
            {
                scene.Tell(other);
            }

            if (scene.Parties.Joined(other) is { Count: > 0 } found)
            {
                return (found, of, percent);
            }

            if (!isHolder && parsed.IsPreposition(k, "of") && ParsedSentence.AnyMeans(parsed[other], NounSense.Goods) && parsed.Phrase(other, ["for", "to"], 4) is >= 0 and var used && scene.Parties.Joined(used) is { Count: > 0 } users)
            {
                // "the provider of cells for Nissan"
                return (users, of, percent);
            }

            if (scene.Parties.OwnersOf(other) is { Length: > 0 } owners && parsed[other].Word is { } place && !place.Means(NounSense.Company | NounSense.Unit))
            {
                // "a supplier to Tesla's works"
                return ([.. owners], of, percent);
            }
        }

        return ([.. scene.Parties.OwnersOf(noun)], of, percent);
    }

    /// <summary>"Renault's supplier Valeo", "its biggest shareholder Renault": the role stands in front of the name.</summary>
    private static void Called(Scene scene, int noun, Chunk chunk)
    {
        if (scene.Parties.OwnersOf(noun).Length == 0 && ParsedSentence.AnyMeans(chunk, NounSense.Holder) && IsFirst(scene.Parsed, chunk) && scene.Parties.One(noun) is { } main && StakeDeals.HeldUnnamed(scene, [main]) is { } held && !scene.Facts.Exists(fact => fact.Kind == FactKind.Stake && fact.Subject == main))
        {
            // "majority owner Geely"
            scene.Add(Scene.Draft(FactKind.Stake, main, held), new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
            return;
        }

        if (scene.Parties.OwnersOf(noun) is not [var owner] || scene.Parties.One(noun) is not { } bearer || bearer == owner)
        {
            return;
        }

        if (ParsedSentence.AnyMeans(chunk, NounSense.Venture) && ParsedSentence.AnyMeans(chunk, NounSense.Partner))
        {
            // "Ford's joint venture partner Koc"
            scene.Add(Scene.Draft(FactKind.JointVenture, owner, bearer), new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
            return;
        }

        bool holder = ParsedSentence.AnyMeans(chunk, NounSense.Holder), supplier = ParsedSentence.AnyMeans(chunk, NounSense.Supplier), customer = ParsedSentence.AnyMeans(chunk, NounSense.Customer);
        if (holder || supplier || customer)
        {
            (string subject, string other) = customer && !supplier ? (owner, bearer) : (bearer, owner);
            scene.Add(Scene.Draft(holder ? FactKind.Stake : FactKind.Supply, subject, other), new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
        }
    }

    /// <summary>"Honda's Chinese partner GAC", "Renault and alliance partner Nissan", "NEC, its partner since 2007": told in passing, so where the sentence tells no deal of the two.</summary>
    public static void Allies(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        if (!ParsedSentence.AnyMeans(chunk, NounSense.Partner) || ParsedSentence.AnyMeans(chunk, NounSense.Venture) || scene.IsTold(noun) || (!chunk.IsNamed && chunk.Word is null) || PartnerOf(scene, noun) is not { } host)
        {
            return;
        }

        string? ally = chunk.IsNamed ? scene.Parties.One(noun) : chunk.Word!.Means(NounSense.Partner) && !chunk.Word.Is(WordClass.Plural) && BearersOf(scene, noun, out int verb) is [var bearer] && verb < 0 ? bearer : InPlace(scene, noun);
        if (ally is null || ally == host || (IsInDeal(ally) && IsInDeal(host)))
        {
            return;
        }

        scene.Add(Scene.Draft(FactKind.Partnership, host, ally), new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));

        bool IsInDeal(string party) => scene.Facts.Exists(fact => fact.Kind != FactKind.Appointment && fact.Parties.Contains(party));
    }

    /// <summary>"Kaldera's partner in Japan, Takeda,".</summary>
    private static string? InPlace(Scene scene, int noun)
    {
        int place = scene.Parsed.IsPreposition(noun + 1, "in", "for") ? scene.Parsed.NounAfter(noun + 1) : -1;
        return place >= 0 && place + 2 < scene.Parsed.Count && scene.Parsed[place + 1].Kind == ChunkKind.Comma && scene.Parsed[place + 2].IsNamed ? scene.Parties.One(place + 2) : null;
    }

    private static string? PartnerOf(Scene scene, int noun) =>
        scene.Parties.OwnersOf(noun) is [var owner] ? owner
        : scene.Parsed.Contains(scene.Parsed[noun], "alliance") && noun >= 2 && scene.Parsed[noun - 1].Kind == ChunkKind.Conjunction ? scene.Parties.One(noun - 2) ?? (scene.Parties.OwnersOf(noun - 2) is [var whose] ? whose : null) : null;

    private static bool IsFirst(ParsedSentence parsed, Chunk chunk) => parsed.Contains(chunk, "majority") || parsed.Contains(chunk, "controlling") || parsed.Contains(chunk, "largest") || parsed.Contains(chunk, "biggest") || parsed.Contains(chunk, "top") || parsed.Contains(chunk, "main");

    /// <summary>"is", "will be", "remains", "will not become"; "has won it as a customer", "has chosen it as supplier".</summary>
    private static Stance Become(ParsedSentence parsed, int verb, int noun)
    {
        DealStage past = parsed[verb].Word!.Lemma switch
        {
            "win" or "gain" or "land" or "attract" or "sign" => DealStage.Signed,
            "choose" or "pick" or "select" or "tap" or "appoint" or "name" => DealStage.Planned,
            _ => DealStage.Ongoing,
        };
        Stance stance = Stance.Of(parsed, verb, past, DealStage.Considered);
        return parsed[verb].Word!.Lemma == "become" || parsed[verb].Modality != Modality.None ? stance : stance with { Stage = stance.Stage == DealStage.Completed ? DealStage.Ongoing : stance.Stage };
    }

    /// <summary>"Honda remains a partner of Nissan", "Qualcomm, a partner of Renault": they work together.</summary>
    private static void Partners(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        List<string> bearers = BearersOf(scene, noun, out int verb);
        int of = parsed.Phrase(noun, ["of", "to", "with"], 5);
        List<string> others = of >= 0 ? scene.Parties.Joined(of) : verb >= 0 ? [.. scene.Parties.OwnersOf(noun)] : [];
        bool dropped = verb >= 0 && parsed[noun].Preposition >= 0 && bearers.Count > 0;
        if (dropped && others.Count == 0 && parsed.AgentOf(verb) is >= 0 and var drops)
        {
            // "will drop Bosch as a partner"
            others = scene.Parties.Joined(drops);
        }
        if (others.Count == 0 && verb >= 0 && bearers.Count == 1 && parsed.Phrase(noun, ["in", "for"], 3) >= 0 && scene.OtherThan(bearers, noun) is { } spoken)
        {
            others = [spoken];
        }

        others.RemoveAll(bearers.Contains);
        if (others.Count == 0 && bearers.Count == 2 && parsed[noun].Word!.Is(WordClass.Plural) && (verb >= 0 ? parsed[verb].Word!.Is(WordClass.Be) : scene.Parties.OwnersOf(noun).Length == 0))
        {
            // "The two have been partners since 2020", "Rivian and Volkswagen, partners since June,"
            (bearers, others) = ([bearers[0]], [bearers[1]]);
        }

        if (bearers.Count == 0 || others.Count == 0 || !scene.Tell(noun))
        {
            return;
        }

        Stance stance = verb >= 0 ? Become(parsed, verb, noun) : new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true);
        stance = dropped && parsed[verb].Word!.Lemma is "drop" or "lose" or "ditch" or "replace" ? stance with { Stage = DealStage.Ended } : stance;
        string? venture = parsed.Phrase(noun, ["in"], 4) is >= 0 and var within && parsed[within].IsNamed ? scene.Parties.One(within) : verb >= 0 ? StakeDeals.InWhich(scene, parsed[verb]) : null;
        if (venture is not null && !bearers.Contains(venture) && !others.Contains(venture))
        {
            // "equal partners in Horse"
            scene.Add(Scene.Draft(FactKind.JointVenture, bearers[0], others[0], [.. bearers.Skip(1), .. others.Skip(1), venture]), stance);
            return;
        }

        scene.Add(Scene.Draft(FactKind.Partnership, bearers[0], others[0], bearers.Skip(1).Concat(others.Skip(1))), stance);
    }

    /// <summary>"is seeking a partner", "will look for an investor": nobody is named yet.</summary>
    private static void SoughtPartner(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        int verb = scene.VerbAbove(noun);
        bool sought = verb >= 0 && parsed[verb].Word is { Lemma: "seek" or "look" or "need" or "want" or "search" or "find" } && parsed.Sentence.Tokens[parsed[noun].First].Is(WordClass.Determiner) && !parsed.Sentence.Is(parsed[noun].First, "its") && !parsed.Sentence.Is(parsed[noun].First, "the");
        if (sought && parsed[verb].Subject >= 0 && scene.Parties.One(parsed[verb].Subject) is { } seeker && scene.Tell(noun))
        {
            bool holder = parsed[noun].Word!.Means(NounSense.Holder), investor = parsed[noun].Word!.Means(NounSense.Investment);
            scene.Add(holder ? Scene.Draft(FactKind.Stake, null, seeker) : investor ? Scene.Draft(FactKind.Investment, null, seeker) : Scene.Draft(FactKind.Partnership, seeker, null), Stance.Of(parsed, noun, DealStage.Considered, DealStage.Considered));
        }
    }
}
