using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>appRoleAssignments</c> (what a principal may do) and <c>appRoleAssignedTo</c> (who may use a resource).</summary>
internal static class AppRoleAssignments
{
    private const string Principal = "principalId";
    private const string Resource = "resourceId";
    private const string DefaultRole = "00000000-0000-0000-0000-000000000000";

    public static CloudResponse OfPrincipal(GraphContext context) => List(context, Principal, Client(context));

    public static CloudResponse OfResource(GraphContext context) => List(context, Resource, Client(context));

    public static CloudResponse OfUser(GraphContext context) => List(context, Principal, DirectoryReads.FindUser(context));

    public static CloudResponse OfMe(GraphContext context) => List(context, Principal, Me(context));

    public static CloudResponse AddToPrincipal(GraphContext context) => Add(context, Principal, Client(context));

    public static CloudResponse AddToResource(GraphContext context) => Add(context, Resource, Client(context));

    public static CloudResponse AddToUser(GraphContext context) => Add(context, Principal, DirectoryReads.FindUser(context));

    public static CloudResponse GetOfPrincipal(GraphContext context) => Get(context, Principal);

    public static CloudResponse GetOfResource(GraphContext context) => Get(context, Resource);

    public static CloudResponse RemoveFromPrincipal(GraphContext context) => Remove(context, Principal, Client(context));

    public static CloudResponse RemoveFromResource(GraphContext context) => Remove(context, Resource, Client(context));

    public static CloudResponse RemoveFromUser(GraphContext context) => Remove(context, Principal, DirectoryReads.FindUser(context));

    /// <summary>The assignments, as <c>$expand</c> shows them.</summary>
    public static JsonNode Expand(GraphContext context, string side, JsonObject owner) =>
        new JsonArray([.. Of(context.View, side, owner).Take(20).Select(a => (JsonNode)Public.Of(a))]);

    private static CloudResponse List(GraphContext context, string side, JsonObject owner)
    {
        context.Demand(
            "Application.Read.All", "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "Directory.Read.All",
            "Directory.ReadWrite.All");
        return context.List("appRoleAssignments", Of(context.View, side, owner), GraphTypes.Assignment);
    }

    private static CloudResponse Get(GraphContext context, string side) =>
        context.Entity(200, "appRoleAssignments", Find(context, context.View, side, Client(context)), GraphTypes.Assignment);

    private static CloudResponse Add(GraphContext context, string side, JsonObject owner)
    {
        DemandWrite(context);
        var body = context.Body();
        GraphBody.Check(context, GraphTypes.Assignment, body, isWhole: true);
        if (!string.Equals(body.Text(side), owner.Text("id"), StringComparison.OrdinalIgnoreCase))
        {
            throw context.Refuse(GraphError.BadRequest($"The value of '{side}' does not match the object of the request."));
        }

        var principal = Find(context, body.Text(Principal)!);
        var resource = context.View.Find(DirectoryKind.ServicePrincipal, body.Text(Resource)!)
            ?? throw context.Refuse(GraphError.NotFound(body.Text(Resource)!));
        var role = body.Text("appRoleId")!.ToLowerInvariant();
        var roles = ServicePrincipals.Complete(context, resource).Items("appRoles").ToList();
        var named = roles.Find(r => string.Equals(r.Text("id"), role, StringComparison.OrdinalIgnoreCase));
        if (named is null && role != DefaultRole)
        {
            throw context.Refuse(GraphError.BadRequest("Permission being assigned was not found on application"));
        }

        if (context.Primary.All(DirectoryKind.AppRoleAssignment).Any(a => a.Text(Principal) == principal.Text("id")
            && a.Text(Resource) == resource.Text("id") && a.Text("appRoleId") == role))
        {
            throw context.Refuse(GraphError.BadRequest("Permission being assigned already exists on the object"));
        }

        var assignment = new JsonObject
        {
            ["id"] = context.State.Ids.NextText(43, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            ["deletedDateTime"] = null,
            ["appRoleId"] = role,
            ["createdDateTime"] = Shape.GraphTime(context.State.Now),
            ["principalDisplayName"] = principal.Text("displayName"),
            ["principalId"] = principal.Text("id"),
            ["principalType"] = principal.ContainsKey("appId") ? "ServicePrincipal" : "User",
            ["resourceDisplayName"] = resource.Text("displayName"),
            ["resourceId"] = resource.Text("id"),
        };
        context.Put(DirectoryKind.AppRoleAssignment, assignment.Text("id")!, assignment);
        Lend(context, principal, named, isGranted: true);
        return context.Entity(201, "appRoleAssignments", assignment, GraphTypes.Assignment);
    }

    private static CloudResponse Remove(GraphContext context, string side, JsonObject owner)
    {
        DemandWrite(context);
        var found = Find(context, context.Primary, side, owner);
        context.Put(DirectoryKind.AppRoleAssignment, found.Text("id")!, null);
        if (context.Primary.Find(DirectoryKind.ServicePrincipal, found.Text(Resource)!) is { } resource)
        {
            var role = ServicePrincipals.Complete(context, resource).Items("appRoles").FirstOrDefault(r => r.Text("id") == found.Text("appRoleId"));
            Lend(context, Find(context, found.Text(Principal)!), role, isGranted: false);
        }

        return CloudResponse.Empty(204);
    }

    /// <summary>Notes a permission of an app, which its tokens carry from then on.</summary>
    private static void Lend(GraphContext context, JsonObject principal, JsonObject? role, bool isGranted)
    {
        if (role.Text("value") is not { Length: > 0 } value || !principal.ContainsKey("appId"))
        {
            return;
        }

        var copy = context.Primary.Find(DirectoryKind.ServicePrincipal, principal.Text("id")!)!.Copy();
        copy["_roles"] = (isGranted ? copy.Texts("_roles").Append(value).Distinct() : copy.Texts("_roles").Where(r => r != value)).ToJsonArray();
        context.Put(DirectoryKind.ServicePrincipal, copy.Text("id")!, copy);
    }

    private static JsonObject Find(GraphContext context, string id) =>
        DirectoryObjects.Find(context.View, id) is var (found, type) && type != GraphTypes.Application
            ? found
            : throw context.Refuse(GraphError.NotFound(id));

    private static JsonObject Find(GraphContext context, DirectoryView view, string side, JsonObject owner) =>
        Of(view, side, owner).FirstOrDefault(a => a.Text("id") == context.Route["assignment"])
            ?? throw context.Refuse(new GraphError(404, "Request_ResourceNotFound", "EntitlementGrant being updated or deleted is not found."));

    private static IEnumerable<JsonObject> Of(DirectoryView view, string side, JsonObject owner) =>
        view.All(DirectoryKind.AppRoleAssignment).Where(a => a.Text(side) == owner.Text("id"));

    private static JsonObject Client(GraphContext context) => ServicePrincipals.Readable(context);

    private static JsonObject Me(GraphContext context) => context.View.Find(DirectoryKind.User, context.Caller.ObjectId)
        ?? throw context.Refuse(GraphError.BadRequest("/me request is only valid with delegated authentication flow."));

    private static void DemandWrite(GraphContext context) => context.Demand("AppRoleAssignment.ReadWrite.All", "Directory.ReadWrite.All");
}
