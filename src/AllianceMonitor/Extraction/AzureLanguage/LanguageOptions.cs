namespace AllianceMonitor.Extraction.AzureLanguage;

/// <summary>How Azure AI Language is reached.</summary>
public sealed record LanguageOptions
{
    /// <summary>Setting <c>LANGUAGE_ENDPOINT</c>: <c>https://NAME.cognitiveservices.azure.com/</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Setting <c>LANGUAGE_KEY</c>, a secret; null for the app's managed identity.</summary>
    public string? Key { get; init; }

    /// <summary>Most time that an article waits for the service, retries included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Wait before the first retry of a request; doubled each time, and longer where the service says so.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>With so many failures of articles within <see cref="FailureWindow"/>, half of all at least, the service is left alone for <see cref="Pause"/>.</summary>
    public int FailuresBeforePause { get; init; } = 5;

    public TimeSpan FailureWindow { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(1);
}
