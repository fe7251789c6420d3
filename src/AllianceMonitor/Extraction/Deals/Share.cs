namespace AllianceMonitor.Extraction;

/// <summary>A part of a company as a noun phrase tells it: "a 5% stake in X", "a tenth of X", "its Nissan shares", "the rest".</summary>
/// <param name="Noun">The noun phrase.</param>
/// <param name="Percent">Its size, as facts show it; or "controlling", "majority", "minority"; null where it is not told.</param>
/// <param name="Qualifier">"up to" and the like.</param>
/// <param name="Held">The company that it is a part of, null where the phrase does not say.</param>
/// <param name="Owner">Whose it is by the phrase itself: "Renault's stake".</param>
/// <param name="Whole">The noun phrase behind "of" or "in", whoever it is; -1 without.</param>
/// <param name="IsAll">The phrase says that it is all of what its owner has: "its 5% stake", "the 1.55 percent".</param>
internal sealed record Share(int Noun, string? Percent, string? Qualifier, string? Held, IReadOnlyList<string> Owner, bool IsAll, int Whole = -1)
{
    /// <summary>"the stake", "a stake": somebody's, but the phrase names neither company nor figure.</summary>
    public bool IsBare => Percent is null && Held is null && Owner.Count == 0;

    /// <summary>Reads a noun phrase as a part of a company; null when it is something else, such as a share of sales.</summary>
    /// <param name="scene">The sentence.</param>
    /// <param name="noun">The noun phrase.</param>
    /// <param name="isOwned">It is the object of a verb of owning or trading, so a bare percentage is a share.</param>
    public static Share? Of(Scene scene, int noun, bool isOwned)
    {
        if (noun < 0 || !scene.Parsed[noun].IsNoun || scene.Parsed[noun].IsTime)
        {
            return null;
        }

        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.Percent < 0 && !IsPartOfStake(parsed, noun) && !ParsedSentence.AnyMeans(chunk, NounSense.Stake | NounSense.LooseStake | NounSense.Part | NounSense.Majority | NounSense.Remainder))
        {
            return null;
        }

        (string? percent, string? qualifier) = (scene.PercentOf(noun), chunk.Percent >= 0 ? parsed.Sentence.Values[chunk.Percent].Value.Qualifier : null);
        int of = OfPhrase(parsed, noun);
        if (of >= 0 && chunk.Percent < 0 && IsPartOfStake(parsed, noun) && ParsedSentence.AnyMeans(parsed[of], NounSense.Stake | NounSense.LooseStake) && Of(scene, of, isOwned) is { } whole)
        {
            // "most of its stake in", "all its shares in": of whose and in whom the stake says.
            return whole with { Percent = null, IsAll = parsed.Sentence.Is(chunk.Head, "all") };
        }

        if (of >= 0 && isOwned && percent is null && parsed.Sentence.Is(chunk.Head, "all") && parsed[of].IsNamed && scene.Parties.One(of) is { } entire)
        {
            // "will own all of Kestrel"
            return new Share(noun, "100%", null, entire, [], false, of);
        }

