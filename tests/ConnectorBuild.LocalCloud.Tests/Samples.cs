using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>Bodies that tests send.</summary>
internal static class Samples
{
    public const string Management = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
    public const string UserImpersonation = "41094075-9dad-400e-a0bd-54e686782033";

    public static string Application(string displayName = "Sample") => new JsonObject
    {
        ["displayName"] = displayName,
        ["signInAudience"] = "AzureADMyOrg",
        ["requiredResourceAccess"] = new JsonArray(new JsonObject
        {
            ["resourceAppId"] = Management,
            ["resourceAccess"] = new JsonArray(new JsonObject { ["id"] = UserImpersonation, ["type"] = "Scope" }),
        }),
    }.ToJsonString();

    public static string ConnectionParameters(string clientId, string? secret, string resource = "https://management.core.windows.net/")
    {
        var settings = new JsonObject
        {
            ["identityProvider"] = "aad",
            ["clientId"] = clientId,
            ["scopes"] = new JsonArray("user_impersonation"),
            ["redirectMode"] = "Global",
            ["properties"] = new JsonObject { ["AzureActiveDirectoryResourceId"] = resource },
            ["customParameters"] = new JsonObject
            {
                ["LoginUri"] = new JsonObject { ["value"] = "https://login.microsoftonline.com" },
                ["TenantId"] = new JsonObject { ["value"] = "common" },
                ["ResourceUri"] = new JsonObject { ["value"] = resource },
            },
        };
        if (secret is not null)
        {
            settings["clientSecret"] = secret;
        }

        return new JsonObject { ["token"] = new JsonObject { ["type"] = "oauthSetting", ["oAuthSettings"] = settings } }.ToJsonString();
    }

    public static JsonObject Connector(string name, string displayName, string connectionParameters = "{}") => new()
    {
        ["name"] = name,
        ["displayname"] = displayName,
        ["connectortype"] = 1,
        ["openapidefinition"] = """{"swagger":"2.0","info":{"title":"t","version":"1.0"},"host":"management.azure.com","basePath":"/","paths":{}}""",
        ["connectionparameters"] = connectionParameters,
        ["policytemplateinstances"] = "[]",
        ["iconbrandcolor"] = "#007ee5",
    };

    public static string Text(JsonNode node) => node.ToJsonString(JsonSerializerOptions.Web);
}
