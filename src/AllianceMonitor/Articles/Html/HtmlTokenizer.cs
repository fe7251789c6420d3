using System.Buffers;

namespace AllianceMonitor.Articles;

internal enum HtmlTokenKind
{
    Text,
    StartTag,
    EndTag,
    End,
}

/// <summary>
/// Cuts a page into tags and runs of text by the rules of the HTML standard (section 13.2.5) as far as they matter to text. One pass, no copies:
/// a token is a range of the page. Comments, doctypes, processing instructions, <c>svg</c> and <c>math</c> are passed over.
/// </summary>
internal ref struct HtmlTokenizer(ReadOnlySpan<char> html)
{
    /// <summary>What may stand behind the name of a tag.</summary>
    public static readonly SearchValues<char> NameEnd = SearchValues.Create(" \t\r\n\f/><");

    private readonly ReadOnlySpan<char> html = html;
    private int next;

    /// <summary>There is no <c>&lt;/svg</c> (or <c>&lt;/math</c>) in the rest of the page: looked for once, so that the whole stays linear.</summary>
    private bool svgIsUnclosed;

    public HtmlTokenKind Kind { get; private set; }

    public HtmlTag Tag { get; private set; }

    /// <summary>Where the text, or the name of the tag, begins.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the text, or where the closing bracket of the tag stands.</summary>
    public int End { get; private set; }

    /// <summary>Goes on to the next token; false at the end of the page.</summary>
    public bool Read()
    {
        while (next < html.Length)
        {
            if (html[next] != '<' || !IsMarkup(next))
            {
                ReadText();
                return true;
            }

            if (html[next + 1] is '!' or '?' || (html[next + 1] == '/' && !char.IsAsciiLetter(html[next + 2])))
            {
                SkipComment();
            }
            else if (ReadTag())
            {
                return true;
            }
        }

        Kind = HtmlTokenKind.End;
        return false;
    }

    /// <summary>Behind the start tag of a raw element: its content, up to its end tag, which is passed over. To the end of the page where there is none.</summary>
    public (int Start, int End) ReadRaw(HtmlTag tag)
    {
        int start = next;
        while (html[next..].IndexOf("</") is >= 0 and var at)
        {
            next += at + 2;
            int length = NameLength(next);
            if (HtmlTags.Of(html.Slice(next, length)) == tag)
            {
                int end = next - 2;
                next = TagEnd(next + length);
                next = Math.Min(html.Length, next + 1);
                return (start, end);
            }
        }

        next = html.Length;
        return (start, next);
    }

    private readonly bool IsMarkup(int at) =>
        at + 1 < html.Length && (char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '!' or '?' || (html[at + 1] == '/' && at + 2 < html.Length));

    private void ReadText()
    {
        Kind = HtmlTokenKind.Text;
        Start = next;
        do
        {
            int at = html[(next + 1)..].IndexOf('<');
            next = at < 0 ? html.Length : next + 1 + at;
        }
        while (next < html.Length && !IsMarkup(next));
        End = next;
    }

    private void SkipComment()
    {
        ReadOnlySpan<char> rest = html[next..];
        if (!rest.StartsWith("<!--"))
        {
            int end = rest.IndexOf('>');
            next = end < 0 ? html.Length : next + end + 1;
            return;
        }

        // "<!-->" and "<!--->" are comments too.
        int at = rest[2..].IndexOf("-->");
        int bang = rest[4..(at < 0 ? rest.Length : Math.Max(4, at + 2))].IndexOf("--!>");
        next = bang >= 0 ? next + 4 + bang + 4 : at < 0 ? html.Length : next + 2 + at + 3;
    }

    /// <summary>False where the page ends within the tag, or the tag opens a drawing or a formula that was passed over.</summary>
    private bool ReadTag()
    {
        bool closes = html[next + 1] == '/';
        Kind = closes ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
        Start = next + (closes ? 2 : 1);
        int length = NameLength(Start);
        Tag = HtmlTags.Of(html.Slice(Start, length));
        End = TagEnd(Start + length);
        next = Math.Min(html.Length, End + 1);
        return End < html.Length && !(Tag is HtmlTag.Svg or HtmlTag.Math && !closes && SkipForeign());
    }

    private bool SkipForeign()
    {
        if (html[End - 1] == '/')
        {
            return true;
        }

        int at = svgIsUnclosed ? -1 : html[next..].IndexOf(Tag == HtmlTag.Svg ? "</svg" : "</math", StringComparison.OrdinalIgnoreCase);
        svgIsUnclosed |= at < 0;
        if (at < 0)
        {
            return false;
        }

        next += at;
        int end = html[next..].IndexOf('>');
        next = end < 0 ? html.Length : next + end + 1;
        return true;
    }

    private readonly int NameLength(int at)
    {
        int length = html[at..].IndexOfAny(NameEnd);
        return length < 0 ? html.Length - at : length;
    }

    private static readonly SearchValues<char> BracketOrQuote = SearchValues.Create(">\"'");

    /// <summary>The closing bracket of a tag, quoted values left out of account; the length of the page where there is none.</summary>
    private readonly int TagEnd(int at)
    {
        int end = at;
        while (html[end..].IndexOfAny(BracketOrQuote) is >= 0 and var found)
        {
            end += found;
            if (html[end] == '>')
            {
                return end;
            }

            int length = IsValueQuote(at, end) ? html[(end + 1)..].IndexOf(html[end]) : -1;
            if (length < 0)
            {
                return TagEndByAttributes(at);
            }

            end += length + 2;
        }

        return TagEndByAttributes(at);
    }

    /// <summary>Whether a quote begins the value of an attribute, as in every tag that is written well: a name, an equals sign and the quote.</summary>
    private readonly bool IsValueQuote(int start, int quote)
    {
        int name = quote - 2;
        while (name > start && (char.IsAsciiLetterOrDigit(html[name]) || html[name] is '-' or ':' or '_'))
        {
            name--;
        }

        return html[quote - 1] == '=' && name < quote - 2 && name >= start && html[name] is ' ' or '\n' or '\t' or '\r';
    }

    private readonly int TagEndByAttributes(int at)
    {
        var attributes = new HtmlAttributes(html[at..]);
        while (attributes.Read())
        {
        }

        return at + attributes.Position;
    }
}

