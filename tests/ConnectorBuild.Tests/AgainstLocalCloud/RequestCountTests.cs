using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>What a deployment costs in requests, where no replica lags. docs/deployment.md names the same figures.</summary>
public sealed class RequestCountTests : CloudTest
{
    protected override LocalCloudOptions Options => base.Options with { ReplicationLag = TimeSpan.Zero, SecretDelay = TimeSpan.Zero };

    [Fact]
    public async Task Deploy_CountsOfRequests_AreWhatTheDocumentationSays()
    {
        await DeployAsync();
        Report("first publish", graph: 14, dataverse: 9);

        await DeployAsync();
        Report("unchanged publish", graph: 2, dataverse: 1);
        Assert.Empty(Writes);

        Cloud.Requests.Clear();
        var desired = Desired();
        await DeployAsync(desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } });
        Report("rotation", graph: 9, dataverse: 6);
    }

    [Fact]
    public async Task Deploy_OnBehalfOfUsers_CountsAreWhatTheDocumentationSays()
    {
        await DeployAsync();
        Cloud.Requests.Clear();
        var desired = Desired(
            Contoso.Project with { ConnectorName = "Agents", GrantAdminConsent = true }, properties: Contoso.OnBehalfOf(Local.TenantId));

        await DeployAsync(desired);
        Report("first publish on behalf of users", graph: 29, dataverse: 10);

        await DeployAsync(desired);
        Report("unchanged publish on behalf of users", graph: 3, dataverse: 2);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Apply_UnchangedConnectorsOfASolution_ReadsEachOnce()
    {
        DesiredState[] states = [Desired(), Desired(Contoso.Project with { ConnectorName = "Other" })];
        foreach (var state in states)
        {
            await DeployAsync(state);
        }

        Cloud.Requests.Clear();
        using var engine = new DeploymentEngine(
            states[0].Target, Credential(states[0].Target), Credential(states[0].Target), new NoSecretReader(), Clock,
            new RecordingObserver());
        var prepared = new List<PreparedDeployment>();
        foreach (var state in states)
        {
            prepared.Add(await engine.PrepareAsync(state, approved: null, Stop));
        }

        foreach (var deployment in prepared)
        {
            Assert.Empty((await engine.ApplyAsync(deployment, Stop)).Plan.Steps);
        }

        Report("unchanged publish of two", graph: 4, dataverse: 2);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_ReadingBackUntilReadsAgree_GetsAConnectorThatHasNotMovedOnlyOnce(string route)
    {
        using var files = new ProjectFiles();
        var environment = new DeploymentEnvironment { Name = "local", Route = route };

        await DeployAsync(DesiredStates.Create(files.Project(environment), Target() with { Environment = environment }, Stop)[0]);

        var id = Desired().Row.Identity.RowId.ToString();
        var reads = Cloud.Requests.Records
            .SkipWhile(r => r.Service != "Dataverse" || !r.IsWrite)
            .SelectMany(r => r.Parts)
            .Where(p => p.Path.Contains($"connectors({id})", StringComparison.Ordinal))
            .Select(p => p.Status)
            .ToList();
        Assert.InRange(reads.Count(s => s == 304), 2, 10);
        Assert.InRange(reads.Count(s => s == 200), 1, 2);
    }

    private void Report(string what, int graph, int dataverse)
    {
        var found = $"{what}: Graph {Count("Graph")}, Dataverse {Count("Dataverse")}";
        TestContext.Current.TestOutputHelper?.WriteLine(found);
        Assert.Equal($"{what}: Graph {graph}, Dataverse {dataverse}", found);
        Cloud.Requests.Clear();
    }
}
