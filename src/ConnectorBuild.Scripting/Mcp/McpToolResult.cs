using Newtonsoft.Json.Linq;

namespace ConnectorBuild.Scripting.Mcp;

/// <summary>What a tool answered.</summary>
/// <param name="Raw">The answer as it is.</param>
public sealed record McpToolResult(JToken Raw)
{
    /// <summary>Whether the tool says that it failed.</summary>
    public bool IsError => (bool?)Raw["isError"] ?? false;

    /// <summary>The answer's texts, joined by line feeds.</summary>
    public string Text =>
        string.Join(
            '\n', (Raw["content"] as JArray ?? []).Where(part => (string?)part["type"] == "text").Select(part => (string?)part["text"]));
}
