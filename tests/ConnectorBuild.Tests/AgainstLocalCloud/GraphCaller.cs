using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Somebody else in the tenant: an administrator with every right, by plain HTTP. After a write the replicas have caught up.</summary>
internal sealed class GraphCaller(CloudTest test)
{
    public Task<JsonElement> SendAsync(HttpMethod method, string path, string? body = null) =>
        SendAsync(method, new Uri($"{test.Target().GraphUrl}v1.0{path}"), "https://graph.microsoft.com/.default", body);

    public Task<JsonElement> DeleteConnectorAsync(DesiredState desired) => SendAsync(
        HttpMethod.Delete,
        new Uri(desired.Target.DataverseUrl, $"api/data/v9.2/connectors({desired.Row.Identity.RowId})"),
        new Uri(desired.Target.DataverseUrl, ".default").ToString(),
        body: null);

    public async Task<JsonElement> SendAsync(HttpMethod method, Uri address, string scope, string? body)
    {
        var target = test.Target();
        using var http = CloudHttp.CreateForTokens(target);
        var token = await test.Credential(target, test.Administrator)
            .GetTokenAsync(new TokenRequestContext([scope]), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        test.Clock.Advance(TimeSpan.FromMinutes(5));
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

internal sealed class FixedSecret(string text) : ISecretReader
{
    public Task<ClientSecret> ReadAsync(SecretSource source, CancellationToken cancellationToken) => Task.FromResult(new ClientSecret(text));
}
