using System.Globalization;

namespace AllianceMonitor.Stories;

/// <summary>An article of the window.</summary>
internal sealed class SeenArticle
{
    public required KeptDecision Kept { get; init; }
    public required ShingleSet Text { get; init; }

    /// <summary>It was the only article of its file, so that the file's name is its identity.</summary>
    public required bool IsAlone { get; init; }

    /// <summary>A newer version or a correction stands in its place.</summary>
    public bool IsSuperseded { get; set; }

    public Seat Seat => Kept.Seat;

    public Decision Decision => Kept.Value;

    public LoggedArticle Article => Decision.Article;
}

/// <summary>The articles of the window, and how a new one finds those that it repeats, replaces or follows.</summary>
/// <param name="index">Texts of the articles to come, when they are known beforehand; else empty.</param>
internal sealed class SeenArticles(NearDuplicates index)
{
    /// <summary>Share of a title's shingles in a notice that quotes it.</summary>
    private const double Quoted = 0.8;

    /// <summary>In log order; the handle of the first one is <see cref="firstHandle"/>.</summary>
    private readonly LinkedList<SeenArticle> inOrder = [];
    private readonly Dictionary<int, SeenArticle> byHandle = [];
    private readonly Dictionary<string, SeenArticle> byContent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenArticle> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeenArticle> byIdentity = new(StringComparer.Ordinal);
    private int firstHandle, nextHandle;

    /// <summary>A text that is near another: a copy or rewrite, or one within the other.</summary>
    public readonly record struct Near(SeenArticle Article, string Because, bool IsWhole);

    /// <summary>In log order.</summary>
    public IEnumerable<ShingleSet> Texts => inOrder.Select(seen => seen.Text);

    public void Add(SeenArticle seen)
    {
        inOrder.AddLast(seen);
        if (nextHandle == index.Next)
        {
            index.Add(seen.Text);
        }

        byHandle[nextHandle++] = seen;

        // An older version that came late changes nothing about which version stands.
        if (seen.Seat.IsOutdated)
        {
            seen.IsSuperseded = true;
            return;
        }

        if (seen.Seat.Supersedes is { } earlier && byKey.TryGetValue(earlier, out SeenArticle? old))
        {
            old.IsSuperseded = true;
            RemoveIfSame(byContent, old.Seat.ContentHash, old);
        }

        // A copy never takes the place of its original, whether or not that has left the window: so a book that is restored from a snapshot finds the same one.
        if (seen.Seat.IsOriginal)
        {
            byContent[seen.Seat.ContentHash] = seen;
        }

        byKey[seen.Seat.Key] = seen;
        if (seen.Seat.Identity is { } identity)
        {
            byIdentity[identity] = seen;
        }
    }

    public void RemoveFirst()
    {
        SeenArticle gone = inOrder.First!.Value;
        inOrder.RemoveFirst();
        byHandle.Remove(firstHandle);
        index.RemoveBefore(++firstHandle);
        RemoveIfSame(byContent, gone.Seat.ContentHash, gone);
        RemoveIfSame(byKey, gone.Seat.Key, gone);
        RemoveIfSame(byIdentity, gone.Seat.Identity ?? "", gone);
    }

    public SeenArticle? WithSameText(LoggedArticle article) => byContent.GetValueOrDefault(article.ContentHash);

    public SeenArticle? WithKey(string key) => byKey.GetValueOrDefault(key);

    /// <summary>The nearest text within the window around <paramref name="at"/>; null when there is none.</summary>
    public Near? Nearest(ShingleSet text, DateTimeOffset at, TimeSpan window)
    {
        foreach (NearDuplicates.Match match in index.Query(text))
        {
            SeenArticle seen = byHandle[match.Handle];
            if ((at - seen.Seat.Dated.Believable).Duration() <= window)
            {
                return new Near(seen, Because(match, seen.Article.Name), match.Jaccard >= NearDuplicates.MinJaccard);
            }
        }

        return null;
    }

    /// <summary>The article that this one is a new version of: the same file, or the same item of a feed under another name; null when it is the first.</summary>
    /// <param name="article">The new one.</param>
    /// <param name="isAlone">Whether it is the only article of its file.</param>
    /// <param name="near">The nearest text.</param>
    public SeenArticle? EarlierVersion(LoggedArticle article, bool isAlone, Near? near)
    {
        if (byKey.TryGetValue(article.Key, out SeenArticle? sameFile) && isAlone && sameFile.IsAlone)
        {
            return sameFile;
        }

        // Places in a feed shift, and an outlet may give all its articles one address: there, the text must say that it is the same article, or the editors.
        SeenArticle? same = article.Identity is { } identity && byIdentity.TryGetValue(identity, out SeenArticle? sameItem) ? sameItem : sameFile;
        return same is not null && (article.Notice != Articles.ArticleNotice.None || near?.Article == same) ? same : null;
    }

    /// <summary>The article that a correction or retraction notice is about: the nearest text, else the one whose title it quotes or bears, else the last of its source that <paramref name="tells"/> the same.</summary>
    public SeenArticle? Corrected(LoggedArticle notice, ShingleSet text, Near? near, Func<SeenArticle, bool> tells)
    {
        if (near is { } nearest)
        {
            return nearest.Article;
        }

        SeenArticle? sameSource = null;
        for (LinkedListNode<SeenArticle>? node = inOrder.Last; node is not null; node = node.Previous)
        {
            SeenArticle seen = node.Value;
            if (seen.IsSuperseded || seen.Article.Facts.Count == 0)
            {
                continue;
            }

            if (seen.Article.Title is { } title && ShingleSet.OfText(title) is { Hashes.Length: > 0 } words
                && (words.ContainmentIn(text) >= Quoted || (notice.Title is { } own && words.ContainmentIn(ShingleSet.OfText(own)) >= Quoted)))
            {
                return seen;
            }

            bool ownArticle = notice.Source is not null && string.Equals(notice.Source, seen.Article.Source, StringComparison.OrdinalIgnoreCase);
            sameSource ??= ownArticle && tells(seen) ? seen : null;
        }

        return sameSource;
    }

    private static string Because(NearDuplicates.Match match, string name)
    {
        (double share, string what) = match.Jaccard >= NearDuplicates.MinJaccard ? (match.Jaccard, $"of the shingles of {name}")
            : match.ContainmentOfStored >= match.ContainmentOfQuery ? (match.ContainmentOfStored, $"of the shingles of {name} stand in this one")
            : (match.ContainmentOfQuery, $"of its shingles stand in {name}");
        return string.Create(CultureInfo.InvariantCulture, $"{share * 100:0}% {what}");
    }

    private static void RemoveIfSame(Dictionary<string, SeenArticle> index, string key, SeenArticle seen)
    {
        if (index.TryGetValue(key, out SeenArticle? found) && found == seen)
        {
            index.Remove(key);
        }
    }
}
