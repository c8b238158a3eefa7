using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The connector row: which columns differ.</summary>
internal static class ConnectorPlanner
{
    public static void Plan(PlanBuilder plan)
    {
        RequireName(plan);
        var columns = ConnectorColumns.Of(plan.Desired.Row, plan.Application?.AppId);
        var row = plan.Dataverse.Connector;
        var changed = row is null ? columns : Changed(plan, columns, row);
        DriftPlanner.Plan(plan, changed);
        var resaved = VariablePlanner.Plan(plan, columns);
        if (row is not null && resaved.Count > 0)
        {
            changed = changed.Concat(resaved).DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        }

        // The solution that we deployed into is gone, and only a write that names the solution puts a row into the one that is made instead.
        var isJoining = row is not null && plan.Dataverse.Solution is null && plan.Record is not null;
        if (isJoining && changed.Count == 0)
        {
            changed = columns.Where(c => c.Key == ConnectorColumns.DisplayName).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        }

        var isRenewing = SecretPlanner.Plan(plan, changed);
        if (isRenewing)
        {
            // The secret goes into the connection parameters, so they are written whether they differ or not.
            changed = changed
                .Concat(columns.Where(c => c.Value is not null && c.Key is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets))
                .Where(c => c.Value is not null || changed.ContainsKey(c.Key))
                .DistinctBy(c => c.Key)
                .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        }

        if (row is null)
        {
            plan.Steps.Add(new CreateConnector(WithoutCode(plan, changed), plan.Desired.Row.Identity.Name));
        }
        else if (changed.Count > 0)
        {
            var update = DifferencePlanner.Update(plan, row, changed);
            plan.Steps.Add(isJoining ? update with { Details = [.. update.Details, $"put into solution '{plan.Desired.Solution.UniqueName}'"] } : update);
        }
        else
        {
            plan.Unchanged.Add($"connector '{row.Name}'");
        }

        WarnOfRecord(plan);
        ReplyUrlPlanner.Plan(plan);
        TrustPlanner.Plan(plan);
        if (row is null && plan.Desired.Row.CustomCode is not null)
        {
            plan.Steps.Add(new AttachCustomCode(changed.Where(c => ConnectorColumns.IsCode(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal), plan.Desired.Row.Identity.Name));
        }

        var isAssigning = SharingPlanner.Plan(plan);
        if (isAssigning || row is null || changed.Count > 0 || !plan.IsRowOurs)
        {
            plan.Steps.Add(new WriteRecord(plan.Desired.RecordName, plan.Dataverse.Record.ValueId is not null));
        }

        SecretPlanner.Retire(plan, isRenewing);
    }

    internal static void WarnOfRecord(PlanBuilder plan)
    {
        if (plan.Dataverse.Record.IsUnreadable)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.RecordUnreadable,
                $"The environment variable '{plan.Desired.RecordName}' does not hold a record that this version can read. It is written anew, and the client secret is renewed because it is not known which one the connector holds."));
        }
    }

    private static IReadOnlyDictionary<string, string?> WithoutCode(PlanBuilder plan, IReadOnlyDictionary<string, string?> columns) => plan.Desired.Row.CustomCode is null
        ? columns
        : columns.Where(c => !ConnectorColumns.IsCode(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

    internal static Dictionary<string, string?> Changed(PlanBuilder plan, IReadOnlyDictionary<string, string?> columns, ConnectorState row) => columns
        .Where(c => !IsUpToDate(plan, c.Key, c.Value, row))
        .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

    // The platform may keep a value in its own words; in a row that is still ours, what we sent then is what counts.
    private static bool IsUpToDate(PlanBuilder plan, string column, string? value, ConnectorState row) =>
        (plan.IsRowOurs && plan.Record!.Sent.GetValueOrDefault(column) == ContentHash.Of(value ?? ""))
        || (column == ConnectorColumns.Icon ? IsIconUpToDate(plan, value, row[column], row.HasIcon) : ConnectorColumns.AreSame(column, value, row[column]));

    // Only an icon that a deployment sent is taken away; one that somebody set in the portal stays where the project has none.
    private static bool IsIconUpToDate(PlanBuilder plan, string? value, string? there, bool? hasIcon)
    {
        var sent = plan.Record?.Sent.GetValueOrDefault(ConnectorColumns.Icon);
        return value is null ? sent is null || sent == ContentHash.Of("")
            : value == there || (sent == ContentHash.Of(value) && hasIcon != false);
    }

    internal static void RequireName(PlanBuilder plan)
    {
        var wanted = plan.Desired.Row.Identity.Name;
        if (plan.Dataverse.NameHolder is { } other)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.NameTaken,
                $"The connector {other} in {plan.Desired.Target.DataverseUrl} already has the name '{wanted}', and names are unique and cannot be changed. Nothing was changed. To take that connector over, set ConnectorRowId to {other}; for another one, choose another ConnectorName."));
        }

        if (plan.Dataverse.Connector is { } row && row.Name.Length > 0 && row.Name != wanted)
        {
            plan.Diagnostics.Add(new Diagnostic(
                DataverseDiagnostics.NameTaken,
                $"Connector {row.Id} in {plan.Desired.Target.DataverseUrl} is called '{row.Name}', the project calls it '{wanted}', and a connector's name cannot be changed. Nothing was changed. Set ConnectorName to '{row.Name}'."));
        }
    }
}
