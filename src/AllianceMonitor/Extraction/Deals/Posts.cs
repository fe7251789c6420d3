namespace AllianceMonitor.Extraction;

/// <summary>Who holds, takes and leaves which post where.</summary>
internal static class Posts
{
    /// <summary>Titles: "Nissan chairman Keigo Amano", "its finance chief, Bastien Corlay", "Keigo Amano, chairman of Nissan", "Jing Weimin, who heads it".</summary>
    public static void Read(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        int person = PersonIn(scene, noun);
        if (person >= 0)
        {
            FoundMention mention = parsed.Sentence.Mentions[person];
            (int first, int last) = PostBefore(parsed.Sentence, chunk.First, mention.FirstToken - 1);
            if (last >= first && first >= 0)
            {
                Hold(scene, Key(mention), first, last, CompanyFor(scene, noun, noun), noun);
                return;
            }

            if (noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma)
            {
                Beside(scene, noun, Key(mention));
            }

            scene.Discourse.MentionPerson(Key(mention));
            return;
        }

        Successor(scene, noun);
        if (Copular(scene, noun))
        {
            return;
        }

        // "Its chief financial officer, Bastien Corlay,"
        if (noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma && chunk.Word is { } head && head.Means(NounSense.Post) && !head.Is(WordClass.Plural) && parsed[noun + 2].IsNoun)
        {
            int beside = PersonIn(scene, noun + 2);
            (int first, int last) = PostBefore(parsed.Sentence, chunk.First, chunk.Last);
            bool aPerson = beside >= 0 || IsUnknownPerson(scene, noun + 2);
            if (aPerson && last >= first && first >= 0)
            {
                FoundMention mention = parsed.Sentence.Mentions[beside >= 0 ? beside : parsed[noun + 2].FirstMention];
                Hold(scene, Key(mention), first, last, CompanyFor(scene, noun, noun), noun);
            }
        }
    }

    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string lemma = chunk.Word!.Lemma;
        int subject = chunk.Subject;
        if (lemma is "head" or "lead" or "chair" or "run")
        {
            // "Jing Weimin, who heads it": the heading itself is in the description.
            if (subject < 0 || PersonIn(scene, subject) is not (>= 0 and var leader) || theme < 0 || parsed[verb].IsPassive || scene.Parties.First(theme) is not { } led)
            {
                return false;
            }

            return Add(scene, verb, Key(parsed.Sentence.Mentions[leader]), led, lemma == "chair" ? "chairman" : "head", DealStage.Ongoing);
        }

        bool succeeded = lemma is "succeed" or "replace" && chunk.IsPassive;
        int personNoun = succeeded ? parsed.AgentOf(verb) : frame.Theme == Theme.Person && frame.Subject == Slot.Patient ? theme : subject;
        if (personNoun < 0)
        {
            return false;
        }

        string? person = PersonAt(scene, personNoun) is >= 0 and var found ? Key(parsed.Sentence.Mentions[found])
            : parsed[personNoun].IsPronoun && (parsed.Sentence.Is(parsed[personNoun].First, "he") || parsed.Sentence.Is(parsed[personNoun].First, "she") || parsed.Sentence.Is(parsed[personNoun].First, "who")) ? scene.Discourse.LastPerson
            : frame.Theme == Theme.Person && frame.Subject == Slot.Patient && IsUnknownPerson(scene, personNoun) ? Key(parsed.Sentence.Mentions[parsed[personNoun].FirstMention])
            : null;
        if (person is null)
        {
            return false;
        }

        // The post: object complement, "as chief executive", or known from before.
        int post = PostBehind(parsed, verb, personNoun);
        string? position = post >= 0 ? PositionOf(parsed.Sentence, parsed[post]) : null;
        var before = scene.Discourse.PostOf(person);
        string? company = post >= 0 ? CompanyFor(scene, post, post, subjectToo: false) : null;
        bool leaves = frame.Past == DealStage.Ended;
        int employer = frame.Object == Slot.Agent ? parsed.AgentOf(verb) : -1;
        company ??= employer >= 0 ? scene.Parties.First(employer) : null;
        company ??= leaves && theme >= 0 && theme != personNoun ? scene.Parties.First(theme) : null;
        if (lemma is "succeed" or "replace" && theme >= 0)
        {
            // Whoever is replaced held the post.
            int old = PersonIn(scene, succeeded ? subject : theme);
            var held = old >= 0 ? scene.Discourse.PostOf(Key(parsed.Sentence.Mentions[old])) : null;
            (position, company) = (position ?? held?.Position, company ?? held?.Company);
            if (old < 0)
            {
                return false;
            }
        }

        if (leaves)
        {
            (position, company) = (position ?? before?.Position, company ?? before?.Company);
        }

