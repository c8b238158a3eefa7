using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>JSON in the columns of a row.</summary>
internal static class RowJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A reader of JSON nodes would take a name that is there twice at first, and fail when it comes to it.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a text that others may have written; null for a text that is not JSON, or has a name twice.</summary>
    public static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Writes a text without white space, with no more escapes than JSON needs.</summary>
    public static string Write(JsonNode node) => node.ToJsonString(Relaxed);

    /// <summary>The text of a node; null if the node is not a text.</summary>
    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
