namespace AllianceMonitor.Extraction;

/// <content>Verbs whose subject is delivered to: "buys cells from", "relies on", "has chosen".</content>
internal static partial class SupplyDeals
{
    /// <summary>"relies on CATL for its cells", "is switching to batteries from CATL", "has opted for", "its trucks run on Qualcomm chips".</summary>
    private static bool ReliesOn(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string lemma = chunk.Word!.Lemma;
        int on = parsed.Phrase(verb, lemma switch { "rely" or "depend" or "run" => ["on", "upon"], "opt" or "plump" or "settle" => ["for", "on"], "contract" => ["with"], _ => ["to"] }, 3);
        if (on < 0 && lemma is "rely" or "depend" && LedBy(parsed, verb, "on", "upon") is >= 0 and var relied && chunk.Subject >= 0)
        {
            // "Magna, on which Scania relies for its cabs"
            return parsed.Phrase(verb, ["for"], 3) >= 0 && AddEach(scene, verb, scene.Parties.Joined(relied), UsersOf(scene, chunk.Subject));
        }

        if (on < 0 || chunk.Subject < 0)
        {
            return false;
        }

        DealStage past = lemma switch { "opt" or "plump" or "settle" => DealStage.Planned, "contract" => DealStage.Signed, _ => DealStage.Ongoing };
        List<string> users = UsersOf(scene, chunk.Subject);
        if (IsThing(parsed, on) && scene.Parties.Of(on).Length == 0)
        {
            // "relied on cells from LG and AESC"
            return AddEach(scene, verb, MakersOf(scene, on), users, past);
        }

        bool goods = parsed.Phrase(on, ["for"], 5) is >= 0 and var what && IsThing(parsed, what);
        bool role = parsed.Phrase(on, ["as"], 4) is >= 0 and var supplier && ParsedSentence.AnyMeans(parsed[supplier], NounSense.Supplier);
        return (goods || role) && lemma != "run" && AddEach(scene, verb, scene.Parties.Joined(on), users, past);
    }

    /// <summary>"has chosen Google for the infotainment system", "has signed up Umicore for 300 tonnes of nickel and Vale for copper": to deliver it.</summary>
    private static bool Chosen(Scene scene, int verb, int theme, DealStage past)
    {
        ParsedSentence parsed = scene.Parsed;
        if (theme < 0 || parsed[theme].IsPronoun || (parsed[theme].Possessor >= 0 && Nationality.Of(parsed.Sentence.TextOf(parsed[parsed[theme].Possessor].Head, parsed[parsed[theme].Possessor].Head)) is null) || IsThing(parsed, theme) || scene.Parties.Joined(theme) is not { Count: > 0 } chosen
            || GoodsFor(parsed, theme) is not (>= 0 and var goods) || parsed.AgentOf(verb) is not (>= 0 and var chooser) || scene.Parties.Joined(chooser) is not { Count: > 0 } choosers)
        {
            return false;
        }

        for (int k = LastOf(parsed, goods); k + 2 < parsed.Count && parsed[k + 1].Kind == ChunkKind.Conjunction && parsed.NounAfter(k + 1) is >= 0 and var next && parsed[next].IsNamed && scene.Parties.One(next) is { } another && GoodsFor(parsed, next) is >= 0 and var more; k = LastOf(parsed, more))
        {
            chosen.Add(another);
        }

        return AddEach(scene, verb, chosen, choosers, past);
    }

    /// <summary>What somebody is chosen for, if it is made and delivered: "for as much as 300 tonnes of nickel"; -1 otherwise.</summary>
    private static int GoodsFor(ParsedSentence parsed, int chosen) =>
        parsed.Phrase(chosen, ["for"], 4) is >= 0 and var what && WholeOf(parsed, what) is var goods && IsThing(parsed, goods) ? goods : -1;

    /// <summary>"300 tonnes of nickel": the nickel.</summary>
    private static int LastOf(ParsedSentence parsed, int goods) => parsed.IsPreposition(goods + 1, "of") && parsed.NounAfter(goods + 1) is >= 0 and var of ? of : goods;

