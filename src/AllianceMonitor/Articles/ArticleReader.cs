using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>Bytes of a dropped file to cleaned articles: detect the format by content, read, strip boilerplate, remove repeats.</summary>
public sealed class ArticleReader(ReadingLimits limits)
{
    /// <summary>Blob metadata set by whoever dropped the file; wins over what the file says.</summary>
    /// <param name="Source">Agency or outlet.</param>
    /// <param name="Url">Address of the article; of a file that holds several, it is that of none of them.</param>
    /// <param name="Published">ISO 8601.</param>
    /// <param name="DroppedAt">When the file was dropped; embargoes are held against it. Null: embargoes are not looked at.</param>
    public sealed record DropMetadata(string? Source = null, string? Url = null, string? Published = null, DateTimeOffset? DroppedAt = null)
    {
        public static DropMetadata None { get; } = new();

        public static DropMetadata From(IReadOnlyDictionary<string, string> metadata) => new(
            metadata.GetValueOrDefault("source"), metadata.GetValueOrDefault("url"), metadata.GetValueOrDefault("published"));
    }

    /// <summary>One entry per article in the file, in order; a file that cannot be read gives one rejected entry.</summary>
    /// <param name="name">Name of the file; only its ending is looked at, and only to tell broken JSON from text.</param>
    /// <param name="bytes">The whole content.</param>
    /// <param name="metadata">What ops said about the file.</param>
    public IReadOnlyList<ReadItem> Read(string name, ReadOnlySpan<byte> bytes, DropMetadata? metadata = null)
    {
        if (bytes.Length > limits.MaxArticleBytes)
        {
            return Rejected(TooLarge(bytes.Length, limits.MaxArticleBytes));
        }

        if (bytes.IsEmpty)
        {
            return Rejected(new Rejection("empty", "The file has no bytes."));
        }

        DropMetadata said = metadata ?? DropMetadata.None;
        IReadOnlyList<(Draft? Draft, Rejection? Rejection)> drafts = MessageReader.LooksLikeMessage(bytes) ? MessageReader.Read(bytes, limits) : ReadText(name, bytes);
        return [.. drafts.Select((draft, item) => draft.Draft is null
            ? new ReadItem(item, null, draft.Rejection)
            : Clean(name, item, draft.Draft, drafts.Count == 1 ? said : said with { Url = null }))];
    }

    /// <summary>The reason for a file that exceeds the size limit; also used where the size is known before the download.</summary>
    public static Rejection TooLarge(long length, long maxBytes) => new("too-large", string.Create(
        CultureInfo.InvariantCulture, $"The file has {length:N0} bytes; the limit MaxArticleBytes is {maxBytes:N0}."));

    private IReadOnlyList<(Draft?, Rejection?)> ReadText(string name, ReadOnlySpan<byte> bytes)
    {
        (TextDecoder.DecodedText? decoded, Rejection? rejection) = TextDecoder.Decode(bytes);
        return decoded is null ? [(null, rejection)] : [.. ReadDrafts(name, decoded.Text).Select(draft => (
            draft.Draft is null ? null : draft.Draft with { Encoding = decoded.Encoding, HasReplacedBytes = decoded.ReplacedBytes }, draft.Rejection))];
    }

    private IReadOnlyList<(Draft? Draft, Rejection? Rejection)> ReadDrafts(string name, string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart().TrimStart('\uFEFF');
        if (start.IsEmpty)
        {
            return [(null, new Rejection("empty", "The file holds nothing but white space."))];
        }

        if (start[0] is '{' or '[')
        {
            bool mustBeJson = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || start[0] == '{';
            if (JsonReader.Read(text, mustBeJson, limits) is { } drafts)
            {
                return drafts;
            }
        }

        if (XmlReading.LooksLikeXml(start))
        {
            return XmlReading.Read(text, limits);
        }

        return HtmlReader.LooksLikeHtml(start) ? [HtmlReader.Read(text, limits)] : [(PlainTextReader.Read(text), null)];
    }

    private ReadItem Clean(string name, int item, Draft draft, DropMetadata metadata)
    {
        if (draft.Blocks.Count > limits.MaxParagraphs)
        {
            return new ReadItem(item, null, new Rejection("too-many-paragraphs", string.Create(
                CultureInfo.InvariantCulture, $"The article has {draft.Blocks.Count:N0} paragraphs; the limit MaxParagraphs is {limits.MaxParagraphs:N0}.")));
        }

        if (PublishingStatus.Embargo(draft.IsEmbargoed, draft.EmbargoedUntil, metadata.DroppedAt) is { } embargo)
        {
            return new ReadItem(item, null, embargo);
        }

        // Before cleaning: much of what editors say about an article is boilerplate to its text.
        ArticleNotice notice = EditorialNotice.Of(draft);
        StrippedDraft stripped = Boilerplate.Strip(draft);
        DistinctParagraphs distinct = ParagraphRepeats.Remove(stripped.Paragraphs);
        if (distinct.Paragraphs.Count == 0 && notice != ArticleNotice.Retraction)
        {
            return new ReadItem(item, null, new Rejection("no-article-text", "Nothing but boilerplate is in the file."));
        }

        string? language = draft.Language ?? LanguageGuess.Of(distinct.Paragraphs);
        List<string> flags = [];
        if (draft.HasReplacedBytes)
        {
            flags.Add("replaced-bytes");
        }

        if (language is not (null or "en"))
        {
            flags.Add("language-not-supported");
        }

        if (notice != ArticleNotice.None)
        {
            flags.Add(notice == ArticleNotice.Correction ? "correction" : "retraction");
        }

        string? url = Plain(metadata.Url ?? draft.Url);
        return new ReadItem(item, new Article
        {
            Name = name,
            Item = item,
            Format = draft.Format,
            Encoding = draft.Encoding,
            Title = Plain(draft.Title),
            Byline = Plain(draft.Byline ?? stripped.Byline),
            Source = Plain(metadata.Source ?? stripped.Source ?? draft.Source),
            Url = url,
            Published = metadata.Published ?? draft.Published ?? stripped.Published,
            Language = language,
            Section = Plain(draft.Section),
            Notice = notice,
            Identity = ItemIdentity.Of(draft.Identity, url),
            Paragraphs = distinct.Paragraphs,
            Removed = [.. draft.Removed, .. stripped.Removed, .. distinct.Removed],
            Flags = flags,
        }, null);
    }

    private static string? Plain(string? text) => PlainText.Normalize(text) is { Length: > 0 } plain ? plain : null;

    private static IReadOnlyList<ReadItem> Rejected(Rejection rejection) => [new ReadItem(0, null, rejection)];
}
