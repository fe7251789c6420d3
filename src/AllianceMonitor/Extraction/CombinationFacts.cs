namespace AllianceMonitor.Extraction;

/// <summary>Joint ventures and partnerships: two or more companies that do something together.</summary>
internal static class CombinationFacts
{
    public static IEnumerable<Fact> Find(Sentence sentence, FactContext context)
    {
        for (int i = sentence.First; i <= sentence.Last; i++)
        {
            if (!sentence.IsInsideMention(i) && Anchor(sentence, i) is { } kind && Read(sentence, i, kind, context) is { } fact)
            {
                yield return fact;
            }
        }
    }

    private static FactKind? Anchor(Sentence sentence, int i)
    {
        if (sentence.Has(i, Cue.Venture))
        {
            return sentence.Is(i, "jv") || sentence.Has(i - 1, Cue.Joint) || sentence.Has(i - 2, Cue.Joint) ? FactKind.JointVenture : null;
        }

        if (sentence.Has(i, Cue.PartnerVerb) && IsVerb(sentence, i))
        {
            return FactKind.Partnership;
        }

        // "French partner Renault": a role in front of a name, not a partnership.
        if (sentence.PartyAt(i + 1) is not null)
        {
            return null;
        }

        // "partners" are companies, not a partnership; a partner that is looked for is one to come.
        bool person = sentence.Is(i, "partner") || sentence.Is(i, "partners");
        if (person)
        {
            return sentence.AnyBetween(i - 4, i, Cue.Considered) && sentence.AnyBetween(i - 3, i, Cue.Article) ? FactKind.Partnership : null;
        }

        if (sentence.Has(i, Cue.PartnerNoun) || (sentence.Is(i, "tie") && sentence.Is(i + 1, "-") && sentence.Is(i + 2, "up")))
        {
            return FactKind.Partnership;
        }

        bool loose = sentence.Has(i, Cue.PartnerLoose) && (sentence.AnyBetween(i, i + 5, Cue.With) || sentence.Has(i + 1, Cue.Between));
        return loose && !sentence.AnyBetween(sentence.First - 1, sentence.Last + 1, Cue.StakeNoun | Cue.Invest | Cue.Venture) ? FactKind.Partnership : null;
    }

    /// <summary>"collaborate with", "teams up with", "is partnering": the verb needs its partner.</summary>
    private static bool IsVerb(Sentence sentence, int i) =>
        sentence.AnyBetween(i, i + 6, Cue.With) && !sentence.Has(i - 1, Cue.Article | Cue.Possessive) && !(sentence.Is(i, "team") && !sentence.Is(i + 1, "up"));

    private static Fact? Read(Sentence sentence, int anchor, FactKind kind, FactContext context)
    {
        bool verb = sentence.Has(anchor, Cue.PartnerVerb) && IsVerb(sentence, anchor);
        List<string> parties = Parties(sentence, anchor, verb, context, out bool weak);
        bool seeksPartner = kind == FactKind.Partnership && parties.Count == 1 && (sentence.Is(anchor, "partner") || sentence.Is(anchor, "partners"))
            && (sentence.Is(anchor - 2, "seeking") || sentence.Is(anchor - 2, "seeks") || sentence.Is(anchor - 2, "seek"));
        if (parties.Count < 2 && !seeksPartner)
        {
            return null;
        }

        Stance stance = Stance.Of(sentence, anchor, DealStage.Ongoing);
        if (weak && !stance.Explicit)
        {
            return null;
        }

        DealStage stage = IsExisting(sentence, anchor) && stance.Stage is DealStage.Considered or DealStage.Planned ? DealStage.Ongoing
            : stance.Stage == DealStage.Planned && (sentence.Is(anchor + 1, "agreement") || sentence.Is(anchor + 1, "deal")) ? DealStage.Agreed
            : stance.Stage;
        return new Fact
        {
            Kind = kind,
            Subject = parties[0],
            Object = parties.Count > 1 ? parties[1] : null,
            Others = [.. parties.Skip(2)],
            When = FactContext.When(sentence),
            Stage = stage,
            Polarity = stance.Polarity,
            DeniedBy = stance.DeniedBy,
            ClaimedBy = Attribution.ClaimedBy(sentence),
            Evidence = new Evidence(sentence.Paragraph, sentence.Plain),
        };
    }

    /// <summary>
    /// "the collaboration between Honda and GM", "a joint venture Renault has with Geely": there is one already, whatever the verb of the sentence
    /// does to it.
    /// </summary>
    private static bool IsExisting(Sentence sentence, int anchor)
    {
        int with = With(sentence, anchor);
        bool hasWith = with > anchor + 1 && sentence.AnyBetween(anchor, with, Cue.Have) && sentence.Parties.Any(party => party.FirstToken > anchor && party.LastToken < with);
        bool theOneBetween = sentence.Is(anchor - 1, "the") && sentence.Has(with, Cue.Between) && with == anchor + 1;
        return hasWith || theOneBetween || sentence.Is(anchor - 1, "existing");
    }

