namespace AllianceMonitor.Extraction;

/// <summary>Who delivers to whom, told by a verb; "supplier of" and "customer" stand in <see cref="Roles"/>.</summary>
internal static class SupplyDeals
{
    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        if (frame.Theme == Theme.Company)
        {
            // "supply Nissan with cells", "supplies Renault"
            if (theme >= 0 && parsed[theme].IsPronoun && chunk is { Shape: VerbShape.Infinitive, Subject: >= 0 } && scene.ActorsAbove(verb) is { Count: > 0 } asking && (Share.Apposition(scene, chunk.Subject) ?? scene.Parties.One(chunk.Subject)) is { } asked && !asking.Contains(asked))
            {
                // "they are turning to CATL to supply them"
                return Add(scene, verb, asked, asking, DealStage.Planned);
            }

            if (theme < 0 || scene.Parties.Joined(theme) is not { Count: > 0 } served || parsed[theme].IsPossessive || parsed[theme].IsPronoun)
            {
                return false;
            }

            if (chunk.Word!.Lemma != "supply" && !(parsed.Phrase(theme, ["with"], 5) is >= 0 and var what2 && ParsedSentence.AnyMeans(parsed[what2], NounSense.Goods)))
            {
                // "provide Nissan with battery cells"; "serve Nissan" says nothing.
                return false;
            }

            int by = parsed.AgentOf(verb);
            return by >= 0 && scene.Parties.One(by) is { } server && Add(scene, verb, server, served);
        }

        if (theme >= 0 && parsed[theme].Word is { } part && part.Means(NounSense.Part) && parsed.IsPreposition(theme + 1, "of") && parsed.NounAfter(theme + 1) is >= 0 and var whole)
        {
            // "a fifth of its gearboxes"
            theme = whole;
        }

        if (frame.Theme == Theme.Contract)
        {
            // "won an order from Renault"
            if (theme < 0 || parsed[theme].Word is not { } order || !order.Means(NounSense.Contract) || scene.Parties.Behind(theme, ["from", "with"], 8) is not (>= 0 and var customerAt))
            {
                return false;
            }

            return parsed.AgentOf(verb) is >= 0 and var winner && scene.Parties.One(winner) is { } winning && scene.Parties.Joined(customerAt) is { Count: > 0 } ordering && Add(scene, verb, winning, ordering, parsed.Contains(parsed[theme], "contract") ? DealStage.Signed : DealStage.Agreed);
        }

        if (chunk.Word!.Lemma is "rely" or "depend" or "switch" or "shift")
        {
            // "relies on CATL for its cells", "is switching to batteries from CATL"
            int on = parsed.Phrase(verb, chunk.Word.Lemma is "rely" or "depend" ? ["on", "upon"] : ["to"], 3), what = parsed.Phrase(verb, ["for"], 6);
            if (on >= 0 && ParsedSentence.AnyMeans(parsed[on], NounSense.Goods) && parsed.Phrase(on, ["from"], 3) is >= 0 and var makers && chunk.Subject >= 0 && scene.Parties.Joined(chunk.Subject) is { Count: > 0 } relying)
            {
                // "relied on cells from LG and AESC"
                bool any = false;
                foreach (string maker in scene.Parties.Joined(makers))
                {
                    any |= Add(scene, verb, maker, relying);
                }

                return any;
            }

            return on >= 0 && what >= 0 && ParsedSentence.AnyMeans(parsed[what], NounSense.Goods) && scene.Parties.One(on) is { } relied && chunk.Subject >= 0 && Add(scene, verb, relied, scene.Parties.Joined(chunk.Subject));
        }

        if (chunk.Word.Lemma == "come")
        {
            // "the batteries will come from CATL": for whom the sentence before spoke of.
            return chunk.Subject >= 0 && AreGoods(scene, chunk.Subject, chunk) && ParsedSentence.AnyMeans(parsed[chunk.Subject], NounSense.Goods) && parsed.Phrase(verb, ["from"], 2) is >= 0 and var origin && scene.Parties.One(origin) is { } source
                && (scene.Parties.OwnersOf(chunk.Subject) is { Length: > 0 } own ? [.. own] : Concerned(scene, verb, source)) is [var customer] && Add(scene, verb, source, [customer]);
        }

        bool goods = theme >= 0 && AreGoods(scene, theme, chunk);
        if (theme >= 0 && (!goods || parsed[theme].Word is { } sold && sold.Means(NounSense.Unit) && !sold.Means(NounSense.Goods)))
        {
            // "sell its battery business to": not what the business makes.
            return false;
        }

