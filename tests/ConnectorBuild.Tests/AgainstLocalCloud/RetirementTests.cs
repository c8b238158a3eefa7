using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector is taken out of an environment, and nothing that others need goes with it.</summary>
public sealed class RetirementTests : CloudTest
{
    private async Task<DeploymentResult> RetireAsync(DesiredState? desired = null)
    {
        desired ??= Desired();
        using var engine = new RetirementEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());
        return await engine.ApplyAsync(await engine.PlanAsync(desired, [], Stop), Stop);
    }

    private async Task<DeploymentPlan> PlanAsync(DesiredState desired)
    {
        using var engine = new RetirementEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());
        return (await engine.PlanAsync(desired, [], Stop)).Plan;
    }

    private Task ReferAsync(DesiredState desired) =>
        desired.Target.SendAsync(Credential(desired.Target), HttpMethod.Post, "connectionreferences", new JsonObject
    {
        ["connectionreferencelogicalname"] = "contoso_flow_reference",
        ["connectionreferencedisplayname"] = "Of the nightly flow",
        ["connectorid"] = "/providers/Microsoft.PowerApps/apis/shared_x",
        ["CustomConnectorId@odata.bind"] = $"/connectors({desired.Row.Identity.RowId})",
    });

    private static DesiredState Rotating(DesiredState desired) => desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } };

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
    public async Task Retire_DeletionThatIsAnsweredAndNotDone_IsNotCalledDone()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "DELETE", Path = "*/connectors(*", Status = 204 });

        Assert.Contains("CB8207", await CodesAsync(() => RetireAsync()));
        Cloud.Faults.Clear();

        Assert.Null((await RetireAsync()).Observed.Dataverse.Connector);
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
    public async Task Retire_WhileAReferenceNamesItByItsApiIdOnly_IsRefused()
    {
        var deployed = await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var (name, id) in new[] { ("contoso_mine", deployed.Observed.Dataverse.Connector!.InternalId), ("contoso_other", "shared_office365") })
        {
            await Desired().Target.SendAsync(Credential(Desired().Target), HttpMethod.Post, "connectionreferences", new JsonObject
            {
                ["connectionreferencelogicalname"] = name,
                ["connectionreferencedisplayname"] = name,
                ["connectorid"] = "/providers/Microsoft.PowerApps/apis/" + id,
            });
        }

        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => RetireAsync());

        Assert.Equal("CB8204", Assert.Single(e.Diagnostics).Id);
        Assert.Contains("contoso_mine", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("contoso_other", e.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Plan_AppWithFormerSecrets_SaysWhichOneTheConnectorHolds()
    {
        await DeployAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var held = (await DeployAsync(Rotating(Desired()))).Observed.Dataverse.Record.Record!.SecretKeyId;
        Clock.Advance(TimeSpan.FromMinutes(5));

        var secrets = (await PlanAsync(Desired())).Steps.OfType<RemoveSecret>().ToList();

        Assert.Equal(2, secrets.Count);
        Assert.All(
            secrets,
            s => Assert.Contains(
                s.Secret.KeyId == held
                    ? "because the connector that holds it goes"
                    : "because it is a former one of the connector that goes",
                s.Summary, StringComparison.Ordinal));
        Assert.Single(secrets, s => s.Secret.KeyId == held);
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
