using System.Collections.Frozen;
using AngleSharp.Dom;

namespace AllianceMonitor.Articles;

/// <summary>Takes out the regions of a page that tag, role or class name as something other than the article.</summary>
internal static class HtmlRegions
{
    /// <summary>A region that holds more than this share of the page's paragraphs is the article, whatever its class says.</summary>
    private const double MaxShareOfPage = 0.5;

    private static readonly FrozenDictionary<string, string> RuleByElement = new Dictionary<string, string>
    {
        ["nav"] = "navigation", ["footer"] = "page-footer", ["form"] = "form", ["aside"] = "sidebar", ["figcaption"] = "caption", ["button"] = "form",
        ["select"] = "form", ["textarea"] = "form", ["label"] = "form", ["dialog"] = "consent", ["menu"] = "navigation",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> RuleByRole = new Dictionary<string, string>
    {
        ["navigation"] = "navigation", ["banner"] = "page-header", ["contentinfo"] = "page-footer", ["complementary"] = "sidebar", ["search"] = "form",
        ["dialog"] = "consent", ["alertdialog"] = "consent", ["menu"] = "navigation", ["menubar"] = "navigation", ["form"] = "form",
    }.ToFrozenDictionary();

    /// <summary>Words of class and id names (split at hyphens, underscores and capitals) and the rule that each speaks for.</summary>
    private static readonly FrozenDictionary<string, string> RuleByClassWord = new (string Rule, string Words)[]
    {
        ("comment-form", "comment comments commenting respond disqus livefyre commentlist coral"),
        ("navigation", "nav navbar navigation menu breadcrumb breadcrumbs pagination pager skip sitemap toc topbar tags tag-list tagcloud taglist categories"),
        ("share-bar", "share sharing sharebar sharedaddy social addthis sharethis shares socials follow"),
        ("newsletter", "newsletter subscribe subscription signup paywall mailing optin regwall"),
        ("related", "related recommended recommendation recommendations popular trending outbrain taboola mostread readmore alsoread morefrom teaser teasers seealso"),
        ("consent", "cookie cookies consent gdpr cmp onetrust privacy"),
        ("advert", "ad ads advert advertisement advertising adslot sponsored sponsor promo promotion banner dfp"),
        ("author-biography", "bio authorbio biography aboutauthor"),
        ("page-footer", "footer colophon copyright legal"),
        ("caption", "caption captions credit credits wp-caption-text photocredit"),
        ("sidebar", "sidebar widget widgets rail"),
        ("byline", "byline dateline timestamp postmeta postedon published updated authorname"),
        ("hidden", "hidden sr-only visuallyhidden screenreader offscreen"),
    }
    .SelectMany(entry => entry.Words.Split(' ').Select(word => KeyValuePair.Create(word, entry.Rule)))
    .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Two neighbouring words that mean more together: "post-meta", "read-more", "author-bio".</summary>
    private static readonly FrozenDictionary<string, string> RuleByClassPair = new Dictionary<string, string>
    {
        ["post meta"] = "byline", ["entry meta"] = "byline", ["article meta"] = "byline", ["posted on"] = "byline", ["post info"] = "byline",
        ["author name"] = "byline", ["author info"] = "byline", ["read more"] = "related", ["also read"] = "related", ["see also"] = "related",
        ["more from"] = "related", ["most read"] = "related", ["more stories"] = "related", ["you may"] = "related", ["up next"] = "related",
        ["author box"] = "author-biography", ["about author"] = "author-biography", ["author card"] = "author-biography", ["site header"] = "page-header",
        ["page header"] = "page-header", ["screen reader"] = "hidden", ["visually hidden"] = "hidden", ["sr only"] = "hidden", ["back top"] = "navigation",
        ["sign up"] = "newsletter", ["inline promo"] = "advert", ["ad slot"] = "advert", ["top stories"] = "related", ["latest news"] = "related",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Invisible = ["script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "audio", "video", "head", "input", "math"];

    public static void RemoveNonArticle(IDocument page, List<Removal> removed)
    {
        foreach (IElement element in page.QuerySelectorAll(string.Join(',', Invisible)).ToList())
        {
            element.Remove();
        }

        int wholeLength = ParagraphLength(page.Body!);
        foreach (IElement element in page.Body!.QuerySelectorAll("*").ToList())
        {
            if (element.ParentElement is null || !IsWithin(element, page.Body!) || RuleFor(element) is not { } rule)
            {
                continue;
            }

            if (element.LocalName is "main" or "article" || (wholeLength > 0 && ParagraphLength(element) > wholeLength * MaxShareOfPage))
            {
                continue;
            }

            foreach (string line in Lines(element))
            {
                removed.Add(new Removal(line, RemovalReason.Boilerplate, rule));
            }

            element.Remove();
        }
    }

    private static bool IsWithin(IElement element, IElement body)
    {
        INode? node = element;
        while (node is not null && node != body)
        {
            node = node.Parent;
        }

        return node is not null;
    }

    private static string? RuleFor(IElement element)
    {
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
            || (element.GetAttribute("style") is { } style && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase)))
        {
            return "hidden";
        }

        if (RuleByElement.TryGetValue(element.LocalName, out string? rule)
            || (element.GetAttribute("role") is { } role && RuleByRole.TryGetValue(role, out rule)))
        {
            return rule;
        }

        if (element.LocalName == "header" && element.Closest("article, main") is null)
        {
            return "page-header";
        }

        return RuleForNames(element.ClassName) ?? RuleForNames(element.Id);
    }

    private static string? RuleForNames(string? names)
    {
        if (string.IsNullOrEmpty(names))
        {
            return null;
        }

        foreach (string name in names.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string? previous = null;
            foreach (string word in Words(name))
            {
                if (RuleByClassWord.TryGetValue(word, out string? rule)
                    || (previous is not null && RuleByClassPair.TryGetValue($"{previous} {word}", out rule)))
                {
                    // "has-sidebar", "no-comments", "with-ads" describe the page around, not this element.
                    return previous is "has" or "no" or "with" or "without" or "is" or "single" or "hide" ? null : rule;
                }

                previous = word;
            }
        }

        return null;
    }

    private static IEnumerable<string> Words(string name)
    {
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool separator = i == name.Length || name[i] is '-' or '_' or ':' or '/';
            bool hump = !separator && i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]);
            if (!separator && !hump)
            {
                continue;
            }

            if (i > start)
            {
                yield return name[start..i];
            }

            start = separator ? i + 1 : i;
        }
    }

    private static int ParagraphLength(IElement element)
    {
        int length = 0;
        foreach (IElement paragraph in element.QuerySelectorAll("p"))
        {
            length += paragraph.TextContent.Length;
        }

        return length;
    }

    private static IEnumerable<string> Lines(IElement element)
    {
        string[] lines = element.TextContent.Split('\n');
        foreach (string line in lines)
        {
            string plain = PlainText.Normalize(line);
            if (plain.Length > 0)
            {
                yield return plain;
            }
        }
    }
}
