using ConnectorBuild.Dataverse;
using ConnectorBuild.Entra;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Deployment;

/// <summary>What should be true in an environment: project and content, nothing read from a cloud.</summary>
public sealed record DesiredState
{
    /// <summary>Where.</summary>
    public required DeploymentTarget Target { get; init; }

    /// <summary>The connector.</summary>
    public required ConnectorRow Row { get; init; }

    /// <summary>The app that the connector signs in with; null when it does not sign in with Entra.</summary>
    public DesiredApplication? Application { get; init; }

    /// <summary>The solution that the connector lives in.</summary>
    public required DesiredSolution Solution { get; init; }

    /// <summary>User or team that owns the row; null leaves the owner alone.</summary>
    public string? Owner { get; init; }

    /// <summary>Who the connector is shared with; others stay.</summary>
    public IReadOnlyList<ConnectorShare> Shares { get; init; } = [];

    /// <summary>Whether changes made in the environment since the last deployment are overwritten.</summary>
    public bool OverwriteDrift { get; init; }

    /// <summary>Where a message about the project's content points at.</summary>
    public SourceLocation? PropertiesLocation { get; init; }

    /// <summary>Schema name of the environment variable that holds our record.</summary>
    public string RecordName { get; init; } = "";

    /// <summary>The package that is imported (<c>Route="Solution"</c>); null where the connector is written directly.</summary>
    public DesiredPackage? Package { get; init; }

    /// <summary>Environment variables that the connector refers to, where it is written directly.</summary>
    public DesiredVariables Variables { get; init; } = new();

    /// <summary>The environment variables that the deployment looks after, on either route.</summary>
    internal IReadOnlyList<EnvironmentVariable> VariableDefinitions => Package?.Manifest.EnvironmentVariables ?? Variables.Definitions;

    /// <summary>The value that the deployment gives a variable; null where it gives none, or the app's client id is not known yet.</summary>
    /// <param name="name">Schema name.</param>
    /// <param name="clientId">The app's client id, as far as it is known.</param>
    internal string? VariableValue(string name, string? clientId) =>
        (Package?.ClientIdVariables ?? Variables.ClientIds).Contains(name) ? clientId : (Package?.Values ?? Variables.Values).GetValueOrDefault(name);

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

        var identity = ConnectorIdentity.Create(project, content);
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
            Application = ConnectorSignIn.Find(variables.Resolve(row)) is { } signIn ? DesiredApplication.Create(project, identity, signIn, target, location) : null,
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

    internal static void RequireRoute(ConnectorProject project, DeploymentTarget target)
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

/// <summary>The solution and its publisher.</summary>
/// <param name="UniqueName">Unique name of the solution.</param>
/// <param name="DisplayName">What makers see.</param>
/// <param name="Version">The version of a solution that must be made.</param>
/// <param name="PublisherName">Unique name of a publisher that must be made.</param>
/// <param name="PublisherPrefix">Customization prefix that the publisher must have.</param>
public sealed record DesiredSolution(string UniqueName, string DisplayName, string Version, string PublisherName, string PublisherPrefix)
{
    /// <summary>Option value prefix of a publisher that must be made, the same that a package of the solution carries.</summary>
    public int OptionValuePrefix => SolutionManifest.DeriveOptionValuePrefix(PublisherPrefix);
}
