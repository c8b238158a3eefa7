using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Runtime.Expressions;

/// <summary>What expressions can name.</summary>
internal sealed class ExpressionScope
{
    /// <summary>A header's value; null without one.</summary>
    public required Func<string, string?> Header { get; init; }

    /// <summary>A query parameter's value, decoded; null without one.</summary>
    public required Func<string, string?> Query { get; init; }

    /// <summary>The connection's parameters; names compare without case.</summary>
    public required IReadOnlyDictionary<string, string> Connection { get; init; }

    /// <summary>The method that the client used.</summary>
    public string OriginalMethod { get; init; } = "GET";

    /// <summary>The body; asked for only where an expression names it.</summary>
    public Func<JsonNode?> Body { get; init; } = () => null;

    /// <summary>The current element, where the policy goes through a collection.</summary>
    public JsonNode? Item { get; init; }

    /// <summary>Whether a name without value and default is a failure instead of an empty text.</summary>
    public bool FailsOnMissing { get; init; }

    /// <summary>The same with another current element.</summary>
    public ExpressionScope With(JsonNode? item) => new()
    {
        Header = Header,
        Query = Query,
        Connection = Connection,
        OriginalMethod = OriginalMethod,
        Body = Body,
        Item = item,
        FailsOnMissing = FailsOnMissing,
    };
}
