using System.Globalization;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>A message or a part of one, as a tree (RFC 2045 and 2046).</summary>
internal sealed record MimePart(MailHeaders Headers, string MediaType, IReadOnlyDictionary<string, string> Parameters, ReadOnlyMemory<byte> Body, IReadOnlyList<MimePart> Parts)
{
    public bool IsAttachment => Headers.Structured("Content-Disposition").Value == "attachment";

    /// <summary>The body without its transfer encoding; null where that is unknown.</summary>
    public ReadOnlyMemory<byte>? Content => TransferEncoding.Decode(Headers.Structured("Content-Transfer-Encoding").Value, Body);

    /// <summary>The tree of a message, or the limit that it exceeds.</summary>
    public static (MimePart? Message, Rejection? Rejection) Parse(ReadOnlyMemory<byte> bytes, ReadingLimits limits)
    {
        int parts = 0;
        try
        {
            return (Parse(bytes, "text/plain", 0), null);
        }
        catch (LimitExceededException exceeded)
        {
            return (null, new Rejection(exceeded.Code, exceeded.Message));
        }

        MimePart Parse(ReadOnlyMemory<byte> text, string defaultType, int depth)
        {
            if (++parts > limits.MaxMessageParts)
            {
                throw new LimitExceededException("too-many-parts", string.Create(CultureInfo.InvariantCulture, $"The message has more parts than the limit MaxMessageParts, which is {limits.MaxMessageParts:N0}."));
            }

            if (depth > limits.MaxMessageDepth)
            {
                throw new LimitExceededException("too-deep", string.Create(CultureInfo.InvariantCulture, $"Parts of the message are nested more than {limits.MaxMessageDepth:N0} deep, which is the limit MaxMessageDepth."));
            }

            var headers = MailHeaders.Parse(text.Span);
            (string type, IReadOnlyDictionary<string, string> parameters) = headers.Structured("Content-Type");
            type = type.Contains('/', StringComparison.Ordinal) ? type : defaultType;
            var part = new MimePart(headers, type, parameters, text[headers.Length..], []);
            if (type.StartsWith("multipart/", StringComparison.Ordinal) && parameters.TryGetValue("boundary", out string? boundary) && boundary.Length is > 0 and <= 200)
            {
                string inner = type == "multipart/digest" ? "message/rfc822" : "text/plain";
                return part with { Parts = [.. Split(part.Body, boundary).Select(body => Parse(body, inner, depth + 1))] };
            }

            return type is "message/rfc822" or "message/global" && part.Content is { } message
                ? part with { Parts = [Parse(message, "text/plain", depth + 1)] }
                : part;
        }
    }

    /// <summary>What stands between the lines "--boundary"; without a last one, a message that was cut off, up to the end.</summary>
    private static List<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> body, string boundary)
    {
        List<ReadOnlyMemory<byte>> parts = [];
        byte[] mark = Encoding.UTF8.GetBytes("--" + boundary);
        int start = -1, at = 0;
        while (at < body.Length && body.Span[at..].IndexOf(mark) is >= 0 and var found)
        {
            int line = at + found;
            ReadOnlySpan<byte> rest = body.Span[(line + mark.Length)..];
            bool closes = rest.StartsWith("--"u8);
            rest = closes ? rest[2..] : rest;
            int newline = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> tail = newline < 0 ? rest : rest[..newline];
            at = line + mark.Length;
            if ((line > 0 && body.Span[line - 1] != '\n') || !tail.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (start >= 0)
            {
                parts.Add(WithoutLineEnd(body[start..line]));
            }

            start = newline < 0 || closes ? -1 : body.Length - rest.Length + newline + 1;
            if (closes)
            {
                return parts;
            }
        }

        if (start >= 0)
        {
            parts.Add(body[start..]);
        }

        return parts;
    }

    /// <summary>The line end before a boundary belongs to the boundary.</summary>
    private static ReadOnlyMemory<byte> WithoutLineEnd(ReadOnlyMemory<byte> part)
    {
        part = part.Length > 0 && part.Span[^1] == '\n' ? part[..^1] : part;
        return part.Length > 0 && part.Span[^1] == '\r' ? part[..^1] : part;
    }

    private sealed class LimitExceededException(string code, string message) : Exception(message)
    {
        public string Code => code;
    }
}
