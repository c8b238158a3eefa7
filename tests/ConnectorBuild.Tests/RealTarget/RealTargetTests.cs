using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using ConnectorBuild.Cloud.Deployment;
using ConnectorBuild.Cloud.Deployment.Applying;
using ConnectorBuild.Cloud.Deployment.Retirement;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Http;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests.AgainstLocalCloud;

namespace ConnectorBuild.Tests.RealTarget;

/// <summary>
/// The main job against a real environment, for whoever has one: what the local cloud promises is held against it, and the differences
/// are written as a table beside the target's file. Without <c>CONNECTORBUILD_TEST_TARGET</c> the tests of real environments are skipped;
/// that they work is shown by a second local cloud in the place of the real one.
/// </summary>
public sealed class RealTargetTests : CloudTest
{
    private readonly ProjectFiles _files = new();

    public override ValueTask DisposeAsync()
    {
        _files.Dispose();
        return base.DisposeAsync();
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_RealEnvironment_EndsAsOnTheLocalCloud(string route)
    {
        var target = TestTarget.Find();
        Assert.SkipWhen(target is null, $"{TestTarget.Variable} is not set: no real environment to test against.");
        await DeployAndCompareAsync(target!, route, TimeProvider.System);
    }

    [Fact]
    public async Task Remove_RealEnvironment_LeavesNothingOfTheTests()
    {
        var target = TestTarget.Find();
        Assert.SkipWhen(
            target is null || Environment.GetEnvironmentVariable("CONNECTORBUILD_TEST_REMOVE") is null,
            "CONNECTORBUILD_TEST_REMOVE is not set.");
        await RemoveAsync(target!);
    }

    [Theory]
    [InlineData("Direct")]
    [InlineData("Solution")]
    public async Task Deploy_AnotherLocalCloudInItsPlace_HasNoDifferences(string route)
    {
        var file = _files["target.json"];
        Environment.SetEnvironmentVariable("CBTEST_CLIENT_SECRET", Cloud.Deployer.ClientSecret);
        await File.WriteAllTextAsync(file, new JsonObject
        {
            ["tenantId"] = Local.TenantId,
            ["url"] = Local.Url,
            ["clientIdVariable"] = "CBTEST_CLIENT_ID",
            ["clientSecretVariable"] = "CBTEST_CLIENT_SECRET",
            ["authorityHost"] = Cloud.AuthorityHost,
            ["graphUrl"] = Cloud.GraphUrl,
            ["trustedCertificate"] = Cloud.CertificateFile,
        }.ToJsonString(), Stop);
        Environment.SetEnvironmentVariable("CBTEST_CLIENT_ID", Cloud.Deployer.ClientId);
        var target = TestTarget.Read(file);

        var differences = await DeployAndCompareAsync(target, route, Clock);
        await RemoveAsync(target);
        Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.True(File.Exists(Path.ChangeExtension(file, $".{route}.differences.md")));
        Assert.Empty(
            (await AskAsync(
                target,
                new Uri(
                    target.Deployment.GraphUrl, $"v1.0/applications?$filter=startswith(uniqueName,'connectorbuild.{TestTarget.Prefix}')"),
                target.Deployment.GraphScope))["value"]!.AsArray());
    }

    private async Task<IReadOnlyList<string>> DeployAndCompareAsync(TestTarget target, string route, TimeProvider clock)
    {
        var local = new TestTarget("", Target(), Credential(Target()));
        var there = await RunAsync(target, route, clock);
        var here = await RunAsync(local, route, Clock);
        var differences = new List<string>();
        foreach (var (request, answer) in there)
        {
            var (real, modelled) = (AnswerShape.Of(answer), AnswerShape.Of(here[request]));
            differences.AddRange(real.Except(modelled).Select(l => $"| {request} | `{l}` | real environment only |"));
            differences.AddRange(modelled.Except(real).Select(l => $"| {request} | `{l}` | local cloud only |"));
        }

        await File.WriteAllLinesAsync(
            Path.ChangeExtension(target.File, $".{route}.differences.md"), ["| Request | Member: type | Where |", "|---|---|---|", .. differences], Stop);
        return differences;
    }

    // The main job: nothing, published, unchanged, rotated, with what a client reads of it, then retired.
    private async Task<IReadOnlyDictionary<string, JsonNode>> RunAsync(TestTarget target, string route, TimeProvider clock)
    {
        var deployment = target.Deployment with { Environment = target.Deployment.Environment with { Route = route } };
        var project = _files.Project(deployment.Environment) with
        {
            ConnectorName = $"{TestTarget.Prefix}{route}",
            SolutionName = $"{TestTarget.Prefix}{route}",
            PublisherPrefix = TestTarget.Prefix,
            PublisherName = TestTarget.Prefix,
        };
        var desired = DesiredStates.Create(project, deployment, Stop)[0];

        var first = await DeployAsync(desired);
        Assert.False(first.Plan.IsEmpty);
        Assert.True((await DeployAsync(desired)).Plan.IsEmpty);
        Assert.False((await DeployAsync(desired with { Application = desired.Application! with { RotateAsOf = DateTimeOffset.MaxValue } })).Plan.IsEmpty);
        var app = first.Observed.Entra!.Application!;
        var graph = new Uri(deployment.GraphUrl, "v1.0/");
        var dataverse = new Uri(deployment.DataverseUrl, "api/data/v9.2/");
        var answers = new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["WhoAmI"] = await AskAsync(target, new Uri(dataverse, "WhoAmI"), Scope()),
            ["connector"] = await AskAsync(target, new Uri(dataverse, $"connectors({desired.Row.Identity.RowId})"), Scope()),
            ["solution"] = await AskAsync(target, new Uri(dataverse, $"solutions?$filter=uniquename eq '{project.SolutionName}'&$select=uniquename,version,ismanaged"), Scope()),
            ["application"] = await AskAsync(target, new Uri(graph, $"applications/{app.Id}"), deployment.GraphScope),
            ["service principal"] = await AskAsync(target, new Uri(graph, $"servicePrincipals(appId='{app.AppId}')"), deployment.GraphScope),
        };
        using var retirement = new RetirementEngine(deployment, target.Credential, target.Credential, clock, new RecordingObserver());
        await retirement.ApplyAsync(await retirement.PlanAsync(desired, [], Stop), Stop);
        return answers;

        string Scope() => new Uri(deployment.DataverseUrl, ".default").ToString();

        async Task<DeploymentResult> DeployAsync(DesiredState state)
        {
            using var engine = new DeploymentEngine(
                deployment, target.Credential, target.Credential, new NoSecretReader(), clock, new RecordingObserver());
            return await engine.DeployAsync(state, Stop);
        }
    }

