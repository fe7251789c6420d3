namespace AllianceMonitor.Articles;

/// <summary>The blocks that are article, the lines that are not, and what those lines said about author and agency.</summary>
internal sealed record StrippedDraft(
    IReadOnlyList<Block> Paragraphs, IReadOnlyList<Removal> Removed, string? Byline, string? Source, string? Published);

/// <summary>Decides which blocks of a draft are not article: by what a line says, and by where it stands.</summary>
internal static class Boilerplate
{
    /// <summary>A block with at least this many words, after a related-articles heading, is the article going on.</summary>
    private const int ProseWords = 28;

    /// <summary>A shorter block does not make a page's prose.</summary>
    private const int MinSentenceWords = 10;

    /// <summary>A shorter question is a label: "Any questions?", "Need help?"</summary>
    private const int MinQuestionWords = 4;

    /// <summary>On a page whose regions have been told apart, a longer line above the prose is its lead or its first heading.</summary>
    private const int MaxPageHeadWords = 3;

    /// <summary>An author's biography stands within the last blocks.</summary>
    private const int BiographyZone = 4;

    /// <summary>First what the lines say, then where they stand among what is left: so stripping what was stripped changes nothing.</summary>
    public static StrippedDraft Strip(Draft draft)
    {
        List<(int Place, Removal Removal)> removed = [];
        List<(int Place, Block Block)> kept = [];
        string? byline = null, source = null, published = null;
        Zone zone = Zone.Article;
        for (int i = 0; i < draft.Blocks.Count; i++)
        {
            Block block = draft.Blocks[i];
            string line = block.Text;
            zone = NextZone(zone, line, block.Kind);
            if ((BoilerplateRules.RuleFor(line) ?? RuleInZone(zone, line, block.Kind, draft.Format)) is { } rule)
            {
                published ??= rule == "timestamp" && !kept.Exists(entry => IsProse(entry.Block)) ? ArticleDate.Find(line) : null;
                byline ??= rule == "byline" ? BoilerplateRules.BylineName(line) : null;
                Remove(i, line, rule);
                continue;
            }

            string untruncated = WithoutTruncationMark(line);
            if (untruncated.Length < line.Length)
            {
                Remove(i, line[untruncated.Length..], "truncation-mark");
                block = block with { Text = untruncated.TrimEnd(), IsCut = true };
            }

            if (block.Text.Length > 0)
            {
                kept.Add((i, block));
            }
        }

        StripByPlace(draft, kept, Remove);
        for (int i = 0; i < kept.Count; i++)
        {
            (int place, Block block) = kept[i];
            (int length, string? agency) = BoilerplateRules.Dateline(block.Text);
            bool proseFollows = length > 0 && block.Kind == BlockKind.Paragraph && WordCount.Of(block.Text[length..]) >= MinSentenceWords;
            if (proseFollows && (agency is not null || i == 0))
            {
                source ??= agency;
                Remove(place, block.Text[..length].TrimEnd(), "dateline");
                kept[i] = (place, block with { Text = block.Text[length..] });
            }
        }

        return new StrippedDraft([.. kept.Select(entry => entry.Block)], [.. removed.OrderBy(entry => entry.Place).Select(entry => entry.Removal)], byline, source, published);

        void Remove(int place, string text, string rule) => removed.Add((place, new Removal(text, RemovalReason.Boilerplate, rule)));
    }

    /// <summary>Each removal moves the others closer to the edges: until nothing more goes.</summary>
    private static void StripByPlace(Draft draft, List<(int Place, Block Block)> kept, Action<int, string, string> remove)
    {
        int before;
        do
        {
            before = kept.Count;
            IReadOnlyList<Block> blocks = [.. kept.Select(entry => entry.Block)];
            int firstProse = FirstProse(blocks), lastProse = LastProse(blocks);
            int biographies = Math.Max(LastLong(blocks), lastProse < blocks.Count ? lastProse - BiographyZone : 0);
            for (int i = blocks.Count - 1; i >= 0; i--)
            {
                string? rule = SectionLabel(draft, blocks, i) ? "section-label"
                    : i < firstProse && draft.Title is not null && IsLabel(blocks[i]) && (draft.Format != ArticleFormat.Html || WordCount.Of(blocks[i].Text) <= MaxPageHeadWords) ? "page-head"
                    : i > lastProse && IsLabel(blocks[i]) && !IsClosingQuestion(draft, blocks, i, lastProse) ? "page-tail"
                    : i == 0 && HtmlReader.SameText(blocks[i].Text, draft.Title) ? "repeated-title"
                    : i > 0 && i >= biographies && BoilerplateRules.IsAuthorBiography(blocks[i].Text) ? "author-biography"
                    : null;
                if (rule is not null)
                {
                    remove(kept[i].Place, blocks[i].Text, rule);
                    kept.RemoveAt(i);
                }
            }
        }
        while (kept.Count < before);
    }

