using Microsoft.Extensions.Logging;

namespace ConnectorBuild.Scripting;

/// <summary>The log that a script writes to.</summary>
internal sealed class ScriptLogger(ScriptTrace trace) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        trace.Add(new ScriptLogEntry(logLevel, formatter(state, exception), exception));
}
