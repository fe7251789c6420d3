using System.Xml.Linq;

namespace AllianceMonitor.Articles;

/// <summary>Short ways through XML whose namespaces differ from version to version and from producer to producer: elements by local name.</summary>
internal static class XmlElements
{
    /// <summary>HTML elements without end tag.</summary>
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase) { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr" };

    /// <summary>The first child of that name; a path goes down by slashes.</summary>
    public static XElement? Child(this XElement? element, string path)
    {
        foreach (string name in path.Split('/'))
        {
            element = element?.Elements().FirstOrDefault(child => child.Name.LocalName == name);
        }

        return element;
    }

    public static IEnumerable<XElement> Children(this XElement? element, string name) =>
        element?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    /// <summary>The text below an element, normalised; null where there is none.</summary>
    public static string? Plain(this XElement? element) => element is not null && PlainText.Normalize(element.Value) is { Length: > 0 } text ? text : null;

    public static string? AttributeText(this XElement? element, string name) =>
        element?.Attributes().FirstOrDefault(attribute => attribute.Name.LocalName == name && !attribute.IsNamespaceDeclaration)?.Value is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary><c>xml:lang</c> of the element or of what it stands in.</summary>
    public static string? Language(this XElement element) =>
        element.AncestorsAndSelf().Select(ancestor => ancestor.Attribute(XNamespace.Xml + "lang")?.Value).FirstOrDefault(language => language is not null);

    /// <summary>What stands inside an element as HTML: local names only, under HTML's names where <paramref name="rename"/> says so; null drops an element.</summary>
    public static string InnerHtml(this XElement element, Func<string, string?>? rename = null)
    {
        var copy = new XElement(element);
        foreach (XElement inner in copy.Descendants().ToList())
        {
            if ((rename is null ? inner.Name.LocalName : rename(inner.Name.LocalName)) is not { } name)
            {
                inner.Remove();
                continue;
            }

            inner.Name = name;
            inner.ReplaceAttributes(inner.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace == XNamespace.None).ToList());
            if (inner.IsEmpty && !Void.Contains(name))
            {
                inner.Add("");
            }
        }

        return string.Concat(copy.Nodes().Select(node => node is XText text ? System.Net.WebUtility.HtmlEncode(text.Value) : node.ToString(SaveOptions.DisableFormatting)));
    }
}
