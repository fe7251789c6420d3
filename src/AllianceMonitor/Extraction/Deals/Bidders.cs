namespace AllianceMonitor.Extraction;

/// <summary>Who buys or would, told by a noun for him: "the buyer is Denso", "suitors for Jatco include Bosch", "has emerged as front-runner for Jatco", "has found a taker in Bosch".</summary>
internal static class Bidders
{
    private static readonly string[] Buyers = ["buyer", "buyers", "taker", "takers", "acquirer", "acquirers", "purchaser", "purchasers"];

    private static readonly string[] Wooers = ["bidder", "bidders", "suitor", "suitors"];

    public static void Read(Scene scene, int noun)
    {
        ParsedSentence parsed = scene.Parsed;
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed || chunk.Word is not { } head || !head.Means(NounSense.Bidder) || scene.IsTold(noun))
        {
            return;
        }

        bool buyer = parsed.Sentence.IsAny(chunk.Head, Buyers);
        bool isVague = !buyer && !parsed.Sentence.IsAny(chunk.Head, Wooers);
        int of = parsed.Phrase(noun, ["for", "of"], 4);
        string? target = of >= 0 ? scene.Parties.One(of) ?? Share.Apposition(scene, of) : scene.Parties.OwnersOf(noun) is [var wooed] ? wooed : null;
        if (of >= 0 && target is null)
        {
            // "a buyer of batteries"
            return;
        }

        List<string> buyers = Who(scene, noun, out int seeker, out int verb);
        target ??= seeker >= 0 ? scene.Parties.One(seeker) : !isVague && scene.Discourse.LastDeal is not { Kind: FactKind.Stake } && (parsed.Sentence.Is(chunk.First, "the") || !buyer) ? Spoken(scene, buyers) : null;
        buyers.Remove(target ?? "");
        if (target is null || buyers.Count == 0 || IsBought(scene, target) || !scene.Tell(noun))
        {
            return;
        }

        Stance stance = buyer && verb >= 0 ? Stance.Of(parsed, verb, DealStage.Agreed, DealStage.Agreed) : Stance.Of(parsed, noun, DealStage.Considered, DealStage.Considered);
        stance = !buyer && stance is { Polarity: Polarity.Affirmed, Stage: not DealStage.Ended } ? stance with { Stage = DealStage.Considered } : stance.Stage == DealStage.Ongoing ? stance with { Stage = DealStage.Agreed } : stance;
        foreach (string party in buyers)
        {
            scene.Add(Scene.Draft(FactKind.Acquisition, party, target), stance);
        }
    }

    private static bool IsBought(Scene scene, string target) => scene.Facts.Exists(fact => fact.Kind == FactKind.Acquisition && fact.Object == target);

    /// <summary>What is for sale where the sentence does not say: what was to be bought before.</summary>
    private static string? Spoken(Scene scene, List<string> buyers) => scene.Discourse.LastAcquisition?.Object is { } sold && !buyers.Contains(sold) ? sold : null;

    private static List<string> Who(Scene scene, int noun, out int seeker, out int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        (seeker, verb) = (-1, scene.VerbAbove(noun));
        if (verb >= 0 && parsed[verb].Object == noun && parsed[verb].Word!.Lemma is "find" or "found" or "have" or "get" or "attract" && parsed.Phrase(noun, ["in"], 3) is >= 0 and var found)
        {
            // "has found a buyer in Bosch"
            seeker = parsed[verb].Subject;
            return scene.Parties.Joined(found);
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "among"))
        {
            for (int k = noun + 1; k < parsed.Count && k < noun + 8; k++)
            {
                if (parsed[k] is { IsVerb: true, Object: >= 0, Word: { } be } && be.Is(WordClass.Be))
                {
                    return scene.Parties.Joined(parsed[k].Object);
                }
            }

            return verb >= 0 && verb < noun && parsed[verb].Subject >= 0 ? scene.Parties.Joined(parsed[verb].Subject) : [];
        }

        if (parsed[noun].Preposition >= 0 && parsed.IsPreposition(parsed[noun].Preposition, "as") && verb >= 0 && parsed[verb].Word!.Lemma is "emerge" or "see" or "name" or "consider" or "mention" or "regard" or "cite" or "tip" or "act" && parsed.ThemeOf(verb) is var theme)
        {
            return parsed[verb].IsPassive || parsed[verb].Word!.Lemma is "emerge" or "act" ? scene.Parties.Joined(parsed[verb].Subject) : theme >= 0 ? scene.Parties.Joined(theme) : [];
        }

        return parsed[noun].Preposition >= 0 ? [] : Roles.BearersOf(scene, noun, out verb);
    }
}
