using System.Text;
using System.Text.Json;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Projects;

/// <summary>
/// Descriptions of APIs in a tree that are not connectors: an <c>openapi.json</c> beside a web project, the answer of a code generator.
/// Their names are those that a connector's definition may have, too.
/// </summary>
internal static class CodeSample
{
    // A file with the word further down was not written as Swagger 2.0.
    private const int MaxHead = 64 * 1024;

    private static readonly EnumerationOptions Listing = new() { IgnoreInaccessible = true };

    /// <summary>
    /// Whether a folder has a definition by a general name only, and neither properties, nor Swagger 2.0, nor a project of ConnectorBuild
    /// says that a connector is meant.
    /// </summary>
    public static bool Is(ConnectorProject project) =>
        project.ProjectFile is null
        && project.PropertiesFile is null
        && project.DefinitionFile is { } definition
        && !Path.GetFileName(definition).StartsWith("apiDefinition", StringComparison.OrdinalIgnoreCase)
        && !IsSwagger(definition)
        && !Directory.EnumerateFiles(project.ProjectDirectory, "*.*proj", Listing).Any(file => HasText(file, "ConnectorBuild"));

    // Broken JSON by a general name is somebody else's: a connector has its properties or its project beside it.
    private static bool IsSwagger(string file) =>
        OpenApiPeek.IsSwagger(file) && (!Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase) || IsJson(file));

    private static bool IsJson(string file)
    {
        try
        {
            using var stream = RegularFile.OpenRead(file);
            using var document = JsonDocument.Parse(
                stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // The name of the member that says so, whatever the file's language; what cannot be read is left to the validation, which says why.
    private static bool HasText(string file, string text)
    {
        try
        {
            using var stream = RegularFile.OpenRead(file);
            var head = new byte[Math.Min(MaxHead, stream.CanSeek ? stream.Length : 0)];
            stream.ReadExactly(head);
            return Encoding.UTF8.GetString(head).Contains(text, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
