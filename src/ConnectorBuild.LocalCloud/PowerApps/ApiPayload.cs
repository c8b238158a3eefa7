using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>Reads what a client sends to make or change a connector, and refuses what the platform refuses.</summary>
internal static class ApiPayload
{
    private static readonly string[] Copied = ["iconBrandColor", "connectionParameters", "connectionParameterSets", "policyTemplateInstances", "scriptOperations", "capabilities", "publisher", "stackOwner"];

    /// <summary>The connector as it is kept, without secrets.</summary>
    /// <param name="context">The request.</param>
    /// <param name="environment">The environment of the filter.</param>
    /// <param name="former">The connector so far; null for a new one.</param>
    public static JsonObject Read(PowerAppsContext context, DataverseEnvironment environment, JsonObject? former)
    {
        var properties = context.Body()["properties"] as JsonObject ?? throw PowerAppsError.Content("'properties' is missing.").ToFailure();
        if (properties["environment"].Text("name") is not { } name || context.Environment(name) != environment)
        {
            throw PowerAppsError.Content("'properties.environment.name' must be the environment of $filter.").ToFailure();
        }

        if (former is not null && properties.Text("displayName") is { } displayName && displayName != former.Text("displayName"))
        {
            throw new PowerAppsError(400, "CannotUpdateApiDisplayName", "The display name of an API cannot be updated.").ToFailure();
        }

        var api = former?.Copy() ?? new JsonObject { ["displayName"] = properties.Text("displayName") ?? throw PowerAppsError.Content("'properties.displayName' is missing.").ToFailure() };
        api["definition"] = Definition(properties);
        api["description"] = properties.Text("description") ?? "";
        foreach (var member in Copied.Where(properties.ContainsKey))
        {
            api[member] = properties[member]?.DeepClone();
        }

        Uploads(context, properties, api);
        CheckScript(api);
        SignIn(api);
        return api;
    }

    private static string Definition(JsonObject properties)
    {
        if (properties["backendService"].Text("serviceUrl") is not { Length: > 0 } || properties["openApiDefinition"] is not JsonObject definition)
        {
            throw Refused("Invalid Api definition object. Please specify a valid Swagger 2.0 Url and valid list of ServiceUrls.");
        }

        var text = definition.ToJsonString();
        return ApiDefinition.Problem(text) is { } problem ? throw Refused(problem) : text;
    }

    // An empty address of a script removes the script; an icon stays where none is sent.
    private static void Uploads(PowerAppsContext context, JsonObject properties, JsonObject api)
    {
        if (properties.Text("iconUri") is { Length: > 0 } icon)
        {
            api["icon"] = Convert.ToBase64String(Blob(context, icon, "iconUri"));
        }

        if (properties.Text("scriptDefinitionUrl") is { } script)
        {
            api["script"] = script.Length == 0 ? null : System.Text.Encoding.UTF8.GetString(Blob(context, script, "scriptDefinitionUrl"));
        }
    }

    private static byte[] Blob(PowerAppsContext context, string address, string member) =>
        context.Storage.Read(address) ?? throw PowerAppsError.Content($"'{member}' names no blob that can be read.").ToFailure();

    private static void CheckScript(JsonObject api)
    {
        if (api["scriptOperations"] is JsonArray { Count: > 0 } && api.Text("script") is null)
        {
            throw new PowerAppsError(
                400, "InvalidScriptDefinitionUrlWithNonNullOperations",
                "The script operations are given, and the script definition URL is null or empty.").ToFailure();
        }
    }

    private static void SignIn(JsonObject api)
    {
        if (api["connectionParameters"] is JsonObject parameters
            && parameters.Any(p => string.Equals(p.Key, "connectionId", StringComparison.OrdinalIgnoreCase)))
        {
            throw new PowerAppsError(400, "ConnectionIdParameterNotAllowed", "A connection parameter must not be called 'connectionId'.").ToFailure();
        }

        foreach (var member in (ReadOnlySpan<string>)["connectionParameters", "connectionParameterSets"])
        {
            foreach (var (_, settings) in ConnectorSecrets.OAuthSettings(api[member]))
            {
                settings.Remove("clientSecret");
            }
        }
    }

    private static Http.CloudFailure Refused(string problem) => new PowerAppsError(400, "ApiHubsRequestFailed", problem).ToFailure();
}
