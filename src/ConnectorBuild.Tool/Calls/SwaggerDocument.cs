using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Calls;

/// <summary>A deployed connector's definition, as a client of it reads it.</summary>
internal sealed class SwaggerDocument(JsonObject root)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    /// <summary>The host, such as <c>orders.contoso.com</c>.</summary>
    public string Host => Text(root, "host") ?? "";

    /// <summary>The operations, in the order of the document.</summary>
    public IReadOnlyList<SwaggerOperation> Operations { get; } = [.. Read(root)];

    /// <summary>The operation with an id; letter case counts only if two differ in nothing else.</summary>
    public SwaggerOperation? Find(string id) =>
        Operations.FirstOrDefault(o => o.Id == id) ?? Operations.FirstOrDefault(o => string.Equals(o.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a node with <c>$ref</c> stands for.</summary>
    public JsonObject? Resolve(JsonNode? node)
    {
        var found = node as JsonObject;
        for (var depth = 0; depth < 32 && found?["$ref"] is JsonValue reference; depth++)
        {
            found = reference.ToString().TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)
                .Aggregate(
                    (JsonNode?)root,
                    (n, name) => (n as JsonObject)?[name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)]) as JsonObject;
        }

        return found;
    }

    /// <summary>The parameters of an operation with those of its path.</summary>
    public IReadOnlyList<SwaggerParameter> Parameters(SwaggerOperation operation) =>
    [
        .. (operation.Json["parameters"] as JsonArray ?? []).Concat(operation.PathItem["parameters"] as JsonArray ?? [])
            .Select(Resolve).OfType<JsonObject>()
            .Select(p => new SwaggerParameter(p))
            .DistinctBy(p => (p.Name, p.In)),
    ];

    /// <summary>The schema of an answer; null where the definition has none for the status.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="status">The status.</param>
    /// <param name="isDeclared">Whether the definition knows the status, or has a default.</param>
    public JsonObject? ResponseSchema(SwaggerOperation operation, int status, out bool isDeclared)
    {
        var responses = operation.Json["responses"] as JsonObject;
        var response = Resolve(responses?[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] ?? responses?["default"]);
        isDeclared = response is not null;
        return response?["schema"] as JsonObject;
    }

    /// <summary>The media types that an operation takes.</summary>
    public IReadOnlyList<string> Consumes(SwaggerOperation operation) =>
        [.. (operation.Json["consumes"] as JsonArray ?? root["consumes"] as JsonArray ?? []).Select(c => c?.ToString() ?? "")];

    /// <summary>A text member; null without one.</summary>
    public static string? Text(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static IEnumerable<SwaggerOperation> Read(JsonObject root)
    {
        foreach (var (path, item) in root["paths"] as JsonObject ?? [])
        {
            foreach (var (method, operation) in (item as JsonObject ?? []).Where(o => Methods.Contains(o.Key)))
            {
                if (operation is JsonObject json)
                {
                    yield return new SwaggerOperation(
                        Text(json, "operationId") ?? $"{method.ToUpperInvariant()} {path}", method.ToUpperInvariant(), path, json,
                        item!.AsObject());
                }
            }
        }
    }
}

/// <summary>An operation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Method">The method in capitals.</param>
/// <param name="Path">The path with placeholders.</param>
/// <param name="Json">The operation itself.</param>
/// <param name="PathItem">What its path has for all operations.</param>
internal sealed record SwaggerOperation(string Id, string Method, string Path, JsonObject Json, JsonObject PathItem);

/// <summary>A parameter.</summary>
internal sealed class SwaggerParameter(JsonObject json)
{
    public string Name { get; } = SwaggerDocument.Text(json, "name") ?? "";

    public string In { get; } = SwaggerDocument.Text(json, "in") ?? "";

    public bool IsRequired { get; } = json["required"] is JsonValue required && required.TryGetValue<bool>(out var value) && value;

    public string? Default { get; } = json["default"]?.ToString();

    public JsonObject Json { get; } = json;
}
