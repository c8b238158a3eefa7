using System.Text.Json;
using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>
/// Names and types of our answers against public recordings and examples of the real services. Only facts are here: a path and the kind of its value,
/// or <c>any</c> where the source has null, which says that the name is there and not what it holds.
/// </summary>
public sealed class RecordedTruthTests : CloudTest
{
    /// <summary>Documentation of the client credentials flow (v2.0), a successful and a failed answer.</summary>
    private const string Token = "token_type string, expires_in number, ext_expires_in number, access_token string";

    private const string TokenError =
        "error string, error_description string, error_codes array, error_codes[0] number, timestamp string, trace_id string, correlation_id string";

    /// <summary>Documentation of Graph v1.0: the answer to <c>POST /applications</c>. Its samlMetadataUrl is a tenant's own.</summary>
    private const string Application =
        "@odata.context string, id string, deletedDateTime any, isFallbackPublicClient any, appId string, applicationTemplateId any, identifierUris array, createdDateTime string, "
        + "displayName string, isDeviceOnlyAuthSupported any, groupMembershipClaims any, optionalClaims any, addIns array, "
        + "publisherDomain string, samlMetadataUrl any, "
        + "signInAudience string, tags array, tokenEncryptionKeyId any, api object, api.requestedAccessTokenVersion any, api.acceptMappedClaims any, "
        + "api.knownClientApplications array, api.oauth2PermissionScopes array, api.preAuthorizedApplications array, appRoles array, "
        + "publicClient object, "
        + "publicClient.redirectUris array, info object, info.termsOfServiceUrl any, info.supportUrl any, info.privacyStatementUrl "
        + "any, info.marketingUrl any, info.logoUrl any, "
        + "keyCredentials array, parentalControlSettings object, parentalControlSettings.countriesBlockedForMinors array, "
        + "parentalControlSettings.legalAgeGroupRule string, "
        + "passwordCredentials array, requiredResourceAccess array, web object, web.redirectUris array, web.homePageUrl any, "
        + "web.logoutUrl any, web.implicitGrantSettings object, "
        + "web.implicitGrantSettings.enableIdTokenIssuance boolean, web.implicitGrantSettings.enableAccessTokenIssuance boolean";

    /// <summary>
    /// Documentation of Graph v1.0: <c>GET /servicePrincipals/{id}</c>; without endpoints, publisherName and keys, which the page lists
    /// as not modelled or which v1.0 has no more.
    /// </summary>
    private const string Principal =
        "accountEnabled boolean, addIns array, alternativeNames array, appDisplayName string, appId string, appOwnerOrganizationId "
            + "string, appRoleAssignmentRequired boolean, "
        + "appRoles array, disabledByMicrosoftStatus any, displayName string, homepage any, id string, verifiedPublisher object, info "
        + "object, info.termsOfServiceUrl any, "
        + "info.logoUrl any, logoutUrl any, oauth2PermissionScopes array, replyUrls array, resourceSpecificApplicationPermissions "
        + "array, servicePrincipalNames array, "
        + "servicePrincipalType any, signInAudience string, tags array, tokenEncryptionKeyId any";

    /// <summary>Documentation of Graph: error responses.</summary>
    private const string GraphError = "error object, error.code string, error.message string, error.innerError object, "
        + "error.innerError.date string, error.innerError.request-id string";

    /// <summary>Documentation of the Dataverse Web API: the WhoAmI function and handling of errors.</summary>
    private const string WhoAmI = "@odata.context string, BusinessUnitId string, UserId string, OrganizationId string";

    private const string DataverseError = "error object, error.code string, error.message string";

    /// <summary>Documentation of the Dataverse Web API, query data: a row of a collection with its entity tag and its key.</summary>
    private const string Row = "@odata.context string, value array, value[0].@odata.etag string, value[0].uniquename string, value[0].solutionid string, value[0].ismanaged boolean, value[0].version string";

    /// <summary>A recording in the tests of CLI for Microsoft 365 (pa connector export); without wadlUrl, which the page names.</summary>
    private const string Api =
        "name string, id string, type string, properties object, properties.displayName string, properties.iconUri string, "
            + "properties.iconBrandColor string, properties.contact object, "
        + "properties.license object, properties.apiEnvironment string, properties.isCustomApi boolean, "
        + "properties.connectionParameters object, properties.swagger object, "
        + "properties.swagger.host string, properties.swagger.basePath string, properties.runtimeUrls array, properties.runtimeUrls[0] "
        + "string, properties.primaryRuntimeUrl string, "
        + "properties.metadata object, properties.metadata.source string, properties.metadata.brandColor string, properties.metadata.contact object, "
        + "properties.metadata.license object, properties.metadata.publisherUrl any, properties.metadata.serviceUrl any, "
        + "properties.metadata.documentationUrl any, "
        + "properties.metadata.environmentName string, properties.metadata.xrmConnectorId any, properties.metadata.almMode string, "
        + "properties.metadata.createdBy string, "
        + "properties.metadata.modifiedBy string, properties.metadata.allowSharing boolean, properties.capabilities array, "
        + "properties.description string, "
        + "properties.apiDefinitions object, properties.apiDefinitions.originalSwaggerUrl string, "
        + "properties.apiDefinitions.modifiedSwaggerUrl string, properties.createdBy object, "
        + "properties.createdBy.id string, properties.createdBy.displayName string, properties.createdBy.email string, "
        + "properties.createdBy.type string, "
        + "properties.createdBy.tenantId string, properties.createdBy.userPrincipalName string, properties.modifiedBy object, "
        + "properties.createdTime string, "
        + "properties.changedTime string, properties.environment object, properties.environment.id string, properties.environment.name "
        + "string, properties.tier string, "
        + "properties.publisher string, properties.almMode string";

