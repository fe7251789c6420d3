using System.CommandLine;
using AllianceMonitor.Local.View;
using AllianceMonitor.Operations;

namespace AllianceMonitor.Local.Commands;

/// <summary>Lists what was dead-lettered, or tries it again.</summary>
internal static class DeadLettersCommand
{
    private static readonly Option<bool> AsJson = new("--json") { Description = "A line of JSON for each." };
    private static readonly Option<string[]> Again = new("--redrive")
    {
        Description = "Try these again: ids or beginnings of ids; without any, all that can be.",
        HelpName = "ID",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command("dead-letters", "Lists what was dead-lettered, the latest first, or tries it again.") { AsJson, Again, StorageOption.Option };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult arguments, CancellationToken cancel)
    {
        using var operations = new Operations(arguments, TimeProvider.System);
        var letters = await operations.View.DeadLettersAsync(OperationsView.Searched, cancel);
        if (arguments.GetResult(Again) is not null)
            return await TryAgain(operations, Chosen(letters, arguments.GetValue(Again) ?? []), cancel);

        foreach (var letter in letters)
            Terminal.Say(arguments.GetValue(AsJson) ? LineJson.Of(letter) : $"{letter.At:u}  {letter.Id[..12]}  {letter.Kind} {letter.Subject}: {letter.Reason}");
        if (letters.Count == 0 && !arguments.GetValue(AsJson))
            Terminal.Say("Nothing is dead-lettered.");
        return ExitCode.Success;
    }

    private static List<DeadLetter> Chosen(IReadOnlyList<DeadLetter> letters, string[] ids)
    {
        if (ids.FirstOrDefault(id => !letters.Any(letter => letter.Id.StartsWith(id, StringComparison.Ordinal))) is { } unknown)
            throw new SetupException($"No dead letter begins with {unknown}; `dead-letters` lists them.");
        return [.. letters.Where(letter => ids.Length == 0 ? Redrive.CanBeTriedAgain(letter) : ids.Any(id => letter.Id.StartsWith(id, StringComparison.Ordinal)))];
    }

    private static async Task<int> TryAgain(Operations operations, List<DeadLetter> letters, CancellationToken cancel)
    {
        var failed = 0;
        for (var i = 0; i < letters.Count; i++)
        {
            var result = await operations.Redrive.RunAsync(letters[i].Id, cancel);
            failed += result.Done ? 0 : 1;
            Terminal.Say($"{i + 1} of {letters.Count}  {letters[i].Id[..12]}  {result.Message}");
        }

        if (letters.Count == 0)
            Terminal.Say("There is nothing to try again.");
        return failed == 0 ? ExitCode.Success : ExitCode.DeadLettered;
    }
}
