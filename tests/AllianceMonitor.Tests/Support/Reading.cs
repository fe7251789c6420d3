using System.Text;
using AllianceMonitor.Articles;

namespace AllianceMonitor.Tests.Support;

/// <summary>Short ways into <see cref="ArticleReader"/>.</summary>
internal static class Reading
{
    public static Article Text(string text, string name = "article.txt") => Accepted(Items(text, name));

    public static Article Html(string html) => Accepted(Items(html, "article.html"));

    public static Article Json(string json) => Accepted(Items(json, "article.json"));

    public static Article Xml(string xml) => Accepted(Items(xml, "article.xml"));

    public static Rejection Rejected(string text, string name = "article.txt") => Rejected(Encoding.UTF8.GetBytes(text), name);

    public static Rejection Rejected(byte[] bytes, string name = "article.txt")
    {
        ReadItem item = Assert.Single(new ArticleReader(new ReadingLimits()).Read(name, bytes));
        Assert.Null(item.Article);
        return item.Rejection!;
    }

    public static IReadOnlyList<ReadItem> Items(string text, string name, ReadingLimits? limits = null) =>
        new ArticleReader(limits ?? new ReadingLimits()).Read(name, Encoding.UTF8.GetBytes(text));

    public static Article Accepted(IReadOnlyList<ReadItem> items)
    {
        ReadItem item = Assert.Single(items);
        Assert.True(item.Article is not null, $"rejected: {item.Rejection}");
        return item.Article;
    }

    /// <summary>What was removed by a rule, in order.</summary>
    public static IReadOnlyList<string> RemovedBy(this Article article, string rule) =>
        [.. article.Removed.Where(removal => removal.Rule == rule).Select(removal => removal.Text)];
}
