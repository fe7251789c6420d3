namespace AllianceMonitor.Extraction;

/// <summary>Deals without direction: joint ventures, mergers, partnerships, and who is in them.</summary>
internal static partial class NounDeals
{
    /// <summary>"joint production of vehicles", "joint purchasing": what two do together.</summary>
    private static bool IsJointWork(ParsedSentence parsed, Chunk chunk)
    {
        if (!parsed.Sentence.Is(chunk.First, "joint") && !parsed.Sentence.Is(chunk.First + 1, "joint") && !parsed.Sentence.Is(chunk.First + 1, "shared") && !parsed.Sentence.Is(chunk.First + 1, "common"))
        {
            return false;
        }

        for (int i = chunk.First + 1; i <= chunk.Last; i++)
        {
            if (parsed.Sentence.IsAny(i, "production", "development", "purchasing", "procurement", "manufacturing", "research", "sourcing", "project", "projects", "laboratory", "laboratories", "lab", "study", "vehicle", "vehicles", "car", "cars", "model", "models", "platform", "platforms", "programme", "program"))
            {
                return true;
            }
        }

        return false;
    }

    private static void Combination(Scene scene, int noun, int token, FactKind kind)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        bool joint = kind != FactKind.JointVenture || parsed.Contains(chunk, "joint") || parsed.Contains(chunk, "jointly") || parsed.Contains(chunk, "common") || parsed.Contains(chunk, "jv") || parsed.Contains(chunk, "joint-venture") || scene.Discourse.Venture is not null || scene.Parties.OwnersOf(noun).Length > 1 || (parsed.Phrase(noun, ["with", "between", "of"], 4) is >= 0 and var along && scene.Parties.Of(along).Length > 0) || (chunk.Preposition >= 0 && (chunk.Mentions > 0 || !parsed.Sentence.Is(chunk.First, "the")) && scene.HasDeal);
        if (!joint || parsed.Sentence.Is(token + 1, "capital") || parsed.Sentence.Is(token + 1, "arm"))
        {
            return;
        }

