using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.Connectors;

/// <summary>
/// A client secret in a connector's files or package: the value of a member <c>clientSecret</c>, whatever the case of the name and wherever it is
/// (<c>oAuthSettings</c>, its <c>properties</c>, <c>{"value":…}</c> in its <c>customParameters</c>, the file's root), that is anything
/// but a reference to an environment variable. A connection parameter of that name has no value, so it is not a secret. Found, it is
/// reported (CB3201, CB6213); it goes nowhere else.
/// </summary>
public static class LiteralSecrets
{
    private const string Name = "clientSecret";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A copy without the secrets. References to environment variables stay: the platform exports them, too.</summary>
    public static JsonNode? Without(JsonNode? node) => Without(node, _ => false);

    /// <summary>A copy without the secrets, but with placeholders that templates and samples have in their place.</summary>
    public static JsonNode? WithPlaceholdersOnly(JsonNode? node) => Without(node, Placeholder.IsForSecret);

    private static JsonNode? Without(JsonNode? node, Func<string, bool> isKept)
    {
        var copy = node?.DeepClone();
        foreach (var (settings, name) in Find(copy).Where(f => !IsKept(f.Holder[f.Name], isKept)).ToList())
        {
            settings.Remove(name);
        }

        return copy;
    }

    /// <summary>The same for a JSON text; one that has none is given back as it is.</summary>
    public static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> json) =>
        IsIn(Encoding.UTF8.GetString(json.Span)) ? Encoding.UTF8.GetBytes(Without(JsonNode.Parse(json.Span))!.ToJsonString(Readable)) : json;

    /// <summary>Whether a JSON text has one. Text that is not JSON, or has a name twice in one object, has none.</summary>
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

    /// <summary>Whether a member of that name holds a client secret.</summary>
    internal static bool IsName(string name) => name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>How long a text is at least that spells the name, escaped or not.</summary>
    internal const int NameLength = 12;

    /// <summary>
    /// Whether a member of an object that is called <c>clientSecret</c> is the secret: <c>value</c> in <c>customParameters</c>, not
    /// <c>type</c> of a connection parameter.
    /// </summary>
    internal static bool IsValueName(string name) =>
        name.Equals("value", StringComparison.OrdinalIgnoreCase) || name.StartsWith("default", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text gives a secret away.</summary>
    internal static bool IsLiteral(string text) => text.Length > 0 && !VariableReference.IsWhole(text);

    private static bool IsKept(JsonNode? value, Func<string, bool> isKept) => value switch
    {
        JsonValue v => v.TryGetValue<string>(out var text) && isKept(text),
        JsonObject o => o.Where(m => IsValueName(m.Key) && IsLiteral(m.Value)).All(m => IsKept(m.Value, isKept)),
        _ => false,
    };

    private static IEnumerable<(JsonObject Holder, string Name)> Find(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => IsName(member.Key) && IsLiteral(member.Value) ? [(o, member.Key)] : Find(member.Value)),
        JsonArray a => a.SelectMany(Find),
        _ => [],
    };

    private static bool IsLiteral(JsonNode? value) => value switch
    {
        JsonObject o => o.Any(member => IsValueName(member.Key) && IsLiteral(member.Value)),
        JsonArray a => a.Any(IsLiteral),
        JsonValue v => v.GetValueKind() == JsonValueKind.Number || (v.TryGetValue<string>(out var text) && IsLiteral(text)),
        _ => false,
    };
}
