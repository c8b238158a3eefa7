using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>The column capabilities, which records of a former version do not know.</summary>
public sealed class CapabilitiesTests : SolutionRouteTest
{
    private const string Column = "capabilities";
    private const string Gateway = "118690003";

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_CapabilitiesInAnyCase_AreWrittenAndStay(string route)
    {
        await DeployAsync(Wanted(route, "\"Gateway\", \"triggers\", \"actions\", \"cloud only\""));

        Assert.Equal("118690003,118690005", await ReadAsync());
        Assert.Empty((await DeployAsync(Wanted(route, "\"actions\", \"gateway\""))).Plan.Steps);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_CapabilityTakenOutOfTheProject_IsTakenFromTheConnector(string route)
    {
        await DeployAsync(Wanted(route, "\"gateway\""));

        var result = await DeployAsync(Wanted(route, ""));

        Assert.Contains(
            result.Plan.Steps.SelectMany(s => s.Differences),
            d => d.ToString().Contains("capabilities 'gateway' becomes none", StringComparison.Ordinal));
        Assert.Null(await ReadAsync());
        Assert.Empty((await DeployAsync(Wanted(route, ""))).Plan.Steps);
    }

    [Theory]
    [InlineData("Direct", "", Gateway, Gateway)]
    [InlineData("Solution", "", Gateway, Gateway)]
    [InlineData("Direct", "\"gateway\"", Gateway, Gateway)]
    [InlineData("Solution", "\"gateway\"", Gateway, Gateway)]
    public async Task Deploy_RecordOfAFormerVersion_EqualOrNotStated_PlansNothing(string route, string stated, string there, string stays)
    {
        await DeployAsync(Wanted(route, ""));
        await SetAsync(there);
        await ForgetAsync(Wanted(route, ""));

        var plan = (await DeployAsync(Wanted(route, stated))).Plan;

        Assert.DoesNotContain(plan.Steps, s => s is UpdateConnector or ImportSolution);
        Assert.Equal(stays, await ReadAsync());
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_RecordOfAFormerVersion_Different_IsALineOfThePlanAndNoDrift(string route)
    {
        await DeployAsync(Wanted(route, ""));
        await SetAsync(Gateway);
        await ForgetAsync(Wanted(route, ""));

        var plan = (await DeployAsync(Wanted(route, "\"actions\""))).Plan;

        Assert.Contains(
            plan.Steps.SelectMany(s => s.Differences),
            d => d.ToString().Contains("capabilities 'gateway' becomes 'actions'", StringComparison.Ordinal));
        Assert.Empty(plan.Drift);
        Assert.Equal("118690005", await ReadAsync());
    }

    [Fact]
    public async Task Deploy_CapabilityThatSomebodyChanged_IsDrift()
    {
        await DeployAsync(Wanted("Direct", "\"actions\""));
        await SetAsync(Gateway);

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(Wanted("Direct", "\"actions\"")));

        Assert.Contains("capabilities 'actions' becomes 'gateway'", Assert.Single(e.Diagnostics).Message, StringComparison.Ordinal);
    }

    private DesiredState Wanted(string route, string capabilities)
    {
        Files.Write(
            "apiProperties.json",
            Contoso.Properties.Replace("\"capabilities\":[]", $"\"capabilities\":[{capabilities}]", StringComparison.Ordinal));
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        return DesiredStates.Create(Files.Project(environment), Target(environment), Stop)[0];
    }

    private async Task<string?> ReadAsync()
    {
        var wanted = Wanted("Direct", "");
        return (string?)(
            await wanted.Target.SendAsync(
                Credential(wanted.Target), HttpMethod.Get, $"connectors({wanted.Row.Identity.RowId})?$select={Column}"))![Column];
    }

    private async Task SetAsync(string value)
    {
        var wanted = Wanted("Direct", "");
        await wanted.Target.SendAsync(
            Credential(wanted.Target), HttpMethod.Patch, $"connectors({wanted.Row.Identity.RowId})", new JsonObject { [Column] = value });
    }

    // As a version left it that knew nothing of the column.
    private async Task ForgetAsync(DesiredState desired)
    {
        using var engine = new DeploymentEngine(
            desired.Target, Credential(desired.Target), Credential(desired.Target), null!, Clock, new RecordingObserver());
        var observed = (await engine.PlanAsync(desired, Stop)).Observed.Dataverse;
        var record = JsonNode.Parse(observed.Record.Record!.ToJson())!.AsObject();
        record["rowETag"] = observed.Connector!.ETag;
        Assert.True(record["sent"]!.AsObject().Remove(Column));
        record["read"]!.AsObject().Remove(Column);
        await desired.Target.SendAsync(
            Credential(desired.Target), HttpMethod.Patch, $"environmentvariablevalues({observed.Record.ValueId})", new JsonObject { ["value"] = record.ToJsonString() });
    }
}
