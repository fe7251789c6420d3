using AllianceMonitor.EndToEnd.Tests.Support;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

[CollectionDefinition(Name)]
public sealed class SeededStackCollection : ICollectionFixture<SeededStack>
{
    public const string Name = "Seeded stack";
}

/// <summary>A stack into which the seed articles were dropped one after the other, in the order of their names. Only to be looked at.</summary>
public sealed class SeededStack(PublishedApp app) : IAsyncLifetime
{
    internal static IReadOnlyList<string> Seeds { get; } = [.. Directory.GetFiles(Repository.SeedArticles).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    internal TestStack Stack { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Stack = await TestStack.Start(app);
        foreach (var seed in Seeds)
            await Stack.Drop(seed, BinaryData.FromBytes(await File.ReadAllBytesAsync(Path.Combine(Repository.SeedArticles, seed))));
        await Stack.Settled();
    }

    public ValueTask DisposeAsync() => Stack.DisposeAsync();
}
