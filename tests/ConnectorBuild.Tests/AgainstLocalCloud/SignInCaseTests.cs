using System.Text.Json.Nodes;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Deployment.Steps;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Tests.AgainstLocalCloud;

/// <summary>Sign-in settings in another letter case than the platform's.</summary>
public sealed class SignInCaseTests : SolutionRouteTest
{
    private static readonly string _misspelt = Contoso.Properties
        .Replace("\"oAuthSettings\"", "\"oauthSettings\"", StringComparison.Ordinal)
        .Replace("\"identityProvider\"", "\"IdentityProvider\"", StringComparison.Ordinal);

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_SettingsInAnotherLetterCase_SignIn(string route)
    {
        await DeployAsync(Wanted(route, _misspelt));

        Assert.True((await SignInAsync(Wanted(route, _misspelt))).Succeeded);
        Assert.Empty((await DeployAsync(Wanted(route, _misspelt))).Plan.Steps);
        Assert.Empty((await DeployAsync(Wanted(route, Contoso.Properties))).Plan.Steps.Where(s => s is not WriteRecord));
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_ConnectorThatAFormerVersionDeployedWithoutItsSignIn_GetsTheAppAndSaysWhy(string route)
    {
        await DeployWithoutSignInAsync(route);

        var result = await DeployAsync(Wanted(route, _misspelt));

        Assert.Contains(
            "the connector was deployed without its sign-in; this version reads 'oauthSettings'",
            Assert.Single(result.Plan.Steps.OfType<CreateApplication>()).Details);
        Assert.Empty(result.Plan.Drift);
        Assert.True((await SignInAsync(Wanted(route, _misspelt))).Succeeded);
        Assert.Empty((await DeployAsync(Wanted(route, _misspelt))).Plan.Steps);
    }

    // The row has the author's text as it was, and the record no app.
    private async Task DeployWithoutSignInAsync(string route)
    {
        var other = Wanted(route, Contoso.Properties.Replace("\"aad\"", "\"oauth2\"", StringComparison.Ordinal));
        await DeployAsync(other);
        var text = JsonNode.Parse(_misspelt)!["properties"]!["connectionParameters"]!.ToJsonString();
        var row = (await other.Target.SendAsync(
            Credential(other.Target), HttpMethod.Patch, $"connectors({other.Row.Identity.RowId})", new JsonObject { ["connectionparameters"] = text }))!;
        using var engine = new DeploymentEngine(
            other.Target, Credential(other.Target), Credential(other.Target), null!, Clock, new RecordingObserver());
        var observed = (await engine.PlanAsync(Wanted(route, _misspelt), Stop)).Observed.Dataverse;
        var record = JsonNode.Parse(observed.Record.Record!.ToJson())!.AsObject();
        record["rowETag"] = (string?)row["@odata.etag"] ?? observed.Connector!.ETag;
        record.Remove("clientId");
        await other.Target.SendAsync(
            Credential(other.Target), HttpMethod.Patch, $"environmentvariablevalues({observed.Record.ValueId})", new JsonObject { ["value"] = record.ToJsonString() });
    }

    private DesiredState Wanted(string route, string properties)
    {
        Files.Write("apiProperties.json", properties);
        var environment = new DeploymentEnvironment { Name = "local", Route = route };
        return DesiredStates.Create(Files.Project(environment), Target(environment), Stop)[0];
    }
}
