using System.Collections.Frozen;

namespace AllianceMonitor.Articles;

/// <summary>What the markup says an element is, beside the regions that are taken out.</summary>
internal enum HtmlHint : byte
{
    None,

    /// <summary>Named as what systems call the text of an article: "entry-content", "article-body".</summary>
    Content,

    /// <summary>Said to be the text of an article: <c>itemprop="articleBody"</c>.</summary>
    Body,

    /// <summary>Said to be an article, headline and all: <c>itemtype="https://schema.org/NewsArticle"</c>.</summary>
    Article,

    /// <summary>Named as what stands between headline and text: "standfirst", "article-lead", <c>itemprop="description"</c>.</summary>
    Lead,
}

/// <summary>Tells the regions of a page that tag, role or class name as something other than the article.</summary>
internal sealed class HtmlRegions
{
    /// <summary>The rule of regions that are never shown; they are not reported as removed.</summary>
    public const string Invisible = "invisible";

    /// <summary>A region that holds more than this share of the page's prose is the article, whatever its class says.</summary>
    private const double MaxShareOfPage = 0.5;

    /// <summary>Readers may write more than the author: behind this much prose, their comments are no article however long they are.</summary>
    private const int MinProseBeforeComments = 1_000;

    /// <summary>Hidden text of this many letters is shown by a script when somebody asks for it: the rest of an article, a tab, a slide.</summary>
    private const int MinUnfoldedLetters = 140;

    /// <summary>More letters do not stand under a picture.</summary>
    private const int MaxCaptionLetters = 600;

