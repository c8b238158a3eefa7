using System.Text.Json.Nodes;
using ConnectorBuild.Packaging;

namespace ConnectorBuild.Adoption;

/// <summary>Takes out of <c>apiProperties.json</c> what belongs to an environment or to nobody's files: secrets, and the redirect URL that the platform assigns.</summary>
internal static class ConnectorCleaner
{
    /// <summary>Cleans the document in place.</summary>
    /// <returns>Whether there was a secret.</returns>
    public static bool Clean(JsonNode? node)
    {
        var hadSecret = false;
        switch (node)
        {
            case JsonObject o:
                foreach (var settings in o.Where(m => Is(m.Key, "oAuthSettings")).Select(m => m.Value).OfType<JsonObject>())
                {
                    foreach (var name in settings.Where(m => Is(m.Key, "redirectUrl") || (Is(m.Key, "clientSecret") && !IsReference(m.Value))).Select(m => m.Key).ToList())
                    {
                        hadSecret |= Is(name, "clientSecret") && !string.IsNullOrEmpty((string?)(settings[name] as JsonValue)?.ToString());
                        settings.Remove(name);
                    }
                }

                foreach (var (_, child) in o)
                {
                    hadSecret |= Clean(child);
                }

                break;
            case JsonArray a:
                foreach (var child in a)
                {
                    hadSecret |= Clean(child);
                }

                break;
        }

        return hadSecret;
    }

    /// <summary>Each object of OAuth settings whose identity provider is Entra.</summary>
    public static IEnumerable<JsonObject> EntraSettings(JsonNode? node) => node switch
    {
        JsonObject o => o
            .Where(m => Is(m.Key, "oAuthSettings"))
            .Select(m => m.Value)
            .OfType<JsonObject>()
            .Where(s => s["identityProvider"] is JsonValue provider && Is(provider.ToString(), "aad"))
            .Concat(o.SelectMany(m => EntraSettings(m.Value))),
        JsonArray a => a.SelectMany(EntraSettings),
        _ => [],
    };

    /// <summary>The client id that Entra knows the connector by; null when there is none or a reference to an environment variable.</summary>
    public static string? ClientId(JsonNode? properties) =>
        EntraSettings(properties).Select(s => s["clientId"]?.ToString()).FirstOrDefault(id => Guid.TryParse(id, out _));

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsReference(JsonNode? value) => value is JsonValue text && VariableReference.IsWhole(text.ToString());
}
