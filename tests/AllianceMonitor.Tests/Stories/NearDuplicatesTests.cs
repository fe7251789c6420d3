using System.Runtime.InteropServices;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Tests.Stories;

public class NearDuplicatesTests
{
    private readonly NearDuplicates index = new();
    private readonly Random random = new(1997);

    [Fact]
    public void What_is_found_is_what_a_comparison_with_each_finds()
    {
        List<ShingleSet> sets = [];
        for (int story = 0; story < 25; story++)
        {
            uint[] hashes = Hashes(random.Next(30, 900));
            for (int level = 0; level <= 20; level++)
            {
                // Copies, rewrites of all degrees, and cuts.
                int kept = hashes.Length * level / 20;
                sets.Add(Set([.. hashes[..kept], .. Hashes(level % 3 == 0 ? 0 : hashes.Length - kept)]));
            }
        }

        ShingleSet[] shuffled = [.. sets];
        random.Shuffle(shuffled);
        (int expectedCount, int missed) = (0, 0);
        for (int i = 0; i < shuffled.Length; i++)
        {
            NearDuplicates.Match[] expected = [.. Enumerable.Range(0, i).Select(j => Match(j, shuffled[j], shuffled[i])).Where(match => IsMatch(match, Math.Min(shuffled[match.Handle].Hashes.Length, shuffled[i].Hashes.Length)))
                .OrderByDescending(match => match.Jaccard).ThenByDescending(match => match.Containment).ThenBy(match => match.Handle)];
            IReadOnlyList<NearDuplicates.Match> found = index.Query(shuffled[i]);

            Assert.Equal(expected.Where(found.Contains), found);
            expectedCount += expected.Length;
            missed += expected.Length - found.Count;
            Assert.Equal(i, index.Add(shuffled[i]));
        }

        Assert.True(expectedCount > 1_000, $"{expectedCount} pairs");
        Assert.InRange(missed, 0, 2);
    }

    [Theory]
    [InlineData(40, 430)]
    [InlineData(40, 1_000)]
    [InlineData(100, 1_020)]
    [InlineData(100, 90)]
    public void An_excerpt_and_its_source_meet_whichever_comes_first(int excerptSize, int sourceRest)
    {
        uint[] excerpt = Hashes(excerptSize), source = [.. excerpt, .. Hashes(sourceRest)];
        index.Add(Set(excerpt));
        index.Add(Set(Hashes(300)));
        index.Add(Set(source));

        Assert.Contains(index.Query(Set(source)), match => match.Handle == 0 && match.ContainmentOfStored > 0.95);
        Assert.Contains(index.Query(Set(excerpt)), match => match.Handle == 2 && match.ContainmentOfQuery > 0.95);
    }

    [Fact]
    public void A_phrase_of_a_text_is_not_an_excerpt_of_it()
    {
        uint[] source = Hashes(200);
        index.Add(Set(source));

        Assert.Empty(index.Query(Set(source[..(NearDuplicates.MinExcerptShingles - 1)])));
        Assert.NotEmpty(index.Query(Set(source[..NearDuplicates.MinExcerptShingles])));
    }

    [Fact]
    public void Copies_of_a_few_words_are_found()
    {
        index.Add(ShingleSet.OfText("Renault buys Nissan"));

        Assert.Equal([new NearDuplicates.Match(0, 1, 1, 1)], index.Query(ShingleSet.OfText("RENAULT BUYS NISSAN!")));
        Assert.Empty(index.Query(ShingleSet.OfText("")));
    }

    [Fact]
    public void What_was_removed_is_not_found_and_the_rest_keeps_its_handles()
    {
        ShingleSet[] sets = [.. Enumerable.Range(0, 500).Select(_ => Set(Hashes(random.Next(4, 300))))];
        foreach (ShingleSet set in sets)
        {
            int handle = index.Add(set);
            index.RemoveBefore(handle - 99);
        }

        index.RemoveBefore(0);
        Assert.Equal(100, index.Count);
        for (int i = 0; i < sets.Length; i++)
        {
            Assert.Equal(i < 400 ? [] : [i], index.Query(sets[i]).Select(match => match.Handle));
        }

        index.RemoveBefore(1_000);
        Assert.Equal(0, index.Count);
        Assert.Empty(index.Query(sets[^1]));
        Assert.Equal(500, index.Add(sets[0]));
        Assert.Equal([500], index.Query(sets[0]).Select(match => match.Handle));
    }

    [Fact]
    public void What_has_left_the_window_makes_no_difference()
    {
        uint[] phrases = Hashes(60);
        ShingleSet[] sets = [.. Enumerable.Range(0, 1_000).Select(i => Set([.. phrases[..random.Next(60)], .. Hashes(random.Next(1, 100))]))];
        foreach (ShingleSet set in sets)
        {
            index.RemoveBefore(index.Add(set) - 149);
        }

        var fresh = new NearDuplicates();
        Array.ForEach(sets[850..], set => fresh.Add(set));

        foreach (ShingleSet set in sets)
        {
            Assert.Equal(fresh.Query(set).Select(match => match with { Handle = match.Handle + 850 }), index.Query(set));
        }
    }

    [Fact]
    public void Boilerplate_that_all_have_hides_no_copy()
    {
        uint[] boilerplate = Hashes(150), copied = [.. boilerplate, .. Hashes(150)];
        index.Add(Set(copied));
        for (int i = 0; i < 1_000; i++)
        {
            index.Add(Set([.. boilerplate, .. Hashes(200)]));
        }

        Assert.Equal([0], index.Query(Set([.. copied[..280], .. Hashes(20)])).Select(match => match.Handle));
    }

    [Fact]
    public void Of_a_story_that_everyone_copies_the_latest_copies_are_found()
    {
        ShingleSet set = Set(Hashes(400));
        for (int i = 0; i < 10_000; i++)
        {
            index.Add(set);
        }

        Assert.Equal(Enumerable.Range(10_000 - NearDuplicates.MaxArticlesPerShingle, NearDuplicates.MaxArticlesPerShingle), index.Query(set).Select(match => match.Handle));
    }

    private static NearDuplicates.Match Match(int handle, ShingleSet stored, ShingleSet query) =>
        new(handle, stored.Jaccard(query), stored.ContainmentIn(query), query.ContainmentIn(stored));

    private static bool IsMatch(NearDuplicates.Match match, int shorter) =>
        match.Jaccard >= NearDuplicates.MinJaccard || (match.Containment >= NearDuplicates.MinContainment && shorter >= NearDuplicates.MinExcerptShingles);

    private uint[] Hashes(int count)
    {
        uint[] hashes = new uint[count];
        random.NextBytes(MemoryMarshal.AsBytes(hashes.AsSpan()));
        return hashes;
    }

    private static ShingleSet Set(uint[] hashes) => ShingleSet.FromBytes(MemoryMarshal.AsBytes(hashes.Distinct().Order().Take(ShingleSet.MaxShingles).ToArray().AsSpan()));
}
