using ConnectorBuild.Diagnostics;
using Microsoft.Build.Framework;

namespace ConnectorBuild.BuildLogger;

/// <summary>
/// Runs inside the MSBuild that evaluates a project for the tool, and sends its errors and warnings back by the <see
/// cref="DiagnosticChannel"/>. What MSBuild prints is not searched for them, because any text can be printed.
/// </summary>
public sealed class BuildErrorLogger : ILogger
{
    /// <inheritdoc/>
    public LoggerVerbosity Verbosity { get; set; } = LoggerVerbosity.Quiet;

    /// <inheritdoc/>
    public string? Parameters { get; set; }

    /// <inheritdoc/>
    public void Initialize(IEventSource eventSource)
    {
        ArgumentNullException.ThrowIfNull(eventSource);
        if (Environment.GetEnvironmentVariable(DiagnosticChannel.Variable) is not { Length: > 0 } channel)
        {
            return;
        }

        eventSource.ErrorRaised += (_, e) =>
            Send(channel, DiagnosticSeverity.Error, e.Code, e.Message, e.File, e.LineNumber, e.ColumnNumber);
        eventSource.WarningRaised += (_, e) =>
            Send(channel, DiagnosticSeverity.Warning, e.Code, e.Message, e.File, e.LineNumber, e.ColumnNumber);
    }

    /// <inheritdoc/>
    public void Shutdown()
    {
    }

    private static void Send(
        string channel, DiagnosticSeverity severity, string? code, string? message, string? file, int line,
        int column) => DiagnosticChannel.Send(
        channel,
        new Diagnostic(
            new DiagnosticDescriptor(code ?? "", code ?? "", severity),
            SafeText.OneLine(message ?? ""),
            line > 0 && !string.IsNullOrEmpty(file) ? new SourceLocation(file, line, column, line, column) : null));
}
