namespace AllianceMonitor.Extraction;

/// <summary>
/// What a company is to another: "Renault, the biggest shareholder of Nissan", "X became a customer of Y", "its suppliers include Z", "Nissan is
/// looking for a partner".
/// </summary>
internal static class Roles
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
        if (!head.Means(Any) && !investor)
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

        List<string> bearers = BearersOf(scene, noun, out int verb);
        bool holder = head.Means(NounSense.Holder) || largest;
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

        if (!holder && others.Count == 0 && verb >= 0 && parsed[noun].Preposition >= 0 && parsed.AgentOf(verb) is >= 0 and var picker)
        {
            others = scene.Parties.Joined(picker);
        }

        others.RemoveAll(bearers.Contains);
        if (bearers.Count == 0 || others.Count == 0)
        {
            return;
        }

        Stance stance = verb >= 0 && parsed[verb].Word is { } verbWord
            ? Stance.Of(parsed, noun, DealStage.Completed, DealStage.Ongoing) is var told2 && verbWord.Lemma == "become" && parsed[verb].Shape == VerbShape.Finite && parsed[verb].Modality == Modality.None ? told2 with { Stage = DealStage.Completed } : verbWord.Lemma is "drop" or "lose" or "ditch" or "replace" && parsed[verb].Modality == Modality.None ? told2 with { Stage = DealStage.Ended } : Become(parsed, verb, noun)
            : Stance.Of(parsed, noun, DealStage.Ongoing, DealStage.Ongoing) with { Stage = DealStage.Ongoing };
        FactKind kind = holder ? FactKind.Stake : investor ? FactKind.Investment : FactKind.Supply;
        foreach (string bearer in bearers)
        {
            foreach (string other in others)
            {
                (string subject, string target) = head.Means(NounSense.Customer) && !head.Means(NounSense.Supplier) ? (other, bearer) : (bearer, other);
                if (scene.Facts.Exists(fact => fact.Kind == kind && fact.Subject == subject && fact.Object == target && fact.Polarity == Polarity.Affirmed))
                {
                    continue;
                }

                scene.Add(Scene.Draft(kind, subject, target) with { After = percent }, stance);
            }
        }
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

    private static bool IsFirst(ParsedSentence parsed, Chunk chunk) => parsed.Contains(chunk, "majority") || parsed.Contains(chunk, "controlling") || parsed.Contains(chunk, "largest") || parsed.Contains(chunk, "biggest") || parsed.Contains(chunk, "top") || parsed.Contains(chunk, "main");

    /// <summary>"is", "will be", "remains", "will not become".</summary>
    private static Stance Become(ParsedSentence parsed, int verb, int noun)
    {
        Stance stance = Stance.Of(parsed, verb, DealStage.Ongoing, DealStage.Considered);
        return parsed[verb].Word!.Lemma == "become" || parsed[verb].Modality != Modality.None ? stance : stance with { Stage = stance.Stage == DealStage.Completed ? DealStage.Ongoing : stance.Stage };
    }

    /// <summary>Who bears the role: the subject of "is" or "became", the name that the phrase stands beside, the objects of "include".</summary>
    internal static List<string> BearersOf(Scene scene, int noun, out int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int start = Clauses.StartOf(parsed.Chunks, noun);
        while (start >= 3 && parsed[start - 1].Kind == ChunkKind.Other && parsed[start - 2].Kind is ChunkKind.Comma or ChunkKind.Other)
        {
            // ", already a supplier of"
            start--;
        }

        verb = parsed[noun].Governor is >= 0 and var governor && parsed[governor].IsVerb && parsed[noun].Preposition < 0 ? governor : -1;
        if (verb >= 0 && verb > noun && parsed[verb].Subject == noun && parsed[verb].Word is { } tells && (tells.Lemma is "include" or "count" || tells.Is(WordClass.Be)) && parsed[verb].Object >= 0)
        {
            // "its suppliers include", "whose majority owner is"
            List<string> listed = scene.Parties.Joined(parsed[verb].Object);
            verb = -1;
            return listed;
        }

        bool copular = verb >= 0 && verb < noun && parsed[verb].Word is { } word && (word.Is(WordClass.Be) || word.Lemma is "become" or "remain" or "stay");
        if (copular && parsed[verb].Subject >= 0)
        {
            return scene.Parties.Joined(parsed[verb].Subject);
        }

        verb = -1;
        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "as") && scene.VerbAbove(noun) is >= 0 and var picks && parsed[picks].Word is { Lemma: "choose" or "pick" or "select" or "name" or "appoint" or "tap" or "hire" or "enlist" or "recruit" or "bring" or "sign" or "win" or "welcome" or "drop" or "lose" or "ditch" or "keep" or "retain" or "replace" } && parsed.ThemeOf(picks) is >= 0 and var picked)
        {
            // "has chosen CATL as the supplier of cells"
            verb = picks;
            return scene.Parties.Joined(picked);
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "as") && parsed[noun].Word is { } role && role.Is(WordClass.Plural) && parsed[noun].Preposition - 1 is >= 0 and var suppliers && parsed[suppliers].IsNoun && scene.Parties.Of(suppliers).Length > 0)
        {
            // "with LG and CATL as its suppliers"
            return scene.Parties.Joined(suppliers);
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "among") && scene.VerbAbove(noun) is >= 0 and var counts && counts < noun && parsed[counts].Word is { } counted && (counted.Is(WordClass.Be) || counted.Lemma is "figure" or "count" or "rank" or "number" or "remain" or "stay") && parsed[counts].Subject >= 0)
        {
            // "is among the owners of Heathrow", "no longer figures among the shareholders"
            bool isCounted = parsed[counts].Object >= 0 && parsed[counts].Object < noun && counted.Lemma is "count" or "number" or "rank";
            verb = isCounted ? -1 : counts;
            return scene.Parties.Joined(isCounted ? parsed[counts].Object : parsed[counts].Subject);
        }

        // "Nissan, the next-largest holder", "Musashi Axle, a supplier to"
        if (start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNoun && parsed[noun].Preposition < 0)
        {
            return parsed[noun].Word is { } plural && plural.Is(WordClass.Plural) ? scene.Parties.Joined(start - 2) : scene.Parties.One(start - 2) is { } beside ? [beside] : [];
        }

        // "Nissan's biggest shareholder, Renault"; "top shareholder Renault" is a name with its description.
        return Share.Apposition(scene, noun) is { } named ? [named] : [];
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
