using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Options;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Tests.Runtime;

/// <summary>A test with a connector in a local cloud, and a backend on loopback.</summary>
public abstract class GatewayTest : CloudTest
{
    private readonly List<WebApplication> _backends = [];

    internal string BackendUrl { get; private set; } = "";

    internal string Token { get; set; } = "";

    /// <summary>Starts a backend.</summary>
    internal async Task<string> StartBackendAsync(RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(System.Net.IPAddress.Loopback, 0));
        var backend = builder.Build();
        backend.Run(handle);
        await backend.StartAsync(Stop);
        _backends.Add(backend);
        return BackendUrl = backend.Urls.Single();
    }

    internal async Task StopBackendsAsync()
    {
        foreach (var backend in _backends)
        {
            await backend.DisposeAsync();
        }

        _backends.Clear();
    }

    /// <summary>A definition whose operations answer with an object.</summary>
    internal static string Definition(string backend, string paths, string more = "") => $$"""
        { "swagger": "2.0", "info": { "title": "Orders", "version": "1.0" }, "host": "{{new Uri(backend).Authority}}", "basePath": "/", "schemes": ["{{new Uri(backend).Scheme}}"], "paths": {{paths}} {{more}} }
        """;

    internal const string ListOrders =
        """{ "/orders": { "get": { "operationId": "ListOrders", "responses": { "200": { "description": "", "schema": { "type": "object" } } } }, "post": { "operationId": "PlaceOrder", "responses": { "200": { "description": "" } } } }, "/orders/{id}": { "get": { "operationId": "GetOrder", "responses": { "200": { "description": "" } } } } }""";

    /// <summary>Makes a connector.</summary>
    internal async Task<string> AddConnectorAsync(JsonObject row)
    {
        var answer = await Client.DataverseAsync("POST", "/connectors", row.ToJsonString(), headers: ("Prefer", "return=representation"));
        Assert.Equal(201, answer.Status);
        return (string)answer.Json["connectorid"]!;
    }

    internal static JsonObject Connector(string definition, string parameters = "{}", string policies = "[]", string name = "contoso_orders")
    {
        var row = Samples.Connector(name, "Orders " + name, parameters);
        row["openapidefinition"] = definition;
        row["policytemplateinstances"] = policies;
        return row;
    }

    /// <summary>Makes a connection.</summary>
    internal async Task<MakerConnection> ConnectAsync(string connectorId, ConnectionRequest? request = null)
    {
        var answer = await Cloud.ConnectAsync("local", connectorId, request ?? new ConnectionRequest(), Stop);
        Assert.Null(answer.Message);
        Token = answer.Token!;
        return answer.Connection!;
    }

    /// <summary>Calls an operation.</summary>
    internal async Task<(Answer Answer, CallTrace Trace)> CallAsync(
        MakerConnection connection, string path, string method = "GET", string? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), connection.Url + path);
        if (token != "")
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await Client.Http.SendAsync(request, Stop);
        var answer = await Answer.ReadAsync(response);
        return (answer, Cloud.FindCall(answer.Headers["x-ms-tracking-id"])!);
    }

    internal Task StartAsync(LocalRuntimeOptions runtime, params string[] allowedHosts) =>
        StartAsync(new LocalCloudOptions { Runtime = runtime, AllowedHosts = allowedHosts });

    /// <summary>What a backend was sent, as JSON.</summary>
    internal static Task EchoAsync(HttpContext context)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in context.Request.Headers)
        {
            headers[name.ToLowerInvariant()] = value.ToString();
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject
        {
            ["method"] = context.Request.Method,
            ["path"] = context.Request.Path.Value,
            ["query"] = context.Request.QueryString.Value,
            ["headers"] = headers,
        }.ToJsonString());
    }

    protected override async ValueTask StopAsync() => await StopBackendsAsync();
}
