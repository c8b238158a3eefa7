using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>What other people and tools do in an environment, as plain requests.</summary>
internal static class DataverseRequests
{
    public static async Task<JsonObject?> SendAsync(
        this DeploymentTarget target, TokenCredential credential, HttpMethod method, string path, JsonObject? body = null)
    {
        var stop = TestContext.Current.CancellationToken;
        using var http = CloudHttp.CreateForTokens(target);
        var token = await credential.GetTokenAsync(new TokenRequestContext([new Uri(target.DataverseUrl, ".default").ToString()]), stop);
        using var request = new HttpRequestMessage(method, new Uri(target.DataverseUrl, $"api/data/v9.2/{path}"));
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        request.Headers.Add("Prefer", "return=representation");
        using var response = await http.SendAsync(request, stop);
        var text = await response.Content.ReadAsStringAsync(stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;
    }
}
