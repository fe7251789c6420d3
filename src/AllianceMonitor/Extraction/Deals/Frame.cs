namespace AllianceMonitor.Extraction;

/// <summary>What the object of a verb (or its subject in the passive) must be for a frame to apply.</summary>
internal enum Theme
{
    Any,

    /// <summary>A part of a company: "a 5% stake in X", "a tenth of X", "the rest".</summary>
    Share,
    Company,
    Money,
    Goods,

    /// <summary>An order or contract.</summary>
    Contract,
    Person,
    Post,
}

/// <summary>Where in its clause a party stands.</summary>
internal enum Slot
{
    None,
    Agent,
    Patient,
    With,
    To,
    From,
    Into,
    For,
}

/// <summary>What becomes of a holding.</summary>
internal enum ShareEffect
{
    None,
    Hold,
    Gain,
    Loss,
    Raise,
    Cut,
}

/// <summary>A line of the table of predicates: with that object, the verb tells a fact of that kind between the parties in those slots.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Theme">What its object must be.</param>
/// <param name="Subject">Slot of the fact's subject.</param>
/// <param name="Object">Slot of the fact's object.</param>
/// <param name="Past">The stage when the verb says it in a past tense by itself.</param>
/// <param name="Effect">What becomes of the holding; for stakes only.</param>
/// <param name="Particle">The particle that makes the verb mean it: "take over".</param>
internal sealed record Frame(FactKind Kind, Theme Theme, Slot Subject, Slot Object, DealStage Past = DealStage.Completed, ShareEffect Effect = ShareEffect.None, string? Particle = null);
