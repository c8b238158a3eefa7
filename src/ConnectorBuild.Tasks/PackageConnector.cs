using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ConnectorBuild.Tasks;

/// <summary>
/// Writes the solution packages, unmanaged and managed. They are the same for every environment: the base files, with references to environment
/// variables where environments that import them differ. What those environments give the variables is written beside them.
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
        var package = ValidatedProject.Open(ProjectDescription.Read(Description)).Package(cancellationToken);

        // What is less than an error was shown when the connector was validated.
        Packages = [.. SolutionPackageFiles.Write(PackageDirectory, package).Where(f => f.EndsWith(".zip", StringComparison.Ordinal)).Select(path => new TaskItem(path))];
    }
}
