using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.LocalCloud.Diagnostics;

/// <summary>What can go wrong when a local cloud is started.</summary>
public static class LocalCloudErrors
{
    /// <summary>Another process has the state file.</summary>
    public static readonly DiagnosticDescriptor AlreadyRunning = new(
        "CB9501", "Another process runs the local cloud on this state file", DiagnosticSeverity.Error);

    /// <summary>The state file is not what the local cloud wrote.</summary>
    public static readonly DiagnosticDescriptor StateUnreadable = new("CB9502", "The local cloud's state file is broken", DiagnosticSeverity.Error);

    /// <summary>The state file is of a later version.</summary>
    public static readonly DiagnosticDescriptor StateTooNew = new(
        "CB9503", "The local cloud's state file was written by a newer version", DiagnosticSeverity.Error);

    /// <summary>The state file cannot be read or written.</summary>
    public static readonly DiagnosticDescriptor StateInaccessible = new(
        "CB9504", "The local cloud's state file cannot be read or written", DiagnosticSeverity.Error);

    /// <summary>An options file has an unknown option or a value out of range.</summary>
    public static readonly DiagnosticDescriptor OptionsInvalid = new(
        "CB9505", "The local cloud's options file cannot be used", DiagnosticSeverity.Error);

    /// <summary>A port that the options name is taken.</summary>
    public static readonly DiagnosticDescriptor AddressInUse = new(
        "CB9506", "A port that the local cloud is to listen on is in use", DiagnosticSeverity.Error);

    /// <summary>CB9505 for options that only the state shows to be wrong.</summary>
    internal static ConnectorException Refused(string what) => new(new Diagnostic(
        OptionsInvalid, $"The options file {what}. The local cloud was not started. docs/local-cloud.md lists the options."));

    internal static ConnectorException Failure(DiagnosticDescriptor descriptor, string message, string path, Exception? inner = null) =>
        new(new Diagnostic(descriptor, message, new SourceLocation(path)), inner);
}