    /// <summary>Prose of more letters than this speaks against a name: a slug such as <c>id="sharing-the-risk"</c> heads a chapter.</summary>
    private static readonly FrozenDictionary<string, int> MaxProse = new Dictionary<string, int>
    {
        ["share-bar"] = 300, ["byline"] = 600, ["caption"] = MaxCaptionLetters, ["consent"] = 3_000, ["newsletter"] = 1_000, ["navigation"] = 1_000, ["advert"] = 1_500,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<HtmlTag, string> RuleByElement = new Dictionary<HtmlTag, string>
    {
        [HtmlTag.Nav] = "navigation", [HtmlTag.Footer] = "page-footer", [HtmlTag.Form] = "form", [HtmlTag.Aside] = "sidebar", [HtmlTag.Figcaption] = "caption",
        [HtmlTag.Button] = "form", [HtmlTag.Select] = "form", [HtmlTag.Textarea] = "form", [HtmlTag.Label] = "form", [HtmlTag.Dialog] = "consent", [HtmlTag.Menu] = "navigation",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> RuleByRole = new Dictionary<string, string>
    {
        ["navigation"] = "navigation", ["banner"] = "page-header", ["contentinfo"] = "page-footer", ["complementary"] = "sidebar", ["search"] = "form",
        ["dialog"] = "consent", ["alertdialog"] = "consent", ["menu"] = "navigation", ["menubar"] = "navigation", ["form"] = "form",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words of class and id names (split at hyphens, underscores and capitals) and the rule that each speaks for.</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> RuleByWord = Words(
        ("comment-form", "comment comments commenting respond disqus livefyre commentlist coral commentaire commentaires kommentar kommentare leserkommentare comentario comentarios commenti reacties"),
        ("navigation", "nav navbar navigation menu breadcrumb breadcrumbs pagination pager skip sitemap toc topbar tags taglist tagcloud categories"),
        ("share-bar", "share sharing sharebar sharedaddy social socials addthis sharethis addtoany shariff shares follow"),
        ("newsletter", "newsletter subscribe subscription signup paywall mailing optin regwall mc4wp mailchimp cta"),
        ("related", "related relatedposts recommended recommendation recommendations popular trending outbrain taboola mostread readmore alsoread morefrom teaser teasers seealso yarpp zergnet"),
        ("consent", "cookie cookies consent gdpr onetrust privacy"),
        ("advert", "ad ads advert advertisement advertising adslot adsense sponsored sponsor promo promotion banner dfp"),
        ("author-biography", "bio authorbio authorbox biography aboutauthor"),
        ("page-footer", "footer colophon copyright legal disclaimer"),
        ("caption", "caption captions credit credits photocredit"),
        ("sidebar", "sidebar rail"),
        ("byline", "byline dateline timestamp postmeta postedon published updated authorname pubdate"),
        ("hidden", "visuallyhidden screenreader offscreen"));

    /// <summary>Names that speak for a rule only when they stand alone or in front: "hidden" and "widget-area", but not "label-hidden" or "elementor-widget".</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> RuleByFirstWord = Words(
        ("hidden", "hidden"), ("sidebar", "widget widgets"), ("byline", "author authors"));

    /// <summary>Two neighbouring words that mean more together: "post-meta", "read-more", "author-bio".</summary>
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> RuleByPair = Pairs(
        ("byline", "post meta|entry meta|article meta|posted on|post info|author name|author info|post date|entry date|article date|publish date|reading time|read time|post author|article author"),
        ("related", "read more|also read|see also|more from|most read|more stories|more news|more articles|you may|up next|read next|top stories|latest news|latest posts|recent posts|recent articles|similar posts|similar articles|other articles|list posts|further reading|post grid"),
        ("author-biography", "author box|about author|author card|author bio|author profile|author description"),
        ("page-header", "site header|page header"),
        ("hidden", "screen reader|visually hidden|sr only"),
        ("navigation", "back top|tag list|tag links|cat links"),
        ("newsletter", "sign up"),
        ("advert", "inline promo|ad slot"));

    private static readonly FrozenDictionary<string, HtmlHint>.AlternateLookup<ReadOnlySpan<char>> HintByPair = new (HtmlHint Hint, string Pairs)[]
    {
        (HtmlHint.Content, "article body|article content|article text|entry content|post content|post body|post text|story body|story content|story text|body text|body content|content body|main text|blog content|field body|node body|rich text|news text|text content"),
        (HtmlHint.Lead, "article lead|article intro|article summary|article subtitle|article description|article teaser|teaser text|intro text|sub headline|sub title|sub heading|post excerpt|hero text"),
    }.SelectMany(entry => entry.Pairs.Split('|').Select(pair => KeyValuePair.Create(pair, entry.Hint))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<string, HtmlHint>.AlternateLookup<ReadOnlySpan<char>> HintByWord = new (HtmlHint Hint, string Words)[]
    {
        (HtmlHint.Content, "articlebody articlecontent articletext entrycontent postcontent postbody storybody storytext bodytext"),
        (HtmlHint.Lead, "lead lede leader standfirst intro subtitle subheadline subhead dek deck vorspann chapo chapeau entradilla ingress"),
    }.SelectMany(entry => entry.Words.Split(' ').Select(word => KeyValuePair.Create(word, entry.Hint))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly HtmlTree tree;
    private readonly HtmlCounts counts;
    private readonly string?[] rules;
    private readonly HtmlHint[] hints;

    /// <param name="tree">The page.</param>
    /// <param name="counts">Its counts.</param>
    /// <param name="headline">The node of its headline, or -1: what holds that is neither a sidebar nor a header of the site.</param>
    public HtmlRegions(HtmlTree tree, HtmlCounts counts, int headline)
    {
        (this.tree, this.counts) = (tree, counts);
        ReadOnlySpan<HtmlNode> nodes = tree.Nodes;
        rules = new string?[nodes.Length];
        hints = new HtmlHint[nodes.Length];
        double maxProse = counts.Of(0).Prose * MaxShareOfPage;
        int articleEnd = 0;
        for (int i = 1; i < nodes.Length; i++)
        {
            HtmlTag tag = nodes[i].Tag;
            if (tag is HtmlTag.Text or HtmlTag.Br)
            {
                continue;
            }

            bool holdsHeadline = i <= headline && headline < nodes[i].End;
            articleEnd = tag is HtmlTag.Article or HtmlTag.Main ? Math.Max(articleEnd, nodes[i].End) : articleEnd;
            string? rule = counts.IsInvisible(i) || tag == HtmlTag.RawText ? Invisible : RuleFor(i, i < articleEnd);
            if (rule is not null && (rule == Invisible || (tag is not (HtmlTag.Main or HtmlTag.Article) && !holdsHeadline && (counts.Of(i).Prose <= maxProse || AreComments(rule, i)))))
            {
                rules[i] = rule;
                i = nodes[i].End - 1;
            }
        }
    }

    /// <summary>The rule that takes out the region that a node begins, or null. Nodes within a region have none of their own.</summary>
    public string? RuleOf(int node) => rules[node];

    public HtmlHint HintOf(int node) => hints[node];

    private bool AreComments(string rule, int node) => rule == "comment-form" && counts.Before(node).Prose >= MinProseBeforeComments;

    private string? RuleFor(int node, bool inArticle)
    {
        HtmlTag tag = tree.Nodes[node].Tag;
        string? byRole = null, byName = null;
        bool isHidden = false;
        HtmlHint hint = HtmlHint.None;
        HtmlAttributes attributes = tree.Attributes(tree.Nodes[node]);
        while (attributes.Read())
        {
            ReadOnlySpan<char> value = attributes.Value.Trim();
            switch (attributes.Name)
            {
                case "class" or "CLASS" or "id" or "ID":
                    ReadNames(value, ref byName, ref hint);
                    break;
                case "itemprop":
                    hint = value is "articleBody" ? HtmlHint.Body : value is "description" && hint == HtmlHint.None ? HtmlHint.Lead : hint;
                    break;
                case "itemtype" when JsonLd.IsArticleType(value):
                    hint = HtmlHint.Article;
                    break;
                case "itemtype" when value.EndsWith("/Comment", StringComparison.Ordinal) || value.EndsWith("/UserComments", StringComparison.Ordinal):
                    byName = "comment-form";
                    break;
                case "role":
                    byRole = RuleByRole.TryGetValue(value, out string? rule) ? rule : null;
                    break;
                case "hidden":
                case "aria-hidden" when value.Equals("true", StringComparison.OrdinalIgnoreCase):
                case "style" when IsHiding(value):
                    isHidden = true;
                    break;
                default:
                    break;
            }
        }

        hints[node] = hint;
        HtmlCount count = counts.Of(node);
        return RuleByElement.GetValueOrDefault(tag) ?? byRole ?? OfElement(tag, count, inArticle) ?? (tag.IsHeading() ? null : OfName(byName, count, hint))
            ?? (isHidden && (count.Prose < MinUnfoldedLetters || count.LinkDensity > 0.3) ? "hidden" : null);
    }

    private static string? OfElement(HtmlTag tag, HtmlCount count, bool inArticle) => tag switch
    {
        HtmlTag.Header when !inArticle => "page-header",
        HtmlTag.Figure when count.Tables == 0 && count.Quotes == 0 && count.Letters < MaxCaptionLetters => "caption",
        _ => null,
    };

    /// <summary>A lead is often named a teaser; what leads nowhere is no list of other articles.</summary>
    private static string? OfName(string? rule, HtmlCount count, HtmlHint hint) => rule switch
    {
        "related" or "page-header" when hint == HtmlHint.Lead => null,
        "related" or "navigation" when count is { LinkedLetters: 0, Letters: > 80 } => null,
        "hidden" when count.Prose >= MinUnfoldedLetters && count.LinkDensity < 0.3 => null,
        not null when MaxProse.TryGetValue(rule, out int max) && count.Prose > max && count.LinkDensity < 0.25 => null,
        _ => rule,
    };

    private static bool IsHiding(ReadOnlySpan<char> style)
    {
        int at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style[(at + 7)..].TrimStart(" :\t").StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private static void ReadNames(ReadOnlySpan<char> names, ref string? rule, ref HtmlHint hint)
    {
        var words = new HtmlNameWords(names);
        Span<char> pair = stackalloc char[64];
        ReadOnlySpan<char> previous = default;
        string? byFirstWord = null;
        while (words.Read())
        {
            previous = words.IsFirst ? default : previous;
            int length = 0;
            bool isPair = !previous.IsEmpty && pair.TryWrite($"{previous} {words.Word}", out length);
            if (RuleByWord.TryGetValue(words.Word, out string? found)
                || (isPair && RuleByPair.TryGetValue(pair[..length], out found)))
            {
                // "has-sidebar", "no-comments", "with-ads" describe the page around, not this element.
                rule ??= previous is "has" or "no" or "with" or "without" or "is" or "single" or "hide" or "not" ? null : found;
            }

            if (words.IsFirst && RuleByFirstWord.TryGetValue(words.Word, out found))
            {
                byFirstWord ??= found;
            }

            if (hint == HtmlHint.None && ((isPair && HintByPair.TryGetValue(pair[..length], out HtmlHint meant)) || HintByWord.TryGetValue(words.Word, out meant)))
            {
                hint = meant;
            }

            previous = words.Word;
        }

        rule ??= byFirstWord;
    }

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Words(params (string Rule, string Words)[] entries) =>
        Table(entries, ' ');

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Pairs(params (string Rule, string Pairs)[] entries) =>
        Table(entries, '|');

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Table((string Rule, string Names)[] entries, char separator) =>
        entries.SelectMany(entry => entry.Names.Split(separator).Select(name => KeyValuePair.Create(name, entry.Rule)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
