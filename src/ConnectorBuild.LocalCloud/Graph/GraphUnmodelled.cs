using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What Microsoft Graph has and the local cloud does not. Paths are without the version.</summary>
internal static class GraphUnmodelled
{
    public static IReadOnlyList<Unmodelled> All { get; } =
    [
        new("*", "/beta/*", "the beta version"),
        new("GET", "/$metadata", "the metadata document"),
        new("GET", "/*/delta*", "delta queries"),
        new("*", "/*/microsoft.graph.delta*", "delta queries (long name)"),
        .. Below("applications", Application),
        .. Below("servicePrincipals", Principal),
        new("*", "/applicationTemplates*", "application templates"),
        new("*", "/servicePrincipals/microsoft.graph.*", "casts of service principals"),
        new("*", "/users*", "more of users than reading the maker"),
        new("*", "/me/*", "more of the signed-in user than the profile"),
        new("*", "/groups*", "groups"),
        new("*", "/devices*", "devices"),
        new("*", "/domains*", "domains"),
        new("*", "/directoryRoles*", "directory roles"),
        new("*", "/directoryRoleTemplates*", "templates of directory roles"),
        new("*", "/roleManagement*", "role management"),
        new("*", "/directory/*", "more of the directory than deleted apps and service principals"),
        new("*", "/directoryObjects*", "more of directory objects than reading one"),
        new("*", "/policies/*", "policies besides the default app management policy"),
        new("*", "/organization*", "more of the organization than reading it"),
        new("*", "/oauth2PermissionGrants*", "more of delegated grants"),
        new("*", "/subscriptions*", "change notifications"),
        new("*", "/auditLogs*", "audit logs"),
        new("*", "/identity*", "identity and conditional access"),
        new("*", "/sites*", "sites"),
        new("*", "/drives*", "drives"),
        new("*", "/teams*", "teams"),
        new("*", "/contacts*", "contacts"),
        new("*", "/schemaExtensions*", "schema extensions"),
        new("*", "/tenantRelationships*", "relationships of tenants"),
    ];

    private static (string Segment, string Name)[] Application =>
    [
        ("addKey", "keys added with a proof"), ("removeKey", "keys removed with a proof"), ("logo*", "logos"), ("extensionProperties*", "extension properties"),
        ("tokenLifetimePolicies*", "token lifetime policies"), ("tokenIssuancePolicies*", "token issuance policies"),
        ("homeRealmDiscoveryPolicies*", "home realm discovery policies"), ("appManagementPolicies*", "app management policies of apps"),
        ("synchronization*", "synchronization"), ("setVerifiedPublisher", "verified publishers"), ("unsetVerifiedPublisher", "verified publishers"),
        ("createdOnBehalfOf*", "createdOnBehalfOf"), .. Shared,
    ];

    private static (string Segment, string Name)[] Principal =>
    [
        ("addKey", "keys added with a proof"), ("removeKey", "keys removed with a proof"), ("addPassword", "secrets of service principals"),
        ("removePassword", "secrets of service principals"), ("addTokenSigningCertificate", "token signing certificates"),
        ("claimsMappingPolicies*", "claims mapping policies"), ("tokenLifetimePolicies*", "token lifetime policies"),
        ("tokenIssuancePolicies*", "token issuance policies"), ("homeRealmDiscoveryPolicies*", "home realm discovery policies"),
        ("delegatedPermissionClassifications*", "classifications of delegated permissions"), ("endpoints*", "endpoints"),
        ("ownedObjects*", "owned objects"), ("createdObjects*", "created objects"), ("federatedIdentityCredentials*", "federated credentials of service principals"),
        ("synchronization*", "synchronization"), ("remoteDesktopSecurityConfiguration*", "remote desktop settings"), .. Shared,
    ];

    private static (string Segment, string Name)[] Shared =>
    [
        ("memberOf*", "memberships"), ("transitiveMemberOf*", "transitive memberships"), ("getMemberGroups", "memberships"), ("getMemberObjects", "memberships"),
        ("checkMemberGroups", "memberships"), ("checkMemberObjects", "memberships"), ("restore", "restoring by another address"),
    ];

    private static IEnumerable<Unmodelled> Below(string set, (string Segment, string Name)[] segments) =>
        segments.Select(s => new Unmodelled("*", $"/{set}*/{s.Segment}", s.Name))
            .Concat(segments.Select(s => new Unmodelled("*", $"/{set}(*)/{s.Segment}", s.Name)))
            .DistinctBy(u => u.Pattern);
}