        int last = noun;
        bool headed = chunk.Word is not null && !chunk.IsNamed && chunk.Head > (chunk.Percent >= 0 ? parsed.Sentence.Values[chunk.Percent].LastToken : -1);
        bool definite = parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive) || chunk.Possessor >= 0;
        if (!headed && percent is null)
        {
            return null;
        }

        if (headed)
        {
            Word head = chunk.Word!;
            bool stake = head.Means(NounSense.Stake) || (isOwned && parsed.Sentence.Is(chunk.Head, "block"));
            bool controlling = false;
            for (int i = chunk.First; i < chunk.Head; i++)
            {
                if (parsed.Sentence.Is(i, "controlling") || parsed.Sentence.Is(i, "majority") || parsed.Sentence.Is(i, "minority"))
                {
                    (percent, controlling) = (percent ?? parsed.Sentence.TextOf(i, i).ToLowerInvariant(), true);
                }

                if (parsed.Sentence.Is(i, "market") || parsed.Sentence.Is(i, "voting") && head.Means(NounSense.Stake) is false && !head.Means(NounSense.LooseStake))
                {
                    return null;
                }
            }

            // "a stake of 34%", "shares equal to 34.02 percent of X", "a majority of 52.8 percent"
            int figure = PercentBehind(parsed, noun);
            if (figure >= 0)
            {
                percent = scene.PercentOf(figure);
                qualifier = parsed.Sentence.Values[parsed[figure].Percent].Value.Qualifier;
                last = figure;
                of = OfPhrase(parsed, figure) is >= 0 and var deeper ? deeper : of == figure ? -1 : of;
            }

            bool loose = head.Means(NounSense.LooseStake) && !parsed.Sentence.Is(chunk.Head + 1, "price") && !parsed.Sentence.Is(chunk.Head + 1, "prices");
            bool part = head.Means(NounSense.Part) && (of >= 0 ? IsCompany(scene, of) || (isOwned && !IsThings(parsed, of)) : isOwned && percent is null && Portion.FractionOf(parsed, noun) is not null);
            bool majority = head.Means(NounSense.Majority) && (of >= 0 || percent is not null);
            bool remainder = head.Means(NounSense.Remainder) && isOwned && definite;
            if (loose && !stake)
            {
                bool inCompany = parsed.Phrase(last, ["in"], 4) is >= 0 and var within && IsCompany(scene, within);
                bool ofCompany = of >= 0 && IsCompany(scene, of);
                bool isShares = parsed.Sentence.Is(chunk.Head, "shares");
                bool isShare = parsed.Sentence.Is(chunk.Head, "share");
                loose = percent is not null || controlling || inCompany || (ofCompany && (isShares || parsed.Sentence.Is(chunk.Head, "ownership"))) || (isOwned && definite && !parsed.Sentence.Is(chunk.Head, "capital") && !isShare && (isShares || parsed.Sentence.Is(chunk.Head, "holding") || parsed.Sentence.Is(chunk.Head, "interest")))
                    || (isOwned && isShares && scene.Parties.Inside(noun).Count > 0);
                loose &= !(isShare && !inCompany && !ofCompany && percent is null);
            }

            if (!(stake || loose || part || majority || remainder))
            {
                return null;
            }

            if (part && percent is null)
            {
                percent = Portion.FractionOf(parsed, noun);
            }
        }
        else if (of >= 0 && parsed[of] is { IsNamed: false, Word: not null } shares && (shares.Word.Means(NounSense.LooseStake) || parsed.Contains(shares, "voting")) && !parsed.Sentence.Is(shares.Head, "share"))
        {
            // "27% of Mazda's voting rights", "2 percent of the shares": in whom it says behind, or did before.
            return new Share(noun, percent, qualifier, parsed[of].Possessor >= 0 && scene.Parties.OwnersOf(of) is [var whose] ? whose : HeldBy(scene, of, of, OfPhrase(parsed, of)), scene.Parties.OwnersOf(noun), false);
        }
        else if (of >= 0 ? !IsCompany(scene, of) && !IsVenture(parsed[of]) && !IsOther(parsed[of]) && FacilityAt(scene, of) is null : !isOwned || IsComparison(parsed, noun))
        {
            return null;
        }

        return new Share(noun, percent, qualifier, HeldBy(scene, noun, last, of), of >= 0 && IsHoldersOf(parsed, noun, of) ? scene.Parties.Of(of) : scene.Parties.OwnersOf(noun), definite && !parsed.Sentence.Is(chunk.First, "a"), of >= 0 ? of : parsed.Phrase(last, ["in"], 4));
    }

    /// <summary>"most", "all", "some", "the bulk".</summary>
    private static bool IsPartOfStake(ParsedSentence parsed, int noun) =>
        parsed.Sentence.Is(parsed[noun].Head, "most") || parsed.Sentence.Is(parsed[noun].Head, "all") || parsed.Sentence.Is(parsed[noun].Head, "some") || parsed.Sentence.Is(parsed[noun].Head, "much") || parsed.Sentence.Is(parsed[noun].Head, "bulk");

    /// <summary>Behind "of"; "each" may stand between: "5% each of Mazda and Suzuki".</summary>
    private static int OfPhrase(ParsedSentence parsed, int noun) => parsed.IsPreposition(noun + 1, "of") ? parsed.NounAfter(noun + 1) : IsEach(parsed, noun) ? parsed.NounAfter(noun + 2) : -1;

    public static bool IsEach(ParsedSentence parsed, int noun) => parsed.IsPreposition(noun + 2, "of") && parsed.Sentence.Is(parsed[noun + 1].First, "each") && parsed[noun + 1].First == parsed[noun + 1].Last;

    private static int PercentBehind(ParsedSentence parsed, int noun)
    {
        for (int k = noun + 1; k < parsed.Count && k <= noun + 4; k++)
        {
            if (parsed[k].IsNoun && parsed[k].Percent >= 0)
            {
                return parsed.IsPreposition(k - 1, "of") || (parsed.IsPreposition(k - 1, "to") && parsed.Sentence.Is(parsed[k - 1].First - 1, "equal")) || (k == noun + 3 && parsed.IsPreposition(k - 2, "of") && parsed[k - 1].Kind == ChunkKind.Other) ? k : -1;
            }

            if (parsed[k].Kind is not (ChunkKind.Preposition or ChunkKind.Other) && !(parsed[k].IsNoun && parsed[k].Word is { } word && word.Is(WordClass.Adjective)))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>"60% of the Quillagua mine": what goes by a name and is shared like a company; null otherwise.</summary>
    private static string? FacilityAt(Scene scene, int noun) =>
        scene.Parsed[noun] is { IsNamed: false, Mentions: 1, IsPossessive: false } chunk && scene.Sentence.Lower(chunk.Head) is "mine" or "project" or "field" or "refinery" or "terminal" or "pipeline" or "smelter" or "deposit" or "portfolio" or "port" or "airport" or "farm" or "mill" or "yard" or "shipyard"
        && scene.Sentence.Mentions[chunk.FirstMention] is { Key: { } key } name && name.FirstToken > chunk.First && !scene.IsPerson(key) ? NameBook.NameIn(key) : null;

    /// <summary>"2.1 per cent higher", "4% less".</summary>
    private static bool IsComparison(ParsedSentence parsed, int noun)
    {
        int next = parsed[noun].Last + 1;
        return parsed.Sentence.Is(next, "higher") || parsed.Sentence.Is(next, "lower") || parsed.Sentence.Is(next, "more") || parsed.Sentence.Is(next, "less") || parsed.Sentence.Is(next, "up") || parsed.Sentence.Is(next, "down") || parsed.Sentence.Is(next, "above") || parsed.Sentence.Is(next, "below");
    }

    private static bool IsCompany(Scene scene, int noun) => scene.Parties.Of(noun).Length > 0 && scene.Parsed[noun] is { IsPossessive: false };

    private static bool IsVenture(Chunk chunk) => !chunk.IsNamed && chunk.Word is { } word && (word.Means(NounSense.Venture | NounSense.Unit) || (word.Means(NounSense.Company) && !word.Means(NounSense.Supplier)));

    /// <summary>"half of its actuators", "a third of the output": what a company buys or sells, not a company.</summary>
    private static bool IsThings(ParsedSentence parsed, int of)
    {
        Chunk chunk = parsed[of];
        if (chunk.IsNamed || ParsedSentence.AnyMeans(chunk, NounSense.Stake | NounSense.LooseStake))
        {
            return false;
        }

        ReadOnlySpan<char> head = parsed.Sentence.Text.AsSpan(parsed.Sentence.Tokens[chunk.Head].Start, parsed.Sentence.Tokens[chunk.Head].Length);
        return chunk.Word is { } word ? word.Means(NounSense.Goods) && !word.Means(NounSense.Unit) || (word.Is(WordClass.Plural) && !word.Means(NounSense.Companies | NounSense.Company)) || parsed.Sentence.Is(chunk.Head, "them") || parsed.Sentence.Is(chunk.Head, "output") || parsed.Sentence.Is(chunk.Head, "production") || parsed.Sentence.Is(chunk.Head, "work") || parsed.Sentence.Is(chunk.Head, "capacity")
            : head.EndsWith('s') && !head.EndsWith("ss");
    }

    private static bool IsOther(Chunk chunk) => chunk.Word is { } word && word.Is(WordClass.Pronoun);

    /// <summary>The company behind "in" or "of"; the name in front of the noun ("its Nissan stake") where nobody follows.</summary>
    private static string? HeldBy(Scene scene, int noun, int last, int of)
    {
        ParsedSentence parsed = scene.Parsed;
        if (of >= 0 && FacilityAt(scene, of) is { } facility)
        {
            return facility;
        }

        if (of >= 0 && IsVenture(parsed[of]) && Apposition(scene, of) is { } apposed)
        {
            return apposed;
        }

        if (of >= 0 && !parsed[of].IsNamed && scene.Discourse.LastDeal is { Kind: FactKind.JointVenture } && parsed[of].Word is { } word && word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture) && parsed[of].First + 1 >= parsed[of].Head)
        {
            // "51 percent of the company": of the venture told just before.
            return scene.Discourse.Venture?.Name;
        }

        if (of >= 0 && scene.Parties.First(of) is { } company && !parsed[of].IsPossessive && !IsHoldersOf(parsed, noun, of))
        {
            return company;
        }

        // "24% of which belongs to": the noun before.
        if (parsed.IsPreposition(last + 1, "of") && last + 2 < parsed.Count && parsed[last + 2].Kind == ChunkKind.Relative)
        {
            int antecedent = last - 1;
            while (antecedent >= 0 && !parsed[antecedent].IsNoun)
            {
                antecedent--;
            }

            return scene.Parties.First(antecedent);
        }

        int end = Math.Min(parsed.EndOfPhrases(last), last + 9);
        for (int k = last + 1; k < end; k++)
        {
            if (parsed[k].IsVerb)
            {
                break;
            }

            if (parsed.IsPreposition(k, "in", "into") && parsed.NounAfter(k) is >= 0 and var within)
            {
                if (scene.Parties.First(within) is { } held)
                {
                    // "in Renault's new entity, Ampere": whom the apposition names.
                    return held;
                }

                if (Apposition(scene, within) is { } named)
                {
                    return named;
                }
            }
        }

        if (last + 1 < parsed.Count && parsed[last + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word.Lemma: "hold" or "own" } && parsed.Phrase(last + 1, ["in"], 6) is >= 0 and var where && scene.Parties.First(where) is { } there)
        {
            // "the 51 percent stake held by Nissan in their joint plant"
            return there;
        }

        if (HolderBehind(parsed, last) is >= 0 and var holds && parsed.Phrase(holds, ["in"], 3) is >= 0 and var kept && scene.Parties.First(kept) is { } heldThere)
        {
            // "the 14.5% it has left in Zhuri", "the 24 percent that Bosch still keeps in Kestrel"
            return heldThere;
        }

        List<string> inside = scene.Parties.Inside(noun);
        return inside.Count > 0 && !parsed[noun].IsNamed ? inside[^1] : null;
    }

    /// <summary>The verb of having in a relative clause behind a share; -1 without.</summary>
    private static int HolderBehind(ParsedSentence parsed, int last)
    {
        for (int k = last + 1; k < parsed.Count && k <= last + 5 && parsed[k].Kind is not (ChunkKind.Comma or ChunkKind.Break); k++)
        {
            if (parsed[k].IsVerb)
            {
                return parsed[k] is { IsPassive: false, Subject: >= 0, Word: { } word } verb && verb.Subject > last && (word.Is(WordClass.Have) || word.Lemma is "own" or "hold" or "keep" or "have" or "leave" or "retain" or "possess" or "control") ? k : -1;
            }
        }

        return -1;
    }

    /// <summary>"the holding of Exor", "the stake of the Agnelli family in": whose it is, not what it is in.</summary>
    private static bool IsHoldersOf(ParsedSentence parsed, int noun, int of) =>
        parsed[noun] is { IsNamed: false, Percent: < 0, Word: { } word } chunk && chunk.Last < parsed[of].First && (word.Means(NounSense.Stake) || parsed.Sentence.Is(chunk.Head, "holding") || parsed.Sentence.Is(chunk.Head, "interest")) && parsed.IsPreposition(noun + 1, "of");

    /// <summary>"its new unit, Ampere": a name between commas behind a common noun.</summary>
    internal static string? Apposition(Scene scene, int noun)
    {
        if (scene.Parsed[noun].IsNamed)
        {
            return null;
        }

        int called = noun + 1 < scene.Parsed.Count && scene.Parsed[noun + 1].Kind == ChunkKind.Comma ? noun + 2 : noun + 1;
        if (called < scene.Parsed.Count && scene.Parsed[called] is { IsVerb: true, Shape: VerbShape.Reduced or VerbShape.Infinitive, Word.Lemma: "know" or "call" or "name" or "dub" or "christen" } naming)
        {
            // "the business, known as Horse Powertrain", "a company called Tandem"
            return scene.Parties.One(naming.Object >= 0 ? naming.Object : scene.Parsed.Phrase(called, ["as"], 3));
        }

        for (int k = noun + 1; k + 1 < scene.Parsed.Count && k <= noun + 8 && scene.Parsed[k] is not { IsVerb: true, Shape: VerbShape.Finite }; k++)
        {
            // Farther away it must be known to belong to the owner: "Renault's new entity dedicated to software, Ampere".
            bool elided = k + 2 < scene.Parsed.Count && scene.Parsed[k + 2] is { IsNoun: true, IsTime: false }; // "of the business, Nissan 30 percent"
            if (!elided && scene.Parsed[k].Kind == ChunkKind.Comma && scene.Parsed[k + 1] is { IsNoun: true, IsNamed: true } && scene.Parties.One(k + 1) is { } name && (k == noun + 1 || (scene.Discourse.ParentOf(name) is { } parent && scene.Parties.OwnersOf(noun).Contains(parent))))
            {
                return name;
            }
        }

        return null;
    }
}
