namespace AllianceMonitor.Extraction;

/// <content>What is delivered, who makes it and into whose products it goes.</content>
internal static partial class SupplyDeals
{
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

        if (verb.Word!.Lemma is "use" or "adopt" or "install" && chunk is { IsNamed: true, Possessor: >= 0 } && scene.Parties.Of(chunk.Possessor).Length > 0)
        {
            // "will use Huawei's HarmonyOS": what somebody makes, by its name.
            return true;
        }

        bool deal = chunk.Word is { } word && word.Means(NounSense.Stake | NounSense.LooseStake | NounSense.Venture | NounSense.Partnership | NounSense.Takeover | NounSense.Person | NounSense.Company | NounSense.Contract);
        // "builds the Micra for Nissan": a model.
        bool model = (chunk.Word is null || chunk.IsNamed) && verb.Word!.Lemma is "build" or "make" or "assemble" or "produce" or "manufacture" && (chunk.Possessor >= 0 || scene.Sentence.Tokens[chunk.First].Is(WordClass.Determiner | WordClass.Possessive));
        // "makes fuselage panels for Airbus": things that no list knows.
        model |= chunk is { Word: null, Money: < 0, IsTime: false } && scene.Sentence.Lower(chunk.Head) is [.., not 's', 's'] && verb.Word!.Lemma is "build" or "make" or "assemble" or "produce" or "manufacture" && scene.Parsed.Phrase(theme, ["for"], 4) >= 0;
        bool named = chunk.IsNamed && verb.Word!.Lemma is "obtain" or "receive" or "get" or "buy" or "source" or "take" or "procure" && scene.Sentence.Is(chunk.First, "the") && scene.Parsed.Phrase(theme, ["from"], 8) >= 0;
        return IsThing(scene.Parsed, theme) || model || named || (verb.Word!.Lemma is "supply" or "deliver" or "source" or "procure" && !deal);
    }

    private const NounSense NoThing = NounSense.Company | NounSense.Companies | NounSense.Unit | NounSense.Venture | NounSense.Person | NounSense.Post | NounSense.Contract | NounSense.Talk | NounSense.Partnership | NounSense.LoosePartnership | NounSense.Stake | NounSense.LooseStake | NounSense.Takeover | NounSense.Investment;

    /// <summary>What is made and delivered: cells, vans, software, "its output"; not where it is made ("battery plant") or who makes it.</summary>
    private static bool IsThing(ParsedSentence parsed, int noun)
    {
        Chunk chunk = parsed[noun];
        if (IsVersion(parsed, noun))
        {
            return true;
        }

        if (parsed.Sentence.Is(chunk.Head, "capacity") && (parsed.Contains(chunk, "production") || parsed.Contains(chunk, "annual") || parsed.Contains(chunk, "manufacturing")))
        {
            return false;
        }

        if (chunk.Word is { } head && !head.Means(NounSense.Goods))
        {
            return parsed.Sentence.Is(chunk.Head, "output") || parsed.Sentence.Is(chunk.Head, "production") || (ParsedSentence.AnyMeans(chunk, NounSense.Goods) && !head.Means(NoThing) && !IsSite(parsed.Sentence, chunk.Head));
        }

        return ParsedSentence.AnyMeans(chunk, NounSense.Goods) && !IsSite(parsed.Sentence, chunk.Head);
    }

    /// <summary>"a version of the Twingo".</summary>
    private static bool IsVersion(ParsedSentence parsed, int noun) => parsed.Sentence.IsAny(parsed[noun].Head, "version", "versions", "variant", "variants", "derivative") && parsed.IsPreposition(noun + 1, "of");

    /// <summary>"the plant", "the venture": one that was spoken of and has no name here.</summary>
    private static bool IsUnnamedSite(ParsedSentence parsed, int noun) =>
        parsed[noun] is { IsNamed: false, Mentions: 0, Possessor: < 0 } chunk && parsed.Sentence.Is(chunk.First, "the") && (Ventures.IsPlant(parsed, noun) || parsed.Sentence.IsAny(chunk.Head, "venture", "site", "yard", "shipyard", "mill"));

    /// <summary>"Nissan and Mitsubishi cars": the cars, whose first marque stands as an object of its own.</summary>
    private static int BehindMarques(Scene scene, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        int last = theme;
        while (last >= 0 && last + 2 < parsed.Count && parsed[last].IsNamed && parsed[last].Possessor < 0 && scene.Parties.Of(last).Length > 0 && parsed[last + 1].Kind is ChunkKind.Conjunction or ChunkKind.Comma && parsed[last + 2].IsNoun)
        {
            last += 2;
        }

        return last != theme && !parsed[last].IsNamed && IsThing(parsed, last) && scene.Parties.Inside(last).Count > 0 ? last : theme;
    }

    /// <summary>Under whose names goods are sold: "two Geely models", "Apple's phones", "the Honda Prologue", "Nissan and Mitsubishi cars".</summary>
    private static List<string> MarquesOf(Scene scene, int first, int goods)
    {
        List<string> found = [];
        for (int k = first; k <= goods; k++)
        {
            if (!scene.Parsed[k].IsNoun)
            {
                continue;
            }

            if (k == goods && scene.Parties.OwnersOf(k) is { Length: > 0 } owners)
            {
                found.AddRange(owners);
            }
            else if (scene.Parsed[k].IsNamed && scene.Parties.Of(k).Length == 0)
            {
                found.AddRange(BrandOf(scene, k) is { } brand ? [brand] : []);
            }
            else
            {
                // A name of nothing known in front of "models" is theirs: "the Afeela models".
                found.AddRange(scene.Parties.Inside(k).Where(name => !scene.IsUntyped(name) || scene.Discourse.IsDescribed(name) || Marques.IsKnown(name) || Trades.Of(name).Any()));
            }
        }

        return [.. found.Distinct()];
    }

    /// <summary>Whose model a name is that begins with his: "the Renault Scenic".</summary>
    private static string? BrandOf(Scene scene, int noun) =>
        scene.Parsed[noun] is { IsNamed: true, Mentions: > 0 } chunk && scene.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1] is { Via: MentionVia.Pattern } model ? scene.Discourse.ParentOf(model.Key) : null;

    private static bool IsSite(Sentence sentence, int token) =>
        sentence.Is(token, "plant") || sentence.Is(token, "plants") || sentence.Is(token, "factory") || sentence.Is(token, "factories") || sentence.Is(token, "works") || sentence.Is(token, "site") || sentence.Is(token, "sites") || sentence.Is(token, "laboratory") || sentence.Is(token, "laboratories") || sentence.Is(token, "project") || sentence.Is(token, "industry") || sentence.Is(token, "market") || sentence.Is(token, "sales");

    /// <summary>"a fifth of its gearboxes", "most of the wafers", "22 tonnes of steel": the gearboxes, wafers, steel.</summary>
    private static int WholeOf(ParsedSentence parsed, int noun)
    {
        bool part = noun >= 0 && (parsed[noun].Percent >= 0 || parsed[noun].Word is { } word && (word.Means(NounSense.Part | NounSense.Majority) || parsed.Sentence.Is(parsed[noun].Head, "most") || parsed.Sentence.Is(parsed[noun].Head, "all") || parsed.Sentence.Is(parsed[noun].Head, "some") || parsed.Sentence.Is(parsed[noun].Head, "bulk")));
        part |= noun >= 0 && !part && !IsThing(parsed, noun) && parsed[noun].Money < 0 && (parsed.Sentence.Tokens[parsed[noun].First].Kind == TokenKind.Number || parsed.Sentence.Tokens[parsed[noun].First].Is(WordClass.Number));
        return part && parsed.IsPreposition(noun + 1, "of") && parsed.NounAfter(noun + 1) is >= 0 and var whole && !parsed[whole].IsNamed ? whole : noun;
    }

    /// <summary>Who makes what a phrase names: "Northvolt's cells", "cells from Northvolt", "chips made by Qualcomm", "Qualcomm chips".</summary>
    private static List<string> MakersOf(Scene scene, int goods)
    {
        ParsedSentence parsed = scene.Parsed;
        if (goods + 1 < parsed.Count && parsed[goods + 1] is { IsVerb: true, Shape: VerbShape.Reduced } && parsed.Phrase(goods + 1, ["by"], 4) is >= 0 and var by && scene.Parties.Joined(by) is { Count: > 0 } made)
        {
            return made;
        }

        if (scene.Parties.OwnersOf(goods) is { Length: > 0 } owners)
        {
            return [.. owners];
        }

        if (parsed.Phrase(goods, ["from", "by", "of"], 3) is >= 0 and var from)
        {
            return scene.Parties.Joined(from) is { Count: > 0 } makers ? makers : IsVersion(parsed, goods) && BrandOf(scene, from) is { } brand ? [brand] : [.. scene.Parties.OwnersOf(from)];
        }

        return parsed[goods].IsNamed ? [] : scene.Parties.Inside(goods) is [.., var maker] ? [maker] : [];
    }

    /// <summary>Who is served with what goes to it: a company itself, or "Scania's trucks", "Scania trucks", "the cars of Opel", "every car that Opel makes".</summary>
    private static List<string> UsersOf(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (noun < 0)
        {
            return [];
        }

        Chunk chunk = parsed[noun];
        if (chunk.Percent >= 0 || chunk.Money >= 0 || ParsedSentence.AnyMeans(chunk, NounSense.Stake))
        {
            return [];
        }

        if (chunk is { IsNamed: true, Mentions: 1 } && chunk.First + 1 == parsed.Sentence.Mentions[chunk.FirstMention].FirstToken && parsed.Sentence.Mentions[chunk.FirstMention] is { Via: MentionVia.Pattern } model && parsed.Sentence.Is(chunk.First, "the"))
        {
            // "the Renault Scenic"
            return scene.Discourse.ParentOf(model.Key) is { } brand ? [brand] : [];
        }

        if (scene.Parties.Joined(noun) is { Count: > 0 } companies)
        {
            return companies;
        }

        if (scene.Parties.OwnersOf(noun) is { Length: > 0 } owners)
        {
            return [.. owners];
        }

        if (scene.Parties.Inside(noun) is { Count: > 0 } inside)
        {
            return inside;
        }

        if (parsed.Phrase(noun, ["of"], 3) is >= 0 and var of && scene.Parties.Joined(of) is { Count: > 0 } whose)
        {
            return whose;
        }

        for (int k = noun + 1; k < parsed.Count && k <= noun + 2; k++)
        {
            if (parsed[k] is { IsNoun: true, Preposition: < 0 } && parsed[k - 1].Kind is ChunkKind.Noun or ChunkKind.Relative or ChunkKind.Subordinator && scene.Parties.One(k) is { } user)
            {
                // "cells for the next cars Nissan builds": whoever makes what they are for.
                return [user];
            }
        }

        return [];
    }
}
