namespace ConnectorBuild.LocalCloud.Options;

/// <summary>A tenant to have from the start.</summary>
/// <remarks>A member with a default has a setter: an init-only member that the JSON leaves out would get its type's default.</remarks>
public sealed record LocalTenantOptions
{
    /// <summary>The name by which environments refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>Its id; null draws one at the first start and keeps it in the state.</summary>
    public Guid? TenantId { get; init; }

    /// <summary>The initial domain; null derives it from the name.</summary>
    public string? Domain { get; init; }

    /// <summary>The Graph application permissions (names such as <c>Application.ReadWrite.OwnedBy</c>) of the deployment identity.</summary>
    public IReadOnlyList<string> DeployerRoles { get; set; } =
        ["Application.ReadWrite.OwnedBy", "Application.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Policy.Read.All", "Organization.Read.All"];

    /// <summary>Whether users may consent to apps themselves. When false, a sign-in needs an administrator's consent (AADSTS65001).</summary>
    public bool UserConsent { get; set; } = true;

    /// <summary>The users. There is always the maker, who deploys and owns connectors; the others never saw what the maker does.</summary>
    public IReadOnlyList<LocalUserOptions> Users { get; set; } = [new() { Name = "maker" }, new() { Name = "user" }];

    /// <summary>The APIs that the tenant has besides Microsoft's.</summary>
    public IReadOnlyList<LocalApiOptions> Apis { get; set; } = [];

    /// <summary>Whether creating an app without <c>serviceManagementReference</c> is refused.</summary>
    public bool RequireServiceManagementReference { get; init; }
}
