using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>
/// Mail (EML): the HTML or the text of a message is an article, its Subject the title, its sender the source. A message that it encloses is an
/// article of its own; attachments are not read.
/// </summary>
internal static partial class MessageReader
{
    private static readonly string[] TransportFields = ["Received", "Return-Path", "Message-ID", "MIME-Version", "Delivered-To", "DKIM-Signature", "Content-Type"];

    /// <summary>The file begins with header fields as only mail has them.</summary>
    public static bool LooksLikeMessage(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || !char.IsAsciiLetter((char)bytes[0]))
        {
            return false;
        }

        MailHeaders headers = MailHeaders.Parse(bytes[..Math.Min(bytes.Length, 65_536)]);
        bool addressed = headers.Has("From") && headers.Has("Subject") && (headers.Has("Date") || headers.Has("To"));
        return addressed || (TransportFields.Any(headers.Has) && (headers.Has("From") || headers.Has("Subject")));
    }

    public static IReadOnlyList<(Draft? Draft, Rejection? Rejection)> Read(ReadOnlySpan<byte> bytes, ReadingLimits limits)
    {
        (MimePart? message, Rejection? rejection) = MimePart.Parse(bytes.ToArray(), limits);
        if (message is null)
        {
            return [(null, rejection)];
        }

        List<(Draft? Draft, Rejection? Rejection)> enclosed = [.. Enclosed(message).Select(inner => ReadMessage(inner, limits))];
        (Draft? Draft, Rejection? Rejection) outer = ReadMessage(message, limits);

        // A message that does nothing but forward others is none of its own.
        List<(Draft?, Rejection?)> all = outer.Draft is null && enclosed.Count > 0 ? enclosed : [outer, .. enclosed];
        return all.Count <= limits.MaxArticlesPerFile ? all : [(null, new Rejection("too-many-articles", string.Create(
            CultureInfo.InvariantCulture, $"The message encloses {enclosed.Count} messages; the limit MaxArticlesPerFile is {limits.MaxArticlesPerFile}.")))];
    }

    private static IEnumerable<MimePart> Enclosed(MimePart part) =>
        part.Parts.SelectMany(child => IsMessage(part) ? Enclosed(child).Prepend(child) : Enclosed(child));

    private static bool IsMessage(MimePart part) => part.MediaType is "message/rfc822" or "message/global";

    private static (Draft?, Rejection?) ReadMessage(MimePart message, ReadingLimits limits)
    {
        var texts = new Texts(limits);
        texts.Read(message);
        string? title = message.Headers.Plain("Subject") is { } subject ? ReplyMark().Replace(subject, "") : null;
        title = string.IsNullOrEmpty(title) ? texts.Page?.Title : title;
        List<Block> blocks = texts.Blocks;
        if (blocks.Count > 1 && HtmlReader.SameText(blocks[0].Text, title))
        {
            blocks.RemoveAt(0);
        }

        if (blocks.Count == 0 && EditorialNotice.OfTitle(title ?? "") != ArticleNotice.Retraction)
        {
            return (null, texts.Rejection ?? new Rejection("no-article-text", "The message has no text that can be read; attachments are not."));
        }

        return (new Draft
        {
            Format = ArticleFormat.Eml,
            Title = title,
            Byline = texts.Page?.Byline,
            Source = Sender(message.Headers.Raw("From")) ?? texts.Page?.Source,
            Url = texts.Page?.Url ?? message.Headers.Plain("Snapshot-Content-Location"),
            Published = ArticleDate.Normalize(message.Headers.Plain("Date")),
            Language = HtmlMetadata.LanguageOf(message.Headers.Plain("Content-Language")) ?? texts.Page?.Language,
            Encoding = texts.Encoding ?? "utf-8",
            HasReplacedBytes = texts.HasReplacedBytes,
            Blocks = blocks,
            Removed = texts.Removed,
        }, null);
    }

    /// <summary>"Harbour Wire &lt;news@wire.example&gt;" -> "Harbour Wire"; an address alone gives its domain.</summary>
    internal static string? Sender(string? from)
    {
        if (from is null || from.Length > 1_000)
        {
            return null;
        }

        int open = from.LastIndexOf('<');
        string name = open > 0 ? from[..open] : from.IndexOf('(', StringComparison.Ordinal) is > 0 and var comment ? from[(comment + 1)..].TrimEnd(')', ' ') : "";
        name = PlainText.Normalize(MailHeaders.DecodeWords(name.Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal))).Trim('"');
        if (name.Length > 0)
        {
            return name;
        }

        // A page that a browser saved as MHTML comes "From: <Saved by Blink>".

        int at = from.LastIndexOf('@');
        string domain = from[(at + 1)..].TrimEnd('>', ' ');
        return at >= 0 && Uri.CheckHostName(domain) == UriHostNameType.Dns ? domain : null;
    }

    /// <summary>Gathers the text of a message: of alternatives the HTML, or the plain text where that says nothing.</summary>
    private sealed class Texts(ReadingLimits limits)
    {
        public List<Block> Blocks { get; } = [];
        public List<Removal> Removed { get; } = [];
        public Draft? Page { get; private set; }
        public string? Encoding { get; private set; }
        public bool HasReplacedBytes { get; private set; }
        public Rejection? Rejection { get; private set; }

        /// <summary>True when the part had text.</summary>
        public bool Read(MimePart part)
        {
            if (part.IsAttachment || IsMessage(part))
            {
                return false;
            }

            return part.MediaType switch
            {
                "multipart/alternative" => part.Parts.OrderByDescending(HoldsHtml).Any(Read),
                "multipart/related" => part.Parts.Any(Read),
                "multipart/encrypted" or "application/pkcs7-mime" or "application/x-pkcs7-mime" => Refuse(new Rejection("encrypted", "The message is encrypted.")),
                _ when part.Parts.Count > 0 => part.Parts.Aggregate(false, (any, child) => Read(child) || any),
                "text/plain" or "text/html" or "application/xhtml+xml" => ReadText(part),
                _ => false,
            };
        }

        private static bool HoldsHtml(MimePart part) => part.MediaType is "text/html" or "application/xhtml+xml" || part.Parts.Any(HoldsHtml);

        private bool ReadText(MimePart part)
        {
            if (part.Content is not { } content)
            {
                return Refuse(new Rejection("unsupported-format", "The message's text is in an unknown Content-Transfer-Encoding."));
            }

            (TextDecoder.DecodedText? decoded, Rejection? undecodable) = TextDecoder.Decode(content.Span, part.Parameters.GetValueOrDefault("charset"));
            if (decoded is null)
            {
                return Refuse(undecodable!);
            }

            int before = Blocks.Count;
            if (part.MediaType == "text/plain")
            {
                Blocks.AddRange(PlainTextReader.ReadBody(WithoutSignature(Unflowed(decoded.Text, part.Parameters))));
            }
            else
            {
                (Draft? page, Rejection? rejection) = HtmlReader.Read(decoded.Text, limits);
                if (page is null)
                {
                    return Refuse(rejection!);
                }

                Page ??= page;
                Blocks.AddRange(page.Blocks);
                Removed.AddRange(page.Removed);
            }

            Encoding ??= decoded.Encoding;
            HasReplacedBytes |= decoded.ReplacedBytes;
            return Blocks.Count > before;
        }

        private bool Refuse(Rejection rejection)
        {
            Rejection ??= rejection;
            return false;
        }

        /// <summary>What stands below the line "-- " is the sender's signature (RFC 3676, 4.3).</summary>
        private string WithoutSignature(string text)
        {
            if (SignatureMark().Match(text) is not { Success: true } mark)
            {
                return text;
            }

            Removed.AddRange(PlainTextReader.ReadBody(text[(mark.Index + mark.Length)..]).Select(line => new Removal(line.Text, RemovalReason.Boilerplate, "email-signature")));
            return text[..mark.Index];
        }

        /// <summary>Lines that end with a space go on in the next (RFC 3676, format=flowed).</summary>
        private static string Unflowed(string text, IReadOnlyDictionary<string, string> parameters)
        {
            if (!"flowed".Equals(parameters.GetValueOrDefault("format"), StringComparison.OrdinalIgnoreCase))
            {
                return text;
            }

            bool dropSpace = "yes".Equals(parameters.GetValueOrDefault("delsp"), StringComparison.OrdinalIgnoreCase);
            var plain = new StringBuilder(text.Length);
            foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            {
                bool flows = line.EndsWith(" ") && !line.SequenceEqual("-- ");
                plain.Append(flows && dropSpace ? line[..^1] : line).Append(flows ? "" : "\n");
            }

            return plain.ToString();
        }
    }

    [GeneratedRegex(@"^((re|fwd?|fw|aw|wg|tr|rv|i)\s{0,3}:\s*)+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ReplyMark();

    [GeneratedRegex(@"^-- \r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex SignatureMark();
}
