namespace AllianceMonitor.Extraction;

/// <summary>
/// A sentence with what was found in it. Token positions are indices into <see cref="Tokens"/> of the whole paragraph; the sentence covers
/// <see cref="First"/> to <see cref="Last"/>, both included.
/// </summary>
internal sealed class Sentence
{
    public required string Text { get; init; }
    public required List<Token> Tokens { get; init; }
    public required int First { get; init; }
    public required int Last { get; init; }
    public required int? Paragraph { get; init; }

    /// <summary>Mentions that can be parties of a deal, in order.</summary>
    public required IReadOnlyList<FoundMention> Parties { get; init; }

    /// <summary>Agencies and papers named in the sentence.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    public required IReadOnlyList<FoundValue> Values { get; init; }

    public string Plain => Text[Tokens[First].Start..Tokens[Last].End];

    public bool Is(int index, string word) =>
        index >= First && index <= Last && Text.AsSpan(Tokens[index].Start, Tokens[index].Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool Has(int index, Cue cue) => index >= First && index <= Last && Tokens[index].Has(cue);

    /// <summary>Whether a word between the two positions (exclusive) is such a cue.</summary>
    public bool AnyBetween(int from, int to, Cue cue)
    {
        for (int i = Math.Max(from + 1, First); i < to && i <= Last; i++)
        {
            if (Tokens[i].Has(cue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nearest position before <paramref name="from"/> with the cue, at most <paramref name="reach"/> tokens away; -1 when there is none.</summary>
    public int Before(int from, Cue cue, int reach)
    {
        for (int i = from - 1; i >= First && i >= from - reach; i--)
        {
            if (Tokens[i].Has(cue))
            {
                return i;
            }
        }

        return -1;
    }

    public int After(int from, Cue cue, int reach)
    {
        for (int i = from + 1; i <= Last && i <= from + reach; i++)
        {
            if (Tokens[i].Has(cue))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"Renault’s", "Motors’": the mention owns what follows.</summary>
    public bool IsPossessive(FoundMention mention)
    {
        int next = mention.LastToken + 1;
        return next <= Last && Tokens[next].Start == mention.End && Text[Tokens[next].Start] is '’' or '\'';
    }

    public bool FollowsPreposition(FoundMention mention)
    {
        int before = mention.FirstToken - 1;
        if (Has(before, Cue.Article))
        {
            before--;
        }

        return Has(before, Cue.In | Cue.Of | Cue.With | Cue.From | Cue.By | Cue.To | Cue.Between) || Is(before, "for") || Is(before, "on") || Is(before, "against");
    }

    /// <summary>
    /// Who does what the verb at <paramref name="verb"/> says: the nearest party before it that is neither owner of something nor led in by a
    /// preposition; else the nearest one at all.
    /// </summary>
    public FoundMention? SubjectOf(int verb)
    {
        FoundMention? nearest = null;
        for (int i = Parties.Count - 1; i >= 0; i--)
        {
            FoundMention party = Parties[i];
            if (party.LastToken >= verb)
            {
                continue;
            }

            if (!IsPossessive(party) && !FollowsPreposition(party))
            {
                return party;
            }

            nearest ??= party;
        }

        return nearest;
    }

    public bool IsInsideMention(int token) => Parties.Any(party => party.FirstToken <= token && token <= party.LastToken);

    public FoundMention? PartyAt(int firstToken) => Parties.FirstOrDefault(party => party.FirstToken == firstToken || (Has(firstToken, Cue.Article) && party.FirstToken == firstToken + 1));
}
