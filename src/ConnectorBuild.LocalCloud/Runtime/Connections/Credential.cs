using System.Text;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Runtime.Definitions;
using ConnectorBuild.LocalCloud.Runtime.Messages;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>Where a connection's credential goes in a request.</summary>
internal static class Credential
{
    /// <summary>What kind of credential a connection has.</summary>
    public static string Kind(ConnectorModel connector, ParameterSet set) =>
        set.HasSignIn ? "oauth2"
        : Basic(connector, set) is not null ? "basic"
        : ApiKey(connector, set) is not null ? "apiKey"
        : "none";

    /// <summary>Puts the credential into a request.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="set">The way to connect.</param>
    /// <param name="parameters">The connection's values.</param>
    /// <param name="token">The API's access token; null where the connection has no sign-in.</param>
    /// <param name="request">The request.</param>
    public static void Apply(
        ConnectorModel connector, ParameterSet set, IReadOnlyDictionary<string, string> parameters, string? token, RuntimeRequest request)
    {
        if (token is not null)
        {
            request.Headers.Set("Authorization", $"Bearer {token}");
        }
        else if (Basic(connector, set) is var (user, password))
        {
            var pair = $"{parameters.GetValueOrDefault(user.Name)}:{parameters.GetValueOrDefault(password.Name)}";
            request.Headers.Set("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}");
        }
        else if (ApiKey(connector, set) is var (parameter, name, place) && parameters.GetValueOrDefault(parameter.Name) is { } key)
        {
            if (place == "query")
            {
                request.Query.Set(name, key);
            }
            else
            {
                request.Headers.Set(name, key);
            }
        }
    }

    private static (ConnectionParameter User, ConnectionParameter Password)? Basic(ConnectorModel connector, ParameterSet set) =>
        Definition(connector, "basic") is not null
        && set.Parameters.FirstOrDefault(p => p.Name.Equals("username", StringComparison.OrdinalIgnoreCase)) is { } user
        && set.Parameters.FirstOrDefault(p => p.Name.Equals("password", StringComparison.OrdinalIgnoreCase)) is { } password
            ? (user, password)
            : null;

    private static (ConnectionParameter Parameter, string Name, string Place)? ApiKey(ConnectorModel connector, ParameterSet set) =>
        Definition(connector, "apiKey") is { } definition
        && definition.Text("name") is { Length: > 0 } name
        && (set.Parameters.FirstOrDefault(p => p.IsSecret && p.Name.Equals("api_key", StringComparison.OrdinalIgnoreCase))
            ?? set.Parameters.FirstOrDefault(p => p.IsSecret)) is { } parameter
            ? (parameter, name, definition.Text("in") ?? "header")
            : null;

    private static JsonObject? Definition(ConnectorModel connector, string type) =>
        connector.Security.Select(s => s.Value as JsonObject).FirstOrDefault(s => s.Text("type") == type);
}
