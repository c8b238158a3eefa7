using System.Text.Json.Nodes;
using ConnectorBuild.Tool.Calls;

namespace ConnectorBuild.Tool.Explanations;

/// <summary>How a maker makes a connection, in sentences.</summary>
internal static class SignInText
{
    /// <summary>A sentence for each connection parameter, or for each choice where there are several.</summary>
    /// <param name="properties">The member <c>properties</c> of apiProperties.json.</param>
    public static IReadOnlyList<string> Of(JsonObject properties)
    {
        if (properties["connectionParameterSets"]?["values"] is JsonArray { Count: > 0 } sets)
        {
            return [.. sets.OfType<JsonObject>().Select(
                s => $"{SwaggerDocument.Text(s["uiDefinition"], "displayName") ?? SwaggerDocument.Text(s, "name")}: "
                    + $"{string.Join(" ", Parameters(s["parameters"]))}")];
        }

        var parameters = Parameters(properties["connectionParameters"]);
        return parameters.Count == 0 ? ["A connection needs no sign-in."] : parameters;
    }

    private static IReadOnlyList<string> Parameters(JsonNode? parameters) =>
        [.. (parameters as JsonObject ?? []).Where(p => p.Value is JsonObject).Select(p => Sentence(p.Key, p.Value!.AsObject()))];

    private static string Sentence(string name, JsonObject parameter)
    {
        if (parameter["oAuthSettings"] is not JsonObject settings)
        {
            var title = SwaggerDocument.Text(parameter["uiDefinition"], "displayName") ?? name;
            return $"The maker types \"{title}\" ({SwaggerDocument.Text(parameter, "type") ?? "string"}).";
        }

        var scopes = string.Join(", ", (settings["scopes"] as JsonArray ?? []).Select(s => s?.ToString()));
        if (!string.Equals(SwaggerDocument.Text(settings, "identityProvider"), "aad", StringComparison.OrdinalIgnoreCase))
        {
            return "The maker signs in with "
                + $"{SwaggerDocument.Text(settings, "identityProvider") ?? "OAuth 2.0"}{(scopes.Length == 0 ? "" : $" for {scopes}")}.";
        }

        var resource = SwaggerDocument.Text(settings["customParameters"]?["resourceUri"], "value");
        var onBehalfOf = string.Equals(
            settings["customParameters"]?["enableOnbehalfOfLogin"]?["value"]?.ToString(), "true", StringComparison.OrdinalIgnoreCase);
        return "The maker signs in with Microsoft Entra "
            + $"ID{(resource is null ? "" : $" for {resource}")}{(scopes.Length == 0 ? "" : $" ({scopes})")}.{(onBehalfOf ? " Agents and apps sign in on behalf of their user." : "")}";
    }
}
