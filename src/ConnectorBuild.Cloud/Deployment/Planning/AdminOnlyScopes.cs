using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Permissions of a connector that only an administrator can consent to, as each API's own list says.</summary>
public static class AdminOnlyScopes
{
    /// <summary>Their names; empty where the deployment consents itself.</summary>
    public static IReadOnlyList<string> Of(DesiredState desired, ObservedState observed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(observed);
        if (desired.Application is not { GrantAdminConsent: false } wanted || observed.Entra is not { } entra)
        {
            return [];
        }

        var permissions = PermissionResolver.Resolve(wanted.Resources, entra.Resources, desired.PropertiesLocation, entra.Application);
        return [.. permissions.Where(p => p.Scope.IsAdminOnly).Select(p => p.Scope.Value)];
    }

    /// <summary>The address at which an administrator consents for the whole tenant.</summary>
    /// <param name="target">The environment, whose tenant it is.</param>
    /// <param name="clientId">The app's client id.</param>
    public static Uri Link(DeploymentTarget target, string clientId)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new Uri(target.AuthorityHost, $"{target.TenantId}/adminconsent?client_id={clientId}");
    }
}
