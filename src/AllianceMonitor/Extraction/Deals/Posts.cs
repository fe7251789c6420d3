namespace AllianceMonitor.Extraction;

/// <summary>Who holds which post where, told by titles: "Nissan chairman Keigo Amano".</summary>
internal static class Posts
{
    /// <summary>Titles: "Nissan chairman Keigo Amano", "its finance chief, Bastien Corlay", "Keigo Amano, chairman of Nissan", "Jing Weimin, who heads it".</summary>
    public static void Read(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        int person = PostWords.PersonIn(scene, noun);
        if (person >= 0)
        {
            FoundMention mention = parsed.Sentence.Mentions[person];
            (int first, int last) = PostWords.Before(parsed.Sentence, chunk.First, mention.FirstToken - 1);
            if (last >= first && first >= 0)
            {
                Hold(scene, PostWords.Key(mention), first, last, PostWords.CompaniesFor(scene, noun), noun);
                return;
            }

            if (noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma)
            {
                Beside(scene, noun, PostWords.Key(mention));
            }

            scene.Discourse.MentionPerson(PostWords.Key(mention));
            return;
        }

        if (noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma && chunk.IsNamed && PostWords.IsUnknownPerson(scene, noun) && Beside(scene, noun, PostWords.Key(parsed.Sentence.Mentions[chunk.FirstMention])))
        {
            return;
        }

        Appointments.Successor(scene, noun);
        Appointments.FromNoun(scene, noun);
        if (Copular(scene, noun))
        {
            return;
        }

        // "Its chief financial officer, Bastien Corlay,", "the chairman of Renault, Jean-Dominique Senard,"
        if (chunk.Word is not { } head || !head.Means(NounSense.Post) || head.Is(WordClass.Plural))
        {
            return;
        }

        int comma = noun + 1;
        bool phrase = (parsed.IsPreposition(comma, "of", "for") || parsed.IsPreposition(comma, "at", "to")) && parsed.NounAfter(comma) >= 0;
        comma = phrase ? parsed.NounAfter(comma) + 1 : comma;
        bool indefinite = parsed.Sentence.Is(chunk.First, "a") || parsed.Sentence.Is(chunk.First, "an");
        if (comma + 1 >= parsed.Count || parsed[comma].Kind != ChunkKind.Comma || !parsed[comma + 1].IsNoun || (indefinite && !phrase && scene.Parties.Inside(noun).Count == 0))
        {
            return;
        }

        int beside = PostWords.PersonIn(scene, comma + 1);
        (int opens, int closes) = PostWords.Before(parsed.Sentence, chunk.First, chunk.Last);
        bool aPerson = beside >= 0 || ((!phrase || (comma + 2 < parsed.Count && parsed[comma + 2].Kind == ChunkKind.Comma)) && PostWords.IsUnknownPerson(scene, comma + 1));
        if (aPerson && closes >= opens && opens >= 0)
        {
            FoundMention named = parsed.Sentence.Mentions[beside >= 0 ? beside : parsed[comma + 1].FirstMention];
            Hold(scene, PostWords.Key(named), opens, closes, PostWords.CompaniesFor(scene, noun), noun);
        }
    }

    /// <summary>"Oyelaran, who is chief operating officer at Norrland": somebody is something.</summary>
    private static bool Copular(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.Word is not { } head || !head.Means(NounSense.Post) || chunk.Governor is not (>= 0 and var verb) || parsed[verb] is not { IsVerb: true, Word: not null, Subject: >= 0 } be || !be.Word.Is(WordClass.Be) || chunk.Preposition >= 0)
        {
            return false;
        }

        // "Oyelaran is chief operating officer", and "The chief executive will be Noriko Asahina".
        int bearer = verb < noun ? be.Subject : be.Subject == noun && be.Object >= 0 ? be.Object : -1;
        if (bearer < 0 || bearer == noun || !(PostWords.PersonAt(scene, bearer) >= 0 || PostWords.IsUnknownPerson(scene, bearer) || (parsed[bearer].IsPronoun && verb < noun)) || PostWords.Someone(scene, bearer) is not { } person || PostWords.PositionOf(parsed.Sentence, chunk) is not { } position)
        {
            return false;
        }

        List<string> companies = PostWords.CompaniesFor(scene, noun);
        if (companies.Count == 0 && verb < noun && Where(scene, be.Subject) is { } place)
        {
            // "joins from Ford, where she was head of the mobility business"
            companies = [place];
        }

