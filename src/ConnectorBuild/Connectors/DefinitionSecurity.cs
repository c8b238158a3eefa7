using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>What a definition says of scopes, for a connector whose sign-in names none.</summary>
internal static class DefinitionSecurity
{
    /// <summary>The scopes that the definition's security requires of a resource; those that it declares if it requires none.</summary>
    /// <param name="definition">The Swagger 2.0 document; null where it cannot be read.</param>
    /// <param name="resource">The connector's resource.</param>
    public static IReadOnlyList<string> Scopes(JsonNode? definition, string resource)
    {
        var required = Names(Operations(definition).Prepend(definition).SelectMany(Requirements), resource);
        return required.Count > 0 ? required : Names(Declared(definition), resource);
    }

    /// <summary>The words of the paths, each once: <c>/me/messages/{id}</c> has <c>me</c> and <c>messages</c>.</summary>
    public static IReadOnlyList<string> PathWords(JsonNode? definition) =>
    [
        .. Paths(definition)
            .SelectMany(p => p.Key.Split('/', StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.All(char.IsAsciiLetterOrDigit))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static IReadOnlyList<string> Names(IEnumerable<string> texts, string resource) =>
    [
        .. texts
            .SelectMany(ScopeText.Read)
            .Where(s => !s.IsOpenId && !s.IsDefault && s.IsOf(resource))
            .Select(s => s.Name)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Paths(JsonNode? definition) =>
        (definition as JsonObject)?["paths"] as JsonObject ?? [];

    private static IEnumerable<JsonNode?> Operations(JsonNode? definition) =>
        Paths(definition).Select(p => p.Value).OfType<JsonObject>().SelectMany(item => item.Select(m => m.Value));

    private static IEnumerable<string> Requirements(JsonNode? holder) =>
        ((holder as JsonObject)?["security"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .SelectMany(requirement => requirement.Select(r => r.Value))
            .OfType<JsonArray>()
            .SelectMany(scopes => scopes.Select(RowJson.Text))
            .OfType<string>();

    private static IEnumerable<string> Declared(JsonNode? definition) =>
        ((definition as JsonObject)?["securityDefinitions"] as JsonObject ?? [])
            .Select(d => (d.Value as JsonObject)?["scopes"])
            .OfType<JsonObject>()
            .SelectMany(scopes => scopes.Select(s => s.Key));
}
