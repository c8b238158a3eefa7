using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Packages;

/// <summary>The two zips of a solution on disk.</summary>
public static class SolutionPackageFiles
{
    /// <summary>Writes <c>{solution}.zip</c> and <c>{solution}_managed.zip</c>; a file that already has the content keeps its time stamp.</summary>
    /// <param name="folder">The folder; made where missing.</param>
    /// <param name="solution">The solution.</param>
    /// <param name="connectors">The connectors in it.</param>
    /// <returns>The absolute paths: unmanaged, managed.</returns>
    /// <exception cref="ConnectorException">A check of <see cref="PackageChecks"/> found an error; CB6234: a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var directory = Path.GetFullPath(folder);
        return
        [
            WriteOne(Path.Combine(directory, $"{solution.UniqueName}.zip"), solution, connectors, managed: false),
            WriteOne(Path.Combine(directory, $"{solution.UniqueName}_managed.zip"), solution, connectors, managed: true),
        ];
    }

    /// <summary>
    /// Writes the two zips, and <c>{solution}.{environment}.settings.json</c> for each environment that imports them: the values that its patches
    /// give it, so that the package can be deployed without sources.
    /// </summary>
    /// <param name="folder">The folder; made where missing.</param>
    /// <param name="package">The package.</param>
    /// <returns>The absolute paths: unmanaged, managed, settings.</returns>
    /// <exception cref="ConnectorException">A check of <see cref="PackageChecks"/> found an error; CB6234: a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ConnectorPackage package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var written = Write(folder, package.Manifest, package.Connectors).ToList();
        foreach (var (environment, values) in package.Values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var path = SettingsPath(written[0], package.Manifest.UniqueName, environment);
            AtomicFile.WriteIfChanged(path, DeploymentSettings.Create(package.Manifest, package.Connectors.Select(c => c.Identity), values).ToJson());
            written.Add(path);
        }

        return written;
    }

    /// <summary>The settings beside a package for an environment.</summary>
    /// <param name="packagePath">The zip's path.</param>
    /// <param name="solution">Unique name of the solution.</param>
    /// <param name="environment">The environment's name.</param>
    public static string SettingsPath(string packagePath, string solution, string environment) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(packagePath))!, $"{solution}.{environment}.settings.json");

    /// <summary>A package's bytes, as they will be imported.</summary>
    /// <exception cref="ConnectorException">CB6235: it cannot be read, or is a folder; CB6222: it is larger than a solution can be.</exception>
    public static ReadOnlyMemory<byte> ReadBytes(string path) => PackageFolder.Reading<ReadOnlyMemory<byte>>(path, () =>
        Directory.Exists(path)
            ? throw new ConnectorException(new Diagnostic(
                PackagingRules.CannotRead, $"{QuotedText.Quote(path)} is a folder, and what is imported is a solution zip. Nothing was "
                    + "changed. Name the zip; the folder of an unpacked solution is packed by 'dotnet connector unpack <folder>' "
                    + "(with --managed for the managed one)."))
        : new FileInfo(path).Length <= PackageLimits.Default.ZipBytes
            ? RegularFile.ReadAllBytes(path)
            : throw new ConnectorException(new Diagnostic(
                PackagingRules.PackageTooLarge, $"{QuotedText.Quote(path)} is larger than any solution, so it was not read. Nothing "
                    + "was changed. Name a solution zip.")));

    private static string WriteOne(string path, SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors, bool managed)
    {
        using var package = new MemoryStream();
        SolutionPackage.Write(package, solution, connectors, managed);
        AtomicFile.WriteIfChanged(path, package.GetBuffer().AsMemory(0, (int)package.Length));
        return path;
    }
}
