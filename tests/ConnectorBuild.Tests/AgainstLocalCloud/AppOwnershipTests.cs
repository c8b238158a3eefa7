using System.Collections.Immutable;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Whose app it is: found, adopted, shared, restored, or another team's.</summary>
public sealed class AppOwnershipTests : CloudTest
{
    private DesiredState DesiredWith(Func<DeploymentEnvironment, DeploymentEnvironment> change, ConnectorProject? project = null) =>
        Desired(project, target: Target() with { Environment = change(Target().Environment) });

    private GraphCaller Graph => new(this);

    [Fact]
    public async Task Deploy_AppWasDeleted_RestoresItWithItsClientId()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Graph.SendAsync(HttpMethod.Delete, $"/applications/{first.Observed.Entra!.Application!.Id}");

        var second = await DeployAsync();

        Assert.IsType<RestoreApplication>(second.Plan.Steps[0]);
        Assert.IsType<RestoreServicePrincipal>(second.Plan.Steps[1]);
        Assert.Equal(SecretReasonKind.AppWasDeleted, second.Plan.Steps.OfType<AddSecret>().Single().Reason.Kind);
        Assert.DoesNotContain(second.Plan.Steps, s => s is AddReplyUrl);
        Assert.Equal(first.Observed.Entra.Application.AppId, second.Observed.Entra!.Application!.AppId);
        Assert.Equal(first.Observed.Entra.ServicePrincipalId, second.Observed.Entra.ServicePrincipalId);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_AppWasDeletedAndItsServicePrincipalIsGoneForGood_SaysThatConsentIsLost()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Graph.SendAsync(HttpMethod.Delete, $"/applications/{first.Observed.Entra!.Application!.Id}");
        await Graph.SendAsync(HttpMethod.Delete, $"/directory/deletedItems/{first.Observed.Entra.ServicePrincipalId}");
        var observer = new RecordingObserver();

        await DeployAsync(observer: observer);

        Assert.Contains(observer.Plan!.Diagnostics, d => d.Id == "CB7305");
        Assert.Contains(observer.Plan.Steps, s => s is CreateServicePrincipal);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Plan_DeletedAppsMayNotBeSeen_SaysWhatThatMeans()
    {
        var modest = Cloud.AddIdentity("local", "modest", ["Application.ReadWrite.OwnedBy"], "local");
        using var engine = new DeploymentEngine(
            Target(), Credential(Target(), modest), Credential(Target()), new FixedSecret(""), Clock, new RecordingObserver());

        var (plan, _) = await engine.PlanAsync(Desired(), Stop);

        Assert.Contains(plan.Steps.OfType<CreateApplication>().Single().Details, d => d.Contains("CB7302", StringComparison.Ordinal));
    }

    [Fact]
    public void Key_AddressesOnOneHostWithOtherPorts_AreOtherEnvironments()
    {
        var target = Target() with { Environment = new DeploymentEnvironment { Name = "a", Url = "https://localhost:4711" }, DataverseUrl = new Uri("https://localhost:4711/") };

        Assert.Equal("localhost-4711", target.Key);
        Assert.Equal("contoso.crm4.dynamics.com", (target with { DataverseUrl = new Uri("https://contoso.crm4.dynamics.com/") }).Key);
    }

    [Fact]
    public async Task Plan_UnknownResource_NamesTheNearestThatTheTenantHas()
    {
        var desired = Desired(
            properties: Contoso.Properties.Replace(
                "https://management.core.windows.net/", "https://managment.core.windows.net/", StringComparison.Ordinal));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(desired));

