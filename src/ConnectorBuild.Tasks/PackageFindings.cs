using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Tasks;

/// <summary>What stands in the way of a package, at the line of the project file that says so.</summary>
internal static class PackageFindings
{
    private static readonly Dictionary<string, string> PropertyOf = new(StringComparer.Ordinal)
    {
        [PackagingRules.InvalidSolutionName.Id] = "ConnectorSolutionName",
        [PackagingRules.InvalidPrefix.Id] = "ConnectorPublisherPrefix",
        [PackagingRules.InvalidVersion.Id] = "Version",
        [PackagingRules.PrereleaseLabel.Id] = "Version",
        [PackagingRules.InvalidConnectorName.Id] = "ConnectorName",
        [PackagingRules.LongConnectorName.Id] = "ConnectorName",
        [PackagingRules.InvalidDisplayName.Id] = "ConnectorDisplayName",
    };

    /// <summary>Checks the package that the content would make.</summary>
    public static IReadOnlyList<Diagnostic> Check(ConnectorProject project, ConnectorContent content)
    {
        var index = ProjectFileIndex.Load(project.ProjectFile!);
        return
        [
            .. PackageChecks.Check(SolutionManifest.Create(project), [Row(project, content)])
                .Where(d => d.Severity == DiagnosticSeverity.Error || !project.Validation.NoWarn.Contains(d.Id, StringComparer.OrdinalIgnoreCase))
                .Select(d => d.Location is null && PropertyOf.TryGetValue(d.Id, out var property) ? d with { Location = index.Property(property) } : d),
        ];
    }

    /// <summary>The row that goes into the package.</summary>
    public static ConnectorRow Row(ConnectorProject project, ConnectorContent content) =>
        ConnectorRow.Create(ConnectorIdentity.Create(project, content), content);
}
