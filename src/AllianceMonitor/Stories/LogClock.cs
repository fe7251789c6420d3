namespace AllianceMonitor.Stories;

/// <summary>
/// The time of the log: that of the store's clock, as far as several entries agree on it. It never goes back, and one entry with a clock far ahead does not carry the window away.
/// </summary>
public sealed class LogClock
{
    /// <summary>Entries that must agree.</summary>
    private const int Witnesses = 8;

    public DateTimeOffset Now { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Times of the last entries, oldest first.</summary>
    public List<DateTimeOffset> Recent { get; init; } = [];

    public void Tick(DateTimeOffset loggedAt)
    {
        if (Recent.Count == Witnesses)
        {
            Recent.RemoveAt(0);
        }

        Recent.Add(loggedAt);
        DateTimeOffset agreed = Recent.Min();
        Now = agreed > Now ? agreed : Now;
    }
}
