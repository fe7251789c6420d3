namespace AllianceMonitor.Extraction;

/// <summary>
/// What an article has told so far: which companies were spoken of, as what, which deals; so that "it", "the French carmaker", "the pair" and
/// "the venture" find whom they mean, or nobody.
/// </summary>
/// <param name="watched">The entity of the watchlist with that key, if any.</param>
/// <param name="parentOf">The company that a longer name begins with: Renault for "Renault Korea".</param>
internal sealed class Discourse(Func<string, WatchedEntity?> watched, Func<string, string?> parentOf)
{
    private sealed class Company(string key)
    {
        public string Key { get; } = key;

        /// <summary>What it was called beside its name, in small letters: carmaker, unit, oil.</summary>
        public HashSet<string> Traits { get; } = new(StringComparer.OrdinalIgnoreCase);
        public string? Country { get; set; }
        public string? Parent { get; set; }

        /// <summary>How much has been said of it: by the sentences that name it, more where it acts, most where the headline names it.</summary>
        public int Salience { get; set; }
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

    public DealStage? VentureStage { get; private set; }

    /// <summary>Whose financing round was spoken of.</summary>
    public string? Financed { get; set; }

    /// <summary>The joint venture told last, with its own name if it has one.</summary>
    public (IReadOnlyList<string> Parents, string? Name)? Venture { get; private set; }

    public string? HeldBy(string? holder) => holder is not null ? heldByHolder.GetValueOrDefault(holder) : null;

    public (string? Company, string Position)? PostOf(string person) => posts.TryGetValue(person, out var post) ? post : null;

    /// <summary>A company was spoken of.</summary>
    /// <param name="key">The company.</param>
    /// <param name="salience">How much the sentence is about it.</param>
    public void Mention(string key, int salience)
    {
        int at = companies.FindIndex(company => company.Key == key);
        Company company = at >= 0 ? companies[at] : Known(key);
        if (at >= 0)
        {
            companies.RemoveAt(at);
        }

        company.Salience += salience;
        companies.Add(company);
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

    public string? ParentOf(string key) => companies.Find(company => company.Key == key)?.Parent ?? watched(key)?.Parent;

    public bool IsCarmaker(string key) => companies.Find(company => company.Key == key) is { } known ? known.Traits.Overlaps(Carmakers) : Known(key).Traits.Overlaps(Carmakers);

    /// <summary>Begins with the name of a watched company: "Renault Twingo".</summary>
    public bool HasParent(string key) => parentOf(key) is not null;

    public bool IsMentioned(string key) => companies.Exists(company => company.Key == key);

    /// <summary>What a company was called: "Taiwanese contract manufacturer Foxbridge", "Halcyon Sodium, a cell developer in Ohio".</summary>
    public void Describe(string key, ReadOnlySpan<char> word)
    {
        Company? company = companies.Find(other => other.Key == key);
        if (company is null)
        {
            companies.Add(company = Known(key));
        }

        if (Nationality.Of(word) is { } country)
        {
            company.Country ??= country;
        }
        else if (company.Traits.Count < 24)
        {
            company.Traits.Add(word.ToString());
        }
    }

    public void BelongsTo(string key, string parent)
    {
        if (companies.Find(company => company.Key == key) is { } unit && key != parent)
        {
            unit.Parent ??= parent;
        }
    }

    public void EndSentence(IReadOnlyList<string> subjects, IReadOnlyList<string> named)
    {
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
            Group = [first, second, .. fact.Others.Where(IsMentioned)];
        }
    }

    public void NameVenture(IReadOnlyList<string> parents, string name) => Venture = (parents, name);

    /// <summary>The company that a description means: of those that fit in nationality and trade the one mentioned last; null in doubt.</summary>
    /// <param name="country">Country that the description names, if any.</param>
    /// <param name="trades">Its words in small letters, without determiners.</param>
    /// <param name="owner">Whose it is: "its partner", "Renault's unit".</param>
    /// <param name="actor">Who acts on it in the same clause, and so is somebody else.</param>
    /// <param name="isUnit">A unit, arm or subsidiary.</param>
    /// <param name="before">Companies of the same sentence in front of the description; the nearest last.</param>
    public string? Resolve(string? country, IReadOnlyList<string> trades, string? owner, string? actor, bool isUnit, IReadOnlyList<string> before)
    {
        if (isUnit && owner is null && country is null && LastDeal is { Kind: FactKind.Acquisition or FactKind.Stake or FactKind.Investment, Object: { } traded } && traded != owner)
        {
            return traded;
        }

        Company? best = null;
        int bestScore = 0;
        foreach (Company company in Candidates(before))
        {
            if (company.Key == owner || company.Key == actor || (isUnit && owner is not null && company.Parent is not null && company.Parent != owner))
            {
                continue;
            }

            int score = Fit(company, country, trades, isUnit, owner);
            if (score > bestScore)
            {
                (best, bestScore) = (company, score);
            }
        }

        if (best is null && !isUnit)
        {
            // Of nobody is it known: the first whom nothing speaks against.
            best = Candidates(before).FirstOrDefault(company => company.Key != owner && company.Key != actor && MayBe(company, country, trades));
        }

        return best?.Key;
    }

