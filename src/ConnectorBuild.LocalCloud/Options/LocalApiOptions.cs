namespace ConnectorBuild.LocalCloud.Options;

/// <summary>An API that a tenant has. Nothing is added to it: a permission that it does not name is refused.</summary>
/// <remarks>A member with a default has a setter: an init-only member that the JSON leaves out would get its type's default.</remarks>
public sealed record LocalApiOptions
{
    /// <summary>The display name; null for the first address.</summary>
    public string? Name { get; init; }

    /// <summary>The client id; null draws one at the first start and keeps it in the state.</summary>
    public Guid? ClientId { get; init; }

    /// <summary>The addresses that tokens are asked for, such as <c>api://orders.contoso.com</c>, besides the client id.</summary>
    public IReadOnlyList<string> Resources { get; set; } = [];

    /// <summary>The delegated permissions.</summary>
    public IReadOnlyList<LocalScopeOptions> Scopes { get; set; } = [];

    /// <summary>The app roles.</summary>
    public IReadOnlyList<LocalAppRoleOptions> AppRoles { get; set; } = [];

    /// <summary>The version of its access tokens (<c>requestedAccessTokenVersion</c>), 1 or 2.</summary>
    public int TokenVersion { get; set; } = 1;
}
