using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Storage;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

public sealed class BadInputTests(BadInputTests.StackWithBadInput bad) : IClassFixture<BadInputTests.StackWithBadInput>
{
    private const string OddName = "Frühjahr 2027/Über uns & andere/Renault + Geely #1 100%.txt";

    /// <summary>Everything dropped at once, good articles among it.</summary>
    public sealed class StackWithBadInput(PublishedApp app) : IAsyncLifetime
    {
        internal TestStack Stack { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Stack = await TestStack.Start(app);
            await Task.WhenAll(
                Stack.Store.Drop("empty.txt", ""),
                Stack.Store.Drop("30-megabytes.txt", new BinaryData(Enumerable.Repeat("Renault and Nissan. "u8.ToArray(), 1_572_864).SelectMany(bytes => bytes).ToArray())),
                Stack.Store.Drop("picture.txt", Png()),
                Stack.Store.Drop("broken.json", """{"title": "Renault agrees to buy 12% of Geely", "body": """),
                Stack.Store.Drop(OddName, Deal.RenaultGeely.Text),
                Stack.Store.Drop(Deal.NissanHonda.Name, Deal.NissanHonda.Text),
                Stack.Store.Drop(Deal.NissanCatl.Name, Deal.NissanCatl.Text));
            await Stack.Settled();
        }

        public ValueTask DisposeAsync() => Stack.DisposeAsync();

        /// <summary>A picture of one pixel, and more of what a picture is made of.</summary>
        private static BinaryData Png() => new([
            .. Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
            .. Enumerable.Range(0, 4096).Select(index => (byte)(index * 197)),
        ]);
    }

    [Theory]
    [InlineData("empty.txt", "empty: ", 0)]
    [InlineData("30-megabytes.txt", "too-large: ", null)]
    [InlineData("picture.txt", "binary: ", 4166)]
    [InlineData("broken.json", "invalid-json: ", 56)]
    public async Task A_file_that_cannot_be_read_is_rejected_with_a_reason_and_a_copy(string name, string reason, int? copiedBytes)
    {
        var outcome = await bad.Stack.OutcomeOf(name);
        Assert.Equal(OutcomeStatus.Rejected, outcome.Status);
        Assert.StartsWith(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.EndsWith(".", outcome.Reason, StringComparison.Ordinal);

        var copies = await bad.Stack.Store.List(Containers.Rejected);
        var copy = Assert.Single(copies, blob => blob.Name.StartsWith(Digest.Of("name", name), StringComparison.Ordinal));
        if (copiedBytes is not null)
            Assert.Equal(copiedBytes, copy.Properties.ContentLength);
        else
            Assert.Contains($"articles/{name}", await bad.Stack.Store.Read(Containers.Rejected, copy.Name), StringComparison.Ordinal);
        Assert.Equal(4, copies.Count);
    }

    [Fact]
    public async Task A_name_with_spaces_umlauts_and_folders_is_as_good_as_any()
    {
        var outcome = await bad.Stack.OutcomeOf(OddName);

        Assert.Equal((OddName, OutcomeStatus.Processed), (outcome.Name, outcome.Status));
        Assert.Equal(OddName, Assert.Single(await bad.Stack.Store.Alerts(), alert => alert.Headline == Deal.RenaultGeely.Headline).Article);
    }

    [Fact]
    public Task Good_articles_dropped_along_with_bad_ones_are_delivered() =>
        Promise.AssertKept(bad.Stack, [Deal.RenaultGeely, Deal.NissanHonda, Deal.NissanCatl]);

    [Fact]
    public async Task Bad_input_is_no_reason_for_an_alarm()
    {
        Assert.Empty(await bad.Stack.Store.DeadLetters());
        Assert.Empty(await bad.Stack.Inbox.Notices());
    }
}
