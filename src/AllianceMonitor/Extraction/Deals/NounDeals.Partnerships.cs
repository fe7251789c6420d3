namespace AllianceMonitor.Extraction;

/// <summary>Partnerships, agreements and talks: what companies do together that is no other deal.</summary>
internal static partial class NounDeals
{
    private static void Partnership(Scene scene, int noun, int token, bool isLoose)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (parsed.Contains(chunk, "own"))
        {
            // "continue their own projects"
            return;
        }

        List<string> parties = isLoose ? LooseParties(scene, noun) : PartiesOf(scene, noun);
        if (!isLoose && parties.Count == 1 && parsed.Phrase(noun, ["with"], 5) >= 0 && scene.OtherThan(parties, noun) is { } host)
        {
            parties.Insert(0, host);
        }

        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.Ongoing, parsed.Sentence.Tokens[token].Means(NounSense.Talk) ? -2 : token);
        if ((parsed.Sentence.Is(token, "memorandum") || parsed.Sentence.Is(token, "mou")) && stance is { Polarity: Polarity.Affirmed, Stage: DealStage.Signed or DealStage.Completed or DealStage.Ongoing })
        {
            // A memorandum opens talks.
            stance = stance with { Stage = DealStage.InTalks };
        }

        if (parties.Count < 2 && !isLoose && SeeksSomebody(scene, noun, parties) is { } seeker && scene.Tell(noun))
        {
            scene.Add(Scene.Draft(FactKind.Partnership, seeker, null), stance);
            return;
        }

        if (parties.Count < 2)
        {
            bool definite = parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Is(chunk.First, "that") || parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive);
            if (isLoose || !definite || !stance.IsTold || scene.Discourse.LastDeal is not { Kind: FactKind.Partnership, Object: not null } known || parties.Exists(party => !known.Parties.Contains(party)))
            {
                return;
            }

            parties = [.. known.Parties];
        }

        if (isLoose && !stance.IsTold && (parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive)))
        {
            return;
        }

        if (isLoose && scene.Discourse.LastDeal is { Kind: not FactKind.Partnership } told && told.Parties.Count(parties.Contains) > 1)
        {
            // "The boards have approved the deal": the one that was told.
            return;
        }

        if (!isLoose && parties.Count > 2 && scene.Facts.Exists(fact => fact.Kind == FactKind.Partnership && fact.Parties.All(parties.Contains)))
        {
            // "Honda and Nissan have held talks with General Motors about the joint development": told of each.
            return;
        }

        if (!isLoose && parsed[noun].Governor is >= 0 and var talks && ParsedSentence.AnyMeans(parsed[talks], NounSense.Talk) && EachWithOne(scene, noun, parties, stance))
        {
            return;
        }

        bool otherDeal = isLoose && scene.Facts.Exists(fact => fact.Kind != FactKind.Appointment && fact.Parties.Count(parties.Contains) > 1);
        if (!otherDeal && scene.Tell(noun))
        {
            scene.Add(Scene.Draft(FactKind.Partnership, parties[0], parties[1], parties.Skip(2)), stance);
        }
    }

    /// <summary>"wants to strike an alliance with a Japanese carmaker": who wants one with somebody whom the text does not name; null otherwise.</summary>
    private static string? SeeksSomebody(Scene scene, int noun, List<string> parties)
    {
        ParsedSentence parsed = scene.Parsed;
        int with = parsed.Phrase(noun, ["with"], 4);
        bool unnamed = with >= 0 && parsed[with] is { IsNamed: false, Mentions: 0, Word: { } who } && who.Means(NounSense.Company | NounSense.Companies | NounSense.Partner) && (parsed.Sentence.Is(parsed[with].First, "a") || parsed.Sentence.Is(parsed[with].First, "an") || parsed.Sentence.Is(parsed[with].First, "another"));
        return unnamed ? parties.Count == 1 ? parties[0] : parties.Count == 0 && scene.ActorsAbove(noun) is [var actor] ? actor : null : null;
    }

    /// <summary>"is in talks with Nissan about using its plant": about no deal that has a name, so about working together.</summary>
    private static void Talks(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (scene.HasDeal)
        {
            return;
        }

        for (int k = 0; k < parsed.Count; k++)
        {
            if (k != noun && parsed[k].IsNoun && (IsDealNoun(parsed, parsed[k]) || ParsedSentence.AnyMeans(parsed[k], NounSense.Sale | NounSense.Stake)))
            {
                return;
            }
        }

        bool with = parsed.Phrase(noun, ["with", "between"], 5) is >= 0 and var partner && scene.Parties.Of(partner).Length > 0;
        List<string> parties = with ? PartiesOf(scene, noun) : [];
        if (with && !parsed.IsPreposition(noun + 1, "between") && scene.Parties.OwnersOf(noun).Length == 0 && scene.ActorsAbove(noun).Count == 0)
        {
            // "Talks with Honda were advanced": of whom the text speaks.
            string? host = scene.Discourse.Topic is { } topic && !parties.Contains(topic) ? topic : scene.OtherThan(parties, noun);
            parties = host is not null ? [host, .. parties] : [];
        }

        bool known = scene.Discourse.LastDeal is { } deal && deal.Parties.Count(parties.Contains) > 1;
        if (parties.Count < 2 || known || !scene.Tell(noun))
        {
            return;
        }

        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.InTalks);
        stance = stance.Stage == DealStage.Ongoing ? stance with { Stage = DealStage.InTalks } : stance;
        if (EachWithOne(scene, noun, parties, stance))
        {
            return;
        }

        scene.Add(Scene.Draft(FactKind.Partnership, parties[0], parties[1], parties.Skip(2)), stance);
    }

    /// <summary>"Honda and Nissan have held talks with General Motors": each of them with it.</summary>
    private static bool EachWithOne(Scene scene, int noun, List<string> parties, Stance stance)
    {
        List<string> hosts = scene.ActorsAbove(noun);
        if (stance.Stage != DealStage.InTalks || hosts.Count != 2 || parties.Count != 3 || hosts.Contains(parties[^1]))
        {
            return false;
        }

        hosts.ForEach(host => scene.Add(Scene.Draft(FactKind.Partnership, host, parties[^1]), stance));
        return true;
    }

    /// <summary>An agreement or project is a partnership only with its partners beside it, and when it is about no other deal.</summary>
    private static List<string> LooseParties(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        for (int k = noun + 1; k < parsed.Count && k <= noun + 12 && !(parsed[k].IsVerb && parsed[k].Governor != noun); k++)
        {
            if ((parsed[k].IsVerb && parsed[k].Governor == noun && scene.HasDeal)
                || (parsed[k].IsNoun && IsDealNoun(parsed, parsed[k])))
            {
                return [];
            }
        }

        int governor = parsed[noun].Governor;
        if (governor >= 0 && parsed[governor] is { IsNoun: true } above && IsDealNoun(parsed, above) || ParsedSentence.AnyMeans(parsed[noun], NounSense.Sale | NounSense.Stake | NounSense.Supply | NounSense.Investment))
        {
            return [];
        }

        bool with = parsed.Phrase(noun, ["with", "between"], 7) is >= 0 and var partner && scene.Parties.Of(partner).Length > 0;
        if (!with && IsInUse(parsed, noun) && parsed.Phrase(noun + 2, ["with"], 4) is >= 0 and var ally && scene.Parties.Of(ally).Length > 0)
        {
            // "the relationship it enjoys with Alibaba"
            return [.. scene.Parties.Joined(noun + 1).Concat(scene.Parties.Joined(ally)).Distinct()];
        }

        if (!with && scene.VerbAbove(noun) is >= 0 and var makes && parsed[makes].Object == noun && Clauses.StageWordsOf(parsed[makes]) is Outlook.Signed or Outlook.Agreed or Outlook.Ended or Outlook.Ongoing && parsed.AgentOf(makes) is >= 0 and var partners && scene.Parties.Joined(partners) is { Count: 2 } both)
        {
            // "Renault and Alibaba have ended the agreement under which ..."
            return both;
        }

        if (!with && scene.VerbAbove(noun) is >= 0 and var joins && parsed[joins] is { Word.Lemma: "join" or "enter" or "leave" or "quit", Subject: >= 0 } joining && joining.Object == noun && scene.Parties.Joined(joining.Subject) is { Count: > 0 } comers
            && (scene.Parties.OwnersOf(noun) is { Length: > 0 } owners ? [.. owners] : parsed.Phrase(noun, ["of"], 3) is >= 0 and var of ? scene.Parties.Joined(of) : []) is { Count: > 0 } hosts)
        {
            // "will join the project of Honda and Nissan"
            return [.. comers.Concat(hosts).Distinct()];
        }

        if (with && scene.VerbAbove(noun) is >= 0 and var does && parsed[does].Subject is >= 0 and var person && (parsed.Sentence.Is(parsed[person].First, "he") || parsed.Sentence.Is(parsed[person].First, "she")))
        {
            // "He negotiated the agreement with Geely": for whom he works.
            string? employer = scene.Discourse.LastPerson is { } he ? scene.Discourse.PostOf(he)?.Company : null;
            return employer is null ? [] : [employer, .. scene.Parties.Joined(parsed.Phrase(noun, ["with", "between"], 7)).Where(party => party != employer)];
        }

        return with ? PartiesOf(scene, noun) : [];
    }

    private static bool IsDealNoun(ParsedSentence parsed, Chunk chunk) => ParsedSentence.AnyMeans(chunk, NounSense.Supply | NounSense.Stake | NounSense.Venture | NounSense.Merger | NounSense.Takeover | NounSense.Investment | NounSense.Partnership);
}
