using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The connector row: which columns differ.</summary>
internal static class ConnectorPlanner
{
    /// <summary>Compares the row with what it should be: its name, its columns, and what somebody else has changed.</summary>
    /// <returns>The columns that differ, as they should be; all of them for a row that is not there.</returns>
    public static IReadOnlyDictionary<string, string?> Compare(PlanBuilder plan)
    {
        RequireName(plan);
        var columns = ConnectorColumns.Of(plan.Desired.Row, plan.Application?.AppId);
        var changed = plan.Dataverse.Connector is { } row ? Changed(plan, columns, row) : columns;
        DriftPlanner.Plan(plan, changed);
        return changed;
    }

    private static Dictionary<string, string?> Changed(PlanBuilder plan, IReadOnlyDictionary<string, string?> columns, ConnectorState row) => columns
        .Where(c => !IsUpToDate(plan, c.Key, c.Value, row))
        .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

    // The platform may keep a value in its own words; in a row that is still ours, what we sent then is what counts.
    private static bool IsUpToDate(PlanBuilder plan, string column, string? value, ConnectorState row) =>
        (plan.IsRowOurs && plan.Record!.Sent.GetValueOrDefault(column) == ContentHash.Of(value ?? ""))
        || IsLeftAlone(plan, column, value)
        || (column == ConnectorColumns.Icon ? IsIconUpToDate(plan, value, row[column], row.HasIcon) : ConnectorColumns.AreSame(column, value, row[column]));

    // Only what a deployment sent is taken away; an icon or a capability that somebody set in the portal stays where the project says nothing of it.
    private static bool IsLeftAlone(PlanBuilder plan, string column, string? value)
    {
        if (value is not null)
        {
            return false;
        }

        var isKept = ConnectorColumns.Find(column).IsKeptUnlessStated;
        return plan.Record is { Sent.Count: > 0 } record && !record.Sent.ContainsKey(column)

            // A version that did not know the column wrote the record.
            || (isKept && (plan.Record?.Sent.GetValueOrDefault(column) is not { } sent || sent == ContentHash.Of("")));
    }

    private static bool IsIconUpToDate(PlanBuilder plan, string? value, string? there, bool? hasIcon) =>
        value is not null && (value == there || (plan.Record?.Sent.GetValueOrDefault(ConnectorColumns.Icon) == ContentHash.Of(value) && hasIcon != false));

    private static void RequireName(PlanBuilder plan)
    {
        var wanted = plan.Desired.Row.Identity.Name;
        if (plan.Dataverse.NameHolder is { } other)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.NameTaken,
                $"The connector {other} in {plan.Desired.Target.DataverseUrl} already has the name '{wanted}', and names are unique "
                    + $"and cannot be changed. Nothing was changed. To take that connector over, set ConnectorRowId to {other}; for "
                    + "another one, choose another ConnectorName."));
        }

        if (plan.Dataverse.Connector is { } row && row.Name.Length > 0 && row.Name != wanted)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.NameTaken,
                $"Connector {row.Id} in {plan.Desired.Target.DataverseUrl} is called '{row.Name}', the project calls it '{wanted}', "
                    + $"and a connector's name cannot be changed. Nothing was changed. Set ConnectorName to '{row.Name}'."));
        }
    }
}
