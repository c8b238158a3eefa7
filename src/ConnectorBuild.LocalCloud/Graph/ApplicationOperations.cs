using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Graph;

/// <summary>What can be done with applications.</summary>
internal static class ApplicationOperations
{
    public static IReadOnlyList<Operation<GraphContext>> All { get; } =
    [
        GraphRoute.Of("GET", "/applications", Applications.List, "`$expand=owners`", "DOC"),
        GraphRoute.Of("POST", "/applications", Applications.Create,
            "yes; `passwordCredentials` without `keyId` make secrets; `owners@odata.bind`",
            "DOC, SRC"),
        GraphRoute.Of("GET", "/applications/$count", Applications.Count, "plain text; with `ConsistencyLevel: eventual`", "DOC, ISS"),
        GraphRoute.Of("GET", "/applications/{application}", Applications.Get, "yes", "DOC"),
        GraphRoute.Of("PATCH", "/applications/{application}", Applications.Patch,
            "yes, for `uniqueName` an upsert with `Prefer: create-if-missing`; 400 `ObjectConflict` for a name that a live or deleted "
            + "app has; `uniqueName` can be set once. Nested objects merge, collections are replaced. Every value is held against its type. "
            + "Redirect URIs: 256 (100 with personal accounts), 256 characters; https or loopback, `publicClient` also other schemes. "
            + "Identifier URIs: ids of the app or the tenant, or its domain (`HostNameNotOnVerifiedDomain`); any with tokens of version 2. "
            + "An enabled scope or role cannot be taken out (`CannotDeleteOrUpdateEnabledEntitlement`)",
            "DOC, ISS; the `details` of the conflict, and the texts about values: INFERRED"),
        GraphRoute.Of("DELETE", "/applications/{application}", Applications.Delete,
            "moves the app and its service principal to the deleted items",
            "DOC, SRC; the service principal: stated both ways"),
        GraphRoute.Of("POST", "/applications/{application}/addPassword", Passwords.Add, "yes; two years unless said; policy codes", "DOC, ISS"),
        GraphRoute.Of("POST", "/applications/{application}/removePassword", Passwords.Remove, "yes; unknown `keyId` 400", "DOC; the 400: INFERRED"),
        GraphRoute.Of("GET", "/applications/{application}/owners", Owners.ListOfApplication, "yes", "DOC"),
        GraphRoute.Of("POST", "/applications/{application}/owners/$ref", Owners.AddToApplication, "yes", "DOC"),
        GraphRoute.Of("DELETE", "/applications/{application}/owners/{owner}/$ref", Owners.RemoveFromApplication,
            "simplified: the last owner can be removed",
            "DOC"),
        GraphRoute.Of("GET", "/applications/{application}/federatedIdentityCredentials", FederatedCredentials.List, "yes", "DOC"),
        GraphRoute.Of("POST", "/applications/{application}/federatedIdentityCredentials", FederatedCredentials.Create,
            "yes; 20, one audience, issuer and subject unique",
            "DOC; the texts of the refusals: INFERRED"),
        GraphRoute.Of("GET", "/applications/{application}/federatedIdentityCredentials/{credential}", FederatedCredentials.Get,
            "by id or name",
            "DOC"),
        GraphRoute.Of("PATCH", "/applications/{application}/federatedIdentityCredentials/{credential}", FederatedCredentials.Patch, "yes", "DOC"),
        GraphRoute.Of("DELETE", "/applications/{application}/federatedIdentityCredentials/{credential}", FederatedCredentials.Delete, "yes", "DOC"),
        GraphRoute.Of("GET", "/applications/{application}/federatedIdentityCredentials(name='{name}')", FederatedCredentials.Get, "yes", "DOC"),
        GraphRoute.Of("PATCH", "/applications/{application}/federatedIdentityCredentials(name='{name}')", FederatedCredentials.Upsert,
            "upsert with `Prefer: create-if-missing`",
            "DOC, EXP"),
        GraphRoute.Of("DELETE", "/applications/{application}/federatedIdentityCredentials(name='{name}')", FederatedCredentials.Delete, "yes", "DOC"),
    ];
}
