namespace ConnectorBuild.Diagnostics;

/// <summary>Codes that any part of ConnectorBuild can report.</summary>
public static class CommonDiagnostics
{
    /// <summary>CB6234.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new("CB6234", "A file cannot be written", DiagnosticSeverity.Error);

    /// <summary>CB9001.</summary>
    public static readonly DiagnosticDescriptor InternalError = new("CB9001", "A defect of ConnectorBuild", DiagnosticSeverity.Error);
}
