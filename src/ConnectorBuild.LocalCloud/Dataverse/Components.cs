using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Dataverse;

/// <summary>Which rows belong to which solutions.</summary>
internal static class Components
{
    /// <summary>Puts a row into the solution that the header <c>MSCRM.SolutionUniqueName</c> names.</summary>
    public static void AddFromHeader(DataverseContext context, Table table, JsonObject row)
    {
        if (context.Request.Header("MSCRM.SolutionUniqueName") is not { } name || table.ComponentType == 0)
        {
            return;
        }

        Add(context, SolutionOf(context, name), table, row);
    }

    /// <summary>The action <c>AddSolutionComponent</c>.</summary>
    public static CloudResponse AddAction(DataverseContext context)
    {
        var body = context.Body();
        var type = body["ComponentType"]?.GetValue<int>();
        var table = Tables.All.FirstOrDefault(t => t.ComponentType != 0 && t.ComponentType == type)
            ?? throw context.NotSupported($"AddSolutionComponent of component type {type}");
        var id = body.Text("ComponentId") ?? "";
        var row = Rows.Find(context.Environment, table, id) ?? throw context.Refuse(DataverseError.NotFound(table.Name, id));
        var component = Add(context, SolutionOf(context, body.Text("SolutionUniqueName") ?? ""), table, row);
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.AddSolutionComponentResponse",
            ["id"] = component.Id(Tables.SolutionComponent),
        });
    }

    /// <summary>The action <c>RemoveSolutionComponent</c>.</summary>
    public static CloudResponse RemoveAction(DataverseContext context)
    {
        var body = context.Body();
        var solution = SolutionOf(context, body.Text("SolutionUniqueName") ?? "").Id(Tables.Solution);
        var id = (body["SolutionComponent"].Text("solutioncomponentid") ?? body.Text("ComponentId") ?? "").ToLowerInvariant();
        var component = Of(context.Environment, solution).FirstOrDefault(c => c.Text("objectid") == id || c.Id(Tables.SolutionComponent) == id)
            ?? throw context.Refuse(DataverseError.NotFound("solutioncomponent", id));
        context.Environment.Remove(Tables.SolutionComponent.Name, component.Id(Tables.SolutionComponent));
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.MetadataUrl}#Microsoft.Dynamics.CRM.RemoveSolutionComponentResponse",
            ["id"] = component.Id(Tables.SolutionComponent),
        });
    }

    /// <summary>The components of a solution.</summary>
    public static IEnumerable<JsonObject> Of(DataverseEnvironment environment, string solutionId) =>
        Rows.All(environment, Tables.SolutionComponent).Where(c => c.Text("_solutionid_value") == solutionId);

    /// <summary>Whether a row is a component of any solution.</summary>
    public static bool IsIn(DataverseEnvironment environment, Table table, JsonObject row) =>
        Rows.All(environment, Tables.SolutionComponent).Any(c => c.Text("objectid") == row.Id(table));

    /// <summary>Puts a row into a solution, if it is not in it.</summary>
    public static JsonObject Add(DataverseContext context, JsonObject solution, Table table, JsonObject row) =>
        Add(context, solution, row.Id(table), table.ComponentType);

    /// <summary>Puts a component of any type into a solution, if it is not in it.</summary>
    public static JsonObject Add(DataverseContext context, JsonObject solution, string id, int type)
    {
        var solutionId = solution.Id(Tables.Solution);
        if (Of(context.Environment, solutionId).FirstOrDefault(c => c.Text("objectid") == id) is { } known)
        {
            return known;
        }

        var component = Rows.New(context.Environment, Tables.SolutionComponent, context.State.Ids.NextId(), context.UserId, context.State.Now);
        component["objectid"] = id;
        component["componenttype"] = type;
        component["rootcomponentbehavior"] = 0;
        component["_solutionid_value"] = solutionId;
        return Rows.Put(context.Environment, Tables.SolutionComponent, component);
    }

    /// <summary>Refuses a direct change where only managed imports may change components.</summary>
    public static void DemandUnmanagedChange(DataverseContext context)
    {
        if (context.Environment.Options.BlockUnmanagedChanges && !context.IsManagedImport)
        {
            throw context.Refuse(new DataverseError(400, "0x80097376", "Unmanaged customizations are blocked in this environment."));
        }
    }

    /// <summary>Takes a solution's memberships away; what a managed solution brought and no other solution has goes too.</summary>
    public static void RemoveSolution(DataverseContext context, JsonObject solution)
    {
        var isManaged = solution["ismanaged"]?.GetValue<bool>() ?? false;
        foreach (var component in Of(context.Environment, solution.Id(Tables.Solution)).OrderBy(DeletionOrder).ToList())
        {
            context.Environment.Remove(Tables.SolutionComponent.Name, component.Id(Tables.SolutionComponent));
            if (isManaged)
            {
                RemoveRowIfOrphan(context, component);
            }
        }
    }

    /// <summary>Connectors go last: other components of the same solution need them.</summary>
    public static int DeletionOrder(JsonObject component) => component["componenttype"]!.GetValue<int>() == Tables.Connector.ComponentType ? 1 : 0;

    /// <summary>Deletes the row of a former component that no other solution has.</summary>
    public static void RemoveRowIfOrphan(DataverseContext context, JsonObject component)
    {
        var type = component["componenttype"]!.GetValue<int>();
        var table = Tables.All.FirstOrDefault(t => t.ComponentType == type) ?? Tables.OtherComponent;
        var shared = Rows.All(context.Environment, Tables.SolutionComponent).Any(c => c.Text("objectid") == component.Text("objectid"));
        if (!shared && Rows.Find(context.Environment, table, component.Text("objectid")) is { } row)
        {
            Behaviours.Of(table).BeforeDelete(context, row);
            RowWriter.Remove(context.Environment, table, row);
        }
    }

    private static JsonObject SolutionOf(DataverseContext context, string name) =>
        Rows.FindBy(context.Environment, Tables.Solution, "uniquename", name)
        ?? throw context.Refuse(new DataverseError(400, "0x80048403", $"The solution unique name '{name}' is invalid: no such solution exists."));
}
