namespace AllianceMonitor.Extraction;

/// <summary>Pronouns and role descriptions.</summary>
internal sealed partial class PartyFinder
{
    /// <summary>Subject of the nearest verb before: what "it" means inside a sentence; else the subject of the sentence before.</summary>
    private string? It(int noun)
    {
        int own = parsed[noun].Governor;
        int clause = own;
        while (clause >= 0 && clause < noun && parsed[clause].IsNoun && parsed[clause].Governor < clause)
        {
            clause = parsed[clause].Governor;
        }

        // Nobody does something to "it" who is it: "invested in it".
        int other = parsed[noun].IsPronoun && clause < noun ? clause : -1;
        // "Zeekr, of which it has 65.7 percent": somebody else.
        List<string> spoken = noun > 1 && parsed[noun].IsPronoun && parsed[noun - 1].Kind == ChunkKind.Relative && Clauses.Antecedent(parsed.Chunks, noun - 1) is >= 0 and var antecedent ? Joined(antecedent) : [];
        if (parsed[noun] is { IsNamed: false, IsPronoun: false } && noun > 1 && parsed[noun - 1].Kind == ChunkKind.Comma && parsed[noun - 2] is { IsNoun: true, IsNamed: true })
        {
            // "Renault, its largest shareholder": not its own.
            spoken = Joined(noun - 2);
        }

        for (int k = noun - 1; k >= 0 && spoken.Count > 0; k--)
        {
            if (parsed[k].IsVerb && parsed[k].Subject is >= 0 and var actor && actor < noun && (First(actor) ?? OwnersOf(actor).FirstOrDefault()) is { } acts && !spoken.Contains(acts))
            {
                return acts;
            }
        }

        if (spoken.Count > 0)
        {
            return discourse.Subjects.FirstOrDefault(subject => !spoken.Contains(subject)) ?? discourse.TopicBut(spoken);
        }

        for (int k = noun - 1; k >= 0; k--)
        {
            if (k != other && !(other >= 0 && parsed[k].Subject == parsed[other].Subject) && parsed[k].IsVerb && parsed[k].Subject >= 0 && parsed[k].Subject < noun && parsed[k].Subject != noun && First(parsed[k].Subject) is { } subject)
            {
                return subject;
            }
        }

        for (int k = noun - 1; k >= 0; k--)
        {
            if (parsed[k].IsNoun && k != own && parsed[k].IsNamed && First(k) is { } named && !(other >= 0 && Joined(parsed[other].Subject).Contains(named)))
            {
                return named;
            }
        }

        // "It will not hurry the sale, Renault said": who speaks behind speaks of himself.
        if (Attribution.SpeakerOf(parsed, noun) is var speaker && speaker > noun && parsed[speaker].IsNamed && First(speaker) is { } itself)
        {
            return itself;
        }

        return discourse.Subjects.Count > 0 ? discourse.Subjects[0] : null;
    }

