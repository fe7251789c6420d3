namespace AllianceMonitor.Articles;

/// <summary>The words that class names and ids are made of: "site-footer", "siteFooter", "site__footer" are all two words.</summary>
internal ref struct HtmlNameWords(ReadOnlySpan<char> names)
{
    private ReadOnlySpan<char> rest = names;

    public ReadOnlySpan<char> Word { get; private set; }

    /// <summary>The word is the first of a name.</summary>
    public bool IsFirst { get; private set; } = true;

    public bool Read()
    {
        int skipped = 0;
        IsFirst = Word.IsEmpty;
        while (skipped < rest.Length && IsSeparator(rest[skipped]))
        {
            IsFirst |= rest[skipped++] is ' ' or '\t' or '\n' or '\r';
        }

        rest = rest[skipped..];
        int length = 0;
        while (length < rest.Length && !IsSeparator(rest[length]) && !(length > 0 && char.IsUpper(rest[length]) && char.IsLower(rest[length - 1])))
        {
            length++;
        }

        Word = rest[..length];
        rest = rest[length..];
        return length > 0;
    }

    private static bool IsSeparator(char c) => c is '-' or '_' or ':' or '/' or '.' or ' ' or '\t' or '\n' or '\r';
}
