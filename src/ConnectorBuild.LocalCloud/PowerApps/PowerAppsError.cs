using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.PowerApps;

/// <summary>A refusal of the PowerApps resource provider: <c>{"error":{"code":...,"message":...}}</c>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The provider's code.</param>
/// <param name="Message">Its text.</param>
internal sealed record PowerAppsError(int Status, string Code, string Message)
{
    public static PowerAppsError Unauthorized(string problem) => new(401, "AuthenticationFailed", $"Authentication failed. {problem}");

    public static PowerAppsError OtherCaller(string objectId) =>
        new(403, "Forbidden", $"The caller is not permitted to access the object id '{objectId}': it is not the caller's own.");

    public static PowerAppsError NoVersion { get; } =
        new(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");

    public static PowerAppsError NoEnvironment(string name) =>
        new(404, "EnvironmentNotFound", $"The environment '{name}' could not be found in the tenant.");

    public static PowerAppsError NoApi(string name) => new(404, "ApiResourceNotFound", $"Could not find API '{name}'.");

    public static PowerAppsError Content(string message) => new(400, "InvalidRequestContent", $"The request content is not valid: {message}");

    public static PowerAppsError NotSupported(string operation) =>
        new(501, Http.NotSupported.Code, Http.NotSupported.Message($"{operation} at the PowerApps resource provider"));

    /// <summary>The refusal as an answer.</summary>
    public CloudResponse ToResponse() =>
        CloudResponse.Json(Status, new JsonObject { ["error"] = new JsonObject { ["code"] = Code, ["message"] = Message } });

    public CloudFailure ToFailure() => new(ToResponse());
}
