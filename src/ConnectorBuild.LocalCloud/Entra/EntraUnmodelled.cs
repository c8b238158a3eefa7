using ConnectorBuild.LocalCloud.Http;

namespace ConnectorBuild.LocalCloud.Entra;

/// <summary>What the real sign-in service has and the local cloud does not.</summary>
internal static class EntraUnmodelled
{
    public static IReadOnlyList<Unmodelled> All { get; } =
    [
        new("*", "/*/oauth2*/logout", "signing out"),
        new("POST", "/*/oauth2*/authorize", "an authorization request by POST"),
        new("*", "/*/adminconsent", "the administrator's consent page"),
        new("*", "/*/v2.0/adminconsent", "the administrator's consent page of v2.0"),
        new("*", "/*/saml2", "SAML"),
        new("*", "/*/wsfed", "WS-Federation"),
        new("*", "/*/federationmetadata/*", "federation metadata"),
        new("*", "/common/userrealm/*", "the discovery of user realms"),
        new("*", "/*/oauth2/devicecode", "device codes of v1.0"),
    ];
}
