using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Cloud.Deployment.Routes;

/// <summary>What should be true in an environment that imports a package.</summary>
public static class PackagedState
{
    /// <summary>
    /// What a project wants: its package, with what its patches and deployment settings give the environment. One state for each
    /// connector.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="target">An environment with <c>Route="Solution"</c>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">As <see cref="Create(ValidatedProject, DeploymentTarget, string, CancellationToken)"/>.</exception>
    public static IReadOnlyList<DesiredState> Create(
        ConnectorProject project, DeploymentTarget target, CancellationToken cancellationToken = default) =>
        Create(ValidatedProject.Open(project), target, settings: null, cancellationToken);

    /// <summary>What a project wants whose files are read and validated once.</summary>
    /// <param name="project">The project.</param>
    /// <param name="target">An environment with <c>Route="Solution"</c>.</param>
    /// <param name="settings">A deployment settings file whose values win over the project's; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ConnectorException">The connector has errors; CB6241, CB6243, CB7104.</exception>
    public static IReadOnlyList<DesiredState> Create(
        ValidatedProject project, DeploymentTarget target, string? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(target);
        var package = project.Package(cancellationToken);
        var managed = target.Environment.Managed;
        var values = package.Values.GetValueOrDefault(target.Name) ?? new Dictionary<string, string>();
        var files = SettingsFiles.Read(settings, project.Project.DeploymentSettingsFile);
        return States(
            project.Project, project.Connectors,
            new Source(package.ToZip(managed), managed, package.Manifest, package.Connectors, values, files, Name: null), target);
    }

    /// <summary>
    /// What a package wants that was built before. Of the project come the environment's settings, and what it says of deployments:
    /// owner, shares, secrets.
    /// </summary>
    /// <param name="project">The project; its files are not read, only the descriptions of a solution's projects, where they are there.</param>
    /// <param name="zip">The package's bytes, as they are imported.</param>
    /// <param name="name">What messages call the package.</param>
    /// <param name="target">The environment.</param>
    /// <param name="settings">A deployment settings file whose values win over the project's; null for none.</param>
    /// <param name="beside">The settings file that packaging left beside the package, by the solution's unique name; null where none is
    /// looked for.</param>
    /// <exception cref="ConnectorException">CB6221 to CB6231: it cannot be read; CB6201 to CB6217: it was not made by packaging, which
    /// would have refused it; CB6236: of another publisher; CB6241; CB6246: no connector in it; CB8105: unmanaged, for a managed
    /// environment.</exception>
    public static IReadOnlyList<DesiredState> FromPackage(
        ConnectorProject project, ReadOnlyMemory<byte> zip, string name, DeploymentTarget target, string? settings = null, Func<string, string?>? beside = null)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(target);
        using var input = new MemoryStream(zip.ToArray(), writable: false);
        var package = SolutionPackage.Read(input, name);
        if (project.PublisherPrefix is { } prefix)
        {
            package.RequirePublisher(prefix);
        }

        if (package.Connectors.Count == 0)
        {
            throw new ConnectorException(new Diagnostic(
                PackagingRules.NoConnector, $"The package '{name}' has no connector, so there is nothing to deploy. Nothing was "
                    + "changed. Name a package that 'dotnet publish' or 'dotnet connector package' wrote."));
        }

        package.RequireSound(name);
        var managed = package.Type == SolutionPackageType.Managed;
        if (target.Environment.Managed && !managed)
        {
            throw new ConnectorException(new Diagnostic(
                SolutionDiagnostics.KindMismatch,
                $"Environment '{target.Name}' is Managed=\"true\", and the package '{name}' is unmanaged. Nothing was changed. Deploy "
                    + $"{package.Manifest.UniqueName}_managed.zip."));
        }

