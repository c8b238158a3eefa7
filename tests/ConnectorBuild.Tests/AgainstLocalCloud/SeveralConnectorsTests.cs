using ConnectorBuild.Cloud.Comparison;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A solution of several connectors by Route="Solution": one import brings all and takes the secrets of all.</summary>
public sealed class SeveralConnectorsTests : SolutionRouteTest
{
    private const string VaultPath = "/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s";

    private readonly ProjectFiles _second = new();
    private readonly ProjectFiles _third = new();

    protected override LocalCloudOptions Options => base.Options with { KeyVaultSecrets = new Dictionary<string, string> { [VaultPath] = "s" } };

    public override ValueTask DisposeAsync()
    {
        _second.Dispose();
        _third.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_FromEmpty_DoesWhatEachPlanSaid(bool managed)
    {
        var results = await DeployAllAsync(States(managed));

        Assert.Equal([1, 0, 0], results.Select(r => r.Plan.Steps.Count(s => s is ImportSolution)));
        await RequireAllWorkAsync(managed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_FromEmptyWithASecretThatIsAReference_MakesAllAppsAndImportsOnce(bool managed)
    {
        _second.Write("apiProperties.json", Contoso.Properties.Replace(
            "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"", StringComparison.Ordinal));
        Files.Write("settings.json", $$"""{"EnvironmentVariables":[{"SchemaName":"contoso_Secret","Value":"{{VaultPath}}"}],"ConnectionReferences":[]}""");
        var states = States(managed, solution: p => p with { DeploymentSettingsFile = Files["settings.json"] });

        var results = await DeployAllAsync(states);

        Assert.Equal([1, 0, 0], results.Select(r => r.Plan.Steps.Count(s => s is ImportSolution)));
        Assert.Single(Writes, w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal));
        Assert.DoesNotContain(results.SelectMany(r => r.Plan.Steps), s => s is SetClientId);
        Assert.All(states, s => Assert.Empty(s.Application is null ? [] : s.Route.Variables.ClientIds.Where(name =>
            results.Single(r => r.Observed.Dataverse.Connector!.Name == s.Row.Identity.Name) is var result
            && result.Observed.Dataverse.Variables[name].Effective != result.Observed.Entra!.Application!.AppId)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_LaterConnectorChanged_KeepsTheSecretsOfTheEarlierOnes(bool managed)
    {
        await DeployAllAsync(States(managed));
        _second.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));

        var results = await DeployAllAsync(States(managed));

        Assert.Equal("contoso_second", results[0].Observed.Dataverse.Connector!.Name);
        Assert.Equal([1, 0, 0], results.Select(r => r.Plan.Steps.Count(s => s is ImportSolution)));
        Assert.Contains(results[1].Plan.Steps, s => s is AddSecret);
        await RequireAllWorkAsync(managed);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Deploy_EditOfAConnectorThatTheImportOfAnotherWouldOverwrite_IsDriftBeforeAnythingIsWritten(bool managed, bool overwrites)
    {
        await DeployAllAsync(States(managed));
        var edited = States(managed)[2];
        await edited.Target.SendAsync(
            Credential(edited.Target), HttpMethod.Patch, $"connectors({edited.Row.Identity.RowId})",
            new() { ["description"] = "Edited by hand." });
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        var states = States(managed, solution: p => p with { OverwriteDrift = overwrites });
        using var engine = Engine(states[0]);

        var prepared = await PlanAllAsync(engine, states);

        var finding = Assert.Single(prepared.SelectMany(p => p.Plan.Diagnostics), d => d.Id == "CB9008");
        Assert.Equal(!overwrites, prepared[2].Plan.IsBlocked);
        Assert.Contains("contoso_third", finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty(prepared[2].Plan.Drift);
    }

    [Fact]
    public async Task Plan_OperationRenamedInAConnectorThatTheImportOfAnotherBrings_IsToldThere()
    {
        await DeployAllAsync(States());
        Files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        _third.Write(
            "apiDefinition.swagger.json",
            Contoso.Definition.Replace("\"ListSubscriptions\"", "\"FindSubscriptions\"", StringComparison.Ordinal));

        var results = await DeployAllAsync(States());

        var brought = Assert.Single(results[2].Plan.Steps.OfType<BroughtByImport>());
        Assert.Equal("'contoso_third', by the import for connector 'contoso_first'", brought.Summary);
        Assert.Contains(brought.Differences, d => d.Impact == ChangeImpact.Breaking);
        Assert.Empty(results[1].Plan.Steps.OfType<BroughtByImport>());
        await RequireAllWorkAsync();
    }

    [Fact]
    public async Task Deploy_PatchedVariablesWithDescriptions_AreImportedOnce()
    {
        foreach (var files in new[] { Files, _second })
        {
            files.Write("apiDefinition.local.json", """{"host":"local.example"}""");
        }

        await DeployAllAsync(States());

        var results = await DeployAllAsync(States(version: "1.1.0"));

        Assert.Equal([1, 0, 0], results.Select(r => r.Plan.Steps.Count(s => s is ImportSolution)));
        await RequireAllWorkAsync(version: "1.1.0");
    }

    [Fact]
    public async Task Deploy_VersionRaised_DoesWhatEachPlanSaid()
    {
        await DeployAllAsync(States(managed: true));

        await DeployAllAsync(States(managed: true, "1.1.0"));

        await RequireAllWorkAsync(managed: true, "1.1.0");
    }

    [Fact]
    public async Task Deploy_LaterConnectorChangedByApprovedPlans_ListsTheSecretsOfAll()
    {
        await DeployAllAsync(States());
        _second.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "All subscriptions", StringComparison.Ordinal));
        var states = States();
        using var engine = Engine(states[0]);
        var approved = (await PlanAllAsync(engine, states)).ConvertAll(p => ApprovedPlan.Create(p.Desired, p.Observed, p.Plan, Clock.GetUtcNow()));
        Assert.Equal(
            [2, 1],
            [approved.Count(a => a.Steps.Any(s => s.Changes(StepThing.ClientSecret))), approved.Count(a => a.Steps.Any(s => s.Changes(StepThing.Solution)))]);

        await DeployAllAsync(states, approved);

        await RequireAllWorkAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Deploy_StoppedAfterSomeOfThem_TheSamePlansComeToTheEnd(int done)
    {
        var states = States();
        using var engine = Engine(states[0]);
        var prepared = await PlanAllAsync(engine, states);
        var approved = prepared.ConvertAll(p => ApprovedPlan.Create(p.Desired, p.Observed, p.Plan, Clock.GetUtcNow()));
        foreach (var deployment in prepared.Take(done + 1))
        {
            await engine.ApplyAsync(deployment, Stop);
        }

        await DeployAllAsync(states, approved, isExact: false);

        await RequireAllWorkAsync();
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public void Settings_OfAMember_CountOnEveryRoute_AndThoseOfTheSolutionWhereItHasNone(string route)
    {
        var states = States(
            route: route,
            first: p => p with { Owner = "anna@contoso.com", SecretLifetimeDays = 90, ClientSecretEnvironmentVariable = "MINE" },
            solution: p => p with { Owner = "Makers", SecretLifetimeDays = 60 });

        Assert.Equal(["anna@contoso.com", "Makers"], states.Take(2).Select(s => s.Owner));
        Assert.Equal([90, 60], states.Take(2).Select(s => s.Application!.SecretLifetime.TotalDays));
        Assert.Equal("MINE", states[0].Application!.Secret.Reference);
        Assert.Equal(SecretSource.Minted, states[1].Application!.Secret);
    }

    private IReadOnlyList<DesiredState> States(
        bool managed = false, string version = "1.0.0", string route = "Solution", Func<ConnectorProject, ConnectorProject>? first = null, Func<ConnectorProject, ConnectorProject>? solution = null)
    {
        _third.Write("apiProperties.json", """{"properties":{"iconBrandColor":"#007ee5","capabilities":[]}}""");
        var member = Files.Project() with { ConnectorName = "First" };
        File.WriteAllBytes(Files["1.connector.json"], (first is null ? member : first(member)).ToJson());
        File.WriteAllBytes(Files["2.connector.json"], (_second.Project() with { ConnectorName = "Second" }).ToJson());
        File.WriteAllBytes(Files["3.connector.json"], (_third.Project() with { ConnectorName = "Third" }).ToJson());
        var environment = new DeploymentEnvironment { Name = "local", Route = route, Managed = managed };
        var project = Contoso.Project with
        {
            ConnectorProjects = [Files["1.connector.json"], Files["2.connector.json"], Files["3.connector.json"]],
            Environments = [environment],
            SolutionVersion = version,
        };
        return DesiredStates.Create(solution is null ? project : solution(project), Target(environment), Stop);
    }

    private DeploymentEngine Engine(DesiredState desired) =>
        new(desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, new RecordingObserver());

    // What was planned is what is done, but for what only the import could say.
    private async Task<List<DeploymentResult>> DeployAllAsync(
        IReadOnlyList<DesiredState> states, List<ApprovedPlan>? approved = null, bool isExact = true)
    {
        using var engine = Engine(states[0]);
        var planned = (await PlanAllAsync(engine, states)).ToDictionary(p => p.Desired, p => p.Plan);
        var results = new List<DeploymentResult>();
        await engine.DeployAllAsync(
            states,
            approved ?? [],
            (desired, result, _) =>
            {
                results.Add(result);
                if (isExact)
                {
                    Assert.Equal(Steps(planned[desired]), Steps(result.Plan));
                }

                return Task.CompletedTask;
            },
            Stop);
        Clock.Advance(TimeSpan.FromMinutes(5));
        return results;
    }

    private static async Task<List<PreparedDeployment>> PlanAllAsync(DeploymentEngine engine, IReadOnlyList<DesiredState> states)
    {
        var prepared = new List<PreparedDeployment>();
        await foreach (var deployment in engine.PlanAllAsync(states, Stop))
        {
            prepared.Add(deployment);
        }

        return prepared;
    }

    private static List<string> Steps(DeploymentPlan plan) =>
        [.. plan.Steps.Select(s => s is AddReplyUrl ? "a reply URL" : $"{s.Kind} {s.Thing}{(s is AddSecret or SetClientId ? "" : $": {s.Summary}")}")];

    private async Task RequireAllWorkAsync(bool managed = false, string version = "1.0.0")
    {
        var states = States(managed, version);
        foreach (var state in states)
        {
            Assert.Empty((await DeployAsync(state)).Plan.Steps);
            if (state.Application is not null)
            {
                Assert.True((await SignInAsync(state)).Succeeded, state.Row.Identity.Name);
            }
        }
    }
}
