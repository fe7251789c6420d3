using AllianceMonitor.Local.Triggers;

namespace AllianceMonitor.Local.Stack;

internal sealed record LocalStackOptions
{
    /// <summary>Holds everything that the stack keeps: Azurite's data, the inbox, the log, stack.json.</summary>
    public required string Folder { get; init; }

    /// <summary>Begin with an empty store and inbox.</summary>
    public bool Fresh { get; init; }

    /// <summary>Folder with the configuration that the store is given.</summary>
    public string Seeds { get; init; } = Repository.Seeds;

    public string AppFolder { get; init; } = Repository.AppFolder;

    public string NodeFolder { get; init; } = Repository.NodeFolder;

    /// <summary>Null: any free ones.</summary>
    public StackPorts? Ports { get; init; }

    /// <summary>The connection string of an Azurite that runs already; null: the stack starts its own.</summary>
    public string? Storage { get; init; }

    /// <summary>File for the access log of the stack's own Azurite; null: none is kept.</summary>
    public string? OperationsLog { get; init; }

    /// <summary>Laid over those of local.settings.json; the stack's own addresses win over both.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Its HTTP port is the stack's.</summary>
    public TriggerHostOptions Host { get; init; } = new() { CrashInvisibility = TimeSpan.FromSeconds(10) };
}
