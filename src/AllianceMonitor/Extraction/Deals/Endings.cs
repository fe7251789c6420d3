namespace AllianceMonitor.Extraction;

/// <summary>
/// What becomes of a deal told before, without telling it again: "pulled out of the deal", "The plan has been dropped", "Those conversations went
/// nowhere".
/// </summary>
internal static class Endings
{
    public static void Read(Scene scene)
    {
        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            // "Bosch and Weichai have agreed to part ways"
            if (parsed[k] is { IsVerb: true, IsNegated: false, Word.Lemma: "part" or "go", Subject: >= 0 } parts && IsParting(parsed, parts)
                && scene.Parties.Joined(parts.Subject).Concat(parsed.Phrase(k, ["with"], 4) is >= 0 and var with ? scene.Parties.Joined(with) : []).Distinct().ToList() is { Count: >= 2 } both)
            {
                scene.Add(Scene.Draft(FactKind.Partnership, both[0], both[1], both.Skip(2)), new Stance(DealStage.Ended, Polarity.Affirmed, -1, true));
            }
        }

        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k] is not { IsVerb: true, Shape: VerbShape.Finite, IsNegated: false, Modality: Modality.None, Word: not null } verb || !IsEnd(parsed, k))
            {
                continue;
            }

            int thing = parsed.ThemeOf(k);
            thing = thing >= 0 && IsDeal(parsed, thing) ? thing : parsed.Phrase(k, ["of", "from"], 4);
            bool itself = thing < 0 && !verb.IsPassive && verb.Subject >= 0 && IsDeal(parsed, verb.Subject);
            thing = itself ? verb.Subject : thing;
            if (verb.Object >= 0 && parsed.Sentence.Is(parsed[verb.Object].First, "it") && scene.Facts.Count > 0 && scene.Facts[^1] is { Polarity: Polarity.Affirmed, Stage: not (DealStage.Ongoing or DealStage.Ended) } begun && begun.Kind != FactKind.Appointment)
            {
                // "signed an agreement to merge but abandoned it"
                scene.Facts[^1] = begun with { Stage = DealStage.Ended };
                return;
            }

            if (thing >= 0 && scene.IsTold(thing) && thing < k && scene.Facts.Count > 0 && scene.Facts[^1] is { Polarity: Polarity.Affirmed, Stage: DealStage.Considered or DealStage.InTalks or DealStage.Planned } offered)
            {
                // "an offer for Nissan, which the carmaker turned down"
                scene.Facts[^1] = offered with { Stage = DealStage.Ended };
                return;
            }

            if (thing < 0 || !IsDeal(parsed, thing) || scene.IsTold(thing))
            {
                continue;
            }

            string? actor = itself || verb.IsPassive ? null : scene.Parties.First(verb.Subject);
            int told = LastOpenDeal(scene, actor);
            if (told >= 0)
            {
                scene.Facts[told] = scene.Facts[told] with { Stage = DealStage.Ended };
            }
            else if (scene.Facts.Count == 0 && scene.Discourse.LastDeal is { Polarity: Polarity.Affirmed } last && !(last is { Kind: FactKind.Stake or FactKind.Supply, Stage: DealStage.Ongoing or DealStage.Completed }) && (actor is null || last.Parties.Contains(actor)))
            {
                scene.Add(last with { DeniedBy = null }, new Stance(DealStage.Ended, Polarity.Affirmed, -1, true));
            }

            return;
        }
    }

    /// <summary>"part ways", "part company".</summary>
    internal static bool IsParting(ParsedSentence parsed, Chunk verb) => verb.Object >= 0 && parsed.Sentence.IsAny(parsed[verb.Object].Head, "ways", "company");

    /// <summary>The deal of the sentence that was told last and may still fail, -1 without; only those of the actor, if there is one.</summary>
    private static int LastOpenDeal(Scene scene, string? actor) =>
        scene.Facts.FindLastIndex(fact => fact.Kind != FactKind.Appointment && fact.Polarity == Polarity.Affirmed && fact.Stage is not (DealStage.Ended or DealStage.Ongoing or DealStage.Completed) && (actor is null || fact.Parties.Contains(actor)));

    private static bool IsEnd(ParsedSentence parsed, int verb) => Clauses.StageWordsOf(parsed[verb]) == Outlook.Ended || (parsed[verb].Word!.Lemma == "go" && parsed.Sentence.Is(parsed[verb].Last + 1, "nowhere")) || (parsed[verb].Word!.Lemma == "come" && parsed.Sentence.Is(parsed[verb].Last + 1, "to") && parsed.Sentence.Is(parsed[verb].Last + 2, "nothing"));

    /// <summary>"the deal", "those talks", "the idea", "that": something told before.</summary>
    private static bool IsDeal(ParsedSentence parsed, int noun)
    {
        Chunk chunk = parsed[noun];
        bool refers = parsed.Sentence.Tokens[chunk.First].Is(WordClass.Determiner) && !parsed.Sentence.Is(chunk.First, "a") && !parsed.Sentence.Is(chunk.First, "an") && !parsed.Sentence.Is(chunk.First, "its") && !parsed.Sentence.Is(chunk.First, "no");
        return refers && !chunk.IsNamed && ((chunk.IsPronoun && chunk.First == chunk.Last) || (chunk.Word is { } word && (word.Means(NounSense.Contract | NounSense.Talk | NounSense.LoosePartnership) || (word.Outlook is Outlook.Considered or Outlook.InTalks or Outlook.Agreed && word.Is(WordClass.Noun)))));
    }
}
