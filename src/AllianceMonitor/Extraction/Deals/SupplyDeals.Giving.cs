namespace AllianceMonitor.Extraction;

/// <content>Verbs whose subject delivers: "supplies cells to", "equips", "builds for"; and goods that go somewhere.</content>
internal static partial class SupplyDeals
{
    /// <summary>"supply Nissan with cells", "supplies Renault", "powers Scania's buses".</summary>
    private static bool Serves(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        if (theme >= 0 && parsed[theme].IsPronoun && chunk is { Shape: VerbShape.Infinitive, Subject: >= 0 } && scene.ActorsAbove(verb) is { Count: > 0 } asking && (Share.Apposition(scene, chunk.Subject) ?? scene.Parties.One(chunk.Subject)) is { } asked && !asking.Contains(asked))
        {
            // "they are turning to CATL to supply them"
            return Add(scene, verb, asked, asking, DealStage.Planned);
        }

        if (theme < 0 || parsed[theme].IsPossessive)
        {
            return false;
        }

        if (chunk is { IsPassive: true, Word.Lemma: "equip" or "fit" or "outfit" or "power" } && parsed.Phrase(verb, ["with", "by"], 4) is >= 0 and var fitted && IsThing(parsed, fitted) && MakersOf(scene, fitted) is { Count: > 0 } fitters)
        {
            // "Scania's trucks are equipped with Bosch brakes"
            return AddEach(scene, verb, fitters, UsersOf(scene, theme));
        }

        bool with = parsed.Phrase(theme, ["with"], 6) is >= 0 and var what && (IsThing(parsed, what) || (chunk.Word!.Lemma is "furnish" or "equip" or "outfit" && parsed[what] is { Money: < 0, Percent: < 0 }));
        int server = parsed.AgentOf(verb);
        bool fromWorks = server >= 0 && !parsed[server].IsNamed && scene.Parties.OwnersOf(server).Length > 0;
        List<string> served = scene.Parties.Joined(theme);
        bool products = served.Count == 0 && (with || chunk.Word!.Lemma is "power" or "equip") && IsThing(parsed, theme);
        served = products ? UsersOf(scene, theme) : served;
        if (served.Count == 0 || (parsed[theme].IsPronoun && !with) || !(chunk.Word!.Lemma == "supply" || with || products || (fromWorks && chunk.Word.Lemma is "serve" or "feed" or "equip" or "power")))
        {
            // "provide Nissan with battery cells"; "serve Nissan" says nothing.
            return false;
        }

        List<string> suppliers = server < 0 ? [] : scene.Parties.Joined(server);
        suppliers = suppliers.Count == 0 && server >= 0 ? MakersOf(scene, server) : suppliers;
        return suppliers.Count == 1 && Add(scene, verb, suppliers[0], served);
    }

    private static bool Gives(Scene scene, int verb, int theme, Frame frame, int acting)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        bool makes = frame.Object == Slot.For && chunk.Word!.Lemma is "build" or "make" or "assemble" or "manufacture" or "produce";
        int marque = theme;
        theme = makes ? BehindMarques(scene, theme) : theme;
        bool goods = theme >= 0 && AreGoods(scene, theme, chunk);
        if (theme >= 0 && (!goods || parsed.Contains(parsed[theme], "common") || parsed.Contains(parsed[theme], "joint") || parsed[theme].Word is { } sold && sold.Means(NounSense.Unit) && !sold.Means(NounSense.Goods)))
        {
            // "sell its battery business to": not what the business makes.
            return false;
        }

        // "Qualcomm provides the chip and Valeo the box"
        int agent = acting >= 0 ? acting : parsed.AgentOf(verb);
        List<string> suppliers = acting >= 0 ? [.. scene.Parties.Of(acting)] : agent >= 0 ? scene.Parties.Joined(agent) : [];
        if (suppliers.Count == 0 && chunk.IsPassive && theme >= 0)
        {
            suppliers = BuiltBy(scene, theme, verb);
        }

