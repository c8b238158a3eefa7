using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;
using ConnectorBuild.Validation;

namespace ConnectorBuild.Tool.Projects;

/// <summary>What a path means that can be a project or files without one.</summary>
internal static class ConnectorSources
{
    /// <summary>The connectors behind a path: of a project as MSBuild sees it, or of files in a folder or tree.</summary>
    /// <exception cref="ConnectorException">CB9013, or there is nothing to read.</exception>
    public static async Task<IReadOnlyList<ConnectorProject>> FindAsync(string path, string? environment, CancellationToken cancellationToken) =>
        await ProjectAsync(path, environment, cancellationToken).ConfigureAwait(false) is { } project
            ? SolutionMembers.Of(project)
            : ConnectorLocator.Find(path);

    /// <summary>The project that a path names; null where it names none.</summary>
    /// <exception cref="ConnectorException">CB9013.</exception>
    public static async Task<ConnectorProject?> ProjectAsync(string path, string? environment, CancellationToken cancellationToken) =>
        path.EndsWith(ProjectArgument.DescriptionSuffix, StringComparison.OrdinalIgnoreCase) || ProjectFileOf(path) is not null
            ? await ProjectArgument.ResolveAsync(ProjectFileOf(path) ?? path, environment, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The project file that a path names or that is alone in the folder; null without one.</summary>
    public static string? ProjectFileOf(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? path : null;
        }

        return Directory.Exists(path) && Directory.GetFiles(path, "*.*proj") is [var only] && IsConnectorProject(only) ? only : null;
    }

    // A folder of connector files may well have a project of another kind beside them.
    private static bool IsConnectorProject(string file) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(file)!, "obj", Path.GetFileNameWithoutExtension(file) + ProjectArgument.DescriptionSuffix))
        || File.ReadAllText(file).Contains("ConnectorBuild.Sdk", StringComparison.OrdinalIgnoreCase);

    /// <summary>The validated files of a connector.</summary>
    /// <exception cref="ConnectorException">The files have errors.</exception>
    public static ValidatedContent Read(ConnectorProject connector, CancellationToken cancellationToken)
    {
        var result = ConnectorValidator.Validate(connector, connector.EnvironmentName, cancellationToken);
        return result.Content is { } content
            ? new ValidatedContent(connector, content)
            : throw new ConnectorException([.. result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }
}
