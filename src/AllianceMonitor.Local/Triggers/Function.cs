namespace AllianceMonitor.Local.Triggers;

/// <summary>One function of the app: its folder's name, and what fires it.</summary>
internal abstract record Function(string Name);

/// <param name="Binding">The trigger's name in function.json, and so the name of its value in the request.</param>
/// <param name="Storage">A connection string.</param>
internal sealed record BlobFunction(string Name, string Binding, BlobPath Path, string Storage) : Function(Name);

internal sealed record QueueFunction(string Name, string Binding, string Queue, string Storage, bool IsBinary) : Function(Name);

/// <param name="KeepsStatus">False when switched off by <c>useMonitor</c>; the handler then sees no schedule status.</param>
internal sealed record TimerFunction(string Name, string Binding, TimerSchedule Schedule, bool RunsOnStartup, bool KeepsStatus) : Function(Name);

/// <param name="Methods">Empty: any.</param>
internal sealed record HttpFunction(string Name, string Route, IReadOnlyList<string> Methods) : Function(Name);