    /// <summary>"has outsourced production of its next city car to Renault".</summary>
    private static bool Outsourced(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        bool made = theme >= 0 && (IsThing(parsed, theme) || parsed.Sentence.IsAny(parsed[theme].Head, "production", "assembly", "manufacture", "manufacturing", "development", "logistics"));
        if (!made || scene.Parties.Behind(Math.Max(verb, theme), ["to"], 7) is not (>= 0 and var maker))
        {
            return false;
        }

        List<string> customers = parsed[verb].IsPassive ? [.. scene.Parties.OwnersOf(theme)] : parsed[verb].Subject >= 0 ? scene.Parties.Joined(parsed[verb].Subject) : [];
        return AddEach(scene, verb, scene.Parties.Joined(maker), customers);
    }

    /// <summary>"the batteries will come from CATL", "Scania's batteries come from": for whom the sentence before spoke of where this one does not say it.</summary>
    private static bool ComesFrom(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int goods = WholeOf(parsed, parsed[verb].Subject);
        if (goods < 0 || !IsThing(parsed, goods) || scene.Parties.Of(goods).Length > 0 || parsed.Phrase(verb, ["from"], 2) is not (>= 0 and var origin))
        {
            return false;
        }

        List<string> sources = scene.Parties.Joined(origin);
        sources = sources.Count == 0 ? [.. scene.Parties.OwnersOf(origin)] : sources;
        List<string> users = [.. scene.Parties.OwnersOf(goods)];
        users = users.Count == 0 && parsed.Phrase(goods, ["for", "in"], verb - goods) is >= 0 and var served ? UsersOf(scene, served) : users;
        users = users.Count == 0 && sources.Count > 0 ? Concerned(scene, verb, sources[0]) : users;
        return users.Count == 1 && AddEach(scene, verb, sources, users);
    }

    private static bool Gets(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string lemma = chunk.Word!.Lemma;
        bool goods = theme >= 0 && AreGoods(scene, theme, chunk);
        if (theme >= 0 && (!goods || parsed[theme].Word is { } bought && bought.Means(NounSense.Unit) && !bought.Means(NounSense.Goods)))
        {
            return false;
        }

        int from = parsed.Phrase(Math.Max(verb, theme), ["from"], 6);
        List<string> suppliers = from >= 0 ? scene.Parties.Joined(from) : [];
        suppliers = suppliers.Count == 0 && from >= 0 ? [.. scene.Parties.OwnersOf(from)] : suppliers;
        if (lemma is "sell" or "distribute" or "resell" or "import")
        {
            return Distributes(scene, verb, theme, suppliers);
        }

        if (suppliers.Count == 0 && from >= 0 && IsUnnamedSite(parsed, from) && parsed.AgentOf(verb) is >= 0 and var taking && scene.Parties.Joined(taking) is { Count: > 0 } takers && scene.MakerOtherThan(takers) is { } site)
        {
            // "will continue to buy batteries from the plant"
            suppliers = [site];
        }

        suppliers = suppliers.Count == 0 && theme >= 0 && from < 0 && (!parsed.Sentence.Tokens[parsed[theme].First].Is(WordClass.Possessive) || parsed.Sentence.Is(parsed[theme].First, "whose")) && (lemma is "use" or "fit" or "adopt" or "install" or "buy" or "source" or "reserve" || parsed[theme].Possessor >= 0 || IsVersion(parsed, theme)) ? MakersOf(scene, theme) : suppliers;
        int buyer = parsed.AgentOf(verb);
        List<string> customers = buyer >= 0 ? UsersOf(scene, buyer) : [];
        if (suppliers.Count == 0 && from < 0 && theme >= 0 && chunk.Governor is >= 0 and var above && parsed[above] is { IsNoun: true } talks && ParsedSentence.AnyMeans(talks, NounSense.Talk | NounSense.Contract) && parsed.Phrase(above, ["with"], 3) is >= 0 and var with)
        {
            // "is in talks with Northvolt about buying cells"
            suppliers = scene.Parties.Joined(with);
        }

        if (suppliers.Count == 0 && from < 0 && customers.Count > 0 && theme >= 0 && !chunk.IsPassive && lemma is "buy" or "take" or "order" or "reserve" or "receive" or "absorb" or "get" && IsOutput(parsed, theme) && scene.MakerOtherThan(customers) is { } known)
        {
            // "takes a third of the output"
            suppliers = [known];
        }

        if (suppliers.Count == 0 && from < 0 && customers is [var ordering] && theme >= 0 && !chunk.IsPassive && lemma is "order" or "reserve" && chunk.Shape == VerbShape.Finite && scene.Sentence.Tokens[parsed[parsed[verb].Object >= 0 ? parsed[verb].Object : theme].First].Kind == TokenKind.Number && scene.MakerOtherThan([ordering]) is { } spoken)
        {
            // "has ordered 2,000 vans": of whom the text speaks.
            suppliers = [spoken];
        }

        if (suppliers.Count == 0 || (buyer < 0 && !(chunk.IsPassive && theme >= 0)))
        {
            return false;
        }

        customers = buyer < 0 && parsed.Phrase(verb, ["in"], 3) is >= 0 and var built ? UsersOf(scene, built) : customers;
        customers = buyer >= 0 || customers.Count > 0 ? customers : Concerned(scene, verb, suppliers[0]);
        // "begin using each other's test-drive courses": who takes or uses something is supplied only with what is made for others.
        bool supplied = (lemma is "lease" or "rent" or "buy" or "source" or "order" or "procure" or "purchase") || (theme >= 0 && (parsed[theme].Word?.Means(NounSense.Goods) == true || parsed[theme] is { IsNamed: true, Possessor: >= 0 } || (lemma is not ("use" or "take" or "get") && IsThing(parsed, theme))));
        DealStage past = (chunk.IsPast || chunk.IsPerfect) ? lemma switch { "order" or "reserve" => DealStage.Agreed, "secure" => DealStage.Signed, _ => DealStage.Ongoing } : DealStage.Ongoing;
        return customers.Count > 0 && supplied && AddEach(scene, verb, suppliers, customers, past);
    }

