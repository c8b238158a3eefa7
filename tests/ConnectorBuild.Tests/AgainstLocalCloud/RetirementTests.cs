using System.Text.Json.Nodes;
using ConnectorBuild.Deployment;
using ConnectorBuild.Deployment.Retirement;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector is taken out of an environment, and nothing that others need goes with it.</summary>
public sealed class RetirementTests : CloudTest
{
    private async Task<DeploymentResult> RetireAsync(DesiredState? desired = null)
    {
        desired ??= Desired();
        using var engine = new RetirementEngine(desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());
        return await engine.RetireAsync(desired, Stop);
    }

    private async Task<DeploymentPlan> PlanAsync(DesiredState desired)
    {
        using var engine = new RetirementEngine(desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());
        return (await engine.PlanAsync(desired, Stop)).Plan;
    }

    private Task ReferAsync(DesiredState desired) => desired.Target.SendAsync(Credential(desired.Target), HttpMethod.Post, "connectionreferences", new JsonObject
    {
        ["connectionreferencelogicalname"] = "contoso_flow_reference",
        ["connectionreferencedisplayname"] = "Of the nightly flow",
        ["connectorid"] = "/providers/Microsoft.PowerApps/apis/shared_x",
        ["CustomConnectorId@odata.bind"] = $"/connectors({desired.Row.Identity.RowId})",
    });

    [Fact]
    public async Task Retire_WhatWasDeployed_TakesConnectorReplyUrlSecretAndRecordAndLeavesTheApp()
    {
        var deployed = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await RetireAsync();

        Assert.Equal(["connector", "reply URL", "client secret", "deployment record"], result.Plan.Steps.Select(s => s.Thing));
        Assert.Null(result.Observed.Dataverse.Connector);
        Assert.Null(result.Observed.Dataverse.Record.DefinitionId);
        Assert.Equal(deployed.Observed.Entra!.Application!.AppId, result.Observed.Entra!.Application!.AppId);
        Assert.Empty(result.Observed.Entra.Application.RedirectUris);
        Assert.Empty(result.Observed.Entra.Application.Passwords);
    }

    [Fact]
    public async Task Plan_ForRetirement_WritesNothing()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();

        var plan = await PlanAsync(Desired());

        Assert.Equal(4, plan.Steps.Length);
        Assert.Contains(plan.Unchanged, u => u.Contains("never deleted", StringComparison.Ordinal));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Retire_WhileAFlowDependsOnIt_IsRefusedAndNamesIt()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await ReferAsync(Desired());
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => RetireAsync());

        Assert.Equal("CB8204", e.Diagnostics[0].Id);
        Assert.Contains("contoso_flow_reference", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Retire_Twice_FindsNothingLeft()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await RetireAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await RetireAsync()).Plan.IsEmpty);
    }

    [Fact]
    public async Task Retire_ConnectorAlreadyDeletedByHand_StillTakesWhatBelongedToIt()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await desired.Target.SendAsync(Credential(desired.Target), HttpMethod.Delete, $"connectors({desired.Row.Identity.RowId})");

        var result = await RetireAsync();

        Assert.Equal(["reply URL", "client secret", "deployment record"], result.Plan.Steps.Select(s => s.Thing));
    }

    [Fact]
    public async Task Deploy_AfterRetirement_WorksAgainWithTheSameApp()
    {
        var first = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        await RetireAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var second = await DeployAsync();

        Assert.Equal(first.Observed.Entra!.Application!.AppId, second.Observed.Entra!.Application!.AppId);
        Assert.True((await SignInAsync()).Succeeded);
    }
}
