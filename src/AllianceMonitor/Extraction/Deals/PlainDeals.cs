namespace AllianceMonitor.Extraction;

/// <summary>
/// The last resort, where the grammar has found nothing: a sentence that names two companies and a deal without direction tells, as a rule, the deal of these two, however it is put. Deals with
/// a direction are left alone: which of two is the buyer is not to be guessed.
/// </summary>
internal static class PlainDeals
{
    public static void Read(Scene scene)
    {
        if (scene.HasDeal)
        {
            return;
        }

        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (KindOf(scene, k) is not { } kind)
            {
                continue;
            }

            Stance stance = Stance.Of(parsed, k, DealStage.Completed, kind == FactKind.Merger ? DealStage.Considered : DealStage.Ongoing);
            if (parsed[k].IsNoun && !stance.IsTold && IsDefinite(parsed, parsed[k]))
            {
                // "The joint venture employed 111 people": told before, and nothing is told of it.
                continue;
            }

            if (Companies(scene) is [var first, var second])
            {
                scene.Add(Scene.Draft(kind, first, second), stance);
            }

            return;
        }
    }

    private static FactKind? KindOf(Scene scene, int k)
    {
        Chunk chunk = scene.Parsed[k];
        if (chunk.Word is not { } word || chunk.IsNamed)
        {
            return null;
        }

        if (chunk.IsVerb)
        {
            return word.Lemma switch
            {
                "merge" => FactKind.Merger,
                "collaborate" or "cooperate" or "co-operate" or "partner" or "ally" => FactKind.Partnership,
                _ => null,
            };
        }

        return !chunk.IsNoun || scene.IsTold(k) ? null
            : word.Means(NounSense.Venture) ? FactKind.JointVenture
            : word.Means(NounSense.Merger) ? FactKind.Merger
            : word.Means(NounSense.Partnership) ? FactKind.Partnership : null;
    }

    private static bool IsDefinite(ParsedSentence parsed, Chunk chunk) =>
        parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Is(chunk.First, "that") || parsed.Sentence.Is(chunk.First, "this") || chunk.Possessor >= 0 || parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive);

    /// <summary>The companies that the sentence names, each in a phrase of its own; empty where there are more than two.</summary>
    private static List<string> Companies(Scene scene)
    {
        List<string> found = [];
        for (int k = 0; k < scene.Parsed.Count; k++)
        {
            if (scene.Parties.Of(k) is { Length: > 0 } here && !here.All(found.Contains))
            {
                if (here.Length > 1 || found.Count == 2)
                {
                    return [];
                }

                found.Add(here[0]);
            }
        }

        return found;
    }
}