        int to = parsed.Phrase(verb, frame.Object == Slot.For ? ["for"] : ["to", "for"], 9);
        to = to < 0 && frame.Object == Slot.For && parsed.Phrase(verb, ["on"], 9) is >= 0 and var behalf && parsed.Sentence.Is(parsed[behalf].Head, "behalf") ? behalf : to;
        to = to < 0 && chunk.IsPassive && theme >= 0 ? parsed.Phrase(theme, ["for", "to"], verb - theme) : to;
        List<string> receivers = to < 0 ? [] : parsed[to].Possessor >= 0 && parsed[to].Preposition is >= 0 and var led && parsed.IsPreposition(led, "for", "on") ? scene.Parties.Joined(parsed[to].Possessor) : scene.Parties.Joined(to);
        for (int more = to; more >= 0 && receivers.Count > 0 && parsed.Phrase(more, ["to"], 6) is >= 0 and var next && next > more; more = next)
        {
            // "to Nissan and, for the first time, to Mitsubishi Motors"
            receivers.AddRange(scene.Parties.Joined(next).Except(receivers));
        }

        if (receivers.Count == 0 && to >= 0 && UsersOf(scene, to) is { Count: 1 } user)
        {
            receivers = user;
        }

        if (receivers.Count == 0 && goods && chunk.Shape == VerbShape.Reduced && theme >= 0 && parsed[theme].Preposition < 0)
        {
            // "uses batteries made by", "will sell a van built by": whoever uses or sells them, when he does.
            receivers = scene.ActorsAbove(theme);
            if (receivers.Count > 0 && suppliers.Count > 0 && scene.VerbAbove(theme) is >= 0 and var does && parsed[does] is { IsNegated: false, Modality: Modality.Will or Modality.ToBe })
            {
                return Put(scene, suppliers, receivers, Stance.Of(parsed, does, DealStage.Ongoing, DealStage.Planned));
            }
        }

        if (receivers.Count == 0 && goods && chunk is { IsPassive: true, Shape: VerbShape.Finite } && agent >= 0)
        {
            // "Jaguar's new saloon is assembled by Magna"
            receivers = UsersOf(scene, theme);
        }

        if (goods && frame.Object == Slot.For && receivers.Count == 0 && WorksOf(scene, verb) is { } works)
        {
            // "builds its vans at Magna's plant", "Scania's cabs are built at the Magna works"
            List<string> served = chunk.IsPassive ? suppliers.Count > 0 ? suppliers : UsersOf(scene, theme) : suppliers;
            served.Remove(works);
            return served.Count == 1 && !Marques.AreOneGroup(served[0], works) && scene.Discourse.ParentOf(works) != served[0] && Add(scene, verb, works, served);
        }

        if (receivers.Count == 0 && goods && chunk.Shape == VerbShape.Reduced && agent >= 0 && theme >= 0 && scene.Parties.OwnersOf(theme) is { Length: 1 } whose)
        {
            // "Jaguar's new saloon, built by Magna"
            receivers = [.. whose];
        }

        if (receivers.Count == 0 && goods && makes && !chunk.IsPassive && suppliers is [var builder] && !parsed.Sentence.Tokens[parsed[theme].First].Is(WordClass.Possessive))
        {
            // "builds the Honda Prologue", "assembles Nissan and Mitsubishi cars": under whose name it is sold.
            receivers = MarquesOf(scene, marque, theme);
            receivers.RemoveAll(brand => Marques.AreOneGroup(brand, builder) || scene.Discourse.ParentOf(builder) == brand || scene.Discourse.ParentOf(brand) == builder);
        }

        if (receivers.Count == 0 && goods && RelativeUser(scene, verb, theme) is { Count: > 0 } relative)
        {
            receivers = relative;
        }

        if (receivers.Count == 0 && goods && to < 0 && suppliers.Count == 1 && ContractPartner(scene, verb) is { Count: 1 } partner)
        {
            receivers = partner;
        }

