using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Deployment.Planning;

/// <summary>Whether what an upgrade deletes may go: the project names it, and nothing that stays needs it.</summary>
internal static class DeletionCheck
{
    // The variables that packaging gives a connector: they go with it, and need no name of their own.
    private static readonly string[] OwnEndings = ["_Host", "_BasePath", "_Scope", "_Resource", "_LoginUri", "_TenantId", "_ClientId"];

    /// <summary>Refuses deletions that <c>ConnectorDeleteOmitted</c> does not name, or that the platform would refuse.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="package">The package.</param>
    /// <param name="deleted">What is deleted.</param>
    /// <param name="what">What deletes it, as the beginning of a sentence.</param>
    public static void Run(PlanBuilder plan, DesiredPackage package, IReadOnlyCollection<OmittedComponent> deleted, string what)
    {
        var own = deleted.Where(c => c.IsConnector).SelectMany(c => OwnVariables(c.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var refused = deleted.Where(c => !c.IsNamedIn(package.MayDelete) && !(c.Type == ComponentTypes.Variable && own.Contains(c.Name))).ToList();
        Connectors(plan, [.. refused.Where(c => c.IsConnector)], what);
        Others(plan, [.. refused.Where(c => !c.IsConnector)], what);
        Held(plan, deleted, what);
    }

    private static void Connectors(PlanBuilder plan, List<OmittedComponent> connectors, string what)
    {
        if (connectors.Count == 0)
        {
            return;
        }

        var (noun, pronoun) = connectors.Count == 1 ? ("connector", "it") : ("connectors", "them");
        plan.Diagnostics.Add(new Diagnostic(
            SolutionDiagnostics.UpgradeDeletes,
            $"{what} {noun} {string.Join(", ", connectors.Select(c => $"'{c.Name}' ({c.DisplayName})"))}: the new version does not "
                + $"have {pronoun}, and a managed upgrade deletes what is left out, so that flows and apps that use {pronoun} stop. "
                + $"Nothing was changed. If that is not meant, put the {noun} back into the project. If it is, set "
                + $"ConnectorDeleteOmitted to {string.Join(';', connectors.Select(c => c.Name))}; a managed connector cannot be "
                + "retired by itself."));
    }

    private static void Others(PlanBuilder plan, List<OmittedComponent> components, string what)
    {
        if (components.Count == 0)
        {
            return;
        }

        plan.Diagnostics.Add(new Diagnostic(
            SolutionDiagnostics.UpgradeDeletesOthers,
            $"{what} {string.Join(", ", components.Select(c => $"{c.Type} '{c.Name}'"))}: the new version does not have "
                + $"{(components.Count == 1 ? "it" : "them")}, and a managed upgrade deletes what is left out, with its data. Nothing "
                + "was changed. If that is not meant, give the connectors a solution of their own (another ConnectorSolutionName), or "
                + $"add what is missing to the package. If it is, set ConnectorDeleteOmitted to {string.Join(';', components)}."));
    }

    // The platform refuses it after minutes; what is deleted along does not hold anything back.
    private static void Held(PlanBuilder plan, IReadOnlyCollection<OmittedComponent> deleted, string what)
    {
        var goes = deleted.Select(c => c.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var component in deleted)
        {
            if (component.HeldBy.Where(h => !goes.Contains(h)).ToList() is { Count: > 0 } holders)
            {
                plan.Diagnostics.Add(new Diagnostic(
                    SolutionDiagnostics.HeldByDependents,
                    $"{what} {component.Type} '{component.Name}' ({component.DisplayName}), and the platform does not delete it while "
                        + $"these need it: {string.Join(", ", holders)}. Nothing was changed. Point them at another connector, or "
                        + $"delete them; or put the {component.Type} back into the project."));
            }
        }
    }

    private static IEnumerable<string> OwnVariables(string connector)
    {
        var record = SchemaNames.Record(connector);
        return OwnEndings.Select(e => record[..record.LastIndexOf('_')] + e).Append(record);
    }
}