    /// <summary>Whether nothing that is known of a company speaks against a description: another country, another trade.</summary>
    private static bool MayBe(Company company, string? country, IReadOnlyList<string> trades)
    {
        bool elsewhere = country is not null && company.Country is not null && company.Country != country;
        if (elsewhere || trades.Count == 0 || trades[^1] is "partner" or "ally" or "rival" or "member")
        {
            return false;
        }

        string? trade = TradeOf(trades);
        return trade is null || !company.Traits.Any(trait => IsTrade(trait) && trait != trade && (IsTrade(trade) || trait is "carmaker" or "automaker" or "truckmaker") && !(IsMaker(trait) && IsMaker(trade)));
    }

    /// <summary>What a description says that a company does: "chipmaker", "gearbox maker"; null for "the supplier" and "the company", which may be anybody's.</summary>
    private static string? TradeOf(IReadOnlyList<string> trades) =>
        trades[^1] is not ("maker" or "manufacturer" or "producer" or "supplier" or "developer") ? (IsTrade(trades[^1]) ? trades[^1] : null)
        : trades.Count == 1 || Nationality.Of(trades[^2]) is not null ? null
        : trades[^2] is "car" or "auto" or "vehicle" ? "carmaker" : trades[^2] + "-" + trades[^1];

    /// <summary>"chipmaker", "insurer": what a company does, so that one that does something else is another.</summary>
    private static bool IsTrade(string word) => (word.EndsWith("maker", StringComparison.Ordinal) && word.Length > 5) || word is "insurer" or "lender" or "bank" or "retailer" or "utility" or "airline" or "fund" or "investor";

    /// <summary>With whom a company has had a deal that was told last: "its partner".</summary>
    public string? PartnerOf(string company) => partners.GetValueOrDefault(company);

    private IEnumerable<Company> Candidates(IReadOnlyList<string> before)
    {
        for (int i = before.Count - 1; i >= 0; i--)
        {
            yield return companies.Find(company => company.Key == before[i]) ?? Known(before[i]);
        }

        // Whom the sentence before was about comes before whom it merely named.
        foreach (string subject in Subjects)
        {
            if (!before.Contains(subject) && companies.Find(company => company.Key == subject) is { } spoken)
            {
                yield return spoken;
            }
        }

        for (int i = companies.Count - 1; i >= 0; i--)
        {
            if (!before.Contains(companies[i].Key) && !Subjects.Contains(companies[i].Key))
            {
                yield return companies[i];
            }
        }
    }

    private static int Fit(Company company, string? country, IReadOnlyList<string> trades, bool isUnit, string? owner)
    {
        int score = 0;
        if (country is not null)
        {
            if (company.Country is not null && company.Country != country)
            {
                return 0;
            }

            score += company.Country == country ? 8 : 0;
        }

        foreach (string trade in trades)
        {
            bool vague = trade is "company" or "group" or "firm" or "business" or "side" or "giant" or "house" or "concern" or "partner" or "ally" or "rival" or "member" or "entity" or "player" or "enterprise";
            if (vague)
            {
                score += country is null && company.Traits.Count >= 0 ? 2 : 1;
            }
            else if (company.Traits.Contains(trade) || (IsMaker(trade) && company.Traits.Overlaps(Makers)))
            {
                score += 6;
            }
            else if (!isUnit && trade != trades[^1])
            {
                // "the van maker" is no carmaker.
                score -= 3;
            }
        }

        if (isUnit)
        {
            score = company.Parent is null ? 0 : score + (owner is null || company.Parent == owner ? 8 : 0);
        }

        // "the Japanese side" needs the country; "the supplier" the trade.
        return country is not null && company.Country is null && score < 4 ? 0 : score;
    }

    private static readonly string[] Carmakers = ["carmaker", "automaker", "motor", "motors", "truckmaker"];

    private static readonly string[] Makers = ["carmaker", "automaker", "manufacturer", "maker", "motor", "motors"];

    private static bool IsMaker(string trade) => trade is "carmaker" or "automaker" or "manufacturer" or "maker";

    private Company Known(string key)
    {
        var company = new Company(key);
        if (watched(key) is { } entity)
        {
            company.Parent = entity.Parent;
            foreach (string description in entity.Descriptions)
            {
                foreach (string word in description.Split(' ', '-'))
                {
                    AddTrait(company, word);
                }
            }
        }
        else
        {
            company.Parent = parentOf(key);
            foreach (string word in key.Split(' ').Concat(Trades.Of(key)))
            {
                AddTrait(company, word);
            }
        }

        return company;
    }

    private static void AddTrait(Company company, string word)
    {
        company.Country ??= Nationality.Of(word);
        company.Traits.Add(word);
    }
}
