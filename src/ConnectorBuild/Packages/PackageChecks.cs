using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Packages;

/// <summary>
/// What a package must fulfil before it is written: names, lengths, sizes, readable texts, no secrets; one that was made elsewhere,
/// before it is deployed. Sources: the Dataverse table reference and the exports of servers.
/// </summary>
public static class PackageChecks
{
    /// <summary>CB6247 for a project that does not name its solution or publisher; null when it does.</summary>
    /// <param name="project">The project.</param>
    /// <param name="severity">Error where a package is made, warning before.</param>
    public static Diagnostic? FindMissingNames(ConnectorProject project, DiagnosticSeverity severity)
    {
        ArgumentNullException.ThrowIfNull(project);
        return SolutionChecks.FindMissingNames(project.SolutionName, project.PublisherPrefix, severity);
    }

    /// <summary>Every finding, in a fixed order: solution, connectors in the order given, other components.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors in it.</param>
    public static IReadOnlyList<Diagnostic> Check(SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(connectors);
        var unreadable = connectors.SelectMany(ConnectorJsonChecks.Check).ToList();
        return
        [
            .. SolutionChecks.Check(solution),
            .. connectors.SelectMany(ConnectorChecks.Check),
            .. unreadable,
            .. unreadable.Count > 0 ? [] : SecretVariables.CheckTypes(solution, connectors),
            .. DuplicateChecks.Check(solution, connectors),
        ];
    }
}
