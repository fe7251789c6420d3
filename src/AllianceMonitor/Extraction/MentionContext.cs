using AllianceMonitor.Articles;

namespace AllianceMonitor.Extraction;

/// <summary>What has been mentioned so far in an article: descriptions and ambiguous names are read in its light.</summary>
/// <param name="watchlist">Its focus, and the posts of its people.</param>
/// <param name="named">Entities that the article names in full anywhere.</param>
/// <param name="published">Of the article, if it says so.</param>
internal sealed class MentionContext(Watchlist watchlist, IReadOnlySet<string> named, string? published)
{
    private readonly Dictionary<string, int> lastMentioned = new(StringComparer.Ordinal);
    private readonly bool namesFocus = watchlist.Focus.Any(named.Contains);
    private readonly DateOnly? day = ArticleDate.Parse(published) is { } at ? DateOnly.FromDateTime(at.Date) : null;
    private int mentions;

    /// <summary>The text being read is in title case: every word begins with a capital, which then says nothing.</summary>
    public bool IsTitleCase { get; set; }

    /// <summary>Names read so far that end in one of the watchlist and are others: "Oyak Renault".</summary>
    public HashSet<string> LongerNames { get; } = new(StringComparer.Ordinal);

    public void Mentioned(string key) => lastMentioned[key] = ++mentions;

    /// <summary>Whether an ambiguous name counts: see <see cref="WatchedEntity.Ambiguous"/>.</summary>
    public bool Allows(string key) =>
        named.Contains(key) || (watchlist.Find(key) is { Posts: { Count: > 0 } posts } ? posts.Any(post => named.Contains(post.At) && post.IsHeldOn(day)) : namesFocus);

    /// <summary>The one of the candidates that was mentioned last; with a single candidate it must at least be named somewhere.</summary>
    public string? LastMentioned(IEnumerable<string> candidates)
    {
        (string? best, int position) = (null, 0);
        foreach (string candidate in candidates)
        {
            if (lastMentioned.GetValueOrDefault(candidate) is var at && at > position)
            {
                (best, position) = (candidate, at);
            }
        }

        return best;
    }
}
