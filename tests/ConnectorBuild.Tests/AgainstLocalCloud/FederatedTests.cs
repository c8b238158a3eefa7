using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector without a secret (preview).</summary>
public sealed class FederatedTests : CloudTest
{
    private GraphCaller Graph => new(this);

    private string Properties =>
        Contoso.Secretless(Contoso.Properties.Replace("\"common\"", $"\"{Local.TenantId}\"", StringComparison.Ordinal));

    [Fact]
    public async Task Deploy_Federated_SignsInWithoutAnySecretAndFindsNothingToDoAgain()
    {
        var desired = Desired(properties: Properties);

        var first = await DeployAsync(desired);

        Assert.Empty(first.Observed.Entra!.Application!.Passwords);
        Assert.Single(first.Observed.Entra.Trusts);
        Assert.Equal("AzureADMyOrg", first.Observed.Entra.Application.SignInAudience);
        var signIn = await SignInAsync(desired);
        Assert.True(signIn.Succeeded, signIn.Message);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(20)]
    public async Task Deploy_FederatedBesideOthers_IsRefusedBeforeAnythingIsWrittenWhereTheAppIsFull(int others)
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"Full","signInAudience":"AzureADMyOrg"}""");
        for (var i = 0; i < others; i++)
        {
            await Graph.SendAsync(
                HttpMethod.Post, $"/applications/{made.GetProperty("id").GetString()}/federatedIdentityCredentials",
                $$"""{"name":"other{{i}}","issuer":"https://issuer.contoso.com","subject":"{{i}}","audiences":["api://AzureADTokenExchange"]}""");
        }

        var target = Target() with { Environment = Target().Environment with { ClientId = made.GetProperty("appId").GetString() } };
        var desired = Desired(properties: Properties, target: target);
        Cloud.Requests.Clear();

        if (others < 20)
        {
            Assert.Equal(20, (await DeployAsync(desired, Administrator)).Observed.Entra!.Trusts.Length);
            Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.True((await DeployAsync(desired, Administrator)).Plan.IsEmpty);
        }
        else
        {
            var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(desired, Administrator));
            Assert.Contains(e.Diagnostics, d => d.Id == "CB7306" && d.Message.Contains("has 20", StringComparison.Ordinal));
            Assert.Empty(Writes);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plan_FederatedToAResourceThatBeginsWithApi_WarnsOfBothViews(bool isOnBehalfOf)
    {
        const string Orders = "api://local.onmicrosoft.example/orders";
        var app = await Graph.SendAsync(HttpMethod.Post, "/applications", """
            {"displayName":"Orders","identifierUris":["api://local.onmicrosoft.example/orders"],"api":{"oauth2PermissionScopes":[
              {"id":"6c3012bf-22c1-4bb5-959b-dff738314144","value":"user_impersonation","type":"User","isEnabled":true,"adminConsentDisplayName":"a","adminConsentDescription":"b"}]}}
            """);
        await Graph.SendAsync(HttpMethod.Post, "/servicePrincipals", $$"""{"appId":"{{app.GetProperty("appId").GetString()}}"}""");
        var properties = isOnBehalfOf ? Contoso.Secretless(Contoso.OnBehalfOf(Local.TenantId)) : Properties;
        var observer = new RecordingObserver();
        using var engine = new DeploymentEngine(
            Target(), Credential(Target()), Credential(Target()), new FixedSecret(""), Clock, observer);

        await engine.PlanAsync(Desired(properties: properties.Replace(Contoso.ResourceUrl, Orders, StringComparison.Ordinal)), Stop);

        var found = Assert.Single(observer.Plan!.Diagnostics, d => d.Id == "CB7307");
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
        Assert.Contains("two others use them", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Desired_FederatedThroughCommon_IsRefused() => Assert.Equal(
        "CB7206",
        Assert.Throws<ConnectorException>(
            () => Desired(properties: Properties.Replace(Local.TenantId, "common", StringComparison.Ordinal))).Diagnostics[0].Id);
}
