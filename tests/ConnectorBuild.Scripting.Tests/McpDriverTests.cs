using ConnectorBuild.Scripting.Mcp;
using Newtonsoft.Json.Linq;

namespace ConnectorBuild.Scripting.Tests;

public sealed class McpDriverTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_FromInitializeToACall_IsThatOfAClient()
    {
        var mcp = new McpDriver(
            ScriptFile.Mcp, "InvokeMCP",
            new CannedHandler(
                request => new HttpResponseMessage { Content = new StringContent("parcel " + request.RequestUri!.AbsolutePath) }));

        var server = await mcp.InitializeAsync(cancellationToken: Stop);
        var tools = await mcp.ListToolsAsync(Stop);
        var result = await mcp.CallToolAsync("get_parcel", new JObject { ["number"] = "7" }, Stop);

        Assert.Equal(("parcels", "2025-06-18"), ((string?)server["serverInfo"]!["name"], (string?)server["protocolVersion"]));
        Assert.Equal(["get_parcel", "loose"], tools.Select(t => t.Name));
        Assert.Equal((false, "parcel /parcels/7"), (result.IsError, result.Text));
    }

    [Fact]
    public async Task Tools_WhoseSchemasClientsDoNotTake_SayWhere()
    {
        var tools = await new McpDriver(ScriptFile.Mcp, "InvokeMCP", CannedHandler.None).ListToolsAsync(Stop);

        Assert.Empty(tools[0].SchemaProblems);
        Assert.Equal(["#/properties/type/type", "#/properties/order/$ref"], tools[1].SchemaProblems.Select(p => p.Split(": ")[0]));
    }

    [Fact]
    public async Task Answer_AsAnEventStream_IsTheEventWithTheRequestsId()
    {
        var mcp = new McpDriver(ScriptFile.Mcp, "InvokeMCP", CannedHandler.None);
        await mcp.InitializeAsync(cancellationToken: Stop);

        var result = await mcp.CallAsync("stream", cancellationToken: Stop);

        Assert.Equal("s1", (string?)result["session"]);
    }

    [Theory]
    [InlineData("nothing", -32601, "Method not found")]
    [InlineData("html", null, "not a JSON object")]
    [InlineData("other-id", null, "has the id 99")]
    public async Task Answer_ThatIsAnError_IsThrown(string method, int? code, string message)
    {
        var exception = await Assert.ThrowsAsync<McpException>(
            () => new McpDriver(ScriptFile.Mcp, "InvokeMCP", CannedHandler.None).CallAsync(method, cancellationToken: Stop));

        Assert.Equal(code, exception.Code);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
