namespace AllianceMonitor.Extraction;

/// <summary>A post as a thing that is taken, given, given up or passed on: "took the helm of Opel", "handed the job of finance director to X", "the post goes to Y".</summary>
internal static class PostTransfers
{
    public static bool Read(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[verb];
        if (chunk.Word is not { } word)
        {
            return false;
        }

        if (word.Lemma is "go" or "fall" or "pass" && !chunk.IsPassive && chunk.Subject >= 0 && parsed.Phrase(verb, ["to"], 3) is >= 0 and var heir && PostAt(scene, chunk.Subject) is { } falls)
        {
            return Taken(scene, verb, PostWords.Someone(scene, heir), falls, giver: -1);
        }

        if (word.Lemma is "put" or "place" && parsed.Phrase(verb, ["in", "at"], 3) is >= 0 and var seat && PostAt(scene, seat) is { } placed)
        {
            // "has been put in charge of Opel"
            return Taken(scene, verb, PostWords.Someone(scene, parsed.ThemeOf(verb)), placed, chunk.IsPassive ? -1 : chunk.Subject);
        }

        (int theme, int receiver) = IsTransfer(word.Lemma) ? ThemeAndReceiver(parsed, verb) : (-1, -1);
        if (theme < 0 || PostAt(scene, theme) is not { } post)
        {
            return false;
        }

        return word.Lemma switch
        {
            "take" or "assume" or "get" or "receive" or "accept" or "inherit" or "fill" or "land" or "occupy" when parsed.AgentOf(verb) is >= 0 and var taker => Taken(scene, verb, PostWords.Someone(scene, taker), post, giver: -1),
            "hand" or "give" or "offer" or "award" or "cede" or "entrust" or "pass" or "yield" or "relinquish" or "surrender" or "leave" or "vacate" or "lose" or "quit" or "resign" => Given(scene, verb, post, receiver),
            "hold" or "keep" or "retain" when chunk.Subject >= 0 && PostWords.Someone(scene, chunk.Subject) is { } holder && CompanyOf(scene, post, holder, -1) is { } held && post.Position is not null => Add(scene, verb, holder, held, post.Position, DealStage.Ongoing),
            _ => false,
        };
    }

    private static bool IsTransfer(string verb) =>
        verb is "take" or "assume" or "get" or "receive" or "accept" or "inherit" or "fill" or "land" or "occupy" or "hand" or "give" or "offer" or "award" or "cede" or "entrust" or "pass" or "yield" or "relinquish" or "surrender" or "leave" or "vacate"
            or "lose" or "quit" or "resign" or "hold" or "keep" or "retain";

    /// <summary>The post and who gets it: "handed the post to X", "gave X the post", "X has been given the post"; -1 where nobody is named.</summary>
    private static (int Theme, int Receiver) ThemeAndReceiver(ParsedSentence parsed, int verb)
    {
        Chunk chunk = parsed[verb];
        if (chunk.IsPassive)
        {
            return chunk.Object >= 0 ? (chunk.Object, chunk.Subject) : (chunk.Subject, parsed.Phrase(verb, ["to"], 4));
        }

        int theme = chunk.Object;
        if (theme < 0)
        {
            return (-1, -1);
        }

        bool straight = theme + 1 < parsed.Count && parsed[theme].IsNamed && parsed[theme + 1].IsNoun;
        int last = straight ? parsed.NounAfter(theme) : theme;
        return straight ? (last, theme) : (theme, parsed.Phrase(theme, ["to"], 8));
    }

    private static bool Given(Scene scene, int verb, (string? Position, string? Company) post, int receiver)
    {
        Chunk chunk = scene.Parsed[verb];
        int giver = chunk.IsPassive ? -1 : chunk.Subject;
        string? leaver = giver >= 0 && scene.Parties.Of(giver).Length == 0 || chunk.Word!.Lemma is "give" or "cede" or "relinquish" or "leave" or "vacate" or "lose" or "quit" or "resign" && giver >= 0 ? PostWords.Someone(scene, giver) : null;
        bool told = Taken(scene, verb, receiver < 0 ? null : PostWords.Someone(scene, receiver), post, giver);
        return leaver is not null && CompanyOf(scene, post, leaver, -1) is { } left ? Add(scene, verb, leaver, left, post.Position ?? scene.Discourse.PostOf(leaver)?.Position, DealStage.Ended) : told;
    }

    private static bool Taken(Scene scene, int verb, string? person, (string? Position, string? Company) post, int giver)
    {
        string? position = post.Position ?? (scene.Discourse.LastPerson is { } last && last != person ? scene.Discourse.PostOf(last)?.Position : null);
        return person is not null && position is not null && CompanyOf(scene, post, person, giver) is { } company && company != person && Add(scene, verb, person, company, position, DealStage.Completed);
    }

    private static bool Add(Scene scene, int verb, string person, string company, string? position, DealStage past)
    {
        Appointments.Add(scene, verb, person, company, position, past);
        return true;
    }

    private static string? CompanyOf(Scene scene, (string? Position, string? Company) post, string person, int giver) =>
        post.Company ?? scene.Parties.First(giver) ?? scene.Discourse.PostOf(person)?.Company ?? scene.Discourse.LastEmployer;

    /// <summary>What post a noun phrase is about, and whose where it says so: "the post of finance director", "the chief executive's job", "the helm of Opel"; null for anything else.</summary>
    private static (string? Position, string? Company)? PostAt(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (!chunk.IsNoun || chunk.IsNamed)
        {
            return null;
        }

        string? place = Company(scene, noun);
        if (parsed.Sentence.IsAny(chunk.Head, "post", "job", "position", "role", "seat", "office", "desk", "title", "chair", "place"))
        {
            if (chunk.Possessor >= 0 && PostWords.PositionOf(parsed.Sentence, parsed[chunk.Possessor]) is { } owned)
            {
                return (owned, place ?? scene.Parties.OwnersOf(chunk.Possessor).FirstOrDefault());
            }

            if (parsed.Phrase(noun, ["of", "as"], 3) is >= 0 and var named && PostWords.PositionOf(parsed.Sentence, parsed[named]) is { } position)
            {
                return (position, PostWords.CompaniesFor(scene, named).FirstOrDefault() ?? place);
            }

            return parsed.Sentence.IsAny(chunk.Head, "chair") ? ("chairman", place) : parsed.Sentence.IsAny(chunk.Head, "post", "job") && place is null && parsed.Sentence.Is(chunk.First, "the") ? (null, null) : null;
        }

        return parsed.Sentence.IsAny(chunk.Head, "helm", "reins", "command", "charge", "leadership", "wheel") && place is not null ? ("head", place)
            : parsed.Sentence.IsAny(chunk.Head, "chairmanship") ? ("chairman", place)
            : parsed.Sentence.IsAny(chunk.Head, "presidency") ? ("president", place) : null;
    }

    private static string? Company(Scene scene, int noun) =>
        scene.Parsed.Phrase(noun, ["of", "at"], 5) is >= 0 and var at && scene.Parties.First(at) is { } company ? company
        : scene.Parsed[noun].Possessor >= 0 && ParsedSentence.AnyMeans(scene.Parsed[scene.Parsed[noun].Possessor], NounSense.Post) ? null : scene.Parties.OwnersOf(noun).FirstOrDefault();
}
