using System.Collections.Immutable;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The app registration, its permissions, its service principal and consent.</summary>
internal static class ApplicationPlanner
{
    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { } wanted)
        {
            RequireMeant(plan);
            return;
        }

        var permissions = PermissionResolver.Resolve(
            wanted.Resources, plan.Observed.Entra!.Resources, plan.Desired.PropertiesLocation, plan.Application, wanted.ResourceAdvice);
        WarnOfAdminOnly(plan, wanted, permissions);
        if (plan.Application is { } application)
        {
            if (plan.Observed.Entra.Deleted is not null)
            {
                plan.Steps.Add(
                    new RestoreApplication(application) { Details = ["it keeps its name for 30 days after it was deleted, and its client id when it is restored"] });
            }

            Compare(plan, wanted, application, permissions);
        }
        else if (wanted.ClientId is { } clientId)
        {
            throw new ConnectorException(new Diagnostic(
                EntraDiagnostics.AppNotFound,
                $"Environment '{plan.Desired.Target.Name}' names the app {clientId}, but tenant {plan.Desired.Target.TenantId} has no "
                    + "app registration with that client id. Nothing was changed. Correct ClientId (the Application (client) ID, not "
                    + "the object id), or leave it out to have an app made."));
        }
        else
        {
            plan.Steps.Add(new CreateApplication(wanted, permissions)
            {
                Details =
                [
                    .. LateSignIn(plan),
                    $"audience {wanted.Audience}",
                    .. permissions.Select(Describe),
                    .. Unnamed(permissions),
                    .. plan.Observed.Entra.IsDeletedHidden
                        ? ["whether a deleted app holds the name cannot be seen without Application.Read.All; if one does, this step is refused (CB7302)"]
                        : Array.Empty<string>(),
                ],
            });
        }

        ServicePrincipal(plan, wanted);
        Consent(plan, wanted, permissions);
        if (wanted.IsShared)
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.SharedApp,
                "Several environments share this app (AppScope=\"Shared\"). Entra has no conditional write for it: two deployments at "
                    + "the same moment can erase each other's reply URL. The next run puts it back; publish to one environment after "
                    + "the other to avoid it."));
        }
    }

    // A former version read these names in one letter case only, and deployed such a connector as if it signed in otherwise.
    private static IEnumerable<string> LateSignIn(PlanBuilder plan)
    {
        if (plan.Record is { ClientId: null } && plan.Dataverse.Connector is { } row)
        {
            foreach (var column in ConnectorColumns.All.Where(c => c.IsSignIn))
            {
                if (RowJson.Parse(row[column.Name]) is { } there
                    && SignInSettings.Entra(there).Count > 0
                    && SignInSettings.Misspelling(there) is { } name)
                {
                    yield return $"the connector was deployed without its sign-in; this version reads '{name}'";
                }
            }
        }
    }

    // A missing apiProperties.json looks the same as a connector that needs no sign-in; the deployed connector knows better.
    private static void RequireMeant(PlanBuilder plan)
    {
        if (plan.Record?.ClientId is { } clientId && plan.Dataverse.Connector is { } row && !plan.Desired.OverwriteDrift)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DeploymentDiagnostics.SignInRemoved,
                $"Connector '{row.Name}' in {plan.Desired.Target.DataverseUrl} signs in with app {clientId}, and the project has no "
                    + "sign-in with Entra any more: every connection would stop working. Nothing was changed. Is apiProperties.json "
                    + "missing, or its identityProvider another one? If it is meant, set ConnectorOverwriteDrift=true.",
                plan.Desired.PropertiesLocation));
        }
    }

    private static void Compare(
        PlanBuilder plan, DesiredApplication wanted, ApplicationState application, ImmutableArray<ResolvedPermission> permissions)
    {
        var required = permissions.Select(p => p.Required).ToHashSet();
        var missing = permissions.Where(p => !application.Permissions.Contains(p.Required)).ToList();

        // Without scopes the connector asks for whatever the app has.
        var reliedOn = permissions.Where(p => p.Source != PermissionSource.Connector).Select(p => p.Api.AppId).ToHashSet();
        var extra = application.Permissions
            .Where(p => p.Type == "Scope" && !required.Contains(p) && !reliedOn.Contains(p.ResourceAppId))
            .ToList();
        var removes = wanted.PrunePermissions && !wanted.IsShared && !wanted.IsVerifiedOnly ? extra : [];
        var audience = application.SignInAudience == wanted.Audience || IsWider(application.SignInAudience, wanted.Audience) ? null : wanted.Audience;

        if (!wanted.IsVerifiedOnly && audience is not null && application.SignInAudience == "AzureADMyOrg")
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.AudienceWidened,
                $"App '{application.DisplayName}' ({application.AppId}) takes sign-ins of this tenant only, and this deployment opens "
                    + $"it to users of every organisation ({application.SignInAudience} -> {audience}), because the connector signs in "
                    + $"through 'common'. To keep it as it is, set customParameters.tenantId to {plan.Desired.Target.TenantId} in "
                    + $"apiProperties.json, or for this environment in apiProperties.{plan.Desired.Target.Name}.json."));
        }

        // An app made by hand gets our name, so that it is found again when ClientId is taken out of the project.
        var uniqueName = application.UniqueName is null && !wanted.IsVerifiedOnly ? wanted.UniqueName : null;
        if (wanted.IsVerifiedOnly)
        {
            Ask(plan, wanted, application, missing, audience);
        }
        else if (missing.Count > 0 || removes.Count > 0 || audience is not null || uniqueName is not null)
        {
            plan.Steps.Add(new UpdateApplication(
                application.AppId,
                application.DisplayName,
                uniqueName,
                audience,
                missing.Count + removes.Count > 0
                    ? [.. application.Permissions.Except(removes), .. missing.Select(m => m.Required)]
                    : (ImmutableArray<RequiredPermission>?)null)
            {
                Details =
                [
                    .. LateSignIn(plan),
                    .. uniqueName is null ? Enumerable.Empty<string>() : [$"adopt it: set its unique name to {uniqueName}"],
                    .. audience is null ? Enumerable.Empty<string>() : [$"audience {application.SignInAudience} -> {audience}"],
                    .. missing.Select(p => "add " + Describe(p)),
                    .. missing.Count > 0 ? Unnamed(permissions) : [],
                    .. removes.Select(p => "remove " + Describe(plan, p)),
                ],
            });
        }
        else
        {
            plan.Unchanged.Add($"app registration '{application.DisplayName}' with {string.Join(", ", permissions.Select(Describe))}");
        }

        foreach (var permission in extra.Except(removes))
        {
            var advice = wanted.IsVerifiedOnly
                ? "It stays, because the app is another team's."
                : "It stays. ConnectorPrunePermissions=true removes what nobody needs from an app that is not shared.";
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.PermissionNotNeeded,
                $"App '{application.DisplayName}' asks for {Describe(plan, permission)}, which this connector does not need. {advice}"));
        }
    }

    // Personal accounts beside those of organisations take nothing away from anybody.
    private static bool IsWider(string observed, string wanted) =>
        wanted == "AzureADMultipleOrgs" && observed == "AzureADandPersonalMicrosoftAccount";

    private static void Ask(
        PlanBuilder plan, DesiredApplication wanted, ApplicationState application, List<ResolvedPermission> missing, string? audience)
    {
        foreach (var permission in missing)
        {
            plan.Needs.Add(
                $"Add the delegated permission '{permission.Scope.Value}' of '{permission.Api.DisplayName}' ({permission.Api.AppId}) "
                    + $"to app '{application.DisplayName}' ({application.AppId}), and consent to it.");
        }

        if (audience is not null)
        {
            plan.Needs.Add(
                $"Change the supported account types of app '{application.DisplayName}' ({application.AppId}) from "
                    + $"{application.SignInAudience} to {audience}, or set the connector's tenantId.");
        }

        if (missing.Count == 0 && audience is null)
        {
            plan.Unchanged.Add(
                $"app registration '{application.DisplayName}' (only verified) asks for what the connector needs: "
                    + $"{string.Join(", ", wanted.Resources.Select(r => r.Resource))}");
        }
    }

    private static void ServicePrincipal(PlanBuilder plan, DesiredApplication wanted)
    {
        if (plan.Observed.Entra!.ServicePrincipalId is not null)
        {
            return;
        }

        if (plan.Observed.Entra.Deleted is { ServicePrincipalId: { } deleted } app)
        {
            plan.Steps.Add(
                new RestoreServicePrincipal(deleted, app.State.DisplayName) { Details = ["the consent that was given to it comes back with it"] });
        }
        else if (!wanted.IsVerifiedOnly)
        {
            if (plan.Observed.Entra.Deleted is { } lost)
            {
                plan.Diagnostics.Add(new Diagnostic(
                    EntraDiagnostics.ConsentLost,
                    $"App '{lost.State.DisplayName}' ({lost.State.AppId}) was deleted and is restored, but its service principal is "
                        + "gone permanently, and with it all consent that users and administrators gave. A new one is made. Users are "
                        + "asked again; where they may not consent, an administrator must, or every sign-in ends with AADSTS65001."));
            }

            plan.Steps.Add(new CreateServicePrincipal(wanted.UniqueName, plan.Application?.DisplayName ?? wanted.DisplayName));
        }
        else if (plan.Application is { } application)
        {
            plan.Needs.Add(
                $"Make a service principal (enterprise application) for app '{application.DisplayName}' ({application.AppId}) in "
                    + $"tenant {plan.Desired.Target.TenantId}.");
        }
    }

    private static void Consent(PlanBuilder plan, DesiredApplication wanted, ImmutableArray<ResolvedPermission> permissions)
    {
        if (!wanted.GrantAdminConsent)
        {
            return;
        }

        if (plan.Observed.Entra!.IsConsentHidden)
        {
            plan.Unchanged.Add("admin consent cannot be read by this identity, so it is not compared (Directory.Read.All can)");
            return;
        }

        foreach (var resource in permissions.GroupBy(p => p.Api.ServicePrincipalId))
        {
            var granted = plan.Observed.Entra.Grants.FirstOrDefault(g => g.ResourceId == resource.Key)?.Scopes ?? [];
            var missing = resource.Select(p => p.Scope.Value).Except(granted, StringComparer.Ordinal).ToImmutableArray();
            if (missing.Length > 0 && wanted.IsVerifiedOnly)
            {
                plan.Needs.Add(
                    $"Give admin consent to {string.Join(' ', missing)} of '{resource.First().Api.DisplayName}' for app "
                        + $"'{plan.Application?.DisplayName}' ({plan.Application?.AppId}) in tenant {plan.Desired.Target.TenantId}.");
            }
            else if (missing.Length > 0)
            {
                plan.Steps.Add(new GrantConsent(resource.First().Api, missing));
            }
            else
            {
                plan.Unchanged.Add($"admin consent to {string.Join(' ', granted)} of {resource.First().Api.DisplayName}");
            }
        }
    }

    private static void WarnOfAdminOnly(PlanBuilder plan, DesiredApplication wanted, ImmutableArray<ResolvedPermission> permissions)
    {
        var adminOnly = permissions.Where(p => p.Scope.IsAdminOnly && plan.Application?.Permissions.Contains(p.Required) != true).ToList();
        if (adminOnly.Count > 0 && !wanted.GrantAdminConsent && !wanted.IsVerifiedOnly)
        {
            var link = plan.Application is { } application
                ? $"{AdminOnlyScopes.Link(plan.Desired.Target, application.AppId)}"
                : $"{AdminOnlyScopes.Link(plan.Desired.Target, "")} with the client id that the result shows";
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.AdministratorMustConsent,
                "Only an administrator can consent to "
                    + $"{string.Join(", ", adminOnly.Select(p => $"'{p.Scope.Value}' of {p.Api.DisplayName}"))}, and nobody can sign "
                    + "in through the connector before. Set ConnectorGrantAdminConsent=true to consent in the deployment (this needs "
                    + $"DelegatedPermissionGrant.ReadWrite.All), or have an administrator open {link}.",
                wanted.Resources.Select(r => r.Place).FirstOrDefault(p => p is not null) ?? plan.Desired.PropertiesLocation));
        }
    }

    // Which permissions a connector without scopes gets, and how to choose others.
    private static IEnumerable<string> Unnamed(ImmutableArray<ResolvedPermission> permissions) => permissions
        .Where(p => p.Source != PermissionSource.Connector)
        .GroupBy(p => (p.Api.DisplayName, p.Source), p => p.Scope.Value)
        .Select(g => $"the connector names no scopes of {g.Key.DisplayName}, so {string.Join(", ", g)} {(g.Count() == 1 ? "is" : "are")} taken "
            + $"{Reason(g.Key.Source)}; oAuthSettings.scopes chooses others");

    private static string Reason(PermissionSource source) => source switch
    {
        PermissionSource.Definition => "from the definition's security",
        PermissionSource.Application => "from the app",
        PermissionSource.Api => "as the API's usual permission",
        PermissionSource.Connector => "by name",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "The source of a permission is not known."),
    };

    private static string Describe(ResolvedPermission p) => $"permission {p.Scope.Value} of {p.Api.DisplayName}";

    private static string Describe(PlanBuilder plan, RequiredPermission permission)
    {
        var api = plan.Observed.Entra!.Resources.Concat(plan.Observed.Entra.OtherResources).FirstOrDefault(r => r.AppId == permission.ResourceAppId);
        var scope = api?.Scopes.FirstOrDefault(s => s.Id == permission.PermissionId);
        return $"permission {scope?.Value ?? permission.PermissionId.ToString()} of {api?.DisplayName ?? permission.ResourceAppId.ToString()}";
    }
}
