using System.Text.Json.Nodes;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Apis;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>APIs of the author's own: assumed, declared, refused.</summary>
public sealed class ApisTests : CloudTest
{
    [Theory]
    [InlineData("api://orders.contoso.com")]
    [InlineData("api://0a1b2c3d-1111-4222-8333-444455556666")]
    [InlineData("0a1b2c3d-1111-4222-8333-444455556666")]
    [InlineData("https://orders.contoso.com/")]
    [InlineData("https://contoso-orders.azurewebsites.net")]
    [InlineData("https://contoso.onmicrosoft.com/orders")]
    [InlineData("https://prod.talxis.com/connectors/datafeed")]
    public async Task Prepare_OwnApi_IsAssumedWithItsScopesAndFoundByGraph(string resource)
    {
        await StartAsync();

        var answer = Prepare(resource, "Orders.Read", "offline_access", "Orders.Write");

        Assert.True(answer.IsAssumed);
        Assert.Equal(ApiOrigin.Assumed, answer.Api!.Origin);
        Assert.Equal(["Orders.Read", "Orders.Write"], answer.Api.Scopes);
        var filter = Guid.TryParse(resource, out _) ? $"appId eq '{resource}'" : $"servicePrincipalNames/any(n:n eq '{resource}')";
        var found = Assert.Single(
            (await Client.GraphAsync("GET", $"/servicePrincipals?$filter={Uri.EscapeDataString(filter)}")).Json["value"]!.AsArray())!;
        Assert.Equal(answer.Api.ClientId, (string?)found["appId"]);
        Assert.DoesNotContain("_api", found.ToJsonString(), StringComparison.Ordinal);
        if (resource.Contains("0a1b2c3d", StringComparison.Ordinal))
        {
            Assert.Equal("0a1b2c3d-1111-4222-8333-444455556666", answer.Api.ClientId);
        }
    }

    [Fact]
    public async Task Prepare_AskedAgain_IsTheSameApiWithMoreScopes()
    {
        await StartAsync();

        var first = Prepare("api://orders");
        var again = Prepare("api://orders/", "Orders.Read");
        var last = Prepare("api://orders");

        Assert.Equal(["user_impersonation"], first.Api!.Scopes);
        Assert.Equal(["user_impersonation", "Orders.Read"], again.Api!.Scopes);
        Assert.Equal(again.Api.Scopes, last.Api!.Scopes);
        Assert.Equal(first.Api.ClientId, last.Api.ClientId);
        Assert.Single(Cloud.Apis, a => a.Origin == ApiOrigin.Assumed);
    }

    [Theory]
    [InlineData("<<Please add your clientID here>>", "placeholder")]
    [InlineData("{{ resourceUri }}", "placeholder")]
    [InlineData("[[DUMMY]]", "placeholder")]
    [InlineData("<resource-id>", "placeholder")]
    [InlineData("YourApplicationIDURI", "placeholder")]
    [InlineData("api://your-api-client-id", "placeholder")]
    [InlineData("api://<client-id>", "placeholder")]
    [InlineData("@@id@@", "placeholder")]
    [InlineData("00000000-0000-0000-0000-000000000000", "placeholder")]
    [InlineData("", "placeholder")]
    [InlineData("api://", "placeholder")]
    [InlineData("resource-id", "not an https address")]
    [InlineData("http://orders.contoso.com", "not an https address")]
    [InlineData("https://graph.micosoft.com", "graph.microsoft.com")]
    [InlineData("https://api.powerplatforn.com/", "api.powerplatform.com")]
    [InlineData("https://business-assist.microsoft.com", "address of Microsoft's")]
    [InlineData("https://contoso.vault.azure.net", "address of Microsoft's")]
    public async Task Prepare_NoOwnApi_IsNotAssumed(string resource, string why)
    {
        await StartAsync();
        var before = Cloud.Apis.Count;

        var answer = Prepare(resource, "x");

        Assert.Null(answer.Api);
        Assert.Contains(why, answer.Refusal, StringComparison.Ordinal);
        Assert.Equal(before, Cloud.Apis.Count);
    }

