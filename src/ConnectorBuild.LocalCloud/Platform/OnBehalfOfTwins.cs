using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.Dataverse;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Platform;

/// <summary>
/// Connectors of one environment that sign in on behalf of users with one app: the platform takes the first and ignores the others (one
/// source).
/// </summary>
internal static class OnBehalfOfTwins
{
    /// <summary>Whether an older connector has the app.</summary>
    public static bool IsSecond(DataverseEnvironment environment, JsonObject row) =>
        ConnectorSignIn.Read(row) is { IsOnBehalfOf: true, ClientId: { Length: > 0 } clientId }
        && environment.Rows(Tables.Connector.Name).Values.Any(other =>
            other.Text("name") != row.Text("name")
            && other.Time("createdon") < row.Time("createdon")
            && ConnectorSignIn.Read(other) is { IsOnBehalfOf: true } signIn
            && string.Equals(signIn.ClientId, clientId, StringComparison.OrdinalIgnoreCase));
}
