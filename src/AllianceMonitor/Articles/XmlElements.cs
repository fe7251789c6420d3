using System.Net;
using System.Text;
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
        var html = new StringBuilder();
        WriteNodes(element);
        return html.ToString();

        void WriteNodes(XElement parent)
        {
            foreach (XNode node in parent.Nodes())
            {
                if (node is XText text)
                {
                    html.Append(WebUtility.HtmlEncode(text.Value));
                }
                else if (node is XElement child && (rename is null ? child.Name.LocalName : rename(child.Name.LocalName)) is { } name)
                {
                    WriteElement(child, name);
                }
            }
        }

        void WriteElement(XElement child, string name)
        {
            html.Append('<').Append(name);
            foreach (XAttribute attribute in child.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.Namespace == XNamespace.None))
            {
                html.Append(' ').Append(attribute.Name.LocalName).Append("=\"").Append(WebUtility.HtmlEncode(attribute.Value)).Append('"');
            }

            html.Append('>');
            WriteNodes(child);
            if (!Void.Contains(name))
            {
                html.Append("</").Append(name).Append('>');
            }
        }
    }
}
