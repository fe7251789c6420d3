namespace AllianceMonitor.Extraction;

/// <summary>Sentences that deny what was told before without telling it again: "Microsoft called the story inaccurate", "The group denied it".</summary>
internal static class Denials
{
    public static void Read(Scene scene)
    {
        if (scene.Facts.Count > 0 || scene.Discourse.LastDeal is not { Polarity: Polarity.Affirmed } deal || deal.Kind == FactKind.Appointment)
        {
            return;
        }

        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            Chunk chunk = parsed[k];
            if (chunk is not { IsVerb: true, Shape: VerbShape.Finite, Word: not null })
            {
                continue;
            }

            bool denies = Clauses.StageWordsOf(chunk) == Outlook.Denied && !chunk.IsNegated && (chunk.Object < 0 || IsReport(parsed, chunk.Object));
            bool calls = chunk.Word.Lemma is "call" or "describe" || chunk.Word.Is(WordClass.Be);
            bool untrue = calls && SaysUntrue(parsed, k);
            if (!denies && !untrue)
            {
                continue;
            }

            int speaker = denies || chunk.Word.Lemma is "call" or "describe" ? (chunk.IsPassive ? parsed.AgentOf(k) : chunk.Subject) : Attribution.SpeakerOf(parsed, k);
            if (speaker >= 0 && scene.Parties.NameOf(speaker) is not null)
            {
                scene.Add(deal with { DeniedBy = null, ClaimedBy = null }, new Stance(deal.Stage, Polarity.Denied, speaker, true));
                return;
            }
        }
    }

    private static bool IsReport(ParsedSentence parsed, int noun) =>
        parsed[noun].IsPronoun || (parsed[noun].Word is { } word && word.Means(NounSense.Report)) || ParsedSentence.AnyMeans(parsed[noun], NounSense.Report);

    private static bool SaysUntrue(ParsedSentence parsed, int verb)
    {
        bool notTrue = parsed[verb].IsNegated && (parsed.Sentence.Is(parsed[verb].Last + 1, "true") || parsed.Sentence.Is(parsed[verb].Last + 1, "correct") || parsed.Sentence.Is(parsed[verb].Last + 1, "accurate") || parsed.Sentence.Is(parsed[verb].Last + 1, "so"));
        if (notTrue)
        {
            return true;
        }

        for (int i = parsed[verb].First; i <= parsed.Sentence.Last && i <= parsed[verb].Last + 8; i++)
        {
            if (parsed.Sentence.Tokens[i].Word is { Outlook: Outlook.Denied } word && !word.Is(WordClass.Verb))
            {
                return true;
            }
        }

        return false;
    }
}
