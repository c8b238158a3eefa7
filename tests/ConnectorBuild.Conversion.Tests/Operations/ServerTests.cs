namespace ConnectorBuild.Conversion.Tests.Operations;

/// <summary>Which address the connector calls.</summary>
public sealed class ServerTests
{
    [Theory]
    [InlineData("""[{ "url": "https://api.fabrikam.com/v1/" }]""", "api.fabrikam.com /v1 https", "")]
    [InlineData("""[{ "url": "http://localhost:8080" }, { "url": "https://api.fabrikam.com" }]""", "api.fabrikam.com / https", "")]
    [InlineData("""[{ "url": "http://api.fabrikam.com" }, { "url": "https://api.fabrikam.com" }]""", "api.fabrikam.com / https", "CB1610")]
    [InlineData("""[{ "url": "https://api.fabrikam.com/v1" }, { "url": "http://api.fabrikam.com/v1/" }]""", "api.fabrikam.com /v1 https", "CB1610")]
    [InlineData("""[{ "url": "https://api.fabrikam.com/v1" }, { "url": "http://api.fabrikam.com/v2" }]""", "api.fabrikam.com /v1 https", "")]
    [InlineData("""[{ "url": "https://localhost:5001" }, { "url": "http://localhost:5000" }]""", "localhost:5001 / https", "CB1663")]
    [InlineData("""[{ "url": "http://127.0.0.1:8080/api" }]""", "127.0.0.1:8080 /api http", "CB1663")]
    [InlineData("""[{ "url": "http://[::1]:8080" }]""", "  ", "CB1608")]
    [InlineData("""[{ "url": "https://[2001:db8::1]/v1" }, { "url": "https://api.fabrikam.com" }]""", "api.fabrikam.com / https", "")]
    [InlineData("""[{ "url": "http://0.0.0.0" }]""", "0.0.0.0 / http", "CB1663")]
    [InlineData("""[{ "url": "https://api.fabrikam.com/{stage}", "variables": { "stage": { "default": "/prod" } } }]""", "api.fabrikam.com /prod https", "")]
    [InlineData("""[{ "url": "https://api.fabrikam.com{stage}", "variables": { "stage": { "default": "/prod" } } }]""", "api.fabrikam.com /prod https", "")]
    [InlineData("""[{ "url": "http://api.fabrikam.com" }]""", "api.fabrikam.com / http", "")]
    [InlineData("""[{ "url": "https://{region}.fabrikam.com:8443/{base}", "variables": { "region": { "default": "eu", "enum": ["eu", "us"] }, "base": { "default": "v2" } } }]""", "eu.fabrikam.com:8443 /v2 https", "")]
    [InlineData("""[{ "url": "//api.fabrikam.com/v1" }]""", "api.fabrikam.com /v1 https", "")]
    [InlineData("""[{ "url": "/api/v3" }]""", " /api/v3 https", "CB1608")]
    [InlineData("""[]""", "  ", "CB1608")]
    [InlineData("""[{ "url": "https://{tenant}.fabrikam.com" }]""", "  ", "CB1608")]
    [InlineData("""[{ "url": "ftp://fabrikam.com" }]""", "  ", "CB1608")]
    public void Server_OfTheDocument_IsWrittenAs(string servers, string expected, string codes)
    {
        var converted = Converted.From(With(servers));

        Assert.Equal(codes, converted.Codes);
        Assert.Equal(expected, $"{converted.Json["host"]} {converted.Json["basePath"]} {converted.Json["schemes"]?[0]}");
    }

    [Theory]
    [InlineData("""{ "url": "https://{r}.fabrikam.com", "variables": { "r": { "enum": ["eu"] } } }""", "The variable 'r' of the server")]
    [InlineData("""{ "url": "https://{r}.fabrikam.com" }""", "The variable 'r' of the server")]
    [InlineData("""{ "description": "D" }""", "The server has no \"url\"")]
    public void Server_ThatCannotBeCalled_SaysWhy(string server, string expected) =>
        Assert.StartsWith(expected, Converted.From(With($$"""[{{server}}, { "url": "https://api.fabrikam.com" }]""")).The("CB1609").Message, StringComparison.Ordinal);

