using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Packages;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Imports that wait in line, take long, stand still, fail or are cut off, and the run that picks them up.</summary>
public sealed class ImportTests : SolutionRouteTest
{
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
            using var engine = new DeploymentEngine(
                desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, observer);
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
    public async Task Deploy_ImportFails_SaysWhyAndTheNextRunGoesOn()
    {
        // A connector of that id that is unmanaged: the platform refuses to lay a managed one under it.
        await DeployAsync(Contoso.Desired(Contoso.Project with { SolutionName = "Elsewhere" }, target: base.Target()));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired(managed: true)));

        Assert.Equal("CB8103", e.Diagnostics[0].Id);
        Assert.Contains("unmanaged base instance", e.Diagnostics[0].Message, StringComparison.Ordinal);

        // The secret that the run had added for the import is gone again.
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(
            (await DeployAsync(
                Contoso.Desired(
                    Contoso.Project with { SolutionName = "Elsewhere" }, target: base.Target()))).Observed.Entra!.Application!.Passwords);
        Assert.True((await SignInAsync(Contoso.Desired(target: base.Target()))).Succeeded);
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
        Cloud.Faults.Add(
            new FaultRule { Service = "Dataverse", Rate = 0.3, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });

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

    [Theory]
    [InlineData("""{"StageSolutionStatus":"Failed","SolutionValidationResults":[{"SolutionValidationResultType":"Error","Message":"The publisher is not known."}]}""", "The publisher is not known.")]
    [InlineData("""{"StageSolutionStatus":"Passed","MissingDependencies":[{"DependentComponentDisplayName":"Orders","RequiredComponentType":"380","RequiredComponentSchemaName":"contoso_Url","RequiredSolutionName":"Base"}]}""", "'contoso_Url' of solution 'Base', which is not there")]
    [InlineData("""{"StageSolutionStatus":"Failed"}""", "its status is 'Failed'")]
    public async Task Deploy_PackageThatTheEnvironmentDoesNotTake_IsNotImported(string results, string says)
    {
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Path = "*/StageSolution", Status = 200, Body = $$"""{"StageSolutionResults":{{results}}}""" });

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Desired()));

        Assert.Equal("CB8102", e.Diagnostics[0].Id);
        Assert.Contains(says, e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Writes, w => w.EndsWith("ImportSolutionAsync", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deploy_ImportThatWarns_PassesTheWarningOnAndIsDone()
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Dataverse",
            Path = "*/RetrieveSolutionImportResult*",
            Status = 200,
            Body = """{"SolutionOperationResult":{"Status":"Passed","WarningMessages":[{"Message":"A flow is turned off."}],"ErrorMessages":[]}}""",
        });
        var observer = new RecordingObserver();

        await DeployAsync(Desired(), observer: observer);

        Assert.Contains("CB8113", observer.Events);
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
