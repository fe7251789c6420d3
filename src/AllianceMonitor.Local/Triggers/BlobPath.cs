using System.Text.RegularExpressions;

namespace AllianceMonitor.Local.Triggers;

/// <summary>A blob trigger's path such as <c>articles/{name}</c>: a container, and a pattern whose parts become metadata.</summary>
internal sealed partial class BlobPath
{
    private readonly Regex pattern;

    private BlobPath(string container, Regex pattern) => (Container, this.pattern) = (container, pattern);

    public string Container { get; }

    /// <summary>Null when the path names no container or has a broken pattern.</summary>
    public static BlobPath? Parse(string path)
    {
        if (path.Split('/', 2) is not [{ Length: > 0 } container, { Length: > 0 } blob] || container.Contains('{', StringComparison.Ordinal))
            return null;

        var literalsAndParts = Part().Split(blob);
        if (literalsAndParts.Where((_, index) => index % 2 == 0).Any(literal => literal.AsSpan().ContainsAny('{', '}')))
            return null;

        // {name} takes the rest of the path, slashes included.
        var expression = string.Concat(literalsAndParts.Select((text, index) => index % 2 == 0 ? Regex.Escape(text) : $"(?<{text}>.*)"));
        return new BlobPath(container, new Regex($"^{expression}$", RegexOptions.CultureInvariant | RegexOptions.Singleline));
    }

    /// <summary>The values of the path's parts; null when the blob is none of this trigger's.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string blobName) =>
        pattern.Match(blobName) is { Success: true } match
            ? [.. match.Groups.Values.Skip(1).Select(group => KeyValuePair.Create(group.Name, group.Value))]
            : null;

    [GeneratedRegex(@"\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Part();
}
