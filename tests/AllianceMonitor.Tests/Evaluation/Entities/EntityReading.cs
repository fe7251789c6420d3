using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Tests.Evaluation;

/// <summary>What the extractor finds in a labelled text, as spans to score.</summary>
internal static class EntityReading
{
    public static Article ArticleOf(LabelledText text) => new()
    {
        Name = text.Id,
        Format = ArticleFormat.Text,
        Encoding = "utf-8",
        Published = text.Published,
        Language = "en",
        Paragraphs = text.Paragraphs,
        Removed = [],
        Flags = [],
    };

    public static IEnumerable<LabelledSpan> Spans(AllianceMonitor.Extraction.Extraction extraction) =>
        extraction.Entities
            .SelectMany(entity => entity.Mentions.Where(mention => mention.Via is MentionVia.Alias or MentionVia.Pattern)
                .Select(mention => new LabelledSpan(mention.Paragraph, mention.Start, mention.End, entity.Type.ToString().ToLowerInvariant())))
            .Concat(extraction.Values.Select(value => new LabelledSpan(value.Paragraph, value.Start, value.End, value.Type.ToString().ToLowerInvariant())));
}
