using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AllianceMonitor.Local.Stack;

/// <summary>Everything goes to a file; warnings and errors also to whoever watches.</summary>
internal sealed class StackLog : ILoggerFactory
{
    private readonly StreamWriter file;
    private readonly TimeProvider time;
    private readonly Action<string> onWarning;
    private readonly Lock guard = new();
    private bool closed;

    public StackLog(string path, TimeProvider time, Action<string> onWarning)
    {
        (this.time, this.onWarning) = (time, onWarning);
        file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
        lock (guard)
        {
            closed = true;
            file.Dispose();
        }
    }

    private void Write(string category, LogLevel level, string message)
    {
        lock (guard)
        {
            if (closed)
                return;
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():HH:mm:ss.fff} {level,-11} {category}: {message}"));
        }

        if (level >= LogLevel.Warning)
            onWarning($"{category}: {message}");
    }

    private sealed class Category(StackLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Write(name, logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");
        }
    }
}
