using System.Text.Json.Nodes;

namespace ConnectorBuild.Cloud.Adoption.Overlays;

/// <summary>Parts of a Swagger 2.0 definition in the form of OpenAPI 3, as far as an overlay needs them.</summary>
internal static class OpenApiForm
{
    private const string Json = "application/json";

    private static readonly string[] OfParameter = ["name", "in", "description", "required", "allowEmptyValue"];

    /// <summary>A schema: references name the components.</summary>
    public static JsonNode? Schema(JsonNode? schema)
    {
        switch (schema)
        {
            case JsonObject o:
                return new JsonObject(o.Select(m => KeyValuePair.Create(
                    m.Key,
                    m.Key == "$ref" && m.Value is JsonValue v && v.TryGetValue(out string? text)
                        ? text.Replace("#/definitions/", "#/components/schemas/", StringComparison.Ordinal)
                        : Schema(m.Value))));
            case JsonArray a:
                return new JsonArray([.. a.Select(Schema)]);
            default:
                return schema?.DeepClone();
        }
    }

    /// <summary>The members that add a parameter to an operation: <c>parameters</c>, or <c>requestBody</c>; null for a form field.</summary>
    public static JsonObject? Parameter(JsonObject parameter, string? contentType = null)
    {
        switch ((string?)parameter["in"])
        {
            case "body":
                var body = new JsonObject(Extensions(parameter))
                {
                    ["content"] = new JsonObject { [contentType ?? Json] = new JsonObject { ["schema"] = Schema(parameter["schema"]) } },
                };
                foreach (var name in OfParameter[2..4].Where(parameter.ContainsKey))
                {
                    body[name] = parameter[name]?.DeepClone();
                }

                if ((string?)parameter["name"] is { } given and not "body")
                {
                    body["x-ms-requestBody-name"] = given;
                }

                return new() { ["requestBody"] = body };
            case "formData":
                return null;
            default:
                var schema = parameter.Where(
                    m => !OfParameter.Contains(m.Key) && m.Key != "collectionFormat" && !m.Key.StartsWith("x-", StringComparison.Ordinal));
                var converted = new JsonObject(parameter.Where(m => OfParameter.Contains(m.Key)).Concat(Extensions(parameter)).Select(Copy))
                {
                    ["schema"] = Schema(new JsonObject(schema.Select(Copy))),
                };
                if ((string?)parameter["type"] == "array")
                {
                    converted["explode"] = false;
                }

                return new() { ["parameters"] = new JsonArray(converted) };
        }
    }

    /// <summary>An answer.</summary>
    public static JsonObject Response(JsonObject response, string? contentType = null)
    {
        var converted = new JsonObject(response.Where(m => m.Key == "description").Concat(Extensions(response)).Select(Copy));
        if (response["headers"] is JsonObject headers)
        {
            converted["headers"] = new JsonObject(
                headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)new JsonObject { ["schema"] = Schema(h.Value) })));
        }

        if (response["schema"] is { } schema)
        {
            converted["content"] = new JsonObject { [contentType ?? Json] = new JsonObject { ["schema"] = Schema(schema) } };
        }

        return converted;
    }

    /// <summary>An operation; null where a parameter of it has no such form.</summary>
    public static JsonObject? Operation(JsonObject operation)
    {
        var (consumes, produces) = ((string?)(operation["consumes"] as JsonArray)?.FirstOrDefault(), (string?)(operation["produces"] as JsonArray)?.FirstOrDefault());
        var converted = new JsonObject();
        foreach (var (name, value) in operation)
        {
            switch (name)
            {
                case "parameters":
                    foreach (var parameter in (value as JsonArray ?? []).OfType<JsonObject>())
                    {
                        if (Parameter(parameter, consumes) is not { } members)
                        {
                            return null;
                        }

                        Add(converted, members);
                    }

                    break;
                case "responses":
                    converted[name] = new JsonObject(
                        (value as JsonObject ?? []).Where(r => r.Value is JsonObject)
                            .Select(r => KeyValuePair.Create(r.Key, (JsonNode?)Response((JsonObject)r.Value!, produces))));
                    break;
                case "consumes" or "produces" or "schemes":
                    break;
                default:
                    converted[name] = Schema(value);
                    break;
            }
        }

        return converted;
    }

    private static void Add(JsonObject operation, JsonObject members)
    {
        foreach (var (name, value) in members)
        {
            if (operation[name] is JsonArray list && value is JsonArray added)
            {
                list.Add(added[0]?.DeepClone());
            }
            else
            {
                operation[name] = value?.DeepClone();
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Extensions(JsonObject part) =>
        part.Where(m => m.Key.StartsWith("x-", StringComparison.Ordinal)).Select(Copy);

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> member) => new(member.Key, member.Value?.DeepClone());
}
