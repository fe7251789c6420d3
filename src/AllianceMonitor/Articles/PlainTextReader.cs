namespace AllianceMonitor.Articles;

/// <summary>Plain text as it is scraped: a line is a paragraph, unless lines were wrapped at a fixed width.</summary>
internal static class PlainTextReader
{
    /// <summary>A headline has at most this many words.</summary>
    private const int MaxHeadlineWords = 25;

    public static Draft Read(string text)
    {
        (List<Block> blocks, bool titleIsSetApart) = ReadLines(text);
        string? title = titleIsSetApart && blocks.Count > 1 && LooksLikeHeadline(blocks[0].Text) && !IsSectionLabel(blocks) ? blocks[0].Text : null;
        if (title is not null)
        {
            blocks.RemoveAt(0);
        }

        return new Draft { Format = ArticleFormat.Text, Title = title, Blocks = blocks };
    }

    /// <summary>Lines without a headline among them, such as the body field of a JSON object.</summary>
    public static IReadOnlyList<Block> ReadBody(string text) => ReadLines(text).Blocks;

    private static (List<Block> Blocks, bool FirstIsSetApart) ReadLines(string text)
    {
        List<Block> blocks = [];
        List<string> group = [];
        bool titleIsSetApart = false;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            string plain = PlainText.Normalize(line);
            if (plain.Length > 0)
            {
                group.Add(plain);
                continue;
            }

            titleIsSetApart |= blocks.Count == 0 && IsPageHead(group);
            Flush(group, blocks);
        }

        titleIsSetApart |= blocks.Count == 0 && IsPageHead(group);
        Flush(group, blocks);

        return (blocks, titleIsSetApart);
    }

    /// <summary>A headline alone, or above nothing but labels, a byline and a date.</summary>
    private static bool IsPageHead(List<string> group) =>
        group.Count > 0 && group.Skip(1).All(line => BoilerplateRules.IsBoilerplateLine(line) || (Words(line) <= 12 && line[^1] is not ('.' or '!' or '?')));

    /// <summary>Short, begins with a capital or a figure, and does not end as a sentence does.</summary>
    internal static bool LooksLikeHeadline(string line) =>
        Words(line) is >= 3 and <= MaxHeadlineWords
        && line[^1] is not ('.' or '!' or ':' or ';' or ',')
        && (char.IsUpper(line[0]) || char.IsDigit(line[0]) || line[0] is '“' or '"' or '‘' or '\'')
        && !BoilerplateRules.IsBoilerplateLine(line);

    /// <summary>
    /// "World Trade" above the headline: one to three words without end mark, followed by a line that is itself no longer than a headline.
    /// A headline proper is followed by the body.
    /// </summary>
    internal static bool IsSectionLabel(IReadOnlyList<Block> blocks) =>
        blocks.Count > 2 && Words(blocks[0].Text) <= 3 && Words(blocks[1].Text) is >= 4 and <= MaxHeadlineWords
        && Words(blocks[2].Text) > Words(blocks[1].Text);

    internal static int Words(string text)
    {
        int words = 1;
        foreach (char c in text)
        {
            words += c == ' ' ? 1 : 0;
        }

        return words;
    }

    private static void Flush(List<string> group, List<Block> blocks)
    {
        if (IsWrapped(group))
        {
            blocks.Add(new Block(string.Join(' ', group)));
        }
        else
        {
            blocks.AddRange(group.Select(line => new Block(line)));
        }

        group.Clear();
    }

    /// <summary>Lines that were broken at a fixed width: all but the last are of similar length and hardly any ends a sentence.</summary>
    private static bool IsWrapped(List<string> lines)
    {
        if (lines.Count < 2)
        {
            return false;
        }

        int shortest = int.MaxValue, longest = 0, ended = 0;
        foreach (string line in lines.Take(lines.Count - 1))
        {
            shortest = Math.Min(shortest, line.Length);
            longest = Math.Max(longest, line.Length);
            ended += line[^1] is '.' or '!' or '?' or '”' or '"' ? 1 : 0;
        }

        return longest <= 110 && shortest >= 45 && longest - shortest <= 25 && ended * 3 <= lines.Count && lines[^1].Length <= longest + 5;
    }
}
