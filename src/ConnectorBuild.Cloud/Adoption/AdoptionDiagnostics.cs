using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>CB63xx: making a project of a connector that exists, and refreshing it.</summary>
public static class AdoptionDiagnostics
{
    /// <summary>CB6301.</summary>
    public static readonly DiagnosticDescriptor NoConnector = new("CB6301", "There is no connector at the source", DiagnosticSeverity.Error);

    /// <summary>CB6302.</summary>
    public static readonly DiagnosticDescriptor SeveralConnectors = new("CB6302", "The source has several connectors", DiagnosticSeverity.Error);

    /// <summary>CB6303.</summary>
    public static readonly DiagnosticDescriptor DifferentConnectors = new(
        "CB6303", "The sources are not the same connector", DiagnosticSeverity.Error);

    /// <summary>CB6304.</summary>
    public static readonly DiagnosticDescriptor FileExists = new("CB6304", "A file would be overwritten", DiagnosticSeverity.Error);

    /// <summary>CB6305.</summary>
    public static readonly DiagnosticDescriptor SecretLeftOut = new("CB6305", "A secret was left out", DiagnosticSeverity.Warning);

    /// <summary>CB6306.</summary>
    public static readonly DiagnosticDescriptor NotPatchable = new(
        "CB6306", "A difference between environments cannot be a patch", DiagnosticSeverity.Warning);

    /// <summary>CB6307.</summary>
    public static readonly DiagnosticDescriptor SettingsUnreadable = new("CB6307", "settings.json cannot be used", DiagnosticSeverity.Error);

    /// <summary>CB6308.</summary>
    public static readonly DiagnosticDescriptor IdentityUnknown = new(
        "CB6308", "The source does not say what the connector is called", DiagnosticSeverity.Error);

    /// <summary>CB6309.</summary>
    public static readonly DiagnosticDescriptor FirstPlanChanges = new("CB6309", "The first plan will show a change", DiagnosticSeverity.Warning);

    /// <summary>CB6310.</summary>
    public static readonly DiagnosticDescriptor FileUnreadable = new("CB6310", "A file of the source cannot be read", DiagnosticSeverity.Error);

    /// <summary>CB6312.</summary>
    public static readonly DiagnosticDescriptor ComponentsLeftOut = new(
        "CB6312", "Components of the solution were left out", DiagnosticSeverity.Warning);

    /// <summary>CB6313.</summary>
    public static readonly DiagnosticDescriptor ServerMissing = new("CB6313", "The document names no server with https", DiagnosticSeverity.Warning);

    /// <summary>CB6314.</summary>
    public static readonly DiagnosticDescriptor SeveralFiles = new("CB6314", "The document refers to other files", DiagnosticSeverity.Error);

    /// <summary>CB6311.</summary>
    public static readonly DiagnosticDescriptor Leftovers = new(
        "CB6311", "The folder has files that are not the connector's", DiagnosticSeverity.Warning);
}
