namespace AllianceMonitor.Articles;

/// <summary>Finds the heading of a page that says what its title says.</summary>
internal static class HtmlHeadline
{
    /// <summary>A shorter heading that stands in the title may well be the name of a section.</summary>
    private const int MinPartLength = 12;

    /// <summary>Characters of markup; what is longer is no heading, whatever its tag.</summary>
    private const int MaxLength = 4_000;

    /// <summary>A heading at these ranks may be that of the article.</summary>
    private const HtmlTag Lowest = HtmlTag.H4;

    /// <summary>The heading that is the title or (the title of a page often names its site as well) the longest part of it, else the only one of the first rank; -1 for none.</summary>
    public static int Find(HtmlTree tree, string? title)
    {
        int part = -1, partLength = 0, only = -1, firstRank = 0;
        for (int i = 0; i < tree.Nodes.Length; i++)
        {
            HtmlTag tag = tree.Nodes[i].Tag;
            if (tag is not (>= HtmlTag.H1 and <= Lowest) || tree.LengthOf(i) > MaxLength)
            {
                continue;
            }

            string heading = PlainText.Normalize(tree.Text(i));
            if (HtmlReader.SameText(heading, title))
            {
                return i;
            }

            if (heading.Length >= MinPartLength && heading.Length > partLength && title is not null
                && (title.Contains(heading, StringComparison.OrdinalIgnoreCase) || heading.StartsWith(title.TrimEnd('.', '…', ' '), StringComparison.OrdinalIgnoreCase)))
            {
                (part, partLength) = (i, heading.Length);
            }

            if (tag == HtmlTag.H1 && heading.Length > 0)
            {
                (only, firstRank) = (i, firstRank + 1);
            }
        }

        return part >= 0 ? part : firstRank == 1 ? only : -1;
    }

    /// <summary>The title without the name of the site, which the heading leaves out; the heading where the page states no title.</summary>
    public static string? Title(HtmlTree tree, int headline, string? title)
    {
        string? heading = headline < 0 ? null : PlainText.Normalize(tree.Text(headline));
        return title is null ? heading
            : heading is { Length: >= MinPartLength } && title.Length > heading.Length && title.StartsWith(heading, StringComparison.OrdinalIgnoreCase)
                && title[heading.Length..].TrimStart() is ['|' or '-' or '–' or '—' or '/' or '·' or ':' or '•' or '»' or '«', ..] ? heading
            : title;
    }
}
