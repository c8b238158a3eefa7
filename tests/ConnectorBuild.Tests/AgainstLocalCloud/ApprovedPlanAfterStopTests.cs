using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Approval;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>A run of an approved plan that ends at any write: the same plan takes it to the end, and never does what was not approved.</summary>
public sealed class ApprovedPlanAfterStopTests : CloudTest
{
    private readonly ProjectFiles _files = new();
    private int _round;

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

    // A connector, app, solution, variable and connection reference of its own in every round.
    private DesiredState Desired(string route, int? round = null, string version = "1.0.0")
    {
        round ??= ++_round;
        var (variable, reference) = ($"contoso_Round{round}Url", $"contoso_Round{round}Mail");
        _files.Write("settings.json", $$"""
            {"EnvironmentVariables":[{"SchemaName":"{{variable}}","Value":"value of {{version}}"}],
             "ConnectionReferences":[{"LogicalName":"{{reference}}","ConnectionId":"connection of {{version}}","ConnectorId":"/providers/Microsoft.PowerApps/apis/shared_office365"}]}
            """);
        var environment = new DeploymentEnvironment { Name = "local", Route = route == "Direct" ? "Direct" : "Solution", Managed = route == "Managed" };
        var project = _files.Project(environment) with { ConnectorName = $"Round{round}", SolutionName = $"Solution{round}", SolutionVersion = version };
        project = project with
        {
            EnvironmentVariables = [new EnvironmentVariable(variable, "Address", EnvironmentVariableType.Text)],
            ConnectionReferences = [new ConnectionReference(reference, "Mail", "/providers/Microsoft.PowerApps/apis/shared_office365")],
        };
        return DesiredStates.Create(project, Target() with { Environment = environment }, Stop)[0];
    }

    private DeploymentEngine Engine(DesiredState desired, RecordingObserver? observer = null) =>
        new(desired.Target, Credential(desired.Target), Credential(desired.Target), new NoSecretReader(), Clock, observer ?? new RecordingObserver());

    private async Task<ApprovedPlan> ApproveAsync(DesiredState desired)
    {
        using var engine = Engine(desired);
        var (plan, observed) = await engine.PlanAsync(desired, Stop);
        var approved = ApprovedPlan.Create(desired, observed, plan, Clock.GetUtcNow());

        // Words are for people: no decision may rest on any of them.
        return approved with { Steps = [.. approved.Steps.Select(s => s with { Summary = "Other words.", Details = ["Others still."] })] };
    }

    private async Task<DeploymentResult> DeployAsync(DesiredState desired, ApprovedPlan approved, RecordingObserver? observer = null)
    {
        using var engine = Engine(desired, observer);
        return await engine.DeployAsync(desired, approved, Stop);
    }

