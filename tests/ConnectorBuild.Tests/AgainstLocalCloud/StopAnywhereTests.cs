using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.Matrix;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>
/// A first publish that ends at any request, on every route: whatever it leaves, the next one comes to the end. A test run takes every
/// third request; with the variable <c>CONNECTORBUILD_MATRIX</c> set, every one.
/// </summary>
public sealed class StopAnywhereTests : CloudTest
{
    private readonly ProjectFiles _files = new();
    private int _round;

    private static int Stride => Environment.GetEnvironmentVariable("CONNECTORBUILD_MATRIX") is { Length: > 0 } ? 1 : 3;

    public static TheoryData<string> Routes => ["Direct", "Unmanaged", "Managed"];

    protected override LocalCloudOptions Options => base.Options with
    {
        Environments = [new() { Name = "local", ImportDuration = TimeSpan.FromSeconds(20) }],
    };

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Deploy_KilledBeforeAnyRequest_TheNextRunComesToTheEnd(string route)
    {
        var rounds = new List<DesiredState>();
        var at = 1;
        for (var isDone = false; !isDone; at += Stride)
        {
            var desired = Desired(route);
            rounds.Add(desired);
            isDone = await TryAsync(desired, at);
            await RequireTheEndAsync(desired, $"{route}, killed before request {at}");
        }

        Assert.InRange(at, 15, 200);
        await RequireNoSecretThatNobodyKnowsAsync(rounds);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Deploy_ConnectionCutAtAnyWrite_TheNextRunComesToTheEnd(string route)
    {
        Cloud.Requests.Clear();
        await DeployAsync(Desired(route));
        var writes = new DeploymentWrites(Cloud);
        Assert.InRange(writes.Count, 8, 60);

        foreach (var (faults, name) in writes.Cuts().Where((_, index) => index % Stride == 0))
        {
            var desired = Desired(route);
            Cloud.Faults.Clear();
            foreach (var fault in faults)
            {
                Cloud.Faults.Add(fault);
            }

            try
            {
                await DeployAsync(desired);
            }
            catch (ConnectorException)
            {
                // A write that may be repeated was; every other one ends the run.
            }

            Cloud.Faults.Clear();
            await RequireTheEndAsync(desired, $"{route}, cut at {name}");
        }
    }

    // A connector, app and solution of its own in every round: each starts from nothing.
    private DesiredState Desired(string route)
    {
        _round++;
        var target = Target();
        if (route != "Direct")
        {
            target = target with { Environment = new DeploymentEnvironment { Name = "local", Route = "Solution", Managed = route == "Managed" } };
        }

        var project = _files.Project(target.Environment) with { ConnectorName = $"Round{_round}", SolutionName = $"Solution{_round}" };
        return route == "Direct" ? DesiredStates.Create(project, target, Stop)[0] : PackagedState.Create(project, target, Stop)[0];
    }

    private async Task<bool> TryAsync(DesiredState desired, int at)
    {
        var credential = new DyingCredential(Credential(desired.Target), at);
        using var engine = new DeploymentEngine(desired.Target, credential, credential, new NoSecretReader(), Clock, new RecordingObserver());
        try
        {
            await engine.DeployAsync(desired, Stop);
            return true;
        }
        catch (OperationCanceledException) when (!Stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RequireTheEndAsync(DesiredState desired, string where)
    {
        try
        {
            await DeployAsync(desired);
            Clock.Advance(TimeSpan.FromMinutes(5));
            var signIn = await SignInAsync(desired);
            Assert.True(signIn.Succeeded, signIn.Message);
            var third = await DeployAsync(desired);
            Assert.True(third.Plan.IsEmpty, string.Join("; ", third.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}")));
            var apps = await new GraphCaller(this).SendAsync(
                HttpMethod.Get, $"/applications?$select=id&$filter=uniqueName eq '{desired.Application!.UniqueName}'");
            Assert.Equal(1, apps.GetProperty("value").GetArrayLength());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"{where}: {e.Message}", e);
        }
    }

    // A run that died between minting a secret and giving it to the connector leaves one behind; the overlap later it is gone.
    private async Task RequireNoSecretThatNobodyKnowsAsync(IReadOnlyList<DesiredState> rounds)
    {
        Clock.Advance(TimeSpan.FromDays(2));
        foreach (var desired in rounds)
        {
            var result = await DeployAsync(desired);
            Assert.Equal(result.Observed.Dataverse.Record.Record!.SecretKeyId, Assert.Single(result.Observed.Entra!.Application!.Passwords).KeyId);
        }
    }
}
