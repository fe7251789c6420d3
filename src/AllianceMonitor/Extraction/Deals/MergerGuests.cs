namespace AllianceMonitor.Extraction;

/// <summary>Who may come to a merger of others that was told before, or leaves the talks: "Mitsubishi Motors may also join the holding company", "also withdrew from the talks".</summary>
internal static class MergerGuests
{
    public static void Read(Scene scene, int verb)
    {
        if (scene.Discourse.LastMerger is not { Subject: { } first, Object: { } second } merger || scene.Parsed[verb] is not { Word: not null, Subject: >= 0 } chunk || !(Joins(scene.Parsed, verb) || Leaves(scene.Parsed, verb))
            || scene.Parties.One(chunk.Subject) is not { } guest || merger.Parties.Contains(guest) || scene.Facts.Exists(fact => fact.Kind == FactKind.Merger && fact.Subject == guest))
        {
            return;
        }

        // "which had considered joining the group, withdrew": what became of it.
        bool leaves = Leaves(scene.Parsed, verb) || Leaving(scene.Parsed, verb, chunk.Subject);
        Stance stance = leaves ? new Stance(DealStage.Ended, Polarity.Affirmed, -1, true) : Stance.Of(scene.Parsed, verb, DealStage.Completed, DealStage.Considered);
        scene.Add(Scene.Draft(FactKind.Merger, guest, first, [second, .. merger.Others]), stance);
    }

    private static bool Leaving(ParsedSentence parsed, int from, int subject)
    {
        for (int k = from + 1; k < parsed.Count; k++)
        {
            if (parsed[k] is { IsVerb: true, Word: not null } && parsed[k].Subject == subject && Leaves(parsed, k))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"join the holding company", "come under the combined group", "take part in the merger".</summary>
    private static bool Joins(ParsedSentence parsed, int verb)
    {
        Chunk chunk = parsed[verb];
        int whole = chunk.Word!.Lemma switch
        {
            "join" or "enter" => chunk.Object,
            "come" => parsed.Phrase(verb, ["under", "into"], 3),
            "participate" or "take" when chunk.Word.Lemma == "participate" || (chunk.Object >= 0 && parsed.Sentence.Is(parsed[chunk.Object].Head, "part")) => parsed.Phrase(verb, ["in"], 4),
            _ => -1,
        };
        return whole >= 0 && IsWhole(parsed, whole);
    }

    private static bool IsWhole(ParsedSentence parsed, int noun) =>
        parsed[noun] is { IsNamed: false, Mentions: 0 } chunk && (ParsedSentence.AnyMeans(chunk, NounSense.Merger) || (ParsedSentence.AnyMeans(chunk, NounSense.Company) && (parsed.Contains(chunk, "holding") || parsed.Contains(chunk, "combined") || parsed.Contains(chunk, "merged") || parsed.Contains(chunk, "enlarged"))));

    /// <summary>"withdrew from the talks", "pulled out of the merger".</summary>
    private static bool Leaves(ParsedSentence parsed, int verb)
    {
        Chunk chunk = parsed[verb];
        bool goes = chunk is { Shape: VerbShape.Finite, IsNegated: false } && (chunk.Word!.Lemma == "withdraw" || (chunk.Word.Lemma is "pull" or "drop" or "back" && chunk.Particle == "out") || (chunk.Word.Lemma == "walk" && chunk.Particle == "away"));
        return goes && parsed.Phrase(verb, ["from", "of"], 3) is >= 0 and var what && (ParsedSentence.AnyMeans(parsed[what], NounSense.Talk) || IsWhole(parsed, what));
    }
}
