using System.Collections.Immutable;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Says in the author's words what an update of the connector changes, and warns of what breaks flows.</summary>
internal static class DifferencePlanner
{
    public static UpdateConnector Update(PlanBuilder plan, ConnectorState row, IReadOnlyDictionary<string, string?> changed)
    {
        var differences = ResolvedColumns.Compare(plan, row, changed);
        if (plan.Steps.Any(s => s is CreateApplication))
        {
            differences = [.. differences.Select(OfNewApp)];
        }

        Warn(plan, row.Name, differences);
        return new UpdateConnector(row, changed) { Differences = differences };
    }

    // The row gets the client id of an app that is made before it, and that nobody knows yet.
    private static ConnectorDifference OfNewApp(ConnectorDifference difference) => difference.Field == "clientId"
        ? difference with { Text = "clientId becomes the new app's: existing connections must sign in again" }
        : difference;

    public static void Warn(PlanBuilder plan, string connector, ImmutableArray<ConnectorDifference> differences)
    {
        var breaking = differences.Where(d => d.Impact == ChangeImpact.Breaking).ToList();
        if (breaking.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                ComparisonDiagnostics.BreaksFlows,
                $"{(breaking.Count == 1 ? "1 change" : $"{breaking.Count} changes")} of connector '{connector}' can break flows, apps "
                    + "or connections that exist: "
                    + $"{breaking[0]}{(breaking.Count > 1 ? $"; and {breaking.Count - 1} more, marked with '!' in the plan" : "")}. "
                    + "Keep the existing one beside the new one (a new operation, an optional parameter), or tell the makers before."));
        }
    }
}
