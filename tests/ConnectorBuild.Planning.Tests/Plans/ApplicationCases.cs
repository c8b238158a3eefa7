using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Planning.Tests.Deployment;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>The app registration: made, adopted, compared, verified; its permissions, service principal, consent and reply URLs.</summary>
internal static class ApplicationCases
{
    private static readonly DesiredState Desired = Contoso.Desired();
    private static readonly DesiredState Verified = Desired.WithApplication(a => a with { IsVerifiedOnly = true, ClientId = Observed.AppId.ToString() });
    private static readonly ObservedState Deployed = Observed.Deployed(Desired);

    private static readonly ResourceApi Graph = new(
        "https://graph.microsoft.com", new Guid("00000003-0000-0000-c000-000000000000"), "Microsoft Graph",
        [
            new DelegatedScope(new Guid("e1fe6dd8-ba31-4d61-89e7-88639da4683d"), "User.Read", true),
            new DelegatedScope(new Guid("a154be20-db9c-4678-8ab7-66f6cc099a59"), "User.Read.All", true) { IsAdminOnly = true },
        ])
    {
        ServicePrincipalId = "graph-principal",
    };

    private static readonly ResourceApi Azure = Observed.AzureServiceManagement with { ServicePrincipalId = "azure-principal" };
    private static readonly RequiredPermission OfGraph = new(Graph.AppId!.Value, Graph.Scopes[0].Id, "Scope");
    private static readonly RequiredPermission Role = new(Graph.AppId!.Value, new Guid("dddddddd-0000-0000-0000-000000000001"), "Role");
    private static readonly RequiredPermission Nameless = new(
        new Guid("dddddddd-0000-0000-0000-000000000002"), new Guid("dddddddd-0000-0000-0000-000000000003"), "Scope");

