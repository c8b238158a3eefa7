using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>What a step does to a thing.</summary>
public enum ChangeKind
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed.</summary>
    Update,

    /// <summary>Something is added to it, and what it has stays.</summary>
    Add,

    /// <summary>Something of our own is taken from it.</summary>
    Remove,
}

/// <summary>One write of a plan, in words and as data. Never holds a secret.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Thing">To what: <c>app registration</c>, <c>connector</c>, …</param>
/// <param name="Summary">The name of the thing, and what happens to it.</param>
public abstract record DeploymentStep(ChangeKind Kind, string Thing, string Summary)
{
    /// <summary>Details for people, a line each.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>What changes for makers and their flows.</summary>
    public ImmutableArray<ConnectorDifference> Differences { get; init; } = [];
}

/// <summary>Makes the app registration.</summary>
public sealed record CreateApplication(DesiredApplication Application, ImmutableArray<ResolvedPermission> Permissions)
    : DeploymentStep(ChangeKind.Create, "app registration", $"'{Application.DisplayName}'");

/// <summary>Takes the deleted app that still holds the name back.</summary>
public sealed record RestoreApplication(ApplicationState Deleted)
    : DeploymentStep(ChangeKind.Update, "app registration", $"restore the deleted '{Deleted.DisplayName}' ({Deleted.AppId})");

/// <summary>Takes the deleted app's service principal back, with the consent that hangs on it.</summary>
public sealed record RestoreServicePrincipal(string Id, string ApplicationName)
    : DeploymentStep(ChangeKind.Update, "service principal", $"restore the deleted one of '{ApplicationName}'");

/// <summary>Changes the app registration; what is null stays.</summary>
public sealed record UpdateApplication(string DisplayName, string? UniqueName, string? Audience, ImmutableArray<RequiredPermission>? Permissions)
    : DeploymentStep(ChangeKind.Update, "app registration", $"'{DisplayName}'");

/// <summary>Gives consent for all users of the tenant.</summary>
public sealed record GrantConsent(ResourceApi Resource, ImmutableArray<string> Scopes)
    : DeploymentStep(ChangeKind.Add, "admin consent", $"{string.Join(' ', Scopes)} of {Resource.DisplayName}, for all users");

/// <summary>Gives the connector the secret that the user brought.</summary>
public sealed record UseSecret(SecretSource Source, string Reason)
    : DeploymentStep(ChangeKind.Add, "client secret", $"from {Source}, because {Reason}");

/// <summary>Makes the app's service principal.</summary>
public sealed record CreateServicePrincipal(string ApplicationName)
    : DeploymentStep(ChangeKind.Create, "service principal", $"of '{ApplicationName}'");

/// <summary>Makes the publisher.</summary>
public sealed record CreatePublisher(DesiredSolution Solution)
    : DeploymentStep(ChangeKind.Create, "publisher", $"'{Solution.PublisherName}' with prefix '{Solution.PublisherPrefix}'");

/// <summary>Makes the solution.</summary>
public sealed record CreateSolution(DesiredSolution Solution)
    : DeploymentStep(ChangeKind.Create, "solution", $"'{Solution.UniqueName}' {Solution.Version}");

/// <summary>Mints a client secret.</summary>
/// <param name="Reason">Why the one that is there does not do.</param>
/// <param name="Expires">The expiry asked for.</param>
public sealed record AddSecret(string Reason, DateTimeOffset Expires)
    : DeploymentStep(ChangeKind.Add, "client secret", $"valid until {Expires:yyyy-MM-dd}, because {Reason}");

