using AllianceMonitor.Stories;
using FsCheck;
using FsCheck.Fluent;

namespace AllianceMonitor.Tests.Stories;

public class ShingleSetTests
{
    private static readonly string[] Vocabulary = [.. Enumerable.Range(0, 400).Select(i => $"w{i}x")];

    private static Arbitrary<List<string>> Texts => Gen.Elements(Vocabulary[..30]).NonEmptyListOf().ToArbitrary();

    [Fact]
    public void Up_to_the_limit_the_jaccard_similarity_and_the_containment_are_exact()
    {
        var random = new Random(1997);
        for (int pair = 0; pair < 200; pair++)
        {
            string[] first = random.GetItems(Vocabulary, random.Next(4, 900)), second = Changed(first[..random.Next(4, first.Length + 1)], random, pair / 500.0);
            HashSet<string> a = Exact(first), b = Exact(second);
            (ShingleSet one, ShingleSet other) = (Set(first), Set(second));
            int shared = a.Intersect(b).Count();

            Assert.Equal((double)shared / (a.Count + b.Count - shared), one.Jaccard(other));
            Assert.Equal((double)shared / a.Count, one.ContainmentIn(other));
            Assert.Equal((double)shared / b.Count, other.ContainmentIn(one));
        }
    }

    /// <summary>The standard error is at most 0.016 for whole articles; of a source of 3,000 words a third is known.</summary>
    [Fact]
    public void Long_texts_are_compared_by_a_sample()
    {
        var random = new Random(1997);
        string[] words = [.. Enumerable.Range(0, 5_000).Select(i => $"w{i}x")];
        for (int pair = 0; pair < 40; pair++)
        {
            string[] first = random.GetItems(words, 3_000), second = Changed(first, random, pair / 200.0), part = first[500..1_700];
            (ShingleSet one, ShingleSet other) = (Set(first), Set(second));
            HashSet<string> a = Exact(first), b = Exact(second);
            double exact = (double)a.Intersect(b).Count() / a.Union(b).Count();

            Assert.True(one.IsSampled);
            Assert.Equal(ShingleSet.MaxShingles, one.Hashes.Length);
            Assert.InRange(one.Jaccard(other), exact - 0.08, exact + 0.08);
            Assert.InRange(Set(part).ContainmentIn(one), 0.99, 1);
            Assert.InRange(one.ContainmentIn(Set(part)), 0.33, 0.47);
            Assert.InRange(one.Count, a.Count * 0.85, a.Count * 1.15);
        }
    }

    [Fact]
    public void The_hashes_are_ascending_and_distinct() => Prop.ForAll(Texts, words =>
    {
        uint[] hashes = Set([.. words]).Hashes.ToArray();
        return hashes.SequenceEqual(hashes.Distinct().Order()) && hashes.Length == Exact([.. words]).Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_shingles_does_not_matter() => Prop.ForAll(Texts, Gen.Choose(0, 1_000).ToArbitrary(), (words, turn) =>
    {
        // A ring of words, read from any place once around: the same shingles in another order.
        string[] Ring(int start) => [.. Enumerable.Range(start, words.Count + 3).Select(i => words[i % words.Count])];

        return Set(Ring(0)).Hashes.SequenceEqual(Set(Ring(turn % words.Count)).Hashes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Paragraphs_in_another_order_differ_where_they_meet_only()
    {
        string[] paragraphs = [.. Vocabulary.Chunk(50).Select(words => string.Join(' ', words))];

        double similarity = ShingleSet.Of(paragraphs).Jaccard(ShingleSet.Of([.. paragraphs.Reverse()]));

        Assert.InRange(similarity, 0.85, 0.95);
    }

    [Fact]
    public void Typography_case_and_paragraph_breaks_do_not_matter() => Assert.Equal(
        ShingleSet.Of(["Renault’s stake in Nissan falls – to 15%.", "", "The boards agreed, Citroën too: €5!"]).Hashes,
        ShingleSet.OfText(" RENAULT'S STAKE IN NISSAN FALLS TO 15% THE BOARDS AGREED\nCITROËN TOO €5").Hashes);

    [Theory]
    [InlineData("", 0)]
    [InlineData(" – …! ", 0)]
    [InlineData("’ '", 0)]
    [InlineData("Renault", 1)]
    [InlineData("Renault and Nissan", 1)]
    [InlineData("Renault and Nissan agree", 1)]
    [InlineData("Renault and Nissan agree today", 2)]
    public void A_few_words_are_one_shingle_and_none_are_none(string text, int shingles) => Assert.Equal(shingles, ShingleSet.OfText(text).Hashes.Length);

    [Fact]
    public void Texts_shorter_than_a_shingle_are_told_apart()
    {
        Assert.Equal(0, ShingleSet.OfText("renault").Jaccard(ShingleSet.OfText("nissan")));
        Assert.Equal(0, ShingleSet.OfText("renault nissan").Jaccard(ShingleSet.OfText("nissan renault")));
        Assert.Equal(1, ShingleSet.OfText("renault").Jaccard(ShingleSet.OfText("Renault")));
    }

    [Fact]
    public void An_empty_text_is_similar_to_nothing()
    {
        ShingleSet empty = ShingleSet.Of([]), text = ShingleSet.OfText("renault");

        Assert.Equal([0, 0, 0, 0], [empty.Jaccard(empty), empty.Jaccard(text), empty.ContainmentIn(text), text.ContainmentIn(empty)]);
    }

    [Fact]
    public void A_set_survives_its_bytes() => Prop.ForAll(Texts, words =>
    {
        ShingleSet set = Set([.. words]);
        return ShingleSet.FromBytes(set.ToBytes()).Hashes.SequenceEqual(set.Hashes);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_bytes_are_little_endian() => Assert.Equal([0x0403_0201u, 0x0403_0202u], ShingleSet.FromBytes([1, 2, 3, 4, 2, 2, 3, 4]).Hashes.ToArray());

    [Theory]
    [InlineData("cut off", 7, "7 bytes are not a whole number of hashes")]
    [InlineData("too many", 4 * 1_025, "1025 hashes, at most 1024")]
    [InlineData("repeated", 8, "hash 1 (0) is not above the one before (0)")]
    public void Bytes_that_are_no_set_are_refused_with_the_reason(string what, int zeros, string reason)
    {
        Assert.NotEmpty(what);
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ShingleSet.FromBytes(new byte[zeros])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_in_descending_order_are_refused() => Assert.Throws<FormatException>(() => ShingleSet.FromBytes([2, 0, 0, 0, 1, 0, 0, 0]));

    /// <summary>Sets are stored in the story log: other values mean another version of the rules (StoryBook.RulesVersion).</summary>
    [Fact]
    public void Stored_sets_stay_comparable() => Assert.Equal(
        "fca3d7de70dc00cb",
        Digest.Of(Convert.ToHexString(ShingleSet.OfText("Renault will cut its stake in Nissan to 15 percent.").ToBytes()))[..16]);

    private static ShingleSet Set(string[] words) => ShingleSet.OfText(string.Join(' ', words));

    private static HashSet<string> Exact(string[] words) =>
        words.Length < 4 ? [string.Join(' ', words)] : [.. Enumerable.Range(0, words.Length - 3).Select(i => string.Join(' ', words[i..(i + 4)]))];

    private static string[] Changed(string[] words, Random random, double share) =>
        [.. words.Select(word => random.NextDouble() < share ? random.GetItems(Vocabulary, 1)[0] : word)];
}
