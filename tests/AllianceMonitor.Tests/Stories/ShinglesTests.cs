using System.Runtime.InteropServices;
using AllianceMonitor.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Stories;

public class ShinglesTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 400).Select(i => $"w{i}x")];

    private static Arbitrary<List<string>> Texts => Gen.Elements(Vocabulary).NonEmptyListOf().ToArbitrary();

    /// <summary>The standard error is at most 0.045: four of them for each pair, a quarter of one for the mean of all.</summary>
    [Fact]
    public void The_estimate_is_close_to_the_exact_jaccard_similarity()
    {
        var random = new Random(1997);
        List<double> errors = [];
        for (int pair = 0; pair < 200; pair++)
        {
            string[] first = random.GetItems(Vocabulary, 120), second = [.. first];
            for (int change = 0; change < pair / 5; change++)
            {
                second[random.Next(second.Length)] = random.GetItems(Vocabulary, 1)[0];
            }

            double exact = Jaccard(Exact(first), Exact(second));
            double estimate = Shingles.Similarity(Signature(first), Signature(second));
            Assert.InRange(estimate, exact - 0.18, exact + 0.18);
            errors.Add(estimate - exact);
        }

        Assert.InRange(errors.Average(), -0.0115, 0.0115);
    }

    [Fact]
    public void The_order_of_the_shingles_does_not_matter() => Prop.ForAll(Texts, Gen.Choose(0, 1_000).ToArbitrary(), (words, turn) =>
    {
        // A ring of words, read from any place once around: the same shingles in another order.
        string[] Ring(int start) => [.. Enumerable.Range(start, words.Count + Shingles.Words - 1).Select(i => words[i % words.Count])];

        return Signature(Ring(0)).SequenceEqual(Signature(Ring(turn % words.Count)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Identical_texts_are_always_candidates() => Prop.ForAll(Texts, words =>
        Shingles.BandKeys(Signature([.. words])).SequenceEqual(Shingles.BandKeys(Signature([.. words])))
        && Shingles.Similarity(Signature([.. words]), Signature([.. words])) == 1).QuickCheckThrowOnFailure();

    [Fact]
    public void Typography_and_paragraph_breaks_do_not_matter() => Assert.Equal(
        Shingles.Signature(["Renault’s stake in Nissan falls – to 15%.", "The boards agreed."]),
        Shingles.Signature(["RENAULT'S STAKE IN NISSAN FALLS TO 15% THE BOARDS AGREED"]));

    [Fact]
    public void Unrelated_texts_are_no_candidates()
    {
        string[] first = Vocabulary[..200], second = Vocabulary[200..];

        Assert.Empty(Shingles.BandKeys(Signature(first)).Intersect(Shingles.BandKeys(Signature(second))));
    }

    [Fact]
    public void Texts_shorter_than_a_shingle_are_told_apart()
    {
        Assert.NotEqual(Signature(["renault"]), Signature(["nissan"]));
        Assert.Equal(Signature(["renault"]), Signature(["renault"]));
    }

    /// <summary>Signatures are stored in the story log: other values mean another version of the rules (StoryBook.RulesVersion).</summary>
    [Fact]
    public void Stored_signatures_stay_comparable() => Assert.Equal(
        "4906d19b252f2d7d",
        Digest.Of(Convert.ToHexString(MemoryMarshal.AsBytes<uint>(Shingles.Signature(["Renault will cut its stake in Nissan to 15 percent."]))))[..16]);

    private static uint[] Signature(string[] words) => Shingles.Signature([string.Join(' ', words)]);

    private static HashSet<string> Exact(string[] words) =>
        [.. Enumerable.Range(0, words.Length - Shingles.Words + 1).Select(i => string.Join(' ', words[i..(i + Shingles.Words)]))];

    private static double Jaccard(HashSet<string> a, HashSet<string> b) => (double)a.Intersect(b).Count() / a.Union(b).Count();
}
