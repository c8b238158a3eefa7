using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Custom code, policies, parameter sets, no sign-in: each arrives on every route as its author wrote it, and stays so.</summary>
public sealed class KindsOfConnectorTests : CloudTest
{
    private const string Script = "public class Script : ScriptBase\n{\n    public override async Task<HttpResponseMessage> "
        + "ExecuteAsync() => await Context.SendAsync(Context.Request, CancellationToken);\n}\n";

    private readonly ProjectFiles _files = new();

    public static TheoryData<string, string> KindsAndRoutes => new(
        from kind in new[] { "script", "policies", "sets", "no sign-in" }
        from route in new[] { "Direct", "Unmanaged", "Managed" }
        select (kind, route));

    protected override LocalCloudOptions Options =>
        base.Options with { Environments = [new() { Name = "local", ImportDuration = TimeSpan.FromSeconds(20) }] };

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(KindsAndRoutes))]
    public async Task Deploy_AnyKindOnAnyRoute_ArrivesAsWrittenAndTheNextRunHasNothingToDo(string kind, string route)
    {
        Write(kind);
        var environment = new DeploymentEnvironment { Name = "local", Route = route == "Direct" ? "Direct" : "Solution", Managed = route == "Managed" };
        var desired = DesiredStates.Create(_files.Project(environment), Target() with { Environment = environment }, Stop)[0];

        var result = await DeployAsync(desired);

        var row = result.Observed.Dataverse.Connector!;
        Assert.Equal(desired.Row.CustomCode, row["customcodeblobcontent"]);
        Assert.Equal(kind == "script" ? Script : null, row["customcodeblobcontent"]);
        Assert.Equal(kind == "script" ? """["ListSubscriptions"]""" : null, row["scriptoperations"]);
        Assert.Equal(
            kind == "policies" ? ["Accept", "Route"] : [],
            JsonNode.Parse(row["policytemplateinstances"]!)!.AsArray().Select(p => (string)p!["title"]!));
        Assert.Equal(kind == "sets" ? 2 : 0, JsonNode.Parse(row["connectionparametersets"] ?? "{}")?["values"]?.AsArray().Count ?? 0);
        Clock.Advance(TimeSpan.FromMinutes(5));
        if (kind == "no sign-in")
        {
            Assert.Null(result.Observed.Entra?.Application);
            Assert.Equal("{}", row["connectionparameters"]);
        }
        else
        {
            var signIn = await SignInAsync(desired);
            Assert.True(signIn.Succeeded, signIn.Message);
        }

        Cloud.Requests.Clear();
        var again = await DeployAsync(desired);
        Assert.True(again.Plan.IsEmpty, string.Join("; ", again.Plan.Steps));
        Assert.Empty(Writes);
        Assert.InRange(Count("Dataverse"), 1, 2);
    }

    [Theory]
    [InlineData(FaultMoment.BeforeCommit)]
    [InlineData(FaultMoment.AfterCommit)]
    public async Task Deploy_NoPlaceForTheCodeForAWhile_WaitsAndAttachesIt(FaultMoment moment)
    {
        Write("script");
        var desired = DesiredStates.Create(_files.Project(), Target(), Stop)[0];
        Cloud.Faults.Add(NoPlace with { Times = 3, Moment = moment });
        var observer = new RecordingObserver();

        var result = await DeployAsync(desired, observer: observer);

        Assert.Equal(Script, result.Observed.Dataverse.Connector!["customcodeblobcontent"]);
        Assert.Equal(3, observer.Events.Count(e => e.Contains("no place for the custom code", StringComparison.Ordinal)));
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await SignInAsync(desired)).Succeeded);
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
    }

    [Fact]
    public async Task Deploy_NoPlaceForTheCodeAtAll_LeavesAConnectorThatSignsInAndTheNextRunGoesOn()
    {
        Write("script");
        var desired = DesiredStates.Create(_files.Project(), Target(), Stop)[0];
        Cloud.Faults.Add(NoPlace);
        var before = Clock.GetUtcNow();

        Assert.Equal(["CB8009", "CB9009"], await CodesAsync(() => DeployAsync(desired)));

        Assert.InRange(Clock.GetUtcNow() - before, TimeSpan.FromMinutes(13), TimeSpan.FromMinutes(20));
        Assert.True((await SignInAsync(desired)).Succeeded);
        Cloud.Faults.Clear();
        Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(Script, (await DeployAsync(desired)).Observed.Dataverse.Connector!["customcodeblobcontent"]);
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
    }

    private static FaultRule NoPlace => new()
    {
        Service = "Dataverse",
        Method = "PATCH",
        Path = "*/connectors(*",
        Status = 400,
        Body = """{"error":{"code":"0x80040224","message":"ApiHubsRequestFailed: CustomScriptProvisioningFailed: [FindAndAssignFunctionApp] Unable to find an unassigned function app in 'East US'"}}""",
    };

    private void Write(string kind)
    {
        var properties = JsonNode.Parse(Contoso.Properties)!.AsObject();
        var inner = properties["properties"]!.AsObject();
        switch (kind)
        {
            case "script":
                _files.Write("script.csx", Script);
                inner["scriptOperations"] = new JsonArray("ListSubscriptions");
                break;
            case "policies":
                inner["policyTemplateInstances"] = JsonNode.Parse(
                    """
                    [{"templateId":"setheader","title":"Accept","parameters":{"x-ms-apimTemplateParameter.name":"Accept","x-ms-apimTemplateParameter.value":"application/json","x-ms-apimTemplateParameter.existsAction":"override","x-ms-apimTemplate-policySection":"Request"}},
                     {"templateId":"routerequesttoendpoint","title":"Route","parameters":{"x-ms-apimTemplateParameter.newPath":"/v2/subscriptions","x-ms-apimTemplateParameter.httpMethod":"@Request.OriginalHTTPMethod"}}]
                    """);
                break;
            case "sets":
                var token = inner["connectionParameters"]!["token"]!;
                inner["connectionParameters"] = new JsonObject();
                inner["connectionParameterSets"] = new JsonObject
                {
                    ["uiDefinition"] = new JsonObject { ["displayName"] = "Authentication Type", ["description"] = "Type of authentication to be used." },
                    ["values"] = new JsonArray(Set("user", token), Set("application", token)),
                };
                break;
            default:
                inner["connectionParameters"] = new JsonObject();
                break;
        }

        _files.Write("apiProperties.json", properties.ToJsonString());
    }

    private static JsonObject Set(string name, JsonNode token) => new()
    {
        ["name"] = name,
        ["uiDefinition"] = new JsonObject { ["displayName"] = name, ["description"] = name },
        ["parameters"] = new JsonObject { ["token"] = token.DeepClone() },
        ["metadata"] = new JsonObject { ["allowSharing"] = false },
    };
}