/// <summary>The attributes of a tag, from behind its name on, in their order.</summary>
internal ref struct HtmlAttributes(ReadOnlySpan<char> text)
{
    private static readonly SearchValues<char> UnquotedEnd = SearchValues.Create(" \t\r\n\f>");

    private readonly ReadOnlySpan<char> text = text;

    /// <summary>How far the tag has been read; at the end, where its closing bracket stands (or the text ends).</summary>
    public int Position { get; private set; }

    public ReadOnlySpan<char> Name { get; private set; }

    /// <summary>The value as it is written, without quotes and not decoded.</summary>
    public ReadOnlySpan<char> Value { get; private set; }

    public bool Read()
    {
        int at = Position;
        while (at < text.Length && (IsSpace(text[at]) || text[at] == '/'))
        {
            at++;
        }

        Position = at;
        if (at >= text.Length || text[at] == '>')
        {
            return false;
        }

        int start = at++;
        while (at < text.Length && !IsSpace(text[at]) && text[at] is not ('=' or '>' or '/'))
        {
            at++;
        }

        Name = text[start..at];
        Value = default;
        int equals = at;
        while (equals < text.Length && IsSpace(text[equals]))
        {
            equals++;
        }

        Position = equals < text.Length && text[equals] == '=' ? ReadValue(equals + 1) : at;
        return true;
    }

    private int ReadValue(int at)
    {
        while (at < text.Length && IsSpace(text[at]))
        {
            at++;
        }

        if (at >= text.Length || text[at] == '>')
        {
            return at;
        }

        char quote = text[at];
        int length;
        if (quote is '"' or '\'')
        {
            length = text[(at + 1)..].IndexOf(quote);
            Value = length < 0 ? text[(at + 1)..] : text.Slice(at + 1, length);
            return length < 0 ? text.Length : at + 1 + length + 1;
        }

        length = text[at..].IndexOfAny(UnquotedEnd);
        length = length < 0 ? text.Length - at : length;
        Value = text.Slice(at, length);
        return at + length;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\f';
}
