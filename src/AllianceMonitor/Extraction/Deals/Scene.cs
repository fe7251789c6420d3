namespace AllianceMonitor.Extraction;

/// <summary>A sentence as the readers of deals see it, and the facts that they have read out of it so far.</summary>
internal sealed class Scene(ParsedSentence parsed, PartyFinder parties, Discourse discourse, NameBook names, Predicate<string> isOrganization, Func<string, bool> isPerson)
{
    /// <summary>Noun phrases that have told their fact.</summary>
    private readonly HashSet<int> told = [];

    private string? claimedBy;
    private string? when;
    private string? evidence;
    private bool hasBegun;

    public ParsedSentence Parsed { get; } = parsed;
    public PartyFinder Parties { get; } = parties;
    public Discourse Discourse { get; } = discourse;
    public List<Fact> Facts { get; } = [];

    /// <summary>The person of whom the sentences before spoke last.</summary>
    public string? PersonBefore { get; private set; }

    /// <summary>Whether a deal was found in the sentence; posts are none.</summary>
    public bool HasDeal => Facts.Exists(fact => fact.Kind != FactKind.Appointment);

    /// <summary>Whether the sentence has told such a fact between these two.</summary>
    public bool HasAffirmed(FactKind kind, string subject, string other) =>
        Facts.Exists(fact => fact.Kind == kind && fact.Subject == subject && fact.Object == other && fact.Polarity == Polarity.Affirmed);

    public Sentence Sentence => Parsed.Sentence;

    public bool IsPerson(string key) => isPerson(key);

    public bool IsOrganization(string key) => isOrganization(key);

    /// <summary>A name of which nothing says whether it is a company or a person.</summary>
    public bool IsUntyped(string key) => names.IsUntyped(key);

    public void Begin()
    {
        told.Clear();
        Facts.Clear();
        Parties.Begin();
        (claimedBy, when, evidence, hasBegun) = (null, null, null, false);
        PersonBefore = Discourse.LastPerson;
    }

    /// <summary>Marks a noun phrase as read; false when it was already.</summary>
    public bool Tell(int noun) => told.Add(noun);

    public bool IsTold(int noun) => told.Contains(noun);

    /// <summary>Adds a fact with what the sentence says of all its facts: who claims it, when, the evidence.</summary>
    public void Add(Fact fact, Stance stance)
    {
        if (!hasBegun)
        {
            (claimedBy, when, evidence, hasBegun) = (Attribution.ClaimedBy(Parsed, Parties), FactTime.In(Sentence), Sentence.Plain, true);
        }

        string? source = stance.Polarity == Polarity.Denied ? Source() : null;
        if (source is not null || stance is { Polarity: Polarity.Denied, IsReport: true })
        {
            // "Renault denied a Bloomberg report that": the report is told, and its denial.
            Put(fact, stance with { Polarity = Polarity.Affirmed }, source ?? "reports");
        }

        Put(fact, stance, claimedBy);
    }

    private string? Source()
    {
        foreach (FoundMention mention in Sentence.Mentions)
        {
            if (mention.Key.StartsWith(MentionFinder.SourcePrefix, StringComparison.Ordinal))
            {
                return mention.Key[MentionFinder.SourcePrefix.Length..];
            }
        }

        return null;
    }

    private void Put(Fact fact, Stance stance, string? claimant)
    {
        Fact complete = fact with
        {
            Stage = stance.Stage,
            Polarity = stance.Polarity,
            DeniedBy = stance is { Polarity: Polarity.Denied, Denier: >= 0 } ? Parties.NameOf(stance.Denier) : null,
            ClaimedBy = claimant,
            When = fact.When ?? when,
            Evidence = new Evidence(Sentence.Paragraph, evidence!),
        };
        Facts.Add(complete);
        Discourse.Remember(complete);
    }

    public static Fact Draft(FactKind kind, string? subject, string? other, params IEnumerable<string> others) => new()
    {
        Kind = kind,
        Subject = subject,
        Object = other,
        Others = [.. others],
        Stage = DealStage.Ongoing,
        Evidence = NoEvidence,
    };

    private static readonly Evidence NoEvidence = new(null, "");