    /// <summary>"We have no plan to sell our stake," Renault said: the company that speaks, or whose officer does.</summary>
    private string[] Ourselves(int noun)
    {
        int speaker = Attribution.SpeakerOf(parsed, noun);
        if (speaker < 0)
        {
            return Nobody;
        }

        if (!parsed[speaker].IsPronoun && First(speaker) is { } company)
        {
            return [company];
        }

        Chunk chunk = parsed[speaker];
        string? person = chunk.Mentions > 0 ? parsed.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1].Key : discourse.LastPerson;
        return OwnersOf(speaker) is { Length: > 0 } owners && !parsed.Sentence.Is(parsed[speaker].First, "our") ? owners
            : chunk.Mentions > 1 && Inside(speaker) is [var employer, ..] ? [employer]
            : person is not null && discourse.PostOf(person.StartsWith(NameBook.PersonMark, StringComparison.Ordinal) ? person[NameBook.PersonMark.Length..] : person) is { Company: { } of } ? [of]
            : Nobody;
    }

    private string[] GroupBefore(int noun)
    {
        for (int k = noun - 1; k >= 0; k--)
        {
            if (parsed[k].IsVerb && parsed[k].Subject is >= 0 and var subject && subject < noun && Joined(subject) is { Count: > 1 } several)
            {
                return [.. several];
            }
        }

        for (int k = noun - 1; k > 0; k--)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: true } && parsed[k - 1].Kind == ChunkKind.Conjunction && Joined(k) is { Count: 2 } pair)
            {
                // "is in talks with Renault and Geely about their joint venture"
                return [.. pair];
            }
        }

        List<string> named = Before(noun);
        return named.Count is 2 or 3 ? [.. named] : WithoutUnits(discourse.Group);
    }

    /// <summary>"Geely bought a part of Renault do Brasil, the two groups said": not the unit speaks but whose it is.</summary>
    private string[] WithoutUnits(IReadOnlyList<string> group)
    {
        string[] parties = [.. group];
        if (parties.Length != 2)
        {
            return parties;
        }

        for (int i = 0; i < parties.Length; i++)
        {
            parties[i] = discourse.ParentOf(parties[i]) is { } parent && !parties.Contains(parent) ? parent : parties[i];
        }

        return parties;
    }

    /// <summary>Companies named in the sentence in front of a chunk.</summary>
    private List<string> Before(int noun)
    {
        List<string> found = [];
        for (int k = 0; k < noun; k++)
        {
            if (parsed[k] is { IsNoun: true, Mentions: > 0 } chunk)
            {
                foreach (string key in Inside(k))
                {
                    found.Remove(key);
                    found.Add(key);
                }
            }
        }

        return found;
    }

    private string[] Pronoun(int noun, Chunk chunk)
    {
        Sentence sentence = parsed.Sentence;
        if (sentence.Is(chunk.First, "it") || sentence.Is(chunk.First, "itself"))
        {
            return It(noun) is { } it ? [it] : Nobody;
        }

        if (sentence.Is(chunk.First, "they") || sentence.Is(chunk.First, "both") || sentence.Is(chunk.First, "neither") || sentence.Is(chunk.First, "each") || sentence.Is(chunk.First, "them") || sentence.Is(chunk.First, "either"))
        {
            return GroupBefore(noun);
        }

        if (sentence.Is(chunk.Head, "latter") && Before(noun) is var before)
        {
            return before.Count >= 2 ? [before[^1]] : discourse.Group.Count >= 2 ? [discourse.Group[^1]] : Nobody;
        }

        if (sentence.Is(chunk.Head, "former") && Before(noun) is { Count: >= 2 } named)
        {
            return [named[0]];
        }

        if (sentence.Is(chunk.First, "we") || sentence.Is(chunk.First, "us"))
        {
            return Ourselves(noun);
        }

        // "each will own 15 percent of the other"
        if ((sentence.Is(chunk.Head, "other") || sentence.Is(chunk.Head, "another")) && GroupBefore(noun) is { Length: 2 } pair)
        {
            return pair;
        }

        return Nobody;
    }

    private string[] Description(int noun, Chunk chunk, Word head)
    {
        Sentence sentence = parsed.Sentence;
        string[] owners = OwnersOf(noun);
        string? country = chunk.Possessor >= 0 && owners.Length == 0 ? Nationality.Of(Word(parsed[chunk.Possessor].Head)) : null;
        List<string> trades = [];
        for (int i = chunk.First; i <= chunk.Last; i++)
        {
            Token token = sentence.Tokens[i];
            if (token.Kind != TokenKind.Word || token.Is(WordClass.Determiner) || token.Is(WordClass.Possessive))
            {
                continue;
            }

            if (Nationality.Of(Word(i)) is { } found)
            {
                country ??= found;
                trades.Add(Word(i).ToString().ToLowerInvariant());
            }
            else if (token.Is(WordClass.Noun) || token.Word is null)
            {
                trades.Add(Word(i).ToString().ToLowerInvariant());
            }
        }

        if (sentence.Is(chunk.Head, "parent") && owners.Length == 0)
        {
            // "with which the parent has a joint venture": of the unit that is spoken of.
            return (Before(noun).AsEnumerable().Reverse().Concat(discourse.Subjects)).Select(discourse.ParentOf).FirstOrDefault(parent => parent is not null) is { } known ? [known] : Nobody;
        }

        if (parsed.Contains(chunk, "new") || parsed.Contains(chunk, "newly") || parsed.Contains(chunk, "combined") || parsed.Contains(chunk, "merged"))
        {
            // "a 25% stake in the newly formed company": the one to come, if it has a name yet.
            return owners.Length == 0 && discourse.Venture is { Name: { } venture } ? [venture] : Nobody;
        }

        bool unit = head.Means(NounSense.Unit) && !head.Means(NounSense.Company) || sentence.Is(chunk.Head, "business");
        if (unit && owners.Length == 0 && country is null && trades.Count == 0)
        {
            return Nobody;
        }

        List<string> before = Before(noun);
        string? owner = owners.Length == 1 ? owners[0] : null;
        List<string> actors = [];
        bool acts = chunk.Governor > noun;
        for (int k = noun - 1; k >= 0 && owner is null && !acts; k--)
        {
            // Whoever acts on the company is not the company.
            if (parsed[k].IsVerb && parsed[k].Subject is >= 0 and var subject && subject < noun)
            {
                actors = Joined(subject);
                break;
            }
        }

        if (unit && parsed.Contains(chunk, "venture") && parsed.Phrase(noun, ["of"], 3) is >= 0 and var of && First(of) is { } investor)
        {
            // "the corporate venture arm of Renault" spends Renault's money.
            return [investor];
        }

        if (owner is not null && country is null && trades is [.., "partner" or "ally"] && discourse.PartnerOf(owner) is { } partner)
        {
            // "its smaller partner": with whom it has the deal that was told last.
            return [partner];
        }

        return discourse.Resolve(country, trades, owner, actors, unit, before, acts) is { } key ? [key] : Nobody;
    }
}
