using ConnectorBuild.Project;

namespace ConnectorBuild.Packaging;

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

    private static string WriteOne(string path, SolutionManifest solution, IReadOnlyList<ConnectorRow> connectors, bool managed)
    {
        using var package = new MemoryStream();
        SolutionPackage.Write(package, solution, connectors, managed);
        AtomicFile.WriteIfChanged(path, package.GetBuffer().AsMemory(0, (int)package.Length));
        return path;
    }
}
