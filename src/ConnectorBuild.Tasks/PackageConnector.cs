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
    protected override void Run(CancellationToken cancellationToken)
    {
        var project = ReadDescription(Description);
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
        foreach (var warning in PackageChecks.Check(manifest, [row]).Where(d => d.Severity == DiagnosticSeverity.Warning))
        {
            Report(warning);
        }

        Packages = [.. SolutionPackageFiles.Write(PackageDirectory, manifest, [row]).Select(path => new TaskItem(path))];
    }
}
