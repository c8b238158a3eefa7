using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>/applications</c>, by object id, client id or unique name.</summary>
internal static class Applications
{
    private static readonly string[] Readers =
        ["Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All", "Directory.ReadWrite.All"];

    /// <summary>The application that the path names, as the replica shows it.</summary>
    public static JsonObject Readable(GraphContext context)
    {
        context.Demand(Readers);
        return Find(context, context.View) ?? throw context.Refuse(GraphError.NotFound(Key(context)));
    }

    /// <summary>The application that the path names, as the primary has it, if the replica knows it and the caller may write it.</summary>
    public static JsonObject Writable(GraphContext context)
    {
        context.Demand("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All");
        if (Find(context, context.View) is null || Find(context, context.Primary) is not { } application)
        {
            throw context.Refuse(GraphError.NotFound(Key(context)));
        }

        Owners.DemandWrite(context, application);
        return application;
    }

    public static CloudResponse List(GraphContext context)
    {
        context.Demand(Readers);
        return context.List(
            "applications",
            context.View.All(DirectoryKind.Application).Select(a => ApplicationObject.Shown(a, context.Request)),
            GraphTypes.Application,
            expand: (a, property) => Owners.Expand(context, a, property));
    }

    public static CloudResponse Count(GraphContext context)
    {
        context.Demand(Readers);
        return context.Count(context.View.All(DirectoryKind.Application), GraphTypes.Application);
    }

    public static CloudResponse Get(GraphContext context) => context.Entity(
        200,
        "applications",
        ApplicationObject.Shown(Readable(context), context.Request),
        GraphTypes.Application,
        (a, property) => Owners.Expand(context, a, property));

    public static CloudResponse Create(GraphContext context) => Create(context, uniqueName: null);

    public static CloudResponse Patch(GraphContext context)
    {
        if (context.Route.ContainsKey("uniqueName"))
        {
            return Upsert(context);
        }

        if (context.Request.Prefers("create-if-missing"))
        {
            throw context.NotSupported("an upsert by id or appId");
        }

        return Update(context, Writable(context));
    }

    private static CloudResponse Upsert(GraphContext context)
    {
        context.Demand("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All");
        if (Find(context, context.View) is not null && Find(context, context.Primary) is not null)
        {
            return Update(context, Writable(context));
        }

        return context.Request.Prefers("create-if-missing")
            ? Create(context, context.Route["uniqueName"])
            : throw context.Refuse(GraphError.NotFound(Key(context)));
    }

    public static CloudResponse Delete(GraphContext context)
    {
        var application = Writable(context);
        var id = application.Text("id")!;
        var copy = application.Copy();
        copy["deletedDateTime"] = Shape.GraphTime(context.State.Now);
        context.Put(DirectoryKind.Application, id, null);
        context.Put(DirectoryKind.DeletedApplication, id, copy);
        if (context.Primary.ServicePrincipal(application.Text("appId")!) is { } principal)
        {
            ServicePrincipals.Bin(context, principal);
        }

        return CloudResponse.Empty(204);
    }

    private static CloudResponse Create(GraphContext context, string? uniqueName)
    {
        context.Demand("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All");
        var body = context.Body();
        var displayName = body.Text("displayName")
            ?? throw context.Refuse(GraphError.BadRequest("A value is required for property 'displayName' of resource 'Application'."));
        if (context.Tenant.Options.RequireServiceManagementReference && body.Text("serviceManagementReference") is null)
        {
            throw context.Refuse(
                new GraphError(
                    400, "ServiceTreeNullValueProvided",
                    "ServiceManagementReference field is required for Create, but is missing in the request."));
        }

        var application = ApplicationObject.Create(
            context.State.Ids.NextId(), context.State.Ids.NextId(), displayName, "AzureADMyOrg", context.Tenant.Domain, context.State.Now);
        application["uniqueName"] = uniqueName;
        application["_knownFrom"] = Shape.GraphTime(context.State.ReplicationTime + (context.State.Options.SecretDelay / 2));
        application["_owners"]!.AsArray().Add((JsonNode)context.Caller.ObjectId);
        var secrets = ApplicationPatch.Apply(context, application, body, isNew: true);
        ApplicationPatch.CheckUnique(context, application);
        context.Put(DirectoryKind.Application, application.Text("id")!, application);
        var answer = context.Entity(201, "applications", WithSecrets(application, secrets), GraphTypes.Application);
        return answer.With("Location", $"{context.Request.BaseUrl}/v1.0/applications/{application.Text("id")}");
    }

    /// <summary>The one answer that shows the texts of secrets which were asked for on creation.</summary>
    private static JsonObject WithSecrets(JsonObject application, IReadOnlyList<JsonObject> secrets)
    {
        if (secrets.Count == 0)
        {
            return application;
        }

        var copy = application.Copy();
        foreach (var credential in copy.Items("passwordCredentials"))
        {
            credential["secretText"] = credential.Text("_secretText");
        }

        return copy;
    }

    private static CloudResponse Update(GraphContext context, JsonObject application)
    {
        var copy = application.Copy();
        ApplicationPatch.Apply(context, copy, context.Body(), isNew: false);
        ApplicationPatch.CheckUnique(context, copy);
        context.Put(DirectoryKind.Application, copy.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    private static JsonObject? Find(GraphContext context, DirectoryView view) =>
        context.Route.TryGetValue("appId", out var appId) ? view.Application(appId)
        : context.Route.TryGetValue("uniqueName", out var name) ? view.All(DirectoryKind.Application)
            .FirstOrDefault(a => a.Text("uniqueName") == name)
        : view.Find(DirectoryKind.Application, context.ObjectId());

    private static string Key(GraphContext context) => context.Route.Values.First();
}
