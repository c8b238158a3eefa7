using ConnectorBuild.Conversion;
using ConnectorBuild.Conversion.Selection;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Projects;

/// <summary>Converts a project's OpenAPI 3 document with what the project says beside it.</summary>
/// <param name="project">The project.</param>
/// <param name="read">Reads a file by its absolute path; null if it cannot be read, which the reader reports.</param>
internal sealed class DefinitionConversion(ConnectorProject project, Func<string, SourceFile?> read)
{
    /// <summary>Converts a document.</summary>
    /// <param name="path">The document's absolute path.</param>
    /// <param name="document">The document.</param>
    /// <param name="properties">The author's apiProperties.json; null if there is none.</param>
    /// <param name="isHostPatched">Whether a patch names the host.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public ConversionResult Convert(
        string path, SourceDocument document, SourceDocument? properties, bool isHostPatched, CancellationToken cancellationToken)
    {
        var relative = Path.GetRelativePath(project.ProjectDirectory, path);
        var isBelow = !Path.IsPathRooted(relative) && !relative.StartsWith("..", StringComparison.Ordinal);
        var root = isBelow ? project.ProjectDirectory : Path.GetDirectoryName(path)!;
        var options = new ConversionOptions
        {
            Filters = Filters(),
            Overlays = [.. project.Overlays.Select(read).OfType<SourceFile>()],
            Server = project.Api?.Server,
            Resource = project.Api?.Resource,
            Scopes = project.Api?.Scopes ?? [],
            Properties = properties?.Root ?? default,
            IsHostPatched = isHostPatched,
            HasProject = project.ProjectFile is not null,
        };
        return OpenApiConverter.Convert(
            isBelow ? relative.Replace('\\', '/') : Path.GetFileName(path), document, new ProjectFolderFiles(root, read), options,
            cancellationToken);
    }

    private OperationFilter[] Filters()
    {
        var index = project is { ProjectFile: { } file, Operations.Count: > 0 } ? ProjectFileIndex.Load(file) : null;
        return
        [
            .. project.Operations.Select(o => new OperationFilter(o.Name, o.IsKeep)
            {
                Path = o.Path,
                Method = o.Method,
                Tag = o.Tag,
                OperationId = o.OperationId,
                Location = index?.Item("ConnectorOperation", o.Name) is { } at ? at with { File = DisplayPath.Of(project, at.File) } : null,
            }),
        ];
    }
}
