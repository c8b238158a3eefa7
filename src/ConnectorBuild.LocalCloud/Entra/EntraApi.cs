using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>The sign-in service.</summary>
internal sealed class EntraApi(CloudState state, SignInSessions sessions)
{
    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        foreach (var operation in EntraOperations.All)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(new EntraContext(state, sessions, request, route));
            }
        }

        return Unmodelled.Find(EntraUnmodelled.All, request) is { } name
            ? CloudResponse.Json(501, new System.Text.Json.Nodes.JsonObject
            {
                ["error"] = NotSupported.Code,
                ["error_description"] = NotSupported.Message($"{name} ({request.Method} {request.Path}) at the sign-in service"),
            })
            : CloudResponse.Html(404, "<!DOCTYPE html><html><head><title>404 - Not Found</title></head><body><h1>404 - Not Found</h1></body></html>");
    }
}
