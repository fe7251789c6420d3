namespace AllianceMonitor.Extraction;

/// <summary>Who follows whom in a post.</summary>
internal static partial class Appointments
{
    /// <summary>"At Dacia, X is succeeded by Y", "at the helm of Opel".</summary>
    private static string? Where(Scene scene, int verb)
    {
        for (int k = 0; k < scene.Parsed.Count; k++)
        {
            if (scene.Parsed.IsPreposition(k, "at") && scene.Parsed.NounAfter(k) is >= 0 and var at && (scene.Parties.One(at) ?? (scene.Parsed.Phrase(at, ["of"], 3) is >= 0 and var of ? scene.Parties.One(of) : null)) is { } company)
            {
                return company;
            }
        }

        return Posts.Employer(scene, verb);
    }

    /// <summary>"will hand over to Maria Cole", "gives way to", "to make way for": who comes takes the post of who goes.</summary>
    private static bool MakesWay(Scene scene, int verb, Chunk chunk)
    {
        ParsedSentence parsed = scene.Parsed;
        bool way = chunk.Object >= 0 && parsed.Sentence.Is(parsed[chunk.Object].Head, "way");
        bool hands = chunk.Word!.Lemma == "hand" && (chunk.Particle == "over" || parsed.Sentence.Is(chunk.Last + 1, "over"));
        if (!(way || hands) || parsed.Phrase(verb, ["to", "for"], 6) is not (>= 0 and var heir) || !(PostWords.PersonAt(scene, heir) >= 0 || PostWords.IsUnknownPerson(scene, heir)) || PostWords.Someone(scene, heir) is not { } successor)
        {
            return false;
        }

        string? old = chunk.Subject >= 0 ? PostWords.Someone(scene, chunk.Subject) : null;
        if ((old ?? scene.Discourse.LastPerson) is not { } former || former == successor || scene.Discourse.PostOf(former) is not { Company: { } company } post)
        {
            return false;
        }

        Stance stance = Stance.Of(parsed, verb, DealStage.Completed, DealStage.Planned);
        scene.Add(Scene.Draft(FactKind.Appointment, successor, company) with { Position = post.Position }, stance);
        return true;
    }

    /// <summary>"named X chief executive, replacing Y": Y leaves the post that X takes.</summary>
    private static bool Displaced(Scene scene, int theme)
    {
        if (scene.Facts.LastOrDefault() is not { Kind: FactKind.Appointment, Polarity: Polarity.Affirmed, Stage: DealStage.Completed or DealStage.Planned } taken || theme < 0 || PostWords.Someone(scene, theme) is not { } old || old == taken.Subject)
        {
            return false;
        }

        scene.Add(Scene.Draft(FactKind.Appointment, old, taken.Object) with { Position = taken.Position }, new Stance(DealStage.Ended, Polarity.Affirmed, -1, true));
        return true;
    }

    /// <summary>"has parted ways with its chief executive, X": X leaves.</summary>
    private static bool PartsWith(Scene scene, int verb, Chunk chunk)
    {
        ParsedSentence parsed = scene.Parsed;
        if (!Endings.IsParting(parsed, chunk) || parsed.Phrase(verb, ["with"], 4) is not (>= 0 and var with) || PostWords.Someone(scene, with) is not { } person || scene.Discourse.PostOf(person) is not { Company: { } company } post)
        {
            return false;
        }

        Add(scene, verb, person, company, post.Position, DealStage.Ended);
        return true;
    }

    /// <summary>"has replaced finance chief X with Y": Y takes the post that X leaves.</summary>
    private static bool Exchanged(Scene scene, int verb, Chunk chunk)
    {
        ParsedSentence parsed = scene.Parsed;
        int theme = parsed.ThemeOf(verb);
        if (theme < 0 || parsed.Phrase(theme, ["with", "by"], 4) is not (>= 0 and var with) || (chunk.Subject >= 0 && !chunk.IsPassive && scene.Parties.Of(chunk.Subject).Length == 0)
            || PostWords.Someone(scene, theme) is not { } old || PostWords.Someone(scene, with) is not { } successor || old == successor || scene.Discourse.PostOf(old) is not { Company: { } company } post)
        {
            return false;
        }

        Add(scene, verb, successor, company, post.Position, DealStage.Completed);
        Add(scene, verb, old, company, post.Position, DealStage.Ended);
        return true;
    }

    /// <summary>"Her predecessor, X", "the incumbent, X": who held the post of whom was spoken of.</summary>
    private static bool Predecessor(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (!parsed.Sentence.Is(parsed[noun].Head, "predecessor") && !parsed.Sentence.Is(parsed[noun].Head, "incumbent"))
        {
            return false;
        }

        bool beside = noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma;
        if (scene.Discourse.LastPerson is { } heir && scene.Discourse.PostOf(heir) is { Company: { } company } post && beside && PostWords.Someone(scene, noun + 2) is { } person && person != heir)
        {
            scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = post.Position }, new Stance(DealStage.Ended, Polarity.Affirmed, -1, true));
        }

        return true;
    }

    /// <summary>"Her successor will be Pavel Dvorak", "his successor, Hélène Castaing, who has been appointed": the post of whom was spoken of.</summary>
    public static void Successor(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        if (Predecessor(scene, noun))
        {
            return;
        }

        if (parsed[noun].Word is not { } word || !word.Means(NounSense.Successor) || scene.Discourse.LastPerson is not { } before || scene.Discourse.PostOf(before) is not { Company: { } company } post)
        {
            return;
        }

        int verb = parsed[noun].Governor is >= 0 and var governor && parsed[governor].IsVerb ? governor : -1;
        bool named = verb > noun && parsed[verb].Word!.Is(WordClass.Be) && parsed[verb].Object >= 0;
        string? person = PostWords.Someone(scene, named ? parsed[verb].Object : noun + 2 < parsed.Count && parsed[noun + 1].Kind == ChunkKind.Comma ? noun + 2 : -1);
        if (person is not null)
        {
            DealStage stage = named && parsed[verb].Modality == Modality.None ? DealStage.Completed : named ? DealStage.Planned : parsed.Count > noun + 5 && parsed[noun + 4].Kind == ChunkKind.Relative && parsed[noun + 5].IsPerfect ? DealStage.Completed : DealStage.Planned;
            scene.Add(Scene.Draft(FactKind.Appointment, person, company) with { Position = post.Position }, new Stance(stage, Polarity.Affirmed, -1, true));
        }
    }
}
