using System.Globalization;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// The federated credential of a connector without a secret. Issuer and subject appear when the connector is saved, like the redirect
/// URL.
/// </summary>
internal static class TrustPlanner
{
    // Microsoft Learn, "Workload identity federation": federated identity credentials of one app.
    private const int Limit = 20;

    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { Secret.Kind: SecretSourceKind.Federated } wanted)
        {
            return;
        }

        TellOfResources(plan, wanted);
        var held = plan.Observed.Entra!.Trusts;
        var trusts = plan.Dataverse.Connector is { } row
            ? ConnectorSignIn.FederatedTrusts(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
            : [];
        var missing = trusts.Where(t => !held.Contains(t)).ToList();
        plan.Unchanged.AddRange(trusts.Except(missing).Select(t => $"federated credential for {t.Subject} (preview)"));
        if (wanted.IsVerifiedOnly)
        {
            Ask(plan, missing, held.Length);
            return;
        }

        IReadOnlyList<AddTrust> steps = trusts.Count == 0 ? [new AddTrust(null)] : [.. missing.Select(t => new AddTrust(t))];
        plan.Steps.AddRange(steps);
        if (held.Length + steps.Count > Limit && steps.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.TrustLimit,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Entra allows {Limit} federated credentials for an app, {App(plan)} has {held.Length}, and this connector needs ")
                    + (steps.Count == 1 ? "one more" : string.Create(CultureInfo.InvariantCulture, $"{steps.Count} more"))
                    + ", because the subject is another one for every connector. Nothing was changed. Remove those of connectors that "
                    + "are gone (Certificates & secrets > Federated credentials), or give the connector an app of its own."));
        }
    }

    private static void Ask(PlanBuilder plan, List<FederatedTrust> missing, int held)
    {
        foreach (var trust in plan.Application is null ? [] : missing)
        {
            plan.Needs.Add(
                $"Add a federated credential (preview) to {App(plan)}: issuer {trust.Issuer}, subject {trust.Subject}, audience "
                    + trust.Audience
                    + (held < Limit
                        ? "."
                        : string.Create(CultureInfo.InvariantCulture, $"; it has {held}, the most that Entra allows, so remove another one first.")));
        }
    }

    private static string App(PlanBuilder plan) =>
        plan.Application is { } application ? $"app '{application.DisplayName}' ({application.AppId})" : "the app";

    // One third party was refused, two use it (with and without on-behalf-of sign-in); nobody at Microsoft has written of it.
    private static void TellOfResources(PlanBuilder plan, DesiredApplication wanted)
    {
        if (wanted.Resources.FirstOrDefault(r => r.Resource.StartsWith("api://", StringComparison.OrdinalIgnoreCase)) is { } resource)
        {
            plan.Diagnostics.Add(new Diagnostic(
                EntraDiagnostics.SecretlessResource,
                $"The connector signs in to {resource.Resource} without a secret (preview). Sources disagree about resources that begin with "
                    + "api://: one third party says that the platform refuses them without a secret, two others use them. Entra takes "
                    + "the credential in any case, and a refusal would show at the first sign-in. Make a connection before others "
                    + "rely on it, or take clientAssertionType out to sign in with a secret.",
                resource.Place ?? plan.Desired.PropertiesLocation));
        }
    }
}
