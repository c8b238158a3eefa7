using System.Text.Json;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector that signs in on behalf of users works for the user who never saw it, or a run says what is missing.</summary>
public sealed class OnBehalfOfTests : CloudTest
{
    private static readonly ConnectorProject Consenting = Contoso.Project with { GrantAdminConsent = true };

    private GraphCaller Graph => new(this);

    private string Properties => Contoso.OnBehalfOf(Local.TenantId);

    private DesiredState Wanted(
        ConnectorProject? project = null, Func<DeploymentEnvironment, DeploymentEnvironment>? change = null, string? properties = null) =>
        Desired(
            project ?? Consenting, properties: properties ?? Properties,
            target: Target() with { Environment = (change ?? (e => e))(Target().Environment) });

    private async Task<string?> RefusalAsync(DesiredState desired, string? user = "user") =>
        (await Cloud.SignInAsync(Local.Name, desired.Row.Identity.RowId.ToString(), user, Stop)).ErrorCode;

    private Task<JsonElement> PatchAsync(ApplicationState app, string body) => Graph.SendAsync(HttpMethod.Patch, $"/applications/{app.Id}", body);

    [Fact]
    public async Task Deploy_WithConsent_SecondUserSignsInAndNothingIsLeft()
    {
        var desired = Wanted();

        var first = await DeployAsync(desired);

        Assert.Equal(
            ["app registration", "service principal", "admin consent", "admin consent", "application ID URI", "scope", "authorized client", "client secret"],
            first.Plan.Steps.Select(s => s.Thing).SkipWhile(t => t != "app registration").TakeWhile(t => t != "connector"));
        var app = first.Observed.Entra!.Application!;
        Assert.Equal([$"api://{app.AppId}"], app.Api.IdentifierUris);
        var scope = Assert.Single(app.Api.Scopes);
        Assert.Equal(("access_as_user", true, true), (scope.Value, scope.IsEnabled, scope.IsForUsers));
        Assert.True(app.Api.IsPreauthorized(OnBehalfOf.PlatformAppId, scope.Id));
        Clock.Advance(TimeSpan.FromMinutes(5));
        var signIn = await SignInAsync(desired);
        Assert.True(signIn.Succeeded, signIn.Message);
        Assert.StartsWith("user@", signIn.User, StringComparison.Ordinal);
        Cloud.Requests.Clear();
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_WithoutConsent_MakerWorksAndTheOthersWaitForAnAdministrator()
    {
        var desired = Wanted(Contoso.Project);

        var first = await DeployAsync(desired);

        Assert.Contains("/adminconsent?client_id=", Assert.Single(first.Plan.Needs), StringComparison.Ordinal);
        Assert.Contains(first.Plan.Diagnostics, d => d.Id == "CB7111" && d.Message.Contains("user_impersonation", StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RefusalAsync(desired, "maker"));
        Assert.Equal("AADSTS65001", await RefusalAsync(desired));
        Assert.Equal("AADSTS65001", (await SignInAsync(desired)).ErrorCode);

        var second = await DeployAsync(Wanted());

        Assert.All(second.Plan.Steps, s => Assert.Equal("admin consent", s.Thing));
        Assert.Empty(second.Plan.Needs);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Theory]
    [InlineData("""{"api":{"preAuthorizedApplications":[]}}""", "AADSTS65001", "authorized client")]
    [InlineData("""{"identifierUris":[]}""", "AADSTS500011", "application ID URI")]
    [InlineData("""{"requiredResourceAccess":[{"resourceAppId":"797f4846-ba00-4fd7-ba43-dac1f8f63013","resourceAccess":[{"id":"41094075-9dad-400e-a0bd-54e686782033","type":"Scope"}]}]}""", "AADSTS90008", "app registration")]
    public async Task Deploy_PieceOfTheAppWasTakenAway_IsRefusedToTheSecondUserAndRepaired(string body, string refusal, string thing)
    {
        var desired = Wanted();
        var first = await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await PatchAsync(first.Observed.Entra!.Application!, body);
        Assert.Null(await RefusalAsync(desired, "maker"));
        Assert.Equal(refusal, await RefusalAsync(desired));

        var second = await DeployAsync(desired);

        Assert.Equal(thing, Assert.Single(second.Plan.Steps).Thing);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RefusalAsync(desired));
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
    }

    [Fact]
    public async Task Deploy_ScopeWasDisabled_EnablesItUnderItsId()
    {
        var desired = Wanted();
        var app = (await DeployAsync(desired)).Observed.Entra!.Application!;
        var id = Assert.Single(app.Api.Scopes).Id;
        Clock.Advance(TimeSpan.FromMinutes(5));
        await PatchAsync(app, $$$"""{"api":{"oauth2PermissionScopes":[{"id":"{{{id}}}","value":"access_as_user","type":"User","isEnabled":false,"adminConsentDisplayName":"a","adminConsentDescription":"b"}]}}""");
        Assert.Equal("AADSTS65001", await RefusalAsync(desired));

        var second = await DeployAsync(desired);

        Assert.Equal(id, Assert.Single(second.Observed.Entra!.Application!.Api.Scopes).Id);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RefusalAsync(desired));
    }

