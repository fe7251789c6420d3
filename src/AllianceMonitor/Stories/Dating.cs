using System.Text.Json.Serialization;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Stories;

/// <summary>Where an article stands in time: the date that it states (else its drop), and its drop.</summary>
public readonly record struct Dating(DateTimeOffset Stated, DateTimeOffset DroppedAt)
{
    /// <summary>
    /// An article dated later than this after its drop has a wrong date (or is made up). Among such articles the date counts; towards others only the drop does,
    /// so that one wrong year does not make all that follows look old.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(2);

    public static Dating Of(LoggedArticle article, DateTimeOffset droppedAt) => new(ArticleDate.Parse(article.Published) ?? droppedAt, droppedAt);

    [JsonIgnore]
    public DateTimeOffset Believable => IsAhead ? DroppedAt : Stated;

    private bool IsAhead => Stated > DroppedAt + Tolerance;

    /// <summary>When this was said, as seen from an article that is dated <paramref name="other"/>.</summary>
    public DateTimeOffset SeenFrom(Dating other) => other.IsAhead ? Stated : Believable;

    /// <summary>The later of both, each of the two dates by itself.</summary>
    public Dating Latest(Dating other) => new(Stated > other.Stated ? Stated : other.Stated, DroppedAt > other.DroppedAt ? DroppedAt : other.DroppedAt);
}
