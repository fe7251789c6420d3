namespace AllianceMonitor.Extraction;

/// <summary>
/// "The alliance agreed with Google to equip cars", "Dongfeng and Nissan are negotiating on the future of their plant", "will jointly set up a laboratory": what two agree on, talk
/// about or do together and is no other deal is that they work together.
/// </summary>
internal static class Agreements
{
    /// <summary>"a common platform", "a shared factory": what only two together can have.</summary>
    private static bool IsCommon(ParsedSentence parsed, int noun) =>
        noun >= 0 && (parsed.Contains(parsed[noun], "common") || parsed.Contains(parsed[noun], "joint") || parsed.Contains(parsed[noun], "shared"));

    public static void Read(Scene scene)
    {
        if (scene.HasDeal)
        {
            return;
        }

        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k] is { IsVerb: true, Subject: >= 0 } && (Agreed(scene, k) || Joint(scene, k)))
            {
                return;
            }
        }
    }

    private static bool Agreed(Scene scene, int k)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk verb = parsed[k];
        if (verb is not { Shape: VerbShape.Finite, Word.Lemma: "agree" or "negotiate" or "talk" or "discuss" or "confer" })
        {
            return false;
        }

        int with = parsed.Phrase(k, ["with"], 3);
        List<string> hosts = scene.Parties.Joined(verb.Subject);
        List<string> parties = [.. hosts.Concat(with >= 0 ? scene.Parties.Joined(with) : []).Distinct()];
        bool negotiates = verb.Word!.Lemma == "negotiate" || (verb.Word.Lemma is "talk" or "discuss" or "confer" && IsCommon(parsed, verb.Object >= 0 ? verb.Object : parsed.Phrase(k, ["about", "on", "over"], 6)));
        bool acts = negotiates;
        for (int i = with + 1; with >= 0 && i < parsed.Count && i <= with + 3; i++)
        {
            acts |= parsed[i] is { IsVerb: true, Shape: VerbShape.Infinitive };
        }

        // "Honda and Nissan agreed to standardise their batteries"
        bool both = verb.Word.Lemma == "agree" && with < 0 && hosts.Count is 2 or 3 && ActsBehind(parsed, k);
        if (!(acts || both) || parties.Count < 2 || !(negotiates || both || scene.Parties.Of(with).Length > 0))
        {
            return false;
        }

        DealStage stage = negotiates ? DealStage.InTalks : DealStage.Agreed;
        scene.Add(Scene.Draft(FactKind.Partnership, parties[0], parties[1], parties.Skip(2)), Stance.Of(parsed, k, stage, stage));
        return true;
    }

    /// <summary>An infinitive follows, at most a point in time between.</summary>
    private static bool ActsBehind(ParsedSentence parsed, int verb)
    {
        int k = verb + 1;
        while (k < parsed.Count && (parsed[k].Kind is ChunkKind.Preposition or ChunkKind.Other || parsed[k] is { IsNoun: true, IsTime: true }))
        {
            k++;
        }

        return k < parsed.Count && parsed[k] is { IsVerb: true, Shape: VerbShape.Infinitive } acts && Clauses.StageWordsOf(acts) != Outlook.Ended && !Endings.IsParting(parsed, acts) && acts.Word!.Lemma is not ("buy" or "sell" or "pay" or "cut" or "raise" or "end" or "extend" or "keep" or "contribute" or "invest" or "inject" or "provide" or "put" or "appoint" or "name" or "merge" or "take" or "hold" or "part" or "separate");
    }

    /// <summary>"will jointly set up a laboratory", "will revive the brand together with Kamaz".</summary>
    private static bool Joint(Scene scene, int k)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk verb = parsed[k];
        if (verb.IsPassive || verb.Object < 0 || verb.Word is not { } word || word.Is(WordClass.Be | WordClass.Have) || word.Lemma is "own" or "hold" or "control" or "employ" or "say" or "announce" or "sell" or "buy" or "represent" or "make" or "see" || !Together(parsed, k))
        {
            return false;
        }

        List<string> parties = scene.Parties.Joined(verb.Subject);
        if (parsed.Phrase(verb.Object, ["with"], 5) is >= 0 and var with)
        {
            parties.AddRange(scene.Parties.Joined(with).Except(parties));
        }

        if (parties.Count is not (2 or 3))
        {
            return false;
        }

        scene.Add(Scene.Draft(FactKind.Partnership, parties[0], parties[1], parties.Skip(2)), Stance.Of(parsed, k, DealStage.Ongoing, DealStage.Considered));
        return true;
    }

    private static bool Together(ParsedSentence parsed, int verb)
    {
        int last = parsed[Math.Min(parsed.EndOfPhrases(verb), parsed.Count) - 1].Last;
        for (int i = parsed[verb].First; i <= last; i++)
        {
            if (parsed.Sentence.Is(i, "jointly") || parsed.Sentence.Is(i, "together"))
            {
                return true;
            }
        }

        return false;
    }
}
