namespace AllianceMonitor.Extraction;

/// <summary>
/// The last resort, where the grammar has found nothing: a sentence that names two companies and one deal tells, as a rule, the deal of these two, however it is put. Which of them is which
/// is told by the prepositions in front of them and by who is named first.
/// </summary>
internal static class PlainDeals
{
    private const NounSense Nouns = NounSense.Venture | NounSense.Merger | NounSense.Stake | NounSense.Takeover | NounSense.Partnership | NounSense.Supply | NounSense.Investment;

    private readonly record struct Party(string Key, int Noun);

    public static void Read(Scene scene)
    {
        if (scene.Facts.Exists(fact => fact.Kind != FactKind.Appointment) || Companies(scene) is not [var first, var second] || first.Noun == second.Noun)
        {
            return;
        }

        ParsedSentence parsed = scene.Parsed;
        for (int k = 0; k < parsed.Count; k++)
        {
            if ((parsed[k].IsNoun ? OfNoun(scene, k) : parsed[k] is { IsVerb: true, Word: not null } ? OfVerb(scene, k) : null) is not { } kind)
            {
                continue;
            }

            if (kind == FactKind.Acquisition && parsed[k].IsNoun && !(first.Noun > k || second.Noun > k))
            {
                // "Honda's offer to build pickups": for no company.
                continue;
            }

            Stance stance = Stance.Of(parsed, k, DealStage.Completed, kind is FactKind.Partnership or FactKind.Supply or FactKind.JointVenture or FactKind.Stake ? DealStage.Ongoing : DealStage.Considered);
            if (parsed[k].IsNoun && !stance.IsTold && stance.Polarity == Polarity.Affirmed && IsDefinite(parsed, parsed[k]))
            {
                // "The joint venture employed 111 people": told before, and nothing is told of it.
                continue;
            }

            bool turned = kind switch
            {
                FactKind.Stake => IsBehind(parsed, first, "in", "of"),
                FactKind.Acquisition => IsBehind(parsed, second, "by") || IsBehind(parsed, first, "of", "for"),
                FactKind.Supply => IsBehind(parsed, second, "by", "from") || IsBehind(parsed, first, "to", "for") || Buys(parsed, k),
                FactKind.Investment => IsBehind(parsed, second, "by", "from") || IsBehind(parsed, first, "in", "into"),
                _ => false,
            };
            scene.Add(turned ? Scene.Draft(kind, second.Key, first.Key) : Scene.Draft(kind, first.Key, second.Key), stance);
            return;
        }
    }

    private static FactKind? OfNoun(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        return chunk.IsNamed || chunk.Word is not { } word || !word.Means(Nouns) || scene.IsTold(noun) ? null
            : word.Means(NounSense.Venture) ? FactKind.JointVenture
            : word.Means(NounSense.Merger) ? FactKind.Merger
            : word.Means(NounSense.Stake) ? FactKind.Stake
            : word.Means(NounSense.Takeover) && !word.Means(NounSense.Customer) && !scene.Sentence.Is(chunk.Head, "control") ? FactKind.Acquisition
            : word.Means(NounSense.Partnership) ? FactKind.Partnership
            : word.Means(NounSense.Supply) ? FactKind.Supply
            : word.Means(NounSense.Investment) && (chunk.Money >= 0 || scene.MoneyAfter(noun) is not null) ? FactKind.Investment : null;
    }

    private static FactKind? OfVerb(Scene scene, int verb)
    {
        string lemma = scene.Parsed[verb].Word!.Lemma;
        int theme = scene.Parsed.ThemeOf(verb);
        bool goods = false;
        for (int k = verb + 1; k < scene.Parsed.EndOfPhrases(verb) && !goods; k++)
        {
            goods = scene.Parsed[k].IsNoun && ParsedSentence.AnyMeans(scene.Parsed[k], NounSense.Goods);
        }

        goods |= theme >= 0 && ParsedSentence.AnyMeans(scene.Parsed[theme], NounSense.Goods);
        return lemma switch
        {
            "merge" => FactKind.Merger,
            "collaborate" or "cooperate" or "co-operate" or "partner" or "ally" => FactKind.Partnership,
            "supply" or "deliver" or "equip" or "feed" or "furnish" or "provide" or "power" or "buy" or "source" or "procure" or "order" or "build" or "assemble" or "make" or "produce" when goods => FactKind.Supply,
            "invest" or "inject" when scene.MoneyAfter(verb) is not null => FactKind.Investment,
            _ => null,
        };
    }

    private static bool IsDefinite(ParsedSentence parsed, Chunk chunk) =>
        parsed.Sentence.Is(chunk.First, "the") || parsed.Sentence.Is(chunk.First, "that") || parsed.Sentence.Is(chunk.First, "this") || chunk.Possessor >= 0 || parsed.Sentence.Tokens[chunk.First].Is(WordClass.Possessive);

    private static bool Buys(ParsedSentence parsed, int verb) => parsed[verb] is { IsVerb: true, Word.Lemma: "buy" or "source" or "procure" or "order" };

    private static bool IsBehind(ParsedSentence parsed, Party party, params ReadOnlySpan<string> prepositions)
    {
        int led = parsed[party.Noun].Preposition;
        foreach (string word in prepositions)
        {
            if (led >= 0 && parsed.Sentence.Is(parsed[led].First, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The companies of the sentence with where they stand first; empty where there are more than two.</summary>
    private static List<Party> Companies(Scene scene)
    {
        List<Party> found = [];
        for (int k = 0; k < scene.Parsed.Count; k++)
        {
            if (!scene.Parsed[k].IsNoun)
            {
                continue;
            }

            foreach (string key in scene.Parties.Of(k))
            {
                if (!found.Exists(other => other.Key == key))
                {
                    found.Add(new Party(key, k));
                }
            }

            if (found.Count > 2)
            {
                return [];
            }
        }

        return found;
    }
}
