using AllianceMonitor.Articles;
using AllianceMonitor.Stories;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Stories;

/// <summary>Which articles tell one story does not depend on the order in which they were dropped.</summary>
public class SeedOrderTests
{
    private const int Orders = 400;

    private static readonly DateTimeOffset Start = new(2027, 3, 18, 6, 0, 0, TimeSpan.Zero);

    private readonly Pipeline pipeline = new(Extracting.Watchlist, new ReadingLimits());

    [Fact]
    public void The_seed_articles_fall_into_the_same_groups_in_any_order() =>
        Assert.InRange(AssertSameGroups(Directory.GetFiles(Path.Combine(Repository.Root, "seeds", "articles"))), 2, 15);

    [Fact]
    public void The_five_real_articles_fall_into_the_same_groups_in_any_order() =>
        AssertSameGroups(Directory.GetFiles(Repository.Shared("articles")));

    /// <summary>Returns how many groups there are.</summary>
    private int AssertSameGroups(string[] files)
    {
        Array.Sort(files, StringComparer.Ordinal);
        List<(string Name, IReadOnlyList<Pipeline.ReadArticle> Read)> articles = [.. files.Select(file => (Path.GetFileName(file), pipeline.Read(Path.GetFileName(file), File.ReadAllBytes(file))))];
        string expected = Groups(articles);
        for (int seed = 0; seed < Orders; seed++)
        {
            var order = articles.ToArray();
            if (seed == 0)
            {
                Array.Reverse(order);
            }
            else
            {
                new Random(seed).Shuffle(order);
            }

            string groups = Groups(order);
            Assert.True(expected == groups, $"seed {seed}, order {string.Join(", ", order.Select(article => article.Name[..3]))}:\n{groups}instead of\n{expected}");
        }

        return expected.Count(c => c == '\n');
    }

    /// <summary>The names of the articles of each story, a line each.</summary>
    private string Groups(IEnumerable<(string Name, IReadOnlyList<Pipeline.ReadArticle> Read)> articles)
    {
        var book = new StoryBook();
        IEnumerable<(string Story, string Name)> members = articles.SelectMany((article, i) =>
        {
            DateTimeOffset dropped = Start.AddMinutes(i);
            IReadOnlyList<Decision> decisions = book.Read(pipeline.LogEntry(article.Read, new Pipeline.Drop(article.Name, dropped, dropped))!)!;
            return decisions.Select(decision => (decision.StoryId, article.Name));
        });
        return string.Concat(members.GroupBy(member => member.Story, member => member.Name)
            .Select(group => string.Join(' ', group.Order(StringComparer.Ordinal)) + "\n").Order(StringComparer.Ordinal));
    }
}
