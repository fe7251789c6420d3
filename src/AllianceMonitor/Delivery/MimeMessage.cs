using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace AllianceMonitor.Delivery;

/// <summary>An email as it goes over the wire: headers in ASCII, a text and an HTML body in Base64 (RFC 5322, 2045 to 2047). The same delivery always gives the same bytes. Pure.</summary>
internal static class MimeMessage
{
    /// <summary>Characters of a line of Base64, and of an encoded word.</summary>
    private const int MaxLine = 76, MaxWord = 75;

    private const string WordStart = "=?utf-8?B?", WordEnd = "?=";

    /// <param name="content">Subject, bodies, headers.</param>
    /// <param name="from">Sender's address.</param>
    /// <param name="to">Recipient's address.</param>
    /// <param name="date">When the delivery was made.</param>
    public static byte[] Write(EmailContent content, string from, string to, DateTimeOffset date)
    {
        string boundary = $"=_{Digest.Of(content.Headers["Message-ID"])[..32]}";
        var mime = new StringBuilder();
        Header(mime, "From", $"AllianceMonitor <{Ascii(from)}>");
        Header(mime, "To", Ascii(to));
        Header(mime, "Subject", IsPlain(content.Subject) ? content.Subject : Encoded(content.Subject));
        Header(mime, "Date", date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        foreach ((string name, string value) in content.Headers)
        {
            Header(mime, name, value);
        }

        Header(mime, "MIME-Version", "1.0");
        Header(mime, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        mime.Append("\r\n");
        Part(mime, boundary, "text/plain", content.Text);
        Part(mime, boundary, "text/html", content.Html);
        mime.Append($"--{boundary}--\r\n");
        return Encoding.UTF8.GetBytes(mime.ToString());
    }

    /// <summary>The address with its domain in ASCII.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Ascii(string address)
    {
        var parsed = new MailAddress(address);
        return parsed.Address == address && !parsed.User.Any(c => char.IsControl(c) || c is '<' or '>' or ' ') ? $"{parsed.User}@{new IdnMapping().GetAscii(parsed.Host)}" : throw new FormatException("not an address");
    }

    private static void Header(StringBuilder mime, string name, string value)
    {
        if (value.Any(char.IsControl))
        {
            throw new ArgumentException($"Header {name} holds a control character.", nameof(value));
        }

        mime.Append(name).Append(": ").Append(Folded(name, value)).Append("\r\n");
    }

    /// <summary>Encoded words and identifiers may go on in the next line; a line may hold 998 characters.</summary>
    private static string Folded(string name, string value) => name.Length + value.Length + 2 > MaxLine ? value.Replace($"{WordEnd} {WordStart}", $"{WordEnd}\r\n {WordStart}", StringComparison.Ordinal) : value;

    private static bool IsPlain(string text) => text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal);

    /// <summary>RFC 2047: words of at most 75 characters, none of which splits a character.</summary>
    private static string Encoded(string text)
    {
        const int MaxBytes = (MaxWord - 12) / 4 * 3;
        List<string> words = [];
        var word = new List<byte>();
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int length = rune.EncodeToUtf8(bytes);
            if (word.Count + length > MaxBytes)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(bytes[..length]);
        }

        words.Add(Word(word));
        return string.Join(' ', words);
    }

    private static string Word(List<byte> bytes) => $"{WordStart}{Convert.ToBase64String([.. bytes])}{WordEnd}";

    /// <summary>Base64 has no line that begins with a dot, so nothing needs to be stuffed.</summary>
    private static void Part(StringBuilder mime, string boundary, string type, string text)
    {
        mime.Append($"--{boundary}\r\nContent-Type: {type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
        mime.Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\r\n")).Append("\r\n");
    }
}
