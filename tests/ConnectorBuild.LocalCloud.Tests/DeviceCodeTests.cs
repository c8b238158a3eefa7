using System.Net;

namespace ConnectorBuild.LocalCloud.Tests;

public sealed class DeviceCodeTests : CloudTest
{
    private const string App = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
    private const string Scope = "openid offline_access https://graph.microsoft.com/.default";

    private string Tenant => Cloud.Deployer.TenantId;

    private async Task<Answer> BeginAsync(string app = App)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("client_id", app), KeyValuePair.Create("scope", Scope)]);
        using var response = await Client.Http.PostAsync(new Uri($"{Cloud.AuthorityHost}{Tenant}/oauth2/v2.0/devicecode"), form, Stop);
        return await Answer.ReadAsync(response);
    }

    private async Task<HttpStatusCode> EnterAsync(string code)
    {
        using var page = await Client.Http.GetAsync(new Uri($"{Cloud.AuthorityHost}devicelogin?otc={code}"), Stop);
        return page.StatusCode;
    }

    private Task<Answer> PollAsync(Answer begun) => Client.TokenAsync(
        Tenant, ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", App), ("device_code", (string)begun.Json["device_code"]!));

    private static int Number(Answer answer) => (int)answer.Json["error_codes"]![0]!;

    [Fact]
    public async Task Code_IsPendingUntilEnteredAndRedeemedOnce()
    {
        await StartAsync();
        var begun = await BeginAsync();

        Assert.Equal(70016, Number(await PollAsync(begun)));
        Assert.Equal(HttpStatusCode.BadRequest, await EnterAsync("OTHER"));
        Assert.Equal(HttpStatusCode.OK, await EnterAsync((string)begun.Json["user_code"]!));

        var token = await PollAsync(begun);
        Assert.Contains("https://graph.microsoft.com/.default", ((string)token.Json["scope"]!).Split(' '));
        Assert.Equal("user", (string?)TokenEndpointTests.Claims((string)token.Json["access_token"]!)["idtyp"]);
        Assert.Equal(9002313, Number(await PollAsync(begun)));
    }

    [Fact]
    public async Task Code_AfterFifteenMinutes_HasExpired()
    {
        await StartAsync();
        var begun = await BeginAsync();
        await EnterAsync((string)begun.Json["user_code"]!);

        Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(70020, Number(await PollAsync(begun)));
    }

    [Fact]
    public async Task Code_ForAnotherApp_IsNotSupported()
    {
        await StartAsync();

        Assert.Equal(501, (await BeginAsync(Cloud.Deployer.ClientId)).Status);
    }

    [Fact]
    public async Task RefreshToken_ForAnotherResource_GivesATokenForThatResource()
    {
        await StartAsync();
        var begun = await BeginAsync();
        await EnterAsync((string)begun.Json["user_code"]!);
        var refresh = (string)(await PollAsync(begun)).Json["refresh_token"]!;
        var dataverse = Cloud.Environments["local"].Url;

        var token = await Client.TokenAsync(
            Tenant, ("grant_type", "refresh_token"), ("client_id", App), ("refresh_token", refresh), ("scope", $"{dataverse}/.default"));

        Assert.Equal(dataverse, (string?)TokenEndpointTests.Claims((string)token.Json["access_token"]!)["aud"]);
    }
}
