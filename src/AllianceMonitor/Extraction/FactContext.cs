namespace AllianceMonitor.Extraction;

/// <summary>What earlier sentences leave for later ones: who was spoken of, which holding is meant.</summary>
internal sealed class FactContext
{
    private readonly Dictionary<string, string> heldByHolder = new(StringComparer.Ordinal);

    /// <summary>Subject of the sentence before; what "it" and "the company" mean at the start of the next.</summary>
    public string? SubjectBefore { get; private set; }

    /// <summary>The two parties named together last; what "the two carmakers" means.</summary>
    public (string First, string Second)? Pair { get; private set; }

    /// <summary>The last stake that was told.</summary>
    public Fact? LastStake { get; private set; }

    public string? LastHeld => LastStake?.Object;

    public string? LastHolder => LastStake?.Subject;

    /// <summary>The company whose shares <paramref name="holder"/> was last said to hold.</summary>
    public string? HeldBy(string? holder) => holder is not null ? heldByHolder.GetValueOrDefault(holder) : null;

    public void Read(Sentence sentence, IEnumerable<Fact> facts)
    {
        foreach (Fact fact in facts)
        {
            if (fact is { Kind: FactKind.Stake, Subject: { } holder, Object: { } held })
            {
                heldByHolder[holder] = held;
                LastStake = fact;
            }

            if (fact is { Subject: { } first, Object: { } second })
            {
                Pair = (first, second);
            }
        }

        if (sentence.Parties.Count == 0)
        {
            return;
        }

        SubjectBefore = sentence.Parties[0].Key;
        List<string> keys = [.. sentence.Parties.Select(party => party.Key).Distinct()];
        if (keys.Count == 2)
        {
            Pair = (keys[0], keys[1]);
        }
    }

    /// <summary>"in 2016", "from 2019", "by year-end", "next year" where the sentence says so; null otherwise.</summary>
    public static string? When(Sentence sentence)
    {
        for (int i = sentence.First; i < sentence.Last; i++)
        {
            Token token = sentence.Tokens[i];
            Token next = sentence.Tokens[i + 1];
            bool year = next.Kind == TokenKind.Number && next.Length == 4 && sentence.Text[next.Start] is '1' or '2';
            if (year && (sentence.Is(i, "in") || sentence.Is(i, "since")))
            {
                return sentence.Is(i, "in") && !sentence.Is(i - 1, "Beginning") && !sentence.Is(i - 1, "Starting")
                    ? sentence.Text[next.Start..next.End] : $"from {sentence.Text[next.Start..next.End]}";
            }

            if (year && (token.Has(Cue.By) || token.Has(Cue.From)))
            {
                return sentence.Text[token.Start..next.End].ToLowerInvariant();
            }

            if (token.Has(Cue.By) && (sentence.Is(i + 1, "year") || sentence.Is(i + 1, "year-end")))
            {
                return "by year-end";
            }
        }

        return null;
    }
}
