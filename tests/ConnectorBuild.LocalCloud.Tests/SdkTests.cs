using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using ConnectorBuild.LocalCloud.Endpoints;
using Microsoft.Graph;
using Microsoft.Graph.Authentication;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;

namespace ConnectorBuild.LocalCloud.Tests;

/// <summary>The real client libraries over TLS, set up as for any cloud.</summary>
public sealed class SdkTests : CloudTest
{
    [Fact]
    public async Task GraphSdk_UpsertSecretPrincipalAndRead_Works()
    {
        await StartAsync();
        using var graph = Graph(Secret(Cloud.Deployer));
        var application = new Application { DisplayName = "Sdk", SignInAudience = "AzureADMyOrg" };

        var created = await graph.ApplicationsWithUniqueName("connectorbuild.sdk")
            .PatchAsync(application, c => c.Headers.Add("Prefer", "create-if-missing"), Stop);
        var updated = await graph.ApplicationsWithUniqueName("connectorbuild.sdk")
            .PatchAsync(application, c => c.Headers.Add("Prefer", "create-if-missing"), Stop);
        var password = await graph.Applications[created!.Id].AddPassword.PostAsync(
            new() { PasswordCredential = new PasswordCredential { DisplayName = "d", EndDateTime = Clock.GetUtcNow().AddDays(30) } }, cancellationToken: Stop);
        var principal = await graph.ServicePrincipals.PostAsync(new ServicePrincipal { AppId = created.AppId }, cancellationToken: Stop);
        var found = await graph.ServicePrincipals.GetAsync(
            c =>
            {
                c.QueryParameters.Filter = "servicePrincipalNames/any(n:n eq 'https://management.core.windows.net/')";
                c.QueryParameters.Select = ["id", "appId", "oauth2PermissionScopes"];
            },
            Stop);
        await graph.Applications[created.Id].RemovePassword.PostAsync(new() { KeyId = password!.KeyId }, cancellationToken: Stop);

        Assert.Null(updated);
        Assert.NotNull(password.SecretText);
        Assert.Equal(created.AppId, principal!.AppId);
        Assert.Equal("user_impersonation", found!.Value!.Single().Oauth2PermissionScopes!.Single().Value);
    }

    [Fact]
    public async Task GraphSdk_Batch_AnswersEach()
    {
        await StartAsync();
        using var graph = Graph(Secret(Cloud.Deployer));
        var batch = new BatchRequestContentCollection(graph);
        var first = await batch.AddBatchRequestStepAsync(graph.Organization.ToGetRequestInformation());
        var second = await batch.AddBatchRequestStepAsync(graph.ApplicationsWithUniqueName("nothing").ToGetRequestInformation());

        var answers = await graph.Batch.PostAsync(batch, Stop);

        var statuses = await answers.GetResponsesStatusCodesAsync();
        Assert.Equal(200, (int)statuses[first]);
        Assert.Equal(404, (int)statuses[second]);
        Assert.Single((await answers.GetResponseByIdAsync<OrganizationCollectionResponse>(first)).Value!);
    }

    [Fact]
    public async Task GraphSdk_Refusal_IsODataErrorWithCodeAndDetails()
    {
        await StartAsync();
        using var graph = Graph(Secret(Cloud.Deployer));

        var error = await Assert.ThrowsAsync<ODataError>(
            () => graph.ServicePrincipals.PostAsync(new ServicePrincipal { AppId = Guid.Empty.ToString() }, cancellationToken: Stop));

        Assert.Equal(400, error.ResponseStatusCode);
        Assert.Equal("NoBackingApplicationObject", error.Error!.Details!.Single().Code);
        Assert.NotNull(error.Error.InnerError!.RequestId);
    }

    [Fact]
    public async Task Identity_WrongSecret_CarriesTheBody()
    {
        await StartAsync();
        var credential = Secret(Cloud.Deployer with { ClientSecret = "wrong" });

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(
            () => credential.GetTokenAsync(new TokenRequestContext(["https://graph.microsoft.com/.default"]), Stop).AsTask());

        Assert.Contains("AADSTS7000215", failure.InnerException!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_ClientAssertionOfFederatedIssuer_GetsToken()
    {
        await StartAsync();
        using var key = RSA.Create(2048);
        Cloud.TrustIssuer("https://token.actions.githubusercontent.com", key.ExportSubjectPublicKeyInfoPem());
        var app = (await Client.GraphAsync("POST", "/applications", Samples.Application())).Json;
        await Client.GraphAsync("POST", "/servicePrincipals", $$"""{"appId":"{{app["appId"]}}"}""");
        await Client.GraphAsync(
            "PATCH",
            $"/applications/{app["id"]}/federatedIdentityCredentials(name='main')",
            """{"issuer":"https://token.actions.githubusercontent.com","subject":"repo:a/b","audiences":["api://AzureADTokenExchange"]}""",
            null,
            ("Prefer", "create-if-missing"));
        var assertion = TokenEndpointTests.Assertion(
            Clock, key, [], "https://token.actions.githubusercontent.com", "repo:a/b", "api://AzureADTokenExchange");
        var credential = new ClientAssertionCredential(Cloud.Deployer.TenantId, app["appId"]!.ToString(), () => assertion, new ClientAssertionCredentialOptions
        {
            AuthorityHost = new Uri(Cloud.AuthorityHost),
            DisableInstanceDiscovery = true,
            Transport = new HttpClientTransport(new HttpClient(Client.Handler, disposeHandler: false)),
        });

        var token = await credential.GetTokenAsync(new TokenRequestContext(["https://management.azure.com/.default"]), Stop);

        Assert.Equal(app["appId"]!.ToString(), (string?)TokenEndpointTests.Claims(token.Token)["appid"]);
    }

    private ClientSecretCredential Secret(LocalIdentity identity) =>
        new(identity.TenantId, identity.ClientId, identity.ClientSecret, new ClientSecretCredentialOptions
    {
        AuthorityHost = new Uri(Cloud.AuthorityHost),
        DisableInstanceDiscovery = true,
        Transport = new HttpClientTransport(new HttpClient(Client.Handler, disposeHandler: false)),
    });

    private GraphServiceClient Graph(TokenCredential credential) => new(
        new HttpClient(Client.Handler, disposeHandler: false),
        new AzureIdentityAuthenticationProvider(credential, ["localhost"], null, true, "https://graph.microsoft.com/.default"),
        $"{Cloud.GraphUrl}/v1.0");
}
