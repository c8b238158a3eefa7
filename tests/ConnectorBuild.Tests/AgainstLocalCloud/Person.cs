using System.Text.Json;
using Azure.Core;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>The maker, by a device code.</summary>
internal sealed class Person(CloudTest test, string client = DeploymentTarget.PowerPlatformCli) : TokenCredential
{

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var target = test.Target();
        using var http = CloudHttp.CreateForTokens(target);
        var code = await PostAsync(http, target, "devicecode", ("client_id", client), ("scope", string.Join(' ', requestContext.Scopes)));
        using var page = await http.GetAsync(
            new Uri(target.AuthorityHost, $"devicelogin?otc={code.GetProperty("user_code").GetString()}"), cancellationToken);
        var token = await PostAsync(
            http, target, "token", ("client_id", client), ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", code.GetProperty("device_code").GetString()!));
        return new AccessToken(token.GetProperty("access_token").GetString()!, test.Clock.GetUtcNow().AddHours(1));
    }

    private static async Task<JsonElement> PostAsync(
        HttpClient http, DeploymentTarget target, string endpoint, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var response = await http.PostAsync(
            new Uri(target.AuthorityHost, $"{target.TenantId}/oauth2/v2.0/{endpoint}"), content, TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
