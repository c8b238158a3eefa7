using System.Collections.Concurrent;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>
/// The access tokens of connections, refreshed before they end. Refresh tokens live as long as the process; after a restart the maker,
/// who is always signed in, signs in again.
/// </summary>
internal sealed class ConnectionTokens(CloudState state, Maker maker)
{
    // Clocks differ, and a token must outlive the call.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, SignInResult> _tokens = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps what a sign-in has given.</summary>
    public void Keep(string connectionId, SignInResult result) => _tokens[connectionId] = result;

    /// <summary>Forgets a connection.</summary>
    public void Forget(string connectionId) => _tokens.TryRemove(connectionId, out _);

    /// <summary>A sign-in that still holds, refreshed or made again where needed; or the refusal.</summary>
    public async ValueTask<SignInResult> GetAsync(DataverseEnvironment environment, Connection connection, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue(connection.Id, out var known) && known.ExpiresOn > state.Now + Margin)
        {
            return known;
        }

        var result = known?.RefreshToken is { } refresh
            ? await maker.RefreshAsync(environment, connection.ConnectorId, connection.ParameterSet, refresh, cancellationToken)
            : await maker.SignInAsync(
                environment, connection.ConnectorId, connection.ParameterSet, connection.User ?? Tenant.MakerName, cancellationToken,
                connection.IsOnBehalfOf);
        if (result.Succeeded)
        {
            Keep(connection.Id, result);
        }

        return result;
    }
}
