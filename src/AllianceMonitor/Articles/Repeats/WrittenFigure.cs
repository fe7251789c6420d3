using System.Globalization;

namespace AllianceMonitor.Articles;

/// <summary>What a run of digits with its separators means: "27,600", "27,6", "1.234.567", "1'200", "1.234,50".</summary>
internal static class WrittenFigure
{
    private const int Group = 3;

    /// <summary>Whether the point may part thousands: "870.000", "2.104". What counts things is no decimal, and nobody writes a decimal with a naught in the third place.</summary>
    public static bool MayBeThousands(ReadOnlySpan<char> digits) =>
        digits.IndexOf('.') is > 0 and <= Group and var point && digits.Length == point + 1 + Group && digits[0] != '0' && !digits.ContainsAny(",'’");

    /// <summary>Null for what is no figure: "1.2.3".</summary>
    public static double? Read(ReadOnlySpan<char> digits)
    {
        int commas = digits.Count(','), points = digits.Count('.');
        bool isCommaDecimal = commas == 1 && (points > 0 ? digits.LastIndexOf(',') > digits.LastIndexOf('.') : digits.Length - digits.IndexOf(',') - 1 != Group || digits[0] == '0');
        if (!isCommaDecimal && points <= 1)
        {
            return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out double plain) ? plain : WithoutMarks(digits, "'’", '.');
        }

        return isCommaDecimal ? WithoutMarks(digits, "'’.", ',') : IsGrouped(digits, '.') ? WithoutMarks(digits, "'’.", ',') : null;
    }

    private static bool IsGrouped(ReadOnlySpan<char> digits, char mark)
    {
        bool first = true;
        foreach (Range part in digits.Split(mark))
        {
            int length = part.End.GetOffset(digits.Length) - part.Start.GetOffset(digits.Length);
            if (length != Group && !(first && length is > 0 and < Group))
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    private static double? WithoutMarks(ReadOnlySpan<char> digits, ReadOnlySpan<char> marks, char point)
    {
        Span<char> plain = stackalloc char[64];
        int length = 0;
        foreach (char c in digits)
        {
            if (length == plain.Length)
            {
                return null;
            }

            if (!marks.Contains(c))
            {
                plain[length++] = c == point ? '.' : c;
            }
        }

        return double.TryParse(plain[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
    }
}
