using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Small reads about who and where: <c>/organization</c>, <c>/me</c>, <c>/users/{id}</c>.</summary>
internal static class DirectoryReads
{
    private static readonly string[] UserReaders = ["User.Read.All", "User.ReadBasic.All", "Directory.Read.All", "Directory.ReadWrite.All"];

    public static CloudResponse Organization(GraphContext context)
    {
        context.Demand(
            "Organization.Read.All", "Directory.Read.All", "Directory.ReadWrite.All", "User.Read", "Application.Read.All",
            "Application.ReadWrite.All");
        return context.List("organization",
        [
            new JsonObject
            {
                ["id"] = context.Tenant.Id,
                ["displayName"] = $"Local tenant {context.Tenant.Name}",
                ["tenantType"] = "AAD",
                ["verifiedDomains"] = new JsonArray(new JsonObject
                {
                    ["capabilities"] = "Email, OfficeCommunicationsOnline",
                    ["isDefault"] = true,
                    ["isInitial"] = true,
                    ["name"] = context.Tenant.Domain,
                    ["type"] = "Managed",
                }),
            },
        ], GraphTypes.Organization);
    }

    public static CloudResponse Me(GraphContext context) => context.View.Find(DirectoryKind.User, context.Caller.ObjectId) is { } user
        ? context.Entity(200, "users", user, GraphTypes.User)
        : throw context.Refuse(GraphError.BadRequest("/me request is only valid with delegated authentication flow."));

    public static CloudResponse Users(GraphContext context)
    {
        context.Demand(UserReaders);
        return context.List("users", context.View.All(DirectoryKind.User), GraphTypes.User);
    }

    public static CloudResponse User(GraphContext context)
    {
        context.Demand(UserReaders);
        return context.Entity(200, "users", FindUser(context), GraphTypes.User);
    }

    /// <summary>Any object by its id.</summary>
    public static CloudResponse Object(GraphContext context)
    {
        DemandRead(context);
        var found = DirectoryObjects.Find(context.View, context.ObjectId()) ?? throw context.Refuse(GraphError.NotFound(context.Route["id"]));
        return context.Entity(200, "directoryObjects", found.Object, found.Type);
    }

    /// <summary>Several objects by their ids; those that there are not are left out.</summary>
    public static CloudResponse ObjectsByIds(GraphContext context)
    {
        DemandRead(context);
        var body = context.Body();
        if (body["ids"] is not JsonArray { Count: > 0 and <= 1000 } || body.Texts("ids").Any(i => !Guid.TryParse(i, out _)))
        {
            throw context.Refuse(GraphError.BadRequest("Invalid value specified for property 'ids': it is a list of 1 to 1000 object identifiers."));
        }

        var types = body.Texts("types").ToList();
        var found = body.Texts("ids").Select(i => DirectoryObjects.Find(context.View, i)).OfType<(JsonObject Object, GraphType Type)>()
            .Where(f => types.Count == 0 || types.Contains(f.Type.Name, StringComparer.OrdinalIgnoreCase))
            .Select(f => (JsonNode)GraphDefaults.Complete(f.Type, Public.Of(f.Object)));
        return CloudResponse.Json(200, new JsonObject
        {
            ["@odata.context"] = $"{context.Request.BaseUrl}/v1.0/$metadata#directoryObjects",
            ["value"] = new JsonArray([.. found]),
        });
    }

    /// <summary>The user whom the path names by id or user principal name.</summary>
    public static JsonObject FindUser(GraphContext context) =>
        context.View.Find(DirectoryKind.User, context.Route["id"])
        ?? context.View.FindBy(DirectoryKind.User, "userPrincipalName", context.Route["id"])
        ?? throw context.Refuse(GraphError.NotFound(context.Route["id"]));

    private static void DemandRead(GraphContext context) =>
        context.Demand("Directory.Read.All", "Directory.ReadWrite.All", "Application.Read.All", "Application.ReadWrite.All");
}
