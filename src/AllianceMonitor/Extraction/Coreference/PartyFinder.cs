namespace AllianceMonitor.Extraction;

/// <summary>Who the noun phrases of a sentence are: names, role descriptions and pronouns, alone or joined by "and".</summary>
internal sealed class PartyFinder(ParsedSentence parsed, Discourse discourse, Func<string, bool> isOrganization, Func<string, string> nameOf, Func<string, bool> isUntyped)
{
    private static readonly string[] Nobody = [];

    /// <summary>A longer list names no parties.</summary>
    private const int LongestList = 24;

    private const int Unknown = -2;

    private readonly List<string[]?> cache = [];
    private readonly List<int> nextInList = [];

    public void Begin()
    {
        cache.Clear();
        nextInList.Clear();
        for (int k = 0; k < parsed.Count; k++)
        {
            cache.Add(null);
            nextInList.Add(Unknown);
        }
    }

    /// <summary>The company that a noun phrase is; null when it is none, or more than one.</summary>
    public string? One(int noun) => noun >= 0 && Of(noun) is { Length: 1 } found ? found[0] : null;

    public string? First(int noun) => noun >= 0 && Of(noun) is { Length: > 0 } found ? found[0] : null;

    /// <summary>The companies that a noun phrase is by itself: one, those of "the two carmakers", or none.</summary>
    public string[] Of(int noun)
    {
        if (noun < 0 || noun >= cache.Count || !parsed[noun].IsNoun)
        {
            return Nobody;
        }

        if (cache[noun] is { } known)
        {
            return known;
        }

        cache[noun] = Nobody;
        return cache[noun] = Resolve(noun);
    }

    /// <summary>The companies of a noun phrase and of those that it is joined with: "Nissan, Honda and Mitsubishi Motors".</summary>
    public List<string> Joined(int noun)
    {
        List<string> found = [];
        if (noun < 0)
        {
            return found;
        }

        int first = noun;
        for (int steps = 0; steps < LongestList && PreviousInList(first) is >= 0 and var previous && Of(previous).Length > 0; steps++)
        {
            first = previous;
        }

        bool placed = IsPlaced(first);
        for (int k = first; k >= 0 && found.Count < LongestList; k = NextInList(k))
        {
            string[] parties = Of(k);
            if (k > noun && (parties.Length == 0 || (placed && OpensClause(k))))
            {
                break;
            }

            foreach (string party in parties)
            {
                if (!found.Contains(party))
                {
                    found.Add(party);
                }
            }
        }

        return found;
    }

    /// <summary>The owner of a noun phrase: "Renault's", "its", "their".</summary>
    public string[] OwnersOf(int noun)
    {
        Chunk chunk = parsed[noun];
        if (chunk.Possessor >= 0)
        {
            List<string> owners = Joined(chunk.Possessor);
            return [.. owners];
        }

        Token first = parsed.Sentence.Tokens[chunk.First];
        if (!first.Is(WordClass.Possessive))
        {
            return Nobody;
        }

        return parsed.Sentence.Is(chunk.First, "their") ? GroupBefore(noun)
            : parsed.Sentence.Is(chunk.First, "its") && It(noun) is { } it ? [it]
            : parsed.Sentence.Is(chunk.First, "our") ? Ourselves(noun)
            : parsed.Sentence.Is(chunk.First, "whose") && chunk.First > parsed.Sentence.First && noun > 0 ? [.. Joined(parsed[noun - 1].Kind == ChunkKind.Comma ? noun - 2 : noun - 1)]
            : Nobody;
    }

    /// <summary>Companies among the names inside a noun phrase, its head left out where that is one: "the Renault-Geely venture".</summary>
    public List<string> Inside(int noun)
    {
        List<string> found = [];
        Chunk chunk = parsed[noun];
        for (int m = 0; m < chunk.Mentions; m++)
        {
            string key = parsed.Sentence.Mentions[chunk.FirstMention + m].Key;
            if (isOrganization(key) && !found.Contains(key))
            {
                found.Add(key);
            }
        }

        return found;
    }

    /// <summary>How people call whoever a noun phrase is.</summary>
    public string? NameOf(int noun)
    {
        List<string> parties = Joined(noun);
        if (parties.Count > 0)
        {
            return string.Join(", ", parties.Select(nameOf));
        }

        Chunk chunk = parsed[noun];
        if (chunk.Mentions > 0)
        {
            return nameOf(parsed.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1].Key);
        }

