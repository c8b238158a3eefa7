using System.Text.Json.Nodes;
using ConnectorBuild.Definition;

namespace ConnectorBuild.Conversion.Tests.SignIn;

/// <summary>Security schemes, and the sign-in that a connector gets from them.</summary>
public sealed class SchemeTests
{
    private const string Keys = """ "key": { "type": "apiKey", "in": "header", "name": "X-Key" }, "app": { "type": "apiKey", "in": "query", "name": "app" } """;

    private const string Operations = """{ "/items": { "get": { "operationId": "GetItems", "responses": { "200": { "description": "" } } } } }""";

    private const string Tenant = "6babcaad-604b-40ac-a9d7-9fd97c0b779f";

    [Fact]
    public void AuthorizationCode_OfEntra_GivesACompleteConnectionParameter()
    {
        var converted = Converted.From(With($$"""
            "aad": { "type": "oauth2", "flows": {
              "clientCredentials": { "tokenUrl": "https://login.microsoftonline.com/{{Tenant}}/oauth2/v2.0/token", "scopes": {} },
              "authorizationCode": { "authorizationUrl": "https://login.microsoftonline.com/{{Tenant}}/oauth2/v2.0/authorize", "tokenUrl": "https://login.microsoftonline.com/{{Tenant}}/oauth2/v2.0/token",
                "scopes": { "api://orders/Orders.Read": "Read orders", "api://orders/Orders.Write": "Write orders", "openid": "Sign in" } } } }
            """, """[{ "aad": ["api://orders/Orders.Read"] }]"""));

        Assert.Equal("", converted.Codes);
        Assert.Equal("accessCode", (string?)converted.At("/securityDefinitions/aad/flow"));
        var settings = Properties(converted)["token"]!["oAuthSettings"]!;
        Assert.Equal("aad", (string?)settings["identityProvider"]);
        Assert.Equal("""["Orders.Read"]""", settings["scopes"]!.ToJsonString());
        Assert.Equal(Tenant, (string?)settings["customParameters"]!["tenantId"]!["value"]);
        Assert.Equal("api://orders", (string?)settings["customParameters"]!["resourceUri"]!["value"]);
        Assert.Equal("https://login.microsoftonline.com", (string?)settings["customParameters"]!["loginUri"]!["value"]);
        Assert.Empty(converted.Findings.Where(f => f.Id[2] == '3' && f.Severity > Diagnostics.DiagnosticSeverity.Info).Select(f => f.Id));
    }

