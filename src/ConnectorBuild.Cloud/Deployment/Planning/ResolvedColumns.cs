using System.Collections.Immutable;
using System.Text.Json;
using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>
/// Compares a connector with what it should be by what its texts come to: that a value is in an environment variable from now on, or no longer, is
/// nothing that makers and their flows meet.
/// </summary>
internal static class ResolvedColumns
{
    /// <summary>
    /// The differences, with the values of environment variables in place of the references to them; a reference to a secret stays one.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="row">The connector as it is.</param>
    /// <param name="changed">The columns that differ, as they should be.</param>
    public static ImmutableArray<ConnectorDifference> Compare(PlanBuilder plan, ConnectorState row, IReadOnlyDictionary<string, string?> changed)
    {
        var (was, becomes) = (There(plan, row), Wanted(plan, changed));
        return
        [
            .. SourcePlaces.Name(ConnectorComparison.Compare(was, becomes), plan.Desired.Source),
            .. changed.Keys
                .Where(c => ConnectorColumns.AreSame(c, was.GetValueOrDefault(c), becomes[c]) && !ConnectorColumns.AreSame(c, row[c], changed[c]))
                .Select(
                    c => new ConnectorDifference(
                        c, c, "comes to the same: what differs is whether values are in environment variables", ChangeImpact.Compatible)),
        ];
    }

    /// <summary>Those of the columns that come to something else than the row has.</summary>
    public static IReadOnlyDictionary<string, string?> Differing(PlanBuilder plan, ConnectorState row, IReadOnlyDictionary<string, string?> changed)
    {
        var (was, becomes) = (There(plan, row), Wanted(plan, changed));
        return changed.Where(c => !ConnectorColumns.AreSame(c.Key, was.GetValueOrDefault(c.Key), becomes[c.Key]))
            .ToDictionary(c => c.Key, c => becomes[c.Key], StringComparer.Ordinal);
    }

    /// <summary>The row's columns, resolved.</summary>
    public static IReadOnlyDictionary<string, string?> There(PlanBuilder plan, ConnectorState row) => Resolve(row.Columns, name => There(plan, name));

    private static Dictionary<string, string?> Wanted(PlanBuilder plan, IReadOnlyDictionary<string, string?> columns) => Resolve(
        columns,
        name => IsSecret(plan, name) ? null : Value(plan, name) ?? There(plan, name) ?? plan.Desired.Route.Variables.Default(name));

    /// <summary>
    /// The value that the deployment gives a variable; null where it keeps the one that it has, or the app's client id is not known yet.
    /// </summary>
    public static string? Value(PlanBuilder plan, string name) => plan.Desired.Route.Variables.Value(name, plan.Application?.AppId);

    private static string? There(PlanBuilder plan, string name) =>
        IsSecret(plan, name) ? null : plan.Dataverse.Variables.GetValueOrDefault(name)?.Effective ?? plan.Dataverse.Referred.GetValueOrDefault(name);

    private static bool IsSecret(PlanBuilder plan, string name) =>
        plan.Desired.Route.Variables.Definitions.FirstOrDefault(v => v.SchemaName == name)?.Type == EnvironmentVariableType.Secret;

    private static Dictionary<string, string?> Resolve(IReadOnlyDictionary<string, string?> columns, Func<string, string?> value) =>
        columns.ToDictionary(
            c => c.Key, c => c.Value is { } text && ConnectorColumns.MayRefer(c.Key) ? Resolve(text, value) : c.Value,
            StringComparer.Ordinal);

    // What is in an environment was written by others, and need not be JSON.
    private static string Resolve(string text, Func<string, string?> value)
    {
        try
        {
            return VariableReference.Resolve(text, value);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return text;
        }
    }
}
