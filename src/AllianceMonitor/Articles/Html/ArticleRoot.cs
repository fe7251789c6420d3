namespace AllianceMonitor.Articles;

/// <summary>Where the article stands on a page: an element, without what precedes the headline, with the lead above it.</summary>
/// <param name="Root">The element.</param>
/// <param name="Start">The first node of it that belongs to the article.</param>
/// <param name="End">Behind the last node.</param>
/// <param name="LeadStart">From here up to the root, prose is the article's lead.</param>
internal readonly record struct ArticlePlace(int Root, int Start, int End, int LeadStart)
{
    public bool Contains(HtmlBlock block) =>
        (block.Node >= Start && block.Node < End) || (block.Node >= LeadStart && block.Node < Root && ArticleRoot.IsLead(block.Block));
}

/// <summary>Finds the element of a page that holds the article: the one with the most prose and the least links.</summary>
internal sealed class ArticleRoot
{
    /// <summary>A block shorter than this (in characters) does not speak for its container.</summary>
    private const int MinScoredLength = 40;

    /// <summary>A block with a larger share of links is no prose.</summary>
    private const double MaxLinkDensity = 0.5;

    /// <summary>Elements around the best one that may add nothing before one that does.</summary>
    private const int MaxWrappers = 4;

    private const int MinLeadWords = 7;

    /// <summary>In scripts without spaces, few characters say much.</summary>
    private const int MinScoredWords = 9;

    /// <summary>With this much prose (in characters), what holds the headline is no teaser.</summary>
    private const int MinHeadedProse = 2_000;

    /// <summary>What a block gives to an element, it gives to the one around it in this part.</summary>
    private const double Decay = 0.6;

    private readonly HtmlTree tree;
    private readonly HtmlRegions regions;
    private readonly IReadOnlyList<HtmlBlock> blocks;

    /// <summary>Before each node: characters of prose, characters of text, characters in links.</summary>
    private readonly (int Prose, int Text, int Linked)[] sums;

    private ArticleRoot(HtmlTree tree, HtmlRegions regions, IReadOnlyList<HtmlBlock> blocks)
    {
        (this.tree, this.regions, this.blocks) = (tree, regions, blocks);
        sums = new (int, int, int)[tree.Nodes.Length + 1];
        foreach (HtmlBlock block in blocks.Where(block => block.Rule is null))
        {
            int length = block.Block.Text.Length;
            ref (int Prose, int Text, int Linked) sum = ref sums[block.Node + 1];
            sum = (sum.Prose + (IsProse(block.Block) ? length : 0), sum.Text + length, sum.Linked + (int)(length * block.Block.LinkDensity));
        }

        for (int i = 1; i < sums.Length; i++)
        {
            sums[i] = (sums[i].Prose + sums[i - 1].Prose, sums[i].Text + sums[i - 1].Text, sums[i].Linked + sums[i - 1].Linked);
        }
    }

    /// <summary>The place of the article.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="regions">What its markup says.</param>
    /// <param name="blocks">Its blocks; those that are taken out do not count.</param>
    /// <param name="headline">The node of its headline, or -1.</param>
    public static ArticlePlace Find(HtmlTree tree, HtmlRegions regions, IReadOnlyList<HtmlBlock> blocks, int headline)
    {
        var finder = new ArticleRoot(tree, regions, blocks);
        int around = finder.Named(headline) ?? finder.Climb(finder.BestScored());
        int root = finder.Descend(around), end = tree.Nodes[root].End;
        bool headlineIsBefore = headline >= 0 && headline < root, headlineIsWithin = headline >= root && headline < end;
        int start = headlineIsWithin && finder.Between(root, headline).Prose < 0.2 * finder.Of(root).Prose ? headline : root;
        return new ArticlePlace(root, start, end, headlineIsBefore ? headline + 1 : headlineIsWithin ? root : around);
    }

    /// <summary>A sentence or two between headline and text.</summary>
    public static bool IsLead(Block block) => block.Text.Length >= MinScoredLength && block.LinkDensity < 0.3 && WordCount.Of(block.Text) >= MinLeadWords;

    /// <summary>The element with the most prose, where what is near counts more than what is deep.</summary>
    private int BestScored()
    {
        var scores = new double[tree.Nodes.Length];
        int best = 0;
        foreach (HtmlBlock block in blocks)
        {
            if (block.Rule is not null || !IsProse(block.Block))
            {
                continue;
            }

            string text = block.Block.Text;
            double score = (1 - block.Block.LinkDensity) * (1 + Math.Min(text.Length / 100.0, 4) + text.AsSpan().Count(','));
            int node = IsParagraph(tree.Nodes[block.Container].Tag) ? tree.Nodes[block.Container].Parent : block.Container;
            for (double share = 1; share > 0.2; share *= Decay)
            {
                scores[node] += score * share;
                best = scores[node] > scores[best] ? node : best;
                if (node == 0)
                {
                    break;
                }

                node = tree.Nodes[node].Parent;
            }
        }

        return best;
    }

