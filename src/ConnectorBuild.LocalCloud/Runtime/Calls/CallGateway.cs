using System.Collections.Concurrent;
using ConnectorBuild.LocalCloud.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Connections;
using ConnectorBuild.LocalCloud.Runtime.Definitions;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary><c>/apim/{connector}/{connection}/{path}</c>: the platform's gateway, on the port of every environment and on the authority's.</summary>
internal sealed class CallGateway(CloudState state, ConnectorLookup lookup, RateLimit limit, CallRunner runner, CallLog log)
{
    private const string Root = "/apim/";

    private readonly ConcurrentDictionary<(string Token, string Environment), (DateTimeOffset Expires, string Caller)> _tokens = new();

    /// <summary>Answers a request that is for it; false where it is not.</summary>
    public async Task<bool> HandleAsync(HttpContext context)
    {
        var target = Target(context);
        if (!target.StartsWith(Root, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var record = new CallRecord(Guid.NewGuid().ToString(), "", "none");
        var (call, refusal) = await AdmitAsync(context, target, record);
        var response = call is null ? refusal! : await runner.RunAsync(call, context.RequestAborted);
        var noted = call?.Record ?? record;
        noted.Status = response.Status;
        log.Add(noted);
        await WriteAsync(context, response, call, noted);
        return true;
    }

    // Power Fx of older versions posts to /invoke and says in headers what it means.
    private static string Target(HttpContext context)
    {
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (sent == "/invoke" && context.Request.Headers["x-ms-request-url"].ToString() is { Length: > 0 } url)
        {
            context.Request.Method = context.Request.Headers["x-ms-request-method"].ToString() is { Length: > 0 } method ? method : "GET";
            return url;
        }

        return sent;
    }

    private async Task<(GatewayCall? Call, RuntimeResponse? Refusal)> AdmitAsync(HttpContext context, string target, CallRecord record)
    {
        var source = context.Request.Host.Value ?? "";
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var parts = path[Root.Length..].Split('/', 3);
        var connectorName = Uri.UnescapeDataString(parts[0]);
        var connectionId = parts.Length > 1 ? parts[1] : "";
        var environments = state.Environments.Values.Where(e => e.Port == context.Connection.LocalPort).ToList();
        var found = (environments.Count > 0 ? environments : [.. state.Environments.Values])
            .Select(e => (Environment: e, Connector: lookup.Find(e, connectorName)))
            .FirstOrDefault(f => f.Connector is not null);
        if (found is not (var environment, { } connector))
        {
            return (null, PlatformError.Management(404, "Resource not found"));
        }

        if (TokenProblem(context, environment, out var caller) is { } problem)
        {
            return (null, PlatformError.TokenExchange(400, source, problem));
        }

        if (lookup.FindConnection(environment, connectionId) is not { } connection || connection.ConnectorId != connector.RowId
            || connection.OwnerId(environment.Tenant) != caller
            || connector.ParameterSets.FirstOrDefault(
                s => string.Equals(s.Name, connection.ParameterSet, StringComparison.OrdinalIgnoreCase)) is not { } set)
        {
            record.Finding = new CallFinding(
                RuntimeErrors.UnknownConnection.Id,
                $"The connector '{connector.DisplayName}' has no connection '{connectionId}'. 'dotnet connector local-cloud "
                    + "connections' lists them; a call without --connection makes one.");
            return (null, PlatformError.TokenExchange(403, source, $"User is not allowed to access connection {connector.PathName}/{connectionId}"));
        }

        if (limit.Count(connection.Id) is { } seconds)
        {
            record.Finding = new CallFinding(
                RuntimeErrors.RateLimited.Id,
                $"The connection made more than {state.Options.Runtime.RequestsPerMinute} requests in a minute, the platform's limit "
                    + $"for custom connectors. Wait {seconds} seconds.");
            var refusal = PlatformError.Management(429, $"Rate limit is exceeded. Try again in {seconds} seconds.");
            refusal.Headers.Add("Retry-After", PlatformError.Number(seconds));
            return (null, refusal);
        }

        var operationPath = "/" + (parts.Length > 2 ? parts[2] : "");
        if (connector.Find(context.Request.Method, operationPath) is not var (operation, pathValues))
        {
            record.Finding = new CallFinding(
                RuntimeErrors.UnknownOperation.Id, $"The definition has no operation for {context.Request.Method} {operationPath}.");
            return (null, PlatformError.Management(404, "Resource not found"));
        }

        var body = await ReadBodyAsync(context);
        if (body is null)
        {
            record.Finding = new CallFinding(
                RuntimeErrors.MessageTooLarge.Id,
                $"The request is larger than {state.Options.Runtime.MessageSizeLimit} bytes, the platform's limit for a message.");
            return (null, PlatformError.Management(413, "Request body exceeds the limit."));
        }

        var query = question < 0 ? "" : target[(question + 1)..];
        var gatewayUrl = $"{context.Request.Scheme}://{context.Request.Host}{Root}{parts[0]}/{connectionId}";
        var call = new GatewayCall
        {
            Environment = environment,
            Connector = connector,
            Connection = connection,
            Parameters = set,
            Operation = operation,
            Record = new CallRecord(record.Id, operation.OperationId, Credential.Kind(connector, set)),
            GatewayUrl = gatewayUrl,
            ClientTarget = question < 0 ? operationPath : $"{operationPath}?{query}",
            RequestId = context.Request.Headers["x-ms-client-request-id"].ToString() is { Length: > 0 } id ? id : record.Id,
            Source = source,
            Request = new RuntimeRequest
            {
                Method = context.Request.Method,
                OriginalMethod = context.Request.Method,
                Host = connector.Host,
                BasePath = connector.BasePath,
                Path = operationPath,
                Query = new QueryList(query),
                Body = new MessageBody(body),
                PathValues = pathValues,
            },
        };
        GatewayHeaders.AddRequest(context, call);
        return (call, null);
    }

    private string? TokenProblem(HttpContext context, DataverseEnvironment environment, out string caller)
    {
        caller = "";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return "Bad authorization token. The access token is missing in the request header.";
        }

        var token = header["Bearer ".Length..].Trim();
        if (_tokens.TryGetValue((token, environment.Name), out var known) && known.Expires > state.Now)
        {
            caller = known.Caller;
            return null;
        }

        if (GatewayToken.Problem(state, environment, token, out var expires, out caller) is { } problem)
        {
            return $"Bad authorization token. {problem}";
        }

        if (_tokens.Count >= 64)
        {
            _tokens.Clear();
        }

        _tokens[(token, environment.Name)] = (expires, caller);
        return null;
    }

    private async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        var most = state.Options.Runtime.MessageSizeLimit;
        if (context.Request.ContentLength is null && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            && context.Request.Method is "GET" or "HEAD")
        {
            return [];
        }

        if (context.Request.ContentLength > most)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
        {
            if (body.Length + read > most)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, RuntimeResponse response, GatewayCall? call, CallRecord record)
    {
        context.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        GatewayHeaders.AddResponse(context, call, record);
        var body = response.Body.Bytes;
        if (response.Body.IsEmpty || response.Status is 202 or 204 or 304 && body.AsSpan().SequenceEqual("null"u8))
        {
            return;
        }

        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }
}
