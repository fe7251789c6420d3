using System.Text;
using System.Text.RegularExpressions;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>The names that the expressions of a Bicep file use, held against those that it declares.</summary>
internal static partial class BicepNames
{
    private static readonly HashSet<string> Words =
    [
        "param", "var", "resource", "module", "output", "existing", "if", "for", "in", "true", "false", "null", "targetScope", "string", "int", "bool", "object", "array",
        // Functions of Bicep that the template calls.
        "resourceGroup", "tenant", "environment", "uniqueString", "guid", "take", "replace", "toLower", "union", "concat", "empty", "items", "objectKeys", "toObject", "loadJsonContent", "resourceId",
        "subscriptionResourceId", "listKeys",
    ];

    /// <summary>Names that nothing declares.</summary>
    /// <param name="text">A file without comments.</param>
    public static IReadOnlyList<string> Undeclared(string text)
    {
        string code = WithoutStrings(text);
        HashSet<string> known = [.. Words, .. Declaration().Matches(code).SelectMany(match => match.Groups["name"].Captures.Select(capture => capture.Value))];
        return [.. Use().Matches(code).Select(match => match.Value).Where(name => !known.Contains(name)).Distinct()];
    }

    /// <summary>Strings go, the expressions inside them stay.</summary>
    private static string WithoutStrings(string text)
    {
        var code = new StringBuilder();
        // A brace of code, or of an expression that stands inside a string.
        var braces = new Stack<bool>();
        bool inString = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (inString)
            {
                if (c == '\\')
                {
                    i++;
                }
                else if (c == '$' && i + 1 < text.Length && text[i + 1] == '{')
                {
                    braces.Push(true);
                    inString = false;
                    code.Append(" ( ");
                    i++;
                }
                else if (c == '\'')
                {
                    inString = false;
                    code.Append("'' ");
                }
            }
            else if (c == '\'')
            {
                inString = true;
            }
            else if (c == '}' && braces.Count > 0 && braces.Pop())
            {
                inString = true;
                code.Append(" ) ");
            }
            else
            {
                if (c == '{')
                {
                    braces.Push(false);
                }

                code.Append(c);
            }
        }

        return code.ToString();
    }

    [GeneratedRegex("""^\s*(?:param|var|resource|module|output) (?<name>\w+)|\bfor (?<name>\w+) in\b|\bfor \((?<name>\w+), (?<name>\w+)\) in\b|(?<name>\w+) =>""", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    /// <summary>No property behind a dot, no key before a colon (unless it is what a loop goes over), no decorator.</summary>
    [GeneratedRegex("""(?<![\w.@])(?>[A-Za-z_]\w*)(?!\s*:)|(?<=\bin )\w+""")]
    private static partial Regex Use();
}
