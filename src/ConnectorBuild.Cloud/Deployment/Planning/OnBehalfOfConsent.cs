using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// Consent of an administrator: on-behalf-of sign-in shows nobody a window in which to consent, so a user gets only what is granted for
/// all. A deployment that grants consent itself has its step already.
/// </summary>
internal static class OnBehalfOfConsent
{
    public static void Plan(PlanBuilder plan, DesiredApplication wanted)
    {
        var entra = plan.Observed.Entra!;
        if (wanted.GrantAdminConsent)
        {
            return;
        }

        if (plan.Application is not { } application)
        {
            Warn(plan, "An administrator must consent before users can sign in", "after this deployment, which shows the link");
            return;
        }

        var link = AdminOnlyScopes.Link(plan.Desired.Target, application.AppId);
        if (entra.IsConsentHidden)
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.OnBehalfOfUnseen,
                $"Whether an administrator has consented to app '{application.DisplayName}' ({application.AppId}) cannot be read by "
                    + "this identity (Directory.Read.All can). Without consent for all users, on-behalf-of sign-in ends with "
                    + $"AADSTS65001 for every user who has not consented in a window before. The administrator's link: {link}."));
            return;
        }

        var permissions = PermissionResolver.Resolve(
            wanted.Resources, entra.Resources, plan.Desired.PropertiesLocation, plan.Application, wanted.ResourceAdvice);
        var missing = permissions.Where(p => !Granted(entra, p).Contains(p.Scope.Value, StringComparer.OrdinalIgnoreCase)).ToList();
        if (missing.Count == 0)
        {
            plan.Unchanged.Add($"admin consent to {string.Join(", ", permissions.Select(p => $"{p.Scope.Value} of {p.Api.DisplayName}"))}");
            return;
        }

        var what = string.Join(", ", missing.Select(p => $"{p.Scope.Value} of '{p.Api.DisplayName}'"));
        plan.Needs.Add($"Consent as an administrator, for all users, to {what} for app '{application.DisplayName}' ({application.AppId}): {link}");
        Warn(plan, $"No administrator has consented to {what} for app '{application.DisplayName}' ({application.AppId})", $"open {link}");
    }

    private static IEnumerable<string> Granted(EntraObservation entra, ResolvedPermission permission) =>
        entra.Grants.Where(g => g.ResourceId == permission.Api.ServicePrincipalId).SelectMany(g => g.Scopes);

    private static void Warn(PlanBuilder plan, string what, string link)
    {
        if (plan.Desired.Application is not { IsVerifiedOnly: true })
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.OnBehalfOfWaits,
                $"{what}. On-behalf-of sign-in shows nobody a window in which to consent, so it ends with AADSTS65001 for every user "
                    + "who has not consented in a window before, as a maker may have at a test. Have an administrator consent: "
                    + $"{link}; or set ConnectorGrantAdminConsent=true, which needs DelegatedPermissionGrant.ReadWrite.All.",
                plan.Desired.PropertiesLocation));
        }
    }
}
