using System.Text.Json;

namespace AllianceMonitor.EndToEnd.Tests.Pipeline;

/// <summary>The public output contract of <c>scan --json</c>: all fields are there, of their types, and offsets cut the text that they state.</summary>
internal static class ScanContract
{
    public static void AssertKept(JsonElement line)
    {
        String(line, "article");
        Number(line, "item");
        OneOf(line, "outcome", "accepted", "duplicate", "rejected");
        Nullable(line, "reason", String);
        Assert.All(Array(line, "flags"), flag => Assert.Equal(JsonValueKind.String, flag.ValueKind));
        Nullable(line, "format", (owner, name) => OneOf(owner, name, "text", "html", "json", "xml", "eml"));
        foreach (var name in (string[])["encoding", "title", "byline", "source", "url", "published", "language"])
            Nullable(line, name, String);
        Assert.Contains(line.GetProperty("onTopic").ValueKind, (JsonValueKind[])[JsonValueKind.True, JsonValueKind.False]);
        Assert.All(Array(line, "onTopicReasons"), reason => Assert.Equal(JsonValueKind.String, reason.ValueKind));

        var outcome = line.GetProperty("outcome").GetString();
        var reason = line.GetProperty("reason").GetString();
        if (outcome == "accepted")
            Assert.Null(reason);
        else
            Assert.Matches(outcome == "duplicate" ? "^duplicate-of: .+" : "^[a-z-]+: .+", reason);

        IReadOnlyList<string> paragraphs = [.. Array(line, "paragraphs").Select(paragraph => paragraph.GetProperty("text").GetString()!)];
        Assert.Equal(outcome == "rejected", paragraphs.Count == 0);
        Assert.All(Array(line, "removed"), removal => Removal(removal, paragraphs));
        Assert.All(Array(line, "entities"), entity => Entity(entity, paragraphs));
        Assert.All(Array(line, "values"), value => Value(value, paragraphs));
        Assert.All(Array(line, "facts"), fact => Fact(fact, paragraphs));
        Nullable(line, "story", (owner, name) => Story(owner.GetProperty(name)));
        Nullable(line, "alert", (owner, name) => Assert.All(["id", "headline", "summary"], part => String(owner.GetProperty(name), part)));
    }

    private static void Removal(JsonElement removal, IReadOnlyList<string> paragraphs)
    {
        String(removal, "text");
        OneOf(removal, "reason", "boilerplate", "repeat", "near-repeat");
        String(removal, "rule");
        Nullable(removal, "keptParagraph", (owner, name) => Assert.InRange(owner.GetProperty(name).GetInt32(), 0, paragraphs.Count - 1));
        Nullable(removal, "similarity", (owner, name) => Assert.InRange(owner.GetProperty(name).GetDouble(), 0, 1));
        var isRepeat = removal.GetProperty("reason").GetString() != "boilerplate";
        Assert.Equal(isRepeat, removal.GetProperty("keptParagraph").ValueKind == JsonValueKind.Number);
    }

    private static void Entity(JsonElement entity, IReadOnlyList<string> paragraphs)
    {
        Nullable(entity, "id", String);
        String(entity, "name");
        OneOf(entity, "type", "organization", "person", "place", "product");
        Nullable(entity, "role", (owner, name) => OneOf(owner, name, "subject", "source"));
        Assert.All(Array(entity, "mentions"), mention =>
        {
            CutsItsText(mention, paragraphs);
            OneOf(mention, "via", "alias", "description", "pattern", "reference");
        });
    }

    private static void Value(JsonElement value, IReadOnlyList<string> paragraphs)
    {
        OneOf(value, "type", "money", "percent", "date", "time", "quantity");
        CutsItsText(value, paragraphs);
        Nullable(value, "value", String);
        Nullable(value, "qualifier", (owner, name) => OneOf(owner, name, "up to", "about", "more than", "less than", "at least", "at most"));
    }

    private static void Fact(JsonElement fact, IReadOnlyList<string> paragraphs)
    {
        OneOf(fact, "kind", "stake", "investment", "joint-venture", "partnership", "merger", "acquisition", "supply", "appointment");
        Assert.All(Array(fact, "others"), other => Assert.Equal(JsonValueKind.String, other.ValueKind));
        foreach (var name in (string[])["subject", "object", "before", "after", "amount", "qualifier", "position", "when", "claimedBy", "deniedBy"])
            Nullable(fact, name, String);
        OneOf(fact, "stage", "considered", "in-talks", "planned", "agreed", "signed", "completed", "ongoing", "ended");
        OneOf(fact, "polarity", "affirmed", "denied", "negated");
        var evidence = fact.GetProperty("evidence");
        String(evidence, "text");
        Nullable(evidence, "paragraph", (owner, name) => Assert.Contains(evidence.GetProperty("text").GetString()!, paragraphs[owner.GetProperty(name).GetInt32()], StringComparison.Ordinal));
    }

    private static void Story(JsonElement story)
    {
        String(story, "id");
        Number(story, "revision");
        OneOf(story, "novelty", "new-story", "new-facts", "nothing-new", "off-topic");
        Nullable(story, "joinedBecause", String);
        Assert.All(Array(story, "changes"), change =>
        {
            String(change, "fact");
            Nullable(change, "known", String);
            String(change, "now");
        });
    }

    private static void CutsItsText(JsonElement span, IReadOnlyList<string> paragraphs)
    {
        var (start, end) = (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
        Assert.Equal(span.GetProperty("text").GetString(), paragraphs[span.GetProperty("paragraph").GetInt32()][start..end]);
    }

    private static void String(JsonElement owner, string name) => Assert.False(string.IsNullOrWhiteSpace(owner.GetProperty(name).GetString()), $"{name} is empty.");

    private static void Number(JsonElement owner, string name) => Assert.True(owner.GetProperty(name).GetInt32() >= 0);

    private static void OneOf(JsonElement owner, string name, params string[] words) => Assert.Contains(owner.GetProperty(name).GetString(), words);

    private static IEnumerable<JsonElement> Array(JsonElement owner, string name) => owner.GetProperty(name).EnumerateArray();

    private static void Nullable(JsonElement owner, string name, Action<JsonElement, string> check)
    {
        if (owner.GetProperty(name).ValueKind != JsonValueKind.Null)
            check(owner, name);
    }
}