        var members = project.ConnectorProjects.All(File.Exists) ? SolutionMembers.Of(project) : [project];
        var files = SettingsFiles.Read(settings, project.DeploymentSettingsFile, beside?.Invoke(package.Manifest.UniqueName));
        return States(
            project, members,
            new Source(zip, managed, package.Manifest, package.Connectors, new Dictionary<string, string>(), files, name), target);
    }

    private static List<DesiredState> States(
        ConnectorProject project, IReadOnlyList<ConnectorProject> members, Source source, DeploymentTarget target)
    {
        var (manifest, rows) = (source.Manifest, source.Rows);
        source.Files.Require(manifest.EnvironmentVariables);
        var settings = source.Files.Merged;
        var values = new Dictionary<string, string>(source.Values, StringComparer.Ordinal);
        foreach (var variable in manifest.EnvironmentVariables)
        {
            if (settings?.EnvironmentVariables.FirstOrDefault(
                v => v.SchemaName.Equals(variable.SchemaName, StringComparison.OrdinalIgnoreCase)) is { Value.Length: > 0 } given)
            {
                values[variable.SchemaName] = given.Value;
            }
        }

        var package = new DesiredPackage(source.Zip)
        {
            Manifest = manifest,
            IsManaged = source.IsManaged,
            Connectors = [.. rows.Select(r => r.Identity)],
            DeploymentVariables = rows
                .SelectMany(
                    r => ConnectorSignIn.ClientIdVariables(r.ConnectionParameters, r.ConnectionParameterSets)
                        .Append(SchemaNames.Record(r.Identity.Name)))
                .ToHashSet(StringComparer.Ordinal),
            Connections =
            [
                .. from reference in manifest.ConnectionReferences
                   from given in settings?.ConnectionReferences ?? []
                   where given.ConnectionId.Length > 0 && given.LogicalName.Equals(reference.LogicalName, StringComparison.OrdinalIgnoreCase)
                   select given with { LogicalName = reference.LogicalName },
            ],
            SkipsLowerVersion = project.SkipLowerVersion,
            MayDelete = project.DeleteOmitted,
            CompletesUpgrade = project.CompleteUpgrade,
        };
        var route = new ImportRoute(package)
        {
            Variables = new DesiredVariables { Definitions = manifest.EnvironmentVariables, Values = values },
            MayRollBack = source.Name is not null,
            Settings = settings,
        };
        return [.. rows.Select(r => State(
            members.FirstOrDefault(m => ProjectIdentity.RowName(m) == r.Identity.Name) ?? project,
            route,
            r,
            source.Name is { } name ? new SourceLocation($"{name}#{r.Identity.Name}") : null,
            target))];
    }

    private static DesiredState State(ConnectorProject project, ImportRoute route, ConnectorRow row, SourceLocation? origin, DeploymentTarget target)
    {
        // Each connector has an app of its own, and takes its secret from variables of its own.
        var variables = route.Variables with { ClientIds = ConnectorSignIn.ClientIdVariables(row.ConnectionParameters, row.ConnectionParameterSets) };
        var package = route.Package with
        {
            SecretVariables = row.SignInTexts
                .SelectMany(VariableReference.Find)
                .Where(r => LiteralSecrets.IsName(r.Member))
                .SelectMany(r => VariableReference.Names(r.Value))
                .ToHashSet(StringComparer.Ordinal),
        };
        var location = origin ?? (project.PropertiesFile is { } file ? new SourceLocation(file) : null);
        return new DesiredState
        {
            Target = target,
            Row = row,
            Route = route with { Package = package, Variables = variables },
            Application = ConnectorSignIn.Find(variables.Resolve(row)) is { } signIn
                ? DesiredApplications.Create(project, row.Identity, signIn, target, location)
                : null,
            Solution = new DesiredSolution(
                package.Manifest.UniqueName, package.Manifest.DisplayName, package.Version.ToString(), package.Manifest.PublisherName, package.Manifest.PublisherPrefix)
            {
                Description = package.Manifest.Description,
                PublisherDetails = package.Manifest.PublisherDetails,
            },
            OverwriteDrift = project.OverwriteDrift,
            Owner = project.Owner,
            Shares = project.Shares,
            PropertiesLocation = location,
            RecordName = SchemaNames.Record(row.Identity.Name),
        };
    }

    // A package that was built before has a name.
    private sealed record Source(
        ReadOnlyMemory<byte> Zip,
        bool IsManaged,
        SolutionManifest Manifest,
        IReadOnlyList<ConnectorRow> Rows,
        IReadOnlyDictionary<string, string> Values,
        SettingsFiles Files,
        string? Name);
}
