using System.CommandLine;
using AllianceMonitor.Local.Stack;

namespace AllianceMonitor.Local.Commands;

/// <summary>Where the stack keeps its state; every command that talks to a running stack finds it there.</summary>
internal static class LocalFolder
{
    public static readonly Option<string> Option = new("--local")
    {
        Description = "Folder of the stack's state. Default: .local in the repository.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static StackFile RunningStack(ParseResult arguments)
    {
        var folder = arguments.GetValue(Option) ?? Repository.LocalFolder;
        return StackFile.Running(folder)
            ?? throw new SetupException($"No local stack runs on {Path.GetFullPath(folder)}: start it with `dotnet run --project src/AllianceMonitor.Local`, or name its folder with --local.");
    }
}
