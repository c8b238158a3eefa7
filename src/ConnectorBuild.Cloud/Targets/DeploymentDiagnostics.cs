using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Targets;

/// <summary>CB90xx: what can go wrong around a deployment, outside Entra and Dataverse.</summary>
public static class DeploymentDiagnostics
{
    /// <summary>CB9002.</summary>
    public static readonly DiagnosticDescriptor AddressInvalid = new(
        "CB9002", "An environment's address is missing or not an https address", DiagnosticSeverity.Error);

    /// <summary>CB9003.</summary>
    public static readonly DiagnosticDescriptor TenantMissing = new("CB9003", "An environment has no usable TenantId", DiagnosticSeverity.Error);

    /// <summary>CB9004.</summary>
    public static readonly DiagnosticDescriptor UnknownCloud = new("CB9004", "An environment names an unknown cloud", DiagnosticSeverity.Error);

    /// <summary>CB9005.</summary>
    public static readonly DiagnosticDescriptor Unreachable = new("CB9005", "A service cannot be reached", DiagnosticSeverity.Error);

    /// <summary>CB9006.</summary>
    public static readonly DiagnosticDescriptor NotVerified = new("CB9006", "What was written could not be read back", DiagnosticSeverity.Error);

    /// <summary>CB9007.</summary>
    public static readonly DiagnosticDescriptor TrustedCertificateUnreadable = new(
        "CB9007", "The trusted certificate cannot be read", DiagnosticSeverity.Error);

    /// <summary>CB9008.</summary>
    public static readonly DiagnosticDescriptor Drift = new(
        "CB9008", "The connector was changed in the environment since the last deployment", DiagnosticSeverity.Error);

    /// <summary>CB9009.</summary>
    public static readonly DiagnosticDescriptor Stopped = new("CB9009", "The deployment stopped half way", DiagnosticSeverity.Error);

    /// <summary>CB9011.</summary>
    public static readonly DiagnosticDescriptor ReportNotWritten = new("CB9011", "The report cannot be written", DiagnosticSeverity.Error);

    /// <summary>CB9012.</summary>
    public static readonly DiagnosticDescriptor ProjectNotFound = new(
        "CB9012", "There is no connector project at the path", DiagnosticSeverity.Error);

    /// <summary>CB9013.</summary>
    public static readonly DiagnosticDescriptor ProjectNotEvaluated = new("CB9013", "The project file cannot be evaluated", DiagnosticSeverity.Error);

    /// <summary>CB9014.</summary>
    public static readonly DiagnosticDescriptor EnvironmentMissing = new("CB9014", "No environment was chosen", DiagnosticSeverity.Error);

    /// <summary>CB9015.</summary>
    public static readonly DiagnosticDescriptor SignInNotProved = new(
        "CB9015", "A maker could not sign in through the connector", DiagnosticSeverity.Error);

    /// <summary>CB9017.</summary>
    public static readonly DiagnosticDescriptor SignInRemoved = new(
        "CB9017", "The project would take the sign-in from a deployed connector", DiagnosticSeverity.Error);

    /// <summary>CB9019.</summary>
    public static readonly DiagnosticDescriptor NoteNotWritten = new(
        "CB9019", "What a deployment leaves behind cannot be written", DiagnosticSeverity.Warning);

    /// <summary>CB9021.</summary>
    public static readonly DiagnosticDescriptor NoAnswerInTime = new("CB9021", "A service gave no answer in time", DiagnosticSeverity.Error);

    /// <summary>CB9022.</summary>
    public static readonly DiagnosticDescriptor AnswerUnreadable = new(
        "CB9022", "A service's answer is not what its protocol says", DiagnosticSeverity.Error);

    /// <summary>CB9023.</summary>
    public static readonly DiagnosticDescriptor AnswerTooLarge = new(
        "CB9023", "A service's answer is larger than any real one", DiagnosticSeverity.Error);

    /// <summary>CB9024.</summary>
    public static readonly DiagnosticDescriptor NotLive = new("CB9024", "Makers do not have what was saved", DiagnosticSeverity.Warning);

    /// <summary>CB9025.</summary>
    public static readonly DiagnosticDescriptor LiveHidden = new("CB9025", "What makers have cannot be read", DiagnosticSeverity.Info);

    /// <summary>CB9026.</summary>
    public static readonly DiagnosticDescriptor ConnectionRefused = new("CB9026", "A connection could not be made", DiagnosticSeverity.Error);

    /// <summary>CB9027.</summary>
    public static readonly DiagnosticDescriptor NoDotNetHost = new("CB9027", "The program dotnet was not found", DiagnosticSeverity.Error);

    /// <summary>CB9028.</summary>
    public static readonly DiagnosticDescriptor UndocumentedNotAccepted = new(
        "CB9028", "Addresses that Microsoft does not document were not accepted", DiagnosticSeverity.Error);

    /// <summary>CB9029.</summary>
    public static readonly DiagnosticDescriptor UserNotOfLocalCloud = new(
        "CB9029", "A user of the local cloud was named for another environment", DiagnosticSeverity.Error);

    /// <summary>CB9016.</summary>
    public static readonly DiagnosticDescriptor KeptOtherwise = new(
        "CB9016", "The environment stored a column differently from what was sent", DiagnosticSeverity.Warning);
}
