using System.Text.Json.Nodes;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Cloud.Adoption;

/// <summary>
/// Takes out of <c>apiProperties.json</c> what belongs to an environment or to nobody's files: secrets, and the redirect URL that the
/// platform assigns.
/// </summary>
internal static class ConnectorCleaner
{
    /// <summary>The document without them, and whether there was a secret. A placeholder is not a secret and stays.</summary>
    public static (T? Cleaned, bool HadSecret) Clean<T>(T? node)
        where T : JsonNode
    {
        var cleaned = (T?)LiteralSecrets.WithPlaceholdersOnly(node);
        var hadSecret = !JsonNode.DeepEquals(cleaned, node);
        RemoveAssigned(cleaned);
        return (cleaned, hadSecret);
    }

    /// <summary>The client id that Entra knows the connector by; null when there is none or a reference to an environment variable.</summary>
    public static string? ClientId(JsonNode? properties) =>
        SignInSettings.Entra(properties).Select(s => s.Text("clientId")).FirstOrDefault(id => Guid.TryParse(id, out _));

    // An empty text is not a secret.
    private static void RemoveAssigned(JsonNode? node)
    {
        foreach (var settings in SignInSettings.All(node))
        {
            settings.Remove("redirectUrl");
            if (string.IsNullOrEmpty(settings["clientSecret"]?.ToString()))
            {
                settings.Remove("clientSecret");
            }
        }
    }
}
