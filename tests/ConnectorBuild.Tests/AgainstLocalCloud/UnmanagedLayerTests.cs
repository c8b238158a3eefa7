using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Packages;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A managed solution brought the connector, and somebody changed it in place.</summary>
public sealed class UnmanagedLayerTests : CloudTest
{
    private async Task ImportManagedAsync(DesiredState desired)
    {
        using var zip = new MemoryStream();
        SolutionPackage.Write(zip, SolutionManifest.Create(Contoso.Project), [desired.Row], managed: true);
        await desired.Target.SendAsync(Credential(desired.Target), HttpMethod.Post, "ImportSolutionAsync", new JsonObject
        {
            ["CustomizationFile"] = Convert.ToBase64String(zip.ToArray()),
            ["OverwriteUnmanagedCustomizations"] = false,
            ["PublishWorkflows"] = false,
        });
        Clock.Advance(TimeSpan.FromMinutes(20));
    }

    private async Task<bool> HasLayerAsync(DesiredState desired)
    {
        using var http = CloudHttp.Create(desired.Target, Clock);
        return (await new ConnectorEnvironment(http, desired.Target, Credential(desired.Target)).ReadAsync(desired, Stop)).HasUnmanagedLayer;
    }

    [Fact]
    public async Task Read_ManagedConnectorThatSomebodyChanged_SeesTheLayer()
    {
        var desired = Desired(properties: """{"properties":{"connectionParameters":{}}}""");
        await ImportManagedAsync(desired);
        Assert.False(await HasLayerAsync(desired));

        await desired.Target.SendAsync(
            Credential(desired.Target), HttpMethod.Patch, $"connectors({desired.Row.Identity.RowId})",
            new JsonObject { ["description"] = "By hand." });

        Assert.True(await HasLayerAsync(desired));
    }

    [Fact]
    public async Task Plan_ManagedConnectorThatSomebodyChanged_WarnsOfTheLayer()
    {
        var desired = Desired(properties: """{"properties":{"connectionParameters":{}}}""");
        await ImportManagedAsync(desired);
        await desired.Target.SendAsync(
            Credential(desired.Target), HttpMethod.Patch, $"connectors({desired.Row.Identity.RowId})",
            new JsonObject { ["description"] = "By hand." });
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), null!, Clock, new RecordingObserver());

        var (plan, _) = await engine.PlanAsync(desired, Stop);

        Assert.Contains(plan.Diagnostics, d => d.Id == "CB8206");
    }

    [Fact]
    public async Task Retire_ManagedConnector_IsRefused()
    {
        var desired = Desired(properties: """{"properties":{"connectionParameters":{}}}""");
        await ImportManagedAsync(desired);
        using var engine = new RetirementEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), Clock, new RecordingObserver());

        Assert.Equal(["CB8205"], await CodesAsync(async () => await engine.ApplyAsync(await engine.PlanAsync(desired, [], Stop), Stop)));
    }
}