    private async Task<DeploymentWrites> WritesOfAsync(DesiredState desired)
    {
        Cloud.Requests.Clear();
        await DeployAsync(desired);
        return new DeploymentWrites(Cloud);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Deploy_FirstDeploymentStoppedAtAnyWrite_TheSamePlanComesToTheEnd(string route)
    {
        var writes = await WritesOfAsync(Desired(route));
        Assert.InRange(writes.Count, 8, 60);
        await StopAtEachAsync(writes, () => Task.FromResult(Desired(route)), []);
    }

    [Theory]
    [InlineData("Direct", "List subscriptions", "All subscriptions")]
    [InlineData("Direct", "user_impersonation", "user_impersonation\",\"openid")]
    [InlineData("Unmanaged", "List subscriptions", "All subscriptions")]
    [InlineData("Managed", "List subscriptions", "All subscriptions")]
    public async Task Deploy_UpdateStoppedAtAnyWrite_TheSamePlanComesToTheEndOrIsRefused(string route, string what, string by)
    {
        var writes = await WritesOfAsync(await ChangedAsync());
        Assert.InRange(writes.Count, 2, 20);

        // Whose write it was that the record does not know, and which secret the row holds, is told by nothing but the approved new one.
        await StopAtEachAsync(writes, ChangedAsync, route == "Direct" && what == "List subscriptions"
            ? ["PATCH /api/data/v9.2/environmentvariablevalues(*) BeforeCommit", "PATCH /api/data/v9.2/connectors(*) AfterCommit"]
            : []);

        async Task<DesiredState> ChangedAsync()
        {
            _files.Write("apiDefinition.swagger.json", Contoso.Definition);
            _files.Write("apiProperties.json", Contoso.Properties);
            await DeployAsync(Desired(route));
            Clock.Advance(TimeSpan.FromMinutes(5));
            _files.Write("apiDefinition.swagger.json", Contoso.Definition.Replace(what, by, StringComparison.Ordinal));
            _files.Write("apiProperties.json", Contoso.Properties.Replace(what, by, StringComparison.Ordinal));
            return Desired(route, _round, "1.1.0");
        }
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("a secret", "client secret ")]
    [InlineData("a permission", "permission ")]
    [InlineData("the audience", "app registration")]
    [InlineData("personal accounts", "app registration")]
    [InlineData("the description", "connector column description")]
    public async Task Deploy_SomebodyChangedSomethingAfterTheStop_IsRefusedAndNamesIt(string what, string? named)
    {
        var desired = Desired("Direct");
        var approved = await ApproveAsync(desired);
        Cloud.Faults.Add(new FaultRule { Service = "Dataverse", Path = "*/environmentvariabledefinitions*", Method = "POST", Status = 403 });
        await CodesAsync(() => DeployAsync(desired, approved));
        Cloud.Faults.Clear();
        Clock.Advance(TimeSpan.FromMinutes(5));
        var graph = new GraphCaller(this);
        var application = $"/applications(uniqueName='{desired.Application!.UniqueName}')";
        await (what switch
        {
            "a secret" => graph.SendAsync(HttpMethod.Post, $"/applications/{(await graph.SendAsync(HttpMethod.Get, application)).GetProperty("id").GetString()}/addPassword", """{"passwordCredential":{"displayName":"by hand"}}"""),
            "a permission" => graph.SendAsync(HttpMethod.Patch, application, """{"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]}"""),
            "the audience" => graph.SendAsync(HttpMethod.Patch, application, """{"signInAudience":"AzureADMyOrg"}"""),
            "personal accounts" => graph.SendAsync(HttpMethod.Patch, application, """{"signInAudience":"AzureADandPersonalMicrosoftAccount"}"""),
            "the description" =>
                desired.Target.SendAsync(
                    Credential(desired.Target), HttpMethod.Patch, $"connectors({desired.Row.Identity.RowId})",
                    new() { ["description"] = "Edited by hand." }),
            _ => Task.CompletedTask,
        });
        Clock.Advance(TimeSpan.FromMinutes(5));
        Cloud.Requests.Clear();
        var observer = new RecordingObserver();

        if (named is null)
        {
            await DeployAsync(desired, approved, observer);
            Assert.Contains(
                observer.Events,
                e => e.Contains(
                    "An earlier run of this plan has made a part of the approved changes; this one continues with ",
                    StringComparison.Ordinal));
            return;
        }

        var e = await Assert.ThrowsAsync<ConnectorException>(() => DeployAsync(desired, approved, observer));
        Assert.Equal("CB9106", e.Diagnostics[0].Id);
        Assert.Contains(named, e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("by somebody else or by an earlier run of this plan", e.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Unmanaged")]
    public async Task Apply_StoppedAfterTheFirstOfTwo_TheSamePlansBringTheSecond(string route)
    {
        var environment = new DeploymentEnvironment { Name = "local", Route = route == "Direct" ? "Direct" : "Solution" };
        var project = _files.Project(environment);
        string[] members = ["One", "Two"];
        foreach (var member in members)
        {
            _files.Write(
                $"{member}.connector.json",
                System.Text.Encoding.UTF8.GetString((project with { ConnectorName = member, Environments = [] }).ToJson().ToArray()));
        }

        var states = DesiredStates.Create(
            project with { DefinitionFile = null, PropertiesFile = null, ConnectorProjects = [.. members.Select(m => _files[$"{m}.connector.json"])] },
            Target() with { Environment = environment },
            Stop);
        var approved = new List<ApprovedPlan>();
        foreach (var state in states)
        {
            approved.Add(await ApproveAsync(state));
        }

        await DeployAsync(states[0], approved[0]);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty((await DeployAsync(states[0], approved[0])).Plan.Steps);
        Assert.NotEmpty((await DeployAsync(states[1], approved[1])).Plan.Steps);
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await SignInAsync(states[1])).Succeeded);
    }

    private async Task StopAtEachAsync(DeploymentWrites writes, Func<Task<DesiredState>> next, string[] mayNotGoOn)
    {
        var (refused, stopped) = (new List<string>(), 0);
        foreach (var (faults, name) in writes.Cuts())
        {
            var desired = await next();
            var approved = await ApproveAsync(desired);
            foreach (var fault in faults)
            {
                Cloud.Faults.Add(fault);
            }

            try
            {
                await DeployAsync(desired, approved);
            }
            catch (ConnectorException)
            {
                // A write that may be repeated was; every other one ends the run.
                stopped++;
            }

            Cloud.Faults.Clear();
            Clock.Advance(TimeSpan.FromMinutes(5));
            Cloud.Requests.Clear();
            try
            {
                await DeployAsync(desired, approved);
                Clock.Advance(TimeSpan.FromMinutes(5));
                Assert.True((await SignInAsync(desired)).Succeeded);
                Assert.Empty((await DeployAsync(desired)).Plan.Steps);
            }
            catch (ConnectorException e)
            {
                Assert.Contains(e.Diagnostics[0].Id, (string[])["CB9106", "CB9107"]);
                Assert.Empty(Writes);
                refused.Add($"{name}: {e.Message}");
            }
        }

        Assert.InRange(stopped, 1, 2 * writes.Count);
        Assert.True(refused.Select(r => r[..r.IndexOf(':', StringComparison.Ordinal)]).SequenceEqual(mayNotGoOn), string.Join("\n", refused));
    }
}
