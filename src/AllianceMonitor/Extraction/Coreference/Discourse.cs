namespace AllianceMonitor.Extraction;

/// <summary>
/// What an article has told so far: which companies were spoken of, as what, which deals; so that "it", "the French carmaker", "the pair" and
/// "the venture" find whom they mean, or nobody.
/// </summary>
/// <param name="watched">The entity of the watchlist with that key, if any.</param>
/// <param name="parentOf">The company that a longer name begins with: Renault for "Renault Korea".</param>
internal sealed partial class Discourse(Func<string, WatchedEntity?> watched, Func<string, string?> parentOf)
{
    private sealed class Company(string key, string? parent, WatchedEntity? watched)
    {
        private const int MostTraits = 24;

        /// <summary>What the text called it before anybody asked; most companies are never asked for.</summary>
        private readonly List<string> described = [];
        private string? country;
        private HashSet<string>? traits;

        public string Key { get; } = key;

        /// <summary>What it was called beside its name, in small letters: carmaker, unit, oil.</summary>
        public HashSet<string> Traits => traits ?? Learn();

        public string? Country
        {
            get
            {
                Learn();
                return country;
            }
        }

        public string? Parent { get; set; } = parent;

        /// <summary>How much has been said of it: by the sentences that name it, more where it acts, most where the headline names it.</summary>
        public int Salience { get; set; }

        /// <summary>Where it was named last; null for the headline.</summary>
        public int? Paragraph { get; set; }

        public void Describe(string word)
        {
            if (traits is null)
            {
                described.Add(word);
            }
            else if (Nationality.Of(word) is { } nation)
            {
                country ??= nation;
            }
            else if (traits.Count < MostTraits)
            {
                traits.Add(word);
            }
        }

        private HashSet<string> Learn()
        {
            if (traits is null)
            {
                traits = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                IEnumerable<string> words = watched is null ? Key.Split(' ').Concat(Trades.Of(Key)) : watched.Descriptions.SelectMany(description => description.Split(' ', '-'));
                foreach (string word in words)
                {
                    country ??= Nationality.Of(word);
                    traits.Add(word);
                }

                described.ForEach(Describe);
            }

            return traits;
        }
    }

    /// <summary>In the order in which they were mentioned last, the latest last.</summary>
    private readonly List<Company> companies = [];

    private readonly Dictionary<string, string> heldByHolder = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> partners = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (string? Company, string Position)> posts = new(StringComparer.Ordinal);

    /// <summary>Subjects of the main clause of the sentence before; what "it" means at the start of the next.</summary>
    public IReadOnlyList<string> Subjects { get; private set; } = [];

    /// <summary>The companies named together last; what "the two carmakers" and "they" mean.</summary>
    public IReadOnlyList<string> Group { get; private set; } = [];

    /// <summary>The companies of the last sentence that named any.</summary>
    public IReadOnlyList<string> Named { get; private set; } = [];

    public string? LastPerson { get; private set; }

    /// <summary>Where the post told last is.</summary>
    public string? LastEmployer { get; private set; }

    /// <summary>"French state", told before "the state".</summary>
    public string? State { get; set; }

    public Fact? LastStake { get; private set; }

    public Fact? LastDeal { get; private set; }

    public Fact? LastAcquisition { get; private set; }

    public Fact? LastMerger { get; private set; }

    public DealStage? VentureStage { get; private set; }

    /// <summary>Of whom the first sentence of the text, its headline aside, speaks.</summary>
    public string? Lead { get; private set; }

    /// <summary>Whose financing round was spoken of.</summary>
    public string? Financed { get; set; }

    /// <summary>The joint venture told last, with its own name if it has one.</summary>
    public (IReadOnlyList<string> Parents, string? Name)? Venture { get; private set; }

    public string? HeldBy(string? holder) => holder is not null ? heldByHolder.GetValueOrDefault(holder) : null;

    public (string? Company, string Position)? PostOf(string person) => posts.TryGetValue(person, out var post) ? post : null;

    /// <summary>A company was spoken of.</summary>
    /// <param name="key">The company.</param>
    /// <param name="salience">How much the sentence is about it.</param>
    /// <param name="paragraph">Where it is; null for the headline.</param>
    public void Mention(string key, int salience, int? paragraph)
    {
        Company company = Find(key) ?? Known(key);
        companies.Remove(company);
        company.Salience += salience;
        company.Paragraph = paragraph;
        companies.Add(company);
    }

    /// <summary>The company that the text speaks of most, the paragraph at hand and the last name weighing more; null where it has named nobody else.</summary>
    /// <param name="others">Who is not meant.</param>
    /// <param name="here">Whom the sentence names: he would rather be called "it".</param>
    /// <param name="paragraph">The paragraph at hand.</param>
    public string? MostSpokenOf(Func<string, bool> others, IReadOnlyCollection<string> here, int? paragraph)
    {
        (Company? most, int score) = (null, int.MinValue);
        for (int i = companies.Count - 1; i >= 0; i--)
        {
            Company company = companies[i];
            int spoken = company.Salience + (company.Paragraph == paragraph ? 1 : 0) + (i == companies.Count - 1 ? 1 : 0) - (here.Contains(company.Key) ? 3 : 0);
            if (company.Salience > 0 && spoken > score && !others(company.Key))
            {
                (most, score) = (company, spoken);
            }
        }

        return most?.Key;
    }

