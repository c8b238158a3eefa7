using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Plain requests to the local cloud of a test's project, while no command runs.</summary>
internal static class DataverseClientOfTests
{
    /// <summary>Opens the cloud, signs in to its environment, and closes it again.</summary>
    /// <param name="state">The cloud's state file.</param>
    /// <param name="clock">The test's time.</param>
    /// <param name="work">Gets a client that is signed in, and the address of the Web API with a slash at its end.</param>
    public static async Task UseAsync(string state, TimeProvider clock, Func<HttpClient, string, Task> work)
    {
        await using var cloud = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { StateFile = state, Clock = clock }, TestContext.Current.CancellationToken);
        using var http = new HttpClient(
            new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator });
        var environment = cloud.Environments["local"];
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = cloud.Deployer.ClientId,
            ["client_secret"] = cloud.Deployer.ClientSecret,
            ["scope"] = $"{environment.Url}/.default",
        });
        var stop = TestContext.Current.CancellationToken;
        using var granted = await http.PostAsync($"{cloud.AuthorityHost.TrimEnd('/')}/{environment.TenantId}/oauth2/v2.0/token", form, stop);
        http.DefaultRequestHeaders.Authorization = new(
            "Bearer", (string?)JsonNode.Parse(await granted.Content.ReadAsStringAsync(stop))!["access_token"]);
        await work(http, $"{environment.Url}/api/data/v9.2/");
    }
}
