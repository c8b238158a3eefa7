using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Dataverse;

/// <summary>CB8xxx: Dataverse.</summary>
public static class DataverseDiagnostics
{
    /// <summary>CB8001.</summary>
    public static readonly DiagnosticDescriptor NotDataverse = new("CB8001", "The address is not a Dataverse environment", DiagnosticSeverity.Error);

    /// <summary>CB8002.</summary>
    public static readonly DiagnosticDescriptor Refused = new("CB8002", "Dataverse refused the request", DiagnosticSeverity.Error);

    /// <summary>CB8003.</summary>
    public static readonly DiagnosticDescriptor NoApplicationUser = new(
        "CB8003", "The identity is not a user of the environment", DiagnosticSeverity.Error);

    /// <summary>CB8004.</summary>
    public static readonly DiagnosticDescriptor Denied = new("CB8004", "The identity lacks a privilege in the environment", DiagnosticSeverity.Error);

    /// <summary>CB8005.</summary>
    public static readonly DiagnosticDescriptor Throttled = new(
        "CB8005", "The environment's service protection limits hold requests up", DiagnosticSeverity.Error);

    /// <summary>CB8006.</summary>
    public static readonly DiagnosticDescriptor Moved = new("CB8006", "Somebody else changed the row at the same time", DiagnosticSeverity.Error);

    /// <summary>CB8007.</summary>
    public static readonly DiagnosticDescriptor PrefixMismatch = new(
        "CB8007", "The solution belongs to a publisher with another prefix", DiagnosticSeverity.Error);

    /// <summary>CB8008.</summary>
    public static readonly DiagnosticDescriptor SolutionManaged = new(
        "CB8008", "The solution is managed in this environment", DiagnosticSeverity.Error);

    /// <summary>CB8009.</summary>
    public static readonly DiagnosticDescriptor ConnectorService = new(
        "CB8009", "The connector service refused the connector", DiagnosticSeverity.Error);

    /// <summary>CB8010.</summary>
    public static readonly DiagnosticDescriptor NameTaken = new("CB8010", "Another connector has the name", DiagnosticSeverity.Error);

    /// <summary>CB8011.</summary>
    public static readonly DiagnosticDescriptor TooLong = new("CB8011", "A text is longer than its column", DiagnosticSeverity.Error);

    /// <summary>CB8012.</summary>
    public static readonly DiagnosticDescriptor NoRedirectUrl = new(
        "CB8012", "The environment gave the connector no redirect URL", DiagnosticSeverity.Error);

    /// <summary>CB8014.</summary>
    public static readonly DiagnosticDescriptor NoTrust = new(
        "CB8014", "The environment gave the connector no issuer and subject", DiagnosticSeverity.Error);

    /// <summary>CB8015.</summary>
    public static readonly DiagnosticDescriptor PublisherDiffers = new("CB8015", "The publisher differs from the project", DiagnosticSeverity.Info);

    /// <summary>CB8016.</summary>
    public static readonly DiagnosticDescriptor PublisherConflict = new("CB8016", "The publisher is not the project's", DiagnosticSeverity.Error);

    /// <summary>CB8017.</summary>
    public static readonly DiagnosticDescriptor UnmanagedBlocked = new(
        "CB8017", "The environment blocks unmanaged customizations", DiagnosticSeverity.Error);

    /// <summary>CB8013.</summary>
    public static readonly DiagnosticDescriptor RecordUnreadable = new(
        "CB8013", "The record of the last deployment cannot be read", DiagnosticSeverity.Warning);
}