        bool byBoard = employer >= 0 && company is null && (parsed.Contains(parsed[employer], "board") || parsed.Contains(parsed[employer], "shareholders"));
        company ??= leaves || byBoard ? scene.Discourse.LastEmployer : null;
        position ??= leaves && before is null && scene.Discourse.LastPerson is { } successor ? scene.Discourse.PostOf(successor)?.Position : null;
        company ??= post >= 0 ? before?.Company ?? Employer(scene, verb) : null;
        bool needsPost = lemma is not ("hire" or "appoint" or "recruit") && !leaves;
        if (company is null || (needsPost && position is null) || (lemma is "leave" or "quit" && position is null && before is null))
        {
            return false;
        }

        return Add(scene, verb, person, company, position, frame.Past);
    }

    /// <summary>The person of a phrase, or beside it: "its finance chief, Bastien Corlay, had resigned".</summary>
    private static int PersonAt(Scene scene, int noun)
    {
        int inside = PersonIn(scene, noun);
        return inside < 0 && noun + 2 < scene.Parsed.Count && scene.Parsed[noun + 1].Kind == ChunkKind.Comma ? PersonIn(scene, noun + 2) : inside;
    }

    /// <summary>"Her successor will be Pavel Dvorak", "his successor, Hélène Castaing, who has been appointed": the post of whom was spoken of.</summary>
    private static void Successor(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[noun].Word is not { } word || !word.Means(NounSense.Successor) || scene.Discourse.LastPerson is not { } before || scene.Discourse.PostOf(before) is not { Company: { } company } post)
        {
            return;
        }

        int verb = parsed[noun].Governor is >= 0 and var governor && parsed[governor].IsVerb ? governor : -1;
        bool named = verb > noun && parsed[verb].Word!.Is(WordClass.Be) && parsed[verb].Object >= 0;
        int person = named ? PersonIn(scene, parsed[verb].Object) : noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma ? PersonIn(scene, noun + 2) : -1;
        if (person >= 0)
        {
            DealStage stage = named && parsed[verb].Modality == Modality.None ? DealStage.Completed : named ? DealStage.Planned : parsed.Count > noun + 5 && parsed[noun + 4].Kind == ChunkKind.Relative && parsed[noun + 5].IsPerfect ? DealStage.Completed : DealStage.Planned;
            scene.Add(Scene.Draft(FactKind.Appointment, Key(scene.Sentence.Mentions[person]), company) with { Position = post.Position }, new Stance(stage, Polarity.Affirmed, -1, true));
        }
    }

    /// <summary>"Oyelaran, who is chief operating officer at Norrland": somebody is something.</summary>
    private static bool Copular(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.Word is not { } head || !head.Means(NounSense.Post) || chunk.Governor is not (>= 0 and var verb) || verb > noun || parsed[verb] is not { IsVerb: true, Word: not null, Subject: >= 0 } be || !be.Word.Is(WordClass.Be) || PersonIn(scene, be.Subject) is not (>= 0 and var person))
        {
            return false;
        }

        if (PositionOf(parsed.Sentence, chunk) is not { } position || CompanyFor(scene, noun, noun) is not { } company)
        {
            return false;
        }

        DealStage stage = be.Modality != Modality.None ? DealStage.Planned : be.IsPast ? DealStage.Ended : DealStage.Ongoing;
        scene.Add(Scene.Draft(FactKind.Appointment, Key(scene.Sentence.Mentions[person]), company) with { Position = position }, new Stance(stage, Polarity.Affirmed, -1, true));
        return true;
    }

    private static bool Add(Scene scene, int verb, string person, string company, string? position, DealStage past)
    {
        Stance stance = Stance.Of(scene.Parsed, verb, past, DealStage.Planned);
        if (past == DealStage.Ongoing && stance.Polarity == Polarity.Affirmed)
        {
            // "who formerly headed both"
            stance = stance with { Stage = scene.Parsed[verb] is { IsPast: true, IsPerfect: false, Modality: Modality.None } ? DealStage.Ended : DealStage.Ongoing };
        }
        else if (past == DealStage.Ended && stance.Stage is DealStage.Planned or DealStage.Completed)
        {
            stance = stance with { Stage = DealStage.Ended };
        }

        scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = position }, stance);
        scene.Discourse.MentionPerson(person);
        return true;
    }

    private static void Hold(Scene scene, string person, int first, int last, string? company, int noun)
    {
        // "Renault CEO Luca de Meo and Chairman Jean-Dominique Senard"
        company ??= noun > 0 && scene.Parsed[noun - 1].Kind == ChunkKind.Conjunction ? scene.Facts.LastOrDefault(fact => fact.Kind == FactKind.Appointment)?.Object : null;
        company ??= Employer(scene, noun);
        scene.Discourse.MentionPerson(person);
        if (company is null || scene.Facts.Exists(fact => fact.Kind == FactKind.Appointment && fact.Subject == person))
        {
            return;
        }

        bool former = scene.Sentence.Is(first - 1, "former") || scene.Sentence.Is(first - 1, "ex") || scene.Sentence.Is(scene.Parsed[noun].First, "former") || scene.Sentence.Is(first, "former");
        scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = scene.Sentence.TextOf(first, last).ToLowerInvariant() }, new Stance(former ? DealStage.Ended : DealStage.Ongoing, Polarity.Affirmed, -1, true));
    }

    /// <summary>"Keigo Amano, chairman of Nissan," and "Keigo Amano, Nissan's chairman".</summary>
    private static void Beside(Scene scene, int noun, string person)
    {
        ParsedSentence parsed = scene.Parsed;
        int beside = noun + 2;
        if (parsed[beside].Kind == ChunkKind.Relative && beside + 1 < parsed.Count && parsed[beside + 1] is { IsVerb: true, Word: { Lemma: "speak" } } && parsed.Phrase(beside + 1, ["for"], 4) is >= 0 and var spoken && scene.Parties.First(spoken) is { } served)
        {
            scene.Add(Scene.Draft(FactKind.Appointment, person, served) with { Position = "spokesperson" }, new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
            return;
        }

        while (beside + 1 < parsed.Count && parsed[beside] is { IsNoun: true, IsPossessive: true })
        {
            beside++;
        }

        if (!parsed[beside].IsNoun || parsed[beside].Word is not { } head || !head.Means(NounSense.Post) || head.Is(WordClass.Plural) || parsed[beside].IsNamed)
        {
            return;
        }

        (int first, int last) = PostBefore(parsed.Sentence, parsed[beside].First, parsed[beside].Last);
        if (last >= first && first >= 0)
        {
            Hold(scene, person, first, last, CompanyFor(scene, beside, beside), beside);
        }
    }

    /// <summary>The words of a post that end at a token: "chief executive", "executive vice president", "finance chief".</summary>
    private static (int First, int Last) PostBefore(Sentence sentence, int from, int last)
    {
        if (last < from || !sentence.Tokens[last].Means(NounSense.Post) || sentence.Tokens[last].Is(WordClass.Plural))
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

        return !sentence.Tokens[i].Means(NounSense.Company) || sentence.Is(i, "group");
    }

    private static string? PositionOf(Sentence sentence, Chunk chunk)
    {
        int last = chunk.Last;
        while (last > chunk.First && !sentence.Tokens[last].Means(NounSense.Post))
        {
            last--;
        }

        (int first, int end) = PostBefore(sentence, chunk.First, last);
        return first >= 0 ? sentence.TextOf(first, end).ToLowerInvariant() : null;
    }

    /// <summary>The noun of a post behind a verb: "as chief executive", "named chief executive", "to the post of".</summary>
    private static int PostBehind(ParsedSentence parsed, int verb, int person)
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
        for (int k = verb + 1; k < end && k <= verb + 7; k++)
        {
            if (k != person && !(k > 0 && parsed[k - 1].Kind == ChunkKind.Comma && parsed[verb].Object >= 0 && !parsed[verb].IsPassive) && parsed[k] is { IsNoun: true } && ParsedSentence.AnyMeans(parsed[k], NounSense.Post) && parsed[k].Mentions < 2)
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>Whose post it is: the name or owner in its phrase, or behind "of", "at", "for".</summary>
    private static string? CompanyFor(Scene scene, int noun, int post, bool subjectToo = true)
    {
        if (scene.Parties.Inside(noun) is { Count: > 0 } inside)
        {
            return inside[0];
        }

        if (scene.Parties.OwnersOf(noun) is { Length: > 0 } owners)
        {
            return owners[0];
        }

        int of = scene.Parsed.Phrase(post, ["of", "at", "for"], 4);
        return of >= 0 && scene.Parties.First(of) is { } company ? company : null;
    }

    /// <summary>Whom a title without a company belongs to: the venture or company that the article is talking about.</summary>
    private static string? Employer(Scene scene, int before)
    {
        for (int k = before - 1; k >= 0; k--)
        {
            if (scene.Parsed[k] is { IsVerb: true, Subject: >= 0 } verb && scene.Parties.One(verb.Subject) is { } subject)
            {
                return subject;
            }
        }

        return scene.Discourse.Subjects.Count > 0 ? scene.Discourse.Subjects[0] : null;
    }

    private static int PersonIn(Scene scene, int noun)
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

    /// <summary>A name of two or three words that nothing else is known of, where a person must stand.</summary>
    private static bool IsUnknownPerson(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        if (!chunk.IsNamed || chunk.Mentions != 1)
        {
            return false;
        }

        FoundMention mention = scene.Sentence.Mentions[chunk.FirstMention];
        return mention.Via == MentionVia.Pattern && mention.LastToken - mention.FirstToken is 1 or 2 && scene.IsUntyped(mention.Key);
    }

    private static string Key(FoundMention mention) => mention.Key.StartsWith(NameBook.PersonMark, StringComparison.Ordinal) ? mention.Key[NameBook.PersonMark.Length..] : mention.Key;
}
