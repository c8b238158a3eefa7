using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.State;

/// <summary>Reading stored objects. Members that begin with an underscore and hold secrets are never shown.</summary>
internal static class Shape
{
    /// <summary>A text member, or null.</summary>
    public static string? Text(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A time member, or null.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, string name) =>
        DateTimeOffset.TryParse(node.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The objects of an array member; empty without one.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, string name) =>
        ((node as JsonObject)?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The texts of an array member; empty without one.</summary>
    public static IEnumerable<string> Texts(this JsonNode? node, string name) =>
        ((node as JsonObject)?[name] as JsonArray)?.OfType<JsonValue>().Where(v => v.GetValueKind() == JsonValueKind.String)
            .Select(v => v.GetValue<string>()) ?? [];

    /// <summary>A copy to change.</summary>
    public static JsonObject Copy(this JsonObject source) => source.DeepClone().AsObject();

    /// <summary>A JSON array of texts.</summary>
    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)JsonValue.Create(t))];

    /// <summary>A time the way Graph writes it: seven decimals, Z.</summary>
    public static string GraphTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time the way Dataverse writes it: whole seconds, Z.</summary>
    public static string DataverseTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
