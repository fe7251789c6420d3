using System.Runtime.InteropServices;
using System.Text;

namespace AllianceMonitor.Articles;

/// <summary>
/// An element or a run of text. Nodes lie in document order, so the descendants of node <c>i</c> are those from <c>i + 1</c> up to <see cref="End"/>, and
/// what a subtree holds is the difference of two running sums.
/// </summary>
/// <param name="Tag">What it is.</param>
/// <param name="Parent">Index of the element around it; 0, the page itself, is its own.</param>
/// <param name="Start">Where in the page the name of the tag, or the text, begins.</param>
/// <param name="Stop">Where the tag or the text ends.</param>
internal record struct HtmlNode(HtmlTag Tag, int Parent, int Start, int Stop)
{
    /// <summary>Index behind the last descendant.</summary>
    public int End { get; set; }
}

/// <summary>A page as a tree of nodes over its source: nothing is copied until somebody asks for a text.</summary>
internal sealed class HtmlTree
{
    private readonly string html;
    private readonly List<HtmlNode> nodes;

    private HtmlTree(string html, List<HtmlNode> nodes) => (this.html, this.nodes) = (html, nodes);

    /// <summary>All nodes in document order; the first is the page itself.</summary>
    public ReadOnlySpan<HtmlNode> Nodes => CollectionsMarshal.AsSpan(nodes);

    /// <summary>The tree of a page; null where its elements are nested deeper than allowed. Linear in the length of the page for a given depth.</summary>
    public static HtmlTree? Parse(string html, int maxNesting) =>
        new HtmlTreeBuilder(html, maxNesting).Build() is { } nodes ? new HtmlTree(html, nodes) : null;

    /// <summary>The characters of a text node as they stand in the page.</summary>
    public ReadOnlySpan<char> Source(HtmlNode node) => html.AsSpan(node.Start, node.Stop - node.Start);

    public HtmlAttributes Attributes(HtmlNode node)
    {
        ReadOnlySpan<char> tag = Source(node);
        int name = tag.IndexOfAny(HtmlTokenizer.NameEnd);
        return new HtmlAttributes(name < 0 ? default : tag[name..]);
    }

    /// <summary>The decoded value of an attribute; null where the element has none of this name.</summary>
    public string? Attribute(HtmlNode node, string name)
    {
        HtmlAttributes attributes = Attributes(node);
        while (attributes.Read())
        {
            if (attributes.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return HtmlEntities.Decode(attributes.Value);
            }
        }

        return null;
    }

    /// <summary>All text of a node, raw text included, decoded.</summary>
    public string Text(int node)
    {
        var text = new StringBuilder();
        for (int i = node; i < Math.Max(Nodes[node].End, node + 1); i++)
        {
            if (Nodes[i].Tag is HtmlTag.Text or HtmlTag.RawText)
            {
                HtmlEntities.AppendDecoded(text, Source(Nodes[i]));
            }
        }

        return text.ToString();
    }

    /// <summary>Characters of the page from the beginning of a node to the end of its last descendant.</summary>
    public int LengthOf(int node) => Nodes[Math.Max(node, Nodes[node].End - 1)].Stop - Nodes[node].Start;

    /// <summary>The content of a raw element as it stands in the page.</summary>
    public ReadOnlySpan<char> Raw(int node) => node + 1 < Nodes[node].End ? Source(Nodes[node + 1]) : default;

    /// <summary>The nearest element at or above a node that is a block, or the page.</summary>
    public int BlockAround(int node)
    {
        while (node > 0 && !Nodes[node].Tag.IsBlock())
        {
            node = Nodes[node].Parent;
        }

        return node;
    }
}
