namespace AllianceMonitor.Local;

/// <summary>Something that the user can put right. The message is a plain sentence, shown without a stack trace.</summary>
internal sealed class SetupException(string message, Exception? cause = null) : Exception(message, cause);
