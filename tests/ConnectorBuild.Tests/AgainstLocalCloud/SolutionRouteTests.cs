using ConnectorBuild.Deployment;
using ConnectorBuild.Deployment.Approval;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.Packaging;
using ConnectorBuild.Project;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Route="Solution": the package is imported, and what an import does not bring is put back.</summary>
public sealed class SolutionRouteTests : CloudTest
{
    private readonly ProjectFiles _files = new();

    protected override LocalCloudOptions Options => base.Options with
    {
        Tenants = [new() { Name = "local" }, new() { Name = "other" }],
        Environments =
        [
            new() { Name = "local", ImportDuration = TimeSpan.FromMinutes(10) },
            new() { Name = "test", ImportDuration = TimeSpan.FromSeconds(2) },
            new() { Name = "prod", Tenant = "other", ImportDuration = TimeSpan.FromSeconds(90) },
            new() { Name = "slow", ImportDuration = TimeSpan.FromHours(5) },
        ],
    };

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    private static DeploymentEnvironment Environment(string name = "local", bool managed = false) => new() { Name = name, Route = "Solution", Managed = managed };

    private DeploymentTarget Target(DeploymentEnvironment environment) => Target(Cloud.Environments[environment.Name]) with { Environment = environment };

    private DesiredState Desired(string version = "1.0.0", bool managed = false, Func<ConnectorProject, ConnectorProject>? change = null, string name = "local")
    {
        var environment = Environment(name, managed);
        var project = _files.Project(environment) with { SolutionVersion = version };
        return PackagedState.Create(change is null ? project : change(project), Target(environment), Stop)[0];
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_EmptyEnvironment_EndsWithASignInThatWorks(bool managed)
    {
        var observer = new RecordingObserver();

        var result = await DeployAsync(Desired(managed: managed), observer: observer);

        Assert.Equal(managed, result.Observed.Dataverse.Solution!.IsManaged);
        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution.Version);
        Assert.Contains(observer.Events, e => e.StartsWith("progress import", StringComparison.Ordinal));
        Assert.Single(result.Observed.Entra!.Application!.RedirectUris);
        Assert.Contains("@environmentVariables", result.Observed.Dataverse.Connector!["connectionparameters"]!, StringComparison.Ordinal);
        var signIn = await SignInAsync(Desired(managed: managed));
        Assert.True(signIn.Succeeded, signIn.Message);
        Assert.Equal(Contoso.ResourceUrl, signIn.Audience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_Again_WritesNothingAndTakesTwoRoundTripsAtMost(bool managed)
    {
        await DeployAsync(Desired(managed: managed));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();

        var result = await DeployAsync(Desired(managed: managed));

        Assert.Empty(result.Plan.Steps);
        Assert.Empty(Writes);
        Assert.InRange(Count("Dataverse"), 1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Deploy_HigherVersion_UpgradesAndPutsTheSignInBack(bool managed)
    {
        await DeployAsync(Desired(managed: managed));
        Clock.Advance(TimeSpan.FromMinutes(5));
        _files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "List all subscriptions", StringComparison.Ordinal));

        var result = await DeployAsync(Desired("1.1.0", managed));

        Assert.Equal(["Add client secret", "Update solution", "Update connector", "Update deployment record"], result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.Equal("1.1.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Contains("List all subscriptions", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
        Assert.True((await SignInAsync(Desired())).Succeeded);
        Assert.Equal(managed, Cloud.Requests.Records.Any(r => r.Path.EndsWith("StageAndUpgradeAsync", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Deploy_LowerVersion_IsRefusedOrSkippedBySetting()
    {
        await DeployAsync(Desired("2.0.0"));
        Cloud.Requests.Clear();

        Assert.Contains("CB8112", await CodesAsync(() => DeployAsync(Desired("1.9.0"))));
        var skipped = await DeployAsync(Desired("1.9.0", change: p => p with { SkipLowerVersion = true }));

        Assert.Empty(skipped.Plan.Steps);
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_FormerPackage_RollsBack()
    {
        var former = Desired("1.0.0");
        await DeployAsync(former);
        _files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "Broken", StringComparison.Ordinal));
        await DeployAsync(Desired("1.1.0"));

        var back = PackagedState.FromPackage(Contoso.Project with { ProjectDirectory = "/nowhere" }, former.Package!.Zip, "former.zip", Target(Environment()))[0];
        var result = await DeployAsync(back);

        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Equal(former.Package.Hash, result.Observed.Dataverse.Record.Record!.PackageHash);
        Assert.Contains("List subscriptions", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
        Assert.True((await SignInAsync(back)).Succeeded);
    }

    [Fact]
    public async Task Deploy_SecretWipedByAnotherPipelinesImport_IsPutBackWithoutAnImport()
    {
        var desired = Desired(managed: true);
        await DeployAsync(desired);
        using (var other = new ImportByAnother(this, desired.Target))
        {
            await other.ImportAsync(desired.Package!.Zip);
        }

        Assert.False((await SignInAsync(desired)).Succeeded);
        var result = await DeployAsync(desired);

        Assert.Equal(["Add client secret", "Update connector", "Update deployment record"], result.Plan.Steps.Select(s => $"{s.Kind} {s.Thing}"));
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_AnotherImportRuns_WaitsInLineAndSaysWhy()
    {
        var desired = Desired();
        using var other = new ImportByAnother(this, desired.Target);
        await other.StartAsync(Foreign());
        var observer = new RecordingObserver();

        await DeployAsync(desired, observer: observer);

        Assert.Contains(observer.Events, e => e.Contains("waits in line", StringComparison.Ordinal));
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_StoppedDuringTheImport_FindsItAndGoesOn()
    {
        var desired = Desired();
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop))
        {
            var observer = new StoppingObserver(stop);
            using var engine = new DeploymentEngine(desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, observer);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.DeployAsync(desired, stop.Token));

            var stopped = Assert.Single(observer.Reported, d => d.Id == "CB9009");
            Assert.Contains("create app registration", stopped.Message, StringComparison.Ordinal);
            Assert.Contains("'to create solution' was under way", stopped.Message, StringComparison.Ordinal);
        }

        Cloud.Requests.Clear();
        var result = await DeployAsync(desired);

        Assert.DoesNotContain(Writes, w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal));
        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_TwentySolutionsAtOnce_StandInLineAndAllArrive()
    {
        var runs = Enumerable.Range(1, 20).Select(n => Task.Run(() => DeployAsync(Desired(
            name: "test",
            change: p => p with { SolutionName = $"Contoso{n}", ConnectorName = $"connector{n}" }) with { Application = null }))).ToList();

        var results = await Task.WhenAll(runs);

        Assert.All(results, r => Assert.Equal("1.0.0.0", r.Observed.Dataverse.Solution!.Version));
        Assert.Equal(20, results.Select(r => r.Observed.Dataverse.Connector!.Id).Distinct().Count());
    }

    [Fact]
    public async Task Deploy_TheSameTwentyTimesAtOnce_ImportsItOnce()
    {
        var runs = Enumerable.Range(1, 20).Select(_ => Task.Run(() => DeployAsync(Desired(name: "test") with { Application = null }))).ToList();

        var results = await Task.WhenAll(runs);

        Assert.All(results, r => Assert.Equal("1.0.0.0", r.Observed.Dataverse.Solution!.Version));
        Assert.Empty((await DeployAsync(Desired(name: "test") with { Application = null })).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_OnePackageThroughTwoTenants_GivesEachItsValues()
    {
        DeploymentEnvironment[] environments = [Environment("test"), Environment("prod")];
        _files.Write("apiDefinition.prod.json", """{"host":"prod.contoso.example"}""");
        var project = _files.Project(environments);

        var test = PackagedState.Create(project, Target(environments[0]), Stop)[0];
        var prod = PackagedState.Create(project, Target(environments[1]), Stop)[0];
        await DeployAsync(test);
        var result = await DeployAsync(prod);

        Assert.Equal(test.Package!.Hash, prod.Package!.Hash);
        Assert.Equal("prod.contoso.example", result.Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
        Assert.Equal("management.azure.com", (await DeployAsync(test)).Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
        Assert.Empty((await DeployAsync(prod)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_OneZipThroughDevTestAndProdWithApprovedPlans_IsTheSameByHashEverywhere()
    {
        DeploymentEnvironment[] environments = [Environment(), Environment("test"), Environment("prod", managed: true)];
        _files.Write("apiDefinition.prod.json", """{"host":"prod.contoso.example"}""");
        var package = ConnectorPackage.Create(_files.Project(environments), Stop);
        var zips = new Dictionary<bool, byte[]> { [false] = package.ToZip(managed: false), [true] = package.ToZip(managed: true) };
        var settings = package.Values["prod"];
        _files.Write("prod.settings.json", System.Text.Encoding.UTF8.GetString(DeploymentSettings.Create(package.Manifest, settings).ToJson()));

        // From here on there are no sources, only zip, settings and what MSBuild said of the environments.
        var bare = Contoso.Project with { ProjectDirectory = "/nowhere", Environments = environments };
        foreach (var environment in environments)
        {
            var zip = zips[environment.Managed];
            var project = environment.Managed ? bare with { DeploymentSettingsFile = _files["prod.settings.json"] } : bare;
            var target = Target(environment);
            var desired = PackagedState.FromPackage(project, zip, "a.zip", target)[0];
            using (var planner = new DeploymentEngine(target, Credential(target), Credential(target), new NoSecretReader(), Clock, new RecordingObserver()))
            {
                var (plan, observed) = await planner.PlanAsync(desired, Stop);
                ApprovedPlan.Create(desired, observed, plan, Clock.GetUtcNow()).Write(_files["approved.json"]);
            }

            Clock.Advance(TimeSpan.FromHours(20));
            var approved = ApprovedPlan.Read(_files["approved.json"]);
            using (var engine = new DeploymentEngine(target, Credential(target), Credential(target), new NoSecretReader(), Clock, new RecordingObserver()))
            {
                var other = PackagedState.FromPackage(project, zips[!environment.Managed], "b.zip", target with { Environment = environment with { Managed = !environment.Managed } })[0];
                Assert.Contains("CB9105", await CodesAsync(() => engine.DeployAsync(other, approved, Stop)));
                var result = await engine.DeployAsync(desired, approved, Stop);
                Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(zip)), result.Observed.Dataverse.Record.Record!.PackageHash);
                Assert.Equal(environment.Managed ? "prod.contoso.example" : "management.azure.com", result.Observed.Dataverse.Variables["contoso_azureresourcemanager_Host"].Effective);
            }

            Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.True((await Cloud.SignInAsync(environment.Name, desired.Row.Identity.RowId.ToString(), Stop)).Succeeded);
        }
    }

    [Fact]
    public async Task Deploy_ValueChanged_ImportsAgainSoThatTheConnectorTakesItOver()
    {
        _files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_Url","Value":"one.example"}]}""");
        _files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("management.azure.com", "@environmentVariables(\\\"contoso_Url\\\")", StringComparison.Ordinal));
        await DeployAsync(Desired());
        _files.Write("settings.json", """{"EnvironmentVariables":[{"SchemaName":"contoso_Url","Value":"two.example"}]}""");

        var result = await DeployAsync(Desired());

        Assert.Contains(result.Plan.Steps.OfType<ImportSolution>().Single().Details, d => d.Contains("'one.example' -> 'two.example'", StringComparison.Ordinal));
        Assert.Equal("two.example", result.Observed.Dataverse.Variables["contoso_Url"].Effective);
        Assert.True((await SignInAsync(Desired())).Succeeded);
    }

    [Fact]
    public async Task Deploy_TwoConnectorsInOnePackage_ImportsOnceAndBothSignIn()
    {
        using var other = new ProjectFiles();
        File.WriteAllBytes(_files["a.connector.json"], _files.Project().ToJson());
        File.WriteAllBytes(_files["b.connector.json"], (other.Project() with { ConnectorName = "Other" }).ToJson());
        var environment = Environment();
        var solution = Contoso.Project with { ConnectorProjects = [_files["a.connector.json"], _files["b.connector.json"]], Environments = [environment] };
        var states = DesiredStates.Create(solution, Target(environment), Stop);

        foreach (var state in states)
        {
            await DeployAsync(state);
        }

        Assert.Single(Writes, w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal) || w.EndsWith("StageAndUpgradeAsync", StringComparison.Ordinal));
        Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var state in states)
        {
            Assert.True((await SignInAsync(state)).Succeeded);
            Assert.Empty((await DeployAsync(state)).Plan.Steps);
        }
    }

    [Fact]
    public async Task Deploy_PortalEdit_IsDriftAndNotOverwrittenWithoutBeingTold()
    {
        await DeployAsync(Desired());
        using (var other = new ImportByAnother(this, Target(Environment())))
        {
            _files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace("List subscriptions", "Edited elsewhere", StringComparison.Ordinal));
            await other.ImportAsync(Desired().Package!.Zip);
        }

        _files.Write("apiDefinition.swagger.json", Contoso.Definition);

        Assert.Contains("CB9008", await CodesAsync(() => DeployAsync(Desired())));
        var result = await DeployAsync(Desired(change: p => p with { OverwriteDrift = true }));
        Assert.Contains("List subscriptions", result.Observed.Dataverse.Connector!["openapidefinition"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ImportFails_SaysWhyAndTheNextRunGoesOn()
    {
        // A connector of that id that is unmanaged: the platform refuses to lay a managed one under it.
        await DeployAsync(Contoso.Desired(Contoso.Project with { SolutionName = "Elsewhere" }, target: base.Target()));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired(managed: true)));

        Assert.Equal("CB8103", e.Diagnostics[0].Id);
        Assert.Contains("unmanaged base instance", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("CB9009", e.Diagnostics.Select(d => d.Id));
        Assert.True((await SignInAsync(Contoso.Desired(target: base.Target()))).Succeeded);
    }

    [Fact]
    public async Task Deploy_ManagedOverUnmanagedSolution_IsRefusedBeforeAnything()
    {
        await DeployAsync(Desired());
        Cloud.Requests.Clear();

        Assert.Contains("CB8105", await CodesAsync(() => DeployAsync(Desired("2.0.0", managed: true))));
        Assert.Empty(Writes);
    }

    [Fact]
    public async Task Deploy_NoUpgradeAction_GoesThroughAHoldingSolution()
    {
        await DeployAsync(Desired(managed: true));
        Cloud.Faults.Add(new FaultRule
        {
            Path = "*/StageAndUpgradeAsync",
            Status = 404,
            Body = """{"error":{"code":"0x8006088a","message":"Resource not found for the segment 'StageAndUpgradeAsync'."}}""",
        });

        var result = await DeployAsync(Desired("1.1.0", managed: true));

        Assert.Equal("1.1.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.Contains(Writes, w => w.EndsWith("DeleteAndPromote", StringComparison.Ordinal));
        Assert.True((await SignInAsync(Desired(managed: true))).Succeeded);
    }

    [Fact]
    public async Task Deploy_ImportOfFiveHoursThatMoves_IsFollowedToItsEnd()
    {
        var (before, observer) = (Clock.GetUtcNow(), new RecordingObserver());

        var result = await DeploySlowlyAsync(observer);

        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.InRange(Clock.GetUtcNow() - before, TimeSpan.FromHours(5), TimeSpan.FromHours(6));
        Assert.InRange(observer.Events.Count(e => e.StartsWith("progress import", StringComparison.Ordinal)), 9, 12);
    }

    [Fact]
    public async Task Deploy_ImportThatStandsStill_IsLeftAloneAfterABoundAndPickedUpByTheNextRun()
    {
        var before = Clock.GetUtcNow();
        Cloud.Faults.Add(new FaultRule { Path = "*/asyncoperations(*", Status = 200, Body = """{"statecode":2,"statuscode":20}""" });
        Cloud.Faults.Add(new FaultRule { Path = "*/importjobs(*", Status = 200, Body = """{"progress":12}""" });

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeploySlowlyAsync(new RecordingObserver()));

        Assert.Equal("CB8104", e.Diagnostics[0].Id);
        Assert.Contains("has been at 12 % for 45 minutes", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.InRange(Clock.GetUtcNow() - before, TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(60));
        Cloud.Faults.Clear();
        Cloud.Requests.Clear();
        var result = await DeploySlowlyAsync(new RecordingObserver());
        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.DoesNotContain(Writes, w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_StormOf429_WaitsAndArrives()
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Rate = 0.3, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });

        var result = await DeployAsync(Desired());

        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
    }

    [Theory]
    [InlineData("*/StageSolution", FaultMoment.BeforeCommit)]
    [InlineData("*/StageSolution", FaultMoment.AfterCommit)]
    [InlineData("*/ImportSolutionAsync", FaultMoment.BeforeCommit)]
    [InlineData("*/ImportSolutionAsync", FaultMoment.AfterCommit)]
    [InlineData("*/environmentvariablevalues", FaultMoment.BeforeCommit)]
    [InlineData("*/environmentvariablevalues", FaultMoment.AfterCommit)]
    public async Task Deploy_ConnectionCutAtAnyWrite_TheSecondRunComesToTheEnd(string path, FaultMoment moment)
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Method = "POST", Path = path, Abort = true, Times = 1, Moment = moment });

        await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired()));
        var result = await DeployAsync(Desired());

        Assert.Equal("1.0.0.0", result.Observed.Dataverse.Solution!.Version);
        Assert.True((await SignInAsync(Desired())).Succeeded);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await DeployAsync(Desired())).Plan.Steps);
    }

    private async Task<DeploymentResult> DeploySlowlyAsync(RecordingObserver observer)
    {
        var desired = Desired(name: "slow");
        var credential = new RenewedCredential(this, desired.Target);
        using var engine = new DeploymentEngine(desired.Target, credential, credential, new NoSecretReader(), Clock, observer);
        return await engine.DeployAsync(desired, Stop);
    }

    private static byte[] Foreign()
    {
        using var zip = new MemoryStream();
        var manifest = SolutionManifest.Create(Contoso.Project) with { UniqueName = "Foreign" };
        SolutionPackage.Write(zip, manifest, [ConnectorRow.Create(new ConnectorIdentity(Guid.NewGuid(), "contoso_foreign", "Foreign", ""), Contoso.Content(properties: """{"properties":{"connectionParameters":{}}}"""))], managed: false);
        return zip.ToArray();
    }
}
