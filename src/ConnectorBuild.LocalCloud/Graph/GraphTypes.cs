namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>
/// The types of Microsoft Graph that are modelled, with all their properties. Names and types: CSDL of v1.0 (msgraph-metadata, 4 August
/// 2026), held against the official .NET SDK by a test; limits and values: the reference pages of the types.
/// </summary>
internal static class GraphTypes
{
    private static readonly Dictionary<string, GraphType> All =
        ((IEnumerable<GraphType>)[.. ApplicationTypes.All, .. ServicePrincipalTypes.All, .. DirectoryTypes.All]).ToDictionary(t => t.Name, StringComparer.Ordinal);

    public static GraphType Application { get; } = Of("application");

    public static GraphType ServicePrincipal { get; } = Of("servicePrincipal");

    public static GraphType User { get; } = Of("user");

    public static GraphType Organization { get; } = Of("organization");

    public static GraphType DirectoryObject { get; } = Of("directoryObject");

    public static GraphType Grant { get; } = Of("oAuth2PermissionGrant");

    public static GraphType Assignment { get; } = Of("appRoleAssignment");

    public static GraphType FederatedCredential { get; } = Of("federatedIdentityCredential");

    public static GraphType Policy { get; } = Of("tenantAppManagementPolicy");

    /// <summary>Every type.</summary>
    public static IEnumerable<GraphType> Every => All.Values;

    /// <summary>A type by its name.</summary>
    public static GraphType Of(string name) => All[name];
}
