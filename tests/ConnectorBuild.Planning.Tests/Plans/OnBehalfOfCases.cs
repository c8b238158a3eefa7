using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Planning.Tests.Deployment;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>On-behalf-of sign-in: what the app exposes, consent, rights of the identity, other connectors on the same app.</summary>
internal static class OnBehalfOfCases
{
    private static readonly Guid ScopeId = new("22222222-0000-0000-0000-000000000001");
    private static readonly DesiredState Desired = Contoso.Desired(properties: Contoso.OnBehalfOf(Contoso.Tenant.ToString()));
    private static readonly DesiredState Verified = Desired.WithApplication(a => a with { IsVerifiedOnly = true, ClientId = Observed.AppId.ToString() });
    private static readonly DesiredState Granting = Desired.WithApplication(a => a with { GrantAdminConsent = true });
    private static readonly ExposedScope Access = new(ScopeId, OnBehalfOf.ScopeName, IsEnabled: true, IsForUsers: true);
    private static readonly string Uri = OnBehalfOf.IdentifierUri(Observed.AppId.ToString());

    private static readonly ExposedApi Whole = new([Uri], [Access], [new PreauthorizedClient(OnBehalfOf.PlatformAppId, [ScopeId])]);

    private static readonly ResourceApi Graph = new(
        "https://graph.microsoft.com", new Guid(OnBehalfOf.GraphAppId), "Microsoft Graph",
        [new DelegatedScope(new Guid("e1fe6dd8-ba31-4d61-89e7-88639da4683d"), "User.Read", true)]) { ServicePrincipalId = "graph-principal" };

    private static readonly ResourceApi Azure = Observed.AzureServiceManagement with { ServicePrincipalId = "azure-principal" };

    private static readonly ObservedState Nothing = Observed.Nothing.WithEntra(e => e with { Resources = Resources });

    private static System.Collections.Immutable.ImmutableArray<ResourceApi> Resources =>
        [.. Desired.Application!.Resources.Select(r => (r.Resource == OnBehalfOf.GraphAppId ? Graph : Azure) with { Asked = r.Resource })];

