using Microsoft.AspNetCore.Http;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>The header fields that the gateway takes out, puts in and adds, as captured requests and answers show them.</summary>
internal static class GatewayHeaders
{
    // The client's own credential is for the gateway, and the transport is another one.
    private static readonly HashSet<string> TakenOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Host", "Connection", "Content-Length", "Transfer-Encoding", "Accept-Encoding", "Expect", "Keep-Alive", "TE", "Upgrade",
        "x-ms-request-method", "x-ms-request-url", "Cookie",
    };

    /// <summary>What the backend gets besides the credential.</summary>
    public static void AddRequest(HttpContext context, GatewayCall call)
    {
        var headers = call.Request.Headers;
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!TakenOut.Contains(name) && !name.StartsWith(':'))
            {
                headers.Add(name, values.ToString());
            }
        }

        headers.Set("X-MS-APIM-Referrer", call.GatewayUrl + call.ClientTarget);
        headers.Set("X-MS-APIM-Referrer-Prefix", call.GatewayUrl);
        headers.Set("x-ms-tracking-id", call.Record.Id);
        if (headers.Find("x-ms-correlation-id") is null)
        {
            headers.Set("x-ms-correlation-id", call.Record.Id);
        }

        headers.Set("x-ms-client-request-id", call.RequestId);
        headers.Set("MS-Int-AppId", "Microsoft API Hubs");
        headers.Set("X-Forwarded-For", context.Connection.RemoteIpAddress?.ToString() ?? "127.0.0.1");
    }

    /// <summary>What the client gets besides the backend's header fields.</summary>
    public static void AddResponse(HttpContext context, GatewayCall? call, CallRecord record)
    {
        var headers = context.Response.Headers;
        headers["x-ms-tracking-id"] = record.Id;
        headers["x-ms-client-region"] = "local";
        headers["x-ms-flavor"] = "Production";
        headers["x-ms-apihub-cached-response"] = "true";
        headers["x-ms-apihub-obo"] = call is { Connection.IsOnBehalfOf: true } ? "true" : "false";
        headers["Timing-Allow-Origin"] = "*";
        headers["Access-Control-Allow-Origin"] = "*";
        if (call is not null)
        {
            headers["x-ms-environment-id"] = call.Environment.Id;
            headers["x-ms-tenant-id"] = call.Environment.Tenant.Id;
            if (call.Connection.ParameterSet is { } set)
            {
                headers["x-ms-connection-parameter-set-name"] = set;
            }
        }
    }
}
