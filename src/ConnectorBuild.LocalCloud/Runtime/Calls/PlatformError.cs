using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.Runtime.Messages;

namespace ConnectorBuild.LocalCloud.Runtime.Calls;

/// <summary>The platform's own errors, in the forms that people have posted. docs/runtime.md has the evidence of each.</summary>
internal static class PlatformError
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The gateway's wrapper around its own failures.</summary>
    /// <param name="status">The status.</param>
    /// <param name="source">The gateway's authority.</param>
    /// <param name="requestId">The client's request id.</param>
    /// <param name="message">The message.</param>
    /// <param name="inner">More; null for nothing.</param>
    public static RuntimeResponse Wrapped(int status, string source, string requestId, string message, JsonNode? inner = null)
    {
        var error = new JsonObject { ["code"] = status, ["source"] = source, ["clientRequestId"] = requestId, ["message"] = message };
        if (inner is not null)
        {
            error["innerError"] = inner;
        }

        return Json(status, new JsonObject { ["error"] = error });
    }

    /// <summary>No answer from the backend.</summary>
    public static RuntimeResponse NoResponse(string source, string requestId, string trackingId) =>
        Wrapped(502, source, requestId, "BadGateway", Upstream(
        502, source, requestId, "NoResponse", $"The server did not receive a response from an upstream server. Request tracking id '{trackingId}'."));

    /// <summary>No answer in time.</summary>
    public static RuntimeResponse ResponseTimeout(string source, string requestId, string trackingId) =>
        Wrapped(504, source, requestId, "BadGateway", Upstream(
        504, source, requestId, "ResponseTimeout", $"The server did not receive a timely response from the upstream server. Request "
            + $"tracking id '{trackingId}'."));

    /// <summary>A failed token exchange, which is flat.</summary>
    public static RuntimeResponse TokenExchange(int status, string source, string message) =>
        Json(status, new JsonObject { ["status"] = status, ["source"] = source, ["message"] = $"Error from token exchange: {message}" });

    /// <summary>An error of API Management's.</summary>
    public static RuntimeResponse Management(int status, string message) =>
        Json(status, new JsonObject { ["statusCode"] = status, ["message"] = message });

    /// <summary>What the local cloud does not do.</summary>
    public static RuntimeResponse NotSupportedHere(int status, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = NotSupported.Code, ["message"] = message } });

    private static JsonObject Upstream(int status, string source, string requestId, string code, string message) => new()
    {
        ["status"] = status,
        ["message"] = message,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
        ["source"] = source,
        ["clientRequestId"] = requestId,
    };

    private static RuntimeResponse Json(int status, JsonObject body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(Relaxed));
        var response = new RuntimeResponse(status, bytes);
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        return response;
    }

    /// <summary>A number in the form that is the same everywhere.</summary>
    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
