using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Twenty connectors of one solution with twenty variables, connection references and former secrets, while replicas lag.</summary>
public sealed class TwentyOfEverythingTests : SolutionRouteTest
{
    private const int Many = 20;

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_TwentyOfEverything_WorksAndThenHasNothingToDo(string route)
    {
        var states = States(route);

        var first = await DeployAllAsync(states);
        Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await DeployAllAsync(states);

        Assert.Equal(Many, first.Count);
        Assert.All(second, r => Assert.Empty(r.Plan.Steps));
        Assert.Equal(Many, second.Select(r => r.Observed.Entra!.Application!.AppId).Distinct().Count());
        Assert.All(second, r => Assert.Single(r.Observed.Entra!.Application!.Passwords));
        foreach (var state in states)
        {
            Assert.True((await SignInAsync(state)).Succeeded, state.Row.Identity.Name);
        }
    }

    [Fact]
    public async Task Deploy_FivePackagesAtOnceIntoANewSolution_AllSucceed()
    {
        using var cleanup = new Disposables();
        var environment = Environment("test");
        var states = Enumerable.Range(0, 5)
            .Select(
                n => PackagedState.Create(
                    cleanup.Add(new ProjectFiles()).Project(environment) with { ConnectorName = $"Matrix{n}" }, Target(environment),
                    Stop)[0])
            .ToList();

        await Task.WhenAll(states.Select(s => Task.Run(() => DeployAsync(s), Stop)));

        foreach (var state in states)
        {
            Assert.True((await Cloud.SignInAsync("test", state.Row.Identity.RowId.ToString(), Stop)).Succeeded, state.Row.Identity.Name);
        }
    }

    private IReadOnlyList<DesiredState> States(string route)
    {
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        var names = Enumerable.Range(0, Many).Select(n => $"contoso_Part{n}").ToList();
        Files.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace(
                "\"basePath\":\"/\"", $"\"basePath\":\"/{string.Join('/', names.Select(n => $"@environmentVariables(\\\"{n}\\\")"))}\"",
                StringComparison.Ordinal));
        Files.Write("settings.json", new JsonObject
        {
            ["EnvironmentVariables"] = new JsonArray([.. names.Select(n => (JsonNode)new JsonObject { ["SchemaName"] = n, ["Value"] = n.ToLowerInvariant() })]),
        }.ToJsonString());
        var members = Enumerable.Range(0, Many).Select(n =>
        {
            File.WriteAllBytes(Files[$"{n}.connector.json"], (Files.Project() with { ConnectorName = $"Many{n}" }).ToJson());
            return Files[$"{n}.connector.json"];
        });
        return DesiredStates.Create(
            Contoso.Project with
            {
                ConnectorProjects = [.. members],
                Environments = [environment],
                DeploymentSettingsFile = Files["settings.json"],
                ConnectionReferences = route == "Direct"
                    ? []
                    : [.. Enumerable.Range(0, Many).Select(
                        n => new ConnectionReference(
                            $"contoso_Mail{n}", $"Mail {n}", "/providers/Microsoft.PowerApps/apis/shared_office365"))],
            },
            Target(environment),
            Stop);
    }

    private async Task<List<DeploymentResult>> DeployAllAsync(IReadOnlyList<DesiredState> states)
    {
        var results = new List<DeploymentResult>();
        using var engine = new DeploymentEngine(
            states[0].Target, Credential(states[0].Target), Credential(states[0].Target), new NoSecretReader(), Clock, new RecordingObserver());
        await engine.DeployAllAsync(
            states,
            [],
            (_, result, _) =>
            {
                results.Add(result);
                return Task.CompletedTask;
            },
            Stop);
        return results;
    }

    private sealed class Disposables : IDisposable
    {
        private readonly List<IDisposable> _all = [];

        public T Add<T>(T one)
            where T : IDisposable
        {
            _all.Add(one);
            return one;
        }

        public void Dispose() => _all.ForEach(d => d.Dispose());
    }
}
