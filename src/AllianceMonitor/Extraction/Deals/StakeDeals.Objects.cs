namespace AllianceMonitor.Extraction;

/// <summary>What a verb of owning or trading has for an object, beside the plain share behind it.</summary>
internal static partial class StakeDeals
{
    /// <summary>The part of a company that a verb has behind a preposition: "dispose of an equal block", "sits on 3 percent", "hangs on to 51 percent", "let go of its half".</summary>
    private static Share? Disposed(Scene scene, int verb)
    {
        ParsedSentence parsed = scene.Parsed;
        int at = parsed[verb].Word!.Lemma switch
        {
            "dispose" or "part" or "exit" => parsed.Phrase(verb, ["of", "with", "from"], 3),
            "sit" or "hang" or "cling" or "hold" => parsed.Phrase(verb, ["on", "to", "onto"], 3),
            "account" or "speak" => parsed.Phrase(verb, ["for"], 3) is >= 0 and var counted && Portion.IsOfCompany(scene, counted, out string? held, out _) && IsOfShares(scene, counted, held) ? counted : -1,
            "let" => parsed[verb].Object >= 0 && parsed.Sentence.Is(parsed[parsed[verb].Object].Head, "go") ? parsed.Phrase(parsed[verb].Object, ["of"], 3) : -1,
            "add" => parsed.Phrase(verb, ["to"], 3),
            "cash" => parsed[verb].Object,
            _ => -1,
        };
        return at >= 0 ? Share.Of(scene, at, isOwned: true) : null;
    }

    /// <summary>"between them", "together", "combined".</summary>
    private static bool TogetherHold(ParsedSentence parsed, int verb)
    {
        for (int i = Math.Max(parsed.Sentence.First, parsed[verb].First - 3); i <= Math.Min(parsed.Sentence.Last, parsed[verb].Last + 6); i++)
        {
            if ((parsed.Sentence.Is(i, "between") && parsed.Sentence.Is(i + 1, "them")) || parsed.Sentence.Is(i, "combined"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"the company", "the business": by itself it may be any.</summary>
    private static bool IsBareCompany(ParsedSentence parsed, int noun) =>
        parsed[noun] is { IsNamed: false, Possessor: < 0 } chunk && parsed.Sentence.Is(chunk.First, "the") && chunk.Head == chunk.First + 1
        && (parsed.Sentence.Is(chunk.Head, "company") || parsed.Sentence.Is(chunk.Head, "business") || parsed.Sentence.Is(chunk.Head, "firm"));
}
