using System.Globalization;
using System.Text;

namespace AllianceMonitor.Operations;

/// <summary>Articles of a story per day, as bars.</summary>
internal static class VolumePlot
{
    private const int Width = 720, Height = 120, Baseline = 100, MaxDays = 60;

    /// <summary>SVG in the colour of the text around it; empty for a single day.</summary>
    public static string Of(IReadOnlyList<StoryArticle> articles)
    {
        Dictionary<DateOnly, int> perDay = articles.GroupBy(article => DateOnly.FromDateTime(article.DroppedAt.UtcDateTime)).ToDictionary(day => day.Key, day => day.Count());
        if (perDay.Count < 2)
        {
            return "";
        }

        DateOnly last = perDay.Keys.Max(), first = perDay.Keys.Min() is var begin && last.DayNumber - begin.DayNumber >= MaxDays ? last.AddDays(1 - MaxDays) : begin;
        int days = last.DayNumber - first.DayNumber + 1, most = perDay.Values.Max();
        double step = (double)Width / days;
        var svg = new StringBuilder($"<svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"Articles per day from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}, at most {most}\">");
        for (int i = 0; i < days; i++)
        {
            if (perDay.TryGetValue(first.AddDays(i), out int count))
            {
                double height = (double)Baseline * count / most;
                svg.Append(CultureInfo.InvariantCulture, $"<rect fill=\"currentColor\" x=\"{i * step:0.#}\" y=\"{Baseline - height:0.#}\" width=\"{Math.Max(1, step - 2):0.#}\" height=\"{height:0.#}\"><title>{first.AddDays(i):yyyy-MM-dd}: {count}</title></rect>");
            }
        }

        return svg.Append($"<text x=\"0\" y=\"{Height - 4}\" font-size=\"12\">{first:yyyy-MM-dd}</text><text x=\"{Width}\" y=\"{Height - 4}\" font-size=\"12\" text-anchor=\"end\">{last:yyyy-MM-dd}</text></svg>").ToString();
    }
}
