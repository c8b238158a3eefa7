using ConnectorBuild.CustomCode;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>Validates many connectors side by side.</summary>
public static class TreeValidation
{
    /// <summary>Validates connectors on all processors.</summary>
    /// <param name="projects">The connectors.</param>
    /// <param name="packaged">Connectors in solutions, which are reported behind the others.</param>
    /// <param name="environmentName">Whose patches apply; null for those of the environment that each project has chosen.</param>
    /// <param name="suppressions">What the caller suppresses in all of them. It is unused only if it suppresses nothing in any.</param>
    /// <param name="compiler">Compiles scripts; null to leave them alone.</param>
    /// <param name="progress">Called once for each connector that is done, from any thread, one call at a time; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A report for each connector, in the order given.</returns>
    public static IReadOnlyList<ValidationReport> Validate(
        IReadOnlyList<ConnectorProject> projects,
        IReadOnlyList<PackagedConnector> packaged,
        string? environmentName,
        IReadOnlyList<ConnectorSuppression> suppressions,
        ScriptCompiler? compiler,
        Action<ValidationProgress>? progress,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(projects);
        ArgumentNullException.ThrowIfNull(packaged);
        ArgumentNullException.ThrowIfNull(suppressions);
        var reports = new ValidationReport[projects.Count + packaged.Count];
        var gate = new Lock();
        var done = 0;
        Parallel.For(0, reports.Length, new ParallelOptions { CancellationToken = cancellationToken }, index =>
        {
            reports[index] = index < projects.Count
                ? new ValidationReport(
                    projects[index],
                    ProjectValidation.Validate(Suppressing(projects[index]), environmentName, compiler, cancellationToken))
                : Validate(packaged[index - projects.Count]);
            lock (gate)
            {
                progress?.Invoke(new ValidationProgress(++done, reports.Length, reports[index]));
            }
        });
        return reports.Length > 1 && suppressions.Count > 0 ? JudgeTogether(reports, suppressions) : reports;

        ConnectorProject Suppressing(ConnectorProject project) =>
            project with { Validation = project.Validation with { Suppressions = [.. project.Validation.Suppressions, .. suppressions] } };

        ValidationReport Validate(PackagedConnector connector) =>
            new(connector.Project, connector.With(Suppressing).Validate(compiler, cancellationToken));
    }

    // Each connector was validated by itself, and so were the suppressions that hold for all of them: what one uses is in use, and what
    // none uses is said once.
    private static ValidationReport[] JudgeTogether(ValidationReport[] reports, IReadOnlyList<ConnectorSuppression> suppressions)
    {
        var common = suppressions.ToHashSet();
        var unused = common.Where(s => Array.TrueForAll(reports, r => r.Result.Unused.Any(u => u.Suppression == s))).ToHashSet();
        return [.. reports.Select(
            (report, index) => report with { Result = Without(
                report.Result, u => common.Contains(u.Suppression) && !(index == 0 && unused.Contains(u.Suppression))) })];
    }

    private static ValidationResult Without(ValidationResult result, Func<UnusedSuppression, bool> isLeftOut)
    {
        var leftOut = result.Unused.Where(isLeftOut).Select(u => u.Diagnostic).ToHashSet();
        return result with { Diagnostics = [.. result.Diagnostics.Where(d => !leftOut.Contains(d))] };
    }
}

/// <summary>How far the validation of a tree is.</summary>
/// <param name="Done">Connectors that are done.</param>
/// <param name="Total">All connectors.</param>
/// <param name="Report">The one that was finished just now.</param>
public readonly record struct ValidationProgress(int Done, int Total, ValidationReport Report);
