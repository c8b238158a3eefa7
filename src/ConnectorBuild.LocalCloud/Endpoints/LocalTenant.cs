namespace ConnectorBuild.LocalCloud.Endpoints;

/// <summary>A tenant of a running local cloud.</summary>
/// <param name="Name">The name in the options.</param>
/// <param name="TenantId">The tenant's id.</param>
/// <param name="Domain">The initial domain.</param>
/// <param name="Deployer">The deployment identity.</param>
public sealed record LocalTenant(string Name, string TenantId, string Domain, LocalIdentity Deployer)
{
    /// <summary>The names of its users; empty in the endpoints of an older version.</summary>
    public IReadOnlyList<string> Users { get; set; } = [];

    /// <summary>Whether both are the same tenant with the same users.</summary>
    public bool Equals(LocalTenant? other) => other is not null
        && (Name, TenantId, Domain, Deployer) == (other.Name, other.TenantId, other.Domain, other.Deployer)
        && Users.SequenceEqual(other.Users, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, TenantId);
}
