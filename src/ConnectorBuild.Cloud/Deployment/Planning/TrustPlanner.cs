using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// The federated credential of a connector without a secret. Issuer and subject appear when the connector is saved, like the redirect
/// URL.
/// </summary>
internal static class TrustPlanner
{
    public static void Plan(PlanBuilder plan)
    {
        if (plan.Desired.Application is not { Secret.Kind: SecretSourceKind.Federated } wanted)
        {
            return;
        }

        var trusts = plan.Dataverse.Connector is { } row
            ? ConnectorSignIn.FederatedTrusts(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
            : [];
        if (trusts.Count == 0 && !wanted.IsVerifiedOnly)
        {
            plan.Steps.Add(new AddTrust(null));
        }

        foreach (var trust in trusts)
        {
            if (plan.Observed.Entra!.Trusts.Contains(trust))
            {
                plan.Unchanged.Add($"federated credential for {trust.Subject}");
            }
            else if (!wanted.IsVerifiedOnly)
            {
                plan.Steps.Add(new AddTrust(trust));
            }
            else if (plan.Application is { } application)
            {
                plan.Needs.Add(
                    $"Add a federated credential to app '{application.DisplayName}' ({application.AppId}): issuer {trust.Issuer}, "
                        + $"subject {trust.Subject}, audience {trust.Audience}.");
            }
        }
    }
}
