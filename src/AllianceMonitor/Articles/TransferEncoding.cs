namespace AllianceMonitor.Articles;

/// <summary>The encodings that carry a message's bytes through mail (RFC 2045, 6). Damage is passed over: what can be read is read.</summary>
internal static class TransferEncoding
{
    /// <summary>The bytes of a part; null for an encoding that nobody knows.</summary>
    public static ReadOnlyMemory<byte>? Decode(string encoding, ReadOnlyMemory<byte> body) => encoding switch
    {
        "" or "7bit" or "8bit" or "binary" => body,
        "quoted-printable" => QuotedPrintable(body.Span, underscoreIsSpace: false),
        "base64" => Base64(body.Span),
        _ => (ReadOnlyMemory<byte>?)null,
    };

    /// <summary>"=C3=A9" is a byte each, "=" at the end of a line joins it with the next. A "=" that is neither stays.</summary>
    /// <param name="text">The encoded text.</param>
    /// <param name="underscoreIsSpace">As in an encoded word (RFC 2047, 4.2).</param>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> text, bool underscoreIsSpace)
    {
        byte[] bytes = new byte[text.Length];
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                if (i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
                {
                    bytes[length++] = (byte)((Convert.FromHexString([(char)text[i + 1], (char)text[i + 2]]))[0]);
                    i += 2;
                    continue;
                }

                int end = i + 1;
                while (end < text.Length && text[end] is (byte)' ' or (byte)'\t' or (byte)'\r')
                {
                    end++;
                }

                if (end >= text.Length || text[end] == '\n')
                {
                    i = end;
                    continue;
                }
            }

            bytes[length++] = underscoreIsSpace && text[i] == '_' ? (byte)' ' : text[i];
        }

        return bytes[..length];
    }

    /// <summary>Characters outside the alphabet are passed over, and so is a last group that is cut off.</summary>
    public static byte[] Base64(ReadOnlySpan<byte> text)
    {
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        int length = 0, bits = 0, group = 0;
        foreach (byte c in text)
        {
            int value = c switch
            {
                >= (byte)'A' and <= (byte)'Z' => c - 'A',
                >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
                >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
                (byte)'+' => 62,
                (byte)'/' => 63,
                _ => -1,
            };
            if (value < 0)
            {
                continue;
            }

            group = (group << 6) | value;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[length++] = (byte)(group >> bits);
            }
        }

        return bytes[..length];
    }
}
