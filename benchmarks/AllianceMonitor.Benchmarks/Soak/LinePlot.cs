using System.Globalization;
using System.Text;

namespace AllianceMonitor.Benchmarks.Soak;

/// <summary>A line of a plot.</summary>
/// <param name="Name">In the legend.</param>
/// <param name="Points">In ascending order of X.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over a common axis, as SVG that takes its colours from the page (<c>.s0</c>, <c>.s1</c>, ...).</summary>
internal static class LinePlot
{
    private const int Width = 480, Height = 240, Left = 44, Right = 12, Top = 12, Bottom = 38, Ticks = 4;

    /// <summary>Empty when there is nothing to draw a line through.</summary>
    /// <param name="caption">What is seen, for readers of the picture and for those who hear it.</param>
    /// <param name="xLabel">What X is, with its unit.</param>
    /// <param name="yFormat">Numbers on the Y axis.</param>
    /// <param name="series">Up to four.</param>
    public static string Svg(string caption, string xLabel, string yFormat, params Series[] series)
    {
        List<(double X, double Y)> all = [.. series.SelectMany(line => line.Points)];
        if (series.All(line => line.Points.Count < 2))
        {
            return "";
        }

        double firstX = all.Min(point => point.X), spanX = Math.Max(all.Max(point => point.X) - firstX, 1e-9), mostY = NiceAbove(all.Max(point => point.Y));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{caption}: ");
        svg.AppendJoin(", ", series.Select((line, i) => $"<span class=\"s{i}\">{line.Name}</span>"));
        svg.Append(CultureInfo.InvariantCulture, $"</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{caption}\">");
        for (int tick = 0; tick <= Ticks; tick++)
        {
            double share = (double)tick / Ticks, y = Top + ((1 - share) * (Height - Top - Bottom)), x = Left + (share * (Width - Left - Right));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{(mostY * share).ToString(yFormat, CultureInfo.InvariantCulture)}</text>");
            string anchor = tick == 0 ? "start" : tick == Ticks ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{Height - Bottom + 16}\" text-anchor=\"{anchor}\">{firstX + (spanX * share):0.##}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 3}\" text-anchor=\"middle\">{xLabel}</text>");
        for (int i = 0; i < series.Length; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"s{i}\" points=\"");
            foreach ((double x, double y) in series[i].Points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"{Left + ((x - firstX) / spanX * (Width - Left - Right)):0.#},{Top + ((1 - (y / mostY)) * (Height - Top - Bottom)):0.#} ");
            }

            svg.Append("\"/>");
        }

        return svg.Append("</svg></figure>").ToString();
    }

    /// <summary>The next of 1, 2, 4 or 8 times a power of ten, so that ticks are round.</summary>
    internal static double NiceAbove(double value)
    {
        if (value <= 0)
        {
            return 1;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * (value / power) switch { <= 1 => 1, <= 2 => 2, <= 4 => 4, <= 8 => 8, _ => 10 };
    }
}
