using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>The connectors of an environment: those that are rows of Dataverse, and those that were made here and have no row.</summary>
internal static class ApiStore
{
    /// <summary>Where those without a row are kept.</summary>
    public const string Table = "powerapps_api";

    /// <summary>All of an environment, without their definitions.</summary>
    public static IEnumerable<JsonObject> All(DataverseEnvironment environment) =>
        environment.Rows(Table).Values.Concat(Rows.All(environment, Tables.Connector).Select(OfRow));

    /// <summary>One by its name, or null.</summary>
    public static JsonObject? Find(DataverseEnvironment environment, string name) =>
        environment.Rows(Table).GetValueOrDefault(name)
            ?? (Rows.FindBy(environment, Tables.Connector, "connectorinternalid", name) is { } row ? OfRow(row) : null);

    /// <summary>Whether a connector was made here.</summary>
    public static bool IsOurs(DataverseEnvironment environment, string name) => environment.Rows(Table).ContainsKey(name);

    // What the platform makes of a row when the row is saved.
    private static JsonObject OfRow(JsonObject row) => new()
    {
        ["name"] = row.Text("connectorinternalid"),
        ["row"] = row.Id(Tables.Connector),
        ["displayName"] = row.Text("displayname") ?? row.Text("name"),
        ["description"] = row.Text("description") ?? "",
        ["iconBrandColor"] = row.Text("iconbrandcolor") ?? "#007ee5",
        ["icon"] = row.Text("iconblob"),
        ["script"] = row.Text("customcodeblobcontent"),
        ["definition"] = row.Text("openapidefinition"),
        ["connectionParameters"] = Parse(row, "connectionparameters") ?? new JsonObject(),
        ["connectionParameterSets"] = Parse(row, "connectionparametersets"),
        ["policyTemplateInstances"] = Parse(row, "policytemplateinstances"),
        ["scriptOperations"] = Parse(row, "scriptoperations"),
        ["created"] = row.Text("createdon"),
        ["changed"] = row.Text("modifiedon"),
    };

    private static JsonNode? Parse(JsonObject row, string column) => row.Text(column) is { Length: > 0 } text ? JsonNode.Parse(text) : null;
}
