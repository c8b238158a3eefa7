using System.Text.Json.Nodes;

namespace ConnectorBuild.Tests.RealTarget;

/// <summary>An answer without what differs between any two clouds: the names of its members and the types of their values.</summary>
internal static class AnswerShape
{
    /// <summary>A line for each member, such as <c>value[].uniqueName: string</c>, sorted.</summary>
    public static IReadOnlyList<string> Of(JsonNode? answer)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        Walk("", answer, lines);
        return [.. lines];
    }

    private static void Walk(string path, JsonNode? node, SortedSet<string> lines)
    {
        switch (node)
        {
            case JsonObject o:
                foreach (var (name, value) in o)
                {
                    Walk(path.Length == 0 ? name : $"{path}.{name}", value, lines);
                }

                break;
            case JsonArray { Count: 0 }:
                lines.Add($"{path}: list");
                break;
            case JsonArray a:
                foreach (var element in a)
                {
                    Walk($"{path}[]", element, lines);
                }

                break;
            default:
                lines.Add($"{path}: {node?.GetValueKind().ToString().ToLowerInvariant() ?? "null"}");
                break;
        }
    }
}
