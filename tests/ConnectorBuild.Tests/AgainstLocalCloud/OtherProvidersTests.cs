using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>
/// Connectors that sign in with another provider than Entra: what the platform writes into their sign-in settings is no difference.
/// </summary>
public sealed class OtherProvidersTests : CloudTest
{
    private const string Properties =
        """
        {"properties":{"iconBrandColor":"#1a6dc2","capabilities":[],"connectionParameters":{"token":{"type":"oauthSetting","oAuthSettings":{"identityProvider":"oauth2","clientId":"my-client","scopes":["read"],"properties":{"IsFirstParty":"False"},"customParameters":{"authorizationUrl":{"value":"https://login.contoso.com/authorize"},"tokenUrl":{"value":"https://login.contoso.com/token"},"refreshUrl":{"value":"https://login.contoso.com/token"}}}}},"policyTemplateInstances":[]}}
        """;

    private readonly ProjectFiles _files = new();

    public OtherProvidersTests() => _files.Write("apiProperties.json", Properties);

    protected override LocalCloudOptions Options =>
        base.Options with { Environments = [new() { Name = "local", ImportDuration = TimeSpan.FromSeconds(20) }] };

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    private IReadOnlyList<DesiredState> States(string route, int count, bool overwrite = false)
    {
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        var target = Target() with { Environment = environment };
        var project = _files.Project(environment) with { OverwriteDrift = overwrite };
        if (count == 1)
        {
            return DesiredStates.Create(project, target, Stop);
        }

        var members = Enumerable.Range(1, count).Select(i =>
        {
            var file = _files[$"{i}.connector.json"];
            File.WriteAllBytes(file, (project with { ConnectorName = $"Provider{i}", Environments = [] }).ToJson());
            return file;
        });
        return DesiredStates.Create(project with { DefinitionFile = null, PropertiesFile = null, ConnectorProjects = [.. members] }, target, Stop);
    }

    private async Task<(DeploymentPlan Plan, List<string> Events)> RunAsync(DesiredState state)
    {
        var observer = new RecordingObserver();
        var result = await DeployAsync(state, observer: observer);
        Clock.Advance(TimeSpan.FromMinutes(5));
        return (result.Plan, observer.Events);
    }

    [Theory]
    [InlineData("Direct", 1)]
    [InlineData("Solution", 1)]
    [InlineData("Solution", 2)]
    public async Task Deploy_AnyNumberOnAnyRoute_IsVerifiedAndTheNextRunHasNothingToDo(string route, int count)
    {
        var states = States(route, count);
        var made = new List<DeploymentStep>();
        foreach (var state in states)
        {
            var (plan, events) = await RunAsync(state);
            Assert.DoesNotContain("CB9016", events);
            made.AddRange(plan.Steps);
        }

        Assert.Single(made, s => s is ImportSolution or CreateConnector);
        foreach (var state in states)
        {
            Assert.Empty((await RunAsync(state)).Plan.Steps);
        }
    }

    [Fact]
    public async Task Deploy_SomebodyImportedTheSamePackage_WritesOnlyTheRecord()
    {
        var state = States("Solution", 1)[0];
        await RunAsync(state);
        using (var other = new ImportByAnother(this, state.Target))
        {
            await other.ImportAsync(state.Import().Package.Zip);
        }

        var (plan, _) = await RunAsync(state);

        Assert.IsType<WriteRecord>(Assert.Single(plan.Steps));
    }

    [Fact]
    public async Task Deploy_ColourEditedInThePortal_WritesOnlyTheColour()
    {
        var state = States("Direct", 1, overwrite: true)[0];
        await RunAsync(state);
        await state.Target.SendAsync(
            Credential(state.Target), HttpMethod.Patch, $"connectors({state.Row.Identity.RowId})",
            new JsonObject { ["iconbrandcolor"] = "#ffffff" });

        var (plan, _) = await RunAsync(state);

        Assert.Equal(["iconbrandcolor"], plan.Steps.OfType<UpdateConnector>().Single().Columns.Keys);
    }
}
