namespace AllianceMonitor.Extraction;

/// <summary>Who takes and leaves which post, told by a verb or by its noun: "named X chief executive", "X's resignation".</summary>
internal static partial class Appointments
{
    public static bool FromVerb(Scene scene, int verb, int theme, Frame frame)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        string lemma = chunk.Word!.Lemma;
        if (lemma is "head" or "lead" or "chair" or "run")
        {
            return Heads(scene, verb, theme, lemma);
        }

        if (lemma is "hand" or "make" or "give" && frame.Theme == Theme.Any)
        {
            return MakesWay(scene, verb, chunk);
        }

        if (lemma == "part")
        {
            return PartsWith(scene, verb, chunk);
        }

        if (lemma == "replace" && Exchanged(scene, verb, chunk))
        {
            return true;
        }

        bool replaced = lemma is "succeed" or "replace" or "follow";
        bool patient = frame.Theme == Theme.Person && frame.Subject == Slot.Patient;
        if (patient && !chunk.IsPassive && theme > verb && !parsed[theme].IsNamed && ParsedSentence.AnyMeans(parsed[theme], NounSense.Post) && chunk.Subject >= 0 && parsed.Before(chunk.Subject) is > 0 and var relative && parsed[relative].Kind == ChunkKind.Relative)
        {
            // "X, whom Honda made head of purchasing"
            theme = Clauses.Antecedent(parsed.Chunks, relative);
        }

        int personNoun = replaced && chunk.IsPassive ? parsed.AgentOf(verb) : patient ? theme : chunk.Subject;
        int post = personNoun < 0 ? -1 : PostWords.Behind(parsed, verb, personNoun);
        bool toBoard = patient && lemma is "elect" or "appoint" or "nominate" or "name" && ToBoard(parsed, verb) is var board && board >= 0;
        List<string> people = People(scene, personNoun, mayBeUnknown: patient || post >= 0 || (replaced && theme >= 0) || (lemma is "join" or "sit" && theme >= 0 && parsed.Contains(parsed[theme], "board")), joined: patient);
        if (people.Count == 0)
        {
            return replaced && chunk.Shape == VerbShape.Gerund && Displaced(scene, theme);
        }

        string person = people[0];
        int seat = lemma == "sit" ? parsed.Phrase(verb, ["on"], 3) : theme;
        bool onBoard = toBoard || (lemma is "join" or "sit" && seat >= 0 && parsed.Contains(parsed[seat], "board"));
        string? position = post >= 0 ? PostWords.PositionOf(parsed.Sentence, parsed[post]) : onBoard ? "director" : null;
        var before = scene.Facts.Exists(fact => fact.Kind == FactKind.Appointment && fact.Subject == person && fact.Stage == DealStage.Ended) && frame.Past != DealStage.Ended ? null : scene.Discourse.PostOf(person);
        List<string> companies = post >= 0 ? PostWords.CompaniesFor(scene, post) : toBoard ? scene.Parties.Joined(ToBoard(parsed, verb)) : [];
        bool leaves = frame.Past == DealStage.Ended;
        int employer = frame.Object == Slot.Agent ? parsed.AgentOf(verb) : -1;
        string? company = companies.Count > 0 ? companies[0] : employer < 0 ? null : scene.Parties.First(employer) ?? scene.Parties.Inside(employer).FirstOrDefault();
        company ??= (leaves || lemma == "join") && theme >= 0 && theme != personNoun ? scene.Parties.First(theme) : null;
        company ??= onBoard && seat >= 0 && seat != personNoun ? scene.Parties.First(seat) ?? scene.Parties.OwnersOf(seat).FirstOrDefault() : null;
        string? predecessor = null;
        if (lemma == "take" && chunk.Particle == "over" && parsed.Phrase(verb, ["from"], 5) is >= 0 and var from)
        {
            // "who took over from Akio Toyoda"
            predecessor = PostWords.Someone(scene, from);
            var post2 = scene.Discourse.PostOf(person);
            (position, company) = (position ?? post2?.Position, company ?? post2?.Company);
        }

        if (replaced && theme >= 0)
        {
            // Whoever is replaced held the post.
            predecessor = PostWords.Someone(scene, chunk.IsPassive ? chunk.Subject : theme);
            var held = predecessor is not null ? scene.Discourse.PostOf(predecessor) : null;
            (position, company) = (position ?? held?.Position ?? before?.Position, company ?? held?.Company ?? before?.Company);
            if (predecessor is null || predecessor == person)
            {
                return false;
            }

            company ??= Where(scene, verb);
        }

        company ??= leaves && parsed.Phrase(verb, ["from"], 3) is >= 0 and var left ? scene.Parties.First(left) : null;
        if (leaves)
        {
            (position, company) = (position ?? before?.Position, company ?? before?.Company);
        }

