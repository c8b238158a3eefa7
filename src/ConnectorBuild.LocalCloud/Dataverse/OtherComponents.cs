using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Components besides connectors, variables and connection references: what they are called, and which connector they need.</summary>
internal static class OtherComponents
{
    private const int FlowType = 29;
    private const int CanvasAppType = 300;

    // The option set componenttype, as far as people meet it in solutions.
    private static readonly Dictionary<int, (string Name, string LogicalName)> Types = new()
    {
        [1] = ("Entity", "entity"),
        [2] = ("Attribute", "attribute"),
        [9] = ("Option Set", "optionset"),
        [20] = ("Role", "role"),
        [26] = ("Saved Query", "savedquery"),
        [29] = ("Workflow", "workflow"),
        [60] = ("System Form", "systemform"),
        [61] = ("Web Resource", "webresource"),
        [80] = ("AppModule", "appmodule"),
        [91] = ("Plugin Assembly", "pluginassembly"),
        [300] = ("Canvas App", "canvasapp"),
        [372] = ("Connector", "connector"),
        [380] = ("Environment Variable Definition", "environmentvariabledefinition"),
        [381] = ("Environment Variable Value", "environmentvariablevalue"),
    };

    /// <summary>Adds to a solution that is being made what the options give it.</summary>
    public static void Seed(DataverseContext context, JsonObject solution)
    {
        var name = solution.Text("uniquename")!;
        foreach (var options in context.Environment.Options.Components.Where(c => c.Solution.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            Add(context, solution, options);
        }
    }

    /// <summary>Adds a component to a solution.</summary>
    public static void Add(DataverseContext context, JsonObject solution, LocalComponentOptions options)
    {
        var row = Rows.New(context.Environment, Tables.OtherComponent, context.State.Ids.NextId(), context.UserId, context.State.Now);
        row["componenttype"] = options.Type;
        row["name"] = options.Name;
        row["displayname"] = options.DisplayName ?? options.Name;
        row["table"] = options.Table;
        row["needs"] = options.Needs is { } needs ? Rows.FindBy(context.Environment, Tables.Connector, "name", needs)?.Id(Tables.Connector) : null;
        row["ismanaged"] = solution["ismanaged"]!.DeepClone();
        Rows.Put(context.Environment, Tables.OtherComponent, row);
        Components.Add(context, solution, row.Id(Tables.OtherComponent), options.Type);
    }

    /// <summary>The flow or app that needs a connector; null without one.</summary>
    public static IEnumerable<JsonObject> Needing(DataverseEnvironment environment, string connectorId) =>
        Rows.All(environment, Tables.OtherComponent).Where(c => c.Text("needs") == connectorId);

    /// <summary><c>msdyn_solutioncomponentsummaries</c>: the components of a solution with their names.</summary>
    public static CloudResponse List(DataverseContext context)
    {
        if (context.Request.Query.GetValueOrDefault("$filter")?.Contains("msdyn_solutionid", StringComparison.Ordinal) != true)
        {
            throw context.NotSupported("msdyn_solutioncomponentsummaries without a $filter by msdyn_solutionid");
        }

        return RowReader.List(
            context, Tables.ComponentSummary, Rows.All(context.Environment, Tables.SolutionComponent).Select(c => Summary(context, c)));
    }

    /// <summary><c>workflows</c>: the flows among the components.</summary>
    public static CloudResponse Flows(DataverseContext context) => List(
        context, Tables.Workflow, c => TypeOf(c) == FlowType, (row, c) => (row["name"], row["category"]) = (c.Text("name"), 5));

    /// <summary><c>canvasapps</c>: the canvas apps among the components.</summary>
    public static CloudResponse CanvasApps(DataverseContext context) => List(
        context, Tables.CanvasApp, c => TypeOf(c) == CanvasAppType, (row, c) => (row["name"], row["displayname"]) = (c.Text("name"), c.Text("displayname")));

    /// <summary><c>bots</c>: the agents of Copilot Studio among the components.</summary>
    public static CloudResponse Agents(DataverseContext context) => List(
        context, Tables.Agent, c => c.Text("table") == Tables.Agent.Name, (row, c) => row["name"] = c.Text("displayname"));

    private static CloudResponse List(DataverseContext context, Table table, Func<JsonObject, bool> isOne, Action<JsonObject, JsonObject> fill) =>
        RowReader.List(
            context,
            table,
            Rows.All(context.Environment, Tables.OtherComponent).Where(isOne).Select(c =>
            {
                var row = new JsonObject { [table.Key] = c.Id(Tables.OtherComponent), ["versionnumber"] = c["versionnumber"]!.DeepClone() };
                fill(row, c);
                return row;
            }));

    private static int TypeOf(JsonObject component) => component["componenttype"]!.GetValue<int>();

    private static JsonObject Summary(DataverseContext context, JsonObject component)
    {
        var (id, type) = (component.Text("objectid")!, component["componenttype"]!.GetValue<int>());
        var table = Tables.All.FirstOrDefault(t => t.ComponentType == type);
        var row = Rows.Find(context.Environment, table ?? Tables.OtherComponent, id);
        var name = table == Tables.ConnectionReference ? row.Text("connectionreferencelogicalname") : row.Text("name") ?? row.Text("schemaname");
        return new JsonObject
        {
            ["msdyn_solutioncomponentsummaryid"] = component.Id(Tables.SolutionComponent),
            ["msdyn_solutionid"] = component.Text("_solutionid_value"),
            ["msdyn_objectid"] = id,
            ["msdyn_componenttype"] = type,
            ["msdyn_componenttypename"] = Types.GetValueOrDefault(type).Name,
            ["msdyn_componentlogicalname"] = table?.Name ?? Types.GetValueOrDefault(type).LogicalName ?? row.Text("table"),
            ["msdyn_name"] = name,
            ["msdyn_displayname"] = row.Text("displayname") ?? row.Text("connectionreferencedisplayname") ?? name,
            ["msdyn_schemaname"] = row.Text("schemaname"),
            ["msdyn_ismanaged"] = row?["ismanaged"]?.DeepClone(),
            ["versionnumber"] = component["versionnumber"]!.DeepClone(),
        };
    }
}
