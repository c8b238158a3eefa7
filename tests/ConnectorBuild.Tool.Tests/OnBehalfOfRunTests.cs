using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConnectorBuild.Projects;
using ConnectorBuild.Testing;
using ConnectorBuild.Tests;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary>On-behalf-of connectors and tool servers through the tool on the local cloud: publish, sign in, call, adopt, download.</summary>
public sealed class OnBehalfOfRunTests : CallRun
{
    private const string Tenant = "11111111-2222-4333-8444-555555555555";
    private static readonly string Sample = RepositoryRoot.PathOf("samples/OrdersTools/Connector");
    private readonly List<JsonNode> _messages = [];

    [Fact]
    public async Task Sample_PublishedToLocal_AnswersAnAgentAsTheUser()
    {
        await PublishSampleAsync();

        var started = await SendAsync("initialize", """{ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "agent", "version": "1" } }""");
        var listed = await SendAsync("tools/list", "{}");
        var called = await SendAsync("tools/call", """{ "name": "get_order", "arguments": { "number": 7 } }""");

        Assert.All(new[] { started, listed, called }, answer => Assert.StartsWith("anna@", (string?)answer["user"], StringComparison.Ordinal));
        Assert.Equal(["initialize", "tools/list", "tools/call"], _messages.Select(m => (string?)m["method"]));
    }

