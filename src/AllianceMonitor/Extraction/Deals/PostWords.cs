namespace AllianceMonitor.Extraction;

/// <summary>The words of a post, who is meant to hold it, and whose it is.</summary>
internal static class PostWords
{
    /// <summary>The words of a post that end at a token: "chief executive", "executive vice president", "finance chief".</summary>
    public static (int First, int Last) Before(Sentence sentence, int from, int last)
    {
        if (last < from || !sentence.Tokens[last].Means(NounSense.Post) || sentence.Tokens[last].Is(WordClass.Plural) || IsTrade(sentence, from, last))
        {
            return (-1, -2);
        }

        int first = last;
        while (first > from && IsOfPost(sentence, first - 1))
        {
            first--;
        }

        return (first, last);
    }

    /// <summary>"fund manager Anima", "engine designer Bassani", "software developer": what a firm does, not what somebody is.</summary>
    private static bool IsTrade(Sentence sentence, int from, int last) =>
        last > from && ((sentence.Is(last, "manager") && sentence.IsAny(last - 1, "fund", "asset", "wealth", "money", "hotel", "property")) || (sentence.IsAny(last, "designer", "developer", "leader") && sentence.Tokens[last - 1].Means(NounSense.Goods)));

    /// <summary>The post that a noun phrase names, in small letters; null without.</summary>
    public static string? PositionOf(Sentence sentence, Chunk chunk)
    {
        int last = chunk.Last;
        while (last > chunk.First && !sentence.Tokens[last].Means(NounSense.Post))
        {
            last--;
        }

        (int first, int end) = Before(sentence, chunk.First, last);
        return first >= 0 ? sentence.TextOf(first, end).ToLowerInvariant() : null;
    }

    private static bool IsOfPost(Sentence sentence, int i)
    {
        Token token = sentence.Tokens[i];
        if (token.Kind == TokenKind.Punctuation)
        {
            return sentence.Is(i, "-");
        }

        if (token.Kind != TokenKind.Word || token.Is(WordClass.Determiner | WordClass.Possessive) || Nationality.Of(sentence.Text.AsSpan(token.Start, token.Length)) is not null || sentence.Is(i, "former") || sentence.Is(i, "new") || sentence.Is(i, "next") || sentence.Is(i, "current") || sentence.Is(i, "outgoing") || sentence.Is(i, "incoming") || sentence.Is(i, "longtime") || sentence.Is(i, "s") || sentence.Is(i, "ex"))
        {
            return false;
        }

        foreach (FoundMention mention in sentence.Mentions)
        {
            if (mention.FirstToken <= i && i <= mention.LastToken)
            {
                return false;
            }
        }

        return !token.Means(NounSense.Company) || sentence.Is(i, "group");
    }

