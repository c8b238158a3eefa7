namespace ConnectorBuild.Diagnostics;

/// <summary>
/// A failure that was foreseen: it carries the coded messages that a user reads instead of a stack trace. Every other exception is a defect of
/// ConnectorBuild (CB9001).
/// </summary>
public sealed class ConnectorException : Exception
{
    /// <summary>A failure with one message.</summary>
    public ConnectorException(Diagnostic diagnostic, Exception? innerException = null)
        : this([diagnostic], innerException)
    {
    }

    /// <summary>A failure with several messages, the first one being the cause.</summary>
    public ConnectorException(IReadOnlyList<Diagnostic> diagnostics, Exception? innerException = null)
        : base(diagnostics.Count == 0 ? "" : $"{diagnostics[0].Id}: {diagnostics[0].Message}", innerException)
    {
        ArgumentOutOfRangeException.ThrowIfZero(diagnostics.Count);
        Diagnostics = diagnostics;
    }

    /// <summary>What to tell the user; never empty.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The answer of the service that refused; null where none did.</summary>
    public ServiceRefusal? Refusal { get; init; }
}
