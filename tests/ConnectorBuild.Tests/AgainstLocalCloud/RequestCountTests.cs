using ConnectorBuild.Deployment;
using ConnectorBuild.LocalCloud;

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
        await DeployAsync(desired with { Application = desired.Application! with { RotateNow = true } });
        Report("rotation", graph: 9, dataverse: 6);
    }

    private void Report(string what, int graph, int dataverse)
    {
        var found = $"{what}: Graph {Count("Graph")}, Dataverse {Count("Dataverse")}";
        TestContext.Current.TestOutputHelper?.WriteLine(found);
        Assert.Equal($"{what}: Graph {graph}, Dataverse {dataverse}", found);
        Cloud.Requests.Clear();
    }
}
