using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>/directory/deletedItems</c>: what was deleted within 30 days, apps and service principals.</summary>
internal static class DeletedItems
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static CloudResponse Applications(GraphContext context)
    {
        DemandRead(context);
        return context.List("directoryObjects", Kind(context, context.View, DirectoryKind.DeletedApplication), GraphTypes.Application);
    }

    public static CloudResponse ServicePrincipals(GraphContext context)
    {
        DemandRead(context);
        return context.List("directoryObjects", Kind(context, context.View, DirectoryKind.DeletedServicePrincipal), GraphTypes.ServicePrincipal);
    }

    public static CloudResponse Get(GraphContext context)
    {
        DemandRead(context);
        var (_, item, properties, type) = Find(context, context.View);
        var copy = item.Copy();
        copy.Insert(0, "@odata.type", type);
        return context.Entity(200, "directoryObjects", copy, properties);
    }

    public static CloudResponse Restore(GraphContext context)
    {
        Find(context, context.View);
        var (kind, item, properties, type) = Find(context, context.Primary);
        Owners.DemandWrite(context, item);
        var id = item.Text("id")!;
        var copy = item.Copy();
        copy["deletedDateTime"] = null;
        context.Put(kind, id, null);
        context.Put(kind == DirectoryKind.DeletedApplication ? DirectoryKind.Application : DirectoryKind.ServicePrincipal, id, copy);
        var answer = copy.Copy();
        answer.Insert(0, "@odata.type", type);
        return context.Entity(200, "directoryObjects", answer, properties);
    }

    public static CloudResponse Purge(GraphContext context)
    {
        var (kind, item, _, _) = Find(context, context.Primary);
        Owners.DemandWrite(context, item);
        context.Put(kind, item.Text("id")!, null);
        return CloudResponse.Empty(204);
    }

    /// <summary>What is in the bin and is not older than 30 days.</summary>
    public static IEnumerable<JsonObject> Kind(GraphContext context, DirectoryView view, DirectoryKind kind) =>
        view.All(kind).Where(o => o.Time("deletedDateTime") + Kept > context.State.Now);

    private static (DirectoryKind Kind, JsonObject Item, GraphType Properties, string Type) Find(GraphContext context, DirectoryView view)
    {
        var id = context.Route["id"];
        return Kind(context, view, DirectoryKind.DeletedApplication).FirstOrDefault(o => o.Text("id") == id) is { } application
            ? (DirectoryKind.DeletedApplication, application, GraphTypes.Application, "#microsoft.graph.application")
            : Kind(context, view, DirectoryKind.DeletedServicePrincipal).FirstOrDefault(o => o.Text("id") == id) is { } principal
            ? (DirectoryKind.DeletedServicePrincipal, principal, GraphTypes.ServicePrincipal, "#microsoft.graph.servicePrincipal")
            : throw context.Refuse(GraphError.NotFound(id));
    }

    private static void DemandRead(GraphContext context) =>
        context.Demand("Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");
}
