using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tool.Tests;

/// <summary>Runs of the tool between which somebody edits the deployed connector in the maker portal.</summary>
public abstract class EditedConnectorRun : ToolRun
{
    /// <summary>The row name of the connector that is edited.</summary>
    protected virtual string Name => "contoso_azureresourcemanager";

    /// <summary>Somebody changes columns of the connector in the maker portal.</summary>
    protected async Task EditAsync(params (string Column, string? Value)[] columns)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = State, Clock = Clock }, stop);
        var local = cloud.Environments["local"];
        var target = new DeploymentTarget
        {
            Name = "local",
            Environment = new DeploymentEnvironment { Name = "local" },
            DataverseUrl = new Uri(local.Url + "/"),
            TenantId = Guid.Parse(local.TenantId),
            AuthorityHost = new Uri(cloud.AuthorityHost),
            GraphUrl = new Uri(cloud.GraphUrl + "/"),
            TrustedCertificate = cloud.CertificateFile,
        };
        using var http = CloudHttp.CreateForTokens(target);
        var credential = new ClientSecretCredential(cloud.Deployer.TenantId, cloud.Deployer.ClientId, cloud.Deployer.ClientSecret, new ClientSecretCredentialOptions
        {
            AuthorityHost = target.AuthorityHost,
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(http),
        });
        var token = await credential.GetTokenAsync(new TokenRequestContext([new Uri(target.DataverseUrl, ".default").ToString()]), stop);
        using var request = new HttpRequestMessage(
            HttpMethod.Patch, new Uri(target.DataverseUrl, $"api/data/v9.2/connectors({ConnectorIdentity.DeriveRowId(Name)})"))
        {
            Content = new StringContent(
                new JsonObject(columns.Select(c => KeyValuePair.Create(c.Column, (JsonNode?)c.Value))).ToJsonString(), Encoding.UTF8,
                "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var response = await http.SendAsync(request, stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(stop));
    }

    protected async Task<string> SucceedAsync(params string[] arguments)
    {
        var (exit, output) = await RunAsync(arguments);
        Assert.True(exit == 0, output);
        return output;
    }
}
