using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>What another run does between two steps of this one.</summary>
public sealed class RunsThatOverlapTests : SolutionRouteTest
{
    [Fact]
    public async Task Deploy_ImportOfThePackageEndsBetweenReadingAndLiningUp_IsNotImportedAgain()
    {
        await DeployAsync(Desired(managed: true));
        var desired = Desired("1.1.0", managed: true);
        using var engine = Engine(desired);
        var prepared = await engine.PrepareAsync(desired, approved: null, Stop);
        using var another = new ImportByAnother(this, desired.Target);
        await another.ImportAsync(desired.Import().Package.Zip);

        await engine.ApplyAsync(prepared, Stop);

        var again = await DeployAsync(desired);
        Assert.Empty(again.Plan.Steps);
        Assert.True((await SignInAsync(desired)).Succeeded);
    }

    [Fact]
    public async Task Deploy_PackageThatTheEnvironmentDoesNotTake_IsRefusedBeforeASecretIsMinted()
    {
        Cloud.Faults.Add(new FaultRule
        {
            Service = "Dataverse", Method = "POST", Path = "*/StageSolution", Status = 200,
            Body = """{"StageSolutionResults":{"StageSolutionStatus":"Failed","SolutionValidationResults":[{"SolutionValidationResultType":"Error","Message":"A component is missing."}]}}""",
        });

        Assert.Equal("CB8102", (await CodesAsync(() => DeployAsync(Desired())))[0]);

        Assert.DoesNotContain(Writes, w => w.Contains("addPassword", StringComparison.Ordinal));
        Cloud.Faults.Clear();
        var result = await DeployAsync(Desired());
        Assert.Single(result.Plan.Steps.OfType<AddSecret>());
    }

    [Fact]
    public async Task Deploy_AnotherRunSavedAndRecordedMeanwhile_ItsRecordStays()
    {
        await DeployAsync(Direct());
        var faster = Direct("List all subscriptions");

        var codes = await CodesAsync(() => DeployAsync(Direct("List my subscriptions"), observer: BeforeTheRecord(() => DeployAsync(faster))));

        Assert.All(codes, c => Assert.Equal("CB9006", c));

        Assert.Empty((await DeployAsync(faster)).Plan.Steps);
    }

    [Fact]
    public async Task Deploy_AnotherRunRecordedButTheConnectorIsOurs_OurRecordIsWritten()
    {
        var first = await DeployAsync(Direct());
        var changed = Direct("List all subscriptions");

        await DeployAsync(changed, observer: BeforeTheRecord(() => changed.Target.SendAsync(
            Credential(changed.Target), HttpMethod.Patch,
            $"environmentvariablevalues({first.Observed.Dataverse.Record.ValueId})", new JsonObject { ["value"] = "{}" })));

        Assert.Empty((await DeployAsync(changed)).Plan.Steps);
    }

    private DesiredState Direct(string summary = "List subscriptions") =>
        base.Desired(Contoso.Project with { OverwriteDrift = true }, definition: Contoso.Definition.Replace("List subscriptions", summary, StringComparison.Ordinal));

    private static RecordingObserver BeforeTheRecord(Func<Task> other) => new()
    {
        OnStart = step =>
        {
            if (step is WriteRecord)
            {
                Task.Run(other).GetAwaiter().GetResult();
            }
        },
    };

    private DeploymentEngine Engine(DesiredState desired) => new(
        desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, new RecordingObserver());
}
