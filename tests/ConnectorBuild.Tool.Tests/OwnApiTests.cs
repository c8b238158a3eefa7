using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.Projects;
using ConnectorBuild.Tests;

namespace ConnectorBuild.Tool.Tests;

/// <summary>
/// A connector of the author's own API on the local cloud: assumed and said so, declared and strict, refused with advice that helps.
/// </summary>
public sealed class OwnApiTests : ToolRun
{
    private const string Sentence = "In a real tenant this API must exist.";

    [Theory]
    [InlineData("api://orders.contoso.com", "[]", "user_impersonation")]
    [InlineData("https://orders.contoso.com", """["Orders.Read"]""", "Orders.Read")]
    [InlineData("3f2504e0-4f89-41d3-9a0c-0305e82c3301", """["access_as_user"]""", "access_as_user")]
    public async Task Deploy_OwnApi_IsProvedOnAnAssumptionThatEveryOutputNames(string resource, string scopes, string permission)
    {
        Connect(resource, scopes);

        var planned = await RunAsync("plan", Description, "--markdown", At("plan.md"));
        var (exit, said) = await RunAsync("deploy", Description, "--report", At("report.md"));
        var (again, json) = await RunAsync("deploy", Description, "--json");

        Assert.True(exit == 0, said);
        Assert.All(
            new[] { planned.Output, Read("plan.md"), said, Read("report.md") },
            text => Assert.Contains(Sentence, text, StringComparison.Ordinal));
        Assert.Contains($"got a token for {resource} ({permission})", said, StringComparison.Ordinal);
        Assert.Contains("The proof rests on an assumption.", said, StringComparison.Ordinal);
        Assert.Equal(0, again);
        var document = JsonNode.Parse(json[json.IndexOf('{', StringComparison.Ordinal)..(json.LastIndexOf('}') + 1)])!;
        var assumed = Assert.Single(document["assumed"]!.AsArray())!;
        Assert.Equal((resource, permission), ((string?)assumed["resource"], (string?)assumed["scopes"]![0]));
        Assert.False((bool)document["hasChanges"]!);
        Assert.Contains("Assumed: ", (await RunAsync("local-cloud", "apis", Description)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_ApiOfMicrosofts_AssumesNothing()
    {
        var (exit, json) = await RunAsync("deploy", Description, "--json");

        Assert.Equal(0, exit);
        Assert.Empty(JsonNode.Parse(json[json.IndexOf('{', StringComparison.Ordinal)..(json.LastIndexOf('}') + 1)])!["assumed"]!.AsArray());
    }

    [Theory]
    [InlineData("https://graph.micosoft.com", "graph.microsoft.com")]
    [InlineData("https://business-assist.microsoft.com", "address of Microsoft's")]
    [InlineData("resource-id", "not an https address")]
    public async Task Plan_ApiThatIsNotAssumed_IsCB7101AndItsAdviceHelps(string resource, string why)
    {
        Connect(resource, "[]");

        var (exit, said) = await RunAsync("plan", Description);

        Assert.Equal(1, exit);
        Assert.Contains("apiProperties.json(", said, StringComparison.Ordinal);
        Assert.Contains("error CB7101", said, StringComparison.Ordinal);
        Assert.Contains(why, said, StringComparison.Ordinal);
        var start = said.IndexOf("""{ "tenants":""", StringComparison.Ordinal);
        Write("local-cloud.json", said[start..said.IndexOf(". docs/local-cloud.md", start, StringComparison.Ordinal)]);
        var (after, then) = await RunAsync("deploy", Description);
        Assert.True(after == 0, then);
        Assert.DoesNotContain(Sentence, then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_DeclaredBesideTheProject_IsStrict()
    {
        Connect("api://orders", """["Orders.Delete"]""");
        Write("local-cloud.json", """{ "unknownApis": "refuse", "tenants": [ { "name": "local", "apis": [ { "resources": [ "api://orders" ], "scopes": [ { "name": "Orders.Read" } ], "tokenVersion": 2 } ] } ] }""");

        var (exit, said) = await RunAsync("deploy", Description);
        Connect("api://orders", """["Orders.Read"]""");
        var (then, better) = await RunAsync("deploy", Description);
        Connect("api://stock", "[]");
        var (other, unknown) = await RunAsync("plan", Description);

        Assert.Equal(1, exit);
        Assert.Contains("error CB7102", said, StringComparison.Ordinal);
        Assert.True(then == 0, better);
        Assert.Contains("proved: maker@", better, StringComparison.Ordinal);
        Assert.Contains($"options of {At("local-cloud.json")}", better, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence, better, StringComparison.Ordinal);
        Assert.Equal(1, other);
        Assert.Contains("unknownApis", unknown, StringComparison.Ordinal);
        var listed = (await RunAsync("local-cloud", "apis", Description)).Output;
        Assert.Contains("Declared in the options file\n  api://orders\n", listed.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains(
            "https://graph.microsoft.com\n    Microsoft Graph, client id 00000003-0000-0000-c000-000000000000, tokens of version 1\n   "
                + " scopes  ",
            listed.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Assumed", listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OptionsFileNamedByTheEnvironment_ComesFirst()
    {
        Connect("api://orders", "[]");
        Write("local-cloud.json", "{ no JSON");
        Write("clouds/strict.json", """{ "unknownApis": "refuse" }""");
        Describe(p => p with { Environments = [new DeploymentEnvironment { Name = "local", LocalCloudOptions = At("clouds/strict.json") }] });

        var (exit, said) = await RunAsync("plan", Description);

        Assert.Equal(1, exit);
        Assert.Contains("error CB7101", said, StringComparison.Ordinal);
        Describe();
        Assert.Contains("local-cloud.json(1,3): error CB9505", (await RunAsync("plan", Description)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_LocalCloudOfAnotherProcess_AssumesThere()
    {
        Connect("api://orders", "[]");
        Write("local-cloud.json", """{ "unknownApis": "refuse" }""");
        await using var cloud = await LocalCloudServer.StartAsync(new LocalCloudOptions { StateFile = State }, TestContext.Current.CancellationToken);

        var (exit, said) = await RunAsync("deploy", Description);

        Assert.True(exit == 0, said);
        Assert.Contains(Sentence, said, StringComparison.Ordinal);
        Assert.Contains($"not the options of {At("local-cloud.json")}", said, StringComparison.Ordinal);
        Assert.Single(cloud.Apis, a => a.Resources.Contains("api://orders"));
    }

    private void Connect(string resource, string scopes) => Write(
        "apiProperties.json",
        Contoso.Properties.Replace(Contoso.ResourceUrl, resource, StringComparison.Ordinal).Replace("""["user_impersonation"]""", scopes, StringComparison.Ordinal));
}
