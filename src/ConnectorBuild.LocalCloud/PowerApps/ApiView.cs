using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>A connector as the resource provider answers it.</summary>
internal static class ApiView
{
    private const string Type = "Microsoft.PowerApps/apis";
    private const string DefaultIcon = "https://az787822.vo.msecnd.net/defaulticons/api-dedicated.png";

    /// <summary>A connector with its definition, as it is read alone.</summary>
    public static JsonObject Whole(PowerAppsContext context, DataverseEnvironment environment, JsonObject api)
    {
        var view = Brief(context, environment, api);
        var properties = view["properties"]!.AsObject();
        var name = api.Text("name")!;
        if (JsonNode.Parse(api.Text("definition") ?? "{}") is JsonObject definition)
        {
            var runtime = definition.Copy();
            runtime["host"] = RuntimeHost;
            runtime["basePath"] = RuntimePath(name);
            properties["swagger"] = runtime;
            properties["apiDefinitions"] = new JsonObject
            {
                ["originalSwaggerUrl"] = Publish(context, $"api-swagger-files/{name}.json_original", definition),
                ["modifiedSwaggerUrl"] = Publish(context, $"api-swagger-files/{name}.json", runtime),
            };
        }

        if (api.Text("script") is { Length: > 0 } script)
        {
            properties["scriptDefinitionUrl"] = context.Storage.Publish(
                context.Request.BaseUrl, $"api-scripts/{name}.csx", Encoding.UTF8.GetBytes(script), "text/plain; charset=utf-8");
        }

        return view;
    }

    /// <summary>A connector as it is listed.</summary>
    public static JsonObject Brief(PowerAppsContext context, DataverseEnvironment environment, JsonObject api)
    {
        var name = api.Text("name")!;
        var runtime = $"https://{RuntimeHost}{RuntimePath(name)}";
        var color = api.Text("iconBrandColor") ?? "#007ee5";
        var maker = Maker(environment);
        var almMode = api.Text("row") is null ? "Environment" : "Solution";
        var properties = new JsonObject
        {
            ["displayName"] = api.Text("displayName"),
            ["iconUri"] = api.Text("icon") is { Length: > 0 } icon
                ? context.Storage.Publish(context.Request.BaseUrl, $"api-icons/{name}.png", Convert.FromBase64String(icon), "image/png")
                : DefaultIcon,
            ["iconBrandColor"] = color,
            ["contact"] = new JsonObject(),
            ["license"] = new JsonObject(),
            ["apiEnvironment"] = "Shared",
            ["isCustomApi"] = true,
            ["connectionParameters"] = WithRedirect(api["connectionParameters"] ?? new JsonObject(), name),
            ["runtimeUrls"] = new JsonArray(runtime),
            ["primaryRuntimeUrl"] = runtime,
            ["metadata"] = new JsonObject
            {
                ["source"] = "powerapps-user-defined",
                ["brandColor"] = color,
                ["contact"] = new JsonObject(),
                ["license"] = new JsonObject(),
                ["publisherUrl"] = null,
                ["serviceUrl"] = null,
                ["documentationUrl"] = null,
                ["environmentName"] = environment.Id,
                ["xrmConnectorId"] = api.Text("row"),
                ["almMode"] = almMode,
                ["createdBy"] = maker.ToJsonString(),
                ["modifiedBy"] = maker.ToJsonString(),
                ["allowSharing"] = false,
            },
            ["capabilities"] = api["capabilities"]?.DeepClone() ?? new JsonArray(),
            ["description"] = api.Text("description") ?? "",
            ["createdBy"] = maker.DeepClone(),
            ["modifiedBy"] = maker.DeepClone(),
            ["createdTime"] = api.Text("created"),
            ["changedTime"] = api.Text("changed"),
            ["environment"] = new JsonObject { ["id"] = $"/providers/Microsoft.PowerApps/environments/{environment.Id}", ["name"] = environment.Id },
            ["tier"] = "Standard",
            ["publisher"] = api.Text("publisher") ?? maker.Text("displayName"),
            ["almMode"] = almMode,
        };
        foreach (var member in (ReadOnlySpan<string>)["connectionParameterSets", "policyTemplateInstances", "scriptOperations", "stackOwner"])
        {
            if (api[member] is { } value)
            {
                properties[member] = WithRedirect(value, name);
            }
        }

        return new() { ["name"] = name, ["id"] = $"/providers/Microsoft.PowerApps/apis/{name}", ["type"] = Type, ["properties"] = properties };
    }

    private const string RuntimeHost = "local-001.azure-apim.net";

    private static string RuntimePath(string name) => $"/apim/{name["shared_".Length..]}";

    private static string Publish(PowerAppsContext context, string path, JsonObject definition) =>
        context.Storage.Publish(context.Request.BaseUrl, path, Encoding.UTF8.GetBytes(definition.ToJsonString()), "application/json");

    // The platform sets where the sign-in comes back to; a secret is never shown.
    private static JsonNode WithRedirect(JsonNode parameters, string name)
    {
        var copy = parameters.DeepClone();
        foreach (var (_, settings) in ConnectorSecrets.OAuthSettings(copy))
        {
            settings.Remove("clientSecret");
            settings["redirectUrl"] = ConnectorBehaviour.RedirectUrl(name);
        }

        return copy;
    }

    private static JsonObject Maker(DataverseEnvironment environment) => new()
    {
        ["id"] = environment.Tenant.MakerId,
        ["displayName"] = "Local Maker",
        ["email"] = $"maker@{environment.Tenant.Domain}",
        ["type"] = "User",
        ["tenantId"] = environment.Tenant.Id,
        ["userPrincipalName"] = $"maker@{environment.Tenant.Domain}",
    };
}
