namespace AllianceMonitor.Extraction;

/// <summary>Deals that a verb tells, by the table of <see cref="Predicates"/>.</summary>
internal static partial class VerbDeals
{
    public static void Read(Scene scene, int verb)
    {
        Chunk chunk = scene.Parsed[verb];
        Ventures.Founded(scene, verb);
        if (PostTransfers.Read(scene, verb))
        {
            return;
        }

        if (chunk.Word is not { Frames.Length: > 0 } word)
        {
            return;
        }

        int theme = scene.Parsed.ThemeOf(verb);
        if (!Tell(scene, verb, theme, word, agent: -1))
        {
            return;
        }

        // "owns 5% of Suzuki and 6% of Mazda"; "X takes 60 percent and Y the rest".
        foreach ((int agent, int other) in Further(scene, theme))
        {
            Tell(scene, verb, other, word, agent);
        }
    }

    private static bool Tell(Scene scene, int verb, int theme, Word word, int agent)
    {
        foreach (Frame frame in word.Frames)
        {
            if (frame.Particle is { } particle && particle != scene.Parsed[verb].Particle && !FollowsObject(scene.Parsed, verb, particle))
            {
                continue;
            }

            bool told = frame.Kind switch
            {
                FactKind.Stake => StakeDeals.FromVerb(scene, verb, theme, frame, agent),
                FactKind.Acquisition => Acquisition(scene, verb, theme, frame),
                FactKind.Investment => Investment(scene, verb, theme, frame, agent),
                FactKind.Supply => SupplyDeals.FromVerb(scene, verb, theme, frame, agent),
                FactKind.Appointment => Appointments.FromVerb(scene, verb, theme, frame),
                FactKind.Merger when frame.Object == Slot.Into => Folded(scene, verb, theme),
                _ => Mutual(scene, verb, theme, frame),
            };
            if (told)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"took it over": the particle stands behind the object.</summary>
    internal static bool FollowsObject(ParsedSentence parsed, int verb, string particle) =>
        parsed[verb].Object is >= 0 and var thing && thing + 1 < parsed.Count && !parsed[thing + 1].IsNoun && parsed.Sentence.Is(parsed[thing + 1].First, particle) && !(thing + 2 < parsed.Count && parsed[thing + 2].IsNoun && !parsed[thing + 2].IsTime);

    /// <summary>Objects joined to the first, and pairs of a name and an object whose verb is left out.</summary>
    private static List<(int Agent, int Theme)> Further(Scene scene, int theme)
    {
        List<(int Agent, int Theme)> found = [];
        if (theme < 0)
        {
            return found;
        }

        ParsedSentence parsed = scene.Parsed;
        int end = parsed.EndOfPhrases(theme);
        for (int k = theme + 1; k + 1 < end; k++)
        {
            if (parsed[k].Kind is not (ChunkKind.Conjunction or ChunkKind.Comma))
            {
                continue;
            }

            int next = k + 1;
            while (next < end && parsed[next].Kind is ChunkKind.Other or ChunkKind.Conjunction)
            {
                next++;
            }

            if (next >= end || !parsed[next].IsNoun)
            {
                continue;
            }

            bool gapped = next + 1 < end && parsed[next + 1].IsNoun && !parsed[next].IsPossessive && scene.Parties.Of(next).Length > 0 && (parsed[next + 1].Percent >= 0 || parsed[next + 1].Money >= 0 || parsed[next + 1].Word is { } word && word.Means(NounSense.Remainder | NounSense.Part | NounSense.Goods));
            int behind = next + 4 < end && parsed[next].IsNamed && parsed[next + 1].Kind == ChunkKind.Comma && parsed[next + 2] is { IsNoun: true, IsNamed: false } && parsed[next + 3].Kind == ChunkKind.Comma && parsed[next + 4] is { IsNoun: true, Percent: >= 0 } ? next + 4 : -1;
            if (gapped)
            {
                found.Add((next, next + 1));
            }
            else if (behind >= 0)
            {
                // "Hitachi holds 19% and JIC Capital, a state-backed fund, 20%"
                found.Add((next, behind));
                k = behind;
            }
            else if (parsed[next].Percent >= 0 || parsed[next].Word is { } noun && noun.Means(NounSense.Stake | NounSense.Part))
            {
                found.Add((-1, next));
            }
        }

        return found;
    }

    /// <summary>"X will be folded into Y", "Y merged its unit X into Z".</summary>
    private static bool Folded(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        if (theme < 0 || parsed.Phrase(verb, ["into"], 6) is not (>= 0 and var into) || parsed[into].IsPronoun || scene.Parties.One(into) is not { } whole)
        {
            return false;
        }

        List<string> parts = scene.Parties.Joined(theme);
        parts.Remove(whole);
        if (parts.Count is 0 or > 3 || parsed[theme].IsPossessive)
        {
            return false;
        }

        Stance stance = Stance.Of(parsed, verb, DealStage.Completed, DealStage.Considered);
        scene.Add(parts.Count == 1 ? Scene.Draft(FactKind.Merger, parts[0], whole) : Scene.Draft(FactKind.Merger, parts[0], parts[1], [.. parts.Skip(2), whole]), stance);
        return true;
    }

    /// <summary>Merger and partnership: who acts, and with whom.</summary>
    private static bool Mutual(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        bool itself = chunk.Word!.Lemma is "merge" or "partner" or "pair" or "collaborate" or "cooperate" or "co-operate" or "ally" or "team" or "amalgamate" or "tie" or "link" or "join";
        int with = parsed.Phrase(verb, ["with"], 9);
        with = with < 0 && chunk.Subject >= 0 && parsed.Before(chunk.Subject) is > 1 and var relative && parsed[relative].Kind == ChunkKind.Relative && parsed.IsPreposition(relative - 1, "with") ? Clauses.Antecedent(parsed.Chunks, relative) : with;
        List<string> partners = with >= 0 ? scene.Parties.Joined(with) : [];
        List<string> objects = theme >= 0 && frame.Kind == FactKind.Merger ? scene.Parties.Joined(theme) : [];
        int agent = parsed.AgentOf(verb);
        List<string> parties = agent >= 0 ? scene.Parties.Joined(agent) : [];
        if (chunk.Word.Lemma == "join" && !(theme >= 0 && (parsed.Contains(parsed[theme], "forces") || parsed.Contains(parsed[theme], "hands"))))
        {
            return false;
        }

        if (chunk.Word.Lemma is "buy" or "procure" or "purchase" or "source" or "sell" && !(theme >= 0 && parsed[theme].Word is { } bought && bought.Means(NounSense.Goods) && (IsTogether(parsed, verb) || partners.Count > 0)))
        {
            return false;
        }

        if (chunk is { Shape: VerbShape.Reduced, Word.Lemma: "unite" })
        {
            // "already united in engines": no merger.
            return false;
        }

        if (agent >= 0 && parties.Count == 0 && partners.Count > 1)
        {
            // "expects the larger group to work with both companies": with whom is not said of each other.
            return false;
        }

        bool together = itself || (frame.Kind == FactKind.Merger && theme < 0 && parties.Count > 1) || IsTogether(parsed, verb);
        together |= parties.Count > 1 && chunk.Word.Lemma == "build" && theme >= 0 && Ventures.IsPlant(parsed, theme) && parsed[theme].Word?.Is(WordClass.Plural) != true;
        bool onSomething = theme < 0 ? chunk.Word.Lemma is "work" or "combine" or "unite" : ParsedSentence.AnyMeans(parsed[theme], NounSense.Goods) || frame.Kind == FactKind.Merger || (chunk.Word.Lemma is "build" && Ventures.IsPlant(parsed, theme));
        if (!together && objects.Count < 2 && (partners.Count == 0 || !onSomething))
        {
            return false;
        }

        if (frame.Kind == FactKind.Merger && objects.Count > 0 && (objects.Count > 1 || partners.Count > 0))
        {
            parties = objects;
        }

        if (parties.Count == 0 && agent >= 0 && !parsed[agent].IsNamed && parsed.Phrase(agent, ["of", "from", "at"], 3) is >= 0 and var firms && scene.Parties.Joined(firms) is { Count: > 1 } several)
        {
            // "Engineers of Ford and Nemak work side by side"
            parties = several;
        }

        if (parties.Count == 0 && partners.Count > 0 && chunk.IsPassive && theme >= 0)
        {
            // "Ford's engines are being developed jointly with Nemak"
            parties = [.. scene.Parties.OwnersOf(theme)];
        }

        if (parties.Count == 0 && partners.Count > 0)
        {
            parties = [.. scene.ActorsAbove(verb)];
        }

        parties = [.. parties.Concat(partners).Distinct()];
        if (parties.Count == 1 && itself && partners.Count == 0 && objects.Count == 0 && chunk.Shape != VerbShape.Finite && frame.Kind == FactKind.Merger && scene.OtherThan(parties, verb) is { } other)
        {
            // "rejected a proposal from Renault to merge"
            parties.Insert(0, other);
        }

        if (parties.Count < 2 || (frame.Kind == FactKind.Merger && chunk.Word.Lemma is not ("merge" or "amalgamate" or "fuse") && partners.Count == 0 && objects.Count < 2 && theme >= 0 && !IsTogether(parsed, verb)))
        {
            return false;
        }

        Stance stance = Stance.Of(parsed, verb, frame.Past, frame.Kind == FactKind.Merger ? DealStage.Considered : DealStage.Ongoing);
        if (frame.Kind == FactKind.Partnership && chunk.Word.Lemma is "run" or "operate" && theme >= 0 && parsed[theme].IsNamed && scene.Parties.One(theme) is { } venture && !parties.Contains(venture))
        {
            // "jointly operate Horse Powertrain"
            scene.Add(Scene.Draft(FactKind.JointVenture, parties[0], parties[1], [.. parties.Skip(2), venture]), stance);
            return true;
        }

        if (frame.Kind == FactKind.Partnership && chunk.Word.Lemma is "run" or "operate" && theme >= 0 && parsed[theme].Word is { } works && !works.Is(WordClass.Plural) && (Ventures.IsPlant(parsed, theme) || works.Means(NounSense.Company | NounSense.Unit)))
        {
            // "the factory that they run together"
            scene.Add(Scene.Draft(FactKind.JointVenture, parties[0], parties[1], parties.Skip(2)), stance);
            return true;
        }

        // Companies that merge their catalogues do not merge.
        bool things = frame.Kind == FactKind.Merger && theme >= 0 && objects.Count == 0 && !parsed[theme].IsPronoun && !ParsedSentence.AnyMeans(parsed[theme], NounSense.Unit | NounSense.Company) && !chunk.IsPassive;
        scene.Add(Scene.Draft(things ? FactKind.Partnership : frame.Kind, parties[0], parties[1], parties.Skip(2)), stance);
        return true;
    }

    /// <summary>What companies share when they work together: "purchasing", "a laboratory", "development costs".</summary>
    private static readonly string[] Work = ["purchasing", "procurement", "development", "research", "engineering", "production", "manufacturing", "logistics", "laboratory", "factory", "plant", "works", "shop", "line", "lines", "costs", "facilities", "factories", "plants"];

    /// <summary>"together", "jointly", "with each other" near the verb.</summary>
    internal static bool IsTogether(ParsedSentence parsed, int verb)
    {
        int last = Math.Min(parsed[Math.Min(parsed.EndOfPhrases(verb), parsed.Count) - 1].Last, parsed[verb].Last + 10);
        for (int i = Math.Max(parsed[verb].First - 1, parsed.Sentence.First); i <= last; i++)
        {
            if (parsed.Sentence.Is(i, "together") || parsed.Sentence.Is(i, "jointly") || (parsed.Sentence.Is(i, "in") && (parsed.Sentence.Is(i + 1, "common") || parsed.Sentence.Is(i + 1, "tandem"))) || (parsed.Sentence.Is(i, "side") && parsed.Sentence.Is(i + 1, "by")) || (parsed.Sentence.Is(i, "hand") && parsed.Sentence.Is(i + 1, "in")) || (parsed.Sentence.Is(i, "each") && parsed.Sentence.Is(i + 1, "other")))
            {
                return true;
            }
        }

        return parsed[verb].Word!.Lemma is "share" or "pool" && parsed[verb].Object >= 0 && (ParsedSentence.AnyMeans(parsed[parsed[verb].Object], NounSense.Goods) || parsed.Sentence.IsAny(parsed[parsed[verb].Object].Head, Work));
    }
}
