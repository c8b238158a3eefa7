using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Project;

/// <summary>Keeps a client secret that an author wrote into <c>apiProperties.json</c> from going any further (it is reported as CB3201).</summary>
public static class LiteralSecrets
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A copy without the secrets; references to environment variables stay, because they are none.</summary>
    public static JsonNode? Without(JsonNode? node)
    {
        var copy = node?.DeepClone();
        Strip(copy);
        return copy;
    }

    /// <summary>The same for a JSON text; one that has none is given back as it is.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> json)
    {
        var node = JsonNode.Parse(json.Span);
        return Strip(node) ? Encoding.UTF8.GetBytes(node!.ToJsonString(Readable)) : json;
    }

    private static bool Strip(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject o:
                var had = o["oAuthSettings"] is JsonObject settings && settings["clientSecret"] is JsonValue secret && !IsReference(secret) && settings.Remove("clientSecret");
                foreach (var (_, child) in o)
                {
                    had |= Strip(child);
                }

                return had;
            case JsonArray a:
                return a.Aggregate(false, (any, child) => Strip(child) || any);
            default:
                return false;
        }
    }

    private static bool IsReference(JsonValue secret) =>
        secret.TryGetValue<string>(out var value) && value.StartsWith("@environmentVariables(", StringComparison.Ordinal);
}