    private static async Task<JsonNode> AskAsync(TestTarget target, Uri address, string scope, HttpMethod? method = null)
    {
        using var http = CloudHttp.CreateForTokens(target.Deployment);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer", (await target.Credential.GetTokenAsync(new TokenRequestContext([scope]), Stop)).Token);
        using var response = await http.SendAsync(request, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{request.Method} {address}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    // Apps and solutions stay behind a retirement; those of tests go.
    private static async Task RemoveAsync(TestTarget target)
    {
        var deployment = target.Deployment;
        var graph = new Uri(deployment.GraphUrl, "v1.0/");
        var dataverse = new Uri(deployment.DataverseUrl, "api/data/v9.2/");
        var scope = new Uri(deployment.DataverseUrl, ".default").ToString();
        foreach (var app in (await AskAsync(target, new Uri(graph, $"applications?$filter=startswith(uniqueName,'connectorbuild.{TestTarget.Prefix}')"), deployment.GraphScope))["value"]!.AsArray())
        {
            await AskAsync(target, new Uri(graph, $"applications/{app!["id"]}"), deployment.GraphScope, HttpMethod.Delete);
        }

        foreach (var (table, key) in new[] { ("solutions", "solutionid"), ("publishers", "publisherid") })
        {
            foreach (var row in (await AskAsync(target, new Uri(dataverse, $"{table}?$select={key},uniquename"), scope))["value"]!.AsArray())
            {
                if (((string?)row!["uniquename"])?.StartsWith(TestTarget.Prefix, StringComparison.OrdinalIgnoreCase) == true)
                {
                    await AskAsync(target, new Uri(dataverse, $"{table}({row[key]})"), scope, HttpMethod.Delete);
                }
            }
        }
    }
}