    [Theory]
    [InlineData("maker", 0)]
    [InlineData("anna", 0)]
    [InlineData("nobody", 1)]
    public async Task SignIn_ByName_IsThatUsers(string user, int expected)
    {
        await PublishSampleAsync();

        var (exit, said) = await RunAsync("local-cloud", "sign-in", Description, "--user", user);

        Assert.True(exit == expected, said);
        Assert.Contains(expected == 0 ? $"{user}@" : "nobody", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WithoutConsent_RefusesTheSecondUserAndNotTheMaker()
    {
        await PublishSampleAsync(consents: false, expected: 3);

        var (exit, said) = await RunAsync("local-cloud", "sign-in", Description, "--user", "anna");

        Assert.True(exit == 1, said);
        Assert.Contains("AADSTS65001", said, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("local-cloud", "sign-in", Description, "--user", "maker")).Exit);
        (exit, said) = await RunAsync("local-cloud", "sign-in", Description, "--user", "nobody");
        Assert.Equal(1, exit);
        Assert.Contains("error CB9625: The tenant 'local' has no user 'nobody'; it has maker, ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_AsAnApp_SaysThatTheViewIsForPeople()
    {
        await PublishSampleAsync();

        var (exit, said) = await RunAsync("status", Description);

        Assert.True(exit == 0, said);
        Assert.Contains("  live           not readable by an app: the platform's view is for people only", said, StringComparison.Ordinal);
        (exit, said) = await RunAsync("deploy", Description, "--wait-live", "1m");
        Assert.True(exit == 3, said);
        Assert.Contains("CB9025", said, StringComparison.Ordinal);
        Assert.Contains($"dotnet connector status {Description} --environment local --user maker", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DownloadAndAdopt_DeployedSample_KeepSignInAndProtocol()
    {
        await PublishSampleAsync();

        var (exit, said) = await RunAsync("download", Description);
        Assert.True(exit == 0, said);
        Assert.Contains("the files are as the environment is", said, StringComparison.Ordinal);
        (exit, said) = await RunAsync("adopt", "local", "--state", State, "--output", At("adopted"));

        Assert.True(exit == 0, said);
        var settings = JsonNode.Parse(Read("adopted/apiProperties.json"))!["properties"]!["connectionParameters"]!["token"]!["oAuthSettings"]!;
        Assert.True((bool)settings["properties"]!["IsOnbehalfofLoginSupported"]!);
        Assert.Equal("False", (string?)settings["properties"]!["IsFirstParty"]);
        Assert.Equal("true", (string?)settings["customParameters"]!["enableOnbehalfOfLogin"]!["value"]);
        var operation = JsonNode.Parse(Read("adopted/apiDefinition.swagger.json"))!["paths"]!["/"]!["post"]!;
        Assert.Equal("mcp-streamable-1.0", (string?)operation["x-ms-agentic-protocol"]);
        Assert.Single(XDocument.Parse(Read("adopted/ContosoOrderTools.csproj")).Root!.Descendants("ConnectorName"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Plan_SolutionOfTwoOnOneApp_NamesBothAndChangesNothing(bool isAllowed)
    {
        const string AppId = "22222222-3333-4444-8555-666666666666";
        Write("local-cloud.json", $$"""{ "tenants": [ { "name": "local", "tenantId": "{{Tenant}}", "apis": [ { "name": "One", "clientId": "{{AppId}}", "resources": [ "api://{{AppId}}" ], "scopes": [ { "name": "access_as_user" } ] } ] } ] }""");
        Write("apiProperties.json", Contoso.OnBehalfOf(Tenant));
        foreach (var name in (string[])["first", "second"])
        {
            Describe(p => p with { Environments = [], EnvironmentName = null, ProjectName = name, ConnectorName = name, AllowSharedApp = isAllowed });
            File.Copy(Description, At($"obj/{name}.connector.json"), overwrite: true);
        }

        Describe(p => p with
        {
            ProjectName = "Both",
            DefinitionFile = null,
            PropertiesFile = null,
            ConnectorProjects = [At("obj/first.connector.json"), At("obj/second.connector.json")],
            Environments = [new DeploymentEnvironment { Name = "local", Route = "Direct", ClientId = AppId, LocalCloudOptions = At("local-cloud.json") }],
        });

        var (exit, said) = await RunAsync("plan", Description);

        Assert.True(exit == (isAllowed ? 0 : 1), said);
        Assert.Contains($"{(isAllowed ? "warning" : "error")} CB7110: Connectors 'contoso_first' and 'contoso_second'", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_NotificationThatTheServerAcceptsWith202_IsNoFinding()
    {
        await PublishSampleAsync(status: 202);
        Write("message.json", """{ "jsonrpc": "2.0", "method": "notifications/initialized" }""");

        var (exit, said) = await RunAsync("call", "InvokeMCP", Description, "--user", "anna", "--body", At("message.json"));

        Assert.True(exit == 0, said);
        Assert.DoesNotContain("CB9613", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CommandsOnTheLocalCloud_Run()
    {
        await PublishSampleAsync();
        Write("initialize.json", AgentsPage.Json("\"method\": \"initialize\""));

        // The sample names no environment of its own, either.
        Describe(p => p with { GrantAdminConsent = true, EnvironmentName = null });

        foreach (var command in AgentsPage.Commands(Description).Where(c => !c.Contains("dev")))
        {
            var (exit, said) = await RunAsync([.. command.Select(a => a == "initialize.json" ? At(a) : a)]);
            Assert.True(exit == 0, $"{string.Join(' ', command)}\n{said}");
        }
    }

    private async Task PublishSampleAsync(bool consents = true, int expected = 0, int status = 200)
    {
        await StartBackendAsync(async context =>
        {
            var token = context.Request.Headers.Authorization.ToString().Split('.')[1];
            var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token))!;
            var message = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: Stop))!;
            _messages.Add(message);
            await AnswerAsync(
                context,
                new JsonObject
                {
                    ["jsonrpc"] = "2.0",
                    ["id"] = message["id"]?.DeepClone(),
                    ["result"] = new JsonObject { ["user"] = claims["preferred_username"]?.DeepClone(), ["scope"] = claims["scp"]?.DeepClone() },
                }.ToJsonString(),
                status);
        });
        foreach (var file in (string[])["apiDefinition.swagger.json", "apiProperties.json"])
        {
            Write(file, File.ReadAllText(Path.Combine(Sample, file)));
        }

        Write("local-cloud.json", File.ReadAllText(Path.Combine(Sample, "local-cloud.json")).Replace("http://localhost:5087", BackendUrl, StringComparison.Ordinal)
            .Replace("\"port\": 5943,", "", StringComparison.Ordinal));
        Describe(p => p with { GrantAdminConsent = consents });
        var (exit, said) = await RunAsync("deploy", Description);
        Assert.True(exit == expected, said);
    }

    private async Task<JsonNode> SendAsync(string method, string parameters)
    {
        Write("message.json", $$"""{ "jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{parameters}} }""");
        var (exit, said) = await RunAsync("call", "InvokeMCP", Description, "--user", "anna", "--body", At("message.json"), "--json");
        Assert.True(exit == 0, said);
        return JsonNode.Parse(said)!["body"]!["result"]!;
    }
}
