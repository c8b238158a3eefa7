using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>What the connectors' backend refuses in an OpenAPI document when a connector is saved.</summary>
internal static class ApiDefinition
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    /// <summary>Why a document is refused; null where it is taken.</summary>
    public static string? Problem(string text)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            node = null;
        }

        if (node is not JsonObject document || document.Text("swagger") != "2.0" || document["paths"] is not JsonObject paths
            || !(document.Text("host") is { Length: > 0 }))
        {
            return "Invalid Api definition object. Please specify a valid Swagger 2.0 Url and valid list of ServiceUrls.";
        }

        if (document["info"] is not JsonObject info || info.Text("title") is null || info.Text("version") is null)
        {
            return "The Swagger is not valid: 'info' with 'title' and 'version' is required.";
        }

        var twice = paths.Select(p => p.Value).OfType<JsonObject>()
            .SelectMany(p => p.Where(o => Methods.Contains(o.Key)).Select(o => o.Value.Text("operationId")))
            .OfType<string>()
            .GroupBy(o => o, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        return twice is null ? null : $"The Swagger is not valid: the operation id '{twice.Key}' is used more than once.";
    }
}
