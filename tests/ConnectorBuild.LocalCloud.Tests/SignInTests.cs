using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly Guid connectorId = Guid.NewGuid();
    private LocalCloudServer cloud = null!;
    private CloudClient client = null!;
    private string appId = "";
    private string objectId = "";
    private string secret = "";

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await cloud.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_CompleteConnector_GetsTokenForItsResource()
    {
        await DeployAsync();

        var result = await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken);

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

        var result = await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("AADSTS50011", result.ErrorCode);
        Assert.Contains(result.RedirectUrl!, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_SecretRemovedFromApp_Is7000215()
    {
        await DeployAsync();
        var keyId = (await client.GraphAsync("GET", $"/applications/{objectId}")).Json["passwordCredentials"]![0]!["keyId"]!.ToString();
        await client.GraphAsync("POST", $"/applications/{objectId}/removePassword", $$"""{"keyId":"{{keyId}}"}""");

        var result = await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("AADSTS7000215", result.ErrorCode);
    }

    [Fact]
    public async Task SignIn_ParametersSavedWithoutSecret_SecretIsLost()
    {
        await DeployAsync();
        await client.DataverseAsync("PATCH", $"/connectors({connectorId})", Body(Samples.ConnectionParameters(appId, null)));

        var result = await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.Equal("NoSecret", result.ErrorCode);
    }

    [Fact]
    public async Task SignIn_OtherColumnSaved_SecretStays()
    {
        await DeployAsync();
        await client.DataverseAsync("PATCH", $"/connectors({connectorId})", """{"description":"another text"}""");

        var result = await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, result.Message);
    }

    [Fact]
    public async Task SignIn_ResourceUnknownInTenant_Is500011()
    {
        await DeployAsync(resource: "https://unknown.example/");

        Assert.Equal("AADSTS500011", (await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken)).ErrorCode);
    }

    [Fact]
    public async Task SignIn_PermissionNotRequested_Is650057()
    {
        await DeployAsync(resource: "https://vault.azure.net");

        Assert.Equal("AADSTS650057", (await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken)).ErrorCode);
    }

    [Fact]
    public async Task SignIn_UserConsentDisabled_Is65001()
    {
        await DeployAsync(new LocalCloudOptions { Tenants = [new() { Name = "local", UserConsent = false }] });

        Assert.Equal("AADSTS65001", (await cloud.SignInAsync("local", connectorId.ToString(), TestContext.Current.CancellationToken)).ErrorCode);
    }

    private static string Body(string parameters) => new JsonObject { ["connectionparameters"] = parameters }.ToJsonString();

    private async Task DeployAsync(LocalCloudOptions? options = null, bool withReplyUrl = true, string resource = "https://management.core.windows.net/")
    {
        cloud = await LocalCloudServer.StartAsync(options ?? new LocalCloudOptions(), TestContext.Current.CancellationToken);
        client = new CloudClient(cloud);
        var created = await client.GraphAsync(
            "PATCH", "/applications(uniqueName='connectorbuild.sample')", Samples.Application(), null, ("Prefer", "create-if-missing"));
        Assert.Equal(201, created.Status);
        appId = created.Json["appId"]!.ToString();
        objectId = created.Json["id"]!.ToString();
        Assert.Equal(201, (await client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{appId}}"}""")).Status);
        var password = await client.GraphAsync("POST", $"/applications/{objectId}/addPassword", """{"passwordCredential":{"displayName":"d"}}""");
        secret = password.Json["secretText"]!.ToString();
        var row = Samples.Connector("contoso_sample", "Sample", Samples.ConnectionParameters(appId, secret, resource));
        Assert.Equal(204, (await client.DataverseAsync("PATCH", $"/connectors({connectorId})", row.ToJsonString())).Status);
        var read = await client.DataverseAsync("GET", $"/connectors({connectorId})");
        Assert.DoesNotContain(secret, read.Text, StringComparison.Ordinal);
        var redirect = JsonNode.Parse(read.Json["connectionparameters"]!.ToString())!["token"]!["oAuthSettings"]!["redirectUrl"]!.ToString();
        if (withReplyUrl)
        {
            var patch = new JsonObject { ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(redirect) } };
            Assert.Equal(204, (await client.GraphAsync("PATCH", $"/applications/{objectId}", patch.ToJsonString())).Status);
        }
    }
}
