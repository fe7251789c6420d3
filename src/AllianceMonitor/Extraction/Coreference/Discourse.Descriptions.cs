namespace AllianceMonitor.Extraction;

/// <summary>"the American carmaker", "the chipmaker": which of the companies spoken of a description means.</summary>
internal sealed partial class Discourse
{
    /// <summary>The company that a description means: of those that fit in nationality and trade the one mentioned last; null in doubt.</summary>
    /// <param name="country">Country that the description names, if any.</param>
    /// <param name="trades">Its words in small letters, without determiners.</param>
    /// <param name="owner">Whose it is: "its partner", "Renault's unit".</param>
    /// <param name="actors">Who act on it in the same clause, and so are somebody else.</param>
    /// <param name="isUnit">A unit, arm or subsidiary.</param>
    /// <param name="before">Companies of the same sentence in front of the description; the nearest last.</param>
    /// <param name="acts">It is a subject: rather whom the sentence before was about than whom it named last.</param>
    public string? Resolve(string? country, IReadOnlyList<string> trades, string? owner, IReadOnlyCollection<string> actors, bool isUnit, IReadOnlyList<string> before, bool acts)
    {
        if (isUnit && owner is null && country is null && LastDeal is { Kind: FactKind.Acquisition or FactKind.Stake or FactKind.Investment, Object: { } traded } && traded != owner)
        {
            return traded;
        }

        Company? best = null;
        int bestScore = 0;
        foreach (Company company in Candidates(before))
        {
            if (company.Key == owner || actors.Contains(company.Key) || (isUnit && owner is not null && company.Parent is not null && company.Parent != owner))
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
            IEnumerable<Company> nearest = acts ? Candidates(before) : Candidates(before).Take(before.Count).Concat(LatestFirst());
            best = nearest.FirstOrDefault(company => company.Key != owner && !actors.Contains(company.Key) && MayBe(company, country, trades));
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

    private IEnumerable<Company> Candidates(IReadOnlyList<string> before)
    {
        for (int i = before.Count - 1; i >= 0; i--)
        {
            yield return Find(before[i]) ?? Known(before[i]);
        }

        // Whom the sentence before was about comes before whom it merely named.
        foreach (string subject in Subjects)
        {
            if (!before.Contains(subject) && Find(subject) is { } spoken)
            {
                yield return spoken;
            }
        }

        foreach (Company company in LatestFirst())
        {
            if (!before.Contains(company.Key) && !Subjects.Contains(company.Key))
            {
                yield return company;
            }
        }
    }

    /// <summary>Without what is only described in this sentence: it has no salience yet, and may stand behind the description that is asked for.</summary>
    private IEnumerable<Company> LatestFirst()
    {
        for (int i = companies.Count - 1; i >= 0; i--)
        {
            if (companies[i].Salience > 0)
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
                score += country is null ? 2 : 1;
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
}
