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
    /// <exception cref="ConnectorException">As <see cref="Create(ValidatedProject, DeploymentTarget, string, CancellationToken)"/>.</exception>
    public static IReadOnlyList<DesiredState> Create(
        ConnectorProject project, DeploymentTarget target, CancellationToken cancellationToken = default) =>
        Create(ValidatedProject.Open(project), target, settings: null, cancellationToken);

    /// <summary>What a project wants whose files are read and validated once: what was validated is what is deployed.</summary>
    /// <param name="project">A connector project, or a solution project.</param>
    /// <param name="target">The environment.</param>
    /// <param name="settings">A deployment settings file whose values win over the project's; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">
    /// The content has errors; CB6241: deployment settings cannot be read; CB8011: a text is too long; CB7104: no resource; CB8101:
    /// <c>Managed</c> with <c>Route="Direct"</c>; as
    /// <see cref="PackagedState.Create(ValidatedProject, DeploymentTarget, string, CancellationToken)"/> where a package is imported.
    /// </exception>
    public static IReadOnlyList<DesiredState> Create(
        ValidatedProject project, DeploymentTarget target, string? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(target);

        // The environment's own content, so that its patches are checked on either route.
        var contents = project.Require(target.Name, cancellationToken);
        RequireRoute(project.Project, target);
        if (target.Environment.ImportsPackage)
        {
            var origins = contents.ToDictionary(c => ProjectIdentity.Of(c.Project, c.Content).Name, StringComparer.Ordinal);
            return
            [
                .. PackagedState.Create(project, target, settings, cancellationToken)
                    .Select(
                        s => origins.TryGetValue(s.Row.Identity.Name, out var origin)
                            ? WithPlaces(s, origin) with { Source = origin.Content.Source }
                            : s),
            ];
        }

        var files = SettingsFiles.Read(settings, project.Project.DeploymentSettingsFile);
        return [.. contents.Select(c => WithPlaces(Direct(c.Project, c.Content, files, SignInLocation.Find(c), target), c))];
    }

    // A refusal by the tenant points at the line of the project that causes it.
    private static DesiredState WithPlaces(DesiredState state, ValidatedContent content) => state with
    {
        PropertiesLocation = SignInLocation.Find(content),
        Application = state.Application is { } app
            ? app with { Resources = [.. app.Resources.Select(r => r with { Place = SignInLocation.FindScopes(content) })] }
            : null,
    };

    /// <summary>What a project wants in an environment that is written directly.</summary>
    /// <param name="project">The project; solution name and prefix are checked when it is packaged.</param>
    /// <param name="content">Its content for this environment, validated.</param>
    /// <param name="target">The environment.</param>
    /// <exception cref="ConnectorException">CB8011: a text is too long; CB7104: no resource; CB8101: <c>Managed</c> with
    /// <c>Route="Direct"</c>.</exception>
    public static DesiredState Create(ConnectorProject project, ConnectorContent content, DeploymentTarget target)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(target);
        RequireRoute(project, target);
        return Direct(
            project, content, SettingsFiles.Read(project.DeploymentSettingsFile),
            project.PropertiesFile is { } file ? new SourceLocation(file) : null, target);
    }

    private static DesiredState Direct(
        ConnectorProject project, ConnectorContent content, SettingsFiles settings, SourceLocation? location, DeploymentTarget target)
    {
        var identity = ProjectIdentity.Of(project, content);
        var row = ConnectorRow.Create(identity, content);
        RequireFits(row, project);
        var prefix = project.PublisherPrefix ?? "";
        var variables = DesiredVariables.Of(project, row, settings);
        return new DesiredState
        {
            Target = target,
            Row = row,
            Route = new DirectRoute { Variables = variables },
            Application = ConnectorSignIn.Find(variables.Resolve(row)) is { } signIn
                ? DesiredApplications.Create(project, identity, signIn, target, location)
                : null,
            Solution = new DesiredSolution(
                project.SolutionName ?? "",
                project.SolutionDisplayName ?? project.SolutionName ?? "",
                project.SolutionVersion,
                project.PublisherName ?? prefix,
                prefix)
            {
                Description = project.SolutionDescription,
                PublisherDetails = project.PublisherDetails,
            },
            Owner = project.Owner,
            Shares = project.Shares,
            OverwriteDrift = project.OverwriteDrift,
            PropertiesLocation = location,
            Source = content.Source,
            RecordName = SchemaNames.Record(identity.Name),
        };
    }

    private static void RequireFits(ConnectorRow row, ConnectorProject project)
    {
        foreach (var column in ConnectorColumns.All.Where(c => c.Kind != ColumnKind.Image))
        {
            if (row[column] is { } text && text.Length > column.Limit)
            {
                throw TooLong(column.Name, text.Length, column.Limit, project);
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
                $"Environment '{target.Name}' has Managed=\"true\" and Route=\"{route}\", and a managed connector can only come by "
                    + $"import. Nothing was changed. Leave Route out, or write Route=\"Solution\".",
                project.ProjectFile is { } file ? new SourceLocation(file) : null));
        }
    }
}
