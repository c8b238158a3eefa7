using System.Text.Json.Nodes;

namespace ConnectorBuild.Tool.Calls;

/// <summary>The paths of <c>x-ms-dynamic-*</c>: names with slashes between them, letter case does not matter.</summary>
internal static class JsonPath
{
    /// <summary>What is at a path; null where nothing is.</summary>
    public static JsonNode? Find(JsonNode? from, string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(from, Member);

    private static JsonNode? Member(JsonNode? node, string name) =>
        (node as JsonObject)?[name]
            ?? (node as JsonObject)?.FirstOrDefault(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
