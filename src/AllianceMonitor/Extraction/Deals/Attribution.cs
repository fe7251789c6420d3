namespace AllianceMonitor.Extraction;

/// <summary>Who says what a sentence says.</summary>
internal static class Attribution
{
    /// <summary>"Reuters, three sources", "Renault", "Nikkei"; null where the text speaks for itself.</summary>
    public static string? ClaimedBy(ParsedSentence parsed, PartyFinder parties)
    {
        Sentence sentence = parsed.Sentence;
        string? agency = null;
        foreach (FoundMention mention in sentence.Mentions)
        {
            if (mention.Key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal))
            {
                agency = mention.Key[MentionFinder.SourcePrefix.Length..];
                break;
            }
        }

        if (AnonymousSources(sentence) is { } people)
        {
            return agency is null ? people : $"{agency}, {people}";
        }

        if (agency is not null)
        {
            return agency;
        }

        int speaker = SpeakerOf(parsed, parsed.Count);
        return speaker >= 0 ? parties.NameOf(speaker) : null;
    }

    /// <summary>
    /// The noun phrase of who speaks: the subject of "said" before the word in question, or of "..., Renault said" behind it; "according to
    /// Nissan"; -1 without. Anonymous sources and papers do not count.
    /// </summary>
    public static int SpeakerOf(ParsedSentence parsed, int predicate)
    {
        for (int k = 0; k < parsed.Count; k++)
        {
            Chunk chunk = parsed[k];
            if (chunk is { IsVerb: true, Shape: VerbShape.Finite, IsPassive: false, Word: not null } && Clauses.StageWordsOf(chunk) is Outlook.Said or Outlook.Denied && chunk.Word.Lemma is not ("announce" or "report" or "show" or "value"))
            {
                int speaker = chunk.Subject;
                if (speaker < 0 || IsInverted(parsed, k))
                {
                    speaker = k + 1 < parsed.Count && parsed[k + 1].IsNoun ? parsed.NounAfter(k) : speaker;
                }

                if (speaker >= 0 && IsNamedSpeaker(parsed, speaker) && (k < predicate || !chunk.IsNegated))
                {
                    return speaker;
                }
            }

            if (chunk.Kind == ChunkKind.Preposition && parsed.Sentence.Is(chunk.First, "to") && chunk.First > parsed.Sentence.First && parsed.Sentence.Is(chunk.First - 1, "according") && parsed.NounAfter(k) is >= 0 and var source && IsNamedSpeaker(parsed, source))
            {
                return source;
            }
        }

        return -1;
    }

    /// <summary>"..., said Natsuko Irie": the speaker stands behind the verb, and a comma or quotation before it.</summary>
    private static bool IsInverted(ParsedSentence parsed, int verb) => verb > 0 && parsed[verb - 1].Kind == ChunkKind.Comma && verb + 1 < parsed.Count && parsed[verb + 1] is { IsNoun: true, IsTime: false };

    private static bool IsNamedSpeaker(ParsedSentence parsed, int noun)
    {
        Chunk chunk = parsed[noun];
        for (int m = 0; m < chunk.Mentions; m++)
        {
            if (parsed.Sentence.Mentions[chunk.FirstMention + m].Key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal))
            {
                return false;
            }
        }

        // A spokesman of a company speaks for it; a source does not.
        bool anonymous = chunk.Word is { } word && word.Means(NounSense.Person) && !word.Means(NounSense.Post);
        return !anonymous && (chunk.Mentions > 0 || chunk.IsPronoun || (chunk.Word is { } head && head.Means(NounSense.Company | NounSense.Companies | NounSense.Post | NounSense.State)));
    }

    private static string? AnonymousSources(Sentence sentence)
    {
        for (int i = sentence.First; i <= sentence.Last; i++)
        {
            if (!(sentence.Is(i, "sources") || sentence.Is(i, "source") || sentence.Is(i, "people") || sentence.Is(i, "person") || sentence.Is(i, "insiders")))
            {
                continue;
            }

            if ((sentence.Is(i, "people") || sentence.Is(i, "person")) && !(sentence.Is(i + 1, "familiar") || sentence.Is(i + 1, "with") || sentence.Is(i + 1, "close") || sentence.Is(i + 1, "briefed") || SaysSoon(sentence, i)))
            {
                continue;
            }

            int from = sentence.Has(i - 1, Cue.SmallNumber) ? i - 1 : i;
            return sentence.TextOf(from, i);
        }

        return null;
    }

    private static bool SaysSoon(Sentence sentence, int i)
    {
        for (int k = i + 1; k <= i + 3; k++)
        {
            if (sentence.Has(k, Cue.Says))
            {
                return true;
            }
        }

        return false;
    }
}
