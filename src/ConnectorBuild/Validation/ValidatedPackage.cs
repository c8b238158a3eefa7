using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Validation;

/// <summary>Validates connectors, and packages what was validated.</summary>
public static class ValidatedPackage
{
    /// <summary>The package of a project.</summary>
    /// <exception cref="ConnectorException">The connector has errors; CB6243: an environment's patch cannot travel in a package; CB6245: a project of the solution is of another one.</exception>
    public static ConnectorPackage Create(ConnectorProject project, CancellationToken cancellationToken = default) =>
        Create(SolutionManifest.Create(project), SolutionMembers.Of(project), cancellationToken);

    /// <summary>The package of a solution with several projects.</summary>
    /// <param name="solution">The solution; its environment variables are extended by those of the connectors.</param>
    /// <param name="projects">The connectors.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">A connector has errors; CB6243: an environment's patch cannot travel in a package.</exception>
    public static ConnectorPackage Create(SolutionManifest solution, IReadOnlyList<ConnectorProject> projects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(projects);
        var validated = new List<ValidatedConnector>();
        var errors = new List<Diagnostic>();
        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var files = new ConnectorFilesReader(project).Read(null);
            var validation = ConnectorValidator.Validate(files, cancellationToken);
            if (validation.HasErrors || validation.Content is not { } content)
            {
                errors.AddRange(validation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            }
            else
            {
                validated.Add(new ValidatedConnector(project, files, content));
            }
        }

        return errors.Count > 0 ? throw new ConnectorException(errors) : ConnectorPackage.Create(solution, validated, cancellationToken);
    }
}
