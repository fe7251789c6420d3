using System.Text.Json.Serialization;

namespace AllianceMonitor.Extraction;

[JsonConverter(typeof(KebabCase<EntityType>))]
public enum EntityType
{
    Organization,
    Person,
    Place,
    Product,
}

/// <summary>How a mention was recognised.</summary>
[JsonConverter(typeof(KebabCase<MentionVia>))]
public enum MentionVia
{
    /// <summary>A name of the watchlist.</summary>
    Alias,

    /// <summary>A role description: "the French carmaker".</summary>
    Description,

    /// <summary>The look of a name that no list knows.</summary>
    Pattern,

    /// <summary>A pronoun-like reference: "the latter".</summary>
    Reference,
}

/// <summary>Surface text of an entity. <paramref name="Start"/> and <paramref name="End"/> are UTF-16 offsets into the paragraph.</summary>
public sealed record Mention(string Text, int Paragraph, int Start, int End, MentionVia Via);

/// <summary>An entity of an article with its mentions in reading order. <paramref name="Id"/> is null for one that the watchlist does not know.</summary>
public sealed record ArticleEntity(string? Id, string Name, EntityType Type, string? Role, IReadOnlyList<Mention> Mentions)
{
    /// <summary>How facts refer to it: the id, or the name where there is none.</summary>
    public string Key => Id ?? Name;
}

[JsonConverter(typeof(KebabCase<ValueType>))]
public enum ValueType
{
    Money,
    Percent,
    Date,
    Time,
    Quantity,
}

/// <summary>A money amount, percentage or date in a paragraph; offsets in UTF-16 units, without the qualifier.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Text">Surface text.</param>
/// <param name="Paragraph">Index of the paragraph.</param>
/// <param name="Start">Offset of the first unit.</param>
/// <param name="End">Offset behind the last unit.</param>
/// <param name="Value">Normalised: <c>600000000 EUR</c>, <c>43 %</c>, <c>2023-02-01</c>; null when it cannot be resolved.</param>
/// <param name="Qualifier"><c>up to</c>, <c>about</c>, <c>more than</c> or null.</param>
public sealed record ArticleValue(ValueType Type, string Text, int Paragraph, int Start, int End, string? Value, string? Qualifier);
