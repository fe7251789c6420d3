namespace AllianceMonitor.Articles;

/// <summary>Takes lists of links to other articles out of an article, with the labels that head them.</summary>
internal sealed class LinkLists
{
    /// <summary>Above this share of linked characters a block is a list of links, not prose.</summary>
    private const double MaxLinkDensity = 0.6;

    /// <summary>The same of an item of a list that is none of links as a whole.</summary>
    private const double MaxItemDensity = 0.85;

    /// <summary>From this share of linked characters an element without much prose is a list of links.</summary>
    private const double MinListDensity = 0.5;

    /// <summary>A longer block is prose, however many links it has.</summary>
    private const int MaxWords = 40;

    /// <summary>What is left of an element of which most was taken out is a label up to this length.</summary>
    private const int MaxLabelLength = 60;

    private const int MaxLabelWords = 8;

    private static readonly HashSet<string> ListRules = ["link-list", "related", "newsletter", "share-bar", "sidebar", "navigation"];

    private readonly HtmlTree tree;
    private readonly IReadOnlyList<HtmlBlock> blocks;

    /// <summary>Before each node, characters: of text that is left, of links in it, of prose in it, of text that was taken out.</summary>
    private readonly (int Text, int Linked, int Prose, int Removed)[] sums;

    private LinkLists(HtmlTree tree, IReadOnlyList<HtmlBlock> blocks)
    {
        (this.tree, this.blocks) = (tree, blocks);
        sums = new (int, int, int, int)[tree.Nodes.Length + 1];
        foreach (HtmlBlock block in blocks)
        {
            int length = block.Block.Text.Length;
            ref (int Text, int Linked, int Prose, int Removed) sum = ref sums[block.Node + 1];
            sum = block.Rule is not null
                ? sum with { Removed = sum.Removed + length }
                : (sum.Text + length, sum.Linked + (int)(length * block.Block.LinkDensity), sum.Prose + (ArticleRoot.IsProse(block.Block) ? length : 0), sum.Removed);
        }

        for (int i = 1; i < sums.Length; i++)
        {
            sums[i] = (sums[i].Text + sums[i - 1].Text, sums[i].Linked + sums[i - 1].Linked, sums[i].Prose + sums[i - 1].Prose, sums[i].Removed + sums[i - 1].Removed);
        }
    }

    public static void Remove(HtmlTree tree, IReadOnlyList<HtmlBlock> blocks, int root)
    {
        var lists = new LinkLists(tree, blocks);
        lists.RemoveElements(root);
        lists.RemoveBlocks();
        lists.RemoveLabels();
    }

    private void RemoveElements(int root)
    {
        var listEnd = new int[tree.Nodes.Length];
        for (int i = root + 1; i < tree.Nodes[root].End; i++)
        {
            HtmlNode node = tree.Nodes[i];
            if (node.Tag is not (HtmlTag.Div or HtmlTag.Section or HtmlTag.Ul or HtmlTag.Ol or HtmlTag.Dl or HtmlTag.Table or HtmlTag.Article or HtmlTag.Center or HtmlTag.Header))
            {
                continue;
            }

            (int text, int linked, int prose, int removed) = (sums[node.End].Text - sums[i].Text, sums[node.End].Linked - sums[i].Linked, sums[node.End].Prose - sums[i].Prose, sums[node.End].Removed - sums[i].Removed);
            bool isList = linked >= MinListDensity * text && prose < 0.3 * text;
            bool isLabel = removed > text && prose == 0 && text <= MaxLabelLength;
            if (text > 0 && (isList || isLabel))
            {
                listEnd[i] = node.End;
                i = node.End - 1;
            }
        }

        int end = 0, at = 0;
        foreach (HtmlBlock block in blocks)
        {
            for (; at <= block.Node; at++)
            {
                end = Math.Max(end, listEnd[at]);
            }

            if (block.Rule is null && block.Node < end)
            {
                block.Rule = "link-list";
            }
        }
    }

    private void RemoveBlocks()
    {
        foreach (HtmlBlock block in blocks)
        {
            Block text = block.Block;
            if (block.Rule is null && text.LinkDensity > (text.Kind == BlockKind.ListItem ? MaxItemDensity : MaxLinkDensity) && text.Kind != BlockKind.Heading && WordCount.Of(text.Text) < MaxWords)
            {
                block.Rule = "link-list";
            }
        }
    }

    /// <summary>"Read also:" and headings in front of what was taken out, where nothing but another heading follows.</summary>
    private void RemoveLabels()
    {
        for (int i = blocks.Count - 2; i >= 0; i--)
        {
            HtmlBlock block = blocks[i];
            if (block.Rule is not null || !ListRules.Contains(blocks[i + 1].Rule ?? "") || WordCount.Of(block.Block.Text) > MaxLabelWords)
            {
                continue;
            }

            int next = i + 1;
            while (next < blocks.Count && blocks[next].Rule is not null)
            {
                next++;
            }

            bool headsNothing = block.Block.Kind == BlockKind.Heading && (next == blocks.Count || blocks[next].Block.Kind == BlockKind.Heading);
            bool isLabel = block.Block.Text[^1] is ':' or '…' || block.Block.Text.EndsWith("...", StringComparison.Ordinal);
            if (headsNothing || isLabel)
            {
                block.Rule = blocks[i + 1].Rule;
            }
        }
    }
}