    /// <summary>What the article is about: the company of which most has been said so far.</summary>
    public string? Topic => TopicBut([]);

    /// <summary>The same among all but some.</summary>
    public string? TopicBut(IReadOnlyCollection<string> others)
    {
        Company? topic = null;
        foreach (Company company in companies)
        {
            topic = !others.Contains(company.Key) && (topic is null || company.Salience >= topic.Salience) ? company : topic;
        }

        return topic is { Salience: > LeastTopic } ? topic.Key : null;
    }

    /// <summary>Named once as subject is no topic yet.</summary>
    private const int LeastTopic = 2;

    /// <summary>The venture that all of these are parents of, by its name; null without.</summary>
    public string? VentureOf(List<string> holders) =>
        Venture is { Name: { } name } venture && holders.Count > 0 && !holders.Contains(name) && holders.TrueForAll(venture.Parents.Contains) ? name : null;

    /// <summary>Names that took or held a post: people, whatever they look like.</summary>
    private readonly HashSet<string> people = new(StringComparer.Ordinal);

    public bool IsPerson(string key) => people.Contains(key);

    public void MentionPerson(string key)
    {
        LastPerson = key;
        people.Add(key);
    }

    public string? ParentOf(string key) => Find(key) is { } known ? known.Parent ?? watched(key)?.Parent : watched(key)?.Parent ?? parentOf(key);

    public bool IsCarmaker(string key) => (Find(key) ?? Known(key)).Traits.Overlaps(Carmakers);

    /// <summary>Begins with the name of a watched company: "Renault Twingo".</summary>
    public bool HasParent(string key) => parentOf(key) is not null;

    /// <summary>Something was said of what it is or does, or it was spoken of more than once.</summary>
    public bool IsDescribed(string key) => Find(key) is { } known && (known.Parent is not null || known.Salience > LeastTopic + 1 || known.Traits.Count > key.Count(c => c == ' ') + 1);

    public bool IsMentioned(string key) => Find(key) is not null;

    /// <summary>What a company was called: "Taiwanese contract manufacturer Foxbridge", "Halcyon Sodium, a cell developer in Ohio".</summary>
    public void Describe(string key, string word)
    {
        Company? company = Find(key);
        if (company is null)
        {
            companies.Add(company = Known(key));
        }

        company.Describe(word);
    }

    public void BelongsTo(string key, string parent)
    {
        if (Find(key) is { } unit && key != parent)
        {
            unit.Parent ??= parent;
        }
    }

    public void EndSentence(IReadOnlyList<string> subjects, IReadOnlyList<string> named, bool isTitle = false)
    {
        if (!isTitle)
        {
            Lead ??= subjects.Count > 0 ? subjects[0] : named.Count > 0 ? named[0] : null;
        }

        if (subjects.Count > 0)
        {
            Subjects = subjects;
        }
        else if (named.Count > 0 && Subjects.Count == 0)
        {
            Subjects = [named[0]];
        }

        if (subjects.Count > 1)
        {
            Group = subjects;
        }
        else if (Group.Count == 0 && named.Count is 2 or 3)
        {
            Group = named;
        }

        Named = named.Count > 0 ? named : Named;
    }

    public void Remember(Fact fact)
    {
        LastDeal = fact.Kind == FactKind.Appointment ? LastDeal : fact;
        if (fact.Kind != FactKind.Appointment && fact is { Subject: { } one, Object: { } another })
        {
            (partners[one], partners[another]) = (another, one);
        }

        Financed = fact is { Kind: FactKind.Investment, Object: { } receiver } ? receiver : Financed;
        LastAcquisition = fact.Kind == FactKind.Acquisition ? fact : LastAcquisition;
        LastMerger = fact is { Kind: FactKind.Merger, Object: not null } ? fact : LastMerger;
        if (fact is { Kind: FactKind.Stake, Subject: { } holder, Object: { } held })
        {
            heldByHolder[holder] = held;
            LastStake = fact;
        }

        if (fact.Kind == FactKind.JointVenture)
        {
            VentureStage = fact.Stage;
            string? name = fact.Others.FirstOrDefault(other => Venture is { } known && known.Name == other);
            Venture = ([.. fact.Parties], name ?? (Venture is { Name: { } old } && Venture.Value.Parents.Intersect(fact.Parties).Count() >= 2 ? old : null));
        }

        if (fact is { Kind: FactKind.Appointment, Subject: { } person, Position: { } position })
        {
            posts[person] = (fact.Object, position);
            LastEmployer = fact.Object;
        }

        if (fact.IsSymmetric && fact is { Subject: { } first, Object: { } second })
        {
            // Who comes to two that were spoken of is named behind them.
            Group = Group.Count > 1 && Group.All(fact.Parties.Contains) ? [.. Group, .. fact.Parties.Where(party => !Group.Contains(party) && IsMentioned(party))] : [first, second, .. fact.Others.Where(IsMentioned)];
        }
    }

    public void NameVenture(IReadOnlyList<string> parents, string name) => Venture = (parents, name);

    /// <summary>With whom a company has had a deal that was told last: "its partner".</summary>
    public string? PartnerOf(string company) => partners.GetValueOrDefault(company);

    private Company? Find(string key)
    {
        foreach (Company company in companies)
        {
            if (company.Key == key)
            {
                return company;
            }
        }

        return null;
    }

    private Company Known(string key) =>
        watched(key) is { } entity ? new Company(key, entity.Parent, entity) : new Company(key, parentOf(key), null);
}
