using AllianceMonitor.Articles;

namespace AllianceMonitor.Extraction;

/// <summary>Recognises names in an article by other means than the embedded recogniser. Names of the watchlist win over its.</summary>
public interface INameRecognizer
{
    /// <summary>A service that fails is no exception: the embedded recogniser reads what is left out, and a flag says why.</summary>
    Task<RecognizedNames> RecognizeAsync(Article article, CancellationToken cancellation);
}

/// <summary>A name in a text; offsets in UTF-16 units.</summary>
public readonly record struct RecognizedName(int Start, int End, EntityType Type);

/// <summary>The names of an article.</summary>
/// <param name="Title">In order; null where the embedded recogniser is to read the title.</param>
/// <param name="Paragraphs">Of each paragraph likewise.</param>
/// <param name="Flag">Why something was left out: <c>language-service-throttled</c>; null when nothing was.</param>
public sealed record RecognizedNames(IReadOnlyList<RecognizedName>? Title, IReadOnlyList<IReadOnlyList<RecognizedName>?> Paragraphs, string? Flag);
