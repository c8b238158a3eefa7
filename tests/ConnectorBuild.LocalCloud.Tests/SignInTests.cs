using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly Guid _connectorId = Guid.NewGuid();
    private LocalCloudServer _cloud = null!;
    private CloudClient _client = null!;
    private string _appId = "";
    private string _objectId = "";
    private string _secret = "";

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_CompleteConnector_GetsTokenForItsResource()
    {
        await DeployAsync();

        var result = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Null(result.ErrorCode);
        Assert.True(result.Succeeded);
        Assert.Equal("https://management.core.windows.net/", result.Audience);
        Assert.Equal(["user_impersonation"], result.Scopes);
        Assert.StartsWith("maker@", result.User, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_ReplyUrlMissing_Is50011()
    {
        await DeployAsync(withReplyUrl: false);

        var result = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("AADSTS50011", result.ErrorCode);
        Assert.Contains(result.RedirectUrl!, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_SecretRemovedFromApp_Is7000215()
    {
        await DeployAsync();
        var keyId = (await _client.GraphAsync("GET", $"/applications/{_objectId}")).Json["passwordCredentials"]![0]!["keyId"]!.ToString();
        await _client.GraphAsync("POST", $"/applications/{_objectId}/removePassword", $$"""{"keyId":"{{keyId}}"}""");

        var result = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("AADSTS7000215", result.ErrorCode);
    }

    [Fact]
    public async Task SignIn_ParametersSavedWithoutSecret_SecretIsLost()
    {
        await DeployAsync();
        await _client.DataverseAsync("PATCH", $"/connectors({_connectorId})", Body(Samples.ConnectionParameters(_appId, null)));

        var result = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("NoSecret", result.ErrorCode);
    }

    [Fact]
    public async Task SignIn_OtherColumnSaved_SecretStays()
    {
        await DeployAsync();
        await _client.DataverseAsync("PATCH", $"/connectors({_connectorId})", """{"description":"another text"}""");

        var result = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, result.Message);
    }

    [Fact]
    public async Task SignIn_ResourceUnknownInTenant_Is500011()
    {
        await DeployAsync(resource: "https://unknown.example/");

        Assert.Equal("AADSTS500011", (await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken)).ErrorCode);
    }

    [Fact]
    public async Task SignIn_PermissionNotRequested_Is650057()
    {
        await DeployAsync(resource: "https://vault.azure.net");

        Assert.Equal("AADSTS650057", (await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken)).ErrorCode);
    }

    [Fact]
    public async Task SignIn_UserConsentDisabled_Is65001()
    {
        await DeployAsync(new LocalCloudOptions { Tenants = [new() { Name = "local", UserConsent = false }] });

        Assert.Equal("AADSTS65001", (await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken)).ErrorCode);
    }

    [Fact]
    public async Task SignIn_FederatedConnector_NeedsTheTrustAndNoSecret()
    {
        await DeployAsync();
        var parameters = JsonNode.Parse(Samples.ConnectionParameters(_appId, null))!;
        parameters["token"]!["oAuthSettings"]!["clientAssertionType"] = "GenericFederatedIdentityCredential";
        await _client.DataverseAsync("PATCH", $"/connectors({_connectorId})", Body(parameters.ToJsonString()));
        var read = (await _client.DataverseAsync("GET", $"/connectors({_connectorId})")).Json["connectionparameters"]!.ToString();
        var trust = JsonNode.Parse(read)!["token"]!["oAuthSettings"]!["properties"]!["FederatedIdentityCredentials"]!;

        var before = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);
        var credential = new JsonObject
        {
            ["name"] = "connector",
            ["issuer"] = trust["Issuer"]!.ToString(),
            ["subject"] = trust["Subject"]!.ToString(),
            ["audiences"] = new JsonArray(trust["Audience"]!.ToString()),
        };
        Assert.Equal(
            201,
            (await _client.GraphAsync(
                "POST", $"/applications/{_objectId}/federatedIdentityCredentials", credential.ToJsonString())).Status);
        var after = await _cloud.SignInAsync("local", _connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("AADSTS700211", before.ErrorCode);
        Assert.True(after.Succeeded, after.Message);
    }

    private static string Body(string parameters) => new JsonObject { ["connectionparameters"] = parameters }.ToJsonString();

    private async Task DeployAsync(
        LocalCloudOptions? options = null, bool withReplyUrl = true, string resource = "https://management.core.windows.net/")
    {
        _cloud = await LocalCloudServer.StartAsync(
            (options ?? new LocalCloudOptions()) with { SigningKey = CloudTest.SigningKey }, TestContext.Current.CancellationToken);
        _client = new CloudClient(_cloud);
        var created = await _client.GraphAsync(
            "PATCH", "/applications(uniqueName='connectorbuild.sample')", Samples.Application(), null, ("Prefer", "create-if-missing"));
        Assert.Equal(201, created.Status);
        _appId = created.Json["appId"]!.ToString();
        _objectId = created.Json["id"]!.ToString();
        Assert.Equal(201, (await _client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{_appId}}"}""")).Status);
        var password = await _client.GraphAsync("POST", $"/applications/{_objectId}/addPassword", """{"passwordCredential":{"displayName":"d"}}""");
        _secret = password.Json["secretText"]!.ToString();
        var row = Samples.Connector("contoso_sample", "Sample", Samples.ConnectionParameters(_appId, _secret, resource));
        Assert.Equal(204, (await _client.DataverseAsync("PATCH", $"/connectors({_connectorId})", row.ToJsonString())).Status);
        var read = await _client.DataverseAsync("GET", $"/connectors({_connectorId})");
        Assert.DoesNotContain(_secret, read.Text, StringComparison.Ordinal);
        var redirect = JsonNode.Parse(read.Json["connectionparameters"]!.ToString())!["token"]!["oAuthSettings"]!["redirectUrl"]!.ToString();
        if (withReplyUrl)
        {
            var patch = new JsonObject { ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(redirect) } };
            Assert.Equal(204, (await _client.GraphAsync("PATCH", $"/applications/{_objectId}", patch.ToJsonString())).Status);
        }
    }
}
