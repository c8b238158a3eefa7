using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Unmanaged changes over managed connectors: which columns they hold, kept across imports that do not overwrite them.</summary>
internal static class Layers
{
    /// <summary>Remembers the columns that a save wrote on a managed connector, with another value or with the same one.</summary>
    public static void Note(JsonObject row, JsonObject former, JsonObject? sent)
    {
        var changed = Tables.Connector.Columns
            .Where(c => c.ValidForUpdate && (sent?.ContainsKey(c.Name) == true || !JsonNode.DeepEquals(row[c.Name], former[c.Name])))
            .Select(c => c.Name);
        if (!JsonNode.DeepEquals(row["_secrets"], former["_secrets"]))
        {
            changed = changed.Append("connectionparameters");
        }

        row["_unmanaged"] = row.Texts("_unmanaged").Union(changed).Order(StringComparer.Ordinal).ToJsonArray();
    }

    /// <summary><c>msdyn_componentlayers</c> of connectors: a layer for each managed solution, and <c>Active</c> for unmanaged changes.</summary>
    public static CloudResponse List(DataverseContext context)
    {
        if (context.Request.Query.GetValueOrDefault("$filter")?.Contains("msdyn_componentid", StringComparison.Ordinal) != true)
        {
            throw context.NotSupported("msdyn_componentlayers without a $filter by msdyn_componentid");
        }

        return RowReader.List(context, Tables.ComponentLayer, Rows.All(context.Environment, Tables.Connector).SelectMany(c => Of(context, c)));
    }

    private static IEnumerable<JsonObject> Of(DataverseContext context, JsonObject connector)
    {
        var id = connector.Id(Tables.Connector);
        var order = 0;
        foreach (var component in Rows.All(context.Environment, Tables.SolutionComponent).Where(c => c.Text("objectid") == id))
        {
            var solution = Rows.Find(context.Environment, Tables.Solution, component.Text("_solutionid_value"))!;
            if (solution["ismanaged"]!.GetValue<bool>())
            {
                yield return Row(connector, solution.Text("uniquename")!, PublisherOf(context, solution), ++order, []);
            }
        }

        if (connector["ismanaged"]?.GetValue<bool>() != true || connector.Texts("_unmanaged").Any())
        {
            yield return Row(connector, "Active", "Default", ++order, connector.Texts("_unmanaged"));
        }
    }

    private static JsonObject Row(JsonObject connector, string solution, string? publisher, int order, IEnumerable<string> changes) => new()
    {
        ["msdyn_componentlayerid"] = connector.Id(Tables.Connector),
        ["msdyn_name"] = connector.Text("displayname"),
        ["msdyn_componentid"] = connector.Id(Tables.Connector),
        ["msdyn_solutioncomponentname"] = "Connector",
        ["msdyn_solutionname"] = solution,
        ["msdyn_publishername"] = publisher,
        ["msdyn_order"] = order,
        ["msdyn_changes"] = new JsonObject
        {
            ["LogicalName"] = "Connector",
            ["Id"] = connector.Id(Tables.Connector),
            ["Attributes"] = new JsonArray([.. changes.Select(c => (JsonNode)new JsonObject { ["Key"] = c, ["Value"] = connector[c]?.DeepClone() })]),
        }.ToJsonString(),
        ["versionnumber"] = connector["versionnumber"]!.DeepClone(),
    };

    private static string? PublisherOf(DataverseContext context, JsonObject solution) =>
        Rows.Find(context.Environment, Tables.Publisher, solution.Text("_publisherid_value")).Text("friendlyname");
}
