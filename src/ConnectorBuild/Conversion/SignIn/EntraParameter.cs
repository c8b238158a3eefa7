using ConnectorBuild.Conversion.Drafts;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>The connection parameter of a sign-in with Microsoft Entra. Client id and secret are added when the connector is deployed.</summary>
internal static class EntraParameter
{
    public static DraftObject Make(SignInScheme scheme, string resource, IReadOnlyList<string> scopes)
    {
        var issuer = scheme.Issuer ?? EntraIssuer.Common;
        var at = scheme.Node;
        var custom = new DraftObject(at)
            .Set("loginUri", Value(issuer.Authority))
            .Set("tenantId", Value(issuer.Tenant))
            .Set("resourceUri", Value(resource))
            .Set("enableOnbehalfOfLogin", Value("false"));
        var properties = new DraftObject(at)
            .Set("IsFirstParty", "False", at)
            .Set("AzureActiveDirectoryResourceId", resource, at)
            .Set("IsOnbehalfofLoginSupported", Draft.Boolean(false, at));
        var settings = new DraftObject(at)
            .Set("identityProvider", "aad", at)
            .Set("scopes", DraftList.Texts(scopes, at))
            .Set("redirectMode", "GlobalPerConnector", at)
            .Set("properties", properties)
            .Set("customParameters", custom);
        return new DraftObject(at).Set("type", "oauthSetting", at).Set("oAuthSettings", settings);

        DraftObject Value(string text) => new DraftObject(at).Set("value", text, at);
    }
}
