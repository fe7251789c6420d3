namespace AllianceMonitor.Extraction;

/// <summary>How far a deal is and whether it is so at all, as a sentence says it.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Polarity">Affirmed, denied or negated.</param>
/// <param name="Denier">Chunk of who denies it, -1 where it is not said.</param>
/// <param name="IsTold">The sentence itself says the stage; otherwise it is the default.</param>
/// <param name="IsReport">It is the content of a report or rumour: what is denied was told.</param>
internal readonly partial record struct Stance(DealStage Stage, Polarity Polarity, int Denier, bool IsTold, bool IsReport = false)
{
    private const int LongestChain = 8;

    /// <summary>
    /// Reads the stage outwards from the word that tells the deal, over what governs it: in "denied that it had agreed to discuss a merger" from
    /// the merger over "discuss" and "agreed" to "denied". A weaker word inside a stronger one wins ("agreed to discuss" is talk), a weaker one
    /// outside limits it ("wants to agree" is a wish).
    /// </summary>
    /// <param name="parsed">The sentence.</param>
    /// <param name="predicate">The verb or noun that tells the deal.</param>
    /// <param name="past">The stage of a past tense.</param>
    /// <param name="without">The stage when nothing says one.</param>
    /// <param name="word">Token of the noun that tells the deal, which says nothing of a stage by itself.</param>
    public static Stance Of(ParsedSentence parsed, int predicate, DealStage past, DealStage without, int word = -1)
    {
        var reading = new Reading(parsed);
        Chunk chunk = parsed[predicate];
        if (chunk.IsVerb)
        {
            reading.Tense(chunk, past);
            reading.Negate(predicate, chunk.IsNegated || reading.HasNegatedSubject(chunk) || (chunk.Object >= 0 && parsed.Sentence.Is(parsed[chunk.Object].First, "no") && !parsed.Sentence.Is(parsed[chunk.Object].First + 1, "longer")), past: chunk.IsPast);
        }
        else
        {
            reading.Noun(chunk, word == -1 ? chunk.Head : word);
        }

        int child = predicate;
        int governor = chunk.Governor >= 0 || !chunk.IsVerb ? chunk.Governor : reading.Relative(chunk);
        for (int steps = 0; steps < LongestChain && governor >= 0 && governor != child; steps++)
        {
            Chunk above = parsed[governor];
            if (above.IsVerb)
            {
                reading.Verb(governor, child);
                if (parsed[child].IsNoun && above.Subject == child && !above.IsPassive && above.Word is { } acts && !acts.Is(WordClass.Be) && Clauses.StageWordsOf(above) == Outlook.None)
                {
                    // What governs a clause in which the partnership merely does something says nothing of the partnership.
                    break;
                }
            }
            else
            {
                reading.Noun(above, -1);
            }

            (child, governor) = (governor, above.Governor);
        }

        reading.Sentence(predicate);
        bool told = reading.Stage is not null;
        return new Stance(reading.Stage ?? without, reading.Polarity, reading.Denier, told, reading.IsReport);
    }
}
