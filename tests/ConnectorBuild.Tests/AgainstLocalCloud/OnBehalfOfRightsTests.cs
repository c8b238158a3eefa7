using Azure.Core;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Endpoints;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A right that an on-behalf-of connector needs is asked for before anything is written.</summary>
public sealed class OnBehalfOfRightsTests : CloudTest
{
    private const string OwnedBy = "Application.ReadWrite.OwnedBy";
    private const string Consent = "DelegatedPermissionGrant.ReadWrite.All";

    private DesiredState Wanted =>
        Desired(Contoso.Project with { GrantAdminConsent = true }, properties: Contoso.OnBehalfOf(Local.TenantId));

    [Theory]
    [InlineData("", OwnedBy)]
    [InlineData("Application.Read.All", OwnedBy)]
    [InlineData(OwnedBy, Consent)]
    public async Task Deploy_AsAnAppThatLacksARight_NamesItAndWritesNothing(string has, string missing)
    {
        var modest = Modest([.. has.Split(' ', StringSplitOptions.RemoveEmptyEntries), "Application.Read.All"]);
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Wanted, modest));

        Assert.Contains(
            e.Diagnostics,
            d => d is { Id: "CB7116", Severity: DiagnosticSeverity.Error } && d.Message.Contains($"permission {missing} ", StringComparison.Ordinal));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Plan_AsAReader_WarnsOfEachRightAndIsNotBlocked()
    {
        var plan = await PlanAsync(Credential(Target(), Modest(["Application.Read.All", "Directory.Read.All"])));

        Assert.Equal(2, plan.Diagnostics.Count(d => d is { Id: "CB7116", Severity: DiagnosticSeverity.Warning }));
        Assert.False(plan.IsBlocked);
    }

    [Fact]
    public async Task Plan_WithoutConsentToGrant_AsksForNoRightToConsent()
    {
        var plan = await PlanAsync(
            Credential(Target(), Modest([OwnedBy, "Application.Read.All"])), Desired(properties: Contoso.OnBehalfOf(Local.TenantId)));

        Assert.DoesNotContain(plan.Diagnostics, d => d.Id is "CB7116" or "CB7117");
    }

    [Fact]
    public async Task Plan_PlatformsAppMissing_NamesTheWiderRight()
    {
        var graph = new GraphCaller(this);
        var platform = await graph.SendAsync(HttpMethod.Get, $"/servicePrincipals(appId='{OnBehalfOf.PlatformAppId}')");
        await graph.SendAsync(HttpMethod.Delete, $"/servicePrincipals/{platform.GetProperty("id").GetString()}");

        var plan = await PlanAsync(Credential(Target()));

        Assert.Contains(
            plan.Diagnostics,
            d => d.Id == "CB7116" && d.Message.Contains("permission Application.ReadWrite.All ", StringComparison.Ordinal)
                && d.Message.Contains("INFERRED", StringComparison.Ordinal));
        Assert.DoesNotContain((await PlanAsync(Credential(Target(), Administrator))).Diagnostics, d => d.Id == "CB7116");
    }

    [Fact]
    public async Task Plan_AsAPerson_SaysThatTheTokenDoesNotTell()
    {
        var plan = await PlanAsync(new Person(this));

        Assert.All(
            (string[])[OwnedBy, Consent],
            right => Assert.Contains(
                plan.Diagnostics,
                d => d is { Id: "CB7117", Severity: DiagnosticSeverity.Info } && d.Message.Contains($"needs {right}", StringComparison.Ordinal)));
        Assert.DoesNotContain(plan.Diagnostics, d => d.Id == "CB7116");
    }

    [Fact]
    public async Task Plan_PieceOfAnExistingApp_SaysThatOwnershipWasNotAsked()
    {
        var graph = new GraphCaller(this);
        await DeployAsync(Wanted);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var app = (await DeployAsync(Wanted)).Observed.Entra!.Application!;
        await graph.SendAsync(HttpMethod.Patch, $"/applications/{app.Id}", """{"api":{"preAuthorizedApplications":[]}}""");

        var plan = await PlanAsync(Credential(Target()));

        Assert.Contains(plan.Diagnostics, d => d.Id == "CB7117" && d.Message.Contains(app.AppId, StringComparison.Ordinal));
        await DeployAsync(Wanted);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.DoesNotContain((await PlanAsync(Credential(Target()))).Diagnostics, d => d.Id is "CB7116" or "CB7117");
    }

    private LocalIdentity Modest(string[] roles) => Cloud.AddIdentity("local", "modest", roles, "local");

    private async Task<DeploymentPlan> PlanAsync(TokenCredential entra, DesiredState? desired = null)
    {
        using var engine = new DeploymentEngine(
            Target(), entra, Credential(Target()), new FixedSecret(""), Clock, new RecordingObserver());
        return (await engine.PlanAsync(desired ?? Wanted, Stop)).Plan;
    }
}
