namespace AllianceMonitor.Extraction;

/// <summary>
/// What the names of one article are, by all their mentions together: the same name is the same thing throughout, a surname alone is the person whose full name stands somewhere,
/// and the first word of a company's name is the company.
/// </summary>
internal sealed class NameVotes
{
    private readonly Dictionary<string, int[]> votes = new(StringComparer.Ordinal);
    private readonly HashSet<string> surnames = new(StringComparer.Ordinal);
    private readonly HashSet<string> shortNames = new(StringComparer.Ordinal);

    private readonly HashSet<string> located = new(StringComparer.Ordinal);
    private readonly HashSet<string> wholes = new(StringComparer.Ordinal);

    /// <summary>Short names that the text gives itself, each by the name in full and the other way round.</summary>
    private readonly Dictionary<string, string> fullByShort = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> shortByFull = new(StringComparer.Ordinal);

    /// <param name="name">Surface text of a mention.</param>
    /// <param name="type">What the tagger took it for.</param>
    /// <param name="isLocated">Whether something is or happens there: "built at Cléon".</param>
    public void Add(string name, EntityType type, bool isLocated = false)
    {
        if (isLocated)
        {
            located.Add(name);
        }

        if (!votes.TryGetValue(name, out int[]? counts))
        {
            votes[name] = counts = new int[3];
        }

        counts[(int)type]++;
        if (type == EntityType.Organization)
        {
            wholes.Add(ShortNames.WithoutLegalForm(name));
        }

        if (type == EntityType.Person && name.LastIndexOf(' ') is > 0 and var space)
        {
            surnames.Add(name[(space + 1)..]);
        }
        else if (type == EntityType.Organization && name.IndexOf(' ', StringComparison.Ordinal) is > 3 and var first && (NameLexicon.Of(name.AsSpan(0, first)) & ~NameCue.MayStartPhrase & ~NameCue.Organization & ~NameCue.Surname) == 0)
        {
            shortNames.Add(name[..first]);
            if (name.LastIndexOf(' ') is var last && last > first)
            {
                shortNames.Add(name[..last]);
            }

            if (ShortNames.Initials(name) is { } initials)
            {
                shortNames.Add(initials);
            }
        }
    }

    /// <summary>"Sumitomo Mitsui Banking Corp. (SMBC)": the one is the other.</summary>
    public void Define(string full, string shorter)
    {
        if (full != shorter && fullByShort.TryAdd(shorter, full) && !shortByFull.TryAdd(full, shorter))
        {
            fullByShort.Remove(shorter);
        }
    }

    /// <summary>The usual one of a name in full and the short name that the text has given it: the short one if it is used further on.</summary>
    public string Usual(string name)
    {
        string shorter = shortByFull.GetValueOrDefault(name, name);
        return !fullByShort.TryGetValue(shorter, out string? full) ? name : CountOf(shorter) > Math.Max(1, CountOf(full)) ? shorter : full;
    }

    /// <summary>Whether a company goes by that name somewhere, legal form aside.</summary>
    public bool IsWhole(string name) => wholes.Contains(name);

    /// <summary>Whether a mention of it says where something is.</summary>
    public bool IsLocated(string name) => located.Contains(name);

    /// <summary>Whether the article calls somebody by a short form three times as often as by the full name.</summary>
    public bool IsUsual(string shorter, string full) => CountOf(shorter) >= 3 * Math.Max(1, CountOf(full));

    private int CountOf(string name) => votes.TryGetValue(name, out int[]? counts) ? counts.Sum() : 0;

    /// <summary>Whether it is the last word of a person's full name.</summary>
    public bool IsSurname(string name) => surnames.Contains(name);

    /// <summary>Whether several mentions were tagged, or a longer name has it for its short form.</summary>
    public bool IsNamedTwice(string name) => surnames.Contains(name) || shortNames.Contains(name) || CountOf(name) > 1;

    /// <summary>What a name is in this article; null where no mention of it was tagged.</summary>
    public EntityType? TypeOf(string name)
    {
        votes.TryGetValue(name, out int[]? counts);
        if (surnames.Contains(name))
        {
            return (NameLexicon.Of(name) & NameCue.Organization) == 0 || counts is null || counts[(int)EntityType.Organization] <= counts[(int)EntityType.Person] ? EntityType.Person : EntityType.Organization;
        }

        if (shortNames.Contains(name))
        {
            return EntityType.Organization;
        }

        if (counts is null)
        {
            return null;
        }

        int best = 0;
        for (int type = 1; type < counts.Length; type++)
        {
            best = counts[type] > counts[best] ? type : best;
        }

        return (EntityType)best;
    }
}