    [Theory]
    [InlineData("api://yourcause.com")]
    [InlineData("https://yourcause.com/api")]
    [InlineData("https://changepoint.com")]
    public async Task Prepare_NameLikeATemplateWord_IsAssumed(string resource)
    {
        await StartAsync();

        Assert.True(Prepare(resource).IsAssumed);
    }

    [Theory]
    [InlineData("https://contoso.sharepoint.com", "00000003-0000-0ff1-ce00-000000000000")]
    [InlineData("https://contoso.crm4.dynamics.com/", "00000007-0000-0000-c000-000000000000")]
    [InlineData("https://orders.westeurope.kusto.windows.net", "2746ea77-4702-4b45-80ca-3c97e680e8b7")]
    public async Task Prepare_AddressThatATenantHasForItself_IsAssumedOfMicrosoftsApi(string resource, string appId)
    {
        await StartAsync();

        Assert.All(new[] { Prepare(resource), Prepare(resource) }, answer =>
        {
            Assert.True(answer.IsAssumed);
            Assert.Equal((ApiOrigin.BuiltIn, appId), (answer.Api!.Origin, answer.Api.ClientId));
        });
        var found = await Client.GraphAsync(
            "GET", $"/servicePrincipals?$filter={Uri.EscapeDataString($"servicePrincipalNames/any(n:n eq '{resource}')")}&$select=appId");
        Assert.Equal(appId, (string?)Assert.Single(found.Json["value"]!.AsArray())!["appId"]);
        Assert.False(Prepare("https://graph.microsoft.com").IsAssumed);
    }

    [Fact]
    public async Task Prepare_DeclaredApi_GainsNothing()
    {
        await StartAsync(Declared());

        var answer = Prepare("api://orders", "Orders.Delete");

        Assert.False(answer.IsAssumed);
        Assert.Equal((ApiOrigin.Declared, 2), (answer.Api!.Origin, answer.Api.TokenVersion));
        Assert.Equal(["Orders.Read", "Orders.Manage"], answer.Api.Scopes);
        Assert.Equal(["Orders.Approver"], answer.Api.Roles);
        var scopes = (await Client.GraphAsync("GET", $"/servicePrincipals(appId='{answer.Api.ClientId}')")).Json["oauth2PermissionScopes"]!.AsArray();
        Assert.Equal(["User", "Admin"], scopes.Select(s => (string?)s!["type"]));
    }

    [Fact]
    public async Task Prepare_UnknownApisRefused_SaysSo()
    {
        await StartAsync(new LocalCloudOptions { UnknownApis = UnknownApis.Refuse });

        var answer = Prepare("api://orders");

        Assert.Null(answer.Api);
        Assert.Contains("\"unknownApis\": \"refuse\"", answer.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_ApiRegisteredThroughGraph_StaysAsItIs()
    {
        await StartAsync();
        var body = """{"displayName":"Orders API","identifierUris":["api://orders"],"api":{"requestedAccessTokenVersion":2,"oauth2PermissionScopes":[{"id":"6d7a8c2e-0000-0000-0000-000000000001","value":"Orders.Read","type":"User","isEnabled":true}]}}""";
        var app = (await Client.GraphAsync("POST", "/applications", body)).Json;
        await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{app["appId"]}}"}""");

        var answer = Prepare("api://orders", "Orders.Delete");

        Assert.False(answer.IsAssumed);
        Assert.Equal(["Orders.Read"], answer.Api!.Scopes);
    }

