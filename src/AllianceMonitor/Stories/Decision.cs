using System.Text.Json.Serialization;
using AllianceMonitor.Extraction;

namespace AllianceMonitor.Stories;

[JsonConverter(typeof(KebabCase<Novelty>))]
public enum Novelty
{
    NewStory,
    NewFacts,
    NothingNew,
    OffTopic,
}

/// <summary>A difference between what the story knew and what an article says. <paramref name="Known"/> is null for a fact that is new altogether.</summary>
/// <param name="Topic">What it is about: <c>stake renault nissan</c>.</param>
/// <param name="Known">What was known: <c>15%</c>, <c>in-talks</c>.</param>
/// <param name="Now">What is said now.</param>
/// <param name="Fact">The fact with its evidence.</param>
public sealed record Change(string Topic, string? Known, string Now, Fact Fact);

/// <summary>What became of one article: its story, and what in it is new. The same log prefix always gives the same decision.</summary>
public sealed record Decision
{
    public required LoggedArticle Article { get; init; }
    public required string StoryId { get; init; }

    /// <summary>Number of the last revision of the story, this article included; 0 where nothing was ever alerted.</summary>
    public required int Revision { get; init; }

    public required Novelty Novelty { get; init; }
    public string? JoinedBecause { get; init; }

    /// <summary>Name of the article whose text this one repeats word for word.</summary>
    public string? DuplicateOf { get; init; }

    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Sources of the story so far, this article's included.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Null when nobody is to be alerted.</summary>
    public string? AlertId { get; init; }
}
