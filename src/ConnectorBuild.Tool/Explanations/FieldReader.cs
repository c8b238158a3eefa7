using System.Text.Json.Nodes;
using ConnectorBuild.Tool.Calls;

namespace ConnectorBuild.Tool.Explanations;

/// <summary>Reads the fields of an operation: parameters, the properties of a body, and what an answer gives to later steps.</summary>
internal sealed class FieldReader(SwaggerDocument document)
{
    // Deeper than any designer shows, and an end for schemas that contain themselves.
    private const int Deepest = 6;

    private static readonly string[] DynamicExtensions =
        ["x-ms-dynamic-list", "x-ms-dynamic-values", "x-ms-dynamic-tree", "x-ms-dynamic-properties", "x-ms-dynamic-schema"];

    /// <summary>What a node's <c>x-ms-visibility</c> says; <c>none</c> without one.</summary>
    public static string Visibility(JsonNode node) => SwaggerDocument.Text(node, "x-ms-visibility") ?? "none";

    /// <summary>The fields that a maker fills in, in the order of the definition.</summary>
    public IEnumerable<ExplainedField> Parameters(SwaggerOperation operation) =>
        document.Parameters(operation).SelectMany(p => p.In == "body" ? Body(p) : [Field(p.Name, p.Json, p.IsRequired)]);

    /// <summary>What later steps can use: the fields of the first answer of success; of a webhook, what is posted.</summary>
    public IReadOnlyList<ExplainedField> Outputs(SwaggerOperation operation)
    {
        if (TriggerKind.NotificationSchema(document, operation) is { } posted)
        {
            return [.. Flatten("body", posted, isRequired: false, 0)];
        }

        var success = (operation.Json["responses"] as JsonObject ?? [])
            .Where(r => r.Key.StartsWith('2') || r.Key == "default")
            .OrderBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => document.Resolve(r.Value)?["schema"])
            .FirstOrDefault(s => s is not null);
        return success is null ? [] : [.. Flatten("body", success, isRequired: false, 0)];
    }

    private IEnumerable<ExplainedField> Body(SwaggerParameter parameter) =>
        Flatten("body", parameter.Json["schema"], parameter.IsRequired, 0, parameter.Json);

    // Objects are their properties, lists the fields of their items; what neither has is one field.
    private IEnumerable<ExplainedField> Flatten(string name, JsonNode? node, bool isRequired, int depth, JsonObject? named = null)
    {
        if (document.Resolve(node) is not { } schema)
        {
            return [];
        }

        var isDynamic = Source(schema) is not null;
        if (depth < Deepest && !isDynamic && schema["properties"] is JsonObject { Count: > 0 } properties)
        {
            var required = (schema["required"] as JsonArray ?? []).Select(r => r?.ToString()).ToHashSet();
            return properties.SelectMany(p => Flatten($"{name}/{p.Key}", p.Value, required.Contains(p.Key), depth + 1));
        }

        return depth < Deepest && !isDynamic && schema["items"] is { } items && document.Resolve(items)?["properties"] is JsonObject
            ? Flatten($"{name}[]", items, isRequired, depth + 1)
            : [Field(name, schema, isRequired, named)];
    }

    private static ExplainedField Field(string name, JsonObject json, bool isRequired, JsonObject? named = null) => new(
        name,
        SwaggerDocument.Text(json, "x-ms-summary") ?? SwaggerDocument.Text(json, "title")
            ?? (named is null ? name.Split('/')[^1] : SwaggerDocument.Text(named, "x-ms-summary") ?? SwaggerDocument.Text(named, "name") ?? name),
        TypeOf(json),
        isRequired,
        Visibility(json),
        SwaggerDocument.Text(json, "description") ?? (named is null ? "" : SwaggerDocument.Text(named, "description") ?? ""))
    {
        Default = json["default"]?.ToString(),
        Choices = Choices(json),
        ChoicesFrom = Source(json),
    };

    private static string TypeOf(JsonObject json)
    {
        var type = SwaggerDocument.Text(json, "type") ?? "any";
        type = type == "array" && json["items"] is JsonObject items ? $"list of {SwaggerDocument.Text(items, "type") ?? "any"}" : type;
        return SwaggerDocument.Text(json, "format") is { } format ? $"{type} ({format})" : type;
    }

    // The words of x-ms-enum-values are what makers choose from.
    private static IReadOnlyList<string> Choices(JsonObject json) =>
        json["x-ms-enum-values"] is JsonArray shown ? [.. shown.Select(v => SwaggerDocument.Text(v, "displayName") ?? v?["value"]?.ToString() ?? "")]
        : [.. (json["enum"] as JsonArray ?? []).Select(v => v?.ToString() ?? "null")];

    private static string? Source(JsonObject json) =>
        DynamicExtensions
            .Select(name => json[name]).OfType<JsonObject>()
            .Select(found => SwaggerDocument.Text(found, "operationId") ?? SwaggerDocument.Text(found["open"], "operationId"))
            .FirstOrDefault(id => id is not null);
}
