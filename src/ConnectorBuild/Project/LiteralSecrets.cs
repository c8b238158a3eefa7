using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.Packaging;

namespace ConnectorBuild.Project;

/// <summary>
/// A client secret that stands in a connector's files or package: <c>clientSecret</c> in <c>oAuthSettings</c>, whatever the case of the names, that is anything
/// but a reference to an environment variable. Found, it is reported (CB3201, CB6213); it goes nowhere else.
/// </summary>
public static class LiteralSecrets
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A copy without the secrets. References to environment variables stay: the platform exports them, too.</summary>
    public static JsonNode? Without(JsonNode? node)
    {
        var copy = node?.DeepClone();
        foreach (var (settings, name) in Find(copy).ToList())
        {
            settings.Remove(name);
        }

        return copy;
    }

    /// <summary>The same for a JSON text; one that has none is given back as it is.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> json) =>
        IsIn(Encoding.UTF8.GetString(json.Span)) ? Encoding.UTF8.GetBytes(Without(JsonNode.Parse(json.Span))!.ToJsonString(Readable)) : json;

    /// <summary>Whether a JSON text has one. Text that is no JSON, or has a name twice in one object, has none.</summary>
    public static bool IsIn(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return Find(JsonNode.Parse(json)).Any();
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static IEnumerable<(JsonObject Settings, string Name)> Find(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => Is(member.Key, "oAuthSettings") && member.Value is JsonObject settings
            ? settings.Where(s => Is(s.Key, "clientSecret") && IsLiteral(s.Value)).Select(s => (settings, s.Key)).Concat(Find(settings))
            : Find(member.Value)),
        JsonArray a => a.SelectMany(Find),
        _ => [],
    };

    private static bool Is(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

    private static bool IsLiteral(JsonNode? value) =>
        value is not null && !(value is JsonValue v && v.TryGetValue<string>(out var text) && (text.Length == 0 || VariableReference.IsWhole(text)));
}
