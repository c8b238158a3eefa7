namespace ConnectorBuild.Scripting.Mcp;

/// <summary>An MCP server answered with an error, or not as the protocol demands.</summary>
public sealed class McpException : Exception
{
    internal McpException(string message, int? code, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>The error's JSON-RPC code, for example -32601 for an unknown method; null if the server gave none.</summary>
    public int? Code { get; }
}
