using ConnectorBuild.Connectors;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Validation;

/// <summary>What prevents a package, at the line of the project file or of the definition that says so.</summary>
internal static class PackageFindings
{
    private static readonly Dictionary<string, string> PropertyOf = new(StringComparer.Ordinal)
    {
        [PackagingRules.InvalidSolutionName.Id] = "ConnectorSolutionName",
        [PackagingRules.InvalidPrefix.Id] = "ConnectorPublisherPrefix",
        [PackagingRules.InvalidVersion.Id] = "Version",
        [PackagingRules.PrereleaseLabel.Id] = "Version",
        [PackagingRules.InvalidConnectorName.Id] = "ConnectorName",
        [PackagingRules.LongConnectorName.Id] = "ConnectorName",
        [PackagingRules.NameEncoded.Id] = "ConnectorName",
        [PackagingRules.InvalidDisplayName.Id] = "ConnectorDisplayName",
    };

    /// <summary>
    /// Checks the package that a project would make; a project that names no solution and no place to deploy to is only validated, or is
    /// a part of a solution that says both.
    /// </summary>
    /// <param name="read">The project as it was read.</param>
    /// <param name="environmentName">The environment whose content it is; null for the base.</param>
    /// <param name="content">The resolved content; null where it has errors.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IEnumerable<Diagnostic> Check(
        ValidatedProject read, string? environmentName, ConnectorContent? content, CancellationToken cancellationToken)
    {
        var project = read.Project;
        if (project is not { ProjectFile: not null, SolutionName: not null, PublisherPrefix: not null })
        {
            return project.ProjectFile is not null && project.Environments.Any(e => e.Url is not null || e.IsLocalCloud)
                ? Shown(project, MissingNames(project))
                : [];
        }

        return content is null
            ? []
            : Shown(project, At(
                project,
                read.Files(project, environmentName, cancellationToken).Definition,
                [.. Findings(read, content, cancellationToken), .. FindEncodedName(project), .. FindUnusedSecret(project, content)]));
    }

    /// <summary>
    /// The errors that keep connectors out of a package and out of an environment, whichever way they would go there; each at the line
    /// that causes it.
    /// </summary>
    /// <param name="read">The project as it was read.</param>
    /// <param name="environmentName">The environment whose content it is.</param>
    /// <param name="contents">The resolved content of every connector.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IReadOnlyList<Diagnostic> Errors(
        ValidatedProject read, string? environmentName, IReadOnlyList<ValidatedContent> contents, CancellationToken cancellationToken)
    {
        var manifest = SolutionManifest.Create(read.Project);
        var ofSolution = PackageChecks.Check(manifest, []);
        var rows = contents.Select(c => ConnectorRow.Create(ProjectIdentity.Of(c.Project, c.Content), c.Content)).ToList();
        var errors = At(read.Project, definition: null, ofSolution).ToList();
        var found = ofSolution.ToHashSet();
        foreach (var (content, row) in contents.Zip(rows))
        {
            var own = Checks(content.Project, row).Where(found.Add).ToList();
            errors.AddRange(
                Shown(
                    content.Project,
                    At(content.Project, read.Files(content.Project, environmentName, cancellationToken).Definition, own)));
        }

        // What remains is wrong between connectors, such as two of one name.
        errors.AddRange(At(read.Project, definition: null, [.. DuplicateChecks.Check(manifest, rows).Where(found.Add)]));
        return [.. errors.Where(d => d.Severity == DiagnosticSeverity.Error)];
    }

    private static IReadOnlyList<Diagnostic> Checks(ConnectorProject project, ConnectorRow row)
    {
        var manifest = SolutionManifest.Create(project);
        return PackageChecks.Check(manifest with { EnvironmentVariables = SecretVariables.Typed(manifest.EnvironmentVariables, row) }, [row]);
    }

    private static IEnumerable<Diagnostic> Shown(ConnectorProject project, IEnumerable<Diagnostic> found)
    {
        var severities = new SeverityPolicy(project);
        foreach (var diagnostic in found)
        {
            if (severities.Apply(diagnostic) is { } severity)
            {
                yield return diagnostic with { Severity = severity };
            }
        }
    }

    private static IEnumerable<Diagnostic> MissingNames(ConnectorProject project) =>
        PackageChecks.FindMissingNames(project, DiagnosticSeverity.Warning) is { } missing ? [missing] : [];

    private static IEnumerable<Diagnostic> At(ConnectorProject project, SourceFile? definition, IReadOnlyList<Diagnostic> found)
    {
        if (found.Count == 0)
        {
            return found;
        }

        var index = project.ProjectFile is { } file ? ProjectFileIndex.Load(file) : null;
        return found.Select(d => d.Location is not null ? d
            : d.Pointer is { } pointer && !SaysItself(project, pointer) && Find(definition, pointer) is { } place ? d with { Location = place }
            : d with { Pointer = null, Location = PropertyOf.TryGetValue(d.Id, out var property) ? index?.Property(property) : null });
    }

    // The project's own texts go before the definition's.
    private static bool SaysItself(ConnectorProject project, string pointer) => pointer switch
    {
        ConnectorChecks.Title => project.DisplayName is not null,
        _ => project.Description is not null,
    };

    private static SourceLocation? Find(SourceFile? definition, string pointer)
    {
        var node = definition?.Document is { } document ? document.Root : default;
        foreach (var name in pointer.Split('/').Skip(1))
        {
            node = node[name];
        }

        return node.Exists ? node.Location : null;
    }

    // The row's name is for good, so who writes one should know it before the first deployment.
    private static IEnumerable<Diagnostic> FindEncodedName(ConnectorProject project)
    {
        if (project is not { ConnectorName: { } name, RowId: null })
        {
            yield break;
        }

        var row = ConnectorIdentity.RowName(project.PublisherPrefix!, name);
        if (!row.EndsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            yield return new Diagnostic(
                PackagingRules.NameEncoded,
                $"The connector's row name for ConnectorName '{name}' is '{row}', because a row name has only letters and digits and "
                    + "the platform writes others as '-' and two hex digits; it can never be changed. Set ConnectorName to letters "
                    + $"and digits before the first deployment, or to '{row}' to say that this is meant.");
        }
    }

    // Who names a secret expects it to be in the connector.
    private static IEnumerable<Diagnostic> FindUnusedSecret(ConnectorProject project, ConnectorContent content)
    {
        var property = project.ClientSecretEnvironmentVariable is not null ? "ConnectorClientSecretEnvVar" : project.ClientSecretKeyVaultUri is not null ? "ConnectorClientSecretKeyVaultUri" : null;
        if (property is not null && ConnectorSignIn.Find(ConnectorRow.Create(ProjectIdentity.Of(project, content), content)) is null)
        {
            yield return new Diagnostic(
                ProjectDiagnostics.SecretUnused,
                $"{property} names a client secret, and the connector does not sign in with Entra (no identityProvider 'aad'), so a "
                    + "deployment does not give it to the connector. Remove the property; the secret of another identity provider is "
                    + "set on the connector's security page in the maker portal.",
                ProjectFileIndex.Load(project.ProjectFile!).Property(property));
        }
    }

    // Only environments that import the package have patches that must become environment variables.
    private static IReadOnlyList<Diagnostic> Findings(ValidatedProject read, ConnectorContent content, CancellationToken cancellationToken)
    {
        var project = read.Project;
        if (!project.Environments.Any(e => e.ImportsPackage))
        {
            return Checks(project, ConnectorRow.Create(ProjectIdentity.Of(project, content), content));
        }

        try
        {
            var package = read.Package(cancellationToken);
            return PackageChecks.Check(package.Manifest, package.Connectors);
        }
        catch (ConnectorException e)
        {
            return [.. e.Diagnostics];
        }
    }
}
