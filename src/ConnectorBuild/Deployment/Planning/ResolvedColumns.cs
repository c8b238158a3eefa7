using System.Collections.Immutable;
using System.Text.Json;
using ConnectorBuild.Comparison;
using ConnectorBuild.Dataverse;
using ConnectorBuild.Packaging;

namespace ConnectorBuild.Deployment.Planning;

/// <summary>
/// Compares a connector with what it should be by what its texts come to: that a value stands in an environment variable from now on, or no longer, is
/// nothing that makers and their flows meet.
/// </summary>
internal static class ResolvedColumns
{
    /// <summary>The differences, with the values of environment variables in place of the references to them; a reference to a secret stays one.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="row">The connector as it is.</param>
    /// <param name="changed">The columns that differ, as they should be.</param>
    /// <param name="wanted">The value that a variable gets; null where it keeps the one that it has.</param>
    public static ImmutableArray<ConnectorDifference> Compare(PlanBuilder plan, ConnectorState row, IReadOnlyDictionary<string, string?> changed, Func<string, string?> wanted)
    {
        var definitions = plan.Desired.Package?.Manifest.EnvironmentVariables ?? plan.Desired.Variables.Definitions;
        var was = Resolve(row.Columns, There);
        var becomes = Resolve(changed, name => IsSecret(name) ? null : wanted(name) ?? There(name) ?? definitions.FirstOrDefault(v => v.SchemaName == name)?.DefaultValue);
        return
        [
            .. ConnectorComparison.Compare(was, becomes),
            .. changed.Keys
                .Where(c => ConnectorColumns.AreSame(c, was.GetValueOrDefault(c), becomes[c]) && !ConnectorColumns.AreSame(c, row[c], changed[c]))
                .Select(c => new ConnectorDifference(c, c, "comes to the same: what differs is whether values stand in environment variables", ChangeImpact.Compatible)),
        ];

        string? There(string name) => IsSecret(name) ? null : plan.Dataverse.Variables.GetValueOrDefault(name)?.Effective ?? plan.Dataverse.Referred.GetValueOrDefault(name);

        bool IsSecret(string name) => definitions.FirstOrDefault(v => v.SchemaName == name)?.Type == EnvironmentVariableType.Secret;
    }

    private static Dictionary<string, string?> Resolve(IReadOnlyDictionary<string, string?> columns, Func<string, string?> value) =>
        columns.ToDictionary(c => c.Key, c => c.Value is { } text && ConnectorColumns.MayRefer(c.Key) ? Resolve(text, value) : c.Value, StringComparer.Ordinal);

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