        return OwnersOf(noun) is { Length: > 0 } owners ? nameOf(owners[0]) : parsed.Phrase(noun, ["for", "of", "at"], 3) is >= 0 and var of && First(of) is { } company ? nameOf(company) : null;
    }

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

        List<string> named = Before(noun);
        return named.Count is 2 or 3 ? [.. named] : [.. discourse.Group];
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

    private string[] Resolve(int noun)
    {
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed)
        {
            // The last name is the head: "its French partner Renault". "Nissan-Renault" are two.
            FoundMention last = parsed.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1];
            if (!isOrganization(last.Key) || IsModel(chunk, last))
            {
                return Nobody;
            }

            return chunk.Mentions > 1 && IsPair(chunk) ? [.. Inside(noun)] : [last.Key];
        }

        if (chunk.IsPronoun || parsed.Sentence.Is(chunk.Head, "other") || parsed.Sentence.Is(chunk.Head, "latter") || parsed.Sentence.Is(chunk.Head, "former"))
        {
            return Pronoun(noun, chunk);
        }

        if (chunk.Word is not { } head)
        {
            return Nobody;
        }

        if (head.Is(WordClass.Plural) && head.Means(NounSense.Companies | NounSense.Company | NounSense.Customer | NounSense.Supplier | NounSense.Partner) && Examples(noun) is { Length: > 0 } examples)
        {
            return examples;
        }

        Sentence sentence = parsed.Sentence;
        bool definite = sentence.Is(chunk.First, "the") || sentence.Tokens[chunk.First].Is(WordClass.Possessive) || chunk.Possessor >= 0 || sentence.Is(chunk.First, "this") || sentence.Is(chunk.First, "both") || sentence.Is(chunk.First, "neither") || sentence.Is(chunk.First, "each") || head.Is(WordClass.Pronoun);
        bool group = head.Means(NounSense.Companies) || ((sentence.Is(chunk.Head, "two") || sentence.Is(chunk.Head, "three")) && definite);
        if (group && (definite || head.Is(WordClass.Plural)) && chunk.Mentions == 0)
        {
            return sentence.Is(chunk.First, "other") || !(definite || !head.Is(WordClass.Plural)) ? Nobody : GroupBefore(noun);
        }

        if (!definite)
        {
            return Nobody;
        }

        if (chunk.Possessor >= 0 && (sentence.Is(chunk.Head, "board") || sentence.Is(chunk.Head, "boards") || sentence.Is(chunk.Head, "management") || sentence.Is(chunk.Head, "directors") || sentence.Is(chunk.Head, "executives")))
        {
            // Who decides for a company stands for it.
            return [.. Joined(chunk.Possessor)];
        }

        if (head.Means(NounSense.Venture) && discourse.Venture is { Name: { } venture } && chunk.Mentions == 0)
        {
            return [venture];
        }

        if (head.Means(NounSense.State) && !head.Means(NounSense.Company) && parsed.Sentence.Is(chunk.Head, "state") | parsed.Sentence.Is(chunk.Head, "government"))
        {
            // "the French state", and then "the state".
            int first = sentence.Tokens[chunk.First].Is(WordClass.Determiner) ? chunk.First + 1 : chunk.First;
            discourse.State = first < chunk.Head ? sentence.TextOf(first, chunk.Head) : discourse.State;
            return discourse.State is { } state ? [state] : Nobody;
        }

        bool nationalityAlone = head.Is(WordClass.Adjective) && Nationality.Of(Word(chunk.Head)) is not null && !head.Is(WordClass.Noun);
        return head.Means(NounSense.Company | NounSense.Unit | NounSense.Holder) || nationalityAlone ? Description(noun, chunk, head) : Nobody;
    }

    /// <summary>"companies ranging from Geely to Qualcomm", "carmakers such as Renault and Nissan", "partners including Google".</summary>
    private string[] Examples(int noun)
    {
        int k = noun + 1;
        while (k < parsed.Count && parsed[k].Kind is ChunkKind.Comma)
        {
            k++;
        }

        if (k >= parsed.Count)
        {
            return Nobody;
        }

        bool range = parsed[k] is { IsVerb: true, Word.Lemma: "range" };
        bool such = parsed.Sentence.Is(parsed[k].First, "such") || parsed.IsPreposition(k, "including", "like");
        if (!range && !such)
        {
            return Nobody;
        }

        List<string> found = [];
        for (k++; k < parsed.Count && k <= noun + 14 && !parsed[k].IsVerb && parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Relative or ChunkKind.Subordinator); k++)
        {
            if (parsed[k] is { IsNoun: true, IsNamed: true })
            {
                found.AddRange(Inside(k).Except(found));
            }
        }

        return [.. found];
    }

    /// <summary>"the Twingo", "its next Leaf": a single name of nothing known behind a determiner is a model, not a company.</summary>
    private bool IsModel(Chunk chunk, FoundMention mention) =>
        chunk.First < mention.FirstToken && (mention.FirstToken == mention.LastToken || (mention.LastToken == mention.FirstToken + 1 && discourse.HasParent(mention.Key))) && mention.Via == MentionVia.Pattern && isUntyped(mention.Key)
        && parsed.Sentence.Tokens[chunk.First].Is(WordClass.Determiner) && !ParsedSentence.AnyMeans(chunk, NounSense.Company | NounSense.Unit | NounSense.Partner | NounSense.Supplier);

    private bool IsPair(Chunk chunk)
    {
        for (int m = 1; m < chunk.Mentions; m++)
        {
            int between = parsed.Sentence.Mentions[chunk.FirstMention + m].FirstToken - 1;
            if (between <= chunk.First || !(parsed.Sentence.Is(between, "-") || parsed.Sentence.Is(between, "–")) )
            {
                return parsed.Sentence.Mentions[chunk.FirstMention + m].FirstToken == parsed.Sentence.Mentions[chunk.FirstMention + m - 1].FirstToken;
            }
        }

        return true;
    }

    private ReadOnlySpan<char> Word(int token) => parsed.Sentence.Text.AsSpan(parsed.Sentence.Tokens[token].Start, parsed.Sentence.Tokens[token].Length);

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
        string? country = null;
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

        bool unit = head.Means(NounSense.Unit) && !head.Means(NounSense.Company) || sentence.Is(chunk.Head, "business");
        if (unit && owners.Length == 0 && country is null && trades.Count == 0)
        {
            return Nobody;
        }

        List<string> before = Before(noun);
        string? owner = owners.Length == 1 ? owners[0] : null;
        string? actor = null;
        bool acts = chunk.Governor > noun;
        for (int k = noun - 1; k >= 0 && owner is null && !acts; k--)
        {
            // Whoever acts on the company is not the company.
            if (parsed[k].IsVerb && parsed[k].Subject is >= 0 and var subject && subject < noun)
            {
                actor = First(subject);
                break;
            }
        }

        if (unit && parsed.Contains(chunk, "venture") && parsed.Phrase(noun, ["of"], 3) is >= 0 and var of && First(of) is { } investor)
        {
            // "the corporate venture arm of Renault" spends Renault's money.
            return [investor];
        }

        return discourse.Resolve(country, trades, owner, actor, unit, before) is { } key ? [key] : Nobody;
    }

    /// <summary>The noun phrase in front of this one in a list: "Nissan" for "Honda" in "Nissan and Honda"; -1 without.</summary>
    private int PreviousInList(int noun)
    {
        int j = Clauses.StartOf(parsed.Chunks, noun) - 1;
        bool joined = false;
        while (j > 0 && parsed[j].Kind is ChunkKind.Conjunction or ChunkKind.Comma or ChunkKind.Other)
        {
            joined |= parsed[j].Kind is ChunkKind.Conjunction && !parsed.Sentence.Is(parsed[j].First, "but") || parsed[j].Kind == ChunkKind.Comma && NextIsListed(noun);
            j--;
        }

        if (!joined || j < 0 || !parsed[j].IsNoun || parsed[j].IsTime || parsed[j].IsPossessive)
        {
            return -1;
        }

        // "51 percent of Ampere, and Nissan would take": the subject of a new clause.
        bool newSubject = parsed[noun].Governor is >= 0 and var governor && governor > noun && parsed[governor].IsVerb && parsed[governor].Subject == noun && parsed[noun].Preposition < 0;
        int beside = Clauses.StartOf(parsed.Chunks, j) - 2;
        bool placed = IsPlaced(j) || (beside >= 0 && parsed[beside + 1].Kind == ChunkKind.Comma && parsed[beside].IsNoun && IsPlaced(beside));
        return newSubject && placed ? -1 : j;
    }

    /// <summary>The list goes on behind: "Nissan, Honda and ...".</summary>
    private bool NextIsListed(int noun) => NextInList(noun) >= 0;

    private int NextInList(int noun)
    {
        if (nextInList[noun] == Unknown)
        {
            nextInList[noun] = -1;
            nextInList[noun] = FindNextInList(noun);
        }

        return nextInList[noun];
    }

    /// <summary>Behind a preposition, or object of a verb.</summary>
    private bool IsPlaced(int noun) => parsed[noun].Preposition >= 0 || (parsed[noun].Governor is >= 0 and var governor && governor < noun && parsed[governor].IsVerb);

    /// <summary>Subject of a verb behind it: ", and Renault will deliver".</summary>
    private bool OpensClause(int noun) => parsed[noun].Preposition < 0 && parsed[noun].Governor is >= 0 and var next && next > noun && parsed[next] is { IsVerb: true, Shape: VerbShape.Finite } verb && verb.Subject == noun;

    private int FindNextInList(int noun)
    {
        int j = noun + 1;
        bool conjunction = false, comma = false;
        while (j < parsed.Count && parsed[j].Kind is ChunkKind.Conjunction or ChunkKind.Comma or ChunkKind.Other)
        {
            conjunction |= parsed[j].Kind == ChunkKind.Conjunction && !parsed.Sentence.Is(parsed[j].First, "but");
            comma |= parsed[j].Kind == ChunkKind.Comma;
            j++;
        }

        while (j + 1 < parsed.Count && parsed[j] is { IsNoun: true, IsPossessive: true } && parsed[j + 1].IsNoun)
        {
            j++;
        }

        if (!(conjunction || comma) || j >= parsed.Count || !parsed[j].IsNoun || parsed[j].IsTime)
        {
            return -1;
        }

        // "with Honda, and Nissan said": a new clause begins. ", Honda" alone is a list only if it goes on.
        return (IsPlaced(noun) && OpensClause(j)) || (comma && !conjunction && !(Of(j).Length > 0 && Of(noun).Length > 0 && NextInList(j) >= 0)) ? -1 : j;
    }
}
