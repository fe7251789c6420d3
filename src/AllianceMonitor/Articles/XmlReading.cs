using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace AllianceMonitor.Articles;

/// <summary>Articles in XML: RSS, RDF and Atom feeds, NITF, NewsML-G2. No DTD is ever processed and nothing is fetched.</summary>
internal static partial class XmlReading
{
    private static readonly HashSet<string> Roots = new(StringComparer.Ordinal)
    {
        "rss", "RDF", "feed", "entry", "channel", "nitf", "newsMessage", "newsItem", "NewsML", "packageItem",
    };

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    /// <summary>XML that is not a page: told by the root element, or by an XML declaration above any root but <c>html</c>.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<char> text)
    {
        string? root = PrologOf(text).Root;
        return root is not null && (Roots.Contains(root) || (text.StartsWith("<?xml") && !root.Equals("html", StringComparison.OrdinalIgnoreCase)));
    }

    public static IReadOnlyList<(Draft? Draft, Rejection? Rejection)> Read(string text, ReadingLimits limits)
    {
        (XElement? root, Rejection? rejection) = Parse(text, limits);
        if (root is null)
        {
            return [(null, rejection)];
        }

        List<XElement> items = [.. Items(root).Take(limits.MaxArticlesPerFile + 1)];
        return items.Count switch
        {
            0 => [(null, Roots.Contains(root.Name.LocalName)
                ? new Rejection("no-article-text", $"The XML ({root.Name.LocalName}) holds no item.")
                : new Rejection("unsupported-format", $"XML with the root <{PlainText.Normalize(root.Name.LocalName)}> is not read; RSS, Atom, NITF and NewsML-G2 are."))],
            _ when items.Count > limits.MaxArticlesPerFile => [(null, new Rejection("too-many-articles", string.Create(
                CultureInfo.InvariantCulture, $"The file holds more articles than the limit MaxArticlesPerFile, which is {limits.MaxArticlesPerFile:N0}.")))],
            _ => [.. items.Select(item => ReadItem(item, root, limits))],
        };
    }

    /// <summary>The elements that are an article each; none of them lies inside another.</summary>
    private static IEnumerable<XElement> Items(XElement root)
    {
        string[] names = root.DescendantsAndSelf().Any(element => element.Name.LocalName == "newsItem") ? ["newsItem"]
            : root.DescendantsAndSelf().Any(element => element.Name.LocalName == "nitf") ? ["nitf"]
            : root.Name.LocalName is "rss" or "RDF" or "feed" or "entry" or "channel" ? ["item", "entry"]
            : [];
        return root.DescendantsAndSelf().Where(element => names.Contains(element.Name.LocalName) && (names.Length == 1 || FeedReader.IsCore(element)));
    }

    private static (Draft?, Rejection?) ReadItem(XElement item, XElement root, ReadingLimits limits) => item.Name.LocalName switch
    {
        "newsItem" => NewsMlReader.Read(item, limits),
        "nitf" => NitfReader.Read(item, limits),
        _ => FeedReader.Read(item, root, limits),
    };

    private static (XElement? Root, Rejection? Rejection) Parse(string text, ReadingLimits limits)
    {
        text = text.TrimStart().TrimStart('\uFEFF').TrimStart();
        Prolog prolog = PrologOf(text);
        if (prolog.Declares)
        {
            return (null, new Rejection("dtd-prohibited", "The DOCTYPE of the XML declares entities or elements, which are not processed; drop it without those declarations."));
        }

        string mended = Mend(string.Concat(text.AsSpan(0, prolog.Doctype.Start.Value), text.AsSpan(prolog.Doctype.End.Value)));
        try
        {
            // Once for the depth, before there is a tree to run out of stack on.
            using (XmlReader reader = Open(mended))
            {
                while (reader.Read())
                {
                    if (reader.Depth > limits.MaxNesting)
                    {
                        return (null, new Rejection("too-deep", string.Create(
                            CultureInfo.InvariantCulture, $"Elements are nested more than {limits.MaxNesting:N0} deep, which is the limit MaxNesting.")));
                    }
                }
            }

            using XmlReader again = Open(mended);
            return (XElement.Load(again, LoadOptions.PreserveWhitespace), null);
        }
        catch (XmlException broken)
        {
            return (null, new Rejection("invalid-xml", string.Create(
                CultureInfo.InvariantCulture, $"The XML is broken at line {broken.LineNumber}, column {broken.LinePosition}.")));
        }
    }

    private static XmlReader Open(string text) => XmlReader.Create(new StringReader(text), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    /// <summary>
    /// What feeds get wrong and what needs no DTD: characters that XML forbids go, HTML's named entities become what they mean. (A DOCTYPE that
    /// declares nothing itself, which NITF has by tradition, is gone by now.)
    /// </summary>
    private static string Mend(string text)
    {
        text = NamedEntity().Replace(text, match => WebUtility.HtmlDecode(match.Value) is { Length: 1 or 2 } meant && meant[0] is not ('<' or '>' or '&' or '"' or '\'') ? meant : match.Value);
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u0008') < 0 && text.AsSpan().IndexOfAnyInRange('\u000B', '\u000C') < 0
            && text.AsSpan().IndexOfAnyInRange('\u000E', '\u001F') < 0 && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0
            && text.AsSpan().IndexOfAnyInRange('\uFFFE', '\uFFFF') < 0)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF))
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    /// <summary>Where an XML text begins in earnest: local name of the first element, and what DOCTYPE stands before it.</summary>
    private readonly record struct Prolog(string? Root, Range Doctype, bool Declares);

    /// <summary>Past declaration, comments and DOCTYPE to the first element; no root where the text does not begin as XML does.</summary>
    private static Prolog PrologOf(ReadOnlySpan<char> text)
    {
        var prolog = new Prolog(null, default, false);
        int at = 0;
        while (text[at..].StartsWith("<"))
        {
            ReadOnlySpan<char> rest = text[at..];
            int length = rest.StartsWith("<?") ? End(rest, "?>")
                : rest.StartsWith("<!--") ? End(rest, "-->")
                : rest.StartsWith("<!") ? End(rest, ">")
                : 0;
            if (length < 0)
            {
                return prolog;
            }

            if (length == 0)
            {
                ReadOnlySpan<char> name = rest[1..];
                name = name[..Math.Max(0, name.IndexOfAny(NameEnds))];
                name = name[(name.LastIndexOf(':') + 1)..];
                return name.Length is > 0 and <= 100 && (char.IsLetter(name[0]) || name[0] == '_') ? prolog with { Root = name.ToString() } : prolog;
            }

            if (rest.StartsWith("<!DOCTYPE"))
            {
                bool declares = rest[..length].Contains('[');
                if (declares)
                {
                    length = rest.IndexOf("]") is >= 0 and var close && End(rest[close..], ">") is > 0 and var tail ? close + tail : rest.Length;
                }

                prolog = prolog with { Doctype = at..(at + length), Declares = declares };
            }

            at += length;
            at += text[at..].Length - text[at..].TrimStart().Length;
        }

        return prolog;
    }

    /// <summary>Length up to and with the first <paramref name="mark"/>; -1 where there is none.</summary>
    private static int End(ReadOnlySpan<char> text, string mark) => text.IndexOf(mark) is >= 0 and var at ? at + mark.Length : -1;

    [GeneratedRegex(@"&[A-Za-z][A-Za-z0-9]{1,31};", RegexOptions.CultureInvariant)]
    private static partial Regex NamedEntity();
}
