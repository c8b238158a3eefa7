using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>A connector in a solution, zipped or unpacked. Every finding names the file of the package that holds it.</summary>
public sealed class PackagedConnector
{
    private readonly ConnectorFiles _files;

    private PackagedConnector(ConnectorFiles files) => _files = files;

    /// <summary>The connector as reports name it; its folder is that of the zip, or the unpacked one.</summary>
    public ConnectorProject Project => _files.Project;

    /// <summary>The connectors of a solution, by name. A solution that cannot be read is one entry, which has only that finding.</summary>
    /// <param name="path">A zip, or the folder of an unpacked solution.</param>
    public static IReadOnlyList<PackagedConnector> ReadAll(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var isFolder = Directory.Exists(full);
        try
        {
            var package = isFolder ? SolutionPackage.ReadFolder(full) : SolutionPackage.ReadFile(full);
            var (directory, prefix) = isFolder ? (full, "") : (Path.GetDirectoryName(full)!, Path.GetFileName(full) + "/");
            return
            [
                .. package.Connectors
                    .OrderBy(row => row.Identity.Name, StringComparer.Ordinal)
                    .Select(row => new PackagedConnector(new PackagedFiles(package, directory, prefix).Of(row))),
            ];
        }
        catch (ConnectorException exception)
        {
            var location = new SourceLocation(Path.GetFileName(full));
            return
            [
                new(new ConnectorFiles
                {
                    Project = new ConnectorProject { ProjectName = Path.GetFileNameWithoutExtension(full), ProjectDirectory = Path.GetDirectoryName(full)! },
                    Diagnostics = [.. exception.Diagnostics.Select(d => d with { Location = location })],
                }),
            ];
        }
    }

    /// <summary>The same connector, validated by other settings.</summary>
    /// <param name="change">Makes the settings out of the present ones.</param>
    public PackagedConnector With(Func<ConnectorProject, ConnectorProject> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(_files with { Project = change(Project) });
    }

    internal ValidationResult Validate(ScriptCompiler? compiler, CancellationToken cancellationToken) =>
        ConnectorValidator.Validate(ScriptCompilations.Add(_files, compiler, cancellationToken), cancellationToken);
}
