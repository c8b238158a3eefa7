using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>A refusal in Microsoft Graph's shape.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">The error's message.</param>
internal sealed record GraphError(int Status, string Code, string Message)
{
    /// <summary>What <c>details</c> holds, if anything.</summary>
    public JsonObject? Detail { get; init; }

    /// <summary>Ends the request with it.</summary>
    public CloudFailure ToFailure(CloudState state, CloudRequest request)
    {
        var requestId = state.Ids.NextId();
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Detail is not null)
        {
            error["details"] = new JsonArray(Detail.DeepClone());
        }

        error["innerError"] = new JsonObject
        {
            ["date"] = state.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            ["request-id"] = requestId,
            ["client-request-id"] = request.Header("client-request-id") ?? requestId,
        };
        return new CloudFailure(CloudResponse.Json(Status, new JsonObject { ["error"] = error }).With("request-id", requestId));
    }

    public static GraphError NotFound(string id) => new(404, "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphError Denied { get; } = new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphError InvalidId(string id) => BadRequest($"Invalid object identifier '{id}'.");

    public static GraphError BadRequest(string message) => new(400, "Request_BadRequest", message);

    public static GraphError Conflict(string property)
    {
        var message = $"Another object with the same value for property {property} already exists.";
        return BadRequest(message) with { Detail = Details("ObjectConflict", message, property) };
    }

    public static GraphError NoBackingApplication(string appId)
    {
        var message = $"The appId '{appId}' of the service principal does not reference a valid application object.";
        var detail = Details("NoBackingApplicationObject", message, "appId");
        detail["blockedWord"] = "";
        return BadRequest(message) with { Detail = detail };
    }

    public static GraphError NotSupported(string operation) =>
        new(501, Http.NotSupported.Code, Http.NotSupported.Message(operation + " in Microsoft Graph"));

    private static JsonObject Details(string code, string message, string target) =>
        new() { ["code"] = code, ["message"] = message, ["target"] = target };
}
