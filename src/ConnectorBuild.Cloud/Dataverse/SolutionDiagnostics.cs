using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>CB81xx: importing solutions.</summary>
public static class SolutionDiagnostics
{
    /// <summary>CB8101.</summary>
    public static readonly DiagnosticDescriptor ManagedNeedsImport = new(
        "CB8101", "A managed environment is deployed to directly", DiagnosticSeverity.Error);

    /// <summary>CB8102.</summary>
    public static readonly DiagnosticDescriptor StageRefused = new(
        "CB8102", "The environment found the package unfit for import", DiagnosticSeverity.Error);

    /// <summary>CB8103.</summary>
    public static readonly DiagnosticDescriptor ImportFailed = new("CB8103", "The import failed", DiagnosticSeverity.Error);

    /// <summary>CB8104.</summary>
    public static readonly DiagnosticDescriptor ImportStuck = new("CB8104", "An import makes no progress", DiagnosticSeverity.Error);

    /// <summary>CB8105.</summary>
    public static readonly DiagnosticDescriptor KindMismatch = new("CB8105", "Managed and unmanaged do not fit together", DiagnosticSeverity.Error);

    /// <summary>CB8106.</summary>
    public static readonly DiagnosticDescriptor NoWayForSecret = new(
        "CB8106", "There is no way for the client secret into the connector", DiagnosticSeverity.Error);

    /// <summary>CB8107.</summary>
    public static readonly DiagnosticDescriptor PutBackUnknown = new(
        "CB8107", "It is not known whether the client secret can be put back", DiagnosticSeverity.Warning);

    /// <summary>CB8108.</summary>
    public static readonly DiagnosticDescriptor SecretVariableEmpty = new(
        "CB8108", "The environment variable of the client secret has no value", DiagnosticSeverity.Error);

    /// <summary>CB8109.</summary>
    public static readonly DiagnosticDescriptor ReferenceDropped = new(
        "CB8109", "The import lost the reference to the client secret", DiagnosticSeverity.Error);

    /// <summary>CB8110.</summary>
    public static readonly DiagnosticDescriptor IconMissing = new("CB8110", "The connector has no icon after the import", DiagnosticSeverity.Warning);

    /// <summary>CB8111.</summary>
    public static readonly DiagnosticDescriptor ValueNotGiven = new(
        "CB8111", "The value of an environment variable is not given", DiagnosticSeverity.Warning);

    /// <summary>CB8112.</summary>
    public static readonly DiagnosticDescriptor LowerVersion = new(
        "CB8112", "The package is older than the solution in the environment", DiagnosticSeverity.Error);

    /// <summary>CB8113.</summary>
    public static readonly DiagnosticDescriptor ImportFinding = new(
        "CB8113", "The environment has something to say about the import", DiagnosticSeverity.Warning);

    /// <summary>CB8114.</summary>
    public static readonly DiagnosticDescriptor UnmanagedBlocked = new(
        "CB8114", "The environment takes managed solutions only", DiagnosticSeverity.Error);

    /// <summary>CB8115.</summary>
    public static readonly DiagnosticDescriptor UpgradeDeletes = new("CB8115", "The upgrade would delete a connector", DiagnosticSeverity.Error);

    /// <summary>CB8116.</summary>
    public static readonly DiagnosticDescriptor ConnectorStays = new(
        "CB8116", "A connector that the package no longer has stays in the environment", DiagnosticSeverity.Warning);

    /// <summary>CB8117.</summary>
    public static readonly DiagnosticDescriptor ChangedOver = new(
        "CB8117", "A component was changed over the managed solution", DiagnosticSeverity.Warning);

    /// <summary>CB8118.</summary>
    public static readonly DiagnosticDescriptor UpgradeDeletesOthers = new(
        "CB8118", "The upgrade would delete components that are not connectors", DiagnosticSeverity.Error);

    /// <summary>CB8119.</summary>
    public static readonly DiagnosticDescriptor UpgradeStaged = new(
        "CB8119", "An upgrade of the solution is staged and not completed", DiagnosticSeverity.Error);

    /// <summary>CB8120.</summary>
    public static readonly DiagnosticDescriptor LayerHides = new(
        "CB8120", "An unmanaged layer would hide what the import brings", DiagnosticSeverity.Error);

    /// <summary>CB8121.</summary>
    public static readonly DiagnosticDescriptor HeldByDependents = new(
        "CB8121", "Other components need what an upgrade would delete", DiagnosticSeverity.Error);

    /// <summary>CB8122.</summary>
    public static readonly DiagnosticDescriptor HeldByConnections = new("CB8122", "Connections hold a connector back", DiagnosticSeverity.Error);
}
