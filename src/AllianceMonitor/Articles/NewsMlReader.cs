using System.Xml.Linq;

namespace AllianceMonitor.Articles;

/// <summary>A newsItem of NewsML-G2 (IPTC) with its text inline, as XHTML, NITF or plain text.</summary>
internal static class NewsMlReader
{
    public static (Draft? Draft, Rejection? Rejection) Read(XElement item, ReadingLimits limits)
    {
        XElement? meta = item.Child("itemMeta"), content = item.Child("contentMeta");
        XElement? status = meta.Child("pubStatus");
        (ArticleNotice notice, Rejection? withheld) = PublishingStatus.Of(status.AttributeText("qcode") ?? status.AttributeText("uri"));
        if (withheld is not null)
        {
            return (null, withheld);
        }

        List<Removal> removed = [];
        XElement? nitf = item.Child("contentSet")?.Descendants().FirstOrDefault(element => element.Name.LocalName == "nitf");
        string? title = content.Child("headline").Plain() ?? (nitf is null ? null : NitfReader.Title(nitf)) ?? meta.Child("title").Plain();
        IReadOnlyList<Block> blocks = nitf is not null ? NitfReader.Body(nitf, title, limits, removed) : Body(item.Child("contentSet"), title, limits, removed);
        if (blocks.Count == 0 && notice != ArticleNotice.Retraction && EditorialNotice.OfTitle(title ?? "") != ArticleNotice.Retraction)
        {
            string kind = meta.Child("itemClass").AttributeText("qcode") is { } itemClass ? $" (itemClass {PlainText.Normalize(itemClass)})" : "";
            return (null, new Rejection("no-article-text", $"The newsItem{kind} has no text inline; content that it only refers to is not fetched."));
        }

        return (new Draft
        {
            Format = ArticleFormat.Xml,
            Title = title,
            Byline = content.Child("by").Plain() ?? Names(content.Children("creator")) ?? Names(content.Children("contributor")),
            Source = Name(content.Child("infoSource")) ?? Name(meta.Child("provider")) ?? Name(item.Child("rightsInfo/copyrightHolder")),
            Published = ArticleDate.Normalize(meta.Child("versionCreated").Plain()) ?? ArticleDate.Normalize(meta.Child("firstCreated").Plain()) ?? ArticleDate.Normalize(content.Child("contentCreated").Plain()),
            Language = HtmlMetadata.LanguageOf(content.Child("language").AttributeText("tag") ?? item.Language()),
            Identity = item.AttributeText("guid"),
            Notice = notice,
            EmbargoedUntil = ArticleDate.Parse(ArticleDate.Normalize(meta.Child("embargoed").Plain())),
            EditorNotes = [.. meta.Children("edNote").Select(note => note.Plain()).OfType<string>()],
            Blocks = blocks,
            Removed = removed,
        }, null);
    }

    /// <summary>The first rendition that has text: inline XML, or inline data as HTML or plain text.</summary>
    private static IReadOnlyList<Block> Body(XElement? contentSet, string? title, ReadingLimits limits, List<Removal> removed)
    {
        foreach (XElement rendition in contentSet?.Elements() ?? [])
        {
            string type = rendition.AttributeText("contenttype") ?? "";
            bool isText = rendition.Name.LocalName == "inlineXML" || (rendition.Name.LocalName == "inlineData" && rendition.AttributeText("encoding") is null && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase));
            if (!isText)
            {
                continue;
            }

            IReadOnlyList<Block> blocks = rendition.HasElements ? HtmlReader.ReadFragment(rendition.InnerHtml(), limits, removed)
                : type.Contains("html", StringComparison.OrdinalIgnoreCase) ? HtmlReader.ReadFragment(rendition.Value, limits, removed)
                : PlainTextReader.ReadBody(rendition.Value);
            if (blocks.Count > 0)
            {
                return blocks.Count > 1 && HtmlReader.SameText(blocks[0].Text, title) ? [.. blocks.Skip(1)] : blocks;
            }
        }

        return [];
    }

    private static string? Names(IEnumerable<XElement> parties) => string.Join(", ", parties.Select(Name).OfType<string>()) is { Length: > 0 } names ? names : null;

    /// <summary>A party by name, by literal, or by its code: "nprov:REUTERS" is Reuters' own name for itself.</summary>
    private static string? Name(XElement? party)
    {
        string? code = party.AttributeText("qcode") ?? party.AttributeText("uri");
        return party.Child("name").Plain() ?? party.AttributeText("literal") ?? (code is null ? null : code[(code.LastIndexOfAny([':', '/']) + 1)..]);
    }
}
