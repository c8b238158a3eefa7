using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Somebody staged an upgrade of the solution ("Stage for upgrade") and did not complete it.</summary>
public sealed class StagedUpgradeTests : SolutionRouteTest
{
    private readonly ProjectFiles _other = new();

    public override ValueTask DisposeAsync()
    {
        _other.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task Deploy_StagedUpgradeOfAnotherConnector_IsRefusedWithWhatItDeletes()
    {
        await DeployAsync(Desired(managed: true));
        await StageAsync(Other("1.0.1"));
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired("1.0.2", managed: true)));

        var refusal = Assert.Single(e.Diagnostics, d => d.Id == "CB8119");
        Assert.Contains($"connector:{Desired().Row.Identity.Name}", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
        Assert.NotNull(await FindAsync("contoso_other"));
    }

    [Fact]
    public async Task Deploy_CompletingTheUpgradeWouldDeleteAConnector_IsRefusedUnlessItIsNamed()
    {
        await DeployAsync(Desired(managed: true));
        await StageAsync(Other("1.0.1"));
        Cloud.Requests.Clear();

        Assert.Contains("CB8115", await CodesAsync(() => DeployAsync(Desired("1.0.2", managed: true, p => p with { CompleteUpgrade = true }))));
        Assert.Empty(Writes);

        var wanted = Desired(
            "1.0.2", managed: true,
            p => p with { CompleteUpgrade = true, DeleteOmitted = [Desired().Row.Identity.Name, "contoso_other"] });
        var result = await DeployAsync(wanted);

        var promote = Assert.Single(result.Plan.Steps.OfType<PromoteUpgrade>());
        Assert.Equal("promote upgrade", $"{promote.Kind.ToString().ToLowerInvariant()} {promote.Thing}");
        Assert.Contains(promote.Details, d => d.StartsWith($"! connector '{wanted.Row.Identity.Name}'", StringComparison.Ordinal));
        Assert.Contains(
            Assert.Single(result.Plan.Steps.OfType<ImportSolution>()).Details,
            d => d.StartsWith("! connector 'contoso_other'", StringComparison.Ordinal));
        Assert.Single(Writes, w => w.EndsWith("StageAndUpgradeAsync", StringComparison.Ordinal));
        Assert.True((await SignInAsync(wanted)).Succeeded);
        Assert.Empty((await DeployAsync(wanted)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_StagedUpgradeOfTheSameConnector_IsCompletedAsPlannedAndApproved()
    {
        await DeployAsync(Desired(managed: true));
        await StageAsync(Desired("1.0.1", managed: true));
        var wanted = Desired("1.0.1", managed: true, p => p with { CompleteUpgrade = true });
        using var engine = Engine(wanted);
        var (plan, observed) = await engine.PlanAsync(wanted, Stop);
        var approved = ApprovedPlan.Create(wanted, observed, plan, Clock.GetUtcNow());

        var result = await engine.DeployAsync(wanted, approved, Stop);

        Assert.IsType<PromoteUpgrade>(result.Plan.Steps[0]);
        Assert.DoesNotContain(result.Plan.Steps, s => s is ImportSolution);
        Assert.Equal("1.0.1.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Null(result.Observed.Dataverse.Staged);
        Assert.True((await SignInAsync(wanted)).Succeeded);
        Assert.Empty((await DeployAsync(wanted)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_UpgradeStagedAfterThePlanWasApproved_IsNotPromoted()
    {
        await DeployAsync(Desired(managed: true));
        var wanted = Desired("1.0.2", managed: true, p => p with { CompleteUpgrade = true });
        using var engine = Engine(wanted);
        var (plan, observed) = await engine.PlanAsync(wanted, Stop);
        var approved = ApprovedPlan.Create(wanted, observed, plan, Clock.GetUtcNow());
        await StageAsync(Desired("1.0.1", managed: true));
        Cloud.Requests.Clear();

        Assert.Equal(["CB9106"], await CodesAsync(() => engine.DeployAsync(wanted, approved, Stop)));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_PromotionThatConnectionsHoldBack_MintsNoSecretAndSaysWhatToDo()
    {
        await DeployAsync(Desired(managed: true));
        await StageAsync(Desired("1.0.1", managed: true));
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Dataverse",
            Method = "POST",
            Path = "*DeleteAndPromote*",
            Status = 400,
            Body = new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = "0x80048d19",
                    ["message"] = "Solution Upgrade action failed after import as holding. InnerException is: {\"error\":{\"code\":\"CannotDeleteApiDueToExistingConnections\",\"message\":\"The custom connector contoso-5fold cannot be deleted because there are connections associated with this api.\"}}.",
                },
            }.ToJsonString(),
        });
        var wanted = Desired("1.0.1", managed: true, p => p with { CompleteUpgrade = true });
        Cloud.Requests.Clear();

        for (var run = 0; run < 3; run++)
        {
            var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(wanted));
            Assert.Equal("CB8122", Assert.Single(e.Diagnostics).Id);
            Assert.Contains("contoso-5fold cannot be deleted", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("{", e.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Writes, w => w.Contains("addPassword", StringComparison.Ordinal));
    }

    private DeploymentEngine Engine(DesiredState desired) =>
        new(desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, new RecordingObserver());

    private DesiredState Other(string version) =>
        PackagedState.Create(
            _other.Project(Environment(managed: true)) with { ConnectorName = "Other", SolutionVersion = version },
            Target(Environment(managed: true)), Stop)[0];

    private async Task StageAsync(DesiredState desired)
    {
        var target = Target(Environment());
        await target.SendAsync(Credential(target), HttpMethod.Post, "ImportSolutionAsync", new JsonObject
        {
            ["CustomizationFile"] = Convert.ToBase64String(desired.Import().Package.Zip.Span),
            ["OverwriteUnmanagedCustomizations"] = false,
            ["PublishWorkflows"] = true,
            ["HoldingSolution"] = true,
        });
        Clock.Advance(TimeSpan.FromMinutes(30));
    }

    private async Task<string?> FindAsync(string name)
    {
        var target = Target(Environment());
        var found = await target.SendAsync(Credential(target), HttpMethod.Get, $"connectors?$select=name&$filter=name eq '{name}'");
        return (string?)found!["value"]!.AsArray().SingleOrDefault()?["name"];
    }
}
