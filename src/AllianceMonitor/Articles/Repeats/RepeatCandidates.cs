namespace AllianceMonitor.Articles;

/// <summary>
/// An inverted index over the rarest words of an article's paragraphs: which earlier paragraphs are worth comparing. A paragraph is stored under, and looked
/// up by, at most <see cref="RareTerms"/> words that stand in two paragraphs or more; of each word's paragraphs a bounded number is kept, and of those found
/// the <see cref="MaxCandidates"/> that share most come out. So work is linear in the length of the article whatever it says.
/// </summary>
/// <param name="frequency">In how many paragraphs each term stands.</param>
/// <param name="paragraphs">How many paragraphs there are.</param>
internal sealed class RepeatCandidates(int[] frequency, int paragraphs)
{
    private const int RareTerms = 14;
    private const int MaxPostings = 32;

    /// <summary>Index entries that are read for one paragraph; rare words come first.</summary>
    public const int MaxLookups = 64;

    /// <summary>With the last word begun before the limit was reached.</summary>
    public const int MostLookups = MaxLookups + MaxPostings;
    public const int MaxCandidates = 6;

    private readonly List<int>?[] postings = new List<int>?[frequency.Length];

    /// <summary>By paragraph: what it shares with the one that is looked up. Zero between calls.</summary>
    private readonly float[] score = new float[paragraphs];
    private readonly List<int> scored = [];
    private readonly List<int> best = [];
    private readonly List<int> rarest = [];

    /// <summary>Postings that were read: the cost.</summary>
    public long Lookups { get; private set; }

    /// <summary>Paragraphs added before that share rare words with these terms, the most alike first. Valid until the next call.</summary>
    public IReadOnlyList<int> Find(ParagraphToken[] tokens)
    {
        ChooseRarest(tokens);
        CountShared();
        best.Clear();
        foreach (int paragraph in scored)
        {
            int at = best.Count;
            while (at > 0 && ComesBefore(paragraph, best[at - 1]))
            {
                at--;
            }

            if (at < MaxCandidates)
            {
                if (best.Count == MaxCandidates)
                {
                    best.RemoveAt(MaxCandidates - 1);
                }

                best.Insert(at, paragraph);
            }
        }

        foreach (int paragraph in scored)
        {
            score[paragraph] = 0;
        }

        return best;
    }

    /// <summary>Stores the paragraph that was looked up last under its rarest words, as <paramref name="paragraph"/>.</summary>
    public void AddFound(int paragraph)
    {
        foreach (int term in rarest)
        {
            List<int> stored = postings[term] ??= new List<int>(Math.Min(frequency[term], MaxPostings));
            if (stored.Count < MaxPostings && (stored.Count == 0 || stored[^1] != paragraph))
            {
                stored.Add(paragraph);
            }
        }
    }

    private bool ComesBefore(int paragraph, int other) => score[paragraph] > score[other] || (score[paragraph] == score[other] && paragraph < other);

    private void CountShared()
    {
        scored.Clear();
        long lookupsBefore = Lookups;
        foreach (int term in rarest)
        {
            if (Lookups - lookupsBefore >= MaxLookups)
            {
                break;
            }

            if (postings[term] is not { } stored)
            {
                continue;
            }

            float weight = 1 / MathF.Log2(1 + frequency[term]);
            Lookups += stored.Count;
            foreach (int paragraph in stored)
            {
                if (score[paragraph] == 0)
                {
                    scored.Add(paragraph);
                }

                score[paragraph] += weight;
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
