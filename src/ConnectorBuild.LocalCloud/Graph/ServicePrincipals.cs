using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>/servicePrincipals</c>, by object id or client id.</summary>
internal static class ServicePrincipals
{
    private static readonly string[] Readers =
        ["Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All", "Directory.ReadWrite.All"];

    /// <summary>The service principal that the path names, as the replica shows it.</summary>
    public static JsonObject Readable(GraphContext context)
    {
        context.Demand(Readers);
        return Find(context, context.View) ?? throw context.Refuse(GraphError.NotFound(context.Route.Values.First()));
    }

    /// <summary>The service principal that the path names, as the primary has it, if the replica knows it and the caller may write it.</summary>
    public static JsonObject Writable(GraphContext context)
    {
        context.Demand("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All");
        if (Find(context, context.View) is null || Find(context, context.Primary) is not { } principal)
        {
            throw context.Refuse(GraphError.NotFound(context.Route.Values.First()));
        }

        Owners.DemandWrite(context, principal);
        return principal;
    }

    public static CloudResponse List(GraphContext context)
    {
        context.Demand(Readers);
        if (context.Request.Header("ConsistencyLevel") is not null && !context.Request.Query.ContainsKey("$count"))
        {
            throw context.Refuse(GraphError.BadRequest("Header 'ConsistencyLevel' needs $count=true or $search in the request."));
        }

        var view = context.View;
        return context.List(
            "servicePrincipals",
            view.All(DirectoryKind.ServicePrincipal).Select(p => Shown(context, p, view)),
            GraphTypes.ServicePrincipal,
            p => Selects(context) ? ServicePrincipalObject.WithPermissions(p, view) : p,
            expand: (p, property) => Expand(context, p, property));
    }

    public static CloudResponse Count(GraphContext context)
    {
        context.Demand(Readers);
        return context.Count(context.View.All(DirectoryKind.ServicePrincipal), GraphTypes.ServicePrincipal);
    }

    public static CloudResponse Get(GraphContext context)
    {
        var principal = Shown(context, Readable(context), context.View);
        return context.Entity(
            200,
            "servicePrincipals",
            Selects(context) ? ServicePrincipalObject.WithPermissions(principal, context.View) : principal,
            GraphTypes.ServicePrincipal,
            (p, property) => Expand(context, p, property));
    }

    public static CloudResponse Create(GraphContext context)
    {
        var body = context.Body();
        return Create(
            context,
            body.Text("appId") ?? throw context.Refuse(
                GraphError.BadRequest("A value is required for property 'appId' of resource 'ServicePrincipal'.")),
            body);
    }

    private static CloudResponse Upsert(GraphContext context)
    {
        if (Find(context, context.View) is not null && Find(context, context.Primary) is not null)
        {
            return Update(context);
        }

        return context.Request.Prefers("create-if-missing")
            ? Create(context, context.Route["appId"], context.Body())
            : throw context.Refuse(GraphError.NotFound(context.Route["appId"]));
    }

    public static CloudResponse Patch(GraphContext context) => context.Route.ContainsKey("appId") ? Upsert(context) : Update(context);

