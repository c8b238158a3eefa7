using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.Tool.Tests;

/// <summary>The tool with a connector whose API runs on loopback.</summary>
public abstract class CallRun : ToolRun, IAsyncDisposable
{
    private WebApplication? _backend;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal string BackendUrl { get; private set; } = "";

    public async ValueTask DisposeAsync()
    {
        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }

        Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task StartBackendAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        _backend = builder.Build();
        _backend.Run(handle);
        await _backend.StartAsync(Stop);
        BackendUrl = _backend.Urls.Single();
    }

    /// <summary>Publishes a connector whose host stands for the backend.</summary>
    /// <param name="paths">The definition's paths.</param>
    /// <param name="properties">Members of <c>properties</c> besides the sign-in, without braces; null keeps the sign-in.</param>
    /// <param name="script">The script, or null.</param>
    /// <param name="more">Further members of the definition, with a comma in front.</param>
    internal async Task PublishAsync(string paths, string? properties = null, string? script = null, string more = "")
    {
        Write("apiDefinition.swagger.json", $$"""
            { "swagger": "2.0", "info": { "title": "Orders", "description": "Orders of Contoso.", "version": "1.0" }, "host": "orders.contoso.com", "basePath": "/", "schemes": ["https"], "consumes": ["application/json"], "produces": ["application/json"], "paths": {{paths}}{{more}} }
            """);
        Write(
            "local-cloud.json",
            new JsonObject { ["runtime"] = new JsonObject { ["backends"] = new JsonObject { ["orders.contoso.com"] = BackendUrl } } }.ToJsonString());
        if (properties is not null)
        {
            Write("apiProperties.json", $$"""{ "properties": { "iconBrandColor": "#1a6dc2", "capabilities": [], {{properties}} } }""");
        }

        if (script is not null)
        {
            Write("script.csx", script);
        }

        Describe(p => p with { ScriptFile = script is null ? null : At("script.csx") });
        var (exit, said) = await RunAsync("deploy", Description);
        Assert.True(exit == 0, said);
    }

    internal static Task AnswerAsync(HttpContext context, string json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(json);
    }

    internal static string Operation(string id, string more = "", string schema = """{ "type": "object" }""") =>
        $$"""{ "operationId": "{{id}}", "summary": "{{id}}", "description": "Does {{id}}.", {{more}} "responses": { "200": { "description": "OK", "schema": {{schema}} } } }""";
}
