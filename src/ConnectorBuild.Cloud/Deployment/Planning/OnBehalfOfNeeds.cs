using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>What the owner of an app that is only verified must do for on-behalf-of sign-in.</summary>
internal static class OnBehalfOfNeeds
{
    public static void Ask(PlanBuilder plan)
    {
        if (plan.Application is not { } application)
        {
            return;
        }

        var app = $"app '{application.DisplayName}' ({application.AppId})";
        var uri = OnBehalfOf.IdentifierUri(application.AppId);
        if (!application.Api.IdentifierUris.Contains(uri, StringComparer.OrdinalIgnoreCase))
        {
            plan.Needs.Add($"Add the Application ID URI {uri} to {app} (Expose an API).");
        }

        var scope = application.Api.UserScope(OnBehalfOf.ScopeName);
        if (scope is null)
        {
            plan.Needs.Add(
                $"Add an enabled scope that admins and users can consent to, for example {OnBehalfOf.ScopeName}, to {app} (Expose an "
                    + "API).");
        }

        if (scope is null || !application.Api.IsPreauthorized(OnBehalfOf.PlatformAppId, scope.Id))
        {
            plan.Needs.Add(
                $"Add the authorized client application {OnBehalfOf.PlatformAppId} ('{OnBehalfOf.PlatformName}') for the scope "
                    + $"{scope?.Value ?? OnBehalfOf.ScopeName} to {app} (Expose an API): without it every user but the maker is asked "
                    + "to sign in, or refused.");
        }

        if (plan.Observed.Entra!.PlatformPrincipalId is null)
        {
            plan.Needs.Add(
                $"Make the service principal of '{OnBehalfOf.PlatformName}' in tenant {plan.Desired.Target.TenantId}: az ad sp create "
                    + $"--id {OnBehalfOf.PlatformAppId}.");
        }
    }
}
