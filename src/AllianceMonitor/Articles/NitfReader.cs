using System.Xml.Linq;

namespace AllianceMonitor.Articles;

/// <summary>An article in the News Industry Text Format (IPTC NITF 2.5 to 3.6).</summary>
internal static class NitfReader
{
    public static (Draft? Draft, Rejection? Rejection) Read(XElement nitf, ReadingLimits limits)
    {
        XElement? head = nitf.Child("head"), data = head.Child("docdata"), top = nitf.Child("body/body.head");
        string? status = data.AttributeText("management-status") ?? head.Child("pubdata").AttributeText("management-status");
        (ArticleNotice notice, Rejection? withheld) = PublishingStatus.Of(status);
        if (withheld is not null)
        {
            return (null, withheld);
        }

        List<Removal> removed = [];
        string? title = Title(nitf);
        IReadOnlyList<Block> blocks = Body(nitf, title, limits, removed);
        if (blocks.Count == 0 && notice != ArticleNotice.Retraction && EditorialNotice.OfTitle(title ?? "") != ArticleNotice.Retraction)
        {
            return (null, new Rejection("no-article-text", "The NITF document has no text in its body."));
        }

        bool embargoed = PublishingStatus.IsEmbargoed(status);
        string? release = data.Child("date.release").AttributeText("norm");
        return (new Draft
        {
            Format = ArticleFormat.Xml,
            Title = title,
            Byline = Byline(top.Child("byline").Plain()),
            Source = top.Child("distributor").Plain() ?? data.Child("doc.copyright").AttributeText("holder") ?? head.Child("pubdata").AttributeText("name"),
            Url = head.Child("pubdata").AttributeText("ex-ref"),
            Published = ArticleDate.Normalize(data.Child("date.issue").AttributeText("norm")) ?? ArticleDate.Normalize(release)
                ?? ArticleDate.Normalize(head.Child("pubdata").AttributeText("date.publication")) ?? ArticleDate.Normalize(top.Child("dateline/story.date").AttributeText("norm")),
            Language = HtmlMetadata.LanguageOf(nitf.Language() ?? nitf.AttributeText("baselang") ?? nitf.Child("body").AttributeText("lang")),
            Identity = data.Child("doc-id").AttributeText("id-string"),
            Notice = notice,
            IsEmbargoed = embargoed,
            EmbargoedUntil = embargoed ? ArticleDate.Parse(ArticleDate.Normalize(release)) : null,
            EditorNotes = [.. data.Children("ed-msg").Select(message => message.AttributeText("info")).OfType<string>().Select(info => PlainText.Normalize(info))],
            Blocks = blocks,
            Removed = removed,
        }, null);
    }

    public static string? Title(XElement nitf) => nitf.Child("body/body.head/hedline/hl1").Plain() ?? nitf.Child("body/body.head/hedline").Plain() ?? nitf.Child("head/title").Plain();

    /// <summary>The text of the body; where there is none, the abstract.</summary>
    public static IReadOnlyList<Block> Body(XElement nitf, string? title, ReadingLimits limits, List<Removal> removed)
    {
        XElement? body = nitf.Child("body");
        foreach (XElement? place in (XElement?[])[body.Child("body.content"), body.Child("body.head/abstract"), body.Child("body.head") is null ? body : null])
        {
            if (place is not null && HtmlReader.ReadFragment(place.InnerHtml(HtmlName), limits, removed) is { Count: > 0 } blocks)
            {
                return blocks.Count > 1 && HtmlReader.SameText(blocks[0].Text, title) ? [.. blocks.Skip(1)] : blocks;
            }
        }

        return [];
    }

    private static string? HtmlName(string name) => name switch
    {
        "hl1" or "hl2" => "h2",
        "bq" => "blockquote",
        "block" or "body.content" or "note" or "fn" or "content" => "div",
        "datasource" or "credit" or "copyrite" => "p",
        "nitf-table" => "div",
        "media" or "media-caption" or "nitf-table-metadata" or "custom-table" => null,
        _ => name,
    };

    private static string? Byline(string? line) => line is null ? null : BoilerplateRules.BylineName(line) ?? line;
}