        if (frame.Subject == Slot.From)
        {
            int from = parsed.Phrase(Math.Max(verb, theme), ["from"], 6);
            List<string> sources = from >= 0 ? scene.Parties.Joined(from) : [];
            string? supplier = sources.FirstOrDefault();
            supplier ??= theme >= 0 && chunk.Word!.Lemma == "use" && scene.Parties.Inside(theme) is [.., var maker] && !parsed[theme].IsNamed ? maker : null;
            supplier ??= theme >= 0 && parsed[theme].Possessor >= 0 ? scene.Parties.First(parsed[theme].Possessor) : null;
            int buyer = parsed.AgentOf(verb);
            if (supplier is null || (buyer < 0 && !chunk.IsPassive))
            {
                return false;
            }

            List<string> customers = buyer >= 0 ? scene.Parties.Joined(buyer) : Concerned(scene, verb, supplier);
            if (customers.Count == 0 && buyer >= 0 && parsed[buyer].Possessor >= 0)
            {
                // "BMW's plant will get its cells from"
                customers = [.. scene.Parties.OwnersOf(buyer)];
            }

            // "begin using each other's test-drive courses": who takes or uses something is supplied only with what is made for others.
            bool supplied = (chunk.Word!.Lemma is not ("take" or "get" or "use" or "obtain") && (theme >= 0 || chunk.Word.Lemma is "buy" or "source" or "order")) || (theme >= 0 && (parsed[theme].Word?.Means(NounSense.Goods) == true || parsed[theme] is { IsNamed: true, Possessor: >= 0 }));
            return customers.Count > 0 && supplied && AddEach(scene, verb, sources.Count > 0 ? sources : [supplier], customers);
        }

        int agent = parsed.AgentOf(verb);
        List<string> suppliers = agent >= 0 ? scene.Parties.Joined(agent) : [];
        if (suppliers.Count == 0 && chunk.IsPassive && theme >= 0)
        {
            suppliers = MakersOf(scene, theme, verb);
        }

        int to = parsed.Phrase(verb, frame.Object == Slot.For ? ["for"] : ["to", "for"], 9);
        List<string> receivers = to < 0 ? [] : parsed[to].Possessor >= 0 && parsed[to].Preposition is >= 0 and var led && parsed.IsPreposition(led, "for") ? scene.Parties.Joined(parsed[to].Possessor) : scene.Parties.Joined(to);
        for (int more = to; more >= 0 && receivers.Count > 0 && parsed.Phrase(more, ["to"], 6) is >= 0 and var next && next > more; more = next)
        {
            // "to Nissan and, for the first time, to Mitsubishi Motors"
            receivers.AddRange(scene.Parties.Joined(next).Except(receivers));
        }

        if (receivers.Count == 0 && frame.Object == Slot.To && to >= 0 && scene.Parties.OwnersOf(to) is { Length: 1 } owner)
        {
            receivers = [.. owner];
        }

        if (receivers.Count == 0 && to >= 0)
        {
            // "cells for the next cars Nissan builds": whoever makes what they are for.
            for (int k = to + 1; k < parsed.Count && k <= to + 2; k++)
            {
                if (parsed[k] is { IsNoun: true, Preposition: < 0 } && parsed[k - 1].IsNoun && scene.Parties.One(k) is { } user)
                {
                    receivers = [user];
                }
            }
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
            receivers = [.. scene.Parties.OwnersOf(theme)];
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
            receivers = receivers.Count == 1 ? receivers : receivers.Count == 2 && scene.Parties.OwnersOf(agent) is [var owner2] && receivers.Remove(owner2) ? receivers : [];
        }

        if (receivers.Count == 0 && suppliers.Count == 1 && goods && chunk.Word!.Lemma is "supply" or "deliver" or "provide" && to < 0 && ParsedSentence.AnyMeans(parsed[theme], NounSense.Goods) && scene.OtherThan(suppliers, verb) is { } spoken)
        {
            // "The cells will be delivered by CATL": to whom the text speaks of.
            receivers = [spoken];
        }

        bool delivers = goods || chunk.Word!.Lemma is "supply" or "deliver";
        if (delivers && suppliers.Count == 0 && agent >= 0 && parsed[agent].Word is { } venture && venture.Means(NounSense.Venture) && !parsed[agent].IsNamed && parsed.Sentence.Is(parsed[agent].First, "the"))
        {
            // "The joint venture will supply engines to": one that has no name yet.
            return Add(scene, verb, null, receivers);
        }

