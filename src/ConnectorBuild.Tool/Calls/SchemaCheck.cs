using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Calls;

/// <summary>
/// Whether JSON is what a schema of the definition says. A null passes everywhere: APIs send it for what has no value, and flows take it.
/// </summary>
internal sealed class SchemaCheck(SwaggerDocument document)
{
    private const int Most = 10;
    private const int Deepest = 32;

    private readonly List<string> _problems = [];

    /// <summary>What does not fit, at most ten things.</summary>
    public static IReadOnlyList<string> Problems(SwaggerDocument document, JsonNode? value, JsonObject? schema)
    {
        var check = new SchemaCheck(document);
        check.Check(value, schema, "", 0);
        return check._problems;
    }

    private void Check(JsonNode? value, JsonNode? schemaNode, string path, int depth)
    {
        if (document.Resolve(schemaNode) is not { } schema || value is null || depth > Deepest || _problems.Count >= Most)
        {
            return;
        }

        foreach (var part in schema["allOf"] as JsonArray ?? [])
        {
            Check(value, part, path, depth + 1);
        }

        if (SwaggerDocument.Text(schema, "type") is { } type && !IsOfType(value, type))
        {
            _problems.Add($"{Place(path)} is {Kind(value)}, and the definition says {type}");
            return;
        }

        if (schema["enum"] is JsonArray allowed && !allowed.Any(a => a?.ToJsonString() == value.ToJsonString()) && !IsExtensible(schema))
        {
            _problems.Add($"{Place(path)} is {Shorten(value.ToJsonString())}, which is not one of the {allowed.Count} values of its enum");
        }

        switch (value)
        {
            case JsonObject o:
                CheckObject(o, schema, path, depth);
                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Check(array[i], schema["items"], $"{path}/{i}", depth + 1);
                }

                break;
        }
    }

    private void CheckObject(JsonObject value, JsonObject schema, string path, int depth)
    {
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(n => n?.ToString() ?? ""))
        {
            if (!value.ContainsKey(name) && _problems.Count < Most)
            {
                _problems.Add($"{Place(path)} has no '{name}', which the definition requires");
            }
        }

        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            Check(value[name], property, $"{path}/{name}", depth + 1);
        }

        foreach (var (name, member) in schema["additionalProperties"] is JsonObject ? value : [])
        {
            if ((schema["properties"] as JsonObject)?.ContainsKey(name) != true)
            {
                Check(member, schema["additionalProperties"], $"{path}/{name}", depth + 1);
            }
        }
    }

    // x-ms-enum with modelAsString says that values can be added.
    private static bool IsExtensible(JsonObject schema) => schema["x-ms-enum"]?["modelAsString"]?.ToString() == "true";

    private static bool IsOfType(JsonNode value, string type) => (type, value.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) =>
            decimal.TryParse(
                value.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture,
                out var number)
            && number == decimal.Truncate(number),
        ("object" or "array" or "string" or "boolean" or "number" or "integer", _) => false,
        _ => true,
    };

    private static string Place(string path) => path.Length == 0 ? "The answer" : $"'{path}'";

    private static string Kind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };

    private static string Shorten(string text) => text.Length > 60 ? text[..60] + "..." : text;
}
