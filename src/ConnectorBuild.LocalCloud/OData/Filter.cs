using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>A parsed <c>$filter</c>.</summary>
/// <param name="test">Whether a row passes.</param>
/// <param name="words">The operators and functions that it has.</param>
internal sealed class Filter(Func<JsonObject, bool> test, IReadOnlySet<string> words)
{
    /// <summary>The operators and functions that it has, for example <c>eq</c>, <c>startswith</c>.</summary>
    public IReadOnlySet<string> Words { get; } = words;

    /// <summary>Whether the row passes.</summary>
    public bool Matches(JsonObject row) => test(row);
}
