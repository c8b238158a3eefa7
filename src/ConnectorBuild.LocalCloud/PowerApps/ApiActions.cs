using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>What clients do with connectors at the resource provider.</summary>
internal static class ApiActions
{
    public static CloudResponse Environments(PowerAppsContext context) => CloudResponse.Json(200, new JsonObject
    {
        ["value"] = new JsonArray([.. context.Environments.Select(JsonNode (e) => new JsonObject
        {
            ["name"] = e.Id,
            ["id"] = $"/providers/Microsoft.PowerApps/environments/{e.Id}",
            ["type"] = "Microsoft.PowerApps/environments",
            ["location"] = "local",
            ["properties"] = new JsonObject { ["displayName"] = e.Name, ["isDefault"] = false },
        })]),
    });

    public static CloudResponse List(PowerAppsContext context)
    {
        var environment = context.EnvironmentOfFilter();
        return CloudResponse.Json(
            200,
            new JsonObject { ["value"] = new JsonArray(
                [.. ApiStore.All(environment).Select(JsonNode (a) => ApiView.Brief(context, environment, a))]) });
    }

    public static CloudResponse Get(PowerAppsContext context)
    {
        var environment = context.EnvironmentOfFilter();
        return CloudResponse.Json(200, ApiView.Whole(context, environment, Find(context, environment)));
    }

    public static CloudResponse Create(PowerAppsContext context)
    {
        var environment = context.EnvironmentOfFilter();
        var api = ApiPayload.Read(context, environment, former: null);
        api["name"] = ApiName.New(environment, api.Text("displayName")!);
        api["created"] = Shape.GraphTime(context.State.Now);
        return CloudResponse.Json(201, Save(context, environment, api));
    }

    public static CloudResponse Update(PowerAppsContext context)
    {
        var environment = context.EnvironmentOfFilter();
        var former = Find(context, environment);
        return ApiStore.IsOurs(environment, former.Text("name")!)
            ? CloudResponse.Json(200, Save(context, environment, ApiPayload.Read(context, environment, former)))
            : throw PowerAppsError.NotSupported("a change of a connector that is a row of Dataverse").ToFailure();
    }

    public static CloudResponse Validate(PowerAppsContext context)
    {
        DemandCaller(context);
        return ApiDefinition.Problem(context.Body().ToJsonString()) is { } problem
            ? new PowerAppsError(400, "InvalidApiSwagger", problem).ToResponse()
            : CloudResponse.Empty(200);
    }

    public static CloudResponse NewStorage(PowerAppsContext context)
    {
        DemandCaller(context);
        context.Environment(context.Body()["environment"].Text("name") ?? "");
        return CloudResponse.Json(200, new JsonObject { ["sharedAccessSignature"] = context.Storage.NewContainer(context.Request.BaseUrl) });
    }

    private static JsonObject Save(PowerAppsContext context, DataverseEnvironment environment, JsonObject api)
    {
        api["changed"] = Shape.GraphTime(context.State.Now);
        environment.Put(ApiStore.Table, api.Text("name")!, api);
        return ApiView.Whole(context, environment, api);
    }

    private static JsonObject Find(PowerAppsContext context, DataverseEnvironment environment) =>
        ApiStore.Find(environment, Uri.UnescapeDataString(context.Route["api"])) ?? throw PowerAppsError.NoApi(context.Route["api"]).ToFailure();

    private static void DemandCaller(PowerAppsContext context)
    {
        if (!string.Equals(context.Route["objectId"], context.Caller.Text("oid"), StringComparison.OrdinalIgnoreCase))
        {
            throw PowerAppsError.OtherCaller(context.Route["objectId"]).ToFailure();
        }
    }
}
