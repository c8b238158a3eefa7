using ConnectorBuild.Diagnostics;
using ConnectorBuild.LocalCloud.Runtime.Definitions;
using ConnectorBuild.LocalCloud.SignIn;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>Makes, lists and removes connections, as a maker does on the page of a connector.</summary>
internal sealed class ConnectionService(CloudState state, StateFile? file, ConnectorLookup lookup, ConnectionTokens tokens, Maker maker)
{
    /// <summary>Makes a connection; a sign-in happens at once.</summary>
    public async Task<ConnectionAnswer> MakeAsync(
        DataverseEnvironment environment, string connectorName, ConnectionRequest request, CancellationToken cancellationToken)
    {
        if (lookup.Find(environment, connectorName) is not { } connector)
        {
            return Failed(
                ConnectionProblem.UnknownConnector,
                $"There is no connector '{connectorName}' in the environment '{environment.Name}'. Publish it first.");
        }

        if (request.User is { } user && environment.Tenant.User(user) is null)
        {
            return Failed(
                ConnectionProblem.UnknownUser,
                $"The tenant '{environment.Tenant.Name}' has no user '{user}'; it has "
                    + $"{Names(environment.Tenant.UserNames)}.");
        }

        var set = FindSet(connector, request.ParameterSet);
        if (set is null)
        {
            return Failed(
                ConnectionProblem.UnknownName,
                $"The connector has no parameter set '{request.ParameterSet}'; it has "
                    + $"{Names(connector.ParameterSets.Select(s => s.Name ?? "none"))}.");
        }

        if (request is { Reuse: true, Parameters.Count: 0 } && Reusable(environment, connector, request) is { } known)
        {
            return new ConnectionAnswer { Connection = Info(environment, connector, known), Token = GatewayToken.Create(state, environment.Tenant, request.User) };
        }

        var names = set.Parameters.Where(p => p.Type != ConnectionParameter.SignIn && !p.IsTenantId).Select(p => p.Name).ToList();
        if (request.Parameters.Keys.FirstOrDefault(n => !names.Contains(n, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            return Failed(ConnectionProblem.UnknownName, $"The connection has no parameter '{unknown}'; it has {Names(names)}.");
        }

        var values = Values(environment, set, request);
        if (set.Parameters.FirstOrDefault(p => p.IsRequired && p.Type != ConnectionParameter.SignIn && !values.ContainsKey(p.Name)) is { } missing)
        {
            return Failed(ConnectionProblem.MissingValue, $"The connection needs a value for '{missing.Name}'.");
        }

        return await SignInAndKeepAsync(environment, connector, set, values, request, cancellationToken);
    }

    /// <summary>A connector; null without one.</summary>
    public DeployedConnector? FindConnector(DataverseEnvironment environment, string name) =>
        lookup.Find(environment, name) is not { } connector ? null : new DeployedConnector
    {
        Id = connector.RowId,
        DisplayName = connector.DisplayName,
        Definition = connector.Definition,
        SecretParameters = [.. connector.ParameterSets.SelectMany(s => s.Parameters).Where(p => p.IsSecret).Select(p => p.Name).Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    /// <summary>The connections of all environments.</summary>
    public IReadOnlyList<MakerConnection> List() =>
    [
        .. state.Environments.Values.SelectMany(
            e => lookup.Connections(e).Select(c => (Environment: e, Connection: c, Connector: lookup.Find(e, c.ConnectorId))))
            .Where(c => c.Connector is not null)
            .Select(c => Info(c.Environment, c.Connector!, c.Connection)),
    ];

    /// <summary>Removes a connection; false where there is none.</summary>
    public bool Remove(string id)
    {
        lock (state.Gate)
        {
            var environment = state.Environments.Values.FirstOrDefault(e => e.Connections.ContainsKey(id));
            environment?.RemoveConnection(id);
            tokens.Forget(id);
            Save();
            return environment is not null;
        }
    }

    /// <summary>Notes that the backend refuses a connection's credential.</summary>
    public void MarkUnauthenticated(DataverseEnvironment environment, Connection connection)
    {
        lock (state.Gate)
        {
            environment.PutConnection(connection.Id, (connection with { IsUnauthenticated = true }).ToJson());
            Save();
        }
    }

    private async Task<ConnectionAnswer> SignInAndKeepAsync(
        DataverseEnvironment environment, ConnectorModel connector, ParameterSet set, Dictionary<string, string> values, ConnectionRequest request, CancellationToken cancellationToken)
    {
        SignInResult? signedIn = null;
        if (set.HasSignIn)
        {
            signedIn = await maker.SignInAsync(environment, connector.RowId, set.Name, request.User ?? Tenant.MakerName, cancellationToken);
            if (!signedIn.Succeeded)
            {
                return Failed(ConnectionProblem.SignInRefused, $"{signedIn.ErrorCode}: {signedIn.Message}");
            }
        }

        lock (state.Gate)
        {
            var connection = new Connection
            {
                Id = state.Ids.NextGuid().ToString("N"),
                ConnectorId = connector.RowId,
                ParameterSet = set.Name,
                User = request.User,
                IsOnBehalfOf = signedIn is { IsExchanged: true },
                Parameters = values,
                CreatedOn = state.Now,
            };
            environment.PutConnection(connection.Id, connection.ToJson());
            if (signedIn is not null)
            {
                tokens.Keep(connection.Id, signedIn);
            }

            Save();
            return new ConnectionAnswer { Connection = Info(environment, connector, connection), Token = GatewayToken.Create(state, environment.Tenant, request.User) };
        }
    }

    private void Save()
    {
        try
        {
            file?.Save(state);
        }
        catch (ConnectorException)
        {
            // What could not be kept is kept with the next change; the call itself is not the state's.
        }
    }

    private Connection? Reusable(DataverseEnvironment environment, ConnectorModel connector, ConnectionRequest request) =>
        lookup.Connections(environment).LastOrDefault(c => c.ConnectorId == connector.RowId && !c.IsUnauthenticated
            && string.Equals(c.User ?? Tenant.MakerName, request.User ?? Tenant.MakerName, StringComparison.OrdinalIgnoreCase)
            && (request.ParameterSet is null || string.Equals(c.ParameterSet, request.ParameterSet, StringComparison.OrdinalIgnoreCase))
            && FindSet(connector, c.ParameterSet) is { } set && Fits(set, c));

    // A connector that was published again can ask for more than the connection has.
    private static bool Fits(ParameterSet set, Connection connection) =>
        set.Parameters.All(p => !p.IsRequired || p.Type == ConnectionParameter.SignIn || connection.Parameters.ContainsKey(p.Name));

    private static Dictionary<string, string> Values(DataverseEnvironment environment, ParameterSet set, ConnectionRequest request)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in set.Parameters)
        {
            if ((parameter.IsTenantId ? environment.Tenant.Id : parameter.Default) is { } value)
            {
                values[parameter.Name] = value;
            }
        }

        foreach (var (name, value) in request.Parameters)
        {
            values[name] = value;
        }

        return values;
    }

    private static ParameterSet? FindSet(ConnectorModel connector, string? name) => name is null
        ? connector.ParameterSets[0]
        : connector.ParameterSets.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    private static MakerConnection Info(DataverseEnvironment environment, ConnectorModel connector, Connection connection) => new()
    {
        Id = connection.Id,
        Environment = environment.Name,
        ConnectorId = connector.RowId,
        Connector = connector.DisplayName,
        Url = $"{environment.Url}/apim/{connector.PathName}/{connection.Id}",
        Kind = FindSet(connector, connection.ParameterSet) is { } set ? Credential.Kind(connector, set) : "none",
        ParameterSet = connection.ParameterSet,
        Parameters = [.. connection.Parameters.Keys],
        Status = connection.IsUnauthenticated ? "Unauthenticated" : "Connected",
        CreatedOn = connection.CreatedOn,
    };

    private static string Names(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } text ? text : "none";

    private static ConnectionAnswer Failed(ConnectionProblem problem, string message) => new() { Problem = problem, Message = message };
}
