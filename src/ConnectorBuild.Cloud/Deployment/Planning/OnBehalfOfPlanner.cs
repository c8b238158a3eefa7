using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>What the app of a connector that signs in on behalf of users exposes, and whether the platform may use it without asking.</summary>
internal static class OnBehalfOfPlanner
{
    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { IsOnBehalfOf: true } wanted)
        {
            return;
        }

        RefuseTwins(plan, wanted);
        if (wanted.IsVerifiedOnly)
        {
            OnBehalfOfNeeds.Ask(plan);
        }
        else
        {
            Expose(plan, wanted, plan.Application?.Api ?? ExposedApi.None);
        }

        OnBehalfOfConsent.Plan(plan, wanted);
        TellOfShares(plan);
    }

    private static void Expose(PlanBuilder plan, DesiredApplication wanted, ExposedApi api)
    {
        var steps = plan.Steps.Count;
        var uri = plan.Application is { } application ? OnBehalfOf.IdentifierUri(application.AppId) : null;
        if (uri is null || !api.IdentifierUris.Contains(uri, StringComparer.OrdinalIgnoreCase))
        {
            plan.Steps.Add(new AddIdentifierUri(wanted.UniqueName, uri) { Details = Kept("application ID URI", api.IdentifierUris) });
        }

        var scope = api.UserScope(OnBehalfOf.ScopeName);
        if (scope is null)
        {
            plan.Steps.Add(new AddAccessScope(wanted.UniqueName, api.Scopes.FirstOrDefault(s => s.Value == OnBehalfOf.ScopeName))
            {
                Details = Kept("scope", api.Scopes.Select(s => s.Value)),
            });
        }

        if (plan.Observed.Entra!.PlatformPrincipalId is null)
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.PlatformPrincipalMissing,
                $"Tenant {plan.Desired.Target.TenantId} has no service principal of '{OnBehalfOf.PlatformName}' yet. This deployment "
                    + "makes it, which needs Application.ReadWrite.All: Application.ReadWrite.OwnedBy is not enough for Microsoft's "
                    + $"apps (INFERRED). An administrator can make it once instead: az ad sp create --id {OnBehalfOf.PlatformAppId}."));
            plan.Steps.Add(new CreatePlatformPrincipal { Details = ["needs Application.ReadWrite.All, or an administrator makes it once"] });
        }

        if (scope is null || !api.IsPreauthorized(OnBehalfOf.PlatformAppId, scope.Id))
        {
            plan.Steps.Add(new Preauthorize(wanted.UniqueName, scope?.Value ?? OnBehalfOf.ScopeName)
            {
                Details = Kept("authorized client", api.Preauthorized.Select(p => p.AppId)),
            });
        }

        if (plan.Steps.Count == steps)
        {
            plan.Unchanged.Add($"on-behalf-of sign-in: {uri}, scope {scope!.Value}, '{OnBehalfOf.PlatformName}' authorized");
        }
    }

    private static System.Collections.Immutable.ImmutableArray<string> Kept(string what, IEnumerable<string> there) =>
        there.ToList() is { Count: > 0 } list ? [$"the app keeps its {what}{(list.Count == 1 ? "" : "s")} {string.Join(", ", list)}"] : [];

    // The second one is saved, and the platform silently keeps what it had (one third party).
    private static void RefuseTwins(PlanBuilder plan, DesiredApplication wanted)
    {
        if (plan.Application is not { } application)
        {
            return;
        }

        var others = plan.Dataverse.OnBehalfOf.Where(c => c.ClientIds.Contains(application.AppId)).Select(c => c.Name);
        foreach (var other in others.Union(wanted.Companions, StringComparer.Ordinal))
        {
            // The same sentence in the plans of both.
            string[] names = [plan.Desired.Row.Identity.Name, other];
            Array.Sort(names, StringComparer.Ordinal);
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.OnBehalfOfShared,
                wanted.AllowsSharedApp ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
                $"Connectors '{names[0]}' and '{names[1]}' in {plan.Desired.Target.DataverseUrl} both sign in on behalf of users with "
                    + $"app '{application.DisplayName}' ({application.AppId}). The platform is reported to keep the first one and to "
                    + "ignore every later save of the other (one source). "
                    + $"{(wanted.AllowsSharedApp ? "" : "Nothing was changed. ")}Give each connector an app of its own: leave ClientId "
                    + "out, or name another app. ConnectorAllowSharedApp=true deploys it all the same."));
        }
    }

    private static void TellOfShares(PlanBuilder plan)
    {
        if (plan.Desired.Shares.Count == 0 && plan.Dataverse is { Connector: not null, Sharing: { Shared.Count: 0 } })
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.SeenByOwnerOnly,
                $"Connector '{plan.Desired.Row.Identity.Name}' is shared with nobody, so only its owner (and administrators) can use "
                    + $"it. Add <ConnectorShare Include=\"a user or a team\" Access=\"CanView\" /> to the project, or share it in the "
                    + "maker portal."));
        }
    }
}
