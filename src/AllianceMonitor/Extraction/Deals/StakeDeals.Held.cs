namespace AllianceMonitor.Extraction;

/// <summary>In which company a share is where its phrase does not say.</summary>
internal static partial class StakeDeals
{
    /// <summary>
    /// "It now holds 43 per cent": in whom the sentence has told a stake already, else in whom the holder has one, else the venture of the holders, else in whom the stake told last is, else the
    /// company of the last purchase or investment, else whom the text speaks of most, without those whom the sentence names. Null where there is nobody.
    /// </summary>
    internal static string? HeldUnnamed(Scene scene, List<string> holders)
    {
        Discourse discourse = scene.Discourse;
        string? here = scene.Facts.LastOrDefault(fact => fact is { Kind: FactKind.Stake, Object: not null } && !holders.Contains(fact.Object))?.Object;
        return here ?? discourse.HeldBy(holders.Count > 0 ? holders[0] : null) ?? discourse.VentureOf(holders)
            ?? (discourse.LastStake?.Object is { } last && !holders.Contains(last) ? last : OtherSpokenOf(scene, holders));
    }

    private static string? OtherSpokenOf(Scene scene, List<string> holders)
    {
        if (scene.Discourse.LastDeal is { Kind: FactKind.Stake or FactKind.Acquisition or FactKind.Investment, Object: { } dealt } && !holders.Contains(dealt))
        {
            return dealt;
        }

        return scene.Discourse.MostSpokenOf(key => holders.Contains(key) || (!key.Contains(' ') && scene.IsUntyped(key) && !scene.Discourse.IsDescribed(key)), [.. scene.Sentence.Mentions.Select(mention => mention.Key)], scene.Sentence.Paragraph);
    }

    /// <summary>"Mitsubishi Motors, in which Nissan has a 24% stake".</summary>
    internal static string? InWhich(Scene scene, Chunk verb)
    {
        int relative = verb.Subject < 0 ? -1 : scene.Parsed.Before(verb.Subject);
        for (int steps = 0; steps < 8 && relative > 0 && scene.Parsed[relative].Kind is ChunkKind.Noun or ChunkKind.Conjunction or ChunkKind.Other or ChunkKind.Comma; steps++)
        {
            // "in which Renault and Geely each have"
            relative--;
        }

        return relative > 0 && scene.Parsed[relative].Kind == ChunkKind.Relative && scene.Parsed[relative - 1].Kind == ChunkKind.Preposition && Clauses.Antecedent(scene.Parsed.Chunks, relative) is >= 0 and var company
            ? Described(scene, company, isVenture: true) ?? scene.Parties.First(company) ?? Described(scene, company, isVenture: false) : null;
    }

    /// <summary>"Verkor, a maker of cells in Grenoble in which": the name that the whole phrase stands beside.</summary>
    /// <param name="scene">The sentence.</param>
    /// <param name="noun">What the clause would be about.</param>
    /// <param name="isVenture">Only where the phrase is a company with somebody: "an Ohio venture with Honda in which".</param>
    private static string? Described(Scene scene, int noun, bool isVenture)
    {
        ParsedSentence parsed = scene.Parsed;
        int head = noun;
        while (parsed[head].Preposition >= 0 && parsed[head].Governor is >= 0 and var on && on < head && parsed[on].IsNoun)
        {
            head = on;
        }

        if (isVenture && (head == noun || parsed[head].IsNamed || parsed[head].Word is not { } word || !word.Means(NounSense.Venture | NounSense.Company | NounSense.Unit)))
        {
            return null;
        }

        int start = Clauses.StartOf(parsed.Chunks, head);
        return start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNoun ? scene.Parties.One(start - 2) : null;
    }

    /// <summary>"Mitsubishi, 34% owned by Nissan": the name that the percentage stands beside.</summary>
    private static string? HeldBefore(Scene scene, int noun, Chunk verb) =>
        verb is { IsPassive: true } && noun >= 2 && scene.Parsed[noun - 1].Kind == ChunkKind.Comma && scene.Parsed[noun - 2].IsNoun ? scene.Parties.First(noun - 2)
        : verb is { IsPassive: true, Shape: VerbShape.Reduced } && noun >= 1 && scene.Parsed[noun - 1] is { IsVerb: true, Subject: >= 0, Word: not null } be && be.Word.Is(WordClass.Be) ? scene.Parties.First(be.Subject) : null;

    /// <summary>The deal told last is a venture: a bare share is one of it.</summary>
    private static bool InNewVenture(Scene scene) => NamesVenture(scene.Parsed) || scene.Discourse.LastDeal is { Kind: FactKind.JointVenture } || (scene.Discourse.LastDeal is { Kind: FactKind.Stake, Object: null } && scene.Discourse.Venture is not null);

    /// <summary>"a venture with Sungrow in which it is to hold 60 percent".</summary>
    private static bool NamesVenture(ParsedSentence parsed)
    {
        for (int k = 0; k + 1 < parsed.Count; k++)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: false, Word: { } word } && word.Means(NounSense.Venture) && (parsed.Sentence.Is(parsed[k].First, "a") || parsed.Sentence.Is(parsed[k].First, "an")))
            {
                return true;
            }
        }

        return false;
    }
}
