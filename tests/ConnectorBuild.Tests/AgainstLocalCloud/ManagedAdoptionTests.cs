using ConnectorBuild.Cloud.Adoption;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.Adoption;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector that came with a managed solution becomes a project that imports a new version of it.</summary>
public sealed class ManagedAdoptionTests : CloudTest
{
    private static readonly DeploymentEnvironment Managed = new() { Name = "local", Managed = true };

    private readonly AdoptedFolder _folder = new();
    private readonly ProjectFiles _files = new();

    public override async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        _files.Dispose();
        await base.DisposeAsync();
    }

    private async Task<AdoptedConnector> ReadAsync(DeploymentEnvironment environment)
    {
        var target = Target() with { Environment = environment };
        using var http = CloudHttp.Create(target, Clock);
        return await LiveSource.ReadAsync(new LiveConnectorReader(http, target, Credential(target)), target, wanted: null, Stop);
    }

    private async Task<DeploymentPlan> PlanAsync(ConnectorProject project)
    {
        var desired = DesiredStates.Create(project, Target() with { Environment = project.Environments.Single(e => e.Name == "local") }, Stop)[0];
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), null!, Clock, new RecordingObserver());
        return (await engine.PlanAsync(desired, Stop)).Plan;
    }

    [Fact]
    public async Task Adopt_ManagedConnector_FirstPlanIsNoError()
    {
        var deployed = await DeployAsync(DesiredStates.Create(_files.Project(Managed), Target() with { Environment = Managed }, Stop)[0]);
        Clock.Advance(TimeSpan.FromMinutes(5));

        var live = await ReadAsync(new DeploymentEnvironment { Name = "local" });
        var adopted = _folder.Adopt(live);
        adopted.Write(overwrite: false);

        Assert.Equal(deployed.Observed.Entra!.Application!.AppId, live.Environment!.ClientId);
        Assert.DoesNotContain(adopted.Findings, f => f.Id == "CB6309");
        Assert.True(_folder.Project().Environments.Single().Managed);
        var plan = await PlanAsync(_folder.Project("local"));
        Assert.False(plan.IsBlocked, string.Join("; ", plan.Diagnostics.Select(d => d.Message)));
        Assert.True(plan.IsEmpty, string.Join("; ", plan.Steps));

        var direct = await PlanAsync(_folder.Project("local") with { Environments = [new DeploymentEnvironment { Name = "local" }] });
        Assert.Contains(direct.Diagnostics, d => d.Id == "CB8008" && d.Message.Contains("Managed=\"true\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Download_ManagedConnector_AsksForManagedOnlyWhereItIsNotSet()
    {
        await DeployAsync(DesiredStates.Create(_files.Project(Managed), Target() with { Environment = Managed }, Stop)[0]);
        _folder.Adopt(await ReadAsync(Managed)).Write(overwrite: false);
        var project = _folder.Project("local");

        Assert.DoesNotContain(ProjectRefresh.Create(project, await ReadAsync(Managed)).Findings, f => f.Id == "CB6309");
        var unset = project with { Environments = [new DeploymentEnvironment { Name = "local" }] };
        Assert.Contains(
            ProjectRefresh.Create(unset, await ReadAsync(unset.Environments[0])).Findings,
            f => f.Id == "CB6309" && f.Message.Contains("Managed=\"true\"", StringComparison.Ordinal));
    }
}
