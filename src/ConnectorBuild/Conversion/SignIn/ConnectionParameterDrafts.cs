using System.Globalization;
using ConnectorBuild.Conversion.Drafts;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.SignIn;

/// <summary>The connection parameters of keys, passwords and other OAuth providers, as the platform's wizard writes them.</summary>
internal static class ConnectionParameterDrafts
{
    public static void Add(SignInScheme scheme, DraftObject parameters)
    {
        var at = scheme.Node;
        switch (scheme.Kind)
        {
            case SignInKind.Basic:
                parameters.Set("username", Secure(at, "User name", isClear: true));
                parameters.Set("password", Secure(at, "Password", isClear: false));
                break;
            case SignInKind.OAuth:
                parameters.Set("token", OAuth(scheme));
                break;
            default:
                parameters.Set(KeyName(parameters), Secure(at, "API key", isClear: false));
                break;
        }
    }

    private static string KeyName(DraftObject parameters)
    {
        var count = parameters.Members.Count(m => m.Name.StartsWith("api_key", StringComparison.Ordinal));
        return count == 0 ? "api_key" : string.Create(CultureInfo.InvariantCulture, $"api_key_{count + 1}");
    }

    private static DraftObject Secure(SourceNode at, string name, bool isClear)
    {
        var constraints = new DraftObject(at).Set("clearText", Draft.Boolean(isClear, at)).Set("required", "true", at);
        var definition = new DraftObject(at)
            .Set("displayName", name, at)
            .Set("description", $"The {name} for this API", at)
            .Set("tooltip", $"Provide the {name}", at)
            .Set("constraints", constraints);
        return new DraftObject(at).Set("type", "securestring", at).Set("uiDefinition", definition);
    }

    private static DraftObject OAuth(SignInScheme scheme)
    {
        var at = scheme.Node;
        var custom = new DraftObject(at)
            .Set("authorizationUrl", Value(scheme.Definition["authorizationUrl"]!))
            .Set("tokenUrl", Value(scheme.Definition["tokenUrl"]!))
            .Set("refreshUrl", Value(scheme.Flow["refreshUrl"] is { IsString: true } refresh ? Draft.Copy(refresh) : scheme.Definition["tokenUrl"]!));
        var settings = new DraftObject(at)
            .Set("identityProvider", "oauth2", at)
            .Set("scopes", DraftList.Texts(scheme.Scopes, at))
            .Set("redirectMode", "GlobalPerConnector", at)
            .Set("properties", new DraftObject(at).Set("IsFirstParty", "False", at))
            .Set("customParameters", custom);
        return new DraftObject(at).Set("type", "oauthSetting", at).Set("oAuthSettings", settings);

        DraftObject Value(Draft value) => new DraftObject(at).Set("value", value);
    }
}
