using System.Text.Json;
using ConnectorBuild.LocalCloud.Runtime.Calls;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Management;

/// <summary>The part of <see cref="ManagementApi"/> that is about calls.</summary>
internal sealed class RuntimeManagement(CloudState state, RuntimeServices runtime)
{
    /// <summary>Answers.</summary>
    public Task HandleAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", ManagementApi.MakerConnectionsPath) =>
            ManagementApi.WriteAsync(context, [.. runtime.Connections.List()], ManagementJsonContext.Default.ListMakerConnection),
        ("POST", ManagementApi.MakerConnectionsPath) => ConnectAsync(context),
        ("DELETE", ManagementApi.MakerConnectionsPath) => RemoveAsync(context),
        ("GET", ManagementApi.CallsPath) => FindCallAsync(context),
        ("POST", ManagementApi.CallsPath) => MaskAsync(context),
        ("GET", ManagementApi.ConnectorsPath) => FindConnectorAsync(context),
        ("PUT", ManagementApi.BackendsPath) => StandInAsync(context),
        _ => ManagementApi.RefuseAsync(
            context, StatusCodes.Status501NotImplemented, Http.NotSupported.Message($"{context.Request.Method} {context.Request.Path}")),
    };

    private async Task ConnectAsync(HttpContext context)
    {
        var environment = context.Request.Query["environment"].ToString();
        if (!state.Environments.TryGetValue(environment, out var known))
        {
            await ManagementApi.RefuseAsync(context, StatusCodes.Status400BadRequest, $"There is no environment '{environment}'.");
            return;
        }

        try
        {
            var request = await JsonSerializer.DeserializeAsync(
                context.Request.Body, ManagementJsonContext.Default.ConnectionRequest, context.RequestAborted);
            if (request is not { Parameters: not null })
            {
                await ManagementApi.RefuseAsync(
                    context, StatusCodes.Status400BadRequest, "The body must be an object; 'parameters', if there, an object of texts.");
                return;
            }

            var answer = await runtime.Connections.MakeAsync(known, context.Request.Query["connector"].ToString(), request, context.RequestAborted);
            await ManagementApi.WriteAsync(context, answer, ManagementJsonContext.Default.ConnectionAnswer);
        }
        catch (JsonException e)
        {
            await ManagementApi.RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
    }

    private Task RemoveAsync(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        if (!runtime.Connections.Remove(id))
        {
            return ManagementApi.RefuseAsync(context, StatusCodes.Status404NotFound, $"There is no connection '{id}'.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task FindCallAsync(HttpContext context)
    {
        var id = context.Request.Query["id"].ToString();
        return runtime.Log.Find(id) is { } trace
            ? ManagementApi.WriteAsync(context, trace, ManagementJsonContext.Default.CallTrace)
            : ManagementApi.RefuseAsync(context, StatusCodes.Status404NotFound, $"There is no call '{id}' among the last ones.");
    }

    private async Task MaskAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        await context.Response.WriteAsync(runtime.Log.Mask(context.Request.Query["id"].ToString(), text) ?? text, context.RequestAborted);
    }

    private Task FindConnectorAsync(HttpContext context)
    {
        var (environment, connector) = (context.Request.Query["environment"].ToString(), context.Request.Query["connector"].ToString());
        return state.Environments.TryGetValue(environment, out var known) && runtime.Connections.FindConnector(known, connector) is { } found
            ? ManagementApi.WriteAsync(context, found, ManagementJsonContext.Default.DeployedConnector)
            : ManagementApi.RefuseAsync(
                context, StatusCodes.Status404NotFound, $"There is no connector '{connector}' in the environment '{environment}'.");
    }

    private Task StandInAsync(HttpContext context)
    {
        var (host, address) = (context.Request.Query["host"].ToString(), context.Request.Query["address"].ToString());
        if (host.Length == 0 || (address.Length > 0 && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback)))
        {
            return ManagementApi.RefuseAsync(
                context, StatusCodes.Status400BadRequest, "'host' must be a host, and 'address' an address on this machine.");
        }

        runtime.Hosts.StandIn(host, address.Length > 0 ? address : null);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