    [Fact]
    public void Variable_WithOtherValues_NamesThem() => Assert.Contains(
        "has the default 'eu' and may also be 'us', 'asia'",
        Converted.From(With("""[{ "url": "https://{r}.fabrikam.com", "variables": { "r": { "default": "eu", "enum": ["eu", "us", "asia"] } } }]""")).The("CB1612").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Variable_ThatYamlReadsAsANumber_IsFilledIn() =>
        Assert.Equal(
            "api.fabrikam.com:8443",
            (string?)Converted.From(With("""[{ "url": "https://api.fabrikam.com:{port}", "variables": { "port": { "default": 8443 } } }]""")).Json["host"]);

    [Fact]
    public void Server_GivenBesideTheDocument_Wins()
    {
        var converted = Converted.From(With("""[{ "url": "/api" }]"""), options: new ConversionOptions { Server = "https://orders.contoso.com/v2" });

        Assert.Equal("orders.contoso.com", (string?)converted.Json["host"]);
        Assert.Equal("/v2", (string?)converted.Json["basePath"]);
    }

    [Fact]
    public void Host_ThatAPatchNames_NeedNotBeInTheDocument() =>
        Assert.Equal("", Converted.From(With("[]"), options: new ConversionOptions { IsHostPatched = true }).Codes);

    [Fact]
    public void ServerThatIsTheDevelopersMachine_WithAnAddressFromElsewhere_IsNoFinding()
    {
        var local = With("""[{ "url": "https://localhost:5001" }]""");

        Assert.Equal("", Converted.From(local, options: new ConversionOptions { IsHostPatched = true }).Codes);
        Assert.Equal("", Converted.From(local, options: new ConversionOptions { Server = "https://orders.contoso.com" }).Codes);
    }

    [Theory]
    [InlineData(true, "or write \"host\" in apiDefinition.{environment}.json")]
    [InlineData(false, "or give the address to dotnet connector convert by --server")]
    public void ServersThatDiffer_ByScheme_SayHowTheAddressIsGiven(bool hasProject, string expected) => Assert.Contains(
        expected,
        Converted.From(
            With("""[{ "url": "http://api.fabrikam.com" }, { "url": "https://api.fabrikam.com" }]"""), options: new ConversionOptions { HasProject = hasProject })
            .The("CB1610").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Schemes_WhereTheAddressComesFromElsewhere_AreNoQuestion()
    {
        var both = With("""[{ "url": "http://api.fabrikam.com" }, { "url": "https://api.fabrikam.com" }]""");

        Assert.Equal("", Converted.From(both, options: new ConversionOptions { IsHostPatched = true }).Codes);
        Assert.Equal("", Converted.From(both, options: new ConversionOptions { Server = "https://orders.contoso.com" }).Codes);
    }

    [Fact]
    public void Server_OfAPath_IsUsedWhereTheDocumentHasNoneAndReportedElsewhere()
    {
        var converted = Converted.From("""
            { "openapi": "3.0.3", "info": { "title": "Messages", "version": "1" }, "paths": {
              "/a": { "servers": [{ "url": "https://api.fabrikam.com" }], "get": { "operationId": "A", "responses": { "200": { "description": "" } } } },
              "/b": { "servers": [{ "url": "https://upload.fabrikam.com" }], "get": { "operationId": "B", "responses": { "200": { "description": "" } } } },
              "/c": { "servers": [{ "url": "https://api.fabrikam.com/2.0" }], "get": { "operationId": "C", "responses": { "200": { "description": "" } } } } } }
            """);

        Assert.Equal("CB1611", converted.Codes);
        Assert.Equal(["/a", "/b", "/2.0/c"], converted.At("/paths")!.AsObject().Select(p => p.Key));
    }

    private static string With(string servers) =>
        $$"""{ "openapi": "3.0.3", "info": { "title": "Items", "version": "1" }, "servers": {{servers}}, "paths": { "/items": { "get": { "operationId": "GetItems", "responses": { "200": { "description": "" } } } } } }""";
}
