using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>A block of text and where it stands.</summary>
/// <param name="block">The text.</param>
/// <param name="node">The node of its first text.</param>
/// <param name="container">The block element around it.</param>
internal sealed class HtmlBlock(Block block, int node, int container)
{
    public Block Block { get; } = block;
    public int Node { get; } = node;
    public int Container { get; } = container;

    /// <summary>The rule that takes it out, or null.</summary>
    public string? Rule { get; set; }
}

/// <summary>Walks a page in document order and cuts its text into blocks where block elements (or two line breaks) do.</summary>
internal sealed class HtmlBlockWriter(HtmlTree tree, HtmlCounts counts, HtmlRegions regions)
{
    /// <summary>A cell with more letters than this is no cell of a table of figures.</summary>
    private const int MaxCellLetters = 400;

    private readonly List<HtmlBlock> blocks = [];
    private Line line = new(null, 0);
    private bool inRow;

    public List<HtmlBlock> Write()
    {
        WriteChildren(0, BlockKind.Paragraph, inLink: false);
        Flush(BlockKind.Paragraph);
        return blocks;
    }

    /// <summary>The text that the block being written has so far.</summary>
    private sealed class Line(string? rule, int container)
    {
        public StringBuilder Text { get; } = new();
        public string? Rule { get; } = rule;
        public int Container { get; set; } = container;
        public int FirstNode { get; set; } = -1;
        public int Linked { get; set; }
        public int Breaks { get; set; }
    }

    private void WriteChildren(int parent, BlockKind kind, bool inLink)
    {
        int end = tree.Nodes[parent].End;
        for (int node = parent + 1; node < end; node = tree.Nodes[node].End)
        {
            HtmlTag tag = tree.Nodes[node].Tag;
            if (tag == HtmlTag.Text)
            {
                AppendText(node, kind, inLink);
            }
            else if (regions.RuleOf(node) is { } rule)
            {
                if (rule != HtmlRegions.Invisible)
                {
                    WriteRegion(node, rule, kind, inLink);
                }
            }
            else if (tag == HtmlTag.Br)
            {
                Break(kind);
            }
            else
            {
                WriteElement(node, tag, kind, inLink);
            }
        }
    }

    /// <summary>What is taken out stands in blocks of its own; around a region within a line, the line goes on.</summary>
    private void WriteRegion(int node, string rule, BlockKind kind, bool inLink)
    {
        bool isBlock = tree.Nodes[node].Tag.IsBlock();
        if (isBlock)
        {
            Flush(kind);
        }

        (Line around, bool aroundRow) = (line, inRow);
        (line, inRow) = (new Line(rule, node), false);
        WriteElement(node, tree.Nodes[node].Tag, isBlock ? KindOf(tree.Nodes[node].Tag, kind) : BlockKind.Paragraph, inLink);
        Flush(BlockKind.Paragraph);
        (line, inRow) = (around, aroundRow);
    }

    private void WriteElement(int node, HtmlTag tag, BlockKind kind, bool inLink)
    {
        if (!tag.IsBlock())
        {
            WriteChildren(node, kind, inLink || tag == HtmlTag.A);
            return;
        }

        if (inRow)
        {
            line.Text.Append(tag is HtmlTag.Td or HtmlTag.Th && line.Text.Length > 0 ? " | " : " ");
            WriteChildren(node, kind, inLink);
            line.Text.Append(' ');
            return;
        }

        Flush(kind);
        BlockKind own = KindOf(tag, kind);
        int around = line.Container;
        line.Container = node;
        if (tag == HtmlTag.Tr && !IsLayout(node))
        {
            inRow = true;
            WriteChildren(node, own, inLink);
            inRow = false;
            Flush(BlockKind.TableRow);
        }
        else
        {
            WriteChildren(node, own, inLink);
            Flush(own);
        }

        line.Container = around;
    }

    /// <summary>A row that places text on a page, as mail and old pages do, rather than figures side by side: one cell, or cells with paragraphs or tables in them.</summary>
    private bool IsLayout(int row)
    {
        int filled = 0;
        bool hasBlocks = false;
        for (int cell = row + 1; cell < tree.Nodes[row].End; cell = tree.Nodes[cell].End)
        {
            if (tree.Nodes[cell].Tag == HtmlTag.Text)
            {
                continue;
            }

            HtmlCount count = counts.Within(cell);
            filled += count.Letters > 0 ? 1 : 0;
            hasBlocks |= count.Blocks > 0;
            if (count.Tables > 0 || count.Paragraphs > 1 || count.Letters > MaxCellLetters)
            {
                return true;
            }
        }

        return filled <= 1 && hasBlocks;
    }

    private static BlockKind KindOf(HtmlTag tag, BlockKind outer) => tag switch
    {
        _ when tag.IsHeading() => BlockKind.Heading,
        HtmlTag.Li or HtmlTag.Dd or HtmlTag.Dt => BlockKind.ListItem,
        HtmlTag.Blockquote => BlockKind.Quote,
        _ => outer,
    };

    private void AppendText(int node, BlockKind kind, bool inLink)
    {
        ReadOnlySpan<char> text = tree.Source(tree.Nodes[node]);
        if (tree.Nodes[line.Container].Tag == HtmlTag.Pre)
        {
            // An empty line ends a paragraph where line breaks are shown as they are.
            while (text.IndexOf("\n\n") is >= 0 and var at)
            {
                Append(node, text[..at], inLink);
                Flush(kind);
                text = text[(at + 2)..];
            }
        }

        Append(node, text, inLink);
    }

    private void Append(int node, ReadOnlySpan<char> text, bool inLink)
    {
        if (!text.IsWhiteSpace())
        {
            line.Breaks = 0;
            line.Linked += inLink ? text.Length : 0;
            line.FirstNode = line.FirstNode < 0 ? node : line.FirstNode;
        }

        HtmlEntities.AppendDecoded(line.Text, text);
    }

    private void Break(BlockKind kind)
    {
        if (!inRow && ++line.Breaks >= 2)
        {
            Flush(kind);
        }
        else
        {
            line.Text.Append('\n');
        }
    }

    private void Flush(BlockKind kind)
    {
        if (line.FirstNode >= 0)
        {
            string plain = PlainText.Normalize(line.Text.ToString());
            if (plain.Length > 0)
            {
                blocks.Add(new HtmlBlock(new Block(plain, kind, Math.Min(1, (double)line.Linked / plain.Length)), line.FirstNode, line.Container) { Rule = line.Rule });
            }
        }

        line.Text.Clear();
        line.FirstNode = -1;
        line.Linked = 0;
        line.Breaks = 0;
    }
}
