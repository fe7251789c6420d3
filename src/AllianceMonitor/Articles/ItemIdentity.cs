namespace AllianceMonitor.Articles;

/// <summary>What tells two versions of one item from two items.</summary>
internal static class ItemIdentity
{
    /// <summary>The identifier of the format, else the URL of the article.</summary>
    /// <param name="id">The format's own identifier. One of digits only is unique only within its source: the host of the URL goes before it.</param>
    /// <param name="url">The canonical URL.</param>
    public static string? Of(string? id, string? url)
    {
        Uri? address = Uri.TryCreate(url?.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri : null;
        string plain = PlainText.Normalize(id);
        if (plain.Length == 0)
        {
            return address is { AbsolutePath.Length: > 1 } ? address.GetLeftPart(UriPartial.Query) : null;
        }

        return !plain.All(char.IsAsciiDigit) ? plain : address is null ? null : $"{address.Host}/{plain}";
    }
}
