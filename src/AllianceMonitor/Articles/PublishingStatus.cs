using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>
/// What a publisher allows to be done with an item. The words are those of the IPTC's publishing status
/// (cv.iptc.org/newscodes/pubstatusg2: usable, withheld, canceled) and of NITF's management-status (usable, embargoed, withheld, canceled).
/// </summary>
internal static class PublishingStatus
{
    /// <param name="status">The status as the file states it, with or without the prefix of its vocabulary ("stat:canceled").</param>
    /// <returns>Whether the item is taken back, or the reason why it may not be used.</returns>
    public static (ArticleNotice Notice, Rejection? Rejection) Of(string? status)
    {
        string word = Word(status);
        return word switch
        {
            "canceled" or "cancelled" or "killed" or "withdrawn" => (ArticleNotice.Retraction, null),
            "withheld" => (ArticleNotice.None, new Rejection("withheld", $"The publisher's status of the item is \"{word}\"; drop it again once it may be used.")),
            _ => (ArticleNotice.None, null),
        };
    }

    public static bool IsEmbargoed(string? status) => Word(status) == "embargoed";

    /// <summary>
    /// The reason why an item may not be used yet; null where it may. Where nobody knows when it was dropped, only an item whose status says so is
    /// under embargo, not one that merely states the end of one.
    /// </summary>
    public static Rejection? Embargo(bool isEmbargoed, DateTimeOffset? until, DateTimeOffset? droppedAt) => (isEmbargoed && !(until <= droppedAt)) || until > droppedAt
        ? new Rejection("embargoed", until is { } end
            ? string.Create(CultureInfo.InvariantCulture, $"until {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}; it was dropped before that. Drop it again then.")
            : "The publisher's status of the item is \"embargoed\" without an end; drop it again once it may be used.")
        : null;

    private static string Word(string? status) => status is null ? "" : status[(status.LastIndexOfAny([':', '/']) + 1)..].Trim().ToLowerInvariant();
}
