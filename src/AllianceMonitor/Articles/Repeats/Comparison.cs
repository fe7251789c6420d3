namespace AllianceMonitor.Articles;

/// <summary>Why two alike paragraphs state different things.</summary>
internal enum Contradiction
{
    None,
    Figure,
    Unit,
    Date,
    Name,
    Opposite,
    Kind,
    Negation,
    Roles,
    Stage,
    Speaker,
}

/// <summary>What an aligned pair of paragraphs has in common and how it differs.</summary>
/// <param name="Contradiction">What the two cannot both mean; the first that is found.</param>
/// <param name="Shared">Weight of what is matched, of the weight of both: weighted Jaccard similarity, 0.0 to 1.0.</param>
/// <param name="Contained">Weight of what is matched, of the weight of the shorter, 0.0 to 1.0.</param>
/// <param name="Substitutions">Words of the one that stand where the other has unrelated words.</param>
/// <param name="Unrelated">Those of them that are known to mean something else.</param>
/// <param name="Places">At how many places the two differ in content words.</param>
/// <param name="Rewriting">Signs of rewriting: synonyms, moved parts, other function words.</param>
/// <param name="Hedges">"plans to", "may", "former": words on one side that weaken what is said.</param>
/// <param name="Length">Content tokens of the shorter.</param>
/// <param name="FirstIsTold">The second says everything that the first says.</param>
/// <param name="SecondIsTold">The first says everything that the second says.</param>
internal readonly record struct Comparison(
    Contradiction Contradiction, double Shared, double Contained, int Substitutions, int Unrelated, int Places, int Rewriting, int Hedges, int Length, bool FirstIsTold, bool SecondIsTold);
