using System.Buffers;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>Bytes to text: byte order mark, then the encoding that the file declares, then strict UTF-8, then an older code page, windows-1252 for Western text.</summary>
internal static class TextDecoder
{
    internal sealed record DecodedText(string Text, string Encoding, bool ReplacedBytes);

    /// <summary>Above this share of control bytes a file is not text; below this share of invalid bytes they are replaced.</summary>
    private const double MaxBadShare = 0.01;

    /// <summary>What no text holds.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value).Except("\t\n\r\f"u8.ToArray())]);

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Encoding Windows1252 => Encoding.GetEncoding(1252);

    static TextDecoder() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="bytes">The text.</param>
    /// <param name="charset">The encoding that stands beside the text, such as that of a part of a message.</param>
    public static (DecodedText? Text, Rejection? Rejection) Decode(ReadOnlySpan<byte> bytes, string? charset = null)
    {
        if (KnownBinary(bytes) is { } kind)
        {
            return (null, new Rejection("binary", kind.EndsWith("archive", StringComparison.Ordinal)
                ? $"The file is {kind}, not text; unpack it and drop the articles one by one."
                : $"The file is {kind}, not text; drop the article as text, HTML, JSON, XML or EML."));
        }

        if (ByteOrderMark(bytes) is var (marked, length) && marked is not null)
        {
            return Checked(marked.GetString(bytes[length..]), marked.WebName);
        }

        Encoding? declared = Named(charset) ?? DeclaredEncoding(bytes);
        bool escapes = declared?.WebName.StartsWith("iso-2022", StringComparison.Ordinal) ?? false;
        if (!escapes && ControlBytes(bytes) > bytes.Length * MaxBadShare)
        {
            return (null, new Rejection("binary", "More than 1% of the bytes are control characters; the file is not text."));
        }

        if (declared is not (null or UTF8Encoding))
        {
            return Checked(declared.GetString(bytes), declared.WebName);
        }

        try
        {
            return (new DecodedText(StrictUtf8.GetString(bytes), "utf-8", false), null);
        }
        catch (DecoderFallbackException)
        {
            return DecodeInvalidUtf8(bytes);
        }
    }

    /// <summary>
    /// UTF-8 with some damage, or an older code page? Text in windows-1252 hardly ever forms valid multi-byte sequences, so whichever
    /// there is more of decides.
    /// </summary>
    private static (DecodedText?, Rejection?) DecodeInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, invalid = 0;
        ReadOnlySpan<byte> rest = bytes;
        while (rest.Length > 0)
        {
            if (rest[0] < 0x80)
            {
                rest = rest[1..];
                continue;
            }

            bool ok = Rune.DecodeFromUtf8(rest, out _, out int consumed) == OperationStatus.Done;
            valid += ok ? 1 : 0;
            invalid += ok ? 0 : 1;
            rest = rest[consumed..];
        }

        if (valid < invalid)
        {
            Encoding guess = CodePageGuess.Of(bytes);
            return Checked(guess.GetString(bytes), guess.WebName);
        }

        return invalid <= bytes.Length * MaxBadShare
            ? (new DecodedText(Encoding.UTF8.GetString(bytes), "utf-8", true), null)
            : (null, new Rejection("invalid-bytes", $"{invalid} byte sequences are not valid UTF-8, more than 1% of the file."));
    }

    /// <summary>A decoded text with few enough replacement characters.</summary>
    private static (DecodedText?, Rejection?) Checked(string text, string encoding)
    {
        int replaced = text.AsSpan().Count('\uFFFD');
        return replaced <= text.Length * MaxBadShare
            ? (new DecodedText(text, encoding, replaced > 0), null)
            : (null, new Rejection("invalid-bytes", $"{replaced} byte sequences are not valid {encoding}, more than 1% of the text."));
    }

    private static string? KnownBinary(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "a PNG picture",
        [0xFF, 0xD8, 0xFF, ..] => "a JPEG picture",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF picture",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "a PDF document",
        [(byte)'P', (byte)'K', 3 or 5 or 7, 4 or 6 or 8, ..] => "an Office document or a ZIP archive",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => "a 7z archive",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1A, 7, ..] => "a RAR archive",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, ..] => "a bzip2 archive",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "an xz archive",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "a Zstandard archive",
        [0x1F, 0x8B, ..] => "a gzip archive",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an Office document",
        { Length: > 262 } when bytes.Slice(257, 5).SequenceEqual("ustar"u8) => "a tar archive",
        _ => null,
    };

    private static (Encoding? Encoding, int Length) ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),

        // XML in UTF-16 without a mark is told by its first character (XML 1.0, appendix F).
        [(byte)'<', 0, not 0, 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', 0, not 0, ..] => (Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    private static int ControlBytes(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        for (int at = bytes.IndexOfAny(Controls); at >= 0; at = bytes.IndexOfAny(Controls))
        {
            count++;
            bytes = bytes[(at + 1)..];
        }

        return count;
    }

    /// <summary>The charset of an HTML meta element or an XML declaration within the first 2,048 bytes.</summary>
    private static Encoding? DeclaredEncoding(ReadOnlySpan<byte> bytes)
    {
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2048)]);
        if (!head.AsSpan().TrimStart().StartsWith("<"))
        {
            return null;
        }

        int at = head.IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        at = at >= 0 ? at + 8 : head.StartsWith("<?xml", StringComparison.Ordinal) && head.IndexOf("encoding=", StringComparison.Ordinal) is > 0 and var e ? e + 9 : -1;
        if (at < 0)
        {
            return null;
        }

        string name = new([.. head.Skip(at).SkipWhile(c => c is '"' or '\'' or ' ').TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')]);
        // Whoever could read this declaration byte by byte does not have a wide encoding.
        return Named(name) is { } encoding and not (UnicodeEncoding or UTF32Encoding) ? encoding : null;
    }

    /// <summary>
    /// The encoding of that name; null for one that is unknown. Those who say Latin-1 or ASCII mean its superset windows-1252 (WHATWG Encoding, 4.2).
    /// </summary>
    public static Encoding? Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 40)
        {
            return null;
        }

        try
        {
            Encoding encoding = Encoding.GetEncoding(name.Trim());
            return encoding.CodePage is 28591 or 20127 ? Windows1252
                : encoding is UTF8Encoding ? Encoding.UTF8
                : Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
