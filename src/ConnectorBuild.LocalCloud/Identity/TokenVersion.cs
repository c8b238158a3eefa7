using System.Text.Json.Nodes;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>
/// Which access tokens an API gets: its app says so, not the endpoint that is asked (learn, "Access tokens in the Microsoft identity
/// platform").
/// </summary>
internal static class TokenVersion
{
    /// <summary>
    /// The version for an API's app: 2 where its <c>requestedAccessTokenVersion</c> says so, else 1, as for Microsoft's own APIs (null).
    /// </summary>
    public static int Of(JsonObject? application) =>
        (application?["api"] as JsonObject)?["requestedAccessTokenVersion"] is JsonValue value && value.TryGetValue<int>(out var version)
            && version == 2 ? 2 : 1;
}
