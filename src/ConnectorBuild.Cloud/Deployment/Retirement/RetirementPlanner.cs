using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Retirement;

/// <summary>What must go for a connector to be gone. A pure function.</summary>
internal static class RetirementPlanner
{
    /// <summary>The plan. A stop after any step leaves what the next run needs to continue: our record goes last.</summary>
    /// <param name="desired">The connector.</param>
    /// <param name="observed">The current state.</param>
    /// <param name="dependents">What depends on it.</param>
    /// <param name="others">The other connectors' redirect URLs.</param>
    public static DeploymentPlan Plan(DesiredState desired, ObservedState observed, IReadOnlyList<Dependent> dependents, IReadOnlySet<string> others)
    {
        var steps = new List<DeploymentStep>();
        var stays = new List<string>();
        var needs = new List<string>();
        var diagnostics = new List<Diagnostic>();
        var row = observed.Dataverse.Connector;
        if (row is not null)
        {
            Connector(desired, row, dependents, steps, diagnostics);
        }

        if (desired.Application is { } wanted && observed.Entra?.Application is { } application)
        {
            Application(desired, wanted, application, observed.Dataverse, others, steps, needs);
            needs.AddRange(
                Trusts(observed).Select(
                    t => $"Remove the federated credential for subject {t.Subject} from app '{application.DisplayName}' "
                        + $"({application.AppId}): connector '{desired.Row.Identity.Name}' is gone."));
            stays.Add(
                $"app registration '{application.DisplayName}' ({application.AppId}): apps are never deleted; do so in the Entra admin "
                    + "center if nothing else uses it");
        }

        if (observed.Dataverse.Record is { } record && (record.DefinitionId ?? record.ValueId) is not null)
        {
            steps.Add(new DeleteRecord(record, desired.RecordName));
        }

        if (observed.Dataverse.Solution is { } solution)
        {
            stays.Add($"solution '{solution.UniqueName}' {solution.Version}");
        }

        return new DeploymentPlan([.. steps], [.. stays], [.. diagnostics]) { Needs = [.. needs] };
    }

    private static void Connector(
        DesiredState desired, ConnectorState row, IReadOnlyList<Dependent> dependents, List<DeploymentStep> steps,
        List<Diagnostic> diagnostics)
    {
        if (row.IsManaged)
        {
            diagnostics.Add(new Diagnostic(
                RetirementDiagnostics.ManagedConnector,
                $"Connector '{row.Name}' in {desired.Target.DataverseUrl} came with a managed solution, and such a connector cannot be "
                    + $"deleted by itself. Nothing was changed. Uninstall the solution '{desired.Solution.UniqueName}' there; then run "
                    + "retire again for the secret, and 'dotnet connector reply-urls --prune' for the reply URL: what was known of it "
                    + "goes with the solution."));
        }

        if (dependents.Count > 0)
        {
            diagnostics.Add(new Diagnostic(
                RetirementDiagnostics.InUse,
                $"{(dependents.Count == 1 ? "1 thing depends" : $"{dependents.Count} things depend")} on connector '{row.Name}' in "
                    + $"{desired.Target.DataverseUrl}, and flows and apps that use it would stop: "
                    + $"{string.Join(", ", dependents.Take(10))}{(dependents.Count > 10 ? $" and {dependents.Count - 10} more" : "")}. "
                    + "Nothing was changed. Take these to another connector or delete them first."));
        }

        steps.Add(new DeleteConnector(row));
    }

    private static IEnumerable<FederatedTrust> Trusts(ObservedState observed) => observed.Dataverse.Connector is { } row
        ? ConnectorSignIn.FederatedTrusts(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
            .Where(t => observed.Entra!.Trusts.Contains(t))
        : [];

    // The redirect URL of the mode Global is that of all connectors of all environments.
    private static bool IsOfOneConnector(string url) => !url.TrimEnd('/').EndsWith("/redirect", StringComparison.OrdinalIgnoreCase);

    private static void Application(
        DesiredState desired, DesiredApplication wanted, ApplicationState application, DataverseObservation dataverse, IReadOnlySet<string> others, List<DeploymentStep> steps, List<string> needs)
    {
        var urls = (dataverse.Connector is { } row
                ? ConnectorSignIn.RedirectUrls(row[ConnectorColumns.ConnectionParameters], row[ConnectorColumns.ConnectionParameterSets])
                : [])
            .Union(dataverse.Record.Record?.RedirectUrls ?? [], StringComparer.Ordinal)
            .Where(
                u => application.RedirectUris.Contains(u, StringComparer.Ordinal) && !others.Contains(u)
                    && (IsOfOneConnector(u) || application.Tags.Contains(wanted.ReplyUrlTag(u), StringComparer.Ordinal)));
        foreach (var url in urls)
        {
            if (wanted.IsVerifiedOnly)
            {
                needs.Add(
                    $"Remove the redirect URI {url} from app '{application.DisplayName}' ({application.AppId}): connector "
                        + $"'{desired.Row.Identity.Name}' is gone.");
            }
            else
            {
                steps.Add(new RemoveReplyUrl(url));
            }
        }

        if (OnBehalfOfRetirement.Goes(wanted, application, dataverse))
        {
            if (wanted.IsVerifiedOnly)
            {
                needs.Add(
                    $"Remove the authorized client application {OnBehalfOf.PlatformAppId} ('{OnBehalfOf.PlatformName}') from app "
                        + $"'{application.DisplayName}' ({application.AppId}), if no other connector needs it: connector "
                        + $"'{desired.Row.Identity.Name}' is gone.");
            }
            else
            {
                steps.Add(new RevokePreauthorization());
            }
        }

        foreach (var secret in wanted.IsVerifiedOnly ? [] : application.Passwords.Where(p => p.DisplayName.StartsWith(wanted.SecretPrefix, StringComparison.Ordinal)))
        {
            steps.Add(
                new RemoveSecret(
                    secret,
                    secret.KeyId == dataverse.Record.Record?.SecretKeyId
                        ? "the connector that holds it goes"
                        : "it is a former one of the connector that goes"));
        }
    }
}