    /// <summary>The noun of a post behind a verb: "as chief executive", "named chief executive", "to the post of".</summary>
    public static int Behind(ParsedSentence parsed, int verb, int person)
    {
        for (int k = verb + 1; k < parsed.Count && k <= verb + 12 && parsed[k].Kind != ChunkKind.Break; k++)
        {
            // "named Ingrid Solheim, who leads Dacia, as interim chief"
            if (parsed.IsPreposition(k, "as", "to") && parsed.NounAfter(k) is >= 0 and var named && ParsedSentence.AnyMeans(parsed[named], NounSense.Post) && parsed[named].Mentions < 2 && named != person)
            {
                return named;
            }
        }

        int end = parsed.EndOfPhrases(verb);
        if (end < parsed.Count && end <= verb + 6 && parsed[end] is { IsVerb: true, Shape: VerbShape.Infinitive, Word: { } be } && (be.Is(WordClass.Be) || be.Lemma is "become" or "serve"))
        {
            // "has poached X from Fiat to be its finance director"
            end = parsed.EndOfPhrases(end);
        }

        for (int k = verb + 1; k < end && k <= verb + 7; k++)
        {
            bool beside = k > 0 && parsed[k - 1].Kind == ChunkKind.Comma && parsed[verb].Object >= 0 && !parsed[verb].IsPassive;
            bool ownTail = k == person && !parsed[k].IsNamed && parsed[k].Mentions == 1;
            if ((k != person || ownTail) && !beside && parsed[k] is { IsNoun: true } && ParsedSentence.AnyMeans(parsed[k], NounSense.Post) && parsed[k].Mentions < 2)
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>Whose post it is: the names or owner in its phrase, or behind "of", "at", "for"; several for "chairman of Renault and Nissan".</summary>
    public static List<string> CompaniesFor(Scene scene, int noun)
    {
        int possessor = scene.Parsed[noun].Possessor;
        if ((scene.Parsed.Contains(scene.Parsed[noun], "minister") || scene.Parsed.Contains(scene.Parsed[noun], "mayor")) && !scene.Parsed.Contains(scene.Parsed[noun], "prime"))
        {
            return PlaceOf(scene, noun) is { } place ? [place] : [];
        }

        if (!IsUnknownPerson(scene, noun) && scene.Parties.Inside(noun).FindAll(name => !IsRegion(name) && !(possessor >= 0 && scene.IsUntyped(name))) is { Count: > 0 } inside)
        {
            return [inside[0]];
        }

        if (possessor < 0 && noun > 1 && scene.Parsed[noun - 1].Kind == ChunkKind.Conjunction && scene.Parsed[noun - 2] is { IsNoun: true, IsNamed: false, Possessor: >= 0, Word: { } first } && (first.Means(NounSense.Post) || scene.Sentence.Is(scene.Parsed[noun - 2].Head, "founder") || scene.Sentence.Is(scene.Parsed[noun - 2].Head, "co-founder")))
        {
            // "Camionnet's founder and president"
            return [.. scene.Parties.OwnersOf(noun - 2).Take(1)];
        }

        if ((possessor >= 0 ? scene.Parties.Of(possessor) : scene.Parties.OwnersOf(noun)) is { Length: > 0 } owners)
        {
            return [owners[0]];
        }

        int of = scene.Parsed.Phrase(noun, ["of", "at", "for"], 4);
        if (of >= 0 && !scene.Parsed[of].IsNamed && scene.Sentence.Lower(scene.Parsed[of].Head) is "operations" or "division" or "department" or "business" or "activities" or "arm" && scene.Parties.OwnersOf(of) is [var runs])
        {
            // "head of Renault's Latin American operations"
            return [runs];
        }

        List<string> joined = of >= 0 ? scene.Parties.Joined(of) : [];

        if (joined.Count == 0 && of >= 0 && !scene.Parsed[of].IsNamed && scene.Parties.Behind(of, ["at", "of"], 4) is >= 0 and var at && scene.Parties.One(at) is { } employer)
        {
            // "head of purchasing at Opel"
            return [employer];
        }

        if (joined.Count == 0 && of >= 0 && scene.Parsed[of].Word is { } part && part.Means(NounSense.Unit) && scene.Parties.OwnersOf(of) is [var parent])
        {
            // "president of its Chinese operations"
            return [parent];
        }

        if (joined.Count == 0 && of >= 0 && IsOutside(scene.Parsed, noun) && scene.Parties.PersonOrState(of) is { } house)
        {
            // "an analyst at Stifel": a firm, whatever its name looks like.
            return [house];
        }

        // "head of Dacia, and Maxime Picat": a second name of which nothing is known may be a person.
        for (int i = joined.Count - 1; i > 0; i--)
        {
            if (scene.IsUntyped(joined[i]) && joined[i].Contains(' ', StringComparison.Ordinal))
            {
                joined.RemoveAt(i);
            }
        }

        return joined;
    }

    /// <summary>An analyst, economist or minister: never of the company that the text is about.</summary>
    public static bool IsOutside(ParsedSentence parsed, int noun)
    {
        for (int i = parsed[noun].First; i <= parsed[noun].Last; i++)
        {
            if (parsed.Sentence.IsAny(i, "analyst", "economist", "minister", "mayor"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Portugal's finance minister", "Moscow mayor Andrei Lukashin": the place; null without.</summary>
    private static string? PlaceOf(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        for (int m = 0; m < chunk.Mentions; m++)
        {
            if (scene.Sentence.Mentions[chunk.FirstMention + m].Key is { } key && key.StartsWith(NameBook.PlaceMark, StringComparison.Ordinal))
            {
                return key[NameBook.PlaceMark.Length..];
            }
        }

        return chunk.Possessor >= 0 && scene.Parsed[chunk.Possessor].IsNamed && scene.Sentence.Mentions[scene.Parsed[chunk.Possessor].FirstMention].Key is { } owner && owner.StartsWith(NameBook.PlaceMark, StringComparison.Ordinal) ? owner[NameBook.PlaceMark.Length..] : null;
    }

    /// <summary>"Nissan's Europe chief".</summary>
    private static bool IsRegion(string name) => (NameLexicon.Of(name) & NameCue.Place) != 0;

    /// <summary>The typed person of a noun phrase as index into the mentions, -1 without.</summary>
    public static int PersonIn(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        if (!chunk.IsNoun)
        {
            return -1;
        }

        for (int m = chunk.Mentions - 1; m >= 0; m--)
        {
            if (scene.IsPerson(scene.Sentence.Mentions[chunk.FirstMention + m].Key))
            {
                return chunk.FirstMention + m;
            }
        }

        return -1;
    }

    /// <summary>The person of a phrase, or beside it: "its finance chief, Bastien Corlay, had resigned".</summary>
    public static int PersonAt(Scene scene, int noun)
    {
        int inside = PersonIn(scene, noun);
        return inside < 0 && noun + 2 < scene.Parsed.Count && scene.Parsed[noun + 1].Kind == ChunkKind.Comma ? PersonIn(scene, noun + 2) : inside;
    }

    /// <summary>A name of two or three words that nothing else is known of, where a person must stand; a post may follow in its phrase.</summary>
    public static bool IsUnknownPerson(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        if (!chunk.IsNoun || chunk.Mentions != 1)
        {
            return false;
        }

        FoundMention mention = scene.Sentence.Mentions[chunk.FirstMention];
        bool shape = chunk.IsNamed || (mention.FirstToken == chunk.First && ParsedSentence.AnyMeans(chunk, NounSense.Post));
        return shape && mention.Via == MentionVia.Pattern && mention.LastToken - mention.FirstToken - (2 * Hyphens(scene.Sentence, mention)) is 1 or 2 && scene.IsUntyped(mention.Key);
    }

    /// <summary>"Anne-Sophie Berg" is two names in four tokens.</summary>
    private static int Hyphens(Sentence sentence, FoundMention mention)
    {
        int found = 0;
        for (int i = mention.FirstToken; i <= mention.LastToken; i++)
        {
            found += sentence.Is(i, "-") ? 1 : 0;
        }

        return found;
    }

    /// <summary>Who a noun phrase is, where a person must stand: a person, "he", or a name of which nothing else is known; null otherwise.</summary>
    public static string? Someone(Scene scene, int noun)
    {
        if (noun < 0 || !scene.Parsed[noun].IsNoun)
        {
            return null;
        }

        Chunk chunk = scene.Parsed[noun];
        if (PersonAt(scene, noun) is >= 0 and var found)
        {
            return Key(scene.Sentence.Mentions[found]);
        }

        if (chunk.IsPronoun && scene.Sentence.Is(chunk.First, "who"))
        {
            return scene.Discourse.LastPerson;
        }

        if (chunk.IsPronoun && (scene.Sentence.Is(chunk.First, "he") || scene.Sentence.Is(chunk.First, "she") || scene.Sentence.Is(chunk.First, "him")))
        {
            // Whom the sentence named in front of the pronoun, else whom those before it spoke of: nobody who stands behind.
            for (int k = noun - 1; k >= 0; k--)
            {
                if (PersonIn(scene, k) is >= 0 and var before)
                {
                    return Key(scene.Sentence.Mentions[before]);
                }
            }

            return scene.PersonBefore;
        }

        return IsUnknownPerson(scene, noun) ? Key(scene.Sentence.Mentions[chunk.FirstMention]) : null;
    }

    public static string Key(FoundMention mention) => mention.Key.StartsWith(NameBook.PersonMark, StringComparison.Ordinal) ? mention.Key[NameBook.PersonMark.Length..] : mention.Key;
}
