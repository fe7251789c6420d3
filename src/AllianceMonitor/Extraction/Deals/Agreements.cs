namespace AllianceMonitor.Extraction;

/// <summary>"The alliance agreed with Google to equip cars": an agreement of two to do something that is no other deal, so to work together.</summary>
internal static class Agreements
{
    public static void Read(Scene scene)
    {
        if (scene.Facts.Exists(fact => fact.Kind != FactKind.Appointment))
        {
            return;
        }

        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k] is not { IsVerb: true, Shape: VerbShape.Finite, Word.Lemma: "agree" } verb || parsed.Phrase(k, ["with"], 3) is not (>= 0 and var with) || verb.Subject < 0)
            {
                continue;
            }

            bool acts = false;
            for (int i = with + 1; i < parsed.Count && i <= with + 3; i++)
            {
                acts |= parsed[i] is { IsVerb: true, Shape: VerbShape.Infinitive };
            }

            List<string> parties = [.. scene.Parties.Joined(verb.Subject).Concat(scene.Parties.Joined(with)).Distinct()];
            if (acts && parties.Count >= 2 && scene.Parties.Of(with).Length > 0)
            {
                scene.Add(Scene.Draft(FactKind.Partnership, parties[0], parties[1], parties.Skip(2)), Stance.Of(parsed, k, DealStage.Agreed, DealStage.Agreed));
                return;
            }
        }
    }
}
