using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;
using Microsoft.Build.Framework;

namespace ConnectorBuild.Tasks;

/// <summary>Reads the items that say what of an OpenAPI 3 document becomes the connector.</summary>
internal sealed class OpenApiReader(ProjectSource source, ProjectValueReader values, Action<Diagnostic> report)
{
    public const string OperationType = "ConnectorOperation";
    public const string OverlayType = "ConnectorOverlay";
    public const string ApiType = "ConnectorApi";

    /// <summary>A <c>ConnectorOperation</c> item.</summary>
    public ConnectorOperation Operation(ITaskItem item) =>
        new(item.ItemSpec.Trim(), values.Choice(Value(OperationType, item, "Action"), "Keep", "Drop") != "Drop")
        {
            Path = Value(OperationType, item, "Path").Trimmed,
            Method = Value(OperationType, item, "Method").Trimmed,
            Tag = Value(OperationType, item, "Tag").Trimmed,
            OperationId = Value(OperationType, item, "OperationId").Trimmed,
        };

    /// <summary>The <c>ConnectorApi</c> item; null if there is none.</summary>
    /// <param name="items">The items.</param>
    /// <param name="assemblies">The assemblies that the APIs' builds wrote.</param>
    public ConnectorApi? Api(IReadOnlyList<ITaskItem> items, IReadOnlyList<ITaskItem> assemblies)
    {
        if (items is not [var item, ..])
        {
            return null;
        }

        if (items.Count > 1)
        {
            report(
                new Diagnostic(
                    ProjectDiagnostics.ApiUnclear,
                    $"The project has {items.Count} ConnectorApi items, and a connector is made of one API; remove all but one, or "
                        + "make a connector project for each",
                    source.Metadata(ApiType, items[1], "")));
        }

        var scopes = Value(ApiType, item, "Scopes").Trimmed;
        return new(Value(ApiType, item, "Server").Trimmed, Value(ApiType, item, "Resource").Trimmed,
            scopes?.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            ProjectFile = source.FullPath(item.ItemSpec),
            Assembly = assemblies is [var assembly, ..] ? source.FullPath(assembly.ItemSpec) : null,
        };
    }

    /// <summary>The document that the API's build wrote; null, which is reported, if it is not clear which.</summary>
    /// <param name="item">The <c>ConnectorApi</c> item.</param>
    /// <param name="documents">The documents that its build wrote.</param>
    public string? Document(ITaskItem item, IReadOnlyList<string> documents)
    {
        var name = Value(ApiType, item, "Document").Trimmed;
        var project = Path.GetFileNameWithoutExtension(item.ItemSpec);
        var at = source.Metadata(ApiType, item, "Document");
        if (documents.Count == 0)
        {
            report(new Diagnostic(ProjectDiagnostics.ApiWithoutDocument,
                $"The build of '{item.ItemSpec}' writes no OpenAPI document, so there is nothing to make a connector of; add "
                    + $"<PackageReference Include=\"Microsoft.AspNetCore.OpenApi\" /> and <PackageReference "
                    + $"Include=\"Microsoft.Extensions.ApiDescription.Server\" PrivateAssets=\"all\" /> to it, and "
                    + "builder.Services.AddOpenApi() to its Program.cs",
                at));
            return null;
        }

        // The build calls the file of the first document like the project, and the others by a suffix.
        var named = name is null ? documents : documents.Where(d => NameOf(d, project) == name).ToList();
        if (name is not null && named.Count == 0 && documents.Count == 1)
        {
            named = documents.Where(d => NameOf(d, project).Length == 0).ToList();
        }

        if (named is [var only])
        {
            return only;
        }

        report(new Diagnostic(ProjectDiagnostics.ApiUnclear,
            $"The build of '{item.ItemSpec}' writes {string.Join(", ", documents.Select(d => $"'{Path.GetFileName(d)}'"))}, and "
                + $"{(name is null ? "nothing says which of them the connector is made of" : $"none of them is the document '{name}'")}; "
                + "name one by the metadata Document "
                + $"('{(NameOf(documents[^1], project) is { Length: > 0 } example ? example : "v1")}', for example)",
            at));
        return null;
    }

    private static string NameOf(string document, string project)
    {
        var stem = Path.GetFileNameWithoutExtension(document);
        return stem.StartsWith(project, StringComparison.OrdinalIgnoreCase) ? stem[project.Length..].TrimStart('_') : stem;
    }

    private ProjectValue Value(string type, ITaskItem item, string name) =>
        new($"{name} of {type} '{item.ItemSpec}'", item.GetMetadata(name), () => source.Metadata(type, item, name));
}