        bool byBoard = employer >= 0 && company is null && (parsed.Contains(parsed[employer], "board") || parsed.Contains(parsed[employer], "shareholders"));
        company ??= leaves || byBoard ? scene.Discourse.LastEmployer : null;
        position ??= leaves && before is null && scene.Discourse.LastPerson is { } successor ? scene.Discourse.PostOf(successor)?.Position : null;
        company ??= post >= 0 || toBoard ? before?.Company ?? Posts.Employer(scene, verb) ?? scene.Discourse.LastEmployer : null;
        bool needsPost = lemma is not ("poach") and not ("hire" or "appoint" or "recruit") && !leaves && !replaced;
        bool isSomebody = position is not null || onBoard || leaves || replaced || parsed[personNoun].IsPronoun || PostWords.PersonAt(scene, personNoun) >= 0;
        if (company is null || !isSomebody || (needsPost && position is null) || (lemma is "leave" or "quit" && position is null && before is null))
        {
            return false;
        }

        foreach (string each in people)
        {
            foreach (string where in companies.Count > 1 ? companies : [company])
            {
                Add(scene, verb, each, where, position, frame.Past);
            }
        }

        if (predecessor is not null && scene.Facts[^1] is { Polarity: Polarity.Affirmed, Stage: DealStage.Completed or DealStage.Planned })
        {
            scene.Add(Scene.Draft(FactKind.Appointment, predecessor, company) with { Position = position }, new Stance(DealStage.Ended, Polarity.Affirmed, -1, true));
        }