        List<string> parties = PartiesOf(scene, noun);
        int start = Clauses.StartOf(parsed.Chunks, noun);
        if (parties.Count == 0 && start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2] is { IsNamed: true })
        {
            // "Renault and Geely launched Horse, the joint venture": whose object it stands beside.
            parties = scene.ActorsAbove(start - 2);
        }

        Fact? together = kind == FactKind.JointVenture && parties.Count < 2 ? scene.Facts.FindLast(fact => fact is { Kind: FactKind.Partnership, Object: not null, Polarity: Polarity.Affirmed } && fact.Others.Count == 0) : null;
        if (together is not null && chunk.Preposition >= 0 && parsed.Sentence.IsAny(parsed[chunk.Preposition].First, "through", "via", "under", "in", "within", "at") && (!parsed.Sentence.Is(chunk.First, "the") || chunk.Mentions > 0) && parties.TrueForAll(party => together.Parties.Contains(party) || scene.Parties.Inside(noun).Contains(party)))
        {
            // "is building a plant together with Hyundai, under a joint venture", "cooperate through the NMKV venture": of the two who work together.
            scene.Tell(noun);
            scene.Facts.Remove(together);
            string? called = scene.Parties.Inside(noun).Find(party => !together.Parties.Contains(party)) ?? VentureName(scene, noun, [.. together.Parties]);
            scene.Add(Scene.Draft(kind, together.Subject, together.Object, called is null ? [] : [called]), new Stance(together.Stage, Polarity.Affirmed, -1, true));
            return;
        }

        bool stands = IsInUse(parsed, noun);
        bool definite = parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Is(chunk.First, "that") || parsed.Sentence.Is(chunk.First, "this") || parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive);
        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, kind == FactKind.Merger ? DealStage.Considered : DealStage.Ongoing, token);
        if (stands && parties.Count > 1)
        {
            stance = new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true);
        }

        if (kind == FactKind.JointVenture && !stance.IsTold && start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2] is { IsNamed: true, Governor: >= 0 } named && parsed[named.Governor] is { IsVerb: true } does && does.Object == start - 2 && Clauses.StageWordsOf(does) == Outlook.Ended)
        {
            // "will wind up IM-Zhixing, a venture"
            stance = stance with { Stage = DealStage.Ended };
        }

        List<string> others = [];
        if (parties.Count == 1 && parsed.Phrase(noun, ["with"], 5) >= 0 && scene.OtherThan(parties, noun) is { } host)
        {
            // "would rather see a merger with Aisin": of whom the text speaks.
            parties.Insert(0, host);
        }

        if (kind == FactKind.JointVenture && parsed.Sentence.Is(chunk.First, "the") && chunk.Preposition >= 0 && scene.Parties.OwnersOf(noun).Length == 0 && parsed.Phrase(noun, ["with", "between", "of", "by"], 5) < 0 && scene.Parties.Inside(noun).Count < 2 && !stands)
        {
            // "will supply lubricants to the joint venture": the one told before, of which nothing is told.
            return;
        }

        if (parties.Count < 2 && stance.Polarity != Polarity.Affirmed && scene.Discourse.Group.Count == 2 && parties.TrueForAll(scene.Discourse.Group.Contains))
        {
            // "there were no plans for a merger": of those spoken of.
            parties = [.. scene.Discourse.Group];
        }

        if (parties.Count < 2)
        {
            // "Their venture will be dissolved": the one told before.
            if (!definite || !stance.IsTold || Before(scene, kind) is not { } known || parties.Exists(party => !known.Parties.Contains(party)))
            {
                return;
            }

            parties = [.. known.Parties];
        }

        if (kind == FactKind.Merger && !stance.IsTold && stance.Polarity == Polarity.Affirmed && parsed.Phrase(noun, ["between"], 4) < 0)
        {
            return;
        }

        if (VentureName(scene, noun, parties) is { } name)
        {
            others.Add(name);
            parties.Remove(name);
            scene.Discourse.NameVenture(parties, name);
        }

        if (parties.Count < 2 || !scene.Tell(noun))
        {
            return;
        }

        if (kind == FactKind.JointVenture && parties.Count > 2 && parsed.Sentence.Tokens[chunk.Head].Is(WordClass.Plural) && parsed.IsPreposition(noun + 1, "with"))
        {
            // "has ventures with SAIC, GAC and FAW": one with each.
            parties.Skip(1).ToList().ForEach(partner => scene.Add(Scene.Draft(kind, parties[0], partner), stance));
            return;
        }

        if (kind == FactKind.JointVenture && stance.Polarity == Polarity.Affirmed)
        {
            // "have made axles together at Kestrel, a 50-50 joint venture": that is how they work together.
            scene.Facts.RemoveAll(fact => fact is { Kind: FactKind.Partnership, Object: not null, Polarity: Polarity.Affirmed } && fact.Parties.All(parties.Contains));
        }

        scene.Add(Scene.Draft(kind, parties[0], parties[1], parties.Skip(2).Concat(others)), stance);
        if (kind == FactKind.JointVenture && parties.Count == 2 && stance.Polarity == Polarity.Affirmed && stance.Stage != DealStage.Ended && IsHalved(parsed, chunk))
        {
            // "their 50-50 joint venture": half each.
            string? venture = others.FirstOrDefault() ?? scene.Discourse.Venture?.Name;
            Stance halves = stance with { Stage = stance.Stage == DealStage.Completed ? DealStage.Ongoing : stance.Stage };
            scene.Add(Scene.Draft(FactKind.Stake, parties[0], venture) with { After = "50%" }, halves);
            scene.Add(Scene.Draft(FactKind.Stake, parties[1], venture) with { After = "50%" }, halves);
        }
    }

    private static bool IsHalved(ParsedSentence parsed, Chunk chunk)
    {
        string text = parsed.Sentence.TextOf(chunk.First, chunk.Last);
        return text.Contains("50-50", StringComparison.Ordinal) || text.Contains("50:50", StringComparison.Ordinal) || text.Contains("50/50", StringComparison.Ordinal) || text.Contains("fifty-fifty", StringComparison.OrdinalIgnoreCase) || text.Contains("equally owned", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>"a joint venture Renault has with Geely": there is one, whatever the sentence says of what is done to it.</summary>
    private static bool IsInUse(ParsedSentence parsed, int noun) =>
        noun + 2 < parsed.Count && parsed[noun + 1].IsNoun && parsed[noun + 2] is { IsVerb: true, Word: { Lemma: "have" or "run" or "operate" or "own" or "enjoy" or "maintain" } } verb && verb.Subject == noun + 1;

    private static Fact? Before(Scene scene, FactKind kind) =>
        scene.Discourse.LastDeal is { } last && last.Kind == kind && last.Object is not null ? last
        : kind == FactKind.JointVenture && scene.Discourse.Venture is { Parents.Count: >= 2 } venture ? Scene.Draft(kind, venture.Parents[0], venture.Parents[1], venture.Parents.Skip(2)) : null;

    /// <summary>"NMKV, a joint venture of", "a joint venture called NMKV", "the joint venture, NMKV".</summary>
    private static string? VentureName(Scene scene, int noun, List<string> parties)
    {
        ParsedSentence parsed = scene.Parsed;
        int start = Clauses.StartOf(parsed.Chunks, noun);
        if (start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2] is { IsNamed: true } && scene.Parties.One(start - 2) is { } before && !parties.Contains(before))
        {
            return before;
        }

        for (int k = noun + 1; k < parsed.Count && k <= noun + 8; k++)
        {
            if (parsed[k] is { IsVerb: true, Word: { Lemma: "call" or "name" or "know" } } && k + 1 < parsed.Count)
            {
                int named = parsed[k + 1].IsNoun ? k + 1 : parsed.NounAfter(k + 1);
                return scene.Parties.One(named) is { } called && !parties.Contains(called) ? called : null;
            }
        }

        return Share.Apposition(scene, noun) is { } beside && !parties.Contains(beside) ? beside : null;
    }

    /// <summary>Who is in it, the party named first first: behind "between", "with" and "of", before it as owner or in its name, or acting above it.</summary>
    internal static List<string> PartiesOf(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        int between = parsed.Phrase(noun, ["between", "among"], 9);
        List<string> joining = scene.VerbAbove(noun) is >= 0 and var joins && parsed[joins] is { Word.Lemma: "join", Subject: >= 0 } ? scene.Parties.Joined(parsed[joins].Subject) : [];
        if (between >= 0 && scene.Parties.Joined(between) is { Count: >= 2 } both && !(parsed[between].IsPronoun && both.Count > 2))
        {
            return [.. joining.Concat(both).Distinct()];
        }

        if (WithWhich(scene, noun) is { Count: > 1 } related)
        {
            return related;
        }

        List<string> parties = [];
        Add(parties, scene.Parties.OwnersOf(noun));
        Add(parties, scene.Parties.Inside(noun));
        int of = parsed.Phrase(noun, ["of", "by"], 5);
        if (of >= 0 && scene.Parties.Joined(of) is { Count: >= 1 } made && (made.Count >= 2 || parties.Count > 0 || ParsedSentence.AnyMeans(parsed[noun], NounSense.Merger)))
        {
            Add(parties, made);
        }

        // "through which General Motors and Honda have made", "a venture Renault has with Geely"
        for (int k = noun + 1; k < parsed.Count && k <= noun + 7 && parties.Count < 2; k++)
        {
            bool inside = parsed[k] is { IsVerb: true, Subject: >= 0 } && parsed[k].Subject > noun && (parsed[k].Subject == noun + 1 || parsed[noun + 1].Kind == ChunkKind.Relative || (noun + 2 < parsed.Count && parsed[noun + 2].Kind == ChunkKind.Relative));
            if (inside && parsed[k - 1].IsNoun)
            {
                Add(parties, scene.Parties.Joined(parsed[k].Subject));
                if (parsed.Phrase(k, ["with"], 4) is >= 0 and var along)
                {
                    Add(parties, scene.Parties.Joined(along));
                }

                break;
            }

            // "set up by", "owned by", "formed with"
            if (parsed[k] is { IsVerb: true, Shape: VerbShape.Reduced } && parsed.Phrase(k, ["by", "with", "between"], 5) is >= 0 and var makers)
            {
                Add(parties, scene.Parties.Joined(makers));
                break;
            }
        }

        if (parties.Count == 0 && ParsedSentence.AnyMeans(parsed[noun], NounSense.Merger) && parsed.Sentence.IsAny(parsed[noun].Head, "proposal", "proposals", "offer", "approach", "overture", "overtures", "bid") && parsed.Phrase(noun, ["from", "by"], 4) is >= 0 and var proposer
            && scene.VerbAbove(noun) is >= 0 and var meets && parsed[meets].Object == noun && parsed[meets].Subject >= 0 && scene.Parties.One(proposer) is { } proposes)
        {
            // "rejected a merger proposal from Honda"
            return [.. scene.Parties.Joined(parsed[meets].Subject).Prepend(proposes).Distinct()];
        }

        if (joining.Count > 0 && parties.Count > 0)
        {
            return [.. joining.Concat(parties).Distinct()];
        }

        List<string> partners = Partners(scene, noun, out bool above);
        if (parties.Count < 2 || partners.Count > 0)
        {
            bool complete = parties.Count >= 2 || (parties.Count == 1 && partners.Count > 0 && !above);
            if (!complete && scene.ActorsAbove(noun) is { Count: > 0 } actors && (partners.Count > 0 || actors.Count >= 2 || parties.Count == 0 || !actors.Contains(parties[0])) && (partners.Count > 0 || parties.Count == 0))
            {
                parties = [.. actors.Concat(parties).Distinct()];
            }

            Add(parties, partners);
        }

        return parties;
    }

    /// <summary>"Rivian, with which Volkswagen has a joint venture": who is spoken of, and who has it with him.</summary>
    private static List<string> WithWhich(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (scene.VerbAbove(noun) is not (>= 0 and var verb) || parsed[verb].Subject is not (>= 0 and var subject) || Clauses.StartOf(parsed.Chunks, subject) - 1 is not (> 0 and var relative)
            || parsed[relative].Kind != ChunkKind.Relative || !parsed.IsPreposition(relative - 1, "with") || scene.Parties.First(Clauses.Antecedent(parsed.Chunks, relative)) is not { } other)
        {
            return [];
        }

        return [other, .. scene.Parties.Joined(subject).Where(party => party != other)];
    }

    private static void Add(List<string> parties, IEnumerable<string> more)
    {
        foreach (string party in more)
        {
            if (!parties.Contains(party))
            {
                parties.Add(party);
            }
        }
    }

    /// <summary>Behind "with": of the noun, or of the talks, agreement or verb that it hangs on.</summary>
    private static List<string> Partners(Scene scene, int noun, out bool above)
    {
        above = false;
        int at = noun;
        for (int steps = 0; steps < 4 && at >= 0; steps++)
        {
            int with = scene.Parsed.Phrase(at, ["with", "between"], at == noun ? 9 : 5);
            if (with >= 0 && scene.Parties.Joined(with) is { Count: > 0 } found && !(scene.Parsed[with].IsPronoun && found.Count > 2))
            {
                above = at != noun;
                return found;
            }

            at = scene.Parsed[at].Governor is var governor && governor < at ? governor : -1;
        }

        return [];
    }
}
