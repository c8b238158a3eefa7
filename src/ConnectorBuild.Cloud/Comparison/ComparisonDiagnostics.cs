using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Comparison;

/// <summary>CB91xx: what a comparison or a plan file can say.</summary>
public static class ComparisonDiagnostics
{
    /// <summary>CB9101.</summary>
    public static readonly DiagnosticDescriptor BreaksFlows = new("CB9101", "The change can break existing flows", DiagnosticSeverity.Warning);

    /// <summary>CB9102.</summary>
    public static readonly DiagnosticDescriptor PlanUnreadable = new("CB9102", "The plan file cannot be read", DiagnosticSeverity.Error);

    /// <summary>CB9103.</summary>
    public static readonly DiagnosticDescriptor PlanOfOtherVersion = new("CB9103", "The plan file is of another version", DiagnosticSeverity.Error);

    /// <summary>CB9104.</summary>
    public static readonly DiagnosticDescriptor PlanOfOtherTarget = new(
        "CB9104", "The plan file is of another connector or environment", DiagnosticSeverity.Error);

    /// <summary>CB9105.</summary>
    public static readonly DiagnosticDescriptor ProjectMoved = new(
        "CB9105", "The project has changed since the plan was approved", DiagnosticSeverity.Error);

    /// <summary>CB9106.</summary>
    public static readonly DiagnosticDescriptor EnvironmentMoved = new(
        "CB9106", "The environment has changed since the plan was approved", DiagnosticSeverity.Error);

    /// <summary>CB9107.</summary>
    public static readonly DiagnosticDescriptor StepsDiffer = new(
        "CB9107", "The deployment would do something else than was approved", DiagnosticSeverity.Error);

    /// <summary>CB9108.</summary>
    public static readonly DiagnosticDescriptor PlanNotWritten = new("CB9108", "The plan file cannot be written", DiagnosticSeverity.Error);
}
