using System.CommandLine;
using System.Runtime.InteropServices;
using AllianceMonitor;
using AllianceMonitor.Local;
using AllianceMonitor.Local.Commands;
using AllianceMonitor.Local.Triggers;
using AllianceMonitor.Stories;

var command = RunCommand.Create();
command.Add(DropCommand.Create());
command.Add(StatusCommand.Create());
command.Add(StoryCommand.Create());
command.Add(RejectedCommand.Create());
command.Add(DeadLettersCommand.Create());
command.Add(WhyCommand.Create());
command.Add(SubscriptionsCommand.Create());
command.Add(RecipientsCommand.Create());
command.Add(ReplayCommand.Create());
command.Add(ScanCommand.Create());

// Ctrl+C and SIGTERM come through System.CommandLine; a closed terminal is one more way to be asked to stop.
using var hangUp = new CancellationTokenSource();
using var onHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
{
    signal.Cancel = true;
    hangUp.Cancel();
});

try
{
    ParseResult arguments = command.Parse(args);
    int exitCode = await arguments.InvokeAsync(
        new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }, hangUp.Token);
    return arguments.Errors.Count > 0 ? ExitCode.BadArguments : exitCode;
}
catch (SetupException wrong)
{
    Terminal.Error(wrong.Message);
    return ExitCode.Setup;
}
catch (HostStoppedException stopped)
{
    Terminal.Error(stopped.Message);
    return ExitCode.HostStopped;
}
catch (Exception fault) when (StorageClients.IsFault(fault))
{
    Terminal.Error($"The storage of the local stack does not answer: {StorageClients.Reason(fault)}");
    return ExitCode.Setup;
}
catch (Exception wrong) when (wrong is StoryLogDamagedException or ConfigurationErrorException)
{
    Terminal.Error(wrong.Message);
    return ExitCode.Setup;
}
catch (OperationCanceledException)
{
    return ExitCode.Interrupted;
}
