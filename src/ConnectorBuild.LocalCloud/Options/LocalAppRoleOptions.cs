using System.Text.Json.Serialization;

namespace ConnectorBuild.LocalCloud.Options;

/// <summary>An app role of a declared API.</summary>
public sealed record LocalAppRoleOptions
{
    /// <summary>The name in tokens, for example <c>Orders.Approver</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who can have it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<RoleMembers>))]
    public RoleMembers Members { get; set; }

    /// <summary>Whether all users (or apps) of the local tenant have it, so that it is in their tokens.</summary>
    public bool Assigned { get; set; }
}

/// <summary>Who can have an app role, in Graph's words.</summary>
public enum RoleMembers
{
    /// <summary>Users.</summary>
    User,

    /// <summary>Apps.</summary>
    Application,
}
