using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Definition;
using ConnectorBuild.Rules;

namespace ConnectorBuild.Adoption;

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

        // Names that come twice were found above; the reader of the platform takes the last one, too.
        return JsonNode.Parse(JsonMerger.ToStrict(document).Span, documentOptions: new JsonDocumentOptions { MaxDepth = 512 }) as JsonObject ?? [];
    }

    /// <inheritdoc cref="Read(string, ReadOnlyMemory{byte})"/>
    public static JsonObject Read(string label, string text) => Read(label, Encoding.UTF8.GetBytes(text));

    /// <summary>Indented JSON with a line end at the end.</summary>
    public static byte[] Write(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString(Indented) + "\n");
}
