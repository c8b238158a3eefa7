using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Texts of unknown origin to JSON, and JSON to files that people edit.</summary>
internal static class AdoptedText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    };

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 512, AllowDuplicateProperties = false };

    /// <summary>Reads what may have comments, a BOM or trailing commas, or be YAML.</summary>
    /// <param name="label">What messages call it; its ending tells YAML from JSON.</param>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ConnectorException">CB1xxx: it cannot be read to its end.</exception>
    public static JsonObject Read(string label, ReadOnlyMemory<byte> bytes)
    {
        var file = SourceFile.Read(label, bytes);
        if (file.Document is not { } document || file.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            throw new ConnectorException([.. file.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
        }

        return Parse(label, Encoding.UTF8.GetString(JsonMerger.ToStrict(document).Span)) as JsonObject ?? [];
    }

    /// <summary>Reads strict JSON.</summary>
    /// <param name="label">What messages call it.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ConnectorException">CB6310: it is not JSON, it is cut off, or a name comes twice, so that one of the two would be
    /// lost.</exception>
    public static JsonNode? Parse(string label, string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                new Diagnostic(
                    AdoptionDiagnostics.FileUnreadable,
                    $"{SafeText.OneLine(label)} cannot be read as JSON to its end ({SafeText.OneLine(e.Message)}), as if it were cut "
                        + "off or had a name twice. Nothing was written. Get it again, or correct it; a live connector that stays so "
                        + "is opened in the maker portal and saved once."),
                e);
        }
    }

    /// <inheritdoc cref="Read(string, ReadOnlyMemory{byte})"/>
    public static JsonObject Read(string label, string text) => Read(label, Encoding.UTF8.GetBytes(text));

    /// <summary>Indented JSON with a line end at the end.</summary>
    public static byte[] Write(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Indented) + "\n");
}
