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
        var project = ProjectDescription.Read(Description);
        var result = ConnectorValidator.Validate(project, null, cancellationToken);
        var findings = result.Content is { } readable ? result.Diagnostics.Concat(PackageFindings.Check(project, readable)) : result.Diagnostics;
        foreach (var diagnostic in findings.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            Report(diagnostic);
        }

        // What is less than an error was shown when the connector was validated.
        if (!Log.HasLoggedErrors && result.Content is { } content)
        {
            var files = SolutionPackageFiles.Write(PackageDirectory, SolutionManifest.Create(project), [PackageFindings.Row(project, content)]);
            Packages = [.. files.Select(path => new TaskItem(path))];
        }
    }
}
