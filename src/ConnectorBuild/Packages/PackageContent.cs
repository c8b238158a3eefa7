using ConnectorBuild.Connectors;

namespace ConnectorBuild.Packages;

/// <summary>The files of a new package in the order in which they are written.</summary>
internal static class PackageContent
{
    public static IReadOnlyList<PackageFile> Create(SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors, SolutionPackageType type)
    {
        if (!SolutionVersion.TryNormalize(solution.Version, out var version, out _))
        {
            throw new ArgumentException("The version was not checked.", nameof(solution));
        }

        var sorted = connectors.OrderBy(c => c.Identity.Name, StringComparer.Ordinal).ToList();
        List<PackageFile> files =
        [
            new(PackageLayout.CustomizationsPath, SolutionXml.ToServerForm(CustomizationsXml.Create(solution, sorted))),
            new(PackageLayout.SolutionPath, SolutionXml.ToServerForm(SolutionManifestXml.Create(solution, version, sorted, type))),
            .. sorted.SelectMany(ConnectorXml.Files),
            .. solution.EnvironmentVariables
                .OrderBy(v => v.SchemaName, StringComparer.Ordinal)
                .Select(v => EnvironmentVariableXml.File(v, version, solution.Translations)),
        ];
        files.Add(new PackageFile(ContentTypesXml.Path, ContentTypesXml.Create(files.Select(f => f.Path).Order(StringComparer.Ordinal))));
        return PackageLayout.InZipOrder(files);
    }
}
