namespace AllianceMonitor.Extraction;

/// <summary>
/// "The alliance agreed with Google to equip cars", "Dongfeng and Nissan are negotiating on the future of their plant": what two agree on or talk
/// about and is no other deal is that they work together.
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
            if (parsed[k] is not { IsVerb: true, Shape: VerbShape.Finite, Word.Lemma: "agree" or "negotiate" or "talk" or "discuss" or "confer", Subject: >= 0 } verb)
            {
                continue;
            }

            int with = parsed.Phrase(k, ["with"], 3);
            List<string> parties = [.. scene.Parties.Joined(verb.Subject).Concat(with >= 0 ? scene.Parties.Joined(with) : []).Distinct()];
            bool negotiates = verb.Word!.Lemma == "negotiate" || (verb.Word.Lemma is "talk" or "discuss" or "confer" && IsCommon(parsed, verb.Object >= 0 ? verb.Object : parsed.Phrase(k, ["about", "on", "over"], 6)));
            bool acts = negotiates;
            for (int i = with + 1; with >= 0 && i < parsed.Count && i <= with + 3; i++)
            {
                acts |= parsed[i] is { IsVerb: true, Shape: VerbShape.Infinitive };
            }

            if (acts && parties.Count >= 2 && (negotiates || scene.Parties.Of(with).Length > 0))
            {
                DealStage stage = negotiates ? DealStage.InTalks : DealStage.Agreed;
                scene.Add(Scene.Draft(FactKind.Partnership, parties[0], parties[1], parties.Skip(2)), Stance.Of(parsed, k, stage, stage));
                return;
            }
        }
    }
}
