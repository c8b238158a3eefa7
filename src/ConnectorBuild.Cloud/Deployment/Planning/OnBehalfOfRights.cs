using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// Which rights the steps of an on-behalf-of connector need in Microsoft Graph, and whether the identity that is signed in has them. A
/// missing right is a finding before the first write, and stops a deployment there.
/// </summary>
internal static class OnBehalfOfRights
{
    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { IsOnBehalfOf: true, IsVerifiedOnly: false } || plan.Observed.SignedIn is not { } identity)
        {
            return;
        }

        var application = plan.Steps.Where(IsOfApplication).ToList();
        var isExisting = plan.Observed.Entra!.Application is not null;
        if (application.Count > 0)
        {
            var doing = isExisting ? "change the app registration" : "make the app registration and its service principal";
            Check(plan, identity, GraphRight.OwnApplications, doing, "");
            if (isExisting && identity is { IsApplication: true, Rights.IsForOwnApplicationsOnly: true })
            {
                Unknown(
                    plan,
                    $"{GraphRight.OwnApplications.Name} is there, and it is enough only for apps that {identity.Name} owns. Whether it owns "
                        + $"app {plan.Application!.AppId} was not asked; {GraphRight.AllApplications.Name} is enough for every app");
            }
        }

        if (plan.Steps.Any(s => s is CreatePlatformPrincipal))
        {
            Check(
                plan, identity, GraphRight.AllApplications, $"make the service principal of '{OnBehalfOf.PlatformName}'",
                $" Or an administrator makes it once: az ad sp create --id {OnBehalfOf.PlatformAppId}.", isInferred: true);
        }

        if (plan.Steps.Any(s => s is GrantConsent))
        {
            Check(
                plan, identity, GraphRight.Consent, "consent for all users",
                " Or leave ConnectorGrantAdminConsent out, and an administrator consents by the link that the result shows.");
        }
    }

    private static void Check(
        PlanBuilder plan, SignedInIdentity identity, GraphRight right, string doing, string otherwise, bool isInferred = false)
    {
        switch (identity.Rights.Has(right))
        {
            case false:
                plan.Diagnostics.Add(new Diagnostic(
                    EntraDiagnostics.RightMissing,
                    plan.Observed.IsToBeApplied && !isInferred ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                    $"{identity.Name} lacks the permission {right.Name} of Microsoft Graph, which is needed to {doing}"
                        + $"{(isInferred ? " (INFERRED)" : "")}: its token has {Held(identity)}. Nothing was changed. Have an administrator "
                        + $"{Grant(identity, right)}.{otherwise}"));
                break;

            case null:
                Unknown(
                    plan,
                    $"Whether {identity.Name} may {doing} is not known before it is tried: {Reason(identity)}. It needs {right.Name} of "
                        + $"Microsoft Graph{(identity.IsApplication ? "" : ", or a directory role such as Application Administrator")}");
                break;

            default:
                break;
        }
    }

    private static void Unknown(PlanBuilder plan, string what) =>
        plan.Diagnostics.Add(new Diagnostic(EntraDiagnostics.RightUnknown, what + "."));

    private static string Held(SignedInIdentity identity) => identity.Rights.Permissions is { Length: > 0 } held
        ? string.Join(", ", held.Take(6)) + (held.Length > 6 ? ", ..." : "")
        : "none";

    private static string Grant(SignedInIdentity identity, GraphRight right) => identity.IsApplication
        ? $"grant it (az ad app permission add --id CLIENT_ID --api {OnBehalfOf.GraphAppId} --api-permissions {right.Id}=Role, then az ad "
            + "app permission admin-consent --id CLIENT_ID)"
        : "let the client that signs you in have it, or sign in with the Azure CLI";

    private static string Reason(SignedInIdentity identity) =>
        !identity.Rights.IsReadable ? "the token cannot be read"
        : identity.IsApplication ? "its directory roles may bring the right"
        : "the token does not say a directory role that brings the right";

    private static bool IsOfApplication(DeploymentStep step) =>
        step is CreateApplication or RestoreApplication or UpdateApplication or CreateServicePrincipal or RestoreServicePrincipal
            or AddIdentifierUri or AddAccessScope or Preauthorize or AddSecret or AddReplyUrl or AddTrust;
}
