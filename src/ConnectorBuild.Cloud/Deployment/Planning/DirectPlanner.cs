using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>The route Direct: solution, environment variables and connector row are written one by one.</summary>
internal sealed class DirectPlanner(PlanBuilder plan) : RoutePlanner
{
    private readonly string _name = plan.Desired.Row.Identity.Name;
    private IReadOnlyDictionary<string, string?> _written = new Dictionary<string, string?>();

    /// <summary>
    /// Whether the solution that the connector was deployed into is gone: only a write that names the solution puts the row into the one
    /// that is made instead.
    /// </summary>
    private bool IsJoining => plan.Dataverse.Connector is not null && plan.Dataverse.Solution is null && plan.Record is not null;

    public override bool IsRecordOutdated => _written.Count > 0;

    public override bool PlanSolution()
    {
        SolutionPlanner.Plan(plan);
        PublisherPlanner.Compare(plan);
        return true;
    }

    public override IReadOnlyDictionary<string, string?> PlanVariables(IReadOnlyDictionary<string, string?> changed)
    {
        var columns = ConnectorColumns.Of(plan.Desired.Row, plan.Application?.AppId);
        var resaved = VariablePlanner.Plan(plan, columns);
        if (plan.Dataverse.Connector is not null && resaved.Count > 0)
        {
            changed = changed.Concat(resaved).DistinctBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        }

        return IsJoining && changed.Count == 0 ? Only(columns, c => c == ConnectorColumns.DisplayName) : changed;
    }

    public override SecretReason? LosesSecret(IReadOnlyDictionary<string, string?> changed) =>
        changed.ContainsKey(ConnectorColumns.ConnectionParameters) || changed.ContainsKey(ConnectorColumns.ConnectionParameterSets)
            ? SecretReason.LostWithParameters
            : null;

    public override void PlanConnector(IReadOnlyDictionary<string, string?> changed, bool isRenewing)
    {
        var row = plan.Dataverse.Connector;
        _written = isRenewing ? WithSignIn(changed) : changed;
        if (row is null)
        {
            plan.Steps.Add(
                new CreateConnector(
                    plan.Desired.Row.CustomCode is null ? _written : Only(_written, c => !ConnectorColumns.IsCode(c)), _name));
        }
        else if (_written.Count > 0)
        {
            var update = DifferencePlanner.Update(plan, row, _written);
            plan.Steps.Add(
                IsJoining ? update with { Details = [.. update.Details, $"put into solution '{plan.Desired.Solution.UniqueName}'"] } : update);
        }
        else
        {
            plan.Unchanged.Add($"connector '{row.Name}'");
        }
    }

    // Making row and code at once fails as a whole where the platform has no place for the code at the moment.
    public override void PlanCode()
    {
        if (plan.Dataverse.Connector is null && plan.Desired.Row.CustomCode is not null)
        {
            plan.Steps.Add(new AttachCustomCode(Only(_written, ConnectorColumns.IsCode), _name));
        }
    }

    // The secret goes into the connection parameters, so they are written whether they differ or not.
    private Dictionary<string, string?> WithSignIn(IReadOnlyDictionary<string, string?> changed) => changed
        .Concat(ConnectorColumns.Of(plan.Desired.Row, plan.Application?.AppId)
            .Where(c => c is { Value: not null, Key: ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets }))
        .DistinctBy(c => c.Key)
        .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);

    private static Dictionary<string, string?> Only(IReadOnlyDictionary<string, string?> columns, Func<string, bool> isWanted) =>
        columns.Where(c => isWanted(c.Key)).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
}