        if (suppliers.Count == 0 && receivers.Count > 0 && agent >= 0 && IsUnnamedSite(parsed, agent) && !ParsedSentence.AnyMeans(parsed[agent], NounSense.Venture) && scene.MakerOtherThan(receivers) is { } site)
        {
            // "The plant will continue to build vans for Nissan"
            suppliers = [site];
        }

        receivers.RemoveAll(suppliers.Contains);
        for (int k = verb - 1; k >= 0 && receivers.Count == 0 && to >= 0 && suppliers.Count > 0; k--)
        {
            // "an agreement under which the firm will supply cells for its vans": whoever acts in the main clause.
            if (parsed[k] is { IsVerb: true, Subject: >= 0 } main && scene.Parties.One(main.Subject) is { } other && !suppliers.Contains(other) && scene.Parties.OwnersOf(to).Length > 0)
            {
                receivers = [other];
            }
        }

        if (receivers.Count == 0 && suppliers.Count == 1 && goods && Signatories(scene, verb) is { Count: >= 2 } both)
        {
            // "X and Y signed an agreement under which X's unit will supply cells": to the other side.
            receivers = [.. both.Where(party => party != suppliers[0] && scene.Discourse.ParentOf(suppliers[0]) != party)];
            receivers = receivers.Count == 1 ? receivers : receivers.Count == 2 && scene.Parties.OwnersOf(agent) is [var owner] && receivers.Remove(owner) ? receivers : [];
        }

        if (receivers.Count == 0 && goods && to < 0 && IsChosen(parsed, verb))
        {
            // "has signed up Microsoft to run its servers"
            receivers = [.. scene.ActorsAbove(verb).Except(suppliers)];
        }

        if (receivers.Count == 0 && suppliers.Count == 1 && goods && chunk.Word!.Lemma is "supply" or "deliver" or "provide" or "furnish" && to < 0 && IsThing(parsed, theme) && (chunk.IsPassive || parsed.Sentence.Is(parsed[theme].First, "the")) && scene.OtherThan(suppliers, verb) is { } spoken)
        {
            // "The cells will be delivered by CATL": to whom the text speaks of.
            receivers = [spoken];
        }

        // "Yulon, which assembles for Foxtron"
        bool delivers = goods || chunk.Word!.Lemma is "supply" or "deliver" || (theme < 0 && to >= 0 && !chunk.IsPassive && chunk.Word.Lemma is "assemble" or "build" or "manufacture" or "produce" && scene.Parties.Of(to).Length > 0);
        if (delivers && suppliers.Count == 0 && agent >= 0 && parsed[agent].Word is { } venture && venture.Means(NounSense.Venture) && !parsed[agent].IsNamed && parsed.Sentence.Is(parsed[agent].First, "the"))
        {
            // "The joint venture will supply engines to": one that has no name yet.
            return Add(scene, verb, null, receivers);
        }