    /// <summary>A short text that is no sentence: outlet names, section labels, counters, buttons.</summary>
    private static bool IsLabel(Block block) =>
        block.Kind is BlockKind.Paragraph or BlockKind.Heading && !block.IsCut && WordCount.Of(block.Text) <= 12 && block.Text[^1] is not ('.' or '”' or '"' or '!' or '’' or '。' or '！' or '」');

    /// <summary>In plain text a question behind the last prose, with nothing after it, is how the article ends; several are headlines of others.</summary>
    private static bool IsClosingQuestion(Draft draft, IReadOnlyList<Block> blocks, int index, int lastProse) =>
        draft.Format == ArticleFormat.Text && index == lastProse + 1 && index == blocks.Count - 1 && blocks[index].Text[^1] == '?' && WordCount.Of(blocks[index].Text) >= MinQuestionWords;

    private enum Zone
    {
        Article,
        Author,
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

        if (BoilerplateRules.IsAuthorHeading(line))
        {
            return Zone.Author;
        }

        bool prose = kind == BlockKind.Paragraph && WordCount.Of(line) >= ProseWords && EndsAsSentence(line);
        return zone == Zone.Related && prose ? Zone.Article : zone;
    }

    private static string? RuleInZone(Zone zone, string line, BlockKind kind, ArticleFormat format) => zone switch
    {
        Zone.Related => "related",
        Zone.Author => "author-biography",
        // On a page, nothing follows the readers' comments; in scraped text, the article may go on behind a form.
        Zone.Comments when format == ArticleFormat.Html || WordCount.Of(line) < ProseWords || kind != BlockKind.Paragraph || !EndsAsSentence(line) => "comment-form",
        _ => null,
    };

    /// <summary>A label around the headline: "World Trade", "Companies | Autos", the outlet's name.</summary>
    private static bool SectionLabel(Draft draft, IReadOnlyList<Block> blocks, int index)
    {
        string line = blocks[index].Text;
        if (draft.Format != ArticleFormat.Text || index > 5 || EndsAsSentence(line) || WordCount.Of(line) > 8)
        {
            return false;
        }

        bool separated = line.Contains(" | ", StringComparison.Ordinal) || line.Contains(" > ", StringComparison.Ordinal) || line.Contains(" / ", StringComparison.Ordinal);
        bool aboveFirstProse = draft.Title is not null && blocks.Take(index).All(block => WordCount.Of(block.Text) < 12);
        return separated || aboveFirstProse || (index == 0 && draft.Title is null && PlainTextReader.IsSectionLabel(blocks));
    }

    /// <summary>The last long block that is no biography: behind it, only short lines and boilerplate follow.</summary>
    private static int LastLong(IReadOnlyList<Block> blocks)
    {
        int last = blocks.Count - 1;
        while (last >= 0 && (WordCount.Of(blocks[last].Text) < ProseWords || BoilerplateRules.IsAuthorBiography(blocks[last].Text)))
        {
            last--;
        }

        return last;
    }

    private static int FirstProse(IReadOnlyList<Block> blocks)
    {
        int first = 0;
        while (first < blocks.Count && !IsProse(blocks[first]))
        {
            first++;
        }

        return first < blocks.Count ? first : 0;
    }

    private static int LastProse(IReadOnlyList<Block> blocks)
    {
        int last = blocks.Count - 1;
        while (last >= 0 && !IsProse(blocks[last]))
        {
            last--;
        }

        return last >= 0 ? last : blocks.Count;
    }

    /// <summary>A sentence of some length, or a table: something that an article is made of.</summary>
    private static bool IsProse(Block block) =>
        block.Kind is BlockKind.TableRow or BlockKind.ListItem
        || (WordCount.Of(block.Text) >= MinSentenceWords && (block.IsCut || EndsAsSentence(block.Text)) && !BoilerplateRules.IsAuthorBiography(block.Text));

    private static bool EndsAsSentence(string line) => line[^1] is '.' or '!' or '?' or '”' or '"' or '’' or '…' or '。' or '！' or '？' or '」';

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