        if (companies.Count == 0 && !IsElsewhere(scene, noun) && !PostWords.IsOutside(parsed, noun) && (scene.Discourse.PostOf(person)?.Company ?? scene.Discourse.LastEmployer) is { } known)
        {
            companies = [known];
        }

        if (companies.Count == 0)
        {
            return false;
        }

        bool usedTo = be.Shape == VerbShape.Infinitive && be.Governor >= 0 && parsed[be.Governor] is { IsVerb: true, IsPast: true, Word.Lemma: "use" };
        DealStage stage = be.Modality != Modality.None ? DealStage.Planned : (be.IsPast && !be.IsPerfect) || usedTo ? DealStage.Ended : DealStage.Ongoing;
        foreach (string company in companies)
        {
            scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = position }, new Stance(stage, Polarity.Affirmed, -1, true));
        }

        return true;
    }

    /// <summary>The company that a clause with "where" is about.</summary>
    private static string? Where(Scene scene, int subject) =>
        scene.Parsed.Before(subject) is >= 2 and var where && scene.Sentence.Is(scene.Parsed[where].First, "where") ? scene.Parties.One(scene.Parsed[where - 1].Kind == ChunkKind.Comma ? where - 2 : where - 1) : null;

    private static void Hold(Scene scene, string person, int first, int last, List<string> companies, int noun, bool isFormer = false)
    {
        scene.Discourse.MentionPerson(person);
        if (companies.Count == 0 && (IsElsewhere(scene, noun) || PostWords.IsOutside(scene.Parsed, noun)))
        {
            return;
        }

        if (companies.Count == 0)
        {
            // "Renault CEO Luca de Meo and Chairman Jean-Dominique Senard"
            string? beside = noun > 0 && scene.Parsed[noun - 1].Kind == ChunkKind.Conjunction ? scene.Facts.LastOrDefault(fact => fact.Kind == FactKind.Appointment)?.Object : null;
            companies = (beside ?? scene.Discourse.PostOf(person)?.Company ?? Employer(scene, noun)) is { } only ? [only] : [];
        }

        if (scene.Facts.Exists(fact => fact.Kind == FactKind.Appointment && fact.Subject == person))
        {
            return;
        }

        bool former = isFormer || scene.Sentence.Is(first - 1, "former") || scene.Sentence.Is(first - 1, "ex") || scene.Sentence.Is(first - 2, "ex") || scene.Sentence.Is(scene.Parsed[noun].First, "former") || scene.Sentence.Is(first, "former")
            || scene.Sentence.Is(first - 1, "previous") || scene.Sentence.Is(first - 1, "then") || scene.Sentence.Is(first - 1, "late") || scene.Sentence.Is(first, "previous") || scene.Parsed.Contains(scene.Parsed[noun], "former");
        foreach (string company in companies.Where(company => company != person))
        {
            scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = scene.Sentence.TextOf(first, last).ToLowerInvariant() }, new Stance(former ? DealStage.Ended : DealStage.Ongoing, Polarity.Affirmed, -1, true));
        }
    }

    /// <summary>"Keigo Amano, chairman of Nissan," and "Keigo Amano, Nissan's chairman".</summary>
    private static bool Beside(Scene scene, int noun, string person)
    {
        ParsedSentence parsed = scene.Parsed;
        int beside = noun + 2;
        bool formerly = false;
        while (parsed[beside].Kind == ChunkKind.Other && beside + 1 < parsed.Count)
        {
            // ", formerly head of", ", until recently head of", ", now head of"
            int word = parsed[beside].First;
            formerly |= parsed.Sentence.Is(word, "formerly") || parsed.Sentence.Is(word, "previously") || parsed.Sentence.Is(word, "once") || parsed.Sentence.Is(word, "hitherto") || parsed.Sentence.Is(word, "until");
            beside++;
        }

        if (parsed[beside].Kind == ChunkKind.Subordinator && parsed.Sentence.Is(parsed[beside].First, "once") && beside + 1 < parsed.Count)
        {
            formerly = true;
            beside++;
        }

        if (parsed.IsPreposition(beside, "at") && parsed.Sentence.Is(parsed[beside].First + 1, "present") && beside + 1 < parsed.Count)
        {
            // ", at present head of"
            beside = parsed[beside + 1].Last > parsed[beside].First + 1 ? beside + 1 : Math.Min(beside + 2, parsed.Count - 1);
        }

        if (parsed.Sentence.Is(parsed[beside].First, "until") && parsed[beside].Kind is ChunkKind.Preposition or ChunkKind.Subordinator)
        {
            // ", until recently head of", ", until last year chairman of"
            formerly = true;
            do
            {
                beside++;
            }
            while (beside + 1 < parsed.Count && (parsed[beside].Kind == ChunkKind.Other || parsed[beside] is { IsNoun: true, IsTime: true }));
        }

        if (beside >= parsed.Count)
        {
            return false;
        }

        if (parsed[beside].Kind == ChunkKind.Relative && beside + 1 < parsed.Count && parsed[beside + 1] is { IsVerb: true, Word: { Lemma: "speak" } } && parsed.Phrase(beside + 1, ["for"], 4) is >= 0 and var spoken && scene.Parties.First(spoken) is { } served)
        {
            scene.Add(Scene.Draft(FactKind.Appointment, person, served) with { Position = "spokesperson" }, new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
            return true;
        }

        while (beside + 1 < parsed.Count && parsed[beside] is { IsNoun: true, IsPossessive: true })
        {
            beside++;
        }

        if (!parsed[beside].IsNoun || parsed[beside].Word is not { } head || !head.Means(NounSense.Post) || head.Is(WordClass.Plural) || parsed[beside].IsNamed)
        {
            return false;
        }

        (int first, int last) = PostWords.Before(parsed.Sentence, parsed[beside].First, parsed[beside].Last);
        if (last >= first && first >= 0)
        {
            List<string> companies = PostWords.CompaniesFor(scene, beside);
            companies = companies.Count == 0 ? [.. scene.Parties.OwnersOf(noun)] : companies;
            Hold(scene, person, first, last, companies, beside, formerly);
            return true;
        }

        return false;
    }

    /// <summary>Whom a title without a company belongs to: the venture or company that the article is talking about.</summary>
    public static string? Employer(Scene scene, int before)
    {
        if (scene.Parsed[before].IsNoun && scene.Parsed[before].Preposition is >= 0 and var led && scene.Parsed.IsPreposition(led, "to", "with") && scene.Discourse.Topic is { } topic)
        {
            // "has written to chairman X": of whom the article is about.
            return topic;
        }

        if (before >= 3 && scene.Parsed[before - 1].Kind == ChunkKind.Comma && scene.Parsed[before - 2] is { IsNoun: true, Preposition: >= 0 } fronted && scene.Parsed.IsPreposition(fronted.Preposition, "for", "at") && scene.Parties.One(before - 2) is { } place)
        {
            // "For Opel, finance chief X said"
            return place;
        }

        for (int k = 0; k < before; k++)
        {
            // "Opel would buy it if Denso agreed, chief executive X said": of whom the main clause speaks.
            if (scene.Parsed[k] is { IsVerb: true, Shape: VerbShape.Finite, Subject: >= 0 } verb && verb.Subject < before && !IsSubordinate(scene.Parsed, verb.Subject)
                && (scene.Parties.One(verb.Subject) ?? (scene.Parties.OwnersOf(verb.Subject) is [var owner] ? owner : null)) is { } subject && !(scene.IsUntyped(subject) && subject.Contains(' ', StringComparison.Ordinal)))
            {
                return subject;
            }
        }

        // A title by itself belongs to the company that the text opens with.
        return scene.Discourse.Lead ?? scene.Discourse.Topic ?? (scene.Discourse.Subjects.Count > 0 ? scene.Discourse.Subjects[0] : scene.Discourse.LastEmployer);
    }

    private static bool IsSubordinate(ParsedSentence parsed, int subject) =>
        Clauses.StartOf(parsed.Chunks, subject) - 1 is >= 0 and var opens && (parsed.Sentence.Is(parsed[subject].First, "whose") || parsed[opens].Kind is ChunkKind.Subordinator or ChunkKind.Relative || (parsed[opens].Kind == ChunkKind.Preposition && parsed[opens].Word is { } word && word.Is(WordClass.Subordinator)));

    /// <summary>"the association's president", "general manager of the venture": a post with somebody whom the text does not name, not with whom it is about.</summary>
    private static bool IsElsewhere(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[noun].Possessor is >= 0 and var owner)
        {
            return !parsed[owner].IsTime;
        }

        return parsed.Phrase(noun, ["of", "at"], 3) is >= 0 and var of && parsed[of] is { IsNamed: false, Word: { } word } && word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture);
    }
}
