using System.Runtime.InteropServices;

namespace AllianceMonitor.Extraction;

/// <summary>Who the noun phrases of a sentence are: names, role descriptions and pronouns, alone or joined by "and".</summary>
internal sealed partial class PartyFinder(ParsedSentence parsed, Discourse discourse, Predicate<string> isOrganization, Func<string, string> nameOf, Func<string, bool> isUntyped)
{
    private static readonly string[] Nobody = [];
    private readonly List<string[]?> cache = [];
    private readonly List<string[]?> ownerCache = [];

    public void Begin()
    {
        CollectionsMarshal.SetCount(cache, parsed.Count);
        CollectionsMarshal.SetCount(ownerCache, parsed.Count);
        CollectionsMarshal.SetCount(nextInList, parsed.Count);
        CollectionsMarshal.AsSpan(cache).Clear();
        CollectionsMarshal.AsSpan(ownerCache).Clear();
        CollectionsMarshal.AsSpan(nextInList).Fill(Unknown);
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

    /// <summary>Who may hold shares or give money without being a company: a person or a state by name; null for others.</summary>
    public string? PersonOrState(int noun)
    {
        if (noun < 0 || parsed[noun] is not { IsNoun: true, IsNamed: true, IsPossessive: false } chunk)
        {
            return null;
        }

        string key = parsed.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1].Key;
        return NameBook.NameIn(key) is var name && name != key ? name : null;
    }

    /// <summary>The first noun phrase behind such a preposition that is somebody: over the money in "an offer of 400 million dollars for X"; -1 without.</summary>
    public int Behind(int from, ReadOnlySpan<string> prepositions, int reach)
    {
        int end = Math.Min(parsed.EndOfPhrases(from), from + reach);
        for (int k = from + 1; k < end; k++)
        {
            if (parsed[k].Kind != ChunkKind.Preposition || parsed.NounAfter(k) is not (>= 0 and var noun) || Of(noun).Length == 0)
            {
                continue;
            }

            if (parsed.Sentence.IsAny(parsed[k].First, prepositions))
            {
                return noun;
            }
        }

        return -1;
    }

    /// <summary>The owner of a noun phrase: "Renault's", "its", "their".</summary>
    public string[] OwnersOf(int noun)
    {
        if (ownerCache[noun] is { } known)
        {
            return known;
        }

        // Until it is found it is nobody: "our" may be said by "our directors".
        ownerCache[noun] = Nobody;
        return ownerCache[noun] = Owners(noun);
    }

    private string[] Owners(int noun)
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
            : parsed.Sentence.Is(chunk.First, "whose") && chunk.First > parsed.Sentence.First && noun > 0 ? [.. Joined(parsed[noun - 1].Kind == ChunkKind.Comma ? noun - 2 : parsed.IsPreposition(noun - 1, "of") && noun > 3 && parsed[noun - 3].Kind == ChunkKind.Comma ? noun - 4 : noun - 1)]
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

    private string[] Resolve(int noun)
    {
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed)
        {
            // The last name is the head: "its French partner Renault". "Nissan-Renault" are two.
            FoundMention last = parsed.Sentence.Mentions[chunk.FirstMention + chunk.Mentions - 1];
            if (last is { Via: MentionVia.Pattern } && last.FirstToken == last.LastToken && parsed.Sentence.Tokens[last.LastToken] is var people && people.Is(WordClass.Plural) && Nationality.Of(Word(last.LastToken)) is not null)
            {
                // "the Koreans", whatever the tagger takes them for
                return Description(noun, chunk, people.Word!);
            }

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
        bool eachOf = (sentence.Is(chunk.First, "each") || sentence.Is(chunk.First, "either")) && head.Means(NounSense.Company | NounSense.Partner) | sentence.Is(chunk.Head, "party");
        bool group = eachOf || head.Means(NounSense.Companies) || ((sentence.Is(chunk.Head, "two") || sentence.Is(chunk.Head, "three")) && definite);
        if (group && (definite || head.Is(WordClass.Plural)) && chunk.Mentions == 0)
        {
            return sentence.Is(chunk.First, "other") || !(definite || !head.Is(WordClass.Plural)) ? Nobody : GroupBefore(noun);
        }

        if (noun + 1 < parsed.Count && parsed[noun + 1] is { IsVerb: true, Shape: VerbShape.Reduced, Word.Lemma: "lead" or "head" } && head.Means(NounSense.Company | NounSense.Holder | NounSense.Companies) && parsed.Phrase(noun + 1, ["by"], 3) is >= 0 and var leader)
        {
            // "a consortium led by Volvo"
            return [.. Joined(leader)];
        }

        if (!definite && !Decides(chunk))
        {
            return Nobody;
        }

        if (Decides(chunk))
        {
            // Who decides for a company stands for it.
            return chunk.Possessor >= 0 ? [.. Joined(chunk.Possessor)] : parsed.Phrase(noun, ["of", "at"], 3) is >= 0 and var of ? [.. Joined(of)] : Nobody;
        }

        if (definite && chunk.Mentions == 0 && chunk.Possessor < 0 && sentence.Lower(chunk.Head) is "buyer" or "purchaser" or "acquirer" && discourse.LastAcquisition is { Subject: { } buyer })
        {
            return [buyer];
        }

        if (head.Means(NounSense.Venture) && discourse.Venture is { Name: { } venture } && chunk.Mentions == 0)
        {
            return [venture];
        }

        if (head.Means(NounSense.State) && !head.Means(NounSense.Company) && parsed.Sentence.Is(chunk.Head, "state") | parsed.Sentence.Is(chunk.Head, "government") | parsed.Sentence.Is(chunk.Head, "ministry") | parsed.Sentence.Is(chunk.Head, "treasury"))
        {
            // "the French state", and then "the state"; what a ministry says is said of the state that was named.
            int first = sentence.Tokens[chunk.First].Is(WordClass.Determiner) ? chunk.First + 1 : chunk.First;
            bool isOffice = sentence.Lower(chunk.Head) is "ministry" or "treasury";
            discourse.State = first < chunk.Head && !(isOffice && discourse.State is not null) ? sentence.TextOf(first, chunk.Head) : discourse.State;
            return discourse.State is { } state ? [state] : Nobody;
        }

        bool nationalityAlone = Nationality.Of(Word(chunk.Head)) is not null && (head.Is(WordClass.Plural) || (head.Is(WordClass.Adjective) && !head.Is(WordClass.Noun)));
        return head.Means(NounSense.Company | NounSense.Unit | NounSense.Holder) || nationalityAlone ? Description(noun, chunk, head) : Nobody;
    }

    private bool Decides(Chunk chunk) =>
        parsed.Sentence.Is(chunk.Head, "board") || parsed.Sentence.Is(chunk.Head, "boards") || parsed.Sentence.Is(chunk.Head, "management") || parsed.Sentence.Is(chunk.Head, "directors") || parsed.Sentence.Is(chunk.Head, "executives")
        || parsed.Sentence.Is(chunk.Head, "shareholders") || parsed.Sentence.Is(chunk.Head, "investors");

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
}
