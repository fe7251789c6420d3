using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>The size of a part of a company by itself: "15 percent", "a tenth", "three quarters", "the rest"; and what it is a part of.</summary>
internal static class Portion
{
    /// <summary>As facts show it; null where the phrase is no part, or a part without a size ("a slice").</summary>
    public static string? SizeOf(Scene scene, int noun) =>
        !(scene.Parsed[noun].Percent >= 0 || (scene.Parsed[noun].Word is { } word && word.Means(NounSense.Part | NounSense.Remainder))) || !IsBare(scene.Parsed, noun) ? null
        : scene.PercentOf(noun) ?? FractionOf(scene.Parsed, noun) ?? RemainderOf(scene, noun);

    /// <summary>"15 percent", not "a 15 percent rise".</summary>
    private static bool IsBare(ParsedSentence parsed, int noun)
    {
        Chunk chunk = parsed[noun];
        return chunk is { IsNoun: true, IsPossessive: false } && !parsed.Sentence.Is(chunk.Last + 1, "as") && (!chunk.IsTime || parsed.IsPreposition(noun + 1, "of")) && (chunk.Percent < 0 || chunk.Last == parsed.Sentence.Values[chunk.Percent].LastToken || chunk.Word is { } word && word.Means(NounSense.Stake));
    }

    /// <summary>"a fifth", "three quarters", "two-thirds".</summary>
    public static string? FractionOf(ParsedSentence parsed, int noun)
    {
        Chunk chunk = parsed[noun];
        if (chunk.IsNamed || (chunk.IsTime && !parsed.IsPreposition(noun + 1, "of")) || chunk.Word is not { } word || !word.Means(NounSense.Part))
        {
            return null;
        }

        decimal parts = parsed.Sentence.TextOf(chunk.Head, chunk.Head).ToLowerInvariant() switch
        {
            "half" or "halves" => 2, "third" or "thirds" => 3, "quarter" or "quarters" => 4, "fifth" or "fifths" => 5, "sixth" or "sixths" => 6, "eighth" or "eighths" => 8, "tenth" or "tenths" => 10, "twentieth" => 20, _ => 0,
        };
        int before = chunk.Head - 1;
        before -= before > chunk.First && parsed.Sentence.Tokens[before].Kind == TokenKind.Punctuation ? 1 : 0;
        decimal count = parsed.Sentence.Is(before, "two") ? 2 : parsed.Sentence.Is(before, "three") ? 3 : parsed.Sentence.Is(before, "four") ? 4 : parsed.Sentence.Is(before, "first") || parsed.Sentence.Is(before, "second") || parsed.Sentence.Is(before, "last") && word.Is(WordClass.Plural) ? 0 : 1;
        return parts == 0 || count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{100 * count / parts:0.#}%");
    }

    /// <summary>"the rest": what the holdings told in the sentence leave.</summary>
    public static string? RemainderOf(Scene scene, int noun)
    {
        Chunk chunk = scene.Parsed[noun];
        if (chunk.IsNamed || chunk.Word is not { } word || !word.Means(NounSense.Remainder))
        {
            return null;
        }

        decimal left = 100;
        List<string> counted = [];
        foreach (Fact fact in scene.Facts.Where(fact => fact is { Kind: FactKind.Stake, After: not null }))
        {
            if (fact.Subject is { } holder && !counted.Contains(holder) && FactValues.Number(fact.After) is { } percent)
            {
                counted.Add(holder);
                left -= percent;
            }
        }

        return left is > 0 and < 100 ? string.Create(CultureInfo.InvariantCulture, $"{left:0.##}%") : null;
    }

    /// <summary>Whether what stands behind "of" is a company or its shares, or nothing stands there; and the company, if it is known.</summary>
    /// <param name="scene">The sentence.</param>
    /// <param name="noun">The part.</param>
    /// <param name="held">The company that it is a part of, null where the phrase does not say.</param>
    /// <param name="isUnnamed">It is a part of something that has no name: "of the new company".</param>
    public static bool IsOfCompany(Scene scene, int noun, out string? held, out bool isUnnamed)
    {
        ParsedSentence parsed = scene.Parsed;
        (held, isUnnamed) = (null, false);
        int at = noun;
        if (parsed.IsPreposition(noun + 1, "of") && parsed.NounAfter(noun + 1) is >= 0 and var of)
        {
            if (ParsedSentence.AnyMeans(parsed[of], NounSense.LooseStake | NounSense.Stake) || parsed.Contains(parsed[of], "votes") || parsed.Contains(parsed[of], "voting") || parsed.Contains(parsed[of], "stock"))
            {
                held = scene.Parties.OwnersOf(of) is [var owner] ? owner : scene.Parties.Inside(of) is [var inside] ? inside : null;
                at = of;
            }
            else
            {
                held = scene.Parties.One(of) ?? Share.Apposition(scene, of);
                isUnnamed = held is null && !parsed[of].IsNamed && parsed[of].Word is { } word && word.Means(NounSense.Company | NounSense.Unit | NounSense.Venture) && !word.Is(WordClass.Plural);
                return (held is not null || isUnnamed || parsed[of].IsPronoun) && !parsed[of].IsPossessive;
            }
        }
        else if (parsed.IsPreposition(noun + 1, "of") && noun + 2 < parsed.Count && parsed[noun + 2].Kind == ChunkKind.Relative)
        {
            // "Jatco, three quarters of which are Nissan's"
            held = noun >= 2 && parsed[noun - 1].Kind == ChunkKind.Comma ? scene.Parties.One(noun - 2) : null;
            return held is not null;
        }

        if (held is null && (parsed.IsPreposition(at + 1, "in") || parsed.IsPreposition(at + 1, "of")) && parsed.NounAfter(at + 1) is >= 0 and var within && !parsed[within].IsTime && !parsed[within].IsPossessive)
        {
            held = scene.Parties.One(within) ?? Share.Apposition(scene, within);
        }

        return true;
    }
}
