using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>The shape of an <c>application</c>.</summary>
internal static class ApplicationObject
{
    /// <summary>Names that can be selected and filtered.</summary>
    public static IReadOnlySet<string> Properties { get; } =
        Create("", "", "", "", "", DateTimeOffset.UnixEpoch).Select(p => p.Key).Where(n => !n.StartsWith('_')).ToHashSet(StringComparer.Ordinal);

    /// <summary>An application without the certificates themselves, which are shown only to a request that selects <c>keyCredentials</c>.</summary>
    public static JsonObject Shown(JsonObject application, CloudRequest request)
    {
        if (!application.Items("keyCredentials").Any()
            || (request.Query.GetValueOrDefault("$select")?.Contains("keyCredentials", StringComparison.Ordinal) ?? false))
        {
            return application;
        }

        var copy = application.Copy();
        foreach (var credential in copy.Items("keyCredentials"))
        {
            credential["key"] = null;
        }

        return copy;
    }

    /// <summary>A new application with every property that Graph returns.</summary>
    public static JsonObject Create(string id, string appId, string displayName, string audience, string domain, DateTimeOffset created) => new()
    {
        ["id"] = id,
        ["appId"] = appId,
        ["uniqueName"] = null,
        ["displayName"] = displayName,
        ["description"] = null,
        ["notes"] = null,
        ["createdDateTime"] = Shape.GraphTime(created),
        ["deletedDateTime"] = null,
        ["publisherDomain"] = domain,
        ["signInAudience"] = audience,
        ["serviceManagementReference"] = null,
        ["identifierUris"] = new JsonArray(),
        ["tags"] = new JsonArray(),
        ["addIns"] = new JsonArray(),
        ["appRoles"] = new JsonArray(),
        ["keyCredentials"] = new JsonArray(),
        ["passwordCredentials"] = new JsonArray(),
        ["requiredResourceAccess"] = new JsonArray(),
        ["isFallbackPublicClient"] = null,
        ["isDeviceOnlyAuthSupported"] = null,
        ["groupMembershipClaims"] = null,
        ["optionalClaims"] = null,
        ["tokenEncryptionKeyId"] = null,
        ["applicationTemplateId"] = null,
        ["samlMetadataUrl"] = null,
        ["windows"] = null,
        ["api"] = new JsonObject
        {
            ["requestedAccessTokenVersion"] = null,
            ["acceptMappedClaims"] = null,
            ["knownClientApplications"] = new JsonArray(),
            ["oauth2PermissionScopes"] = new JsonArray(),
            ["preAuthorizedApplications"] = new JsonArray(),
        },
        ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray() },
        ["spa"] = new JsonObject { ["redirectUris"] = new JsonArray() },
        ["info"] = new JsonObject
        {
            ["termsOfServiceUrl"] = null,
            ["supportUrl"] = null,
            ["privacyStatementUrl"] = null,
            ["marketingUrl"] = null,
            ["logoUrl"] = null,
        },
        ["parentalControlSettings"] = new JsonObject { ["countriesBlockedForMinors"] = new JsonArray(), ["legalAgeGroupRule"] = "Allow" },
        ["web"] = new JsonObject
        {
            ["redirectUris"] = new JsonArray(),
            ["homePageUrl"] = null,
            ["logoutUrl"] = null,
            ["redirectUriSettings"] = new JsonArray(),
            ["implicitGrantSettings"] = new JsonObject { ["enableIdTokenIssuance"] = false, ["enableAccessTokenIssuance"] = false },
        },
        ["_owners"] = new JsonArray(),
    };
}