    /// <summary>Companies that act in what governs a noun: subject of the verb that it is object of, owner of the noun it hangs on.</summary>
    public List<string> ActorsAbove(int chunk)
    {
        int child = chunk;
        int governor = Parsed[chunk].Governor;
        for (int steps = 0; steps < 6 && governor >= 0 && governor != child; steps++)
        {
            Chunk above = Parsed[governor];
            if (above.IsVerb && above.Word is not null)
            {
                int actor = above.IsPassive ? Parsed.AgentOf(governor) : above.Subject;
                if (actor >= 0 && actor != child && Parties.Joined(actor) is { Count: > 0 } found)
                {
                    return found;
                }
            }
            else if (above.IsNoun && Parties.OwnersOf(governor) is { Length: > 0 } owners)
            {
                return [.. owners];
            }

            (child, governor) = (governor, above.Governor);
        }

        return [];
    }

    /// <summary>
    /// Who the other party of a deal is where the sentence names only one: whom it names besides in front of the deal, else whom the sentences before
    /// were about. Null in doubt.
    /// </summary>
    public string? OtherThan(List<string> parties, int before)
    {
        for (int k = before - 1; k >= 0; k--)
        {
            if (Parsed[k] is { IsVerb: true, Subject: >= 0 } && Parsed[k].Subject < before && Parties.First(Parsed[k].Subject) is { } subject && !parties.Contains(subject))
            {
                return subject;
            }
        }

        return Discourse.Subjects.FirstOrDefault(subject => !parties.Contains(subject)) ?? (Discourse.Group.Count == 2 && Discourse.Group.Count(parties.Contains) == 1 ? Discourse.Group.First(other => !parties.Contains(other)) : null);
    }

    /// <summary>
    /// Whose output, customers or orders a sentence means that does not say it: the venture told last, else what was bought or invested in, else of whom the text speaks. Null where all of these are parties.
    /// </summary>
    public string? MakerOtherThan(List<string> parties)
    {
        string?[] makers = [Discourse.Venture?.Name, Discourse.LastDeal is { Kind: FactKind.Acquisition or FactKind.Stake or FactKind.Investment } deal ? deal.Object : null, Discourse.Lead, Discourse.Topic];
        return Array.Find(makers, maker => maker is not null && !parties.Contains(maker));
    }

    /// <summary>The main verb above a noun, -1 without.</summary>
    public int VerbAbove(int chunk)
    {
        int governor = chunk < 0 ? -1 : Parsed[chunk].Governor;
        for (int steps = 0; steps < 6 && governor >= 0; steps++)
        {
            if (Parsed[governor].IsVerb)
            {
                return governor;
            }

            governor = Parsed[governor].Governor;
        }

        return -1;
    }

    /// <summary>The verb in whose clause a phrase stands: the one above it, else the nearest in front of it in its clause, else, for a phrase that opens the clause, the next; -1 without.</summary>
    public int VerbOf(int noun)
    {
        if (VerbAbove(noun) is >= 0 and var above)
        {
            return above;
        }

        for (int k = noun - 1; k >= 0 && Parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Relative or ChunkKind.Subordinator); k--)
        {
            if (Parsed[k].IsVerb)
            {
                return k;
            }
        }

        for (int k = noun + 1; k < Parsed.Count && Parsed[k].Kind is not (ChunkKind.Break or ChunkKind.Relative or ChunkKind.Subordinator); k++)
        {
            if (Parsed[k].IsVerb)
            {
                return k;
            }
        }

        return -1;
    }

    public string? PercentOf(int noun) => noun >= 0 && Parsed[noun].Percent is >= 0 and var value ? FactValues.Percent(Sentence.Values[value].Value) : null;

    public ArticleValue? MoneyOf(int noun) => noun >= 0 && Parsed[noun].Money is >= 0 and var value ? Sentence.Values[value].Value : null;

    /// <summary>"8 euros a share": no size of a deal.</summary>
    private bool IsPerShare(int token) => Sentence.Is(token, "apiece") || ((Sentence.Is(token, "a") || Sentence.Is(token, "per")) && Sentence.Is(token + 1, "share"));

    /// <summary>The money nearest behind a chunk, within its phrases; prices per share are none.</summary>
    public ArticleValue? MoneyAfter(int chunk)
    {
        int end = Parsed.EndOfPhrases(chunk);
        for (int k = chunk; k < end; k++)
        {
            if (Parsed[k].IsNoun && MoneyOf(k) is { } money && !IsPerShare(Parsed[k].Last + 1))
            {
                return money;
            }
        }

        return null;
    }
}
