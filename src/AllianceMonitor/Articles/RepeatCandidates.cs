namespace AllianceMonitor.Articles;

/// <summary>
/// An inverted index over the rarest words of an article's paragraphs: which earlier paragraphs are worth comparing. A paragraph is stored under, and looked
/// up by, at most <see cref="RareTerms"/> words that stand in two paragraphs or more; of each word's paragraphs a bounded number is kept, and of those found
/// the <see cref="MaxCandidates"/> that share most come out. So work is linear in the length of the article whatever it says.
/// </summary>
internal sealed class RepeatCandidates(int[] frequency)
{
    private const int RareTerms = 14;
    private const int MaxPostings = 32;

    /// <summary>Index entries that are read for one paragraph; rare words come first.</summary>
    public const int MaxLookups = 64;

    /// <summary>With the last word begun before the limit was reached.</summary>
    public const int MostLookups = MaxLookups + MaxPostings;
    public const int MaxCandidates = 6;

    private readonly Dictionary<int, List<int>> postings = [];
    private readonly Dictionary<int, float> score = [];
    private readonly List<int> best = [];
    private readonly List<int> rarest = [];

    /// <summary>Postings that were read: the cost.</summary>
    public long Lookups { get; private set; }

    /// <summary>Paragraphs added before that share rare words with these terms, the most alike first. Valid until the next call.</summary>
    public IReadOnlyList<int> Find(ParagraphToken[] tokens)
    {
        ChooseRarest(tokens);
        score.Clear();
        long lookupsBefore = Lookups;
        foreach (int term in rarest)
        {
            if (Lookups - lookupsBefore >= MaxLookups)
            {
                break;
            }

            if (postings.TryGetValue(term, out List<int>? paragraphs))
            {
                float weight = 1 / MathF.Log2(1 + frequency[term]);
                Lookups += paragraphs.Count;
                foreach (int paragraph in paragraphs)
                {
                    score[paragraph] = score.GetValueOrDefault(paragraph) + weight;
                }
            }
        }

        best.Clear();
        foreach ((int paragraph, float points) in score)
        {
            int at = best.Count;
            while (at > 0 && (score[best[at - 1]] < points || (score[best[at - 1]] == points && best[at - 1] > paragraph)))
            {
                at--;
            }

            if (at < MaxCandidates)
            {
                best.Insert(at, paragraph);
                if (best.Count > MaxCandidates)
                {
                    best.RemoveAt(MaxCandidates);
                }
            }
        }

        return best;
    }

    /// <summary>Stores a paragraph under its rarest words.</summary>
    public void Add(int paragraph, ParagraphToken[] tokens)
    {
        ChooseRarest(tokens);
        foreach (int term in rarest)
        {
            if (!postings.TryGetValue(term, out List<int>? paragraphs))
            {
                postings[term] = paragraphs = [];
            }

            if (paragraphs.Count < MaxPostings && (paragraphs.Count == 0 || paragraphs[^1] != paragraph))
            {
                paragraphs.Add(paragraph);
            }
        }
    }

    private void ChooseRarest(ParagraphToken[] tokens)
    {
        rarest.Clear();
        foreach (ParagraphToken token in tokens)
        {
            int often = frequency[token.Term];
            if (!token.IsContent || token.Kind == TokenKind.Unit || often < 2 || (rarest.Count == RareTerms && often >= frequency[rarest[^1]]) || rarest.Contains(token.Term))
            {
                continue;
            }

            int at = rarest.Count;
            while (at > 0 && frequency[rarest[at - 1]] > often)
            {
                at--;
            }

            rarest.Insert(at, token.Term);
            if (rarest.Count > RareTerms)
            {
                rarest.RemoveAt(RareTerms);
            }
        }
    }
}
