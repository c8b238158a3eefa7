using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary><c>…/federatedIdentityCredentials</c>: whose tokens an app takes instead of a secret.</summary>
internal static class FederatedCredentials
{
    private const int Limit = 20;

    public static CloudResponse List(GraphContext context) =>
        context.List("federatedIdentityCredentials", Of(context.View, Applications.Readable(context)), GraphTypes.FederatedCredential);

    public static CloudResponse Get(GraphContext context)
    {
        var application = Applications.Readable(context);
        return context.Entity(
            200, "federatedIdentityCredentials", Find(context, context.View, application) ?? throw Missing(context),
            GraphTypes.FederatedCredential);
    }

    public static CloudResponse Create(GraphContext context)
    {
        var application = Applications.Writable(context);
        var body = context.Body();
        GraphBody.Check(context, GraphTypes.FederatedCredential, body);
        return Create(context, application, body.Text("name") ?? throw Required(context, "name"), body);
    }

    public static CloudResponse Patch(GraphContext context)
    {
        var application = Applications.Writable(context);
        return Update(context, application, Find(context, context.Primary, application) ?? throw Missing(context));
    }

    public static CloudResponse Upsert(GraphContext context)
    {
        var application = Applications.Writable(context);
        if (Find(context, context.Primary, application) is { } known)
        {
            return Update(context, application, known);
        }

        return context.Request.Prefers("create-if-missing")
            ? Create(context, application, context.Route["name"], context.Body())
            : throw Missing(context);
    }

    public static CloudResponse Delete(GraphContext context)
    {
        var application = Applications.Writable(context);
        var found = Find(context, context.Primary, application) ?? throw Missing(context);
        context.Put(DirectoryKind.FederatedIdentityCredential, found.Text("id")!, null);
        return CloudResponse.Empty(204);
    }

    private static CloudResponse Create(GraphContext context, JsonObject application, string name, JsonObject body)
    {
        if (name.Length is 0 or > 120 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            throw context.Refuse(GraphError.BadRequest("Invalid value specified for property 'name' of resource 'FederatedIdentityCredential'."));
        }

        var known = Of(context.Primary, application).ToList();
        if (known.Exists(c => string.Equals(c.Text("name"), name, StringComparison.Ordinal)))
        {
            throw context.Refuse(
                new GraphError(
                    409, "Request_MultipleObjectsWithSameKeyValue", "FederatedIdentityCredential with this name already exists."));
        }

        if (known.Count >= Limit)
        {
            throw context.Refuse(
                GraphError.BadRequest($"The number of federated identity credentials exceeds the limit of {Limit} for this application."));
        }

        var credential = new JsonObject
        {
            ["id"] = context.State.Ids.NextId(),
            ["name"] = name,
            ["issuer"] = null,
            ["subject"] = null,
            ["description"] = null,
            ["audiences"] = new JsonArray(),
            ["_applicationId"] = application.Text("id"),
        };
        Apply(context, application, credential, body);
        context.Put(DirectoryKind.FederatedIdentityCredential, credential.Text("id")!, credential);
        return context.Entity(201, "federatedIdentityCredentials", credential, GraphTypes.FederatedCredential);
    }

    private static CloudResponse Update(GraphContext context, JsonObject application, JsonObject known)
    {
        var copy = known.Copy();
        Apply(context, application, copy, context.Body());
        context.Put(DirectoryKind.FederatedIdentityCredential, copy.Text("id")!, copy);
        return CloudResponse.Empty(204);
    }

    private static void Apply(GraphContext context, JsonObject application, JsonObject credential, JsonObject body)
    {
        GraphBody.Check(context, GraphTypes.FederatedCredential, body);
        foreach (var (property, value) in body)
        {
            if (property.StartsWith("@odata.", StringComparison.Ordinal)
                || (property == "name" && value?.GetValue<string>() == credential.Text("name")))
            {
                continue;
            }

            credential[property] = property is "issuer" or "subject" or "description" or "audiences"
                ? value?.DeepClone()
                : throw context.Refuse(GraphError.BadRequest($"Property '{property}' is read-only and cannot be set."));
        }

        foreach (var property in (string[])["issuer", "subject"])
        {
            if (credential.Text(property) is not { Length: > 0 and <= 600 })
            {
                throw Required(context, property);
            }
        }

        if (credential.Texts("audiences").ToList() is not [{ Length: > 0 and <= 600 }])
        {
            throw context.Refuse(GraphError.BadRequest("Exactly one audience must be specified for a federated identity credential."));
        }

        if (Of(context.Primary, application).Any(c => c.Text("id") != credential.Text("id")
            && c.Text("issuer") == credential.Text("issuer") && c.Text("subject") == credential.Text("subject")))
        {
            throw context.Refuse(new GraphError(409, "Request_MultipleObjectsWithSameKeyValue",
                "FederatedIdentityCredential with the same issuer and subject already exists on this application."));
        }
    }

    private static IEnumerable<JsonObject> Of(DirectoryView view, JsonObject application) =>
        view.All(DirectoryKind.FederatedIdentityCredential).Where(c => c.Text("_applicationId") == application.Text("id"));

    private static JsonObject? Find(GraphContext context, DirectoryView view, JsonObject application)
    {
        var key = Key(context);
        return Of(view, application).FirstOrDefault(
            c => c.Text("name") == key || string.Equals(c.Text("id"), key, StringComparison.OrdinalIgnoreCase));
    }

    private static string Key(GraphContext context) => context.Route.GetValueOrDefault("name") ?? context.Route["credential"];

    private static CloudFailure Missing(GraphContext context) => context.Refuse(GraphError.NotFound(Key(context)));

    private static CloudFailure Required(GraphContext context, string property) =>
        context.Refuse(GraphError.BadRequest($"A valid value is required for property '{property}' of resource 'FederatedIdentityCredential'."));
}
