using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>The sign-in service.</summary>
internal sealed class EntraApi(CloudState state, SignInSessions sessions)
{
    /// <summary>All it does.</summary>
    public static IReadOnlyList<Operation<EntraContext>> Operations { get; } =
    [
        new("GET", "/common/discovery/instance", Discovery.Instance),
        new("GET", "/{tenant}/v2.0/.well-known/openid-configuration", Discovery.OpenIdVersion2),
        new("GET", "/{tenant}/.well-known/openid-configuration", Discovery.OpenIdVersion1),
        new("GET", "/{tenant}/discovery/v2.0/keys", Discovery.Keys),
        new("GET", "/{tenant}/discovery/keys", Discovery.Keys),
        new("GET", "/{tenant}/oauth2/v2.0/authorize", AuthorizeEndpoint.Version2),
        new("GET", "/{tenant}/oauth2/authorize", AuthorizeEndpoint.Version1),
        new("POST", "/{tenant}/oauth2/v2.0/devicecode", DeviceCodeEndpoint.Begin),
        new("GET", "/devicelogin", DeviceCodeEndpoint.Approve),
        new("POST", "/{tenant}/oauth2/v2.0/token", TokenEndpoint.Version2),
        new("POST", "/{tenant}/oauth2/token", TokenEndpoint.Version1),
    ];

    /// <summary>Answers a request.</summary>
    public CloudResponse Handle(CloudRequest request)
    {
        foreach (var operation in Operations)
        {
            if (operation.Method == request.Method && operation.Matches(request.Path, out var route))
            {
                return operation.Handle(new EntraContext(state, sessions, request, route));
            }
        }

        return CloudResponse.Json(501, new System.Text.Json.Nodes.JsonObject
        {
            ["error"] = NotSupported.Code,
            ["error_description"] = NotSupported.Message($"{request.Method} {request.Path} at the sign-in service"),
        });
    }
}
