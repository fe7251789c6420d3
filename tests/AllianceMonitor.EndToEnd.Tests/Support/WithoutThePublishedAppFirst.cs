using AllianceMonitor.EndToEnd.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(WithoutThePublishedAppFirst))]

namespace AllianceMonitor.EndToEnd.Tests.Support;

/// <summary>Tests that need no published app run while it is being published; of those that do, the longest begin.</summary>
public sealed class WithoutThePublishedAppFirst : ITestCollectionOrderer
{
    private static readonly string[] Order = [".CommandLineTests", ".Triggers.", ".Stack.", ".CrashTests", ".PoisonTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(Rank).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var rank = Array.FindIndex(Order, part => collection.TestCollectionDisplayName.Contains(part, StringComparison.Ordinal));
        return rank < 0 ? Order.Length : rank;
    }
}
