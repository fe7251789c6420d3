namespace AllianceMonitor.Extraction;

/// <summary>The names and makers of joint ventures where no "joint venture" says so: "the engine maker set up by Renault and Geely".</summary>
internal static class Ventures
{
    /// <summary>"The company, to be called Tandem Drive": the name of the venture that was told last.</summary>
    public static void Name(Scene scene)
    {
        if (scene.Discourse.Venture is not { Name: null } venture)
        {
            return;
        }

        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k] is not { IsVerb: true, Word: { Lemma: "call" or "name" or "know" } } verb || !(verb.IsPassive || verb.Shape == VerbShape.Reduced))
            {
                continue;
            }

            int behind = verb.Object >= 0 ? verb.Object : parsed.Phrase(k, ["as"], 3);
            if (behind >= 0 && scene.Parties.One(behind) is { } name && !venture.Parents.Contains(name))
            {
                scene.Discourse.NameVenture(venture.Parents, name);
                return;
            }

            // "NMKV, as the venture is known"
            bool known = verb.Word.Lemma == "know" && k > 0 && parsed[k - 1].Word is { } noun && noun.Means(NounSense.Venture | NounSense.Company) && k >= 4 && scene.Parties.One(k - 4) is not null;
            if (known && scene.Parties.One(k - 4) is { } before && !venture.Parents.Contains(before))
            {
                scene.Discourse.NameVenture(venture.Parents, before);
                return;
            }
        }
    }

    /// <summary>
    /// A company that two others founded or own together: "Horse Powertrain, the engine maker set up by Renault and Geely", "Renault and Geely set up a company", "NMKV is jointly owned by".
    /// </summary>
    public static void Founded(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        if (chunk.Word is not { Lemma: "set" or "create" or "form" or "establish" or "found" or "co-found" or "launch" or "build" or "own" or "co-own" or "run" or "split" or "share" or "halve" or "conceive" }
            || (chunk.Word.Lemma == "set" && chunk.Particle != "up" && !VerbDeals.FollowsObject(parsed, verb, "up")))
        {
            return;
        }

        string lemma = chunk.Word.Lemma;
        int founded = parsed.ThemeOf(verb);
        if (founded < 0 || parsed[founded].IsTime || parsed.Contains(parsed[founded], "working") || (lemma == "create" && chunk.Shape == VerbShape.Gerund))
        {
            // "set up a working group", "merged, creating the largest specialist": no venture.
            return;
        }

        bool splits = lemma is "split" or "share" or "halve";
        bool owns = (splits && chunk.IsPassive && parsed.Phrase(verb, ["between", "by"], 3) >= 0) || lemma is "own" or "co-own" && (lemma == "co-own" || VerbDeals.IsTogether(parsed, verb) || InEqualParts(parsed, verb) || IsOwnedBySeveral(scene, verb, founded));
        bool named = parsed[founded].IsNamed && scene.Parties.One(founded) is not null && (owns || lemma is "set" or "establish" or "found" or "co-found" or "form");
        bool company = !parsed[founded].IsNamed && parsed[founded].Word is { } word && word.Means(NounSense.Company | NounSense.Unit) && !word.Is(WordClass.Plural) && !word.Means(NounSense.Venture);
        int by = splits ? parsed.Phrase(verb, ["between", "by"], 3) : parsed.AgentOf(verb);
        List<string> parents = by >= 0 ? scene.Parties.Joined(by) : [];
        if (parsed.Phrase(verb, ["with"], 5) is >= 0 and var with && (!chunk.IsPassive || owns))
        {
            parents.AddRange(scene.Parties.Joined(with).Except(parents));
        }

        bool foundsNow = lemma is not ("own" or "co-own" or "run" or "split" or "share" or "halve");
        if (!(company || named || (owns && IsPlant(parsed, founded))) || (foundsNow ? parents.Count != 2 : parents.Count < 2) || (!foundsNow && !owns && chunk.Shape != VerbShape.Reduced))
        {
            return;
        }

        string? name = named ? scene.Parties.One(founded) : founded >= 2 && parsed[founded - 1].Kind == ChunkKind.Comma ? scene.Parties.One(founded - 2) : Share.Apposition(scene, founded);
        if (name is not null && parents.Contains(name))
        {
            return;
        }

        if (name is not null)
        {
            scene.Discourse.NameVenture(parents, name);
        }

        Stance stance = chunk.Shape == VerbShape.Reduced ? new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true) : Stance.Of(parsed, verb, foundsNow ? DealStage.Completed : DealStage.Ongoing, DealStage.Considered);
        if (founded < verb && !chunk.IsPassive && stance.Polarity != Polarity.Affirmed)
        {
            // "will not join the company that Honda and Nissan plan to set up": they do.
            stance = stance with { Polarity = Polarity.Affirmed, Denier = -1 };
        }

        // "set up a holding company": that is how companies merge.
        FactKind kind = parsed.Contains(parsed[founded], "holding") ? FactKind.Merger : FactKind.JointVenture;
        scene.Add(Scene.Draft(kind, parents[0], parents[1], name is null ? parents.Skip(2) : [.. parents.Skip(2), name]), stance);
    }

    /// <summary>"ACC, owned by Stellantis, Mercedes-Benz and TotalEnergies": in what parts is not said.</summary>
    private static bool IsOwnedBySeveral(Scene scene, int verb, int founded)
    {
        ParsedSentence parsed = scene.Parsed;
        int by = parsed[verb].IsPassive ? parsed.Phrase(verb, ["by"], 3) : -1;
        List<string> owners = by >= 0 ? scene.Parties.Joined(by) : [];
        int end = by >= 0 ? parsed[by].First : 0;
        return owners.Count is 2 or 3 && !owners.Exists(scene.IsPerson) && !scene.Sentence.Values.Exists(value => value.FirstToken >= parsed[founded].First && value.LastToken <= end + 1);
    }

    /// <summary>"in equal parts", "half and half", "equally".</summary>
    private static bool InEqualParts(ParsedSentence parsed, int verb)
    {
        int last = Math.Min(parsed[verb].Last + 12, parsed.Sentence.Last);
        for (int i = parsed[verb].First; i <= last; i++)
        {
            if (parsed.Sentence.Is(i, "equally") || parsed.Sentence.Is(i, "fifty-fifty") || parsed.Sentence.Is(i, "50-50") || (parsed.Sentence.Is(i, "in") && parsed.Sentence.Is(i + 1, "equal")) || (parsed.Sentence.Is(i, "half") && parsed.Sentence.Is(i + 1, "and") && parsed.Sentence.Is(i + 2, "half")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A works that may be a company of its own: "a joint battery plant".</summary>
    internal static bool IsPlant(ParsedSentence parsed, int noun) =>
        parsed.Sentence.Is(parsed[noun].Head, "plant") || parsed.Sentence.Is(parsed[noun].Head, "works") || parsed.Sentence.Is(parsed[noun].Head, "factory") || parsed.Sentence.Is(parsed[noun].Head, "refinery") || parsed.Sentence.Is(parsed[noun].Head, "foundry") || parsed.Sentence.Is(parsed[noun].Head, "gigafactory");

    /// <summary>Below this a holder is no parent.</summary>
    private const decimal LeastParent = 40;

    /// <summary>Two who leave more to others do not share the company between them.</summary>
    private const decimal LeastTogether = 98;

    /// <summary>A company that two others share between them is their joint venture, whether or not the text calls it that.</summary>
    public static IEnumerable<Fact> Shared(IReadOnlyList<Fact> facts)
    {
        foreach (var holders in facts.Where(fact => fact is { Kind: FactKind.Stake, Stage: DealStage.Ongoing, Polarity: Polarity.Affirmed, Subject: not null, Object: not null } && FactValues.Number(fact.After) >= LeastParent).GroupBy(fact => fact.Object))
        {
            List<Fact> parents = [.. holders.DistinctBy(fact => fact.Subject).OrderByDescending(fact => FactValues.Number(fact.After))];
            if (parents.Count == 2 && parents.Sum(fact => FactValues.Number(fact.After)) is >= LeastTogether and <= 100 && !facts.Any(fact => fact.Kind is FactKind.JointVenture or FactKind.Acquisition or FactKind.Merger && parents.TrueForAll(parent => fact.Parties.Contains(parent.Subject))))
            {
                yield return Scene.Draft(FactKind.JointVenture, parents[0].Subject, parents[1].Subject, holders.Key!) with { Evidence = parents[1].Evidence, ClaimedBy = parents[1].ClaimedBy };
            }
        }
    }
}
