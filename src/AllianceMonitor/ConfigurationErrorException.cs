namespace AllianceMonitor;

/// <summary>A configuration file is wrong: file, line, what is wrong and what to do.</summary>
public sealed class ConfigurationErrorException(string message) : Exception(message)
{
    public ConfigurationErrorException(string file, int line, string problem)
        : this($"{file} line {line}: {problem}")
    {
    }
}
