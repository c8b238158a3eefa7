using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>The files of a folder by the names that pac, paconn and people use, in any letter case.</summary>
/// <param name="folder">The folder.</param>
internal sealed class ConnectorFileNames(string folder)
{
    /// <summary>The names by which a project finds its definition, in the order of preference.</summary>
    public static readonly string[] Definitions =
    [
        "apiDefinition.swagger.json", "apiDefinition.json", "apiDefinition.swagger.yaml", "apiDefinition.swagger.yml", "apiDefinition.yaml",
        "apiDefinition.yml", "openapi.json", "openapi.yaml", "openapi.yml",
    ];

    private static readonly string[] Parts = ["apiProperties.json", "settings.json"];

    private readonly string[] _files =
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { IgnoreInaccessible = true }).Order(StringComparer.Ordinal)];

    /// <summary>Whether a file is a document by its ending.</summary>
    public static bool IsDocument(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JSON" or ".YAML" or ".YML";

    /// <summary>The file of that name, first in exactly that case; null if there is none.</summary>
    public string? Find(string name) =>
        Array.Find(_files, f => Path.GetFileName(f) == name)
            ?? Array.Find(_files, f => Path.GetFileName(f).Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The definition: by a usual name, else the only Swagger or OpenAPI document of the folder; null if there is none.</summary>
    /// <exception cref="ConnectorException">CB6302: several documents could be the definition.</exception>
    public string? FindDefinition()
    {
        if (Definitions.Select(Find).FirstOrDefault(f => f is not null) is { } usual)
        {
            return usual;
        }

        var documents = _files.Where(IsDefinition).ToList();
        return documents.Count <= 1
            ? documents.FirstOrDefault()
            : throw new ConnectorException(new Diagnostic(
                AdoptionDiagnostics.SeveralConnectors,
                $"The folder '{folder}' has {documents.Count} documents that can be the definition of a connector: "
                    + $"{string.Join(", ", documents.Select(d => QuotedText.Quote(Path.GetFileName(d))))}. A project has one. Nothing "
                    + "was written. Name the file itself."));
    }

    private static bool IsDefinition(string file) =>
        IsDocument(file)
        && !Parts.Contains(Path.GetFileName(file), StringComparer.OrdinalIgnoreCase)
        && (OpenApiPeek.IsSwagger(file) || OpenApiPeek.IsOpenApi(file));
}
