using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Unmanaged changes that lie over a managed connector: an import leaves them, so that a column under them does not show.</summary>
internal static class LayerPlanner
{
    /// <summary>Refuses an import whose change would not show.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="package">The package.</param>
    /// <param name="changed">The columns that the import is to change.</param>
    public static void Check(PlanBuilder plan, DesiredPackage package, IReadOnlyDictionary<string, string?> changed)
    {
        if (!package.IsManaged || plan.Desired.OverwriteDrift || plan.Dataverse is not { Connector: { } row, UnmanagedColumns: { } covered })
        {
            return;
        }

        // The sign-in settings are put back over the layer, by the layer of our own.
        var hidden = changed.Keys
            .Where(c => covered.Contains(c, StringComparer.Ordinal) && (plan.Desired.Application is null || !IsSignIn(c)))
            .ToList();
        if (hidden.Count > 0)
        {
            plan.Diagnostics.Add(new Diagnostic(
                SolutionDiagnostics.LayerHides,
                $"Somebody saved {string.Join(", ", hidden)} of the managed connector '{row.Name}' in "
                    + $"{plan.Desired.Target.DataverseUrl}. That is an unmanaged customization, and it would hide what the import "
                    + $"brings. Nothing was changed. {UnmanagedLayers.Cure(row.Name)} Or set ConnectorOverwriteDrift=true to have the "
                    + "import overwrite it."));
        }
    }

    private static bool IsSignIn(string column) => column is ConnectorColumns.ConnectionParameters or ConnectorColumns.ConnectionParameterSets;
}
