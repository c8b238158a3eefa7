using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Scopes in the forms that connectors have, on both routes.</summary>
public sealed class ScopeTests : SolutionRouteTest
{
    [Theory]
    [InlineData("Direct", """["User.Read Mail.Read offline_access"]""", "Mail.Read User.Read")]
    [InlineData("Solution", """["User.Read,Mail.Read"]""", "Mail.Read User.Read")]
    [InlineData("Direct", """["https://graph.microsoft.com/User.Read","https://analysis.windows.net/powerbi/api/Report.Read.All"]""", "User.Read")]
    [InlineData("Direct", "[]", "User.Read")]
    [InlineData("Solution", """["https://graph.microsoft.com/.default"]""", "User.Read")]
    public async Task Deploy_ScopesInAnyForm_GiveTheirPermissionsAndSignIn(string route, string scopes, string expected)
    {
        var result = await DeployAsync(Wanted(route, scopes));

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                Assert.Single(result.Plan.Steps.OfType<CreateApplication>()).Permissions.Select(p => p.Scope.Value)
                    .Order(StringComparer.Ordinal)));
        Assert.True((await SignInAsync(Wanted(route, scopes))).Succeeded);
        Assert.Empty((await DeployAsync(Wanted(route, scopes))).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_NoScopes_SaysWhichPermissionIsTaken()
    {
        var result = await DeployAsync(Wanted("Direct", "[]"));

        Assert.Contains(
            "the connector names no scopes of Microsoft Graph, so User.Read is taken as the API's usual permission; "
                + "oAuthSettings.scopes chooses others",
            Assert.Single(result.Plan.Steps.OfType<CreateApplication>()).Details);
    }

    [Fact]
    public async Task Deploy_ScopesTakenOut_KeepsWhatTheAppHasAlsoWherePermissionsArePruned()
    {
        await DeployAsync(Wanted("Direct", """["Mail.Read","User.Read"]"""));

        var result = await DeployAsync(Wanted("Direct", "[]", p => p with { PrunePermissions = true }));

        Assert.DoesNotContain(result.Plan.Steps, s => s is UpdateApplication);
        Assert.DoesNotContain(result.Plan.Diagnostics, d => d.Id == "CB7105");
    }

    [Fact]
    public async Task Plan_ScopeThatOnlyAnAdministratorCanConsentTo_IsNamedBeforeAnythingIsWritten()
    {
        var desired = Wanted("Direct", """["Group.ReadWrite.All offline_access"]""");
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), null!, Clock, new RecordingObserver());

        var prepared = await engine.PlanAsync(desired, Stop);

        var warning = Assert.Single(prepared.Plan.Diagnostics, d => d.Id == "CB7109");
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Contains("'Group.ReadWrite.All' of Microsoft Graph", warning.Message, StringComparison.Ordinal);
        Assert.Contains($"{desired.Target.TenantId}/adminconsent?client_id=", warning.Message, StringComparison.Ordinal);
        Assert.Equal(["Group.ReadWrite.All"], AdminOnlyScopes.Of(desired, prepared.Observed));
        Assert.Empty(Writes);
        await DeployAsync(desired);
        Assert.DoesNotContain((await DeployAsync(desired)).Plan.Diagnostics, d => d.Id == "CB7109");
    }

    [Fact]
    public async Task Plan_ScopeThatOnlyAnAdministratorCanConsentTo_IsNoMatterWhereTheDeploymentConsents()
    {
        var desired = Wanted("Direct", """["Group.ReadWrite.All"]""", p => p with { GrantAdminConsent = true });

        Assert.DoesNotContain((await DeployAsync(desired)).Plan.Diagnostics, d => d.Id == "CB7109");
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    private DesiredState Wanted(string route, string scopes, Func<ConnectorProject, ConnectorProject>? change = null)
    {
        Files.Write("apiProperties.json", Contoso.Properties
            .Replace(Contoso.ResourceUrl, "https://graph.microsoft.com", StringComparison.Ordinal)
            .Replace("""["user_impersonation"]""", scopes, StringComparison.Ordinal));
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        var project = Files.Project(environment);
        return DesiredStates.Create(change is null ? project : change(project), Target(environment), Stop)[0];
    }
}