    public static IReadOnlyList<PlanCase> All =>
    [
        new("nothing is there", Desired, Observed.Nothing),
        new("everything is there", Desired, Deployed),
        new("the publisher is there", Desired, Observed.Nothing.WithDataverse(d => d with { Publisher = Deployed.Dataverse.Publisher })),
        new(
            "whether a deleted app has the name cannot be seen", Desired,
            Observed.Nothing.WithEntra(e => e with { IsDeletedHidden = true })),
        new("a deleted app has the name", Desired, Observed.Nothing.WithEntra(e => e with { Deleted = Deleted("deleted-principal") })),
        new(
            "a deleted app has the name, and its service principal is gone", Desired,
            Observed.Nothing.WithEntra(e => e with { Deleted = Deleted(null) })),
        new(
            "a deleted app is the connector's",
            Desired, Deployed.WithEntra(e => e with { Application = null, ServicePrincipalId = null, Deleted = Deleted("deleted-principal") })),
        new(
            "the app that is named is not there", Desired.WithApplication(a => a with { ClientId = Observed.AppId.ToString() }),
            Observed.Nothing),
        new(
            "the app that is named was made by hand", Desired,
            Deployed.WithApplication(a => a with { UniqueName = null, DisplayName = "By hand" })),
        new("the app has other permissions only", Desired, Deployed.WithApplication(a => a with { Permissions = [OfGraph, Role] })),
        new("the app has permissions more", Desired, More(Deployed)),
        new("the app has permissions more, to be pruned", Desired.WithApplication(a => a with { PrunePermissions = true }), More(Deployed)),
        new(
            "a shared app is not pruned", Desired.WithApplication(a => a with { PrunePermissions = true, IsShared = true }),
            More(Deployed)),
        new(
            "an app that is only verified is not pruned", Verified.WithApplication(a => a with { PrunePermissions = true }),
            More(Deployed)),
        new("scopes are named and one is missing", Scoped("User.Read", "User.Read.All"), OnGraph(Deployed)),
        new(
            "a connector without scopes relies on what the app has", Scoped(),
            OnGraph(Deployed).WithApplication(a => a with { Permissions = [OfGraph] })),
        new("a connector without scopes, and the API has none of the usual name", Scoped(), OnGraph(Observed.Nothing)),
        new("only an administrator can consent, to a new app", Scoped("User.Read.All"), OnGraph(Observed.Nothing)),
        new(
            "only an administrator can consent, and the deployment does",
            Scoped("User.Read.All").WithApplication(a => a with { GrantAdminConsent = true }), OnGraph(Deployed)),
        new("the app is open to this tenant only", Desired, Deployed.WithApplication(a => a with { SignInAudience = "AzureADMyOrg" })),
        new(
            "the app is open to personal accounts, too", Desired,
            Deployed.WithApplication(a => a with { SignInAudience = "AzureADandPersonalMicrosoftAccount" })),
        new(
            "the app is open to more than its tenant", Desired.WithApplication(a => a with { Audience = "AzureADMyOrg" }),
            Deployed.WithApplication(a => a with { SignInAudience = "AzureADandPersonalMicrosoftAccount" })),
        new("the service principal is gone", Desired, Deployed.WithEntra(e => e with { ServicePrincipalId = null })),
        new("several environments share the app", Desired.WithApplication(a => a with { IsShared = true }), Deployed),
        new(
            "consent is to be granted to a new app", Desired.WithApplication(a => a with { GrantAdminConsent = true }),
            Observed.Nothing.WithEntra(e => e with { Resources = [Azure] })),
        new("consent is granted", Desired.WithApplication(a => a with { GrantAdminConsent = true }), Granted("user_impersonation")),
        new("consent is granted to something else", Desired.WithApplication(a => a with { GrantAdminConsent = true }), Granted("other")),
        new(
            "consent cannot be read", Desired.WithApplication(a => a with { GrantAdminConsent = true }),
            Deployed.WithEntra(e => e with { IsConsentHidden = true })),
        new("verified: all is there", Verified, Deployed),
        new("verified: permission, audience and reply URL are missing", Verified, Bare()),
        new("verified: the service principal is gone", Verified, Deployed.WithEntra(e => e with { ServicePrincipalId = null })),
        new("verified: consent is missing", Verified.WithApplication(a => a with { GrantAdminConsent = true }), Granted("other")),
        new(
            "verified: the connector is new", Verified,
            Deployed.WithDataverse(d => d with { Connector = null, Record = new RecordState(null, null, null) })),
        new("the reply URL is gone", Desired, Deployed.WithApplication(a => a with { RedirectUris = [] })),
        new(
            "the reply URL was never there", Desired,
            Deployed.WithApplication(a => a with { RedirectUris = [] }).WithRecord(r => r with { RedirectUrls = [] })),
        new(
            "the reply URL was on another app", Desired,
            Deployed.WithApplication(a => a with { RedirectUris = [] }).WithRecord(r => r with { ClientId = "another" })),
        new(
            "the reply URL differs in letter case", Desired,
            Deployed.WithApplication(a => a with { RedirectUris = [Observed.RedirectUrl.ToUpperInvariant()] })),
        new("the app has no room for a reply URL", Desired, Deployed.WithApplication(a => a with { RedirectUris = [.. Urls(256)] })),
        new("the app has room for one reply URL", Desired, Deployed.WithApplication(a => a with { RedirectUris = [.. Urls(255)] })),
        new(
            "a shared app has no room for a reply URL", Desired.WithApplication(a => a with { IsShared = true }),
            Deployed.WithApplication(a => a with { RedirectUris = [.. Urls(256)] })),
        new("the sign-in is gone from the project", Contoso.Desired(properties: NoSignIn), Deployed with { Entra = null }),
        new(
            "the sign-in is gone from the project, and that is meant",
            Contoso.Desired(Contoso.Project with { OverwriteDrift = true }, properties: NoSignIn), Deployed with { Entra = null }),
        new("a former version did not see the sign-in", Contoso.Desired(properties: Misspelt), LateSignIn()),
    ];

    private const string NoSignIn = """{"properties":{"connectionParameters":{}}}""";

    private static string Misspelt => Contoso.Properties.Replace("\"identityProvider\":\"aad\"", "\"identityProvider\":\"AAD\"", StringComparison.Ordinal);

    private static ObservedState LateSignIn() =>
        Observed.Deployed(Contoso.Desired(properties: Misspelt)).WithRecord(r => r with { ClientId = null, SecretKeyId = null })
            .WithEntra(e => e with { Application = null, ServicePrincipalId = null });

    private static DesiredState Scoped(params string[] scopes) =>
        Desired.WithApplication(a => a with { Resources = [new ResourceScopes(Graph.Asked, scopes)] });

    private static ObservedState OnGraph(ObservedState state) => state.WithEntra(e => e with { Resources = [Graph] });

    private static ObservedState More(ObservedState state) => state
        .WithApplication(a => a with { Permissions = [.. a.Permissions, OfGraph, Nameless, Role] })
        .WithEntra(e => e with { OtherResources = [Graph] });

    private static ObservedState Granted(string scope) => Deployed.WithEntra(e => e with
    {
        Resources = [Azure],
        Grants = [new ConsentGrant("other-grant", "graph-principal", ["User.Read"]), new ConsentGrant("grant", "azure-principal", [scope])],
    });

    private static ObservedState Bare() => Deployed.WithApplication(
        a => a with { Permissions = [], SignInAudience = "AzureADMyOrg", RedirectUris = [] });

    private static DeletedApplication Deleted(string? principal) => new(Deployed.Entra!.Application!, principal);

    private static IEnumerable<string> Urls(int count) => Enumerable.Range(0, count).Select(i => $"https://example.com/{i}");
}
