using System.Globalization;

namespace AllianceMonitor.Extraction;

/// <summary>Values as facts show them.</summary>
internal static class FactValues
{
    /// <summary><c>43 %</c> as <c>43%</c>.</summary>
    public static string? Percent(ArticleValue value) => value.Value?.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>15 for <c>15%</c>; null for <c>majority</c> and for nothing.</summary>
    public static decimal? Number(string? percent) =>
        percent is [.. var number, '%'] && decimal.TryParse(number, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary><c>600000000 EUR</c> as <c>600 million EUR</c>.</summary>
    public static string? Amount(ArticleValue? value)
    {
        if (value?.Value is not { } text || text.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var space) || !decimal.TryParse(text.AsSpan(0, space), CultureInfo.InvariantCulture, out decimal amount))
        {
            return value?.Value;
        }

        (decimal unit, string word) = amount >= 1e9m ? (1e9m, " billion") : amount >= 1e6m ? (1e6m, " million") : (1m, "");
        return string.Create(CultureInfo.InvariantCulture, $"{amount / unit:0.###}{word} {text.AsSpan(space + 1)}");
    }
}
