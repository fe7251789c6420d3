using System.CommandLine;
using AllianceMonitor.Articles;
using AllianceMonitor.Extraction;
using AllianceMonitor.Local.Scan;
using AllianceMonitor.Local.Stack;
using Spectre.Console;

namespace AllianceMonitor.Local.Commands;

/// <summary>Runs the pipeline in memory over a folder of files; no storage, no network.</summary>
internal static class ScanCommand
{
    private static readonly Argument<string> Folder = new("FOLDER") { Description = "Folder with articles; read in ordinal order of the file names." };
    private static readonly Option<bool> AsJson = new("--json") { Description = "One line of JSON per article instead of a report." };
    private static readonly Option<string> WatchlistFile = new("--watchlist") { Description = "Watchlist to read with. Default: seeds/watchlist.yaml.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("scan", "Runs the whole pipeline in memory over the files of a folder and shows what it makes of them.") { Folder, AsJson, WatchlistFile };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        string folder = arguments.GetRequiredValue(Folder);
        if (!Directory.Exists(folder))
        {
            return BadArguments($"There is no folder {folder}.");
        }

        string file = arguments.GetValue(WatchlistFile) ?? Path.Combine(Repository.Seeds, "watchlist.yaml");
        if (!File.Exists(file))
        {
            return BadArguments($"There is no watchlist {file}; give one with --watchlist FILE.");
        }

        Watchlist watchlist;
        try
        {
            watchlist = Extraction.WatchlistFile.Parse(File.ReadAllText(file), file);
        }
        catch (ConfigurationErrorException wrong)
        {
            return BadArguments(wrong.Message);
        }

        var scan = new FolderScan(new Pipeline(watchlist, new ReadingLimits()), TimeProvider.System);
        using Stream output = Console.OpenStandardOutput();
        foreach (ScanResult result in scan.Run(folder))
        {
            if (arguments.GetValue(AsJson))
            {
                output.Write(ScanJson.Line(result));
            }
            else
            {
                ScanReport.Write(AnsiConsole.Console, result);
            }
        }

        return ExitCode.Success;
    }

    private static int BadArguments(string sentence)
    {
        Terminal.Error(sentence);
        return ExitCode.BadArguments;
    }
}
