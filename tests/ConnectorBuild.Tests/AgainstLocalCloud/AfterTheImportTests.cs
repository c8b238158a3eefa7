using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>An import takes the secrets of all connectors of its package; whatever fails after it, they are put back in the same run.</summary>
public sealed class AfterTheImportTests : SolutionRouteTest
{
    private const string Refused = """{"error":{"code":"0x80040220","message":"Principal user is missing a privilege."}}""";

    private readonly ProjectFiles _second = new();
    private readonly ProjectFiles _third = new();

    public static TheoryData<string, string, int, int> Faults => new()
    {
        { "neither variables nor records can be written", "*/environmentvariablevalues*", 403, int.MaxValue },
        { "the environment cannot be read after the import", "*/publishers*", 503, 6 },
        { "the apps cannot be changed", "*/applications/*", 403, int.MaxValue },
    };

    public override ValueTask DisposeAsync()
    {
        _second.Dispose();
        _third.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Deploy_SomethingFailsAfterTheImport_EveryConnectorSignsInAgain(string what, string path, int status, int times)
    {
        await DeployAllAsync("1.0.0");
        var isBroken = false;
        var observer = new RecordingObserver
        {
            // From the moment on at which the import is under way.
            OnStart = step =>
            {
                if (step is ImportSolution && !isBroken)
                {
                    isBroken = true;
                    Cloud.Faults.Add(new FaultRule { Path = path, Status = status, Body = Refused, Times = times });
                }
            },
        };

        var e = await Record.ExceptionAsync(() => DeployAllAsync("1.1.0", observer));

        Assert.True(e is null or ConnectorException, $"{what}: {e}");
        Assert.True(isBroken);
        Cloud.Faults.Clear();
        foreach (var state in States("1.1.0"))
        {
            var signIn = await SignInAsync(state);
            Assert.True(signIn.Succeeded, $"{what}: {state.Row.Identity.Name}: {signIn.Message}; {e}");
        }

        Clock.Advance(TimeSpan.FromMinutes(5));
        await DeployAllAsync("1.1.0");
        Assert.All(States("1.1.0"), s => Assert.NotNull(Cloud.FindConnectorSecret("local", s.Row.Identity.RowId.ToString())));
    }

    [Fact]
    public async Task Deploy_TheFirstConnectorsRowIsRefused_TheOthersGetTheirSecretsAndNothingIsImportedTwice()
    {
        await DeployAllAsync("1.0.0");
        var first = States("1.1.0")[0].Row.Identity.RowId;
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "PATCH", Path = $"*/connectors({first})*", Status = 403, Body = Refused });
        Cloud.Requests.Clear();

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAllAsync("1.1.0"));

        Assert.Equal("CB8004", e.Diagnostics[0].Id);
        Assert.Single(Writes, w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal));
        Assert.All(States("1.1.0").Skip(1), s => Assert.NotNull(Cloud.FindConnectorSecret("local", s.Row.Identity.RowId.ToString())));
        Cloud.Faults.Clear();
        await DeployAllAsync("1.1.0");
        foreach (var state in States("1.1.0"))
        {
            Assert.True((await SignInAsync(state)).Succeeded);
        }
    }

    [Fact]
    public async Task Deploy_SomebodyWritesTheRowBetweenTheImportAndThePutBack_PutsTheSecretBack()
    {
        var desired = Desired();
        var isDone = false;
        var observer = new RecordingObserver
        {
            OnStart = step =>
            {
                if (step is RestoreSignIn && !isDone)
                {
                    isDone = true;
                    desired.Target.SendAsync(
                        Credential(desired.Target), HttpMethod.Patch, $"connectors({desired.Row.Identity.RowId})",
                        new() { ["iconbrandcolor"] = "#123456" }).GetAwaiter().GetResult();
                }
            },
        };

        await Record.ExceptionAsync(() => DeployAsync(desired, observer: observer));

        Assert.True(isDone);
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    private IReadOnlyList<DesiredState> States(string version)
    {
        File.WriteAllBytes(Files["1.connector.json"], (Files.Project() with { ConnectorName = "First" }).ToJson());
        File.WriteAllBytes(Files["2.connector.json"], (_second.Project() with { ConnectorName = "Second" }).ToJson());
        File.WriteAllBytes(Files["3.connector.json"], (_third.Project() with { ConnectorName = "Third" }).ToJson());
        var environment = new DeploymentEnvironment { Name = "local", Route = "Solution" };
        return DesiredStates.Create(
            Contoso.Project with
            {
                ConnectorProjects = [Files["1.connector.json"], Files["2.connector.json"], Files["3.connector.json"]],
                Environments = [environment],
                SolutionVersion = version,
            },
            Target(environment),
            Stop);
    }

    private async Task DeployAllAsync(string version, RecordingObserver? observer = null)
    {
        var states = States(version);
        using var engine = new DeploymentEngine(
            states[0].Target, Credential(states[0].Target), Credential(states[0].Target), new NoSecretReader(), Clock, observer
                ?? new RecordingObserver());
        await engine.DeployAllAsync(states, [], (_, _, _) => Task.CompletedTask, Stop);
        Clock.Advance(TimeSpan.FromMinutes(5));
    }
}