    /// <summary>"will distribute Geely vehicles through its dealers": what another makes, under his name.</summary>
    private static bool Distributes(Scene scene, int verb, int theme, List<string> sellers)
    {
        ParsedSentence parsed = scene.Parsed;
        if (theme < verb || parsed[verb].IsPassive || parsed[verb].Subject < 0 || parsed.Phrase(theme, ["to"], 4) >= 0)
        {
            return false;
        }

        int goods = BehindMarques(scene, theme);
        List<string> customers = scene.Parties.Joined(parsed[verb].Subject);
        List<string> makers = sellers.Count > 0 ? sellers : IsVersion(parsed, goods) ? MakersOf(scene, goods) : IsThing(parsed, goods) && !parsed.Sentence.Tokens[parsed[goods].First].Is(WordClass.Possessive) ? MarquesOf(scene, theme, goods) : [];
        makers.RemoveAll(maker => customers.Exists(customer => Marques.AreOneGroup(maker, customer)));
        return customers.Count == 1 && AddEach(scene, verb, makers, customers);
    }

    /// <summary>"the output", "half of the entire output": of whom the text speaks.</summary>
    private static bool IsOutput(ParsedSentence parsed, int noun) =>
        parsed.Sentence.Is(parsed[noun].First, "the") && (parsed.Sentence.Is(parsed[noun].Head, "output") || parsed.Sentence.Is(parsed[noun].Head, "production"));

    /// <summary>"Scania accounts for a third of Northvolt's sales": whoever buys it.</summary>
    private static bool AccountsFor(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int sales = parsed.Phrase(verb, ["for"], 3) is >= 0 and var part ? WholeOf(parsed, part) : -1;
        bool sells = sales >= 0 && (parsed.Sentence.Is(parsed[sales].Head, "sales") || parsed.Sentence.Is(parsed[sales].Head, "revenue") || parsed.Sentence.Is(parsed[sales].Head, "turnover") || parsed.Sentence.Is(parsed[sales].Head, "output") || parsed.Sentence.Is(parsed[sales].Head, "business") || parsed.Sentence.Is(parsed[sales].Head, "deliveries") || parsed.Sentence.Is(parsed[sales].Head, "orders"));
        return sells && parsed[verb].Subject >= 0 && !parsed[verb].IsPassive && AddEach(scene, verb, [.. scene.Parties.OwnersOf(sales)], scene.Parties.Joined(parsed[verb].Subject));
    }
}
