using ConnectorBuild.Project;

namespace ConnectorBuild.Rules;

/// <summary>Validates many connectors side by side.</summary>
public static class TreeValidation
{
    /// <summary>Validates connectors on all processors.</summary>
    /// <param name="projects">The connectors.</param>
    /// <param name="environmentName">Whose patches apply; null for those of the environment that each project has chosen.</param>
    /// <param name="progress">Called once for each connector that is done, from any thread, one call at a time; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A report for each connector, in the order given.</returns>
    public static IReadOnlyList<ValidationReport> Validate(
        IReadOnlyList<ConnectorProject> projects,
        string? environmentName,
        Action<ValidationProgress>? progress,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(projects);
        var reports = new ValidationReport[projects.Count];
        var gate = new Lock();
        var done = 0;
        Parallel.For(0, projects.Count, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            reports[index] = new ValidationReport(projects[index], ProjectValidation.Validate(projects[index], environmentName, cancellationToken));
            lock (gate)
            {
                progress?.Invoke(new ValidationProgress(++done, projects.Count, reports[index]));
            }
        });
        return reports;
    }
}

/// <summary>How far the validation of a tree is.</summary>
/// <param name="Done">Connectors that are done.</param>
/// <param name="Total">All connectors.</param>
/// <param name="Report">The one that was finished just now.</param>
public readonly record struct ValidationProgress(int Done, int Total, ValidationReport Report);
