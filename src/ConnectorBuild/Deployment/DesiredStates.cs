using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment;

/// <summary>What a project wants in an environment, a state for each of its connectors.</summary>
public static class DesiredStates
{
    /// <summary>Reads and validates the project's files.</summary>
    /// <param name="project">A connector project, or a solution project.</param>
    /// <param name="target">The environment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">The content has errors; as <see cref="DesiredState.Create"/> and <see cref="PackagedState.Create"/>.</exception>
    public static IReadOnlyList<DesiredState> Create(ConnectorProject project, DeploymentTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(target);
        var members = SolutionMembers.Of(project);
        var contents = new List<(ConnectorProject Project, ConnectorContent Content)>();
        var errors = new List<Diagnostic>();
        foreach (var member in members)
        {
            // The environment's own content, so that its patches are checked on either route.
            var validation = ConnectorValidator.Validate(member, target.Name, cancellationToken);
            if (validation.HasErrors || validation.Content is not { } content)
            {
                errors.AddRange(validation.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
            }
            else
            {
                contents.Add((member, content));
            }
        }

        if (errors.Count > 0)
        {
            throw new ConnectorException(errors);
        }

        DesiredState.RequireRoute(project, target);
        return target.Environment.ImportsPackage
            ? PackagedState.Create(project, target, cancellationToken)
            : [.. contents.Select(c => DesiredState.Create(c.Project, c.Content, target))];
    }
}
