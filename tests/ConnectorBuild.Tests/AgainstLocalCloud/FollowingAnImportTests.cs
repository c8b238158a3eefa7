using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>An environment that cannot be read while it imports.</summary>
public sealed class FollowingAnImportTests : SolutionRouteTest
{
    private static FaultRule Unreadable(int? times) => new()
    {
        Service = "Dataverse", Method = "GET", Path = "*/asyncoperations*", Times = times, Status = 503, Body = "",
    };

    [Fact]
    public async Task Deploy_ReadsFailForMinutes_FollowsTheImportToItsEnd()
    {
        var desired = Desired();
        Cloud.Faults.Add(Unreadable(times: 20));
        var observer = new RecordingObserver();

        await DeployAsync(desired, observer: observer);

        Assert.Contains(observer.Events, e => e.Contains("the import cannot be seen for the moment (CB8002)", StringComparison.Ordinal));
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_ReadsFailForTenMinutes_SaysWhatItMeansForUsers()
    {
        var desired = Desired();
        Cloud.Faults.Add(Unreadable(times: null));
        var start = Clock.GetUtcNow();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(desired));

        Assert.Contains("their users cannot sign in until the next run", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.True(Clock.GetUtcNow() - start >= TimeSpan.FromMinutes(10));
        Cloud.Faults.Clear();
        await DeployAsync(desired);
        Assert.True((await SignInAsync(desired)).Succeeded);
    }
}
