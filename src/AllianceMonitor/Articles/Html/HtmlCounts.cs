namespace AllianceMonitor.Articles;

/// <summary>What stands before a place of the tree; the difference of two is what stands between them.</summary>
internal readonly record struct HtmlCount(int Letters, int LinkedLetters, int Paragraphs, int Quotes, int Tables, int Blocks)
{
    /// <summary>Share of the letters that are links, 0.0 to 1.0.</summary>
    public double LinkDensity => Letters == 0 ? 0 : (double)LinkedLetters / Letters;

    /// <summary>Letters outside links.</summary>
    public int Prose => Letters - LinkedLetters;

    public static HtmlCount operator -(HtmlCount a, HtmlCount b) => new(
        a.Letters - b.Letters, a.LinkedLetters - b.LinkedLetters, a.Paragraphs - b.Paragraphs, a.Quotes - b.Quotes, a.Tables - b.Tables, a.Blocks - b.Blocks);
}

/// <summary>Running sums over the nodes of a page in document order: what any subtree holds takes one subtraction.</summary>
internal sealed class HtmlCounts
{
    /// <summary>With more text than this, <c>noscript</c> holds the article itself and not a plea to turn scripts on.</summary>
    private const int MaxPleaLetters = 400;

    private readonly HtmlTree tree;
    private readonly HtmlCount[] sums;

    /// <summary>Letters before each node, the invisible among them.</summary>
    private readonly int[] letters;

    public HtmlCounts(HtmlTree tree)
    {
        this.tree = tree;
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        letters = new int[nodes.Length + 1];
        for (int i = 0; i < nodes.Length; i++)
        {
            letters[i + 1] = letters[i] + (nodes[i].Tag == HtmlTag.Text ? Letters(tree.Source(nodes[i])) : 0);
        }

        sums = new HtmlCount[nodes.Length + 1];
        int invisibleEnd = 0, linkEnd = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            HtmlNode node = nodes[i];
            HtmlCount sum = sums[i];
            invisibleEnd = i >= invisibleEnd && IsInvisible(i) ? node.End : invisibleEnd;
            if (i < invisibleEnd)
            {
                sums[i + 1] = sum;
                continue;
            }

            switch (node.Tag)
            {
                case HtmlTag.Text:
                    int own = letters[i + 1] - letters[i];
                    sum = sum with { Letters = sum.Letters + own, LinkedLetters = sum.LinkedLetters + (i < linkEnd ? own : 0) };
                    break;
                case HtmlTag.A:
                    linkEnd = Math.Max(linkEnd, node.End);
                    break;
                case HtmlTag tag when tag.IsBlock():
                    sum = sum with
                    {
                        Blocks = sum.Blocks + 1,
                        Paragraphs = sum.Paragraphs + (tag == HtmlTag.P ? 1 : 0),
                        Quotes = sum.Quotes + (tag is HtmlTag.Blockquote or HtmlTag.Pre ? 1 : 0),
                        Tables = sum.Tables + (tag == HtmlTag.Table ? 1 : 0),
                    };
                    break;
                default:
                    break;
            }

            sums[i + 1] = sum;
        }
    }

    /// <summary>The sum over a node and its descendants.</summary>
    public HtmlCount Of(int node) => sums[tree.Nodes[node].End] - sums[node];

    /// <summary>The sum over what stands before a node.</summary>
    public HtmlCount Before(int node) => sums[node];

    /// <summary>The sum over the descendants of a node.</summary>
    public HtmlCount Within(int node) => sums[tree.Nodes[node].End] - sums[node + 1];

    /// <summary>The element is of a kind that is not shown; a <c>noscript</c> with much text is what the page has in place of its scripts.</summary>
    public bool IsInvisible(int node) => tree.Nodes[node].Tag switch
    {
        HtmlTag.Noscript => letters[tree.Nodes[node].End] - letters[node] <= MaxPleaLetters,
        HtmlTag tag => tag.IsInvisible(),
    };

    private static int Letters(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (char c in text)
        {
            count += char.IsWhiteSpace(c) ? 0 : 1;
        }

        return count;
    }
}
