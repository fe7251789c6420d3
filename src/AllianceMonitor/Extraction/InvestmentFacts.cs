namespace AllianceMonitor.Extraction;

/// <summary>Money that one company puts into another.</summary>
internal static class InvestmentFacts
{
    public static IEnumerable<Fact> Find(Sentence sentence, FactContext context, Func<string, string?> parentOf)
    {
        for (int i = sentence.First; i <= sentence.Last; i++)
        {
            if ((sentence.Has(i, Cue.Invest) || PutsMoney(sentence, i)) && Read(sentence, i, context, parentOf) is { } fact)
            {
                yield return fact;
            }
        }
    }

    /// <summary>"put 450 million euros into", "is to contribute 200 million dollars to": another verb, but money right behind it and a receiver behind that.</summary>
    private static bool PutsMoney(Sentence sentence, int i) =>
        sentence.Has(i, Cue.PutMoney) && sentence.Values.Any(value => value.Value.Type == ValueType.Money && value.FirstToken > i && value.FirstToken <= i + 4
            && sentence.AnyBetween(value.LastToken, value.LastToken + 4, Cue.In));

    private static Fact? Read(Sentence sentence, int anchor, FactContext context, Func<string, string?> parentOf)
    {
        bool noun = sentence.Is(anchor, "investment") || sentence.Is(anchor, "investments") || sentence.Is(anchor, "injection");
        FoundMention? receiver = Receiver(sentence, anchor, parentOf);
        if (receiver is null)
        {
            return null;
        }

        FoundMention? giver = null;
        if (noun)
        {
            giver = sentence.After(anchor, Cue.By, 14) is >= 0 and var by ? sentence.PartyAt(by + 1) : null;
            giver ??= sentence.Parties.LastOrDefault(party => party.LastToken < anchor && sentence.IsPossessive(party) && anchor - party.LastToken <= 8);
        }

        giver ??= sentence.SubjectOf(anchor);
        string? giverKey = giver?.Key ?? context.SubjectBefore;
        if (giverKey == receiver.Key || giverKey is null)
        {
            giverKey = sentence.Parties.LastOrDefault(party => party.LastToken < anchor && party.Key != receiver.Key)?.Key;
        }

        FoundValue? money = sentence.Values.Where(value => value.Value.Type == ValueType.Money && Math.Abs(value.FirstToken - anchor) <= 14).MinBy(value => Math.Abs(value.FirstToken - anchor));
        if (giverKey is null || (noun && money is null && !sentence.AnyBetween(sentence.First, anchor, Cue.Considered | Cue.Planned | Cue.InTalks | Cue.Agreed | Cue.Signed | Cue.Denial | Cue.Negation | Cue.Ended)))
        {
            return null;
        }

        bool past = !noun && (sentence.Is(anchor, "invested") || sentence.Is(anchor, "injected") || sentence.Is(anchor, "pumped"));
        Stance stance = Stance.Of(sentence, anchor, past ? DealStage.Completed : DealStage.Considered);
        return new Fact
        {
            Kind = FactKind.Investment,
            Subject = giverKey,
            Object = receiver.Key,
            Amount = money?.Value.Value is { } value ? Short(value) : null,
            Qualifier = money?.Value.Qualifier,
            When = FactContext.When(sentence),
            Stage = stance.Stage,
            Polarity = stance.Polarity,
            DeniedBy = stance.DeniedBy,
            ClaimedBy = Attribution.ClaimedBy(sentence),
            Evidence = new Evidence(sentence.Paragraph, sentence.Plain),
        };
    }

    /// <summary>The first party after "in" or "into"; where that only owns the receiver ("in Renault's new entity ..., Ampere"), the one that belongs to it.</summary>
    private static FoundMention? Receiver(Sentence sentence, int anchor, Func<string, string?> parentOf)
    {
        for (int i = anchor + 1; i <= sentence.Last && i <= anchor + 14; i++)
        {
            if (!sentence.Has(i, Cue.In))
            {
                continue;
            }

            FoundMention? first = sentence.Parties.FirstOrDefault(party => party.FirstToken > i && party.FirstToken <= i + 6);
            if (first is not null)
            {
                return sentence.Parties.FirstOrDefault(party => party.FirstToken > first.LastToken && party.FirstToken - first.LastToken <= 14 && parentOf(party.Key) == first.Key) ?? first;
            }

            // "in its new electric-vehicle unit": the owner stands for the unit.
            if (sentence.Has(i + 1, Cue.Possessive))
            {
                List<FoundMention> before = [.. sentence.Parties.Where(party => party.LastToken < anchor)];
                return before.Count >= 2 ? before[^2] : null;
            }
        }

        return null;
    }

    /// <summary><c>600000000 EUR</c> as <c>600 million EUR</c>.</summary>
    internal static string Short(string value)
    {
        string[] parts = value.Split(' ');
        if (parts.Length != 2 || !decimal.TryParse(parts[0], System.Globalization.CultureInfo.InvariantCulture, out decimal amount))
        {
            return value;
        }

        (decimal unit, string word) = amount >= 1e9m ? (1e9m, " billion") : amount >= 1e6m ? (1e6m, " million") : (1m, "");
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{amount / unit:0.###}{word} {parts[1]}");
    }
}
