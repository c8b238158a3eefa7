using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Secrets of ours that no connector uses: what failed, killed and concurrent runs leave.</summary>
public sealed class UnusedSecretTests : CloudTest
{
    [Fact]
    public async Task Deploy_SecretThatAKilledRunLeft_GoesWithTheNextRunThatIsTwentyMinutesLater()
    {
        await DeployAsync();
        var left = await LeaveAsync();
        var start = Clock.GetUtcNow();

        Assert.Empty((await DeployAsync()).Plan.Steps);
        Assert.InRange(Clock.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromMinutes(15));
        Clock.Advance(TimeSpan.FromMinutes(21));
        var result = await DeployAsync();

        Assert.Equal(left, Assert.Single(result.Plan.Steps.OfType<RemoveSecret>()).Secret.KeyId);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty((await DeployAsync()).Plan.Steps);
        Assert.Single((await DeployAsync()).Observed.Entra!.Application!.Passwords);
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Fact]
    public async Task Deploy_Predecessor_StaysForTheOverlapAlthoughNothingUsesIt()
    {
        var first = (await DeployAsync()).Observed.Dataverse.Record.Record!.SecretKeyId;
        await RotateAsync();
        Clock.Advance(TimeSpan.FromHours(20));

        Assert.Empty((await DeployAsync()).Plan.Steps);
        Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(first, Assert.Single((await DeployAsync()).Plan.Steps.OfType<RemoveSecret>()).Secret.KeyId);
    }

    [Fact]
    public async Task Deploy_RowRefused_RemovesTheSecretThatItAdded()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "POST", Path = "*/connectors", Status = 403, Body = """{"error":{"code":"0x80040220","message":"No."}}""" });

        for (var run = 0; run < 3; run++)
        {
            var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync());
            Assert.Equal(run == 0, e.Diagnostics.Any(d => d.Message.Contains("meets the same refusal", StringComparison.Ordinal)));
            Assert.DoesNotContain(e.Diagnostics, d => d.Message.Contains("and the next run continues", StringComparison.Ordinal));
        }

        Cloud.Faults.Clear();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single((await DeployAsync()).Observed.Entra!.Application!.Passwords);
    }

    [Fact]
    public async Task Deploy_AnswerOfTheRowIsLost_LeavesTheSecretThatTheRowMayHold()
    {
        await DeployAsync();
        Cloud.Faults.Add(
            new FaultRule { Service = "Dataverse", Method = "PATCH", Path = "*/connectors(*", Moment = FaultMoment.AfterCommit, Abort = true });

        await Record.ExceptionAsync(RotateAsync);

        Cloud.Faults.Clear();
        Assert.True((await SignInAsync()).Succeeded);
        await DeployAsync();
        Assert.True((await SignInAsync()).Succeeded);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Deploy_RotationsAtTheSameMoment_LeaveOneNewSecret(int count)
    {
        await DeployAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(RotateAsync, Stop)));

        Clock.Advance(TimeSpan.FromMinutes(1));
        var last = await DeployAsync();
        Assert.Empty(last.Plan.Steps);
        Assert.Equal(2, last.Observed.Entra!.Application!.Passwords.Length);
        Assert.All(results, r => Assert.NotNull(r.Observed.Dataverse.Connector));
        Assert.True((await SignInAsync()).Succeeded);
    }

    private Task<DeploymentResult> RotateAsync()
    {
        var desired = Desired();
        return DeployAsync(desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } });
    }

    // As a run does that is killed right after.
    private async Task<Guid> LeaveAsync()
    {
        var graph = new GraphCaller(this);
        var name = Desired().Application!;
        var made = await graph.SendAsync(
            HttpMethod.Post,
            $"/applications(uniqueName='{name.UniqueName}')/addPassword",
            $$"""{"passwordCredential":{"displayName":"{{name.SecretPrefix}}20261123T080000-abcdef"} }""");
        return made.GetProperty("keyId").GetGuid();
    }
}
