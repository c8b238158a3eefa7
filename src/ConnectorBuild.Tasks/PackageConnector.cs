using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Writes the solution packages, unmanaged and managed. They are the same for every environment, so they hold the base files without any
/// environment's patches.
/// </summary>
public sealed class PackageConnector : ConnectorTask
{
    private ConnectorProject? _project;

    /// <summary>What <see cref="WriteConnectorProject"/> wrote.</summary>
    [Required]
    public string Description { get; set; } = "";

    /// <summary>The folder for the packages.</summary>
    [Required]
    public string PackageDirectory { get; set; } = "";

    /// <summary>The packages written: unmanaged, managed.</summary>
    [Output]
    public ITaskItem[] Packages { get; set; } = [];

    /// <inheritdoc />
    protected override string? ReportingProjectFile => _project?.ProjectFile;

    /// <inheritdoc />
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = _project = ReadDescription(Description);
        var result = ConnectorValidator.Validate(project, null, cancellationToken);
        if (result.HasErrors || result.Content is not { } content)
        {
            foreach (var diagnostic in result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
            {
                Report(diagnostic);
            }

            return;
        }

        var row = ConnectorRow.Create(ConnectorIdentity.Create(project, content), content);
        var manifest = SolutionManifest.Create(project);
        var folder = Path.GetFullPath(PackageDirectory);
        Packages =
        [
            Write(Path.Combine(folder, $"{manifest.UniqueName}.zip"), manifest, row, managed: false),
            Write(Path.Combine(folder, $"{manifest.UniqueName}_managed.zip"), manifest, row, managed: true),
        ];
    }

    private static TaskItem Write(string path, SolutionManifest manifest, ConnectorRow row, bool managed)
    {
        using var package = new MemoryStream();
        SolutionPackage.Write(package, manifest, [row], managed);
        OutputFile.WriteIfChanged(path, package.GetBuffer().AsSpan(0, (int)package.Length));
        return new TaskItem(path);
    }
}
