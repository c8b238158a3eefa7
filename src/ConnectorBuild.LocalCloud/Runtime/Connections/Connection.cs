using System.Globalization;
using System.Text.Json.Nodes;
using ConnectorBuild.LocalCloud.State;

namespace ConnectorBuild.LocalCloud.Runtime.Connections;

/// <summary>A maker's connection, as the state keeps it.</summary>
internal sealed record Connection
{
    /// <summary>The id: 32 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The connector's row id.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>The parameter set; null without sets.</summary>
    public string? ParameterSet { get; init; }

    /// <summary>The values; names compare without case.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Whose it is, by name; null for the maker.</summary>
    public string? User { get; init; }

    /// <summary>Whether its token is exchanged on behalf of the user, without a window.</summary>
    public bool IsOnBehalfOf { get; init; }

    /// <summary>Object id of the user whose it is: nobody else calls through it.</summary>
    public string OwnerId(Tenant tenant) => (User is null ? null : tenant.User(User).Text("id")) ?? tenant.MakerId;

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>Whether the backend has refused its credential since.</summary>
    public bool IsUnauthenticated { get; init; }

    /// <summary>Writes what the state keeps.</summary>
    public JsonObject ToJson()
    {
        var parameters = new JsonObject();
        foreach (var (name, value) in Parameters)
        {
            parameters[name] = value;
        }

        return new JsonObject
        {
            ["id"] = Id,
            ["connector"] = ConnectorId,
            ["parameterSet"] = ParameterSet,
            ["user"] = User,
            ["isOnBehalfOf"] = IsOnBehalfOf,
            ["parameters"] = parameters,
            ["createdOn"] = CreatedOn.ToString("o", CultureInfo.InvariantCulture),
            ["isUnauthenticated"] = IsUnauthenticated,
        };
    }

    /// <summary>Reads what the state keeps.</summary>
    public static Connection Read(JsonObject json) => new()
    {
        Id = json.Text("id")!,
        ConnectorId = json.Text("connector")!,
        ParameterSet = json.Text("parameterSet"),
        User = json.Text("user"),
        IsOnBehalfOf = json["isOnBehalfOf"]?.GetValue<bool>() ?? false,
        Parameters = (json["parameters"] as JsonObject ?? []).ToDictionary(
            p => p.Key, p => p.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase),
        CreatedOn = json.Time("createdOn") ?? DateTimeOffset.UnixEpoch,
        IsUnauthenticated = json["isUnauthenticated"]?.GetValue<bool>() ?? false,
    };
}