/// <summary>Makes an environment variable that the connector refers to.</summary>
/// <param name="Definition">What it is.</param>
/// <param name="Value">The environment's value; null for none.</param>
/// <param name="IsClientId">Whether the value is the client id of the app, which may yet have to be made.</param>
public sealed record CreateVariable(EnvironmentVariable Definition, string? Value, bool IsClientId)
    : DeploymentStep(ChangeKind.Create, "environment variable", $"'{Definition.SchemaName}'{(IsClientId ? ": the app's client id" : Value is null ? "" : $": '{Value}'")}");

/// <summary>Changes the definition of an environment variable: its default, its texts.</summary>
/// <param name="Definition">What it should be.</param>
/// <param name="Observed">What it is.</param>
/// <param name="HowItDiffers">In words.</param>
public sealed record UpdateVariable(EnvironmentVariable Definition, VariableState Observed, string HowItDiffers)
    : DeploymentStep(ChangeKind.Update, "environment variable", $"'{Definition.SchemaName}': {HowItDiffers}");

/// <summary>Gives an environment variable a value; the connector takes it over when it is saved.</summary>
/// <param name="Name">Its schema name.</param>
/// <param name="Observed">What it is.</param>
/// <param name="Value">The value; null for the client id of the app that is made.</param>
/// <param name="Type">What it is; of a secret only a path is shown.</param>
public sealed record SetVariable(string Name, VariableState Observed, string? Value, EnvironmentVariableType Type = EnvironmentVariableType.Text)
    : DeploymentStep(ChangeKind.Update, "environment variable", $"'{Name}': {SecretVariables.Show(Type, Observed.Effective)} -> {(Value is null ? "the client id of the app that is made" : $"'{Value}'")}");

/// <summary>Makes the connector row.</summary>
/// <param name="Columns">What is written, without secret and client id.</param>
/// <param name="Name">The row's name.</param>
public sealed record CreateConnector(IReadOnlyDictionary<string, string?> Columns, string Name)
    : DeploymentStep(ChangeKind.Create, "connector", $"'{Name}'");

/// <summary>Gives a connector that was just made its custom code: making both at once fails as a whole where the platform has no place for the code at the moment.</summary>
/// <param name="Columns">What is written.</param>
/// <param name="Name">The row's name.</param>
public sealed record AttachCustomCode(IReadOnlyDictionary<string, string?> Columns, string Name)
    : DeploymentStep(ChangeKind.Add, "custom code", $"to '{Name}'");

/// <summary>Changes columns of the connector row.</summary>
/// <param name="Observed">The row as the plan saw it; a row that has moved since is not overwritten.</param>
/// <param name="Columns">What is written, without secret and client id.</param>
public sealed record UpdateConnector(ConnectorState Observed, IReadOnlyDictionary<string, string?> Columns)
    : DeploymentStep(ChangeKind.Update, "connector", $"'{Observed.Name}': {string.Join(", ", Columns.Keys)}");

/// <summary>Adds the connector's redirect URL to the app's reply URLs.</summary>
/// <param name="Url">The URL; null while the environment has not assigned it.</param>
public sealed record AddReplyUrl(string? Url)
    : DeploymentStep(ChangeKind.Add, "reply URL", Url ?? "the redirect URL that the environment assigns on save");

/// <summary>Has the app trust the platform's tokens for this connector, in place of a secret.</summary>
/// <param name="Trust">Whose tokens; null while the platform has not said.</param>
public sealed record AddTrust(FederatedTrust? Trust)
    : DeploymentStep(ChangeKind.Add, "federated credential", Trust is null ? "for the issuer and subject that the environment assigns on save (preview)" : $"for subject {Trust.Subject} of {Trust.Issuer} (preview)");

/// <summary>Gives the connector row to a user or team.</summary>
public sealed record AssignOwner(PrincipalState Owner)
    : DeploymentStep(ChangeKind.Update, "owner", $"{Owner} owns the connector");

/// <summary>Shares the connector.</summary>
/// <param name="Principal">With whom.</param>
/// <param name="Access"><c>CanView</c> or <c>CanEdit</c>.</param>
/// <param name="Rights">The rights of the row that this is.</param>
/// <param name="IsShared">Whether it is shared with them already, with other rights.</param>
public sealed record ShareConnector(PrincipalState Principal, string Access, ImmutableArray<string> Rights, bool IsShared)
    : DeploymentStep(IsShared ? ChangeKind.Update : ChangeKind.Add, "share", $"{Principal}, {Access}");

/// <summary>Takes a share back that a former deployment gave and the project does not name any more.</summary>
public sealed record RevokeShare(PrincipalState Principal)
    : DeploymentStep(ChangeKind.Remove, "share", $"{Principal}, which the project does not name any more");

/// <summary>Writes what the next run must know into the environment.</summary>
/// <param name="Name">Schema name of the environment variable that holds it.</param>
/// <param name="IsThere">Whether the environment has one already.</param>
public sealed record WriteRecord(string Name, bool IsThere)
    : DeploymentStep(IsThere ? ChangeKind.Update : ChangeKind.Create, "deployment record", $"'{Name}' (an environment variable; holds no secret)");

/// <summary>Takes a secret of ours that nothing uses any more from the app.</summary>
public sealed record RemoveSecret(PasswordState Secret, string Reason)
    : DeploymentStep(ChangeKind.Remove, "client secret", $"{Secret.KeyId}, because {Reason}");
