using System.Diagnostics;
using System.Text.Json.Nodes;
using ConnectorBuild.Testing;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The MCP server of samples/OrdersTools, started as its launch settings say, and called through its connector as an agent calls it.</summary>
public sealed class SampleServerTests : ToolRun
{
    private const string Address = "http://localhost:5087";
    private const string Port = "\"port\": 5943,";
    private const string Listens = "Now listening on: ";

    private static readonly string Sample = RepositoryRoot.PathOf("samples/OrdersTools");

    private static readonly JsonNode Profile =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Sample, "Server/Properties/launchSettings.json")))!["profiles"]!["local cloud"]!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static JsonNode Variables => Profile["environmentVariables"]!;

    [Fact]
    public async Task Sample_ServerOfOnesOwn_AnswersAnAgentAsTheUser()
    {
        foreach (var file in (string[])["apiDefinition.swagger.json", "apiProperties.json"])
        {
            Write(file, File.ReadAllText(Path.Combine(Sample, "Connector", file)));
        }

        var options = File.ReadAllText(Path.Combine(Sample, "Connector/local-cloud.json"));
        Assert.Contains(Port, options, StringComparison.Ordinal);
        Assert.Contains(Address, options, StringComparison.Ordinal);
        options = options.Replace(Port, "", StringComparison.Ordinal);
        Write("local-cloud.json", options);
        Describe(p => p with { GrantAdminConsent = true });
        var said = await SucceedAsync("deploy", Description);
        using var server = Start(said);
        Write("local-cloud.json", options.Replace(Address, await ListensAtAsync(server), StringComparison.Ordinal));
        try
        {
            var started = await SendAsync("initialize", """{ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "agent", "version": "1" } }""");
            var listed = await SendAsync("tools/list", "{}");
            var called = await SendAsync("tools/call", """{ "name": "who_am_i", "arguments": {} }""");

            Assert.NotNull(started["serverInfo"]);
            Assert.Equal(["get_order", "who_am_i"], listed["tools"]!.AsArray().Select(t => (string)t!["name"]!).Order());
            Assert.StartsWith("anna@", (string)called["content"]![0]!["text"]!, StringComparison.Ordinal);
            said = await SucceedAsync("connect", Description, "--user", "anna", "--accept-undocumented");
            Assert.Contains("POST / answered 200, by a token on behalf of the user", said, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    [Fact]
    public void LaunchSettings_AgreeWithTheConnectorsLocalCloud()
    {
        var options = JsonNode.Parse(File.ReadAllText(Path.Combine(Sample, "Connector/local-cloud.json")))!;

        Assert.Equal(Address, (string?)Profile["applicationUrl"]);
        Assert.Equal(Address, (string?)options["runtime"]!["backends"]!["tools.contoso.com"]);
        Assert.Equal(
            $"https://localhost:{options["port"]}/{options["tenants"]![0]!["tenantId"]}/v2.0",
            (string?)Variables["Authentication__Schemes__Bearer__Authority"]);
        Assert.Equal("../Connector/obj/local-cloud/state.json.pem", (string?)Variables["SSL_CERT_FILE"]);
    }

    private Process Start(string said)
    {
        var built = Path.Combine(AppContext.BaseDirectory, "../../../../../samples/OrdersTools/Server", Path.GetRelativePath(
            Path.Combine(AppContext.BaseDirectory, "../../.."), AppContext.BaseDirectory), "OrdersTools.dll");
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(built)])
        {
            WorkingDirectory = Path.Combine(Sample, "Server"),
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Variables.AsObject())
        {
            start.Environment[name] = (string?)value;
        }

        // The launch settings' own address and cloud may be somebody's on this machine.
        var authority = said[(said.IndexOf(" in https://localhost:", StringComparison.Ordinal) + 4)..].Split('\n')[0].Trim();
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["SSL_CERT_FILE"] = $"{State}.pem";
        start.Environment["Authentication__Schemes__Bearer__Authority"] =
            authority + new Uri((string)Variables["Authentication__Schemes__Bearer__Authority"]!).AbsolutePath.TrimStart('/');
        return Process.Start(start)!;
    }

    private static async Task<string> ListensAtAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.IndexOf(Listens, StringComparison.Ordinal) is var at and >= 0)
            {
                return line[(at + Listens.Length)..].Trim();
            }
        }

        Assert.Fail("The server does not listen.");
        return "";
    }

    private async Task<JsonNode> SendAsync(string method, string parameters)
    {
        Write("message.json", $$"""{ "jsonrpc": "2.0", "id": 1, "method": "{{method}}", "params": {{parameters}} }""");
        var said = await SucceedAsync("call", "InvokeMCP", Description, "--user", "anna", "--body", At("message.json"), "--json");
        var body = JsonNode.Parse(said)!["body"]!;

        // A server may answer with one event.
        return (body is JsonValue text
            ? JsonNode.Parse(((string)text!).Split('\n').First(l => l.StartsWith("data:", StringComparison.Ordinal))["data:".Length..])!
            : body)["result"]!;
    }

    // With the machine's clock, which is the server's.
    private static async Task<string> SucceedAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var exit = await ConnectorTool.RunAsync(arguments, new ToolStreams(output, output, IsInteractive: false), TimeProvider.System, Stop);
        Assert.True(exit == 0, output.ToString());
        return output.ToString();
    }
}