    /// <summary>Who is in it, the party named first first. <paramref name="weak"/>: the parties merely stand in front of the word.</summary>
    private static List<string> Parties(Sentence sentence, int anchor, bool verb, FactContext context, out bool weak)
    {
        weak = false;
        int with = With(sentence, anchor);
        if (with >= 0)
        {
            List<FoundMention> partners = Coordinated(sentence, with + 1);
            if (partners.Count > 0)
            {
                if (sentence.Has(with, Cue.Between))
                {
                    return Keys(partners);
                }

                FoundMention? host = sentence.Parties.LastOrDefault(party => party.FirstToken > anchor && party.LastToken < with)
                    ?? sentence.Parties.LastOrDefault(party => party.LastToken < anchor && anchor - party.LastToken <= 5 && sentence.IsPossessive(party))
                    ?? sentence.SubjectOf(anchor);
                string? hostKey = host?.Key ?? context.SubjectBefore;
                List<string> keys = Keys(host is null ? partners : [.. CoordinatedLeft(sentence, host), .. partners]);
                return hostKey is null || keys.Contains(hostKey) ? keys : [hostKey, .. keys];
            }
        }

        if (verb)
        {
            return [];
        }

        // "the Renault-Geely joint venture", "Nissan and Honda ... a partnership", "the two carmakers' partnership".
        if (sentence.SubjectOf(anchor) is { } nearest)
        {
            List<string> keys = Keys(CoordinatedLeft(sentence, nearest));
            if (keys.Count >= 2)
            {
                weak = sentence.AnyBetween(nearest.LastToken, anchor, Cue.ClauseBreak);
                return keys;
            }

            // "Renault is in talks with Geely about a partnership": the partner stands with the talks.
            int talks = sentence.Before(anchor, Cue.InTalks, 8);
            int talksWith = talks > nearest.LastToken ? sentence.After(talks, Cue.With, 2) : -1;
            return talksWith < 0 || talksWith > anchor || sentence.AnyBetween(talksWith, anchor, Cue.ClauseBreak)
                ? keys
                : [.. keys.Concat(Keys(Coordinated(sentence, talksWith + 1).Where(party => party.LastToken < anchor))).Distinct()];
        }

        // "the joint venture through which General Motors and Honda have made ..."
        if (Coordinated(sentence, anchor + 1) is { Count: >= 2 } behind)
        {
            return Keys(behind);
        }

        bool bothMeant = sentence.Before(anchor, Cue.SmallNumber | Cue.Companies, 8) >= 0 || sentence.AnyBetween(sentence.First - 1, anchor, Cue.Pronoun);
        return bothMeant && context.Pair is var (first, second) && context.Pair is not null ? [first, second] : [];
    }

    /// <summary>"with" or "between" that belongs to the noun: before the next clause.</summary>
    private static int With(Sentence sentence, int anchor)
    {
        for (int i = anchor + 1; i <= sentence.Last && i <= anchor + 12; i++)
        {
            if (sentence.Has(i, Cue.With | Cue.Between))
            {
                return i;
            }

            if (sentence.Has(i, Cue.ClauseBreak) && !sentence.Is(i, "that"))
            {
                break;
            }
        }

        return -1;
    }

    /// <summary>Parties from <paramref name="from"/> on that hang together by commas, "and" and words of description in between.</summary>
    private static List<FoundMention> Coordinated(Sentence sentence, int from)
    {
        List<FoundMention> found = [];
        int at = from;
        foreach (FoundMention party in sentence.Parties)
        {
            if (party.FirstToken < from)
            {
                continue;
            }

            if (party.FirstToken - at > 7 || sentence.AnyBetween(at - 1, party.FirstToken, Cue.Verb | Cue.ClauseBreak | Cue.In | Cue.By))
            {
                break;
            }

            // "from Geely to Qualcomm" lists them as "Geely and Qualcomm" does.
            bool range = found.Count > 0 && sentence.AnyBetween(found[^1].LastToken, party.FirstToken, Cue.To) && sentence.AnyBetween(from - 1, found[0].FirstToken, Cue.From);
            if (found.Count > 0 && !range && !sentence.AnyBetween(found[^1].LastToken, party.FirstToken, Cue.And) && !sentence.Is(found[^1].LastToken + 1, ",") && !sentence.Is(found[^1].LastToken + 1, "-"))
            {
                break;
            }

            found.Add(party);
            at = party.LastToken + 1;
        }

        return found;
    }

    /// <summary>The party and those before it that it is joined with: "Nissan, Honda and Mitsubishi Motors".</summary>
    private static List<FoundMention> CoordinatedLeft(Sentence sentence, FoundMention last)
    {
        List<FoundMention> found = [last];
        for (int i = sentence.Parties.Count - 1; i >= 0; i--)
        {
            FoundMention party = sentence.Parties[i];
            if (party.LastToken >= found[0].FirstToken)
            {
                continue;
            }

            int gap = found[0].FirstToken - party.LastToken - 1;
            bool joined = (gap <= 5 && sentence.Has(party.LastToken + 1, Cue.And) && !sentence.AnyBetween(party.LastToken, found[0].FirstToken, Cue.Verb | Cue.In | Cue.With | Cue.To)) || (gap == 1 && (sentence.Is(party.LastToken + 1, ",") || sentence.Is(party.LastToken + 1, "-")))
                || (gap is 2 or 3 && sentence.Is(party.LastToken + 1, ",") && sentence.AnyBetween(party.LastToken, found[0].FirstToken, Cue.And));
            if (!joined)
            {
                break;
            }

            found.Insert(0, party);
        }

        return found;
    }

    private static List<string> Keys(IEnumerable<FoundMention> parties) => [.. parties.Select(party => party.Key).Distinct()];
}
