using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Management;

/// <summary>
/// The faults as the management call lists them: each rule in the form in which it can be added again, with how often it has struck.
/// </summary>
internal static class FaultStatus
{
    /// <summary>The list.</summary>
    public static JsonArray List(IReadOnlyList<(FaultRule Rule, int Struck)> rules) => [.. rules.Select(r => (JsonNode)One(r.Rule, r.Struck))];

    private static JsonObject One(FaultRule rule, int struck)
    {
        var node = JsonSerializer.SerializeToNode(rule, ManagementJsonContext.Default.FaultRule)!.AsObject();
        node["struck"] = struck;
        return node;
    }
}
