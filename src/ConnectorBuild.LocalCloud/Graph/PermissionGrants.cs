using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>/oauth2PermissionGrants</c>: consent to delegated permissions.</summary>
internal static class PermissionGrants
{
    public static CloudResponse List(GraphContext context)
    {
        DemandRead(context);
        return context.List("oauth2PermissionGrants", context.View.All(DirectoryKind.OAuth2PermissionGrant), GraphTypes.Grant);
    }

    public static CloudResponse ListOfServicePrincipal(GraphContext context)
    {
        DemandRead(context);
        var principal = ServicePrincipals.Readable(context).Text("id");
        return context.List(
            "oauth2PermissionGrants", context.View.All(DirectoryKind.OAuth2PermissionGrant).Where(g => g.Text("clientId") == principal),
            GraphTypes.Grant);
    }

    public static CloudResponse Get(GraphContext context)
    {
        DemandRead(context);
        return context.Entity(200, "oauth2PermissionGrants", Find(context, context.View), GraphTypes.Grant);
    }

    public static CloudResponse Create(GraphContext context)
    {
        DemandWrite(context);
        var body = context.Body();
        body.Remove("startTime");
        body.Remove("expiryTime");
        GraphBody.Check(context, GraphTypes.Grant, body);
        var grant = new JsonObject
        {
            ["id"] = context.State.Ids.NextId(),
            ["clientId"] = Required(context, body, "clientId"),
            ["consentType"] = Required(context, body, "consentType"),
            ["principalId"] = body.Text("principalId"),
            ["resourceId"] = Required(context, body, "resourceId"),
            ["scope"] = Required(context, body, "scope"),
        };
        Check(context, grant, body);
        context.Put(DirectoryKind.OAuth2PermissionGrant, grant.Text("id")!, grant);
        return context.Entity(201, "oauth2PermissionGrants", grant, GraphTypes.Grant);
    }

    public static CloudResponse Patch(GraphContext context)
    {
        DemandWrite(context);
        Find(context, context.View);
        var copy = Find(context, context.Primary).Copy();
        var body = context.Body();
        GraphBody.Check(context, GraphTypes.Grant, body);
        if (body.TryGetPropertyValue("scope", out var scope) && scope is null)
        {
            throw context.Refuse(GraphError.BadRequest("Invalid value specified for property 'scope' of resource 'OAuth2PermissionGrant'."));
        }

        foreach (var (name, value) in body.Where(p => !p.Key.StartsWith("@odata.", StringComparison.Ordinal)))
        {
            copy[name] = name == "scope"
                ? value?.DeepClone()
                : throw context.Refuse(GraphError.BadRequest($"Property '{name}' of an oAuth2PermissionGrant cannot be changed."));
        }

        context.Put(DirectoryKind.OAuth2PermissionGrant, copy.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    public static CloudResponse Delete(GraphContext context)
    {
        DemandWrite(context);
        context.Put(DirectoryKind.OAuth2PermissionGrant, Find(context, context.Primary).Text("id")!, null);
        return CloudResponse.Empty(204);
    }

    private static void Check(GraphContext context, JsonObject grant, JsonObject body)
    {
        foreach (var property in (string[])["clientId", "resourceId"])
        {
            var id = grant.Text(property)!;
            if (context.View.Find(DirectoryKind.ServicePrincipal, id) is null)
            {
                throw context.Refuse(
                    GraphError.BadRequest(
                        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present."));
            }
        }

        var forAll = grant.Text("consentType") == "AllPrincipals";
        if ((!forAll && grant.Text("consentType") != "Principal") || forAll != grant.Text("principalId") is null)
        {
            throw context.Refuse(GraphError.BadRequest("consentType is 'AllPrincipals' without principalId, or 'Principal' with one."));
        }

        if (context.Primary.All(DirectoryKind.OAuth2PermissionGrant).Any(g =>
            ((string[])["clientId", "consentType", "principalId", "resourceId"]).All(p => g.Text(p) == grant.Text(p))))
        {
            throw context.Refuse(new GraphError(409, "Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists."));
        }
    }

    private static void DemandRead(GraphContext context) => context.Demand(
        "DelegatedPermissionGrant.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    private static void DemandWrite(GraphContext context) => context.Demand("DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All");

    private static JsonObject Find(GraphContext context, DirectoryView view) =>
        view.Find(DirectoryKind.OAuth2PermissionGrant, context.Route["id"]) ?? throw context.Refuse(GraphError.NotFound(context.Route["id"]));

    private static string Required(GraphContext context, JsonObject body, string property) =>
        body.Text(property) ?? throw context.Refuse(
            GraphError.BadRequest($"A value is required for property '{property}' of resource 'OAuth2PermissionGrant'."));
}
