using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Owners of applications and service principals, and what ownership allows.</summary>
internal static class Owners
{
    private const int ExpandLimit = 20;

    // Owners are service principals and users.
    private static readonly GraphType OwnerType = new(
        "directoryObject", [.. GraphTypes.ServicePrincipal.Properties.UnionBy(GraphTypes.User.Properties, p => p.Name)]);

    /// <summary>
    /// Lets only callers pass that may write the object: all of them, or those that own it under <c>Application.ReadWrite.OwnedBy</c>.
    /// </summary>
    public static void DemandWrite(GraphContext context, JsonObject target)
    {
        var owns = target.Texts("_owners").Contains(context.Caller.ObjectId, StringComparer.OrdinalIgnoreCase);
        if (!context.Caller.HasAny("Application.ReadWrite.All", "Directory.ReadWrite.All")
            && !(owns && context.Caller.HasAny("Application.ReadWrite.OwnedBy")))
        {
            throw context.Refuse(GraphError.Denied);
        }
    }

    public static CloudResponse ListOfApplication(GraphContext context) => List(context, Applications.Readable(context));

    public static CloudResponse ListOfServicePrincipal(GraphContext context) => List(context, ServicePrincipals.Readable(context));

    public static CloudResponse AddToApplication(GraphContext context) => Add(context, DirectoryKind.Application, Applications.Writable(context));

    public static CloudResponse AddToServicePrincipal(GraphContext context) =>
        Add(context, DirectoryKind.ServicePrincipal, ServicePrincipals.Writable(context));

    public static CloudResponse RemoveFromApplication(GraphContext context) =>
        Remove(context, DirectoryKind.Application, Applications.Writable(context));

    public static CloudResponse RemoveFromServicePrincipal(GraphContext context) =>
        Remove(context, DirectoryKind.ServicePrincipal, ServicePrincipals.Writable(context));

    private static CloudResponse Remove(GraphContext context, DirectoryKind kind, JsonObject target)
    {
        var copy = target.Copy();
        var owners = copy["_owners"]!.AsArray();
        var found = owners.FirstOrDefault(o => string.Equals(o!.GetValue<string>(), context.Route["owner"], StringComparison.OrdinalIgnoreCase))
            ?? throw context.Refuse(GraphError.NotFound(context.Route["owner"]));
        owners.Remove(found);
        context.Put(kind, target.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    private static CloudResponse List(GraphContext context, JsonObject target)
    {
        return context.List("directoryObjects", Of(context, target), OwnerType);
    }

    /// <summary>The owners, as <c>$expand=owners</c> shows them; null for another property.</summary>
    public static JsonNode? Expand(GraphContext context, JsonObject target, string property) => property == "owners"
        ? new JsonArray([.. Of(context, target).Take(ExpandLimit).Select(o => (JsonNode)Public.Of(o))])
        : null;

    private static IEnumerable<JsonObject> Of(GraphContext context, JsonObject target)
    {
        var view = context.View;
        return target.Texts("_owners").Select(id => Find(view, id)).OfType<JsonObject>();
    }

    private static CloudResponse Add(GraphContext context, DirectoryKind kind, JsonObject target)
    {
        var reference = context.Body().Text("@odata.id") ?? throw context.Refuse(GraphError.BadRequest("The property '@odata.id' is required."));
        var id = reference.TrimEnd('/').Split('/')[^1];
        if (Find(context.View, id) is null)
        {
            throw context.Refuse(GraphError.NotFound(id));
        }

        if (target.Texts("_owners").Contains(id, StringComparer.OrdinalIgnoreCase))
        {
            throw context.Refuse(
                GraphError.BadRequest(
                    "One or more added object references already exist for the following modified properties: 'owners'."));
        }

        var copy = target.Copy();
        copy["_owners"]!.AsArray().Add((JsonNode)id);
        context.Put(kind, target.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    private static JsonObject? Find(DirectoryView view, string id) =>
        DirectoryObjects.Find(view, id) is var (found, type) && type != GraphTypes.Application ? found : null;
}
