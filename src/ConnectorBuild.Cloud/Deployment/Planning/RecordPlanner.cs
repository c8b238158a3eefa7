using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The record of the deployment: written when what it says changes, and when the row is not the one that it knows.</summary>
internal static class RecordPlanner
{
    public static void Plan(PlanBuilder plan, bool isNeeded)
    {
        if (plan.Dataverse.Record.IsUnreadable)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.RecordUnreadable,
                $"The environment variable '{plan.Desired.RecordName}' does not hold a record that this version can read. It is "
                    + "written again, and the client secret is renewed because it is not known which one the connector holds."));
        }

        if (isNeeded || !plan.IsRowOurs)
        {
            plan.Steps.Add(new WriteRecord(plan.Desired.RecordName, plan.Dataverse.Record.ValueId is not null));
        }
    }
}