    /// <summary>The element that the page itself calls the article, when it holds most of the prose, or the headline and enough of it: readers may write more than the author.</summary>
    private int? Named(int headline)
    {
        int body = 0, article = 0, main = 0, headed = 0;
        for (int i = 1; i < tree.Nodes.Length; i++)
        {
            body = regions.HintOf(i) == HtmlHint.Body && Of(i).Prose > Of(body, 0).Prose ? i : body;
            article = IsArticle(i) && Of(i).Prose > Of(article, 0).Prose ? i : article;
            main = tree.Nodes[i].Tag == HtmlTag.Main && Of(i).Prose > Of(main, 0).Prose ? i : main;
        }

        for (int i = headline; i > 0; i = tree.Nodes[i].Parent)
        {
            headed = IsArticle(i) ? i : headed;
        }

        int prose = Of(0).Prose / 2;
        return Of(headed, 0).Prose >= MinHeadedProse ? headed : Of(body, 0).Prose > prose ? body : Of(article, 0).Prose > prose ? article : Of(main, 0).Prose > prose ? main : null;
    }

    private bool IsArticle(int node) => tree.Nodes[node].Tag == HtmlTag.Article || (regions.HintOf(node) == HtmlHint.Article && tree.Nodes[node].Tag is not (HtmlTag.Body or HtmlTag.Html));

    /// <summary>An article split over sibling containers: up while the element around adds prose rather than links.</summary>
    private int Climb(int node)
    {
        int levels = 0;
        for (int child = node, parent = tree.Nodes[node].Parent; child > 0 && levels < MaxWrappers; child = parent, parent = tree.Nodes[parent].Parent)
        {
            (int Prose, int Text, int Linked) own = Of(node), around = Of(parent);
            bool addsProse = around.Prose > 1.15 * own.Prose && around.Linked - own.Linked <= 0.5 * (around.Text - own.Text);
            if (addsProse && (levels == 0 || HasTwin(child, parent)))
            {
                (node, levels) = (parent, 0);
            }
            else
            {
                levels++;
            }
        }

        return node;
    }

    /// <summary>A sibling is of the same kind as the child and holds prose, as the steps of a recipe and the posts of a live blog do.</summary>
    private bool HasTwin(int child, int parent)
    {
        HtmlNode one = tree.Nodes[child];
        string name = FirstName(one);
        for (int i = parent + 1; i < tree.Nodes[parent].End; i = tree.Nodes[i].End)
        {
            if (i != child && tree.Nodes[i].Tag == one.Tag && Of(i).Prose > 0 && FirstName(tree.Nodes[i]) == name)
            {
                return true;
            }
        }

        return false;
    }

    private string FirstName(HtmlNode node) => (tree.Attribute(node, "class") ?? "").Split(' ', 2)[0];

    /// <summary>The element within that is named as the text of an article, when it holds nearly all of the prose.</summary>
    private int Descend(int root)
    {
        int end = tree.Nodes[root].End, prose = Of(root).Prose;
        for (int i = root + 1; i < end; i++)
        {
            if (regions.HintOf(i) is HtmlHint.Content or HtmlHint.Body && Of(i).Prose > 0.8 * prose)
            {
                root = i;
            }
        }

        return root;
    }

    private (int Prose, int Text, int Linked) Of(int node) => Between(node, tree.Nodes[node].End);

    /// <summary>As <see cref="Of(int)"/>, where node 0 stands for none.</summary>
    private (int Prose, int Text, int Linked) Of(int node, int none) => node == none ? default : Of(node);

    private (int Prose, int Text, int Linked) Between(int start, int end) =>
        (sums[end].Prose - sums[start].Prose, sums[end].Text - sums[start].Text, sums[end].Linked - sums[start].Linked);

    internal static bool IsProse(Block block) => block.Kind != BlockKind.Heading && block.LinkDensity < MaxLinkDensity && (block.Text.Length >= MinScoredLength || WordCount.Of(block.Text) >= MinScoredWords);

    private static bool IsParagraph(HtmlTag tag) => tag is HtmlTag.P or HtmlTag.Li or HtmlTag.Pre or HtmlTag.Blockquote or HtmlTag.Dd or HtmlTag.Td;
}
