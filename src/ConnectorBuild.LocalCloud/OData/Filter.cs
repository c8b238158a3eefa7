using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.OData;

/// <summary>A parsed <c>$filter</c>.</summary>
internal sealed class Filter(Func<JsonObject, bool> test)
{
    /// <summary>Whether the row passes.</summary>
    public bool Matches(JsonObject row) => test(row);
}
