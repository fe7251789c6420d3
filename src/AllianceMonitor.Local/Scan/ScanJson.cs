using System.Text.Encodings.Web;
using System.Text.Json;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Stories;

namespace AllianceMonitor.Local.Scan;

/// <summary>Writes the public output contract of <c>scan --json</c>: one object per article, every field present, null where there is nothing.</summary>
internal static class ScanJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Line(ScanResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            Write(json, result);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ScanResult result)
    {
        Article? article = result.Read.Article;
        Extraction.Extraction? extraction = result.Read.Extraction;
        json.WriteStartObject();
        json.WriteString("article", result.File);
        json.WriteNumber("item", result.Read.Item);
        json.WriteString("outcome", Kebab(result.Outcome.Outcome));
        json.WriteString("reason", result.Outcome.Reason);
        WriteArray(json, "flags", result.Outcome.Flags, json.WriteStringValue);
        json.WriteString("format", article is null ? null : Kebab(article.Format));
        json.WriteString("encoding", article?.Encoding);
        json.WriteString("title", article?.Title);
        json.WriteString("byline", article?.Byline);
        json.WriteString("source", article?.Source);
        json.WriteString("url", article?.Url);
        json.WriteString("published", article?.Published);
        json.WriteString("language", article?.Language);
        json.WriteString("section", article?.Section);
        json.WriteBoolean("onTopic", extraction?.OnTopic ?? false);
        WriteArray(json, "onTopicReasons", extraction?.OnTopicReasons ?? [], json.WriteStringValue);
        WriteArray(json, "paragraphs", article?.Paragraphs ?? [], text => WriteParagraph(json, text));
        WriteArray(json, "removed", article?.Removed ?? [], removal => WriteRemoval(json, removal));
        WriteArray(json, "entities", extraction?.Entities ?? [], entity => WriteEntity(json, entity));
        WriteArray(json, "values", extraction?.Values ?? [], value => WriteValue(json, value));
        WriteArray(json, "facts", extraction?.Facts ?? [], fact => WriteFact(json, fact));
        WriteStory(json, result.Decision);
        WriteAlert(json, result);
        json.WriteEndObject();
    }

    private static void WriteParagraph(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static void WriteRemoval(Utf8JsonWriter json, Removal removal)
    {
        json.WriteStartObject();
        json.WriteString("text", removal.Text);
        json.WriteString("reason", Kebab(removal.Reason));
        json.WriteString("rule", removal.Rule);
        WriteNumber(json, "keptParagraph", removal.KeptParagraph);
        WriteNumber(json, "similarity", removal.Similarity);
        json.WriteEndObject();
    }

    private static void WriteEntity(Utf8JsonWriter json, ArticleEntity entity)
    {
        json.WriteStartObject();
        json.WriteString("id", entity.Id);
        json.WriteString("name", entity.Name);
        json.WriteString("type", Kebab(entity.Type));
        json.WriteString("role", entity.Role);
        WriteArray(json, "mentions", entity.Mentions, mention =>
        {
            json.WriteStartObject();
            json.WriteString("text", mention.Text);
            json.WriteNumber("paragraph", mention.Paragraph);
            json.WriteNumber("start", mention.Start);
            json.WriteNumber("end", mention.End);
            json.WriteString("via", Kebab(mention.Via));
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, ArticleValue value)
    {
        json.WriteStartObject();
        json.WriteString("type", Kebab(value.Type));
        json.WriteString("text", value.Text);
        json.WriteNumber("paragraph", value.Paragraph);
        json.WriteNumber("start", value.Start);
        json.WriteNumber("end", value.End);
        json.WriteString("value", value.Value);
        json.WriteString("qualifier", value.Qualifier);
        json.WriteEndObject();
    }

    private static void WriteFact(Utf8JsonWriter json, Fact fact)
    {
        json.WriteStartObject();
        json.WriteString("kind", FactWords.Kind(fact.Kind));
        json.WriteString("subject", fact.Subject);
        json.WriteString("object", fact.Object);
        WriteArray(json, "others", fact.Others, json.WriteStringValue);
        json.WriteString("before", fact.Before);
        json.WriteString("after", fact.After);
        json.WriteString("amount", fact.Amount);
        json.WriteString("qualifier", fact.Qualifier);
        json.WriteString("position", fact.Position);
        json.WriteString("when", fact.When);
        json.WriteString("stage", FactWords.Stage(fact.Stage));
        json.WriteString("polarity", FactWords.Polarity(fact.Polarity));
        json.WriteString("claimedBy", fact.ClaimedBy);
        json.WriteString("deniedBy", fact.DeniedBy);
        json.WriteStartObject("evidence");
        WriteNumber(json, "paragraph", fact.Evidence.Paragraph);
        json.WriteString("text", fact.Evidence.Text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteStory(Utf8JsonWriter json, Decision? decision)
    {
        if (decision is null)
        {
            json.WriteNull("story");
            return;
        }

        json.WriteStartObject("story");
        json.WriteString("id", decision.StoryId);
        json.WriteNumber("revision", decision.Revision);
        json.WriteString("novelty", Kebab(decision.Novelty));
        json.WriteString("joinedBecause", decision.JoinedBecause);
        WriteArray(json, "changes", decision.Changes, change =>
        {
            json.WriteStartObject();
            json.WriteString("fact", change.Topic);
            json.WriteString("known", change.Known);
            json.WriteString("now", change.Now);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void WriteAlert(Utf8JsonWriter json, ScanResult result)
    {
        if (result.Alert is not { } alert)
        {
            json.WriteNull("alert");
            return;
        }

        json.WriteStartObject("alert");
        json.WriteString("id", alert.Id);
        json.WriteString("headline", alert.Headline);
        json.WriteString("summary", alert.Summary);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Kebab<T>(T value)
        where T : struct, Enum => KebabCase.Of(value);
}
