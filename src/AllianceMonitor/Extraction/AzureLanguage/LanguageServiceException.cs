namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>Why the service gave no names.</summary>
internal enum LanguageFailure
{
    /// <summary>400 or another status that a repetition would not change.</summary>
    Refused,

    /// <summary>401 or 403, or no token for the managed identity.</summary>
    Unauthorized,

    /// <summary>429, after the retries that the time allows.</summary>
    Throttled,

    /// <summary>A status from 500, likewise.</summary>
    Failed,

    /// <summary>No connection, or one that was cut.</summary>
    Unreachable,

    TimedOut,

    /// <summary>Something else than the contract says: HTML, offsets outside the text or at other words.</summary>
    InvalidResponse,

    /// <summary>Not asked, because it failed too often just before.</summary>
    Paused,

    /// <summary>Some documents were refused, or the article has too many.</summary>
    Partial,
}

/// <summary>The service did not do what it was asked for.</summary>
/// <param name="failure">What kind of failure.</param>
/// <param name="detail">Status and error code, never text of the article.</param>
/// <param name="cause">What happened underneath.</param>
internal sealed class LanguageServiceException(LanguageFailure failure, string detail, Exception? cause = null) : Exception($"{failure}: {detail}", cause)
{
    public LanguageFailure Failure => failure;
}
