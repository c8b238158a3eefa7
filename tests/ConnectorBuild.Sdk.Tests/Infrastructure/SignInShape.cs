namespace ConnectorBuild.Sdk.Tests.Infrastructure;

/// <summary>One way in which a public connector writes its Entra sign-in.</summary>
/// <param name="Resource">The resource as it stands in the file.</param>
/// <param name="Scopes">The JSON of <c>scopes</c>; null for none.</param>
/// <param name="Tenant">The value of <c>tenantId</c>; null where the file has none.</param>
/// <param name="Form">Where the settings stand.</param>
/// <param name="Casing">How the names are written.</param>
internal sealed record SignInShape(string Resource, string? Scopes, string? Tenant, SignInForm Form, SignInCasing Casing)
{
    /// <summary>The connector's <c>apiProperties.json</c>.</summary>
    public string Properties() => Form switch
    {
        SignInForm.Parameter => $$"""
            { "properties": { "iconBrandColor": "#0f4c81", "capabilities": [],
              "{{Name("connectionParameters")}}": { "token": {{Token()}} } } }
            """,
        SignInForm.ParameterWithOthers => $$"""
            { "properties": { "iconBrandColor": "#0f4c81", "capabilities": [],
              "{{Name("connectionParameters")}}": {
                "token": {{Token()}},
                "region": { "type": "string", "uiDefinition": { "displayName": "Region", "description": "The region.", "constraints": { "required": "true" } } } } } }
            """,
        SignInForm.Set => Sets($$"""{ "name": "user", "uiDefinition": { "displayName": "User", "description": "Sign in." }, "parameters": { "token": {{Token()}} } }"""),
        SignInForm.SetBesideApiKey => Sets($$"""
            { "name": "user", "uiDefinition": { "displayName": "User", "description": "Sign in." }, "parameters": { "token": {{Token()}} } },
            { "name": "key", "uiDefinition": { "displayName": "Key", "description": "Use a key." },
              "parameters": { "api_key": { "type": "securestring", "uiDefinition": { "displayName": "Key", "description": "The key.", "constraints": { "required": "true" } } } } }
            """),
        _ => throw new InvalidOperationException($"No text for {Form}."),
    };

    private static string Sets(string values) => $$"""
        { "properties": { "iconBrandColor": "#0f4c81", "capabilities": [],
          "connectionParameterSets": { "uiDefinition": { "displayName": "Sign-in", "description": "How to sign in." }, "values": [ {{values}} ] } } }
        """;

    private string Token() => $$"""
        { "type": "{{(Casing == SignInCasing.Portal ? "oAuthSetting" : "oauthSetting")}}",
          "{{Name("oAuthSettings")}}": {
            "identityProvider": "{{(Casing == SignInCasing.Upper ? "AAD" : "aad")}}",
            "clientId": "",
            {{(Scopes is null ? "" : $"\"scopes\": {Scopes},")}}
            "redirectMode": "GlobalPerConnector",
            "properties": { "IsFirstParty": "False", "AzureActiveDirectoryResourceId": "{{Resource}}" },
            "{{Name("customParameters")}}": {
              "{{Name("loginUri")}}": { "value": "{{(Tenant is null ? "https://login.windows.net" : "https://login.microsoftonline.com")}}" },
              {{(Tenant is null ? "" : $$"""
              "{{Name("tenantId")}}": { "value": "{{Tenant}}" },
              """)}}
              "{{Name("resourceUri")}}": { "value": "{{Resource}}" } } } }
        """;

    private string Name(string name) => Casing switch
    {
        SignInCasing.Portal => name,
        SignInCasing.Lower => name == "oAuthSettings" ? "oauthSettings" : name,
        SignInCasing.Upper =>
            name is "customParameters" or "resourceUri" or "loginUri" or "tenantId" ? char.ToUpperInvariant(name[0]) + name[1..] : name,
        _ => throw new InvalidOperationException($"No spelling for {Casing}."),
    };
}

/// <summary>Where the settings of a sign-in stand.</summary>
internal enum SignInForm
{
    /// <summary>One connection parameter.</summary>
    Parameter,

    /// <summary>A connection parameter beside others.</summary>
    ParameterWithOthers,

    /// <summary>One set of connection parameters.</summary>
    Set,

    /// <summary>A set beside one with an API key.</summary>
    SetBesideApiKey,
}

/// <summary>How the names of a sign-in are written.</summary>
internal enum SignInCasing
{
    /// <summary>As the portal writes them.</summary>
    Portal,

    /// <summary><c>oauthSettings</c>, as exports of older tools have it.</summary>
    Lower,

    /// <summary><c>AAD</c>, <c>CustomParameters</c>, <c>ResourceUri</c>.</summary>
    Upper,
}
