using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// Environment variables on the route Direct: made and valued before the connector is saved, because that is when the platform resolves
/// them.
/// </summary>
internal static class VariablePlanner
{
    /// <summary>Plans definitions and values.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="columns">The connector's columns.</param>
    /// <returns>Those columns that must be saved again for a new value, whether they differ or not.</returns>
    public static IReadOnlyDictionary<string, string?> Plan(PlanBuilder plan, IReadOnlyDictionary<string, string?> columns)
    {
        var moved = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var definition in plan.Desired.Route.Variables.Definitions)
        {
            var isClientId = plan.Desired.Route.Variables.ClientIds.Contains(definition.SchemaName) && plan.Desired.Application is not null;
            var wanted = isClientId ? plan.Application?.AppId : plan.Desired.Route.Variables.Values.GetValueOrDefault(definition.SchemaName);
            var known = plan.Dataverse.Variables.GetValueOrDefault(definition.SchemaName);
            if (known is null)
            {
                plan.Steps.Add(new CreateVariable(definition, wanted, isClientId));
                moved.Add(definition.SchemaName);
            }
            else if (known.Differences(definition, definition.HasTexts).ToList() is { Count: > 0 } differences)
            {
                plan.Steps.Add(new UpdateVariable(definition, known, string.Join(", ", differences)));
                if (known.Value is null && definition.DefaultValue is { } value && value != known.DefaultValue)
                {
                    moved.Add(definition.SchemaName);
                }
            }

            if (known is not null && (isClientId ? wanted is null || wanted != known.Effective : wanted is not null && wanted != known.Effective))
            {
                plan.Steps.Add(new SetVariable(definition.SchemaName, known, wanted, definition.Type));
                moved.Add(definition.SchemaName);
            }

            if (!isClientId && wanted is null && (known is null ? definition.DefaultValue : known.Effective) is null)
            {
                plan.Diagnostics.Add(new Diagnostic(
                    SolutionDiagnostics.ValueNotGiven,
                    $"Nothing gives the environment variable '{definition.SchemaName}' a value in {plan.Desired.Target.DataverseUrl}, "
                        + "and the connector refers to it, so it will not work there. Give it a value in the deployment settings "
                        + "(ConnectorDeploymentSettings), a DefaultValue in the project, or set it in the maker portal and deploy "
                        + "again."));
            }
        }

        // A value that somebody else set, or a run that was stopped before it saved the connector: the connector still has the former one.
        // Without a record of it (a connector that was adopted) nothing says so.
        var saved = plan.Record?.Variables?.Split(' ');
        foreach (var (definition, index) in Ordered(plan.Desired).Select((d, i) => (d, i)))
        {
            if (saved is not null && saved.ElementAtOrDefault(index) != Hash(
                definition, plan.Dataverse.Variables.GetValueOrDefault(definition.SchemaName)?.Effective))
            {
                moved.Add(definition.SchemaName);
            }
        }

        return columns
            .Where(
                c => moved.Count > 0 && VariableReference.Find(ConnectorColumns.MayRefer(c.Key) ? c.Value : null)
                    .SelectMany(r => VariableReference.Names(r.Value)).Any(moved.Contains))
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
    }

    /// <summary>What the record keeps of the variables; null where there are none.</summary>
    public static string? Hash(DesiredState desired, Func<EnvironmentVariable, string?> value) =>
        desired.Route is not DirectRoute || desired.Route.Variables.Definitions.Count is 0 or > DeploymentRecord.MaxVariables
            ? null
            : string.Join(' ', Ordered(desired).Select(d => Hash(d, value(d))));

    private static string Hash(EnvironmentVariable definition, string? value) => ContentHash.Of($"{definition.SchemaName}={value}")[..8];

    private static IEnumerable<EnvironmentVariable> Ordered(DesiredState desired) =>
        desired.Route.Variables.Definitions.OrderBy(d => d.SchemaName, StringComparer.Ordinal);
}
