using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Planning.Tests.Deployment;

/// <summary>A step of every kind.</summary>
internal static class StepSamples
{
    private static readonly DesiredState Desired = Contoso.Desired();
    private static readonly ObservedRow Row = new();
    private static readonly Dictionary<string, string?> Columns = new() { [ConnectorColumns.DisplayName] = "Name" };
    private static readonly VariableState Variable = new(Guid.NewGuid(), null, null, "default");
    private static readonly PrincipalState Principal = new(Guid.NewGuid(), IsTeam: true, "Makers");
    private static readonly PasswordState Password = new(Guid.NewGuid(), "x", Observed.Now, Observed.Now);

    /// <summary>Those of deployments.</summary>
    public static IReadOnlyList<DeploymentStep> OfDeployments { get; } =
    [
        new CreatePublisher(Desired.Solution),
        new CreateSolution(Desired.Solution),
        new CreateApplication(Desired.Application!, []),
        new RestoreApplication(Row.Application),
        new RestoreServicePrincipal("object-id", "App"),
        new UpdateApplication("app-id", "App", null, null, null),
        new CreateServicePrincipal("unique-name", "App"),
        new GrantConsent(Observed.AzureServiceManagement, ["user_impersonation"]),
        new AddIdentifierUri("unique-name", null),
        new AddAccessScope("unique-name", null),
        new CreatePlatformPrincipal(),
        new Preauthorize("unique-name", "access_as_user"),
        new AddSecret(SecretReason.ClearedByImport, Observed.Now),
        new UseSecret(new SecretSource(SecretSourceKind.EnvironmentVariable, "MINE"), SecretReason.LostWithParameters),
        new RemoveSecret(Password, "it is old"),
        new CreateVariable(new EnvironmentVariable("contoso_X", "X"), null, IsClientId: true),
        new UpdateVariable(new EnvironmentVariable("contoso_X", "X"), Variable, "its default"),
        new SetVariable("contoso_X", Variable, "new"),
        new SetClientId(["contoso_X", "contoso_Y"]),
        new SetConnection("contoso_Mail", new ConnectionReferenceState(Guid.NewGuid(), null), "one"),
        new CreateConnector(Columns, "contoso_x"),
        new UpdateConnector(Row.Connector, Columns),
        new AttachCustomCode(Columns, "contoso_x"),
        new ImportSolution(
            new ImportRoute(new DesiredPackage(new byte[] { 1 }) { Manifest = Manifest, IsManaged = true }), null,
            OverwritesUnmanaged: false),
        new PromoteUpgrade(new StagedUpgrade(new SolutionState(Guid.NewGuid(), "Contoso_Upgrade", IsManaged: true, "1.1.0.0", "contoso"), []), null),
        new BroughtByImport("contoso_x", "contoso_y", IsNew: true),
        new RestoreSignIn("contoso_x", IsOnlyIfLost: false),
        new AddReplyUrl(null),
        new AddTrust(null),
        new AssignOwner(Principal),
        new ShareConnector(Principal, "CanView", [], IsShared: false),
        new RevokeShare(Principal),
        new WriteRecord("contoso_x_deployment", IsThere: false),
    ];

    /// <summary>Those that only the end of a connector has.</summary>
    public static IReadOnlyList<DeploymentStep> OfRetirements { get; } =
    [
        new DeleteConnector(Row.Connector),
        new RemoveReplyUrl("https://redirect.example"),
        new RevokePreauthorization(),
        new DeleteRecord(new RecordState(null, null, null), "contoso_x_deployment"),
    ];

    private static SolutionManifest Manifest => SolutionManifest.Create(Contoso.Project);

    private sealed class ObservedRow
    {
        public ConnectorState Connector { get; } = Observed.Deployed(Desired).Dataverse.Connector!;

        public ApplicationState Application { get; } = Observed.Deployed(Desired).Entra!.Application!;
    }
}
