using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>The line to fill in where an OpenAPI 3 document names no server with https: an overlay that adds one.</summary>
internal static class ServerOverlay
{
    /// <summary>The overlay's file name.</summary>
    public const string FileName = "server.overlay.yaml";

    private const string Begin = """
        # The document names no server with https. Write the API's address into the last line, for example https://api.contoso.com/v1
        overlay: 1.0.0
        info:
          title: The API's address
          version: 1.0.0
        actions:

        """;

    // An update adds to a list: without this, the servers of the document would stay beside the one that is filled in.
    private const string Remove = """
          - target: $.servers
            remove: true

        """;

    private const string Add = """
          - target: $
            update:
              servers:
                - url: "https://"

        """;

    /// <summary>The overlay; null where the document names a server with https, or is Swagger 2.0.</summary>
    public static PackageFile? For(AdoptedConnector connector) =>
        connector.Definition.ContainsKey("openapi") && !Servers(connector.Definition).Any(IsHttps)
            ? new PackageFile(FileName, Encoding.UTF8.GetBytes(TextFor(connector).ReplaceLineEndings("\n")))
            : null;

    /// <summary>The finding that names the line.</summary>
    public static Diagnostic Missing(AdoptedConnector connector) => new(
        AdoptionDiagnostics.ServerMissing,
        $"{SafeText.OneLine(connector.Document ?? connector.Source)} names no server with https, so the connector would not know "
            + $"which address to call. The project has {FileName}: write the API's address into its last line before the first build.",
        connector.Document is { } file ? new SourceLocation(file) : null);

    private static string TextFor(AdoptedConnector connector) =>
        Begin + (connector.Definition.ContainsKey("servers") ? Remove : "") + Add;

    // A server of the document, of a path or of an operation, as the conversion takes one.
    private static IEnumerable<string> Servers(JsonNode? node) => node switch
    {
        JsonObject o => (o["servers"] as JsonArray ?? []).Select(s => s?["url"]?.ToString()).OfType<string>()
            .Concat((o["paths"] as JsonObject ?? []).SelectMany(p => Servers(p.Value)))
            .Concat(o.ContainsKey("paths") ? [] : o.Where(m => m.Value is JsonObject && Methods.Contains(m.Key)).SelectMany(m => Servers(m.Value))),
        _ => [],
    };

    private static readonly HashSet<string> Methods =
        new(["get", "put", "post", "delete", "options", "head", "patch", "trace"], StringComparer.OrdinalIgnoreCase);

    private static bool IsHttps(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("//", StringComparison.Ordinal);
}
