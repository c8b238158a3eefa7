using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What can be done with service principals.</summary>
internal static class ServicePrincipalOperations
{
    public static IReadOnlyList<Operation<GraphContext>> All { get; } =
    [
        GraphRoute.Of("GET", "/servicePrincipals", ServicePrincipals.List,
            "`$expand=owners,appRoleAssignments,appRoleAssignedTo`; the header `ConsistencyLevel` without `$count` is a 400",
            "DOC, SRC"),
        GraphRoute.Of("GET", "/servicePrincipals/$count", ServicePrincipals.Count, "plain text; with `ConsistencyLevel: eventual`", "DOC, ISS"),
        GraphRoute.Of("POST", "/servicePrincipals", ServicePrincipals.Create,
            "yes; 400 `NoBackingApplicationObject`, 409 where it exists",
            "DOC, ISS; the code of the 409: INFERRED"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}", ServicePrincipals.Get,
            "yes; scopes and names of the tenant's own apps come from the app",
            "DOC"),
        GraphRoute.Of("PATCH", "/servicePrincipals/{principal}", ServicePrincipals.Patch,
            "yes, for `appId` an upsert; what only other products read (`homepage`, `loginUrl`, SAML) is kept without effect",
            "DOC"),
        GraphRoute.Of("DELETE", "/servicePrincipals/{principal}", ServicePrincipals.Delete, "yes; its grants go too", "DOC"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/owners", Owners.ListOfServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("POST", "/servicePrincipals/{principal}/owners/$ref", Owners.AddToServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("DELETE", "/servicePrincipals/{principal}/owners/{owner}/$ref", Owners.RemoveFromServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/oauth2PermissionGrants", PermissionGrants.ListOfServicePrincipal, "yes", "DOC"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/appRoleAssignments", AppRoleAssignments.OfPrincipal,
            "simplified: what the seeded deployment identity may do is not among them", "DOC"),
        GraphRoute.Of("POST", "/servicePrincipals/{principal}/appRoleAssignments", AppRoleAssignments.AddToPrincipal,
            "yes; unknown roles and repetitions are refused; tokens carry the role from then on", "DOC, ISS; the texts: INFERRED"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/appRoleAssignments/{assignment}", AppRoleAssignments.GetOfPrincipal, "yes", "DOC"),
        GraphRoute.Of(
            "DELETE", "/servicePrincipals/{principal}/appRoleAssignments/{assignment}", AppRoleAssignments.RemoveFromPrincipal, "yes",
            "DOC, ISS"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/appRoleAssignedTo", AppRoleAssignments.OfResource, "yes", "DOC"),
        GraphRoute.Of("POST", "/servicePrincipals/{principal}/appRoleAssignedTo", AppRoleAssignments.AddToResource, "as above", "DOC"),
        GraphRoute.Of("GET", "/servicePrincipals/{principal}/appRoleAssignedTo/{assignment}", AppRoleAssignments.GetOfResource, "yes", "DOC"),
        GraphRoute.Of("DELETE", "/servicePrincipals/{principal}/appRoleAssignedTo/{assignment}", AppRoleAssignments.RemoveFromResource, "yes", "DOC"),
    ];
}
