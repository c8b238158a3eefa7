using ConnectorBuild.Conversion.Findings;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>What a project says of an OpenAPI 3 document, where its definition is Swagger 2.0 and is taken as it is.</summary>
internal static class SwaggerSource
{
    /// <summary>
    /// The finding (CB1659, an error) that selections, overlays or an API's address would have no effect; null if there are none. A connector with
    /// all operations, or without what an overlay adds, would be a surprise.
    /// </summary>
    /// <param name="project">The project.</param>
    public static Diagnostic? Check(ConnectorProject project)
    {
        var items = ItemsOf(project).ToList();
        if (items.Count == 0)
        {
            return null;
        }

        if (project.ProjectFile is not { } file)
        {
            return Error(
                "operations, overlays and servers are chosen of OpenAPI 3 documents only, so nothing was written: leave out --keep, --drop, "
                    + "--overlay and --server, or convert the document that this one was made of",
                new SourceLocation(DisplayPath.Of(project, project.DefinitionFile!)));
        }

        var (item, include) = items[0];
        var at = include is null ? new SourceLocation(file) : ProjectFileIndex.Load(file).Item(item, include);
        return Error(
            $"{string.Join(" and ", items.Select(i => i.Item).Distinct())} apply to OpenAPI 3 documents only, so they would have no effect: remove "
                + "the items, or make the OpenAPI 3 document that the definition was made of the source",
            at with { File = DisplayPath.Of(project, at.File) });
    }

    private static IEnumerable<(string Item, string? Include)> ItemsOf(ConnectorProject project) =>
    [
        .. project.Operations.Select(o => ("ConnectorOperation", (string?)o.Name)),
        .. project.Overlays.Select(o => ("ConnectorOverlay", (string?)Path.GetRelativePath(project.ProjectDirectory, o).Replace('\\', '/'))),
        .. project.Api is { } api && (api.Server is not null || api.Resource is not null || api.Scopes is { Count: > 0 })
            ? [("the metadata Server, Resource and Scopes of ConnectorApi", (string?)null)]
            : Array.Empty<(string, string?)>(),
    ];

    private static Diagnostic Error(string what, SourceLocation at) => new(
        ConversionRules.AlreadySwagger, DiagnosticSeverity.Error, $"The definition is Swagger 2.0 already, and {what}", at);
}
