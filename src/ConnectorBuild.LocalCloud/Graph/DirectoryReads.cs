using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>Small reads about who and where: <c>/organization</c>, <c>/me</c>, <c>/users/{id}</c>.</summary>
internal static class DirectoryReads
{
    private static readonly HashSet<string> OrganizationProperties = ["id", "displayName", "tenantType", "verifiedDomains"];
    private static readonly HashSet<string> UserProperties = ["id", "displayName", "userPrincipalName", "mail"];

    public static CloudResponse Organization(GraphContext context)
    {
        context.Demand("Organization.Read.All", "Directory.Read.All", "Directory.ReadWrite.All", "User.Read", "Application.Read.All", "Application.ReadWrite.All");
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
        ], OrganizationProperties);
    }

    public static CloudResponse Me(GraphContext context) => context.View.Find(DirectoryKind.User, context.Caller.ObjectId) is { } user
        ? context.Entity(200, "users", user, UserProperties)
        : throw context.Refuse(GraphError.BadRequest("/me request is only valid with delegated authentication flow."));

    public static CloudResponse User(GraphContext context)
    {
        context.Demand("User.Read.All", "User.ReadBasic.All", "Directory.Read.All", "Directory.ReadWrite.All");
        var user = context.View.Find(DirectoryKind.User, context.Route["id"]) ?? context.View.FindBy(DirectoryKind.User, "userPrincipalName", context.Route["id"]);
        return context.Entity(200, "users", user ?? throw context.Refuse(GraphError.NotFound(context.Route["id"])), UserProperties);
    }
}
