using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>Takes out of <c>apiProperties.json</c> what belongs to an environment or to nobody's files: secrets, and the redirect URL that the platform assigns.</summary>
internal static class ConnectorCleaner
{
    /// <summary>The document without them, and whether there was a secret.</summary>
    public static (T? Cleaned, bool HadSecret) Clean<T>(T? node)
        where T : JsonNode
    {
        var cleaned = (T?)LiteralSecrets.Without(node);
        var hadSecret = !JsonNode.DeepEquals(cleaned, node);
        RemoveAssigned(cleaned);
        return (cleaned, hadSecret);
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

    // An empty secret is none, and says nothing.
    private static void RemoveAssigned(JsonNode? node)
    {
        if (node is JsonObject o)
        {
            foreach (var settings in o.Where(m => Is(m.Key, "oAuthSettings")).Select(m => m.Value).OfType<JsonObject>())
            {
                foreach (var name in settings.Where(m => Is(m.Key, "redirectUrl") || (Is(m.Key, "clientSecret") && string.IsNullOrEmpty(m.Value?.ToString()))).Select(m => m.Key).ToList())
                {
                    settings.Remove(name);
                }
            }
        }

        foreach (var child in node switch { JsonObject members => members.Select(m => m.Value), JsonArray items => items, _ => [] })
        {
            RemoveAssigned(child);
        }
    }

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
