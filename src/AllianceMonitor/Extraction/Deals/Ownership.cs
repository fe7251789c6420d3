namespace AllianceMonitor.Extraction;

/// <summary>Who owns a company, told in passing: "Renault-owned Dacia", "Nissan's 34%-owned affiliate", "Renault's 53-percent subsidiary", "a wholly owned unit of Renault", "17 percent owned by Geely".</summary>
internal static class Ownership
{
    public static void Read(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk is { IsNamed: true, Percent: >= 0, Preposition: < 0 } && parsed.Sentence.Values[chunk.Percent].LastToken < chunk.Head && Clauses.StartOf(parsed.Chunks, noun) == noun && scene.Parties.One(noun) is { } part
            && (noun >= 2 && parsed[noun - 1].Kind == ChunkKind.Comma && parsed[noun - 2].IsNoun ? scene.Parties.One(noun - 2) : chunk.Governor >= 0 && parsed[chunk.Governor] is { IsVerb: true, Subject: >= 0, Word: not null } be && be.Word.Is(WordClass.Be) ? scene.Parties.One(be.Subject) : null) is { } whole && whole != part)
        {
            // "Volvo Cars, itself 78.7 percent Geely", "Subaru, 20 percent Toyota's"
            scene.Tell(noun);
            scene.Add(Scene.Draft(FactKind.Stake, part, whole) with { After = scene.PercentOf(noun) }, new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
            return;
        }

        int owned = TokenOfOwning(parsed, chunk);
        owned = owned < 0 && chunk is { Percent: >= 0, IsNamed: false, Word: { } head } && head.Means(NounSense.Unit) ? chunk.Last : owned;
        if (owned < 0)
        {
            return;
        }

        (string? size, string? holder) = Modifier(scene, noun, owned);
        holder ??= OwnerAround(scene, noun);
        if (holder is null || HeldBy(scene, noun, owned) is not { } held || held == holder)
        {
            return;
        }

        scene.Tell(noun);
        scene.Add(Scene.Draft(FactKind.Stake, holder, held) with { After = size }, new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
    }

    private static int TokenOfOwning(ParsedSentence parsed, Chunk chunk)
    {
        for (int i = chunk.First + 1; i <= chunk.Last; i++)
        {
            if (parsed.Sentence.Tokens[i].Is(WordClass.Verb) && (parsed.Sentence.Is(i, "owned") || parsed.Sentence.Is(i, "controlled")))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>What stands in front of "owned": how much of it, or who owns it.</summary>
    private static (string? Size, string? Holder) Modifier(Scene scene, int noun, int owned)
    {
        Sentence sentence = scene.Sentence;
        int before = sentence.Is(owned - 1, "-") ? owned - 2 : owned - 1;
        string? size = sentence.Is(before, "wholly") || sentence.Is(before, "fully") || sentence.Is(before, "entirely") ? "100%"
            : sentence.Is(before, "majority") ? "majority" : sentence.Is(before, "half") ? "50%" : scene.PercentOf(noun);
        Chunk chunk = scene.Parsed[noun];
        for (int m = 0; m < chunk.Mentions && before < owned - 1; m++)
        {
            FoundMention mention = sentence.Mentions[chunk.FirstMention + m];
            if (mention.LastToken == before && scene.IsOrganization(mention.Key))
            {
                return (size, mention.Key);
            }
        }

        return (size, null);
    }

    private static string? OwnerAround(Scene scene, int noun) =>
        scene.Parsed.Phrase(noun, ["by"], 3) is >= 0 and var by && scene.Parties.One(by) is { } agent ? agent
        : scene.Parties.OwnersOf(noun) is [var owner, ..] ? owner
        : scene.Parsed.Phrase(noun, ["of"], 3) is >= 0 and var of ? scene.Parties.One(of) : null;

    /// <summary>The name that is the head, else what the phrase stands beside or is said of.</summary>
    private static string? HeldBy(Scene scene, int noun, int owned)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed && parsed.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1] is var head && head.FirstToken > owned)
        {
            return scene.IsOrganization(head.Key) ? head.Key : null;
        }

        int start = Clauses.StartOf(parsed.Chunks, noun);
        return start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNoun ? scene.Parties.One(start - 2)
            : chunk.Governor is >= 0 and var be && be < noun && parsed[be] is { IsVerb: true, Subject: >= 0, Word: not null } verb && verb.Word.Is(WordClass.Be) ? scene.Parties.One(verb.Subject)
            : Share.Apposition(scene, noun) ?? (chunk.Word is { } word && word.Means(NounSense.Company | NounSense.Unit) && chunk.Possessor < 0 ? scene.Parties.One(noun) : null);
    }
}
