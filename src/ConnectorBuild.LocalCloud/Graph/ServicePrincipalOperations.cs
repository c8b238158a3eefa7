using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What can be done with service principals.</summary>
internal static class ServicePrincipalOperations
{
    public static IReadOnlyList<Operation<GraphContext>> All { get; } =
    [
        GraphRoute.Of("GET", "/servicePrincipals", ServicePrincipals.List,
            "yes; the header `ConsistencyLevel` without `$count` is a 400",
            "DOC, SRC"),
        GraphRoute.Of("POST", "/servicePrincipals", ServicePrincipals.Create,
            "yes; 400 `NoBackingApplicationObject`, 409 where it exists",
            "DOC, ISS; the code of the 409: INFERRED"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}", ServicePrincipals.Get,
            "yes; scopes and names of the tenant's own apps come from the app",
            "DOC"),
        GraphRoute.Of("PATCH", "/servicePrincipals/{principal}", ServicePrincipals.Patch,
            "yes, for `appId` an upsert; `displayName accountEnabled appRoleAssignmentRequired tags notes`",
            "DOC"),
        GraphRoute.Of("DELETE", "/servicePrincipals/{principal}", ServicePrincipals.Delete, "yes; its grants go too", "DOC"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/owners", Owners.ListOfServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("POST", "/servicePrincipals/{principal}/owners/$ref", Owners.AddToServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("DELETE", "/servicePrincipals/{principal}/owners/{owner}/$ref", Owners.RemoveFromServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/oauth2PermissionGrants", PermissionGrants.ListOfServicePrincipal, "yes", "DOC"),
    ];
}
