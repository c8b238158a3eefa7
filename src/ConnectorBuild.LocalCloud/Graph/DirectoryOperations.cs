using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What can be done in the rest of the directory.</summary>
internal static class DirectoryOperations
{
    public static IReadOnlyList<Operation<GraphContext>> All { get; } =
    [
        GraphRoute.Of("POST", "/$batch", GraphBatch.Handle, "JSON, up to 20, `dependsOn`, 424; answers in the order of the requests", "DOC, EXP"),
        GraphRoute.Of("GET", "/oauth2PermissionGrants", PermissionGrants.List, "yes", "DOC"),
        GraphRoute.Of("POST", "/oauth2PermissionGrants", PermissionGrants.Create,
            "yes; `startTime` and `expiryTime` are ignored",
            "DOC; 409 on a second one: INFERRED"),
        GraphRoute.Of("GET", "/oauth2PermissionGrants/{id}", PermissionGrants.Get, "yes", "DOC"),
        GraphRoute.Of("PATCH", "/oauth2PermissionGrants/{id}", PermissionGrants.Patch, "`scope` only", "DOC"),
        GraphRoute.Of("DELETE", "/oauth2PermissionGrants/{id}", PermissionGrants.Delete, "yes", "DOC"),
        GraphRoute.Of("GET", "/directory/deletedItems/microsoft.graph.application", DeletedItems.Applications, "yes; forgotten after 30 days", "DOC"),
        GraphRoute.Of("GET", "/directory/deletedItems/graph.application", DeletedItems.Applications, "as above, the SDK's form", "EXP"),
        GraphRoute.Of("GET", "/directory/deletedItems/microsoft.graph.servicePrincipal", DeletedItems.ServicePrincipals, "yes", "DOC"),
        GraphRoute.Of("GET", "/directory/deletedItems/graph.servicePrincipal", DeletedItems.ServicePrincipals, "as above", "EXP"),
        GraphRoute.Of("GET", "/directory/deletedItems/{id}", DeletedItems.Get, "yes", "DOC"),
        GraphRoute.Of("POST", "/directory/deletedItems/{id}/restore", DeletedItems.Restore,
            "the object with the same ids; an app's service principal has to be restored on its own",
            "DOC"),
        GraphRoute.Of("DELETE", "/directory/deletedItems/{id}", DeletedItems.Purge,
            "frees the unique name at once; one source says that the real service does not",
            "DOC; the name: contradicted by one source"),
        GraphRoute.Of("GET", "/organization", DirectoryReads.Organization, "simplified: id, name, initial domain", "DOC"),
        GraphRoute.Of("GET", "/me", DirectoryReads.Me, "only with a user's token", "DOC"),
        GraphRoute.Of("GET", "/me/appRoleAssignments", AppRoleAssignments.OfMe, "only with a user's token", "DOC"),
        GraphRoute.Of("GET", "/users", DirectoryReads.Users, "there is one user, the maker", "DOC"),
        GraphRoute.Of("GET", "/users/{id}/appRoleAssignments", AppRoleAssignments.OfUser, "yes", "DOC"),
        GraphRoute.Of(
            "POST", "/users/{id}/appRoleAssignments", AppRoleAssignments.AddToUser,
            "yes; who is assigned may sign in where assignment is required", "DOC"),
        GraphRoute.Of("DELETE", "/users/{id}/appRoleAssignments/{assignment}", AppRoleAssignments.RemoveFromUser, "yes", "DOC"),
        GraphRoute.Of("GET", "/directoryObjects/{id}", DirectoryReads.Object, "apps, service principals, users", "DOC"),
        GraphRoute.Of("POST", "/directoryObjects/getByIds", DirectoryReads.ObjectsByIds, "as above", "DOC"),
        GraphRoute.Of("GET", "/users/{id}", DirectoryReads.User, "by id or user principal name", "DOC"),
        GraphRoute.Of("GET", "/policies/defaultAppManagementPolicy", AppManagementPolicy.Get, "yes", "DOC"),
        GraphRoute.Of("PATCH", "/policies/defaultAppManagementPolicy", AppManagementPolicy.Patch,
            "`passwordAddition` and `passwordLifetime` of `applicationRestrictions` are enforced (also by "
            + "`restrictForAppsCreatedAfterDateTime`); other restrictions are kept, not enforced",
            "DOC, ISS (exact body of the lifetime refusal)"),
    ];
}