    [Fact]
    public async Task Restart_OptionsChanged_ApisFollowThemAndKeepTheirIds()
    {
        var folder = Directory.CreateTempSubdirectory("connectorbuild-apis-").FullName;
        var options = new LocalCloudOptions { StateFile = Path.Combine(folder, "state.json"), SigningKey = SigningKey };
        try
        {
            var assumed = await WithAsync(options, cloud => cloud.PrepareApis("local", [new ApiRequest("api://orders", ["Orders.Read"])])[0].Api!);
            var declared = await WithAsync(Declared() with { StateFile = options.StateFile, SigningKey = SigningKey }, Orders);
            var former = await WithAsync(options, Orders);
            var refused = await WithAsync(options with { UnknownApis = UnknownApis.Refuse }, Orders);

            Assert.Equal((ApiOrigin.Declared, assumed.ClientId), (declared!.Origin, declared.ClientId));
            Assert.Equal((ApiOrigin.Assumed, assumed.ClientId), (former!.Origin, former.ClientId));
            Assert.Null(refused);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static LocalApi? Orders(LocalCloudServer cloud) => cloud.Apis.FirstOrDefault(a => a.Resources.Contains("api://orders"));

        static async Task<T> WithAsync<T>(LocalCloudOptions options, Func<LocalCloudServer, T> read)
        {
            await using var cloud = await LocalCloudServer.StartAsync(options, Stop);
            return read(cloud);
        }
    }

    [Fact]
    public async Task Prepare_FromAnotherProcess_IsTheSame()
    {
        await StartAsync(Declared());

        var answers = await LocalCloudClient.PrepareApisAsync(
            Cloud.Endpoints, "local", [new("api://orders", []), new("api://stock", []), new("[[DUMMY]]", [])], Stop);
        var apis = await LocalCloudClient.ApisAsync(Cloud.Endpoints, Stop);

        Assert.Equal([false, true, false], answers.Select(a => a.IsAssumed));
        Assert.Equal([true, true, false], answers.Select(a => a.Api is not null));
        Assert.Equal(
            ["api://orders", "api://stock"],
            apis.Where(a => a.Origin is ApiOrigin.Declared or ApiOrigin.Assumed).SelectMany(a => a.Resources)
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{ "resources": [ "https://graph.microsoft.com/" ] }""", "API of Microsoft's")]
    [InlineData("""{ "clientId": "00000003-0000-0000-c000-000000000000" }""", "API of Microsoft's")]
    [InlineData("""{ "scopes": [ { "name": "x" } ] }""", "without 'resources'")]
    [InlineData("""{ "resources": [ "api://a" ], "tokenVersion": 3 }""", "tokenVersion 3")]
    [InlineData("""{ "resources": [ "api://a" ], "scopes": [ { "name": "x" }, { "name": "X" } ] }""", "two scopes 'x'")]
    [InlineData("""{ "resources": [ "api://a", "api://a/" ] }""", "'api://a' twice")]
    [InlineData("""{ "resources": [ "api://a" ], "scopes": [ { "name": "x", "consent": "nobody" } ] }""", "\"user\" or \"admin\"")]
    [InlineData("""{ "resources": [ "api://a" ], "scope": [] }""", "'scope'")]
    public async Task Options_ApiThatCannotBe_IsRefused(string api, string why)
    {
        var file = Path.Combine(Path.GetTempPath(), $"connectorbuild-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, $$"""{ "tenants": [ { "name": "local", "apis": [ {{api}} ] } ] }""", Stop);
        try
        {
            var error = await Assert.ThrowsAsync<ConnectorException>(() => StartAsync(LocalCloudOptionsFile.Read(file)));

            Assert.Equal("CB9505", Assert.Single(error.Diagnostics).Id);
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal static LocalCloudOptions Declared(int tokenVersion = 2) => new()
    {
        Tenants =
        [
            new()
            {
                Name = "local",
                Apis =
                [
                    new()
                    {
                        Resources = ["api://orders"],
                        Scopes = [new() { Name = "Orders.Read" }, new() { Name = "Orders.Manage", Consent = ScopeConsent.Admin }],
                        AppRoles = [new() { Name = "Orders.Approver", Assigned = true }],
                        TokenVersion = tokenVersion,
                    },
                ],
            },
        ],
    };

    private ApiAnswer Prepare(string resource, params IReadOnlyList<string> scopes) =>
        Cloud.PrepareApis("local", [new ApiRequest(resource, scopes)])[0];
}
