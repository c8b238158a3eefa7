using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>What the client gets where the backend does not do what it should: the platform's own errors.</summary>
public sealed class BackendFailureTests : GatewayTest
{
    [Theory]
    [InlineData(401, """{"Message":"Authorization has been denied"}""")]
    [InlineData(404, "<html>none</html>")]
    [InlineData(203, """{"a":1}""")]
    [InlineData(302, "")]
    public async Task Answer_BelowFiveHundred_PassesThrough(int status, string body)
    {
        var connection = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.WWWAuthenticate = "Bearer";
            context.Response.Headers.Location = "https://elsewhere.contoso.com/";
            return context.Response.WriteAsync(body);
        });

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((status, body, "Bearer"), (answer.Status, answer.Text, answer.Headers["WWW-Authenticate"]));
        Assert.Null(trace.Finding);
    }

    [Theory]
    [InlineData("""{"reason":"busy"}""")]
    [InlineData("<h1>busy</h1>")]
    public async Task Answer_FiveHundred_Is502WithTheBodyInside(string body)
    {
        var connection = await StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync(body);
        });

        var (answer, _) = await CallAsync(connection, "/orders");

        var error = answer.Json["error"]!;
        Assert.Equal((502, "BadGateway", 502), (answer.Status, (string?)error["message"], (int)error["code"]!));
        Assert.Equal(body, body[0] == '{' ? error["innerError"]!.ToJsonString() : (string?)error["innerError"]);
    }

    [Fact]
    public async Task Answer_HtmlWhereJsonIsExpected_Is400AndSaysWhatCame()
    {
        var connection = await StartAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html>Sign in</html>");
        });

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((400, "The response is not in a JSON format."), (answer.Status, (string?)answer.Json["error"]!["message"]));
        Assert.Equal("<html>Sign in</html>", (string?)answer.Json["error"]!["innerError"]);
        Assert.Equal("CB9612", trace.Finding?.Code);
        Assert.Contains("text/html", trace.Finding?.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await CallAsync(connection, "/orders/1")).Answer.Status);
    }

    [Fact]
    public async Task Backend_Stopped_Is502NoResponse()
    {
        var connection = await StartAsync(EchoAsync);
        await StopBackendsAsync();

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((502, "NoResponse"), (answer.Status, (string?)answer.Json["error"]!["innerError"]!["error"]!["code"]));
        Assert.Equal("CB9609", trace.Finding?.Code);
    }

    [Fact]
    public async Task Backend_CutsTheConnection_Is502NoResponse()
    {
        var connection = await StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal(502, (await CallAsync(connection, "/orders")).Answer.Status);
    }

    [Fact]
    public async Task Backend_Hangs_Is504ResponseTimeout()
    {
        var connection = await StartAsync(
            context => Task.Delay(Timeout.Infinite, context.RequestAborted),
            new LocalRuntimeOptions { BackendTimeLimit = TimeSpan.FromMilliseconds(200) });

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((504, "ResponseTimeout"), (answer.Status, (string?)answer.Json["error"]!["innerError"]!["error"]!["code"]));
        Assert.Equal("CB9610", trace.Finding?.Code);
        Assert.Contains("0.2 seconds", trace.Finding?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_LargerThanTheLimit_IsCutOff(bool saysItsLength)
    {
        var chunk = new byte[64 * 1024];
        var connection = await StartAsync(
            async context =>
            {
                // A gigabyte, of which no more than the limit is ever read.
                context.Response.ContentLength = saysItsLength ? 1L << 30 : null;
                for (var i = 0; i < 16 * 1024 && !context.RequestAborted.IsCancellationRequested; i++)
                {
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                }
            },
            new LocalRuntimeOptions { MessageSizeLimit = 1024 * 1024 });

        var (answer, trace) = await CallAsync(connection, "/orders/1");

        Assert.Equal((502, "CB9611"), (answer.Status, trace.Finding?.Code));
    }

    [Fact]
    public async Task Request_LargerThanTheLimit_IsRefused()
    {
        var connection = await StartAsync(EchoAsync, new LocalRuntimeOptions { MessageSizeLimit = 100 });

        var (answer, trace) = await CallAsync(connection, "/orders", "POST", new string('x', 200));

        Assert.Equal((413, "CB9611"), (answer.Status, trace.Finding?.Code));
    }

    [Fact]
    public async Task Certificate_NotTrusted_SaysWhatToDo()
    {
        await StartAsync();

        // The local cloud's own certificate is one that this machine does not trust.
        var definition = Definition(Cloud.GraphUrl, ListOrders);
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(definition)));

        var (answer, trace) = await CallAsync(connection, "/orders");

        Assert.Equal((502, "CB9609"), (answer.Status, trace.Finding?.Code));
        Assert.Contains("certificate", trace.Finding?.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet dev-certs https --trust", trace.Finding?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_WithoutAHost_Is501()
    {
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        var row = Connector(Definition(BackendUrl, ListOrders));
        row["customcodeblobcontent"] = "public class Script : ScriptBase {}";
        var connection = await ConnectAsync(await AddConnectorAsync(row));

        Assert.Equal(501, (await CallAsync(connection, "/orders")).Answer.Status);
    }

    [Fact]
    public async Task FailureSection_AppliesOnlyWhereTheCallFailed()
    {
        const string Policies = """[ { "templateId": "setheader", "title": "Failed", "parameters": { "x-ms-apimTemplateParameter.name": "failed", "x-ms-apimTemplateParameter.value": "yes", "x-ms-apimTemplate-policySection": "Failure" } } ]""";
        await StartAsync();
        await StartBackendAsync(EchoAsync);
        var connection = await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders), policies: Policies)));

        var (good, _) = await CallAsync(connection, "/orders");
        await StopBackendsAsync();
        var (bad, _) = await CallAsync(connection, "/orders");

        Assert.False(good.Headers.ContainsKey("failed"));
        Assert.Equal("yes", bad.Headers["failed"]);
    }

    private async Task<MakerConnection> StartAsync(RequestDelegate backend, LocalRuntimeOptions? runtime = null)
    {
        await StartAsync(runtime ?? new LocalRuntimeOptions());
        await StartBackendAsync(backend);
        return await ConnectAsync(await AddConnectorAsync(Connector(Definition(BackendUrl, ListOrders))));
    }
}
