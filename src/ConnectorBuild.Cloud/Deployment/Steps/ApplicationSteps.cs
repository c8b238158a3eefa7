using System.Collections.Immutable;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Steps;

/// <summary>Makes the app registration.</summary>
public sealed record CreateApplication(DesiredApplication Application, ImmutableArray<ResolvedPermission> Permissions)
    : DeploymentStep(ChangeKind.Create, StepThing.Application, Application.UniqueName, $"'{Application.DisplayName}'");

/// <summary>Takes the deleted app that still holds the name back.</summary>
public sealed record RestoreApplication(ApplicationState Deleted)
    : DeploymentStep(
        ChangeKind.Update, StepThing.DeletedApplication, Deleted.AppId, $"restore the deleted '{Deleted.DisplayName}' ({Deleted.AppId})");

/// <summary>Takes the deleted app's service principal back, with the consent that depends on it.</summary>
/// <param name="ObjectId">Its object id.</param>
/// <param name="ApplicationName">Display name of the app.</param>
public sealed record RestoreServicePrincipal(string ObjectId, string ApplicationName)
    : DeploymentStep(ChangeKind.Update, StepThing.ServicePrincipal, ObjectId, $"restore the deleted one of '{ApplicationName}'");

/// <summary>Changes the app registration; what is null stays.</summary>
public sealed record UpdateApplication(
    string AppId, string DisplayName, string? UniqueName, string? Audience, ImmutableArray<RequiredPermission>? Permissions)
    : DeploymentStep(ChangeKind.Update, StepThing.Application, AppId, $"'{DisplayName}'");

/// <summary>Makes the app's service principal.</summary>
/// <param name="UniqueName">The unique name that the app should have.</param>
/// <param name="ApplicationName">Display name of the app.</param>
public sealed record CreateServicePrincipal(string UniqueName, string ApplicationName)
    : DeploymentStep(ChangeKind.Create, StepThing.ServicePrincipal, UniqueName, $"of '{ApplicationName}'");

/// <summary>Gives consent for all users of the tenant.</summary>
public sealed record GrantConsent(ResourceApi Resource, ImmutableArray<string> Scopes)
    : DeploymentStep(
        ChangeKind.Add, StepThing.AdminConsent, Resource.AppId?.ToString()
            ?? Resource.Asked, $"{string.Join(' ', Scopes)} of {Resource.DisplayName}, for all users")
{
    internal override IEnumerable<string> Content => Scopes;
}

/// <summary>Adds the connector's redirect URL to the app's reply URLs.</summary>
/// <param name="Url">The URL; null while the environment has not assigned it.</param>
public sealed record AddReplyUrl(string? Url)
    : DeploymentStep(ChangeKind.Add, StepThing.ReplyUrl, Url ?? "", Url ?? "the redirect URL that the environment assigns on save");

/// <summary>Has the app trust the platform's tokens for this connector, in place of a secret.</summary>
/// <param name="Trust">Whose tokens; null while the platform has not said.</param>
public sealed record AddTrust(FederatedTrust? Trust)
    : DeploymentStep(
        ChangeKind.Add,
        StepThing.FederatedCredential,
        Trust is null ? "" : $"{Trust.Issuer} {Trust.Subject}",
        Trust is null
            ? "for the issuer and subject that the environment assigns on save (preview)"
            : $"for subject {Trust.Subject} of {Trust.Issuer} (preview)");
