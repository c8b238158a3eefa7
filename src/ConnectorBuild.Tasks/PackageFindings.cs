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
        [PackagingRules.NameEncoded.Id] = "ConnectorName",
        [PackagingRules.InvalidDisplayName.Id] = "ConnectorDisplayName",
    };

    /// <summary>Checks the package that the content would make.</summary>
    public static IReadOnlyList<Diagnostic> Check(ConnectorProject project, ConnectorContent content)
    {
        var index = ProjectFileIndex.Load(project.ProjectFile!);
        return
        [
            .. Findings(project, content)
                .Concat(FindEncodedName(project))
                .Where(d => d.Severity == DiagnosticSeverity.Error || !project.Validation.NoWarn.Contains(d.Id, StringComparer.OrdinalIgnoreCase))
                .Select(d => d.Location is null && PropertyOf.TryGetValue(d.Id, out var property) ? d with { Location = index.Property(property) } : d),
        ];
    }

    /// <summary>Warns of a project that is to be deployed and does not say its solution or publisher.</summary>
    public static IReadOnlyList<Diagnostic> CheckNames(ConnectorProject project) =>
        PackageChecks.FindMissingNames(project, DiagnosticSeverity.Warning) is { } missing && !project.Validation.NoWarn.Contains(missing.Id, StringComparer.OrdinalIgnoreCase) ? [missing] : [];

    // The row's name is for good, so who writes one should know it before the first deployment.
    private static IEnumerable<Diagnostic> FindEncodedName(ConnectorProject project)
    {
        if (project is not { ConnectorName: { } name, RowId: null })
        {
            yield break;
        }

        var row = ConnectorIdentity.RowName(project.PublisherPrefix!, name);
        if (!row.EndsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Diagnostic(
                PackagingRules.NameEncoded,
                $"The connector's row name for ConnectorName '{name}' is '{row}', because a row name has only letters and digits and the platform writes others as '-' and two hex digits; it can never be changed. Set ConnectorName to letters and digits before the first deployment, or to '{row}' to say that this is meant.");
        }
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
