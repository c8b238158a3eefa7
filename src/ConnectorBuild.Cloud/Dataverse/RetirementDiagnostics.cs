using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>CB82xx: owner, shares, layers and the end of a connector.</summary>
public static class RetirementDiagnostics
{
    /// <summary>CB8201.</summary>
    public static readonly DiagnosticDescriptor PrincipalNotFound = new(
        "CB8201", "A user, team or group is not in the environment", DiagnosticSeverity.Error);

    /// <summary>CB8202.</summary>
    public static readonly DiagnosticDescriptor PrincipalAmbiguous = new("CB8202", "Several users or teams have the name", DiagnosticSeverity.Error);

    /// <summary>CB8203.</summary>
    public static readonly DiagnosticDescriptor AccessUnknown = new(
        "CB8203", "A share asks for an unknown access level, or for two", DiagnosticSeverity.Error);

    /// <summary>CB8204.</summary>
    public static readonly DiagnosticDescriptor InUse = new(
        "CB8204", "Flows or connection references depend on the connector", DiagnosticSeverity.Error);

    /// <summary>CB8205.</summary>
    public static readonly DiagnosticDescriptor ManagedConnector = new(
        "CB8205", "A managed connector ends with its solution", DiagnosticSeverity.Error);

    /// <summary>CB8206.</summary>
    public static readonly DiagnosticDescriptor UnmanagedLayer = new(
        "CB8206", "Unmanaged changes lie over the managed connector", DiagnosticSeverity.Warning);

    /// <summary>CB8207.</summary>
    public static readonly DiagnosticDescriptor StillThere = new("CB8207", "What was retired is still there", DiagnosticSeverity.Error);
}
