using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Cloud.Deployment.Routes;

/// <summary>What a project wants in an environment, a state for each of its connectors.</summary>
public static class DesiredStates
{
    /// <summary>Reads and validates the project's files.</summary>
    /// <param name="project">A connector project, or a solution project.</param>
    /// <param name="target">The environment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">The content has errors; as <see cref="DesiredStates"/> and <see cref="PackagedState.Create"/>.</exception>
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

        RequireRoute(project, target);
        return target.Environment.ImportsPackage
            ? PackagedState.Create(project, target, cancellationToken)
            : [.. contents.Select(c => Create(c.Project, c.Content, target))];
    }

    /// <summary>What a project wants in an environment.</summary>
    /// <param name="project">The project; solution name and prefix are checked when it is packaged.</param>
    /// <param name="content">Its content for this environment, validated.</param>
    /// <param name="target">The environment.</param>
    /// <exception cref="ConnectorException">CB8011: a text is too long; CB7104: no resource; CB8101: <c>Managed</c> with <c>Route="Direct"</c>; as <see cref="PackagedState.Create"/> where the package is imported.</exception>
    public static DesiredState Create(ConnectorProject project, ConnectorContent content, DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(target);
        RequireRoute(project, target);
        if (target.Environment.ImportsPackage)
        {
            return PackagedState.Create(project, target)[0];
        }

        var identity = ProjectIdentity.Of(project, content);
        var row = ConnectorRow.Create(identity, content);
        RequireFits(row, project);
        var prefix = project.PublisherPrefix ?? "";
        var location = SignInLocation.Find(project);
        var variables = DesiredVariables.Of(project, row);
        return new DesiredState
        {
            Target = target,
            Row = row,
            Variables = variables,
            Application = ConnectorSignIn.Find(variables.Resolve(row)) is { } signIn ? DesiredApplications.Create(project, identity, signIn, target, location) : null,
            Solution = new DesiredSolution(
                project.SolutionName ?? "",
                project.SolutionDisplayName ?? project.SolutionName ?? "",
                project.SolutionVersion,
                project.PublisherName ?? prefix,
                prefix),
            Owner = project.Owner,
            Shares = project.Shares,
            OverwriteDrift = project.OverwriteDrift,
            PropertiesLocation = location,
            RecordName = SchemaNames.Record(identity.Name),
        };
    }

    private static void RequireFits(ConnectorRow row, ConnectorProject project)
    {
        foreach (var (column, limit) in ConnectorColumns.All)
        {
            if (ConnectorColumns.Of(row, null)[column] is { } text && text.Length > limit)
            {
                throw TooLong(column, text.Length, limit, project);
            }
        }

        if (row.Identity.Name.Length > 500)
        {
            throw TooLong("name", row.Identity.Name.Length, 500, project);
        }
    }

    private static ConnectorException TooLong(string column, int length, int limit, ConnectorProject project) => new(new Diagnostic(
        DataverseDiagnostics.TooLong,
        $"The connector's {column} has {length} characters, and Dataverse takes {limit}. Nothing was changed. Shorten it.",
        (project.ProjectFile ?? project.DefinitionFile) is { } file ? new SourceLocation(file) : null));

    private static void RequireRoute(ConnectorProject project, DeploymentTarget target)
    {
        if (target.Environment is { Managed: true, Route: { } route } && !route.Equals("Solution", StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectorException(new Diagnostic(
                SolutionDiagnostics.ManagedNeedsImport,
                $"Environment '{target.Name}' has Managed=\"true\" and Route=\"{route}\", and a managed connector can only come by import. Nothing was changed. Leave Route out, or write Route=\"Solution\".",
                project.ProjectFile is { } file ? new SourceLocation(file) : null));
        }
    }
}