    [Fact]
    public async Task Deploy_PlatformsAppIsNotInTheTenant_SaysTheRightAndMakesIt()
    {
        var platform = (await Graph.SendAsync(
            HttpMethod.Get, $"/servicePrincipals(appId='{OnBehalfOf.PlatformAppId}')")).GetProperty("id").GetString();
        await Graph.SendAsync(HttpMethod.Delete, $"/servicePrincipals/{platform}");
        var observer = new RecordingObserver();
        Assert.Contains("CB7004", await CodesAsync(() => DeployAsync(Wanted(), observer: observer)));
        Assert.Contains(
            observer.Plan!.Diagnostics,
            d => d.Id == "CB7114" && d.Message.Contains("Application.ReadWrite.All", StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromMinutes(5));

        await DeployAsync(Wanted(), Administrator);

        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RefusalAsync(Wanted()));
    }

    [Fact]
    public async Task Deploy_AppThatExposesThingsAlready_KeepsThemAndUsesItsScope()
    {
        var (other, client) = (Guid.NewGuid(), Guid.NewGuid());
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", $$$"""
            {"displayName":"By hand","signInAudience":"AzureADMyOrg","identifierUris":["https://orders.local.onmicrosoft.example"],"api":{"oauth2PermissionScopes":[
              {"id":"{{{other}}}","value":"orders","type":"User","isEnabled":true,"adminConsentDisplayName":"a","adminConsentDescription":"b","userConsentDisplayName":"c","userConsentDescription":"d"}],
              "preAuthorizedApplications":[{"appId":"{{{client}}}","delegatedPermissionIds":["{{{other}}}"]}]}}
            """);
        var desired = Wanted(change: e => e with { ClientId = made.GetProperty("appId").GetString() });

        var result = await DeployAsync(desired, Administrator);

        var api = result.Observed.Entra!.Application!.Api;
        Assert.Equal(["https://orders.local.onmicrosoft.example", $"api://{desired.Application!.ClientId}"], api.IdentifierUris);
        Assert.Equal((other, "orders"), Assert.Single(api.Scopes.Select(s => (s.Id, s.Value))));
        Assert.True(api.IsPreauthorized(client.ToString(), other));
        Assert.True(api.IsPreauthorized(OnBehalfOf.PlatformAppId, other));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RefusalAsync(desired));
    }

    [Fact]
    public async Task Deploy_ConnectorOfAFormerVersion_GetsWhatIsMissingAndNothingElse()
    {
        var ordinary = Contoso.Properties.Replace("\"common\"", $"\"{Local.TenantId}\"", StringComparison.Ordinal);
        var first = await DeployAsync(Desired(properties: ordinary));
        Clock.Advance(TimeSpan.FromMinutes(5));

        var second = await DeployAsync(Wanted());

        Assert.Equal(first.Observed.Entra!.Application!.AppId, second.Observed.Entra!.Application!.AppId);
        Assert.Contains(second.Plan.Steps, s => s is Preauthorize);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await DeployAsync(Wanted())).Plan.IsEmpty);
        Assert.Null(await RefusalAsync(Wanted()));
    }

    [Fact]
    public async Task Deploy_AnotherTeamsApp_ListsWhatItsOwnerMustDo()
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"Theirs","signInAudience":"AzureADMyOrg"}""");
        var (id, appId) = (made.GetProperty("id").GetString(), made.GetProperty("appId").GetString());
        await Graph.SendAsync(HttpMethod.Post, "/servicePrincipals", $$$"""{"appId":"{{{appId}}}"}""");
        var password = await Graph.SendAsync(HttpMethod.Post, $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"for you"}}""");
        var desired = Wanted(
            Contoso.Project with { ClientSecretEnvironmentVariable = "THEIR_SECRET" },
            e => e with { ClientId = appId, EntraMode = "Verify" });

        var result = await DeployAsync(desired, secrets: new FixedSecret(password.GetProperty("secretText").GetString()!));

        Assert.All(
            (string[])[$"api://{appId}", "access_as_user", OnBehalfOf.PlatformAppId, "User.Read", "/adminconsent"],
            text => Assert.Contains(result.Plan.Needs, n => n.Contains(text, StringComparison.Ordinal)));
        Assert.DoesNotContain(Cloud.Requests.Records, r => r.Service == "Graph" && r.Method == "PATCH");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plan_SecondConnectorOnOneApp_NamesBoth(bool isAllowed)
    {
        var first = await DeployAsync(Wanted());
        Clock.Advance(TimeSpan.FromMinutes(5));
        var second = Wanted(
            Consenting with { ConnectorName = "second", AllowSharedApp = isAllowed },
            e => e with { ClientId = first.Observed.Entra!.Application!.AppId });
        var observer = new RecordingObserver();

        if (isAllowed)
        {
            await DeployAsync(second, Administrator, observer: observer);
        }
        else
        {
            Cloud.Requests.Clear();
            Assert.Contains("CB7110", await CodesAsync(() => DeployAsync(second, Administrator, observer: observer)));
            Assert.Empty(Writes);
        }

        var found = observer.Plan!.Diagnostics.Single(d => d.Id == "CB7110");
        Assert.Equal(isAllowed ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, found.Severity);
        Assert.Contains(first.Observed.Dataverse.Connector!.Name, found.Message, StringComparison.Ordinal);
        Assert.Contains(second.Row.Identity.Name, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_TwoNewConnectorsOnOneAppInOneRun_NamesBothBeforeAnythingIsWritten(bool isAllowed)
    {
        var made = await Graph.SendAsync(HttpMethod.Post, "/applications", """{"displayName":"One","signInAudience":"AzureADMyOrg"}""");
        var appId = made.GetProperty("appId").GetString();
        DesiredState[] states = [.. ((string[])["first", "second"]).Select(name => Wanted(
            Consenting with { ConnectorName = name, AllowSharedApp = isAllowed }, e => e with { ClientId = appId }))];
        var observer = new RecordingObserver();
        using var engine = new DeploymentEngine(
            Target(), Credential(Target(), Administrator), Credential(Target()), new FixedSecret(""), Clock, observer);
        Cloud.Requests.Clear();

        if (isAllowed)
        {
            await engine.DeployAllAsync(states, [], (_, _, _) => Task.CompletedTask, Stop);
            Assert.Contains(observer.Plan!.Diagnostics, d => d is { Id: "CB7110", Severity: DiagnosticSeverity.Warning });
        }
        else
        {
            var e = await Assert.ThrowsAsync<ConnectorException>(
                () => engine.DeployAllAsync(states, [], (_, _, _) => Task.CompletedTask, Stop));
            var found = Assert.Single(e.Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
            Assert.Equal("CB7110", found.Id);
            Assert.Contains("'contoso_first' and 'contoso_second'", found.Message, StringComparison.Ordinal);
            Assert.Empty(Writes);
        }
    }

    [Fact]
    public async Task Deploy_TwoNewConnectorsWithAnAppEach_AreDeployed()
    {
        DesiredState[] states = [.. ((string[])["first", "second"]).Select(name => Wanted(Consenting with { ConnectorName = name }))];
        var observer = new RecordingObserver();
        using var engine = new DeploymentEngine(Target(), Credential(Target()), Credential(Target()), new FixedSecret(""), Clock, observer);

        await engine.DeployAllAsync(states, [], (_, _, _) => Task.CompletedTask, Stop);

        Assert.DoesNotContain(observer.Plan!.Diagnostics, d => d.Id == "CB7110");
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await RefusalAsync(states[0]));
        Assert.Null(await RefusalAsync(states[1]));
    }

    [Fact]
    public async Task Deploy_Secretless_ExchangesWithoutAnySecret()
    {
        var desired = Wanted(properties: Contoso.Secretless(Properties));

        var first = await DeployAsync(desired);

        Assert.Empty(first.Observed.Entra!.Application!.Passwords);
        Assert.Single(first.Observed.Entra.Trusts);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var signIn = await SignInAsync(desired);
        Assert.True(signIn.Succeeded, signIn.Message);
        Assert.StartsWith("user@", signIn.User, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"IsFirstParty\":\"False\"", "\"IsFirstParty\":\"True\"", true)]
    [InlineData("\"IsOnbehalfofLoginSupported\":true", "\"IsOnbehalfofLoginSupported\":false", false)]
    public void Columns_WithWhatThePlatformTurnsRound_AreTheSame(string sent, string there, bool areSame)
    {
        var parameters = JsonDocument.Parse(Properties).RootElement.GetProperty("properties").GetProperty("connectionParameters").GetRawText();

        Assert.Equal(
            areSame,
            ConnectorColumns.AreSame(
                ConnectorColumns.ConnectionParameters, parameters, parameters.Replace(sent, there, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deploy_SharedWithNobody_IsSaidInTheResult() =>
        Assert.Contains((await DeployAsync(Wanted())).Plan.Diagnostics, d => d.Id == "CB7113");

    [Fact]
    public async Task Retire_LastConnectorOfTheApp_TakesTheAuthorizationAndLeavesScopeAndUri()
    {
        var desired = Wanted();
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        using var engine = new RetirementEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());

        var result = await engine.ApplyAsync(await engine.PlanAsync(desired, [], Stop), Stop);

        Assert.Contains(result.Plan.Steps, s => s is RevokePreauthorization);
        var api = result.Observed.Entra!.Application!.Api;
        Assert.Empty(api.Preauthorized);
        Assert.Single(api.Scopes);
        Assert.Single(api.IdentifierUris);
    }

    [Fact]
    public async Task Retire_WhileAnotherConnectorHasTheApp_LeavesTheAuthorization()
    {
        var first = await DeployAsync(Wanted());
        Clock.Advance(TimeSpan.FromMinutes(5));
        await DeployAsync(
            Wanted(
                Consenting with { ConnectorName = "second", AllowSharedApp = true },
                e => e with { ClientId = first.Observed.Entra!.Application!.AppId }),
            Administrator);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var desired = Wanted();
        using var engine = new RetirementEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());

        var plan = (await engine.PlanAsync(desired, [], Stop)).Plan;

        Assert.DoesNotContain(plan.Steps, s => s is RevokePreauthorization);
    }
}