        return true;
    }

    /// <summary>"Luca de Meo's departure", "the appointment of Ivan Espinosa as chief executive", "announced his resignation".</summary>
    public static void FromNoun(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed || (chunk.Word is { Sense: not NounSense.None } word && !word.Means(NounSense.Contract)))
        {
            return;
        }

        bool leaves = parsed.Sentence.IsAny(chunk.Head, "resignation", "departure", "retirement", "exit", "ouster", "dismissal", "removal");
        bool holds = parsed.Sentence.IsAny(chunk.Head, "contract", "tenure", "mandate");
        if (!(leaves || holds || parsed.Sentence.IsAny(chunk.Head, "appointment", "nomination", "election", "promotion", "arrival")))
        {
            return;
        }

        int of = parsed.Phrase(noun, ["of"], 3);
        string? person = chunk.Possessor >= 0 ? PostWords.Someone(scene, chunk.Possessor)
            : parsed.Sentence.Is(chunk.First, "his") || parsed.Sentence.Is(chunk.First, "her") ? scene.Discourse.LastPerson
            : of >= 0 ? PostWords.Someone(scene, of) : null;
        if (person is null || scene.Facts.Exists(fact => fact.Kind == FactKind.Appointment && fact.Subject == person && fact.Stage != DealStage.Ongoing))
        {
            return;
        }

        int post = parsed.Phrase(noun, ["as", "to"], 7) is >= 0 and var named && ParsedSentence.AnyMeans(parsed[named], NounSense.Post) ? named : -1;
        int at = parsed.Phrase(noun, ["from", "at"], 6);
        var before = scene.Discourse.PostOf(person);
        string? company = (post >= 0 ? PostWords.CompaniesFor(scene, post).FirstOrDefault() : null) ?? scene.Parties.First(at) ?? before?.Company;
        string? position = post >= 0 ? PostWords.PositionOf(parsed.Sentence, parsed[post]) : before?.Position;
        if (holds && post >= 0 && company is null && scene.ActorsAbove(noun) is [var extends])
        {
            company = extends;
        }

        if (company is null || (!leaves && position is null) || (holds && post < 0))
        {
            return;
        }

        if (holds)
        {
            // "has extended X's contract as chief executive until 2028"
            scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = position }, new Stance(DealStage.Ongoing, Polarity.Affirmed, -1, true));
            return;
        }

        Stance stance = Stance.Of(parsed, noun, DealStage.Completed, DealStage.Completed);
        DealStage stage = leaves && stance.Stage is not (DealStage.Considered or DealStage.InTalks) ? DealStage.Ended : stance.Stage == DealStage.Agreed ? DealStage.Completed : stance.Stage;
        scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = position }, stance with { Stage = stage });
    }

    /// <summary>"Jing Weimin, who heads it", "Carlos Ghosn, who heads both companies".</summary>
    private static bool Heads(Scene scene, int verb, int theme, string lemma)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[verb].IsPassive && theme >= 0 && parsed.AgentOf(verb) is >= 0 and var by && PostWords.Someone(scene, by) is { } chief)
        {
            // "The body will be chaired by Jean-Dominique Senard", "It is led by Matias Giannini"
            string? body = scene.Parties.First(theme);
            bool company = parsed[theme].IsPronoun || parsed[theme].IsNamed || (parsed[theme].Word is { } head && head.Means(NounSense.Company | NounSense.Unit | NounSense.Venture));
            if (body is null || !company)
            {
                return false;
            }

            Stance stance = Stance.Of(parsed, verb, DealStage.Ongoing, DealStage.Ongoing);
            scene.Add(Scene.Draft(FactKind.Appointment, chief, body) with { Position = lemma == "chair" ? "chairman" : "head" }, stance);
            scene.Discourse.MentionPerson(chief);
            return true;
        }

        if (theme >= 0 && !parsed[verb].IsPassive && parsed[theme] is { IsNamed: false, Word: { } part } && part.Means(NounSense.Unit | NounSense.Company) && scene.Parties.Of(theme).Length == 0 && scene.Parties.OwnersOf(theme) is [var parent] && PostWords.Someone(scene, parsed[verb].Subject) is { } head2)
        {
            // "who heads the German group's steel arm"
            Add(scene, verb, head2, parent, "head", DealStage.Ongoing);
            return true;
        }

        if (theme < 0 || parsed[verb].IsPassive || PostWords.Someone(scene, parsed[verb].Subject) is not { } leader || scene.Parties.Joined(theme) is not { Count: > 0 } led || (parsed[theme].Word is { } thing && !parsed[theme].IsNamed && !thing.Means(NounSense.Company | NounSense.Companies | NounSense.Unit | NounSense.Venture) && !thing.Is(WordClass.Pronoun)))
        {
            return false;
        }

        foreach (string company in led)
        {
            Add(scene, verb, leader, company, lemma == "chair" ? "chairman" : "head", DealStage.Ongoing);
        }

        return true;
    }

    /// <summary>"elected X to the board".</summary>
    private static int ToBoard(ParsedSentence parsed, int verb) =>
        parsed.Phrase(verb, ["to"], 9) is >= 0 and var to && parsed.Contains(parsed[to], "board") ? to : -1;

    /// <summary>The people of a phrase: one, or those joined by "and" where several are appointed.</summary>
    private static List<string> People(Scene scene, int noun, bool mayBeUnknown, bool joined)
    {
        List<string> found = [];
        Take(noun);
        for (int k = noun; joined && found.Count > 0 && k + 2 < scene.Parsed.Count && scene.Parsed[k + 1].Kind is ChunkKind.Conjunction or ChunkKind.Comma && Take(k + 2); k += 2)
        {
        }

        for (int k = noun; joined && found.Count > 0 && scene.Parsed[noun].Governor > noun && k >= 2 && scene.Parsed[k - 1].Kind == ChunkKind.Conjunction && Take(k - 2); k -= 2)
        {
        }

        return found;

        bool Take(int at)
        {
            string? person = at < 0 || !(mayBeUnknown || !PostWords.IsUnknownPerson(scene, at)) ? null : PostWords.Someone(scene, at);
            if (person is null || found.Contains(person))
            {
                return false;
            }

            found.Add(person);
            return true;
        }
    }

    internal static void Add(Scene scene, int verb, string person, string company, string? position, DealStage past)
    {
        Chunk chunk = scene.Parsed[verb];
        Stance stance = Stance.Of(scene.Parsed, verb, past, DealStage.Planned);
        if (past == DealStage.Ongoing && stance.Polarity == Polarity.Affirmed)
        {
            // "who formerly headed both"
            bool ahead = chunk.Word!.Lemma is "head" or "lead" or "chair" or "run" && (chunk.Modality is Modality.Will or Modality.ToBe || (chunk.Shape == VerbShape.Infinitive && stance.Stage != DealStage.Ongoing));
            stance = stance with { Stage = ahead ? DealStage.Planned : chunk is { IsPast: true, IsPerfect: false, Modality: Modality.None, IsPassive: false } ? DealStage.Ended : DealStage.Ongoing };
        }
        else if (past == DealStage.Ended && stance.Stage is DealStage.Planned or DealStage.Completed)
        {
            stance = stance with { Stage = DealStage.Ended };
        }
        else if (stance is { Stage: DealStage.Completed, Polarity: Polarity.Affirmed } && (IsPresent(chunk) || TakesEffect(scene.Parsed)))
        {
            stance = stance with { Stage = DealStage.Planned };
        }

        scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = position }, stance);
        scene.Discourse.MentionPerson(person);
    }

    /// <summary>"becomes chief executive on Tuesday", "takes over in April": still to come; "Nissan names X" is a headline's past.</summary>
    private static bool IsPresent(Chunk verb) => verb is { Shape: VerbShape.Finite, IsPast: false, IsPerfect: false, Modality: Modality.None, IsPassive: false, Word.Lemma: "become" or "take" or "succeed" or "replace" or "join" or "follow" or "assume" or "get" or "inherit" or "fill" or "start" or "move" or "step" or "go" or "fall" or "pass" or "hand" or "cede" or "give" or "leave" or "make" };

    /// <summary>"has been appointed with effect from November 1": named, and not yet there.</summary>
    private static bool TakesEffect(ParsedSentence parsed)
    {
        for (int k = 0; k + 1 < parsed.Count; k++)
        {
            bool leads = parsed.IsPreposition(k, "from") || (parsed[k].Kind == ChunkKind.Preposition && parsed.Sentence.Is(parsed[k].First - 1, "as") && parsed.Sentence.Is(parsed[k].First, "of"));
            bool effective = parsed[k].Kind is ChunkKind.Other or ChunkKind.Noun && parsed.Contains(parsed[k], "effective");
            if ((leads || effective) && (parsed[k + 1].IsTime || (k + 2 < parsed.Count && parsed[k + 2].IsTime)))
            {
                return true;
            }
        }

        return false;
    }
}