    private static CloudResponse Update(GraphContext context)
    {
        var copy = Writable(context).Copy();
        Apply(context, copy, context.Body());
        context.Put(DirectoryKind.ServicePrincipal, copy.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    public static CloudResponse Delete(GraphContext context)
    {
        Bin(context, Writable(context));
        return CloudResponse.Empty(204);
    }

    /// <summary>Moves a service principal to the deleted items; its grants go with it.</summary>
    public static void Bin(GraphContext context, JsonObject principal)
    {
        var id = principal.Text("id")!;
        var copy = principal.Copy();
        copy["deletedDateTime"] = Shape.GraphTime(context.State.Now);
        context.Put(DirectoryKind.ServicePrincipal, id, null);
        context.Put(DirectoryKind.DeletedServicePrincipal, id, copy);
        foreach (var assignment in context.Primary.All(DirectoryKind.AppRoleAssignment)
            .Where(a => a.Text("principalId") == id || a.Text("resourceId") == id).ToList())
        {
            context.Put(DirectoryKind.AppRoleAssignment, assignment.Text("id")!, null);
        }

        foreach (var grant in context.Primary.All(DirectoryKind.OAuth2PermissionGrant).Where(g => g.Text("clientId") == id).ToList())
        {
            context.Put(DirectoryKind.OAuth2PermissionGrant, grant.Text("id")!, null);
        }
    }

    private static CloudResponse Create(GraphContext context, string appId, JsonObject body)
    {
        context.Demand("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All");
        if (KnownResources.Find(appId) is { } known && context.Primary.ServicePrincipal(appId) is null)
        {
            // Another publisher's app: owning nothing of it, OwnedBy is not enough (INFERRED).
            context.Demand("Application.ReadWrite.All", "Directory.ReadWrite.All");
            var made = known.ToServicePrincipal(context.State.Ids.NextId());
            context.Put(DirectoryKind.ServicePrincipal, made.Text("id")!, made);
            return context.Entity(201, "servicePrincipals", made, GraphTypes.ServicePrincipal);
        }

        var application = context.View.Application(appId) ?? throw context.Refuse(GraphError.NoBackingApplication(appId));
        Owners.DemandWrite(context, context.Primary.Application(appId) ?? throw context.Refuse(GraphError.NoBackingApplication(appId)));
        if (context.Primary.ServicePrincipal(appId) is not null)
        {
            throw context.Refuse(new GraphError(409, "Request_MultipleObjectsWithSameKeyValue",
                $"The service principal cannot be created, updated, or restored because the service principal name {appId} is already in use."));
        }

        var principal = ServicePrincipalObject.Create(context.State.Ids.NextId(), application, context.Tenant.Id);
        principal["createdDateTime"] = Shape.GraphTime(context.State.Now);
        principal["_owners"]!.AsArray().Add((JsonNode)context.Caller.ObjectId);
        Apply(context, principal, body);
        context.Put(DirectoryKind.ServicePrincipal, principal.Text("id")!, principal);
        var answer = ServicePrincipalObject.WithPermissions(ServicePrincipalObject.Complete(principal, context.Primary), context.Primary);
        return context.Entity(201, "servicePrincipals", answer, GraphTypes.ServicePrincipal);
    }

    /// <summary>Whether the answer shows permissions. The APIs of Microsoft's have more than a thousand, which no other request pays for.</summary>
    private static bool Selects(GraphContext context) => !context.Request.Query.TryGetValue("$select", out var select) || NamesPermissions(select);

    /// <summary>A service principal to filter and to show. With its permissions only where the filter reads them.</summary>
    private static JsonObject Shown(GraphContext context, JsonObject principal, DirectoryView view)
    {
        var shown = WithAddresses(context, ServicePrincipalObject.Complete(principal, view));
        return NamesPermissions(context.Request.Query.GetValueOrDefault("$filter") ?? "")
            ? ServicePrincipalObject.WithPermissions(shown, view)
            : shown;
    }

    private static bool NamesPermissions(string query) =>
        query.Contains("oauth2PermissionScopes", StringComparison.Ordinal) || query.Contains("appRoles", StringComparison.Ordinal);

    private static void Apply(GraphContext context, JsonObject principal, JsonObject body)
    {
        GraphBody.Check(context, GraphTypes.ServicePrincipal, body);
        if (body.TryGetPropertyValue("accountEnabled", out var enabled) && enabled is null)
        {
            throw context.Refuse(GraphError.BadRequest("Invalid value specified for property 'accountEnabled' of resource 'ServicePrincipal'."));
        }

        foreach (var (name, value) in body)
        {
            if (name == "appId" || name.StartsWith("@odata.", StringComparison.Ordinal))
            {
                continue;
            }

            if (GraphTypes.ServicePrincipal.Find(name)!.Use != PropertyUse.Write)
            {
                throw context.Refuse(GraphError.BadRequest($"Property '{name}' is read-only and cannot be set."));
            }

            principal[name] = value?.DeepClone();
        }
    }

    /// <summary>With what its app lends to it, and the names of Dataverse environments.</summary>
    public static JsonObject Complete(GraphContext context, JsonObject principal) =>
        ServicePrincipalObject.WithPermissions(WithAddresses(context, ServicePrincipalObject.Complete(principal, context.View)), context.View);

    /// <summary>Dataverse environments are names of Dataverse in their tenant.</summary>
    private static JsonObject WithAddresses(GraphContext context, JsonObject principal)
    {
        if (principal.Text("appId") != KnownResources.DataverseAppId)
        {
            return principal;
        }

        var copy = principal.Copy();
        foreach (var environment in context.State.Environments.Values.Where(e => e.Tenant == context.Tenant))
        {
            copy["servicePrincipalNames"]!.AsArray().Add((JsonNode)$"{environment.Url}/");
        }

        return copy;
    }

    private static JsonObject? Find(GraphContext context, DirectoryView view) => context.Route.TryGetValue("appId", out var appId)
        ? view.ServicePrincipal(appId)
        : view.Find(DirectoryKind.ServicePrincipal, context.ObjectId());

    private static JsonNode? Expand(GraphContext context, JsonObject principal, string property) => property switch
    {
        "appRoleAssignments" => AppRoleAssignments.Expand(context, "principalId", principal),
        "appRoleAssignedTo" => AppRoleAssignments.Expand(context, "resourceId", principal),
        _ => Owners.Expand(context, principal, property),
    };
}
