namespace AllianceMonitor.Extraction;

/// <summary>Who says what a sentence says.</summary>
internal static class Attribution
{
    /// <summary>"Reuters, three sources", "Renault", "Nikkei"; null where the text speaks for itself.</summary>
    public static string? ClaimedBy(Sentence sentence)
    {
        string? people = AnonymousSources(sentence);
        string? agency = sentence.Sources.Count > 0 ? sentence.Sources[0] : null;
        if (people is not null)
        {
            return agency is null ? people : $"{agency}, {people}";
        }

        return agency ?? Speaker(sentence);
    }

    /// <summary>A watched party that speaks: "Renault said", "according to Nissan", "a Nissan spokesperson denied".</summary>
    public static string? Speaker(Sentence sentence)
    {
        foreach (FoundMention party in sentence.Parties)
        {
            int next = party.LastToken + 1;
            int before = party.FirstToken - 1;
            bool says = (sentence.Has(next, Cue.Says) && !sentence.Has(next, Cue.Report)) || sentence.Is(next, "said");
            bool spokesperson = sentence.Has(next, Cue.Person) || (sentence.Has(before, Cue.Of) && sentence.Has(before - 1, Cue.Person)) || (sentence.Is(before, "for") && sentence.Has(before - 1, Cue.Person));
            bool accordingTo = sentence.Has(before, Cue.To) && sentence.Is(before - 1, "according");
            if (says || accordingTo || (spokesperson && sentence.AnyBetween(party.LastToken, sentence.Last, Cue.Says | Cue.Denial)))
            {
                return party.Key;
            }
        }

        return null;
    }

    private static string? AnonymousSources(Sentence sentence)
    {
        for (int i = sentence.First; i <= sentence.Last; i++)
        {
            if (!(sentence.Is(i, "sources") || sentence.Is(i, "source") || sentence.Is(i, "people") || sentence.Is(i, "person") || sentence.Is(i, "insiders")))
            {
                continue;
            }

            if ((sentence.Is(i, "people") || sentence.Is(i, "person")) && !(sentence.Is(i + 1, "familiar") || sentence.Is(i + 1, "with") || sentence.Is(i + 1, "close") || sentence.Is(i + 1, "briefed") || sentence.AnyBetween(i, i + 3, Cue.Says)))
            {
                continue;
            }

            int from = sentence.Has(i - 1, Cue.SmallNumber) || sentence.Is(i - 1, "a") ? i - 1 : i;
            return sentence.Text[sentence.Tokens[from].Start..sentence.Tokens[i].End];
        }

        return null;
    }
}
