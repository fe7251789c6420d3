namespace AllianceMonitor.Extraction;

/// <content>Who bears a role.</content>
internal static partial class Roles
{
    /// <summary>Who bears the role: the subject of "is" or "became", the name that the phrase stands beside, the objects of "include".</summary>
    internal static List<string> BearersOf(Scene scene, int noun, out int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "of") && parsed[noun].Governor is >= 0 and var one && parsed[one].IsNoun && parsed.Sentence.Is(parsed[one].Head, "one") && parsed[noun].Word!.Is(WordClass.Plural))
        {
            // "is one of its suppliers"
            noun = one;
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "among") && noun + 1 < parsed.Count && parsed[noun + 1] is { IsVerb: true, Object: >= 0, Word: { } stands } && stands.Is(WordClass.Be))
        {
            // "Among its suppliers are"
            verb = -1;
            return scene.Parties.Joined(parsed[noun + 1].Object);
        }

        int start = Clauses.StartOf(parsed.Chunks, noun);
        while (start >= 3 && parsed[start - 1].Kind == ChunkKind.Other && parsed[start - 2].Kind is ChunkKind.Comma or ChunkKind.Other)
        {
            // ", already a supplier of"
            start--;
        }

        verb = parsed[noun].Governor is >= 0 and var governor && parsed[governor].IsVerb && parsed[noun].Preposition < 0 ? governor : -1;
        if (verb >= 0 && verb > noun && parsed[verb].Subject == noun && parsed[verb].Word is { } tells && (tells.Lemma is "include" or "count" || tells.Is(WordClass.Be)) && parsed[verb].Object >= 0)
        {
            // "its suppliers include", "whose majority owner is"
            List<string> listed = scene.Parties.Joined(parsed[verb].Object);
            verb = -1;
            return listed;
        }

        bool copular = verb >= 0 && verb < noun && parsed[verb].Word is { } word && (word.Is(WordClass.Be) || word.Lemma is "become" or "remain" or "stay");
        if (copular && parsed[verb].Subject >= 0)
        {
            return scene.Parties.Joined(parsed[verb].Subject);
        }

        int opening = Clauses.StartOf(parsed.Chunks, noun);
        if (opening > 0 && parsed[opening - 1] is { IsNamed: true, Governor: >= 0 } made && parsed[made.Governor] is { IsVerb: true, IsPassive: false, Word.Lemma: "make" or "name" or "appoint" or "choose" } makes && makes.Object == opening - 1)
        {
            // "makes CATL the provider of cells"
            verb = made.Governor;
            return scene.Parties.Joined(opening - 1);
        }

        verb = -1;
        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "as", "among") && scene.VerbAbove(noun) is >= 0 and var picks && parsed[picks].Word is { Lemma: "count" or "have" or "list" or "number" or "gain" or "land" or "attract" or "choose" or "pick" or "select" or "name" or "appoint" or "tap" or "hire" or "enlist" or "recruit" or "bring" or "sign" or "win" or "welcome" or "drop" or "lose" or "ditch" or "keep" or "retain" or "replace" } && parsed.ThemeOf(picks) is >= 0 and var picked)
        {
            // "has chosen CATL as the supplier of cells"
            verb = picks;
            return scene.Parties.Joined(picked);
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "as") && parsed[noun].Word is { } role && role.Is(WordClass.Plural) && parsed[noun].Preposition - 1 is >= 0 and var suppliers && parsed[suppliers].IsNoun && scene.Parties.Of(suppliers).Length > 0)
        {
            // "with LG and CATL as its suppliers"
            return scene.Parties.Joined(suppliers);
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "among") && scene.VerbAbove(noun) is >= 0 and var counts && counts < noun && parsed[counts].Word is { } counted && (counted.Is(WordClass.Be) || counted.Lemma is "figure" or "count" or "rank" or "number" or "remain" or "stay") && parsed[counts].Subject >= 0)
        {
            // "is among the owners of Heathrow", "no longer figures among the shareholders"
            bool isCounted = parsed[counts].Object >= 0 && parsed[counts].Object < noun && counted.Lemma is "count" or "number" or "rank";
            verb = isCounted ? -1 : counts;
            return scene.Parties.Joined(isCounted ? parsed[counts].Object : parsed[counts].Subject);
        }

        // "Nissan, the next-largest holder", "Musashi Axle, a supplier to"
        if (start >= 2 && parsed[start - 1].Kind == ChunkKind.Comma && parsed[start - 2].IsNoun && parsed[noun].Preposition < 0)
        {
            return parsed[noun].Word is { } plural && plural.Is(WordClass.Plural) ? scene.Parties.Joined(start - 2) : scene.Parties.One(start - 2) is { } beside ? [beside] : [];
        }

        // "Nissan's biggest shareholder, Renault"; "top shareholder Renault" is a name with its description.
        return Share.Apposition(scene, noun) is { } named ? [named] : [];
    }
}
