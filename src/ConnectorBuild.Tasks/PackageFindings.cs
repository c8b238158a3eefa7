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
            .. Findings(project, content)
                .Where(d => d.Severity == DiagnosticSeverity.Error || !project.Validation.NoWarn.Contains(d.Id, StringComparer.OrdinalIgnoreCase))
                .Select(d => d.Location is null && PropertyOf.TryGetValue(d.Id, out var property) ? d with { Location = index.Property(property) } : d),
        ];
    }

    // Only environments that import the package have patches that must become environment variables.
    private static IReadOnlyList<Diagnostic> Findings(ConnectorProject project, ConnectorContent content)
    {
        if (!project.Environments.Any(e => e.ImportsPackage))
        {
            return PackageChecks.Check(SolutionManifest.Create(project), [ConnectorRow.Create(ConnectorIdentity.Create(project, content), content)]);
        }

        try
        {
            var package = ConnectorPackage.Create(project);
            return PackageChecks.Check(package.Manifest, package.Connectors);
        }
        catch (ConnectorException e)
        {
            return [.. e.Diagnostics];
        }
    }
}