    [Theory]
    [InlineData("api://orders/Read", "Write", "api://orders", """["Read","Write"]""", "")]
    [InlineData("api://orders/Read", "api://other/Write", "api://orders", """["Read"]""", "CB1640")]
    [InlineData("https://graph.microsoft.com//User.Read", "https://graph.microsoft.com/Mail.Read", "https://graph.microsoft.com/", """["User.Read","Mail.Read"]""", "")]
    public void Scopes_OfSeveralResources_AreThoseOfTheFirst(string first, string second, string resource, string names, string codes)
    {
        var converted = Converted.From(With($$"""
            "aad": { "type": "openIdConnect", "openIdConnectUrl": "https://login.microsoftonline.com/{{Tenant}}/v2.0/.well-known/openid-configuration" }
            """, $$"""[{ "aad": ["{{first}}", "{{second}}", "offline_access"] }]"""));

        Assert.Equal(codes, converted.Codes);
        var settings = Properties(converted)["token"]!["oAuthSettings"]!;
        Assert.Equal(resource, (string?)settings["customParameters"]!["resourceUri"]!["value"]);
        Assert.Equal(names, settings["scopes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{ "type": "openIdConnect", "openIdConnectUrl": "https://login.microsoftonline.com/contoso.com/v2.0/.well-known/openid-configuration" }""", "oauth2", "contoso.com", "CB1642")]
    [InlineData("""{ "type": "http", "scheme": "bearer" }""", "apiKey", null, "")]
    [InlineData("""{ "type": "http", "scheme": "basic" }""", "basic", null, "")]
    [InlineData("""{ "type": "apiKey", "in": "query", "name": "code" }""", "apiKey", null, "")]
    [InlineData("""{ "type": "apiKey", "in": "cookie", "name": "sid" }""", null, null, "CB1640")]
    [InlineData("""{ "type": "mutualTLS" }""", null, null, "CB1640")]
    [InlineData("""{ "type": "http", "scheme": "digest" }""", null, null, "CB1640")]
    [InlineData("""{ "type": "openIdConnect", "openIdConnectUrl": "https://id.fabrikam.com/.well-known/openid-configuration" }""", null, null, "CB1640")]
    [InlineData("""{ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://id.fabrikam.com/token", "scopes": {} } } }""", null, null, "CB1640")]
    [InlineData("""{ "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://login.microsoftonline.com/common/oauth2/v2.0/token", "scopes": { "api://orders/.default": "" } } } }""", "oauth2", "common", "CB1640")]
    [InlineData("""{ "type": "oauth2", "flows": { "authorizationCode": { "authorizationUrl": "https://id.fabrikam.com/a", "tokenUrl": "https://id.fabrikam.com/t", "refreshUrl": "https://id.fabrikam.com/r", "scopes": { "read": "Read" } } } }""", "oauth2", null, "")]
    public void Scheme_OfEachType_IsWrittenAs(string scheme, string? type, string? tenant, string codes)
    {
        var converted = Converted.From(With($"\"auth\": {scheme}", """[{ "auth": [] }]"""));

        Assert.Equal(codes, converted.Codes);
        Assert.Equal(type, (string?)converted.Json["securityDefinitions"]?["auth"]?["type"]);
        Assert.Equal(
            codes == "CB1642" ? null : tenant,
            (string?)(
                converted.Result.Properties is null
                    ? null
                    : Properties(converted)["token"]?["oAuthSettings"]?["customParameters"]?["tenantId"]?["value"]));
        Assert.Equal(type is not null, converted.AllCodes.Contains("CB1641"));
    }

    [Theory]
    [InlineData("""[{ "missing": [] }]""")]
    [InlineData("""[{ "auth": [], "missing": [] }]""")]
    public void Requirement_OfASchemeThatIsNotThere_IsReportedAtItsName(string security)
    {
        var converted = Converted.From(With(""" "auth": { "type": "http", "scheme": "basic" } """, security));

        Assert.EndsWith("/missing", converted.The("CB1640").Pointer, StringComparison.Ordinal);
    }

    [Fact]
    public void ClientCredentials_OfEntra_SayThatUsersSignIn()
    {
        var converted = Converted.From(With("""
            "auth": { "type": "oauth2", "flows": {
              "deviceAuthorization": { "deviceAuthorizationUrl": "https://id.fabrikam.com/d", "tokenUrl": "https://id.fabrikam.com/t", "scopes": {} },
              "clientCredentials": { "tokenUrl": "https://login.microsoftonline.com/common/oauth2/v2.0/token", "scopes": { "api://orders/.default": "" } } } }
            """, """[{ "auth": [] }]"""));

        Assert.Contains("users sign in by the authorization code", converted.The("CB1640").Message, StringComparison.Ordinal);
        Assert.Equal("oauth2", (string?)converted.At("/securityDefinitions/auth/type"));
    }

    [Fact]
    public void RefreshUrl_OfAnotherProvider_IsKept()
    {
        var converted = Converted.From(With("""
            "auth": { "type": "oauth2", "flows": { "authorizationCode": { "authorizationUrl": "https://id.fabrikam.com/a", "tokenUrl": "https://id.fabrikam.com/t",
              "refreshUrl": "https://id.fabrikam.com/r", "scopes": {} } } }
            """, """[{ "auth": [] }]"""));

        Assert.Equal("https://id.fabrikam.com/r", (string?)Properties(converted)["token"]!["oAuthSettings"]!["customParameters"]!["refreshUrl"]!["value"]);
    }

    [Fact]
    public void Bearer_WithAResource_SignsInWithEntra()
    {
        var converted = Converted.From(
            With("\"jwt\": { \"type\": \"http\", \"scheme\": \"bearer\" }", "[{ \"jwt\": [] }]"),
            options: new ConversionOptions { Resource = "api://orders", Scopes = ["Orders.Read"] });

        Assert.Equal("oauth2", (string?)converted.At("/securityDefinitions/jwt/type"));
        Assert.Equal("api://orders", (string?)Properties(converted)["token"]!["oAuthSettings"]!["customParameters"]!["resourceUri"]!["value"]);
        Assert.Equal("""["Orders.Read"]""", Properties(converted)["token"]!["oAuthSettings"]!["scopes"]!.ToJsonString());
    }

    [Fact]
    public void Resource_WithoutAnyScheme_SignsInWithEntra()
    {
        var converted = Converted.From(Document.WithOperation(""" "responses": { "200": { "description": "" } } """), options: new ConversionOptions { Resource = "api://orders", Scopes = ["Orders.Read"] });

        Assert.Equal("", converted.Codes);
        Assert.Equal("accessCode", (string?)converted.At("/securityDefinitions/entra/flow"));
        Assert.Equal("api://orders", (string?)Properties(converted)["token"]!["oAuthSettings"]!["customParameters"]!["resourceUri"]!["value"]);
    }

    [Fact]
    public void Bearer_WhereTheAuthorSaysEntra_IsEntraAndTheAuthorsFileStays()
    {
        var properties = SourceFile.Read("apiProperties.json", """{ "properties": { "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } } } } }"""u8.ToArray(), TestContext.Current.CancellationToken);
        var converted = Converted.From(
            With("\"jwt\": { \"type\": \"http\", \"scheme\": \"bearer\" }", "[{ \"jwt\": [] }]"),
            options: new ConversionOptions { Properties = properties.Document!.Root });

        Assert.Equal("oauth2", (string?)converted.At("/securityDefinitions/jwt/type"));
        Assert.Null(converted.Result.Properties);
    }

    [Fact]
    public void Alternatives_OfAGateway_AreOneAndTheInfoSaysWhich()
    {
        var converted = Converted.From(With("""
            "keyQuery": { "type": "apiKey", "in": "query", "name": "subscription-key" }, "keyHeader": { "type": "apiKey", "in": "header", "name": "Ocp-Apim-Subscription-Key" }
            """, """[{ "keyQuery": [] }, { "keyHeader": [] }]"""));

        Assert.Equal("keyHeader", Assert.Single(converted.At("/securityDefinitions")!.AsObject()).Key);
        Assert.Contains("'keyQuery' is left out", converted.The("CB1641").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "key": [] }, {}]""", "The API can also be called without signing in")]
    [InlineData("""[{ "key": [] }, { "key": [], "app": [] }]""", "The API can also be called with 'key' and 'app'")]
    [InlineData("""[{ "key": [], "app": [] }]""", "signs callers in by 'key' and 'app', so connections sign in with a key in the header 'X-Key' and with a key in the query parameter 'app'")]
    [InlineData("""[{ "key": [] }, { "app": [] }]""", "and 'app' is left out")]
    public void Requirement_OfEachShape_IsTold(string security, string expected)
    {
        var converted = Converted.From(With(Keys, security));

        Assert.Contains(converted.Result.Diagnostics, d => d.Id == "CB1641" && d.Message.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(converted.Result.Diagnostics, d => d.Message.Contains("Entra", StringComparison.Ordinal));
    }

    [Fact]
    public void Schemes_ThatNothingDemands_AreToldAsThat() => Assert.StartsWith(
        "The document has 'key' and does not say that calls need a sign-in; a connector has one sign-in, and 'app' is left out, so connections sign in",
        Converted.From(Document.With(Operations, $$"""{ "securitySchemes": { {{Keys}} } }""")).The("CB1641").Message, StringComparison.Ordinal);

    [Fact]
    public void Entra_WithoutResource_DoesNotSayThatConnectionsSignIn()
    {
        var converted = Converted.From(With(""" "aad": { "type": "openIdConnect", "openIdConnectUrl": "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" } """, """[{ "aad": [] }]"""));

        Assert.Contains("connections cannot sign in yet", converted.The("CB1641").Message, StringComparison.Ordinal);
        Assert.Equal("CB1642", converted.Codes);
    }

    [Fact]
    public void SignIn_OfTheAuthor_NeedsNoResourceFromTheDocument()
    {
        var properties = SourceFile.Read("apiProperties.json", """{ "properties": { "connectionParameters": { "token": { "type": "oauthSetting", "oAuthSettings": { "identityProvider": "aad" } } } } }"""u8.ToArray(), TestContext.Current.CancellationToken);
        var converted = Converted.From(
            With(""" "jwt": { "type": "http", "scheme": "bearer" } """, """[{ "jwt": [] }]"""), options: new ConversionOptions { Properties = properties.Document!.Root });

        Assert.Equal("", converted.Codes);
        Assert.Contains("as connectionParameters in apiProperties.json say", converted.The("CB1641").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_OfAllOperations_AreThoseOfTheConnection()
    {
        var converted = Converted.From(Document.With(
            """
            { "/a": { "get": { "operationId": "A", "security": [{ "aad": ["api://orders/Read"] }], "responses": { "200": { "description": "" } } },
                      "post": { "operationId": "B", "security": [{ "aad": ["api://orders/Write"] }], "responses": { "200": { "description": "" } } },
                      "put": { "operationId": "C", "responses": { "200": { "description": "" } } } } }
            """,
            """{ "securitySchemes": { "aad": { "type": "openIdConnect", "openIdConnectUrl": "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration" } } }"""));

        Assert.Equal("""["Read","Write"]""", Properties(converted)["token"]!["oAuthSettings"]!["scopes"]!.ToJsonString());
        Assert.Equal("[]", converted.At("/paths/~1a/put/security")!.ToJsonString());
    }

    [Fact]
    public void Keys_OfOneRequirement_AreAllParameters()
    {
        var converted = Converted.From(With(Keys + """, "third": { "type": "apiKey", "in": "header", "name": "X-Third" } """, """[{ "key": [], "app": [], "third": [] }]"""));

        Assert.Equal(["api_key", "api_key_2", "api_key_3"], Properties(converted).Select(p => p.Key));
    }

    [Fact]
    public void Operation_WithoutSignIn_SaysSoAndOneWithAnotherIsReported()
    {
        var converted = Converted.From($$"""
            { "openapi": "3.1.0", "info": { "title": "Items", "version": "1" }, "servers": [{ "url": "https://api.fabrikam.com" }], "security": [{ "key": [] }],
              "paths": { "/a": { "get": { "operationId": "A", "security": [], "responses": { "200": { "description": "" } } }, "post": { "operationId": "B", "security": [{ "basic": [] }], "responses": { "200": { "description": "" } } } } },
              "components": { "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" }, "basic": { "type": "http", "scheme": "basic" } } } }
            """);

        Assert.Equal("CB1640", converted.Codes);
        Assert.Equal("[]", converted.At("/paths/~1a/get/security")!.ToJsonString());
    }

    [Theory]
    [InlineData("""[{ "sid": [] }]""", "sid")]
    [InlineData("""[{ "digest": [] }]""", "digest")]
    [InlineData("""[{ "sid": [], "digest": [] }]""", "sid digest")]
    public void SignIn_ThatAConnectorDoesNotHave_IsReportedWhereItIsDemanded(string security, string schemes)
    {
        var converted = Converted.From(Document.With(
            $$"""{ "/a": { "get": { "operationId": "A", "security": {{security}}, "responses": { "200": { "description": "" } } } } }""", Unusable));

        var told = converted.Result.Diagnostics.Where(d => d.Id == "CB1640").ToList();
        Assert.Equal(schemes, string.Join(' ', told.Select(d => d.Pointer![(d.Pointer!.LastIndexOf('/') + 1)..])));
        Assert.All(told, d => Assert.Contains("so the scheme is left out, and the connector signs nobody in", d.Message, StringComparison.Ordinal));
        Assert.Null(converted.Json["securityDefinitions"]);
    }

    [Fact]
    public void SignIn_WrittenByTheAuthor_EndsTheFinding()
    {
        var properties = SourceFile.Read("apiProperties.json", """{ "properties": { "connectionParameters": { "sid": { "type": "securestring" } } } }"""u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal(
            "",
            Converted.From(
                Document.With("""{ "/a": { "get": { "operationId": "A", "security": [{ "sid": [] }], "responses": { "200": { "description": "" } } } } }""", Unusable),
                options: new ConversionOptions { Properties = properties.Document!.Root }).Codes);
    }

    private const string Unusable = """
        { "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key" }, "sid": { "type": "apiKey", "in": "cookie", "name": "sid" },
          "digest": { "type": "http", "scheme": "digest" } } }
        """;

    private static JsonObject Properties(Converted converted) =>
        JsonNode.Parse(converted.Result.Properties!.Text.Span)!["properties"]!["connectionParameters"]!.AsObject();

    private static string With(string schemes, string security) => Document.With(
        Operations,
        $$"""{ "securitySchemes": { {{schemes}} } }""", more: $", \"security\": {security}");
}
