namespace ConnectorBuild.Diagnostics;

/// <summary>How bad a finding is. Ordered: a larger value is worse.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Advice, certification and style. Never breaks a build.</summary>
    Info,

    /// <summary>Probably wrong, or works differently from what the author expects.</summary>
    Warning,

    /// <summary>Certainly fails or is certainly wrong. Nothing is packaged or deployed.</summary>
    Error,
}
