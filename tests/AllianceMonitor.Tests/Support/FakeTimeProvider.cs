namespace AllianceMonitor.Tests.Support;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class FakeTimeProvider(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    /// <summary>Starts on 15 March 2027, 06:30 UTC.</summary>
    public FakeTimeProvider()
        : this(new DateTimeOffset(2027, 3, 15, 6, 30, 0, TimeSpan.Zero))
    {
    }

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
