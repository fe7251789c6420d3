namespace AllianceMonitor;

/// <summary>A configuration file is wrong: file, line, what is wrong and what to do.</summary>
public sealed class ConfigurationErrorException(string file, int line, string problem)
    : Exception($"{file} line {line}: {problem}");
