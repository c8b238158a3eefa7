using Azure.Core;
using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Platform;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A connector that is saved is not what makers have.</summary>
public sealed class LiveTests : CloudTest
{
    private const string Stuck = "contoso_stuck";

    protected override LocalCloudOptions Options => base.Options with
    {
        Environments = [new LocalEnvironmentOptions { Name = "local", LiveLag = TimeSpan.FromMinutes(3), NeverLive = [Stuck] }],
    };

    private DeploymentTarget Here => Target() with { PowerPlatformUrl = new Uri(Cloud.AuthorityHost) };

    [Fact]
    public async Task Wait_AsAPerson_SaysAfterHowLongMakersHaveIt()
    {
        var desired = Desired();
        await DeployAsync(desired);

        var state = await WaitAsync(desired, TimeSpan.FromMinutes(10));

        Assert.Equal(LiveKind.Live, state.Kind);
        Assert.InRange(state.After!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(4));
    }

    [Fact]
    public async Task Wait_ShorterThanTheLag_IsBehindAndNothingIsUndone()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Cloud.Requests.Clear();

        var state = await WaitAsync(desired, TimeSpan.FromSeconds(5));

        Assert.Equal(LiveKind.Behind, state.Kind);
        Assert.DoesNotContain(
            Writes,
            w => !w.Contains("$batch", StringComparison.Ordinal) && !w.Contains("oauth2", StringComparison.Ordinal)
                && !w.Contains("devicecode", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wait_ConnectorThatNeverBecomesLive_IsBehind()
    {
        var desired = Desired(Contoso.Project with { ConnectorName = Stuck });
        await DeployAsync(desired);

        Assert.Equal(LiveKind.Behind, (await WaitAsync(desired, TimeSpan.FromMinutes(10))).Kind);
    }

    [Fact]
    public async Task Read_AsAnApp_AsksNobodyAndSaysSo()
    {
        var desired = Desired();
        await DeployAsync(desired);
        Cloud.Requests.Clear();

        var state = await ReadAsync(desired, Credential(Here));

        Assert.Equal(LiveKind.Hidden, state.Kind);
        Assert.Contains("by an app", state.Text, StringComparison.Ordinal);
        Assert.Equal(0, Count("PowerPlatform"));
    }

    [Fact]
    public async Task Read_BeforeTheFirstTakeOver_SaysThatMakersDoNotHaveIt()
    {
        var desired = Desired();
        await DeployAsync(desired);

        Assert.Equal(LiveKind.Behind, (await ReadAsync(desired, new Person(this))).Kind);
    }

    private async Task<LiveState> WaitAsync(DesiredState desired, TimeSpan limit)
    {
        using var http = CloudHttp.Create(Here, Clock);
        var person = new Person(this);
        return await new PlatformView(
            http, Here, person, new ConnectorEnvironment(http, Here, person, Clock),
            Clock).WaitAsync(desired.Row.Identity.RowId, limit, Stop);
    }

    private async Task<LiveState> ReadAsync(DesiredState desired, TokenCredential credential)
    {
        using var http = CloudHttp.Create(Here, Clock);
        return await new PlatformView(
            http, Here, credential, new ConnectorEnvironment(http, Here, credential, Clock),
            Clock).ReadAsync(desired.Row.Identity.RowId, Stop);
    }
}
