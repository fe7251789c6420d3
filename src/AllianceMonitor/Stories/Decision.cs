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

    /// <summary>Something that was told no longer holds; new facts may come with it.</summary>
    Correction,
}

[JsonConverter(typeof(KebabCase<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>Said for the first time, or with another value, stage or polarity.</summary>
    Told,

    /// <summary>Another party has come in: <see cref="Change.Known"/> and <see cref="Change.Now"/> list keys of parties.</summary>
    Parties,

    /// <summary>The article that said <see cref="Change.Known"/> now says <see cref="Change.Now"/>.</summary>
    Corrected,

    /// <summary>The article that said <see cref="Change.Known"/> no longer does, nor does anybody independent of it.</summary>
    Withdrawn,
}

/// <summary>A difference between what the story knew and what an article says. <paramref name="Known"/> is null for a fact that is new altogether.</summary>
/// <param name="Topic">What it is about: <c>stake renault nissan</c>.</param>
/// <param name="Known">What was known: <c>15%</c>, <c>in-talks</c>.</param>
/// <param name="Now">What is said now; <c>withdrawn</c>.</param>
/// <param name="Fact">The fact with its evidence; for a withdrawal, the one that no longer holds.</param>
/// <param name="Kind">What sort of difference it is.</param>
public sealed record Change(string Topic, string? Known, string Now, Fact Fact, ChangeKind Kind = ChangeKind.Told);

/// <summary>What became of one article: its story, and what in it is new. The same log prefix always gives the same decision.</summary>
public sealed record Decision
{
    /// <summary>The article as logged, without what only its decision needed: shingles, words, values.</summary>
    public required LoggedArticle Article { get; init; }

    public required string IngestId { get; init; }
    public required DateTimeOffset DroppedAt { get; init; }

    /// <summary>Read again by a replay, which finishes what it began by itself and leaves no outcome.</summary>
    public bool IsReplay { get; init; }
    public required string StoryId { get; init; }

    /// <summary>Number of the last revision of the story, this article included; 0 where nothing was ever told.</summary>
    public required int Revision { get; init; }

    public required Novelty Novelty { get; init; }
    public string? JoinedBecause { get; init; }

    /// <summary>Name of the article whose text this one repeats word for word.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Key of the article whose text this one copies, rewrites or excerpts, followed back to the first; its own when there is none. Copies are no independent voices.</summary>
    public required string CopyOf { get; init; }

    /// <summary>Key of the article that this one is a new version or a correction of.</summary>
    public string? Supersedes { get; init; }

    /// <summary>An older version that came after a newer one: it says nothing.</summary>
    public bool IsOutdated { get; init; }

    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Sources of the story so far, this article's included; empty where nobody is to be alerted.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Null when nobody is to be alerted.</summary>
    public string? AlertId { get; init; }

    /// <summary>Alerts that told what this article corrects or withdraws: whoever got one of them gets this one.</summary>
    public IReadOnlyList<string> Corrects { get; init; } = [];

    /// <summary>Whether it made a revision of the story.</summary>
    [JsonIgnore]
    public bool Revises => Novelty is Novelty.NewStory or Novelty.NewFacts or Novelty.Correction;
}