    public static IReadOnlyList<PlanCase> All =>
    [
        new("nothing is there", Desired, Nothing),
        new("nothing is there, and consent is granted", Granting, Nothing),
        new("all is there", Desired, Deployed()),
        new("all is there, with consent of the deployment's", Granting, Deployed()),
        new("the identifier URI is missing", Desired, Deployed(Whole with { IdentifierUris = ["api://other"] })),
        new("the identifier URI differs in letter case", Desired, Deployed(Whole with { IdentifierUris = [Uri.ToUpperInvariant()] })),
        new("the scope is missing", Desired, Deployed(Whole with { Scopes = [] })),
        new("the scope is disabled", Desired, Deployed(Whole with { Scopes = [Access with { IsEnabled = false }] })),
        new("the scope is for administrators", Desired, Deployed(Whole with { Scopes = [Access with { IsForUsers = false }] })),
        new(
            "another scope serves", Desired,
            Deployed(Whole with { Scopes = [Access with { Value = "orders" }] })),
        new(
            "the usual scope comes before another", Desired,
            Deployed(Whole with { Scopes = [new ExposedScope(new Guid("22222222-0000-0000-0000-000000000002"), "orders", true, true), Access] })),
        new("nobody is authorised", Desired, Deployed(Whole with { Preauthorized = [] })),
        new(
            "others are authorised", Desired,
            Deployed(Whole with { Preauthorized = [new PreauthorizedClient("client-a", [ScopeId]), new PreauthorizedClient("client-b", [ScopeId])] })),
        new(
            "the platform is authorised for another scope", Desired,
            Deployed(Whole with { Preauthorized = [new PreauthorizedClient(OnBehalfOf.PlatformAppId, [Observed.KeyId])] })),
        new("the platform's service principal is missing", Desired, Deployed().WithEntra(e => e with { PlatformPrincipalId = null })),
        new("consent is missing", Desired, Deployed().WithEntra(e => e with { Grants = [] })),
        new("consent is missing for one API", Desired, Deployed().WithEntra(e => e with { Grants = [e.Grants[0]] })),
        new("consent cannot be read", Desired, Deployed().WithEntra(e => e with { IsConsentHidden = true })),
        new("the app that is named is not there", Desired.WithApplication(a => a with { ClientId = "x" }), Nothing),
        new("verified: all is there", Verified, Deployed()),
        new("verified: nothing is exposed", Verified, Deployed(ExposedApi.None).WithEntra(e => e with { PlatformPrincipalId = null })),
        new(
            "verified: another scope is not authorised", Verified,
            Deployed(Whole with { Scopes = [Access with { Value = "orders" }], Preauthorized = [] })),
        new("verified: consent is missing", Verified, Deployed().WithEntra(e => e with { Grants = [] })),
        new("another connector has the app", Desired, Deployed().WithDataverse(d => d with { OnBehalfOf = Others })),
        new(
            "another connector has the app, and that is allowed", Desired.WithApplication(a => a with { AllowsSharedApp = true }),
            Deployed().WithDataverse(d => d with { OnBehalfOf = Others })),
        new("another connector of the run has the app", Desired.WithApplication(a => a with { Companions = ["contoso_aaa"] }), Deployed()),
        new("shared with nobody", Desired, Deployed().WithDataverse(d => d with { Sharing = new SharingState(null, [], Nobody) })),
        new(
            "shared with somebody", Desired,
            Deployed().WithDataverse(d => d with { Sharing = new SharingState(null, [new SharedAccess(Observed.KeyId, true, ["ReadAccess"])], Nobody) })),
        new(
            "an app that may do everything", Granting,
            Nothing with { SignedIn = App("Application.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All"), IsToBeApplied = true }),
        new("an app that may do nothing", Granting, Nothing with { SignedIn = App(), IsToBeApplied = true }),
        new("an app that may do nothing, in a plan", Granting, Nothing with { SignedIn = App() }),
        new(
            "an app that may change its own apps", Desired,
            Deployed(ExposedApi.None) with { SignedIn = App("Application.ReadWrite.OwnedBy"), IsToBeApplied = true }),
        new(
            "an app that may make its own apps", Desired,
            Nothing with { SignedIn = App("Application.ReadWrite.OwnedBy"), IsToBeApplied = true }),
        new(
            "an app with a directory role", Granting,
            Nothing with { SignedIn = App() with { Rights = new GraphRights(true, true, [], [new Guid("33333333-0000-0000-0000-000000000001")]) } }),
        new("an app with many permissions", Granting, Nothing with { SignedIn = App("A", "B", "C", "D", "E", "F", "G") }),
        new("an app with nothing to do", Desired, Deployed() with { SignedIn = App(), IsToBeApplied = true }),
        new("a token that cannot be read", Granting, Nothing with { SignedIn = App() with { Rights = GraphRights.Unknown } }),
        new("a person without a role", Granting, Nothing with { SignedIn = Person(["Directory.AccessAsUser.All"]), IsToBeApplied = true }),
        new("a person whose client may nothing", Granting, Nothing with { SignedIn = Person(["User.Read"]), IsToBeApplied = true }),
        new(
            "a global administrator", Granting,
            Nothing with { SignedIn = Person(["Directory.AccessAsUser.All"], GraphRight.Consent.Roles[0]), IsToBeApplied = true }),
    ];

    private static readonly Dictionary<string, IReadOnlyList<PrincipalState>> Nobody = [];

    private static IReadOnlyList<(string Name, IReadOnlySet<string> ClientIds)> Others =>
        [("contoso_zzz", new HashSet<string> { Observed.AppId.ToString() }), ("contoso_other", new HashSet<string> { "another" })];

    private static ObservedState Deployed(ExposedApi? api = null)
    {
        var state = Observed.Deployed(Desired);
        return state
            .WithApplication(a => a with
            {
                Api = api ?? Whole,
                SignInAudience = Desired.Application!.Audience,
                Permissions = [.. Resources.Select(r => new RequiredPermission(r.AppId!.Value, r.Scopes[0].Id, "Scope"))],
            })
            .WithEntra(e => e with
            {
                Resources = Resources,
                PlatformPrincipalId = "platform-principal",
                Grants = [.. Resources.Select(r => new ConsentGrant($"grant-{r.DisplayName}", r.ServicePrincipalId!, [r.Scopes[0].Value]))],
            });
    }

    private static SignedInIdentity App(params string[] permissions) =>
        new(Contoso.Tenant, "object", "pipeline", IsApplication: true) { Rights = new GraphRights(true, true, [.. permissions], []) };

    private static SignedInIdentity Person(string[] permissions, params Guid[] roles) =>
        new(Contoso.Tenant, "object", "ada@contoso.com", IsApplication: false) { Rights = new GraphRights(true, false, [.. permissions], [.. roles]) };
}
