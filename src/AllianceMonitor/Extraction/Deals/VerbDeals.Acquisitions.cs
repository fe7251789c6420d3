namespace AllianceMonitor.Extraction;

/// <summary>Who buys which company, or a business that has no name.</summary>
internal static partial class VerbDeals
{
    private static bool Acquisition(Scene scene, int verb, int theme, Frame frame)
    {
        if (frame.Theme == Theme.Money)
        {
            // "offered 2.1 billion pounds for"
            int bidFor = theme >= 0 && scene.MoneyOf(theme) is not null ? scene.Parsed.Phrase(theme, ["for"], 4) : scene.Parsed[verb] is { Word.Lemma: "bid", Shape: not VerbShape.Gerund } && theme < 0 ? scene.Parsed.Phrase(verb, ["for"], 4) : -1;
            theme = bidFor;
        }

        if (frame.Object == Slot.Into && !IntoUnit(scene.Parsed, verb, theme))
        {
            return false;
        }

        string? target = theme < 0 ? null : scene.Parties.One(theme) ?? Share.Apposition(scene, theme) ?? FormerUnit(scene, verb, theme);
        if (target is null && IsBusiness(scene, verb, theme, frame))
        {
            // "has sold its cargo business to": one that has no name.
            int taker = scene.Parsed.Phrase(verb, ["to"], 8);
            Stance sold = Stance.Of(scene.Parsed, verb, frame.Past, DealStage.Considered);
            List<string> takers = taker < 0 ? [] : scene.Parties.Joined(taker);
            takers.RemoveAll(scene.Parties.OwnersOf(theme).Contains);
            takers.ForEach(party => scene.Add(Scene.Draft(FactKind.Acquisition, party, null) with { Amount = FactValues.Amount(scene.MoneyAfter(verb)), Qualifier = scene.MoneyAfter(verb)?.Qualifier }, sold));
            return takers.Count > 0;
        }

        if (target is null || scene.Parsed[theme].IsPossessive || (scene.Parsed[theme].IsPronoun && frame.Object != Slot.Into && !scene.Sentence.Is(scene.Parsed[theme].First, "it")))
        {
            return false;
        }

        if (scene.Parsed[theme].Preposition >= 0 && theme < verb && scene.Parsed[theme].Governor is >= 0 and var part && scene.Parsed[part] is { IsNoun: true } share && (share.Percent >= 0 || ParsedSentence.AnyMeans(share, NounSense.Stake | NounSense.LooseStake | NounSense.Part)))
        {
            // "owns 25 percent of AvtoVAZ, which it bought in 2008": the part was bought.
            return false;
        }

        int buyer = frame.Subject == Slot.To ? scene.Parsed.Phrase(verb, ["to"], 8) : scene.Parsed.AgentOf(verb);
        List<string> buyers = buyer >= 0 ? scene.Parties.Joined(buyer) : [];
        buyers.Remove(target);
        if (buyers.Count == 0)
        {
            return false;
        }

        Stance stance = Stance.Of(scene.Parsed, verb, frame.Past, DealStage.Considered);
        foreach (string party in buyers)
        {
            scene.Add(Scene.Draft(FactKind.Acquisition, party, target) with { Amount = FactValues.Amount(scene.MoneyAfter(verb)), Qualifier = scene.MoneyAfter(verb)?.Qualifier }, stance);
        }

        return true;
    }

    /// <summary>A business or works that its owner sells and the text does not name: "its cargo business", "part of its Oppama plant".</summary>
    private static bool IsBusiness(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        if (theme < 0 || frame.Subject != Slot.To || parsed[theme].IsNamed || parsed[theme].IsPronoun || scene.Parties.Of(theme).Length > 0)
        {
            return false;
        }

        int sold = parsed[theme].Word is { } part && part.Means(NounSense.Part) && parsed.IsPreposition(theme + 1, "of") && parsed.NounAfter(theme + 1) is >= 0 and var whole ? whole : theme;
        bool owned = scene.Parties.OwnersOf(sold) is [var owner] && (parsed[verb].IsPassive || parsed[verb].Subject < 0 || scene.Parties.First(parsed[verb].Subject) == owner);
        return owned && parsed[sold].Percent < 0 && !parsed[sold].Word?.Is(WordClass.Plural) == true && (ParsedSentence.AnyMeans(parsed[sold], NounSense.Unit) || Ventures.IsPlant(parsed, sold)) && !ParsedSentence.AnyMeans(parsed[sold], NounSense.Stake | NounSense.LooseStake);
    }

    /// <summary>"AESC, a former subsidiary that it sold to": what stands beside a name is meant by it.</summary>
    private static string? FormerUnit(Scene scene, int verb, int theme)
    {
        ParsedSentence parsed = scene.Parsed;
        int start = theme < verb && !parsed[theme].IsNamed && ParsedSentence.AnyMeans(parsed[theme], NounSense.Unit | NounSense.Company) ? Clauses.StartOf(parsed.Chunks, theme) : -1;
        return start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNamed ? scene.Parties.One(start - 2) : null;
    }

    /// <summary>"turn Nissan into a subsidiary", "make it a wholly owned unit".</summary>
    private static bool IntoUnit(ParsedSentence parsed, int verb, int theme)
    {
        if (parsed[verb].Word!.Lemma == "take")
        {
            // "took Kestrel private", "took it off Volvo's hands"
            return theme >= 0 && (parsed.Sentence.Is(parsed[theme].Last + 1, "private") || (parsed[theme].IsNamed && parsed.Sentence.Is(parsed[theme].Last, "private")) || (parsed.Phrase(theme, ["off"], 3) is >= 0 and var hands && parsed.Sentence.Is(parsed[hands].Head, "hands")));
        }

        int into = theme < 0 ? -1 : parsed[verb].Word!.Lemma == "make" && theme + 1 < parsed.Count && parsed[theme + 1].IsNoun ? theme + 1 : parsed.Phrase(theme, ["into"], 3);
        return into >= 0 && parsed[into].Word is { } word && (parsed.Sentence.Is(parsed[into].Head, "subsidiary") || (word.Means(NounSense.Unit) && parsed.Contains(parsed[into], "owned")));
    }
}
