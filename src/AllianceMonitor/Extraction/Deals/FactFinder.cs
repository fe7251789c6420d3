namespace AllianceMonitor.Extraction;

/// <summary>Reads the deals of an article sentence by sentence. One per article: what a sentence leaves for later ones is in its <see cref="Discourse"/>.</summary>
internal sealed class FactFinder
{
    /// <summary>A longer "sentence" is a table or a list.</summary>
    private const int LongestSentence = 400;

    private readonly ParsedSentence parsed = ParsedSentence.OfThread;
    private readonly Discourse discourse;
    private readonly PartyFinder parties;
    private readonly Scene scene;
    private readonly Predicate<string> isOrganization;

    public FactFinder(Func<string, WatchedEntity?> watched, Func<string, string?> parentOf, NameBook names, Func<string, bool> isOrganization, Func<string, bool> isPerson, Func<string, string> nameOf)
    {
        discourse = new Discourse(watched, parentOf);
        this.isOrganization = key => isOrganization(key) && !discourse.IsPerson(key);
        parties = new PartyFinder(parsed, discourse, this.isOrganization, nameOf, names.IsUntyped);
        scene = new Scene(parsed, parties, discourse, names, this.isOrganization, key => isPerson(key) || discourse.IsPerson(key));
    }

    public IReadOnlyList<Fact> Read(Sentence sentence)
    {
        if (sentence.Last - sentence.First > LongestSentence)
        {
            return [];
        }

        parsed.Parse(sentence);
        scene.Begin();
        Describe();
        Ventures.Name(scene);
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k].IsNoun)
            {
                Posts.Read(scene, k);
                Roles.Read(scene, k);
                Ownership.Read(scene, k);
            }
        }

        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k].IsVerb)
            {
                VerbDeals.Read(scene, k);
                Rounds.FromVerb(scene, k);
                MergerGuests.Read(scene, k);
            }
        }

        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k].IsNoun)
            {
                StakeDeals.Beside(scene, k);
                StakeDeals.FromNoun(scene, k);
                SupplyContracts.Read(scene, k);
                Bidders.Read(scene, k);
                Rounds.FromNoun(scene, k);
                NounDeals.Read(scene, k);
                Roles.Allies(scene, k);
            }
        }

        Agreements.Read(scene);
        Endings.Read(scene);
        Denials.Read(scene);
        PlainDeals.Read(scene);
        Remember();
        return scene.Facts.Count == 0 ? [] : [.. scene.Facts];
    }

    /// <summary>What only the end of the article tells of the facts in it: the name of a venture whose shares were told before it.</summary>
    public Fact Complete(Fact fact) =>
        fact is { Kind: FactKind.Stake, Object: null, Subject: { } holder } && discourse.Venture is { Name: { } name } venture && name != holder && (venture.Parents.Contains(holder) || fact.Evidence.Text.Contains("joint venture", StringComparison.OrdinalIgnoreCase)) ? fact with { Object = name } : fact;

    /// <summary>Notes who is spoken of, and as what: "Taiwanese contract manufacturer Foxbridge", "Halcyon Sodium, a cell developer in Ohio".</summary>
    private void Describe()
    {
        Sentence sentence = parsed.Sentence;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: false } round && sentence.Is(round.Head, "round") && parsed.Phrase(k, ["in", "for", "of"], 3) is >= 0 and var financed)
            {
                discourse.Financed = parties.First(financed) ?? discourse.Financed;
            }

            if (parsed[k] is not { IsNoun: true, IsNamed: true } chunk || parties.One(k) is not { } company)
            {
                continue;
            }

            FoundMention head = sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1];
            if (chunk.Possessor >= 0 && sentence.Tokens[parsed[chunk.Possessor].Head] is var place && Nationality.Of(sentence.Text.AsSpan(place.Start, place.Length)) is not null)
            {
                // "Germany's Daimler"
                DescribeBy(company, parsed[chunk.Possessor].Head);
            }

            for (int i = chunk.First; i < head.FirstToken; i++)
            {
                DescribeBy(company, i);
            }

            if (ParsedSentence.AnyMeans(chunk, NounSense.Unit) && parties.OwnersOf(k) is [var parent] && parent != company)
            {
                // "Volkswagen's software unit Cariad"
                discourse.BelongsTo(company, parent);
            }

            bool beside = k + 2 < parsed.Count && parsed[k + 1].Kind == ChunkKind.Comma && parsed[k + 2].IsNoun;
            int noun = beside ? k + 2 : -1;
            while (noun >= 0 && noun + 1 < parsed.Count && parsed[noun] is { IsNoun: true, IsPossessive: true } && parsed[noun + 1].IsNoun)
            {
                noun++;
            }

            if (noun < 0 || parsed[noun].IsNamed || parsed[noun].Word is not { } word || !word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture | NounSense.Holder))
            {
                continue;
            }

            for (int i = parsed[noun].First; i <= parsed[noun].Last; i++)
            {
                DescribeBy(company, i);
            }

            // "Jatco, its transmission unit"; "Codelane, the software house owned by Renault"
            string? owner = parties.OwnersOf(noun) is [var one] ? one : null;
            owner ??= word.Means(NounSense.Unit) && parsed.Phrase(noun, ["of"], 3) is >= 0 and var of ? parties.First(of) : null;
            if (noun + 1 < parsed.Count && parsed[noun + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word: { Lemma: "own" or "control" } })
            {
                owner ??= parsed.Phrase(noun + 1, ["by"], 3) is >= 0 and var by ? parties.First(by) : null;
            }

            if (owner is not null && owner != company)
            {
                discourse.BelongsTo(company, owner);
            }
        }
    }

    private void DescribeBy(string company, int token)
    {
        Token word = parsed.Sentence.Tokens[token];
        if (word.Kind == TokenKind.Word && !word.Is(WordClass.Determiner | WordClass.Possessive))
        {
            discourse.Describe(company, parsed.Sentence.TextOf(token, token));
        }
    }

    private void Remember()
    {
        List<string> named = [];
        List<string> subjects = [];
        int clauses = 0;
        for (int k = 0; k < parsed.Count; k++)
        {
            if (parsed[k].IsNoun)
            {
                Chunk chunk = parsed[k];
                for (int m = 0; m < chunk.Mentions; m++)
                {
                    string key = parsed.Sentence.Mentions[chunk.FirstMention + m].Key;
                    if (isOrganization(key) && !named.Contains(key))
                    {
                        named.Add(key);
                    }
                }
            }
            else if (subjects.Count == 0 && parsed[k] is { IsVerb: true, Shape: VerbShape.Finite, Subject: >= 0 } verb && clauses++ < 3)
            {
                subjects = parties.Joined(verb.Subject).FindAll(isOrganization);
            }
        }

        bool isTitle = parsed.Sentence.Paragraph is null;
        foreach (string key in named)
        {
            discourse.Mention(key, isTitle ? 3 : subjects.Contains(key) ? 2 : 1, parsed.Sentence.Paragraph);
        }

        discourse.EndSentence(subjects, named, isTitle);
    }
}
