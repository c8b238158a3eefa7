using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Identity;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Connections;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>Connections that sign in: the token that the backend gets, its renewal, and refusals.</summary>
public sealed class OAuthCallTests : GatewayTest
{
    [Fact]
    public async Task Call_SignedIn_BringsTheApisTokenAndRenewsIt()
    {
        var (id, _) = await StartSignedInAsync();
        var connection = await ConnectAsync(id);

        var first = await TokenAsync(connection);
        var again = await TokenAsync(connection);
        Clock.Advance(TimeSpan.FromMinutes(58));
        Token = (await Cloud.ConnectAsync("local", id, new ConnectionRequest { Reuse = true }, Stop)).Token!;
        var renewed = await TokenAsync(connection);

        Assert.Equal("oauth2", connection.Kind);
        Assert.Equal("https://management.core.windows.net/", (string?)TokenSigner.Read(first)!.Value.Claims["aud"]);
        Assert.Equal(first, again);
        Assert.NotEqual(first, renewed);
        Assert.Contains(Cloud.Requests.Records, r => r.Path.EndsWith("/oauth2/token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_SecretLost_IsATokenExchangeError()
    {
        var (id, clientId) = await StartSignedInAsync();
        var connection = await ConnectAsync(id);
        await Client.DataverseAsync(
            "PATCH", $"/connectors({id})",
            new JsonObject { ["connectionparameters"] = Samples.ConnectionParameters(clientId, null) }.ToJsonString());
        Clock.Advance(TimeSpan.FromMinutes(58));
        Token = (await Cloud.ConnectAsync("local", id, new ConnectionRequest { Reuse = true }, Stop)).Token!;

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((401, "CB9603"), (answer.Status, trace.Finding?.Code));
        Assert.StartsWith("Error from token exchange: NoSecret", (string?)answer.Json["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ConsentMissing_IsRefusedWithEntrasCode()
    {
        var (id, _) = await StartSignedInAsync(new LocalCloudOptions { Tenants = [new() { Name = "local", UserConsent = false }] });

        var answer = await Cloud.ConnectAsync("local", id, new ConnectionRequest(), Stop);

        Assert.Equal(ConnectionProblem.SignInRefused, answer.Problem);
        Assert.StartsWith("AADSTS65001: ", answer.Message, StringComparison.Ordinal);
    }

    private async Task<string> TokenAsync(MakerConnection connection)
    {
        var (answer, trace) = await CallAsync(connection, "/orders");
        Assert.Equal(200, answer.Status);
        Assert.Contains("Authorization: Bearer ***", trace.Sent[0].Headers);
        return ((string)answer.Json["headers"]!["authorization"]!)["Bearer ".Length..];
    }

    private async Task<(string Id, string ClientId)> StartSignedInAsync(LocalCloudOptions? options = null)
    {
        await StartAsync(options ?? new LocalCloudOptions());
        await StartBackendAsync(EchoAsync);
        var app = await Client.GraphAsync("POST", "/applications", Samples.Application());
        var (objectId, clientId) = ((string)app.Json["id"]!, (string)app.Json["appId"]!);
        await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{clientId}}"}""");
        var secret = (string)(await Client.GraphAsync("POST", $"/applications/{objectId}/addPassword", "{}")).Json["secretText"]!;
        var id = await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders), Samples.ConnectionParameters(clientId, secret)));
        var row = await Client.DataverseAsync("GET", $"/connectors({id})?$select=connectionparameters");
        var redirect = (string)JsonNode.Parse((string)row.Json["connectionparameters"]!)!["token"]!["oAuthSettings"]!["redirectUrl"]!;
        await Client.GraphAsync(
            "PATCH", $"/applications/{objectId}",
            new JsonObject { ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(redirect) } }.ToJsonString());
        return (id, clientId);
    }
}