        return delivers && AddEach(scene, verb, suppliers, receivers);
    }

    /// <summary>"Northvolt's cells go into Scania's trucks", "the software runs in", "half of its output goes to Scania".</summary>
    private static bool GoesInto(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int goods = WholeOf(parsed, parsed[verb].Subject);
        if (goods < 0 || !IsThing(parsed, goods) || parsed[goods].IsNamed || parsed.Contains(parsed[goods], "seat") || parsed.Phrase(verb, ["into", "to", "in"], 5) is not (>= 0 and var into))
        {
            return false;
        }

        bool moves = parsed[verb].Word!.Lemma != "run";
        List<string> users = parsed.IsPreposition(verb + 1, "in") == moves ? [] : UsersOf(scene, into);
        List<string> makers = MakersOf(scene, goods);
        makers = makers.Count == 0 && users.Count > 0 && moves ? Concerned(scene, verb, users[0]) : makers;
        return AddEach(scene, verb, makers, users);
    }

    /// <summary>Whose plant something is made at; null where it is one's own or nobody's.</summary>
    private static string? WorksOf(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int at = parsed[verb].Word!.Lemma is "build" or "make" or "assemble" or "manufacture" or "produce" ? parsed.Phrase(verb, ["at", "in"], 5) : -1;
        bool site = at >= 0 && !parsed[at].IsNamed && (Ventures.IsPlant(parsed, at) || parsed.Sentence.IsAny(parsed[at].Head, "site", "factories", "plants", "line", "lines")) && !parsed.Sentence.Tokens[parsed[at].First].Is(WordClass.Possessive);
        return !site ? null : parsed[at].Possessor >= 0 ? scene.Parties.One(parsed[at].Possessor) : scene.Parties.Inside(at) is [var inside] ? inside : null;
    }

    /// <summary>"Scania, for which Magna builds cabs"; "trains the assistant that Scania installs": who is served in a relative clause.</summary>
    private static List<string> RelativeUser(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        if (LedBy(parsed, verb, "for", "to") is >= 0 and var served)
        {
            return scene.Parties.Joined(served) is { Count: > 0 } users ? users : Share.Apposition(scene, served) is { } beside ? [beside] : [];
        }

        if (theme > verb && theme + 1 < parsed.Count && parsed[theme + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word.Lemma: "use" or "fit" or "install" } && parsed.Phrase(theme + 1, ["in", "by"], 4) is >= 0 and var fitted)
        {
            // "makes the engines used in Scania's trucks"
            return UsersOf(scene, fitted);
        }

        int user = theme + 2;
        bool uses = theme > verb && user + 1 < parsed.Count && parsed[theme + 1].Kind is ChunkKind.Subordinator or ChunkKind.Relative && parsed[user].IsNoun && parsed[user + 1] is { IsVerb: true, Word.Lemma: "install" or "use" or "fit" or "sell" or "need" or "build" or "make" };
        return uses ? scene.Parties.Joined(user) : [];
    }

    /// <summary>"Under a contract with Scania, Northvolt will deliver": with whom.</summary>
    private static List<string> ContractPartner(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed.IsPreposition(k, "under") && parsed.NounAfter(k) is >= 0 and var contract && ParsedSentence.AnyMeans(parsed[contract], NounSense.Contract) && (k < verb ? k == 0 : true) && parsed.Phrase(contract, ["with"], 3) is >= 0 and var with)
            {
                return scene.Parties.Joined(with);
            }
        }

        for (int k = verb - 1; k >= 0 && k >= verb - 10 && parsed[verb] is { Shape: VerbShape.Infinitive, Word.Lemma: not "sell" } && parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Relative or ChunkKind.Subordinator); k--)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: false } && ParsedSentence.AnyMeans(parsed[k], NounSense.Contract))
            {
                // "signed a deal worth 80 million euros with Scania to supply cells"
                return scene.Parties.Behind(k, ["with", "from"], verb - k) is >= 0 and var signed ? scene.Parties.Joined(signed) : [];
            }
        }

        return [];
    }

    /// <summary>The noun that a relative clause with this verb is about, where such a preposition leads the clause in: "for which"; -1 without.</summary>
    private static int LedBy(ParsedSentence parsed, int verb, string first, string second)
    {
        int relative = parsed[verb].Subject < 0 ? -1 : parsed.Before(parsed[verb].Subject);
        return relative > 1 && parsed[relative].Kind == ChunkKind.Relative && parsed.IsPreposition(relative - 1, first, second) ? Clauses.Antecedent(parsed.Chunks, relative) : -1;
    }

    /// <summary>"vans built by Renault", "Renault's vans".</summary>
    private static List<string> BuiltBy(Scene scene, int theme, int verb)
    {
        for (int k = theme + 1; k < verb; k++)
        {
            if (scene.Parsed[k] is { IsVerb: true, Shape: VerbShape.Reduced } && scene.Parsed.Phrase(k, ["by"], 4) is >= 0 and var by)
            {
                return scene.Parties.Joined(by);
            }
        }

        return [.. scene.Parties.OwnersOf(theme)];
    }
}