        return delivers && AddEach(scene, verb, suppliers, receivers);
    }

    /// <summary>Who gets what the sentence does not say for whom it is: the company that speaks, else the only one that the sentence before was about.</summary>
    private static List<string> Concerned(Scene scene, int verb, string supplier) =>
        Attribution.SpeakerOf(scene.Parsed, verb) is >= 0 and var speaker && scene.Parties.One(speaker) is { } speaking && speaking != supplier ? [speaking]
        : scene.Discourse.Subjects is [var one] && one != supplier ? [one] : [];

    /// <summary>Who signed the agreement "under which" something is delivered.</summary>
    private static List<string> Signatories(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        for (int k = verb - 1; k > 1; k--)
        {
            if (parsed[k].Kind == ChunkKind.Relative && parsed.IsPreposition(k - 1, "under"))
            {
                int main = scene.VerbAbove(Clauses.Antecedent(parsed.Chunks, k));
                return main >= 0 && parsed[main].Subject >= 0 ? scene.Parties.Joined(parsed[main].Subject) : [];
            }
        }

        return [];
    }

    private static bool AddEach(Scene scene, int verb, List<string> suppliers, List<string> customers)
    {
        bool any = false;
        foreach (string supplier in suppliers)
        {
            any |= Add(scene, verb, supplier, customers);
        }

        return any;
    }

    private static bool Put(Scene scene, IReadOnlyList<string?> suppliers, List<string> customers, Stance stance)
    {
        int before = scene.Facts.Count;
        foreach (string? supplier in suppliers)
        {
            foreach (string customer in customers.Where(customer => customer != supplier))
            {
                scene.Add(Scene.Draft(FactKind.Supply, supplier, customer), stance);
            }
        }

        return scene.Facts.Count > before;
    }

    private static bool Add(Scene scene, int verb, string? supplier, List<string> customers, DealStage past = DealStage.Ongoing)
    {
        // "picked Qualcomm to supply chips", "are turning to CATL to supply them": it is going to.
        bool chosen = scene.Parsed[verb] is { Shape: VerbShape.Infinitive, Governor: >= 0 } infinitive && scene.Parsed[infinitive.Governor] is { IsVerb: true, Word.Lemma: "pick" or "choose" or "select" or "contract" or "commission" or "turn" or "hire" or "order" };
        Stance stance = Stance.Of(scene.Parsed, verb, past, chosen ? DealStage.Planned : DealStage.Considered);
        return Put(scene, [supplier], customers, stance);
    }

    /// <summary>"vans built by Renault", "Renault's vans".</summary>
    private static List<string> MakersOf(Scene scene, int theme, int verb)
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

    private static bool AreGoods(Scene scene, int theme, Chunk verb)
    {
        Chunk chunk = scene.Parsed[theme];
        if (chunk.IsPronoun)
        {
            // "supply them to Honda"
            return scene.Sentence.Is(chunk.First, "them") && verb.Word!.Lemma is "supply" or "deliver";
        }

        if (chunk.Percent >= 0 || chunk.Money >= 0 || (scene.Parties.Of(theme).Length > 0 && chunk.Possessor < 0))
        {
            return false;
        }

        bool goods = ParsedSentence.AnyMeans(chunk, NounSense.Goods);
        if (verb.Word!.Lemma is "use" or "adopt" or "install" && chunk is { IsNamed: true, Possessor: >= 0 } && scene.Parties.Of(chunk.Possessor).Length > 0)
        {
            // "will use Huawei's HarmonyOS": what somebody makes, by its name.
            return true;
        }

        bool deal = chunk.Word is { } word && word.Means(NounSense.Stake | NounSense.LooseStake | NounSense.Venture | NounSense.Partnership | NounSense.Takeover | NounSense.Person | NounSense.Company);
        // "builds the Micra for Nissan": a model.
        bool model = (chunk.Word is null || chunk.IsNamed) && verb.Word!.Lemma is "build" or "make" or "assemble" or "produce" or "manufacture" && scene.Sentence.Tokens[chunk.First].Is(WordClass.Determiner | WordClass.Possessive);
        return goods || model || (verb.Word!.Lemma is "supply" or "deliver" or "source" or "procure" && !deal);
    }
}
