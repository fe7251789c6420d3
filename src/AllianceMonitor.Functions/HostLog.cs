namespace AllianceMonitor.Functions;

/// <summary>
/// One line per entry, as the Functions host reads it: standard output is information, a line of standard error that begins with <c>warn:</c> a warning, any
/// other line there an error.
/// </summary>
internal sealed class HostLog : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Line(categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    private sealed class Line(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            string line = $"{category}: {formatter(state, exception)}{(exception is null ? "" : $" | {exception}")}".ReplaceLineEndings(" | ");
            if (logLevel == LogLevel.Information)
            {
                Console.Out.WriteLine(line);
            }
            else
            {
                Console.Error.WriteLine(logLevel == LogLevel.Warning ? $"warn: {line}" : line);
            }
        }
    }
}
