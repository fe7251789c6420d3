using System.Globalization;
using AllianceMonitor.Local.View;
using Spectre.Console;

namespace AllianceMonitor.Local.Commands;

/// <summary>Colours, a spinner and a drawn table on a terminal; plain lines where the output is redirected.</summary>
internal static class Terminal
{
    private static bool IsInteractive => AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Out.IsTerminal;

    /// <summary>Never wrapped: what is said is there to be copied.</summary>
    public static void Say(string line) => Console.WriteLine(line);

    public static void Warn(string line)
    {
        // Through the same console as the spinner, which makes way for it.
        if (IsInteractive)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]{line}[/]");
        else
            Console.Error.WriteLine(line);
    }

    public static void Error(string line)
    {
        if (IsInteractive)
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[red]{line}[/]");
        else
            Console.Error.WriteLine(line);
    }

    /// <param name="work">Calls its argument with each new state.</param>
    public static async Task Progress(string title, Func<Action<string>, Task> work)
    {
        if (IsInteractive)
        {
            await AnsiConsole.Status().StartAsync(Markup.Escape(title), context => work(state => context.Status(Markup.Escape($"{title}: {state}"))));
            return;
        }

        Console.WriteLine(title);
        var last = "";
        await work(state =>
        {
            if (state != last)
                Console.WriteLine($"  {state}");
            last = state;
        });
    }

    public static void Table(IEnumerable<ArticleRow> rows)
    {
        var lines = rows.SelectMany(ArticleTable.Lines).ToList();
        if (!IsInteractive)
        {
            foreach (var line in ArticleTable.Aligned(lines.Prepend(ArticleTable.Header)))
                Console.WriteLine(line);
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns(ArticleTable.Header);
        foreach (var line in lines)
            table.AddRow([.. line.Select(Markup.Escape)]);
        AnsiConsole.Write(table);
    }
}
