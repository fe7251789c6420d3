using System.Text.RegularExpressions;
using AllianceMonitor.Tests.Support;

namespace AllianceMonitor.Tests.Infrastructure;

/// <summary>
/// As much of a Bicep file as can be checked without a compiler, which no feed here has: its parameters, outputs, symbols and modules by name. Types of resources and their properties are
/// checked by <c>az bicep build</c> and a real subscription only.
/// </summary>
internal sealed partial class BicepFile
{
    public BicepFile(string name)
    {
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(Folder, name));
        Source = File.ReadAllText(Path);
        Text = Comment().Replace(Source, "");
        Parameters = Parameter().Matches(Text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["default"].Success);
        Outputs = Output().Matches(Text).Select(match => match.Groups["name"].Value).ToHashSet();
        Modules = [.. ModuleStart().Matches(Text).Select(match => new Module(
            match.Groups["name"].Value, new BicepFile(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, match.Groups["file"].Value)), ParametersOf(Block(Text, match.Index))))];
    }

    public static string Folder { get; } = System.IO.Path.Combine(Repository.Root, "infra");

    public static IEnumerable<BicepFile> All => Directory.EnumerateFiles(Folder, "*.bicep", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => new BicepFile(path));

    public string Path { get; }
    public string Source { get; }

    /// <summary>Without comments.</summary>
    public string Text { get; }

    /// <summary>By name; whether there is a default.</summary>
    public IReadOnlyDictionary<string, bool> Parameters { get; }

    public IReadOnlySet<string> Outputs { get; }
    public IReadOnlyList<Module> Modules { get; }

    /// <param name="Name">Symbol.</param>
    /// <param name="File">What it refers to.</param>
    /// <param name="Given">Names of the parameters that it is given.</param>
    public sealed record Module(string Name, BicepFile File, IReadOnlyList<string> Given);

    /// <summary>Names of parameters, variables, resources and modules.</summary>
    public IEnumerable<string> Symbols => Symbol().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>What stands in the braces or brackets that open first at or after <paramref name="start"/>, strings left alone.</summary>
    public static string Block(string text, int start)
    {
        int open = text.IndexOf('{', start), depth = 0;
        foreach (Match token in Bracket().Matches(text[open..]))
        {
            depth += token.Value is "{" or "[" or "(" ? 1 : token.Value is "}" or "]" or ")" ? -1 : 0;
            if (depth == 0)
            {
                return text[open..(open + token.Index + 1)];
            }
        }

        throw new FormatException("A bracket is not closed.");
    }

    private static List<string> ParametersOf(string module)
    {
        string block = Block(module, module.IndexOf("params:", StringComparison.Ordinal));
        int indent = GivenParameter().Match(block).Groups["indent"].Length;
        return [.. GivenParameter().Matches(block).Where(match => match.Groups["indent"].Length == indent).Select(match => match.Groups["name"].Value)];
    }

    [GeneratedRegex("""^\s*//.*$|(?<=\s)// .*$""", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("""^param (?<name>\w+) [\w\[\]]+(?<default> =)?""", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex("""^output (?<name>\w+) """, RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex("""^(param|var|resource|module) (?<name>\w+)""", RegexOptions.Multiline)]
    private static partial Regex Symbol();

    [GeneratedRegex("""^module (?<name>\w+) '(?<file>[^']+)' =""", RegexOptions.Multiline)]
    private static partial Regex ModuleStart();

    [GeneratedRegex("""'(?:[^'\\]|\\.)*'|[{}\[\]()]""")]
    private static partial Regex Bracket();

    [GeneratedRegex("""^(?<indent> +)(?<name>\w+):""", RegexOptions.Multiline)]
    private static partial Regex GivenParameter();
}
