using System.Text.Json.Serialization;

namespace AllianceMonitor.Extraction;

[JsonConverter(typeof(KebabCase<FactKind>))]
public enum FactKind
{
    Stake,
    Investment,
    JointVenture,
    Partnership,
    Merger,
    Acquisition,
    Supply,
    Appointment,
}

/// <summary>How far a deal has come, in the order in which deals usually go.</summary>
[JsonConverter(typeof(KebabCase<DealStage>))]
public enum DealStage
{
    Considered,
    InTalks,
    Planned,
    Agreed,
    Signed,
    Completed,
    Ongoing,
    Ended,
}

[JsonConverter(typeof(KebabCase<Polarity>))]
public enum Polarity
{
    Affirmed,

    /// <summary>A named party says that it is not so.</summary>
    Denied,

    /// <summary>The text itself says that it will not happen.</summary>
    Negated,
}

/// <summary>The sentence that says so. <paramref name="Paragraph"/> is null for the title or a removed twin.</summary>
public sealed record Evidence(int? Paragraph, string Text);

/// <summary>A deal fact. Parties are entity ids, or names where there is no id; null where the text names nobody.</summary>
public sealed record Fact
{
    public required FactKind Kind { get; init; }
    public string? Subject { get; init; }
    public string? Object { get; init; }
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Value before a change, as the article says it: <c>43%</c>.</summary>
    public string? Before { get; init; }

    /// <summary>Value after a change, or the value of a holding.</summary>
    public string? After { get; init; }

    public string? Amount { get; init; }
    public string? Qualifier { get; init; }
    public string? Position { get; init; }
    public string? When { get; init; }
    public required DealStage Stage { get; init; }
    public Polarity Polarity { get; init; }
    public string? ClaimedBy { get; init; }
    public string? DeniedBy { get; init; }
    public required Evidence Evidence { get; init; }

    /// <summary>Merger, joint venture and partnership have no direction.</summary>
    [JsonIgnore]
    public bool IsSymmetric => Kind is FactKind.Merger or FactKind.JointVenture or FactKind.Partnership;

    /// <summary>A holding, post or supply that merely stands: what an article says beside its news ("Renault, which owns 36% of Nissan"; "chairman X said").</summary>
    [JsonIgnore]
    public bool IsBackground => Kind is FactKind.Stake or FactKind.Appointment or FactKind.Supply && Stage == DealStage.Ongoing;

    [JsonIgnore]
    public IEnumerable<string> Parties => new[] { Subject, Object }.OfType<string>().Concat(Others);

    /// <summary>What the fact is about, whatever its values: <c>stake renault nissan</c>; the parties of symmetric kinds in ordinal order.</summary>
    [JsonIgnore]
    public string Topic
    {
        get
        {
            IEnumerable<string> parties = new[] { Subject, Object }.Select(party => party ?? "?");
            return $"{FactWords.Kind(Kind)} {string.Join(' ', IsSymmetric ? parties.Order(StringComparer.Ordinal) : parties)}";
        }
    }
}

/// <summary>The public names of the enumerations.</summary>
public static class FactWords
{
    public static string Kind(FactKind kind) => kind == FactKind.JointVenture ? "joint-venture" : kind.ToString().ToLowerInvariant();

    public static string Stage(DealStage stage) => stage == DealStage.InTalks ? "in-talks" : stage.ToString().ToLowerInvariant();

    /// <summary>For people: "in talks".</summary>
    public static string StageForPeople(DealStage stage) => Stage(stage).Replace('-', ' ');

    public static string Polarity(Polarity polarity) => polarity.ToString().ToLowerInvariant();
}
