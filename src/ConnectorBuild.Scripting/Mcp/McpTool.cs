using Newtonsoft.Json.Linq;

namespace ConnectorBuild.Scripting.Mcp;

/// <summary>A tool of an MCP server.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does, for the model; null if the server does not say.</param>
/// <param name="InputSchema">JSON Schema of its arguments.</param>
public sealed record McpTool(string Name, string? Description, JObject InputSchema)
{
    /// <summary>What clients such as Copilot Studio do not take in the tool's schema, each with its place; empty if there is nothing.</summary>
    public IReadOnlyList<string> SchemaProblems => [.. McpSchema.Problems(InputSchema)];

    internal static McpTool Of(JToken tool) => new(
        (string?)tool["name"] ?? throw new McpException("A tool has no name.", null),
        (string?)tool["description"],
        (JObject?)(tool["inputSchema"] as JObject)?.DeepClone()
            ?? throw new McpException($"The tool '{(string?)tool["name"]}' has no object 'inputSchema'.", null));
}