    [Fact]
    public async Task Token_OfTheSignInService_HasTheNamesAndTypesOfTheDocumentation()
    {
        await StartAsync();
        var who = Cloud.Deployer;
        (string, string)[] form = [("grant_type", "client_credentials"), ("client_id", who.ClientId), ("scope", "https://graph.microsoft.com/.default")];

        Holds(Token, (await Client.TokenAsync(who.TenantId, [.. form, ("client_secret", who.ClientSecret)])).Json);
        Holds(TokenError, (await Client.TokenAsync(who.TenantId, [.. form, ("client_secret", "wrong")])).Json);
    }

    [Fact]
    public async Task Objects_OfGraph_HaveTheNamesAndTypesOfTheDocumentation()
    {
        await StartAsync();

        var application = (await Client.GraphAsync("POST", "/applications", """{"displayName":"Display name"}""")).Json;
        Holds(Application, application);
        var principal = (await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{application["appId"]}}"}""")).Json;
        Holds(Principal, (await Client.GraphAsync("GET", $"/servicePrincipals/{principal["id"]}")).Json);
        Holds(GraphError, (await Client.GraphAsync("GET", "/applications/11111111-2222-4333-8444-555555555555")).Json);
    }

    [Fact]
    public async Task Rows_OfDataverse_HaveTheNamesAndTypesOfTheDocumentation()
    {
        await StartAsync();

        Holds(WhoAmI, (await Client.DataverseAsync("GET", "/WhoAmI")).Json);
        Holds(Row, (await Client.DataverseAsync("GET", "/solutions?$select=uniquename,ismanaged,version&$top=1")).Json);
        Holds(DataverseError, (await Client.DataverseAsync("GET", "/connectors?$select=nothing")).Json);
    }

    [Fact]
    public async Task Connector_OfTheResourceProvider_HasTheNamesAndTypesOfTheRecording()
    {
        await StartAsync();
        await Client.DataverseAsync(
            "POST", "/connectors",
            Samples.Connector("contoso_sample", "Sample", Samples.ConnectionParameters("1b2c3d4e-0000-0000-0000-000000000001", null))
                .ToJsonString());
        const string Resource = "https://service.powerapps.com";
        var root = $"{Cloud.AuthorityHost}providers/Microsoft.PowerApps/";
        var environment = (await Client.SendAsync(
            "GET", $"{root}environments?api-version=2016-11-01", null, Resource, null)).Json["value"]![0]!["name"];
        var query = $"api-version=2016-11-01&$filter={Uri.EscapeDataString($"environment eq '{environment}' and IsCustomApi eq 'True'")}";
        var name = (await Client.SendAsync("GET", $"{root}apis?{query}", null, Resource, null)).Json["value"]![0]!["name"];

        Holds(Api, (await Client.SendAsync("GET", $"{root}apis/{name}?{query}", null, Resource, null)).Json);
    }

    private static void Holds(string facts, JsonNode answer)
    {
        var wrong = facts.Split(", ").Select(f => f.Split(' ')).Select(f => (Path: f[0], Expected: f[1], Found: Kind(answer, f[0])))
            .Where(f => f.Found != f.Expected && !(f.Expected == "any" && f.Found != "missing"));
        Assert.Empty(wrong);
    }

    private static string Kind(JsonNode? node, string path)
    {
        foreach (var step in path.Replace("[0]", ".[0]", StringComparison.Ordinal).Replace("@odata.", "@odata:", StringComparison.Ordinal).Split('.'))
        {
            var name = step.Replace("@odata:", "@odata.", StringComparison.Ordinal);
            switch (node)
            {
                case JsonArray { Count: > 0 } list when name == "[0]":
                    node = list[0];
                    break;
                case JsonObject o when o.TryGetPropertyValue(name, out var value):
                    node = value;
                    break;
                default:
                    return "missing";
            }
        }

        return node?.GetValueKind() switch
        {
            null => "null",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.Value.ToString().ToLowerInvariant(),
        };
    }
}
