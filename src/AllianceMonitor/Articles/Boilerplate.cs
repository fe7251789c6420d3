namespace AllianceMonitor.Articles;

/// <summary>The blocks that are article, the lines that are not, and what those lines said about author and agency.</summary>
internal sealed record StrippedDraft(
    IReadOnlyList<Block> Paragraphs, IReadOnlyList<Removal> Removed, string? Byline, string? Source);

/// <summary>Decides which blocks of a draft are not article: by what a line says, and by where it stands.</summary>
internal static class Boilerplate
{
    /// <summary>A block with at least this many words, after a related-articles heading, is the article going on.</summary>
    private const int ProseWords = 28;

    /// <summary>A dateline that names no agency stands within the first blocks: the body may follow a standfirst.</summary>
    private const int DatelineZone = 3;

    /// <summary>An author's biography stands within the last blocks.</summary>
    private const int BiographyZone = 4;

    public static StrippedDraft Strip(Draft draft)
    {
        List<Block> kept = [];
        List<Removal> removed = [];
        string? byline = null, source = null;
        IReadOnlyList<Block> blocks = draft.Blocks;
        Zone zone = Zone.Article;
        int lastProse = LastProse(blocks);
        for (int i = 0; i < blocks.Count; i++)
        {
            Block block = blocks[i];
            string line = block.Text;
            if (SectionLabel(draft, blocks, i))
            {
                Remove(line, "section-label");
                continue;
            }

            zone = NextZone(zone, line, block.Kind);
            string? rule = BoilerplateRules.RuleFor(line) ?? RuleInZone(zone, line, block.Kind);
            if (rule is null && kept.Count == 0 && HtmlReader.SameText(line, draft.Title))
            {
                rule = "repeated-title";
            }

            if (rule is null && i > 0 && i >= lastProse - BiographyZone && IsAtEnd(blocks, i) && BoilerplateRules.IsAuthorBiography(line))
            {
                rule = "author-biography";
            }

            if (rule is not null)
            {
                byline ??= rule == "byline" ? BoilerplateRules.BylineName(line) : null;
                Remove(line, rule);
                continue;
            }

            (int length, string? agency) = BoilerplateRules.Dateline(line);
            bool dateline = length > 0 && length < line.Length && (agency is not null || kept.Count < DatelineZone);
            if (dateline && block.Kind == BlockKind.Paragraph && PlainTextReader.Words(line) > 12)
            {
                source ??= agency;
                Remove(line[..length].TrimEnd(), "dateline");
                line = line[length..];
            }

            string untruncated = WithoutTruncationMark(line);
            if (untruncated.Length < line.Length)
            {
                Remove(line[untruncated.Length..], "truncation-mark");
                line = untruncated.TrimEnd();
            }

            if (line.Length > 0)
            {
                kept.Add(line == block.Text ? block : block with { Text = line });
            }
        }

        return new StrippedDraft(kept, removed, byline, source);

        void Remove(string text, string rule) => removed.Add(new Removal(text, RemovalReason.Boilerplate, rule));
    }

    private enum Zone
    {
        Article,
        Related,
        Comments,
    }

    private static Zone NextZone(Zone zone, string line, BlockKind kind)
    {
        if (BoilerplateRules.IsCommentHeading(line))
        {
            return Zone.Comments;
        }

        if (BoilerplateRules.IsRelatedHeading(line))
        {
            return Zone.Related;
        }

        bool prose = kind == BlockKind.Paragraph && PlainTextReader.Words(line) >= ProseWords && EndsAsSentence(line);
        return zone == Zone.Related && prose ? Zone.Article : zone;
    }

    private static string? RuleInZone(Zone zone, string line, BlockKind kind) => zone switch
    {
        Zone.Related => "related",
        Zone.Comments when PlainTextReader.Words(line) < ProseWords || kind != BlockKind.Paragraph || !EndsAsSentence(line) => "comment-form",
        _ => null,
    };

    /// <summary>A label above the headline or the first paragraph: "World Trade", "Companies | Autos".</summary>
    private static bool SectionLabel(Draft draft, IReadOnlyList<Block> blocks, int index)
    {
        string line = blocks[index].Text;
        if (draft.Format != ArticleFormat.Text || index > 3 || EndsAsSentence(line) || PlainTextReader.Words(line) > 6)
        {
            return false;
        }

        bool separated = line.Contains(" | ", StringComparison.Ordinal) || line.Contains(" > ", StringComparison.Ordinal) || line.Contains(" / ", StringComparison.Ordinal);
        return separated || (index == 0 && draft.Title is null && PlainTextReader.IsSectionLabel(blocks));
    }

    /// <summary>Only short lines and boilerplate follow.</summary>
    private static bool IsAtEnd(IReadOnlyList<Block> blocks, int index)
    {
        for (int i = index + 1; i < blocks.Count; i++)
        {
            if (PlainTextReader.Words(blocks[i].Text) >= ProseWords && !BoilerplateRules.IsAuthorBiography(blocks[i].Text))
            {
                return false;
            }
        }

        return true;
    }

    private static int LastProse(IReadOnlyList<Block> blocks)
    {
        int last = blocks.Count - 1;
        while (last > 0 && PlainTextReader.Words(blocks[last].Text) < ProseWords)
        {
            last--;
        }

        return last;
    }

    private static bool EndsAsSentence(string line) => line[^1] is '.' or '!' or '?' or '”' or '"' or '’' or '…';

    /// <summary>News APIs cut the body and say how much is missing: "the price of th… [+1234 chars]".</summary>
    private static string WithoutTruncationMark(string line)
    {
        int at = line.LastIndexOf("[+", StringComparison.Ordinal);
        if (at < 0 || !line.EndsWith("chars]", StringComparison.Ordinal))
        {
            return line;
        }

        return line[..at].TrimEnd().TrimEnd('…');
    }
}