        Assert.Contains("'https://management.core.windows.net/'", e.Diagnostics.Single(d => d.Id == "CB7101").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_NoRoomForTheReplyUrl_IsRefusedBeforeAnything()
    {
        var urls = string.Join(',', Enumerable.Range(0, 256).Select(n => $"\"https://by-hand.example/{n}\""));
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", $$$"""{"displayName":"Full","signInAudience":"AzureADMultipleOrgs","web":{"redirectUris":[{{{urls}}}]}}""");
        Cloud.Requests.Clear();

        Assert.Contains(
            "CB7301",
            await CodesAsync(
                () => DeployAsync(DesiredWith(e => e with { ClientId = made.GetProperty("appId").GetString() }), Administrator)));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_ReplyUrlWasErased_AddsItAgainAndSaysSo()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Graph.SendAsync(HttpMethod.Patch, $"/applications/{first.Observed.Entra!.Application!.Id}", """{"web":{"redirectUris":[]}}""");
        var observer = new RecordingObserver();

        await DeployAsync(observer: observer);

        Assert.Contains(observer.Plan!.Diagnostics, d => d.Id == "CB7304");
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_AnotherTeamsAppWithoutServicePrincipal_IsDeployedAndTriesTheSecretWhenItIsThere()
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"Theirs","signInAudience":"AzureADMultipleOrgs"}""");
        var (id, appId) = (made.GetProperty("id").GetString(), made.GetProperty("appId").GetString());
        var password = await Graph.SendAsync(HttpMethod.Post, $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"for you"}}""");
        var secrets = new FixedSecret(password.GetProperty("secretText").GetString()!);
        var desired = DesiredWith(
            e => e with { ClientId = appId, EntraMode = "Verify" },
            Contoso.Project with { ClientSecretEnvironmentVariable = "THEIR_SECRET", GrantAdminConsent = true });
        var observer = new RecordingObserver();

        var first = await DeployAsync(desired, Administrator, secrets: secrets, observer: observer);

        Assert.Contains(first.Plan.Needs, n => n.Contains("service principal", StringComparison.Ordinal));
        Assert.Contains(first.Plan.Needs, n => n.Contains("redirect URI", StringComparison.Ordinal));
        Assert.Contains(first.Plan.Needs, n => n.Contains("admin consent", StringComparison.Ordinal));
        Assert.Contains(observer.Events, e => e.Contains("not tried", StringComparison.Ordinal));
        Assert.DoesNotContain(observer.Events, e => e.StartsWith("verified reply URL", StringComparison.Ordinal));

        await Graph.SendAsync(HttpMethod.Post, "/servicePrincipals", $$$"""{"appId":"{{{appId}}}"}""");
        var second = await DeployAsync(desired, Administrator, secrets: secrets);

        Assert.Equal(SecretReasonKind.NotTriedBefore, Assert.Single(second.Plan.Steps.OfType<UseSecret>()).Reason.Kind);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync(desired, Administrator, secrets: secrets)).Plan.IsEmpty);
    }

    [Fact]
    public async Task Deploy_ClientIdOfAnAppMadeByHand_AdoptsItAndKeepsWhatIsThere()
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"By hand","signInAudience":"AzureADMultipleOrgs","notes":"mine","web":{"redirectUris":["https://by-hand.example/redirect"]}}""");
        var desired = DesiredWith(e => e with { ClientId = made.GetProperty("appId").GetString() });

        // OwnedBy covers only apps that the deployment identity owns, and it does not own this one.
        Assert.Contains("CB7004", await CodesAsync(() => DeployAsync(desired)));
        Clock.Advance(TimeSpan.FromMinutes(5));
        var result = await DeployAsync(desired, Administrator);

        var app = result.Observed.Entra!.Application!;
        Assert.Equal(desired.Application!.UniqueName, app.UniqueName);
        Assert.Equal("By hand", app.DisplayName);
        Assert.Contains("https://by-hand.example/redirect", app.RedirectUris);
        Assert.Contains(
            "adopt it", Assert.IsType<UpdateApplication>(result.Plan.Steps.First(s => s is UpdateApplication)).Details[0],
            StringComparison.Ordinal);
        Assert.True((await SignInAsync(desired)).Succeeded);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync()).Plan.IsEmpty);
    }

    [Fact]
    public async Task Plan_AppOfOneTenantForAConnectorOfAll_WarnsAndNamesTheAlternative()
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"By hand","signInAudience":"AzureADMyOrg"}""");
        var observer = new RecordingObserver();
        Clock.Advance(TimeSpan.FromMinutes(5));

        await DeployAsync(DesiredWith(e => e with { ClientId = made.GetProperty("appId").GetString() }), Administrator, observer: observer);

        var warning = Assert.Single(observer.Plan!.Diagnostics, d => d.Id == "CB7108");
        Assert.Contains("AzureADMyOrg -> AzureADMultipleOrgs", warning.Message, StringComparison.Ordinal);
        Assert.Contains($"set customParameters.tenantId to {Target().TenantId}", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_VerifyWithoutRights_AsksForAReadingRightOnly()
    {
        var weak = Cloud.AddIdentity("local", "weak", [], "local");
        var desired = DesiredWith(
            e => e with { ClientId = Guid.NewGuid().ToString(), EntraMode = "Verify" },
            Contoso.Project with { ClientSecretEnvironmentVariable = "THEIR_SECRET" });

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(desired, weak, secrets: new FixedSecret("x")));

        var denied = Assert.Single(e.Diagnostics, d => d.Id == "CB7004");
        Assert.Contains("Application.Read.All", denied.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ReadWrite", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_ConnectorGetsAnotherApp_SaysThatItIsANewOne()
    {
        await DeployAsync();
        var desired = DesiredWith(e => e with { Name = "renamed" });
        var observer = new RecordingObserver();
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), new FixedSecret(""), Clock, observer);

        await engine.PlanAsync(desired, Stop);

        var difference = Assert.Single(
            observer.Plan!.Steps.OfType<UpdateConnector>().Single().Differences,
            d => d.Text.StartsWith("clientId", StringComparison.Ordinal));
        Assert.EndsWith("becomes the new app's: existing connections must sign in again", difference.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_UnknownClientId_IsRefusedBeforeAnything()
    {
        Cloud.Requests.Clear();

        Assert.Contains("CB7107", await CodesAsync(() => DeployAsync(DesiredWith(e => e with { ClientId = Guid.NewGuid().ToString() }))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_AnotherTeamsApp_WritesNothingInEntraAndSaysWhatTheyMustDo()
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"Theirs","signInAudience":"AzureADMultipleOrgs"}""");
        var (id, appId) = (made.GetProperty("id").GetString(), made.GetProperty("appId").GetString());
        var password = await Graph.SendAsync(HttpMethod.Post, $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"for you"}}""");
        await Graph.SendAsync(HttpMethod.Post, "/servicePrincipals", $$$"""{"appId":"{{{appId}}}"}""");
        var secrets = new FixedSecret(password.GetProperty("secretText").GetString()!);
        var desired = DesiredWith(
            e => e with { ClientId = appId, EntraMode = "Verify" },
            Contoso.Project with { ClientSecretEnvironmentVariable = "THEIR_SECRET" });
        Cloud.Requests.Clear();

        var first = await DeployAsync(desired, secrets: secrets);

        Assert.DoesNotContain(Writes, w => w.Contains("/v1.0/", StringComparison.Ordinal));
        Assert.Equal(2, first.Plan.Needs.Length);
        Assert.Contains("'user_impersonation'", first.Plan.Needs[0], StringComparison.Ordinal);
        var url = ConnectorSignIn.RedirectUrls(first.Observed.Dataverse.Connector!["connectionparameters"])[0];
        Assert.Contains(url, first.Plan.Needs[1], StringComparison.Ordinal);

        await Graph.SendAsync(HttpMethod.Patch, $"/applications/{id}", $$$"""{"web":{"redirectUris":["{{{url}}}"]},"requiredResourceAccess":[{"resourceAppId":"797f4846-ba00-4fd7-ba43-dac1f8f63013","resourceAccess":[{"id":"41094075-9dad-400e-a0bd-54e686782033","type":"Scope"}]}]}""");
        Cloud.Requests.Clear();
        var second = await DeployAsync(desired, secrets: secrets);

        Assert.Empty(second.Plan.Needs);
        Assert.Empty(Writes);
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public void Desired_AnotherTeamsAppWithoutASecret_IsRefused() => Assert.Equal(
        "CB7402",
        Assert.Throws<ConnectorException>(
            () => DesiredWith(e => e with { ClientId = Guid.NewGuid().ToString(), EntraMode = "Verify" })).Diagnostics[0].Id);

    [Fact]
    public async Task Deploy_SharedApp_HasNoEnvironmentInItsNameAndSaysWhatItCannotPromise()
    {
        var desired = DesiredWith(e => e with { AppScope = "Shared" });
        var observer = new RecordingObserver();

        var result = await DeployAsync(desired, observer: observer);

        Assert.Equal("connectorbuild.contoso_azureresourcemanager", result.Observed.Entra!.Application!.UniqueName);
        Assert.Contains(observer.Plan!.Diagnostics, d => d.Id == "CB7303");
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_ExtraPermission_StaysUnlessToldToPrune()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var app = first.Observed.Entra!.Application!;
        await Graph.SendAsync(HttpMethod.Patch, $"/applications/{app.Id}", """{"requiredResourceAccess":[{"resourceAppId":"797f4846-ba00-4fd7-ba43-dac1f8f63013","resourceAccess":[{"id":"41094075-9dad-400e-a0bd-54e686782033","type":"Scope"}]},{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]}""");
        var observer = new RecordingObserver();

        Assert.True((await DeployAsync(observer: observer)).Plan.IsEmpty);
        Assert.Contains("User.Read of Microsoft Graph", observer.Plan!.Diagnostics.Single(d => d.Id == "CB7105").Message, StringComparison.Ordinal);

        var pruned = await DeployAsync(Desired(Contoso.Project with { PrunePermissions = true }));
        Assert.Single(pruned.Observed.Entra!.Application!.Permissions);
    }

    [Fact]
    public async Task Deploy_Twice_AtTheSameTime_EndsWithOneAppAndAWorkingSignIn()
    {
        var results = await Task.WhenAll(TryAsync(), TryAsync());
        Clock.Advance(TimeSpan.FromMinutes(5));

        var after = await DeployAsync();

        Assert.Contains(results, r => r);
        var apps = await Graph.SendAsync(HttpMethod.Get, "/applications?$select=id,displayName,uniqueName");
        Assert.Single(
            apps.GetProperty("value").EnumerateArray(),
            a => a.GetProperty("uniqueName").GetString() == after.Observed.Entra!.Application!.UniqueName);
        Assert.True((await SignInAsync()).Succeeded);

        async Task<bool> TryAsync()
        {
            try
            {
                await DeployAsync();
                return true;
            }
            catch (ConnectorException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task ReplyUrls_ConnectorGone_OnlyOursIsDeadAndPruned()
    {
        var desired = Desired();
        var first = await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var app = first.Observed.Entra!.Application!;
        await Graph.SendAsync(HttpMethod.Patch, $"/applications/{app.Id}", $$$"""{"web":{"redirectUris":["{{{app.RedirectUris[0]}}}","https://by-hand.example/redirect"]}}""");
        await Graph.DeleteConnectorAsync(desired);
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), new FixedSecret(""), Clock, new RecordingObserver());

        var urls = await engine.ListReplyUrlsAsync(desired, Stop);

        Assert.Equal([(app.RedirectUris[0], true), ("https://by-hand.example/redirect", false)], urls!.Select(u => (u.Url, u.IsDead)));
        await engine.RemoveReplyUrlsAsync(desired, [.. urls!], Stop);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["https://by-hand.example/redirect"], (await engine.ListReplyUrlsAsync(desired, Stop))!.Select(u => u.Url));
    }
}
