using System.Text;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Articles;

/// <summary>The header fields of a message or of a part of one (RFC 5322, 2.2; RFC 2045; RFC 2047).</summary>
internal sealed partial class MailHeaders(IReadOnlyList<(string Name, string Value)> fields, int length)
{
    /// <summary>Length of the header section and of the empty line behind it, in bytes.</summary>
    public int Length => length;

    /// <summary>Reads fields up to an empty line, or up to the first line that is none: what follows is the body.</summary>
    public static MailHeaders Parse(ReadOnlySpan<byte> bytes)
    {
        List<(string Name, StringBuilder Value)> fields = [];
        int at = 0;
        while (at < bytes.Length)
        {
            int newline = bytes[at..].IndexOf((byte)'\n');
            int next = newline < 0 ? bytes.Length : at + newline + 1;
            ReadOnlySpan<byte> line = bytes[at..next].TrimEnd("\r\n"u8);
            if (line.IsEmpty)
            {
                at = next;
                break;
            }

            if (fields.Count > 0 && line[0] is (byte)' ' or (byte)'\t')
            {
                fields[^1].Value.Append(Text(line));
            }
            else if (IsField(line))
            {
                int colon = line.IndexOf((byte)':');
                fields.Add((Text(line[..colon]).TrimEnd(), new StringBuilder(Text(line[(colon + 1)..]))));
            }
            else if (at > 0 || !line.StartsWith("From "u8))
            {
                break;
            }

            at = next;
        }

        return new MailHeaders([.. fields.Select(field => (field.Name, field.Value.ToString()))], at);
    }

    public bool Has(string name) => fields.Any(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first field of that name as it stands, unfolded and trimmed; null where there is none.</summary>
    public string? Raw(string name)
    {
        foreach ((string field, string value) in fields)
        {
            if (field.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value.Trim() is { Length: > 0 } text ? text : null;
            }
        }

        return null;
    }

    /// <summary>A field with its encoded words decoded, normalised.</summary>
    public string? Plain(string name) => Raw(name) is { } raw && PlainText.Normalize(DecodeWords(raw)) is { Length: > 0 } text ? text : null;

    /// <summary>A structured field: its value in lower case, and its parameters by lower-case name.</summary>
    public (string Value, IReadOnlyDictionary<string, string> Parameters) Structured(string name)
    {
        string raw = Raw(name) ?? "";
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int semicolon = raw.IndexOf(';', StringComparison.Ordinal);
        if (semicolon >= 0)
        {
            foreach (Match match in Parameter().Matches(raw[semicolon..]))
            {
                string value = match.Groups["quoted"].Success ? QuotedPair().Replace(match.Groups["quoted"].Value, "$1") : match.Groups["token"].Value;
                parameters.TryAdd(match.Groups["name"].Value, value);
            }
        }

        return ((semicolon < 0 ? raw : raw[..semicolon]).Trim().ToLowerInvariant(), parameters);
    }

    /// <summary>"=?utf-8?Q?Soci=C3=A9t=C3=A9?=" (RFC 2047). White space between two encoded words is not there; a character may be split over two.</summary>
    internal static string DecodeWords(string text)
    {
        var plain = new StringBuilder();
        List<byte> pending = [];
        string? pendingCharset = null;
        int at = 0;
        foreach (Match match in EncodedWord().Matches(text))
        {
            string between = text[at..match.Index];
            if (pendingCharset is null || !string.IsNullOrWhiteSpace(between))
            {
                Flush();
                plain.Append(between);
            }

            if (!match.Groups["charset"].Value.Equals(pendingCharset, StringComparison.OrdinalIgnoreCase))
            {
                Flush();
            }

            byte[] encoded = Encoding.Latin1.GetBytes(match.Groups["text"].Value);
            pendingCharset = match.Groups["charset"].Value;
            pending.AddRange(match.Groups["encoding"].Value is "B" or "b" ? TransferEncoding.Base64(encoded) : TransferEncoding.QuotedPrintable(encoded, underscoreIsSpace: true));
            at = match.Index + match.Length;
        }

        Flush();
        return plain.Append(text[at..]).ToString();

        void Flush()
        {
            if (pendingCharset is not null)
            {
                byte[] bytes = [.. pending];
                plain.Append((TextDecoder.Named(pendingCharset) ?? Encoding.UTF8).GetString(bytes));
            }

            pending.Clear();
            pendingCharset = null;
        }
    }

    /// <summary>Raw header bytes are UTF-8 (RFC 6532) or, from older programs, windows-1252.</summary>
    private static string Text(ReadOnlySpan<byte> line) =>
        System.Text.Unicode.Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : TextDecoder.Windows1252.GetString(line);

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon > 0 ? line[..colon].TrimEnd(" \t"u8) : [];
        return name.Length is > 0 and <= 100 && !name.ContainsAnyExceptInRange((byte)33, (byte)126);
    }

    [GeneratedRegex(@"=\?(?<charset>[^?*\s]{1,40})(\*[^?\s]{0,40})?\?(?<encoding>[BbQq])\?(?<text>[^?]{0,2000})\?=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(""";\s{0,20}(?<name>[A-Za-z0-9\-_]{1,40})\s{0,20}=\s{0,20}("(?<quoted>(\\.|[^"\\])*)"|(?<token>[^\s;"]+))""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedPair();
}
