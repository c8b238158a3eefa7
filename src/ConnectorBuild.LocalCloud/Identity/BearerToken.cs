using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Http;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Identity;

/// <summary>The access token of a request to one of the services.</summary>
internal static class BearerToken
{
    /// <summary>The claims of a token that we signed and that still lives; else null and why.</summary>
    public static JsonObject? Read(CloudState state, CloudRequest request, out string problem)
    {
        if (request.Header("Authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            problem = "Access token is empty.";
            return null;
        }

        var token = header["Bearer ".Length..].Trim();
        if (TokenSigner.Read(token) is not var (_, claims))
        {
            problem = "CompactToken parsing failed with error code: 80049217";
            return null;
        }

        if (!TokenSigner.IsSignedBy(token, state.SigningKey))
        {
            problem = "Access token validation failure. Invalid signature.";
            return null;
        }

        if (request.IsTokenExpired || claims["exp"]!.GetValue<long>() <= state.Now.ToUnixTimeSeconds())
        {
            problem = "Lifetime validation failed, the token is expired.";
            return null;
        }

        problem = "";
        return claims;
    }
}
