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

    /// <summary>A company that two others founded: "Horse Powertrain, the engine maker set up by Renault and Geely", "Renault and Geely set up a company".</summary>
    public static void Founded(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        if (chunk.Word is not { Lemma: "set" or "create" or "form" or "establish" or "found" or "launch" or "build" or "own" or "run" } || (chunk.Word.Lemma == "set" && chunk.Particle != "up"))
        {
            return;
        }

        int founded = parsed.ThemeOf(verb);
        bool company = founded >= 0 && !parsed[founded].IsNamed && parsed[founded].Word is { } word && word.Means(NounSense.Company | NounSense.Unit) && !word.Is(WordClass.Plural) && !word.Means(NounSense.Venture);
        int by = parsed.AgentOf(verb);
        List<string> parents = by >= 0 ? scene.Parties.Joined(by) : [];
        if (parsed.Phrase(verb, ["with"], 5) is >= 0 and var with && !chunk.IsPassive)
        {
            parents.AddRange(scene.Parties.Joined(with));
        }

        bool foundsNow = chunk.Word.Lemma is not ("own" or "run");
        if (!company || (foundsNow ? parents.Count != 2 : parents.Count < 2) || (!foundsNow && chunk.Shape != VerbShape.Reduced))
        {
            return;
        }

        string? name = founded >= 2 && parsed[founded - 1].Kind == ChunkKind.Comma ? scene.Parties.One(founded - 2) : Share.Apposition(scene, founded);
        if (name is not null && parents.Contains(name))
        {
            return;
        }

        if (name is not null)
        {
            scene.Discourse.NameVenture(parents, name);
        }

        Stance stance = chunk.Shape == VerbShape.Reduced ? new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true) : Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered);
        // "set up a holding company": that is how companies merge.
        FactKind kind = parsed.Contains(parsed[founded], "holding") ? FactKind.Merger : FactKind.JointVenture;
        scene.Add(Scene.Draft(kind, parents[0], parents[1], name is null ? parents.Skip(2) : [.. parents.Skip(2), name]), stance);
    }
}
