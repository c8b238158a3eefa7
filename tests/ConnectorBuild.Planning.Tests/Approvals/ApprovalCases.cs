using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Deployment.Routes;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Planning.Tests.Deployment;
using ConnectorBuild.Planning.Tests.Plans;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Planning.Tests.Approvals;

/// <summary>Runs that stopped half way, environments and projects that moved, and time that passed since a plan was approved.</summary>
internal static class ApprovalCases
{
    private static readonly DesiredState Desired = Contoso.Desired();
    private static readonly ObservedState Nothing = Observed.Nothing;
    private static readonly ObservedState Deployed = Observed.Deployed(Desired);
    private static readonly DesiredState Renamed = Desired with { Row = Desired.Row with { Identity = Desired.Row.Identity with { Description = "New text" } } };
    private static readonly DesiredState Rotating = Desired.WithApplication(a => a with { RotateAsOf = DateTimeOffset.MaxValue });
    private static readonly DesiredState Pruning = Desired.WithApplication(a => a with { PrunePermissions = true });
    private static readonly RequiredPermission Extra = new(new Guid("dddddddd-0000-0000-0000-000000000002"), new Guid("dddddddd-0000-0000-0000-000000000003"), "Scope");
    private static readonly DesiredState Unmanaged = PackageCases.Unmanaged;
    private static readonly ObservedState Imported = PackageCases.Imported(Unmanaged);
    private static readonly ObservedState Older = Imported.WithDataverse(d => d with { Solution = d.Solution! with { Version = "0.9.0.0" } });

    public static IReadOnlyList<ApprovalCase> All =>
    [
        new("nothing moved", Desired, Nothing, Nothing),
        new("all is done", Desired, Nothing, Deployed),
        new("another description is wanted", Desired, Deployed, Deployed) { Wanted = Renamed },
        new(
            "another secret lifetime is wanted", Desired, Nothing, Nothing) { Wanted = Desired.WithApplication(a => a with { SecretLifetime = TimeSpan.FromDays(90) }) },
        new("consent is wanted", Desired, Nothing, Nothing) { Wanted = Desired.WithApplication(a => a with { GrantAdminConsent = true }) },
        new(
            "a share is wanted", Desired, Nothing, Nothing) { Wanted = Desired with { Shares = [new ConnectorShare("Makers", "CanView")] } },
        new(
            "another environment", Desired, Nothing, Nothing) { Wanted = Contoso.Desired(target: Contoso.Target with { Name = "prod", DataverseUrl = new Uri("https://contoso.crm4.dynamics.com/") }) },
        new(
            "another tenant", Desired, Nothing, Nothing) { Wanted = Desired with { Target = Desired.Target with { TenantId = Observed.KeyId } } },
        new(
            "another connector", Desired, Nothing, Nothing) { Wanted = Contoso.Desired(Contoso.Project with { ConnectorName = "contoso_other" }) },
        new("the publisher is made", Desired, Nothing, Nothing.WithDataverse(d => d with { Publisher = Deployed.Dataverse.Publisher })),
        new(
            "another publisher is there", Desired, Nothing,
            Nothing.WithDataverse(d => d with { Publisher = new PublisherState(Observed.PublisherId, "fabrikam", "contoso") })),
        new("the solution is made", Desired, Nothing, UpToSolution()),
        new("the solution is deleted", Renamed, Deployed, Deployed.WithDataverse(d => d with { Solution = null })),
        new("the app is made", Desired, Nothing, UpToApplication()),
        new(
            "an app of another audience is there", Desired, Nothing,
            UpToApplication().WithApplication(a => a with { SignInAudience = "AzureADMyOrg" })),
        new("the service principal is made", Desired, Nothing, UpToServicePrincipal()),
        new("the service principal goes", Renamed, Deployed, Deployed.WithEntra(e => e with { ServicePrincipalId = null })),
        new("a secret is minted", Desired, Nothing, UpToSecret(Observed.Now.AddMinutes(1))),
        new("a secret of ours from just before the plan", Desired, Nothing, UpToSecret(Observed.Now.AddMinutes(-4))),
        new("a secret of ours from long before the plan", Desired, Nothing, UpToSecret(Observed.Now.AddMinutes(-6))),
        new("a secret by hand is there", Desired, Nothing, UpToSecret(Observed.Now.AddMinutes(1), "by hand")),
        new("the connector is made", Desired, Nothing, UpToConnector()),
        new("another connector has the id", Desired, Nothing, UpToConnector().WithRow(r => r with { Name = "contoso_other" })),
        new(
            "the connector is made, and somebody edited it", Desired, Nothing,
            UpToConnector().WithRow(r => r.Moved("description", "Edited"))),
        new(
            "the reply URL is added", Desired, Nothing,
            UpToConnector().WithApplication(a => a with { RedirectUris = [Observed.RedirectUrl] })),
        new(
            "the record is made, the secret of it is another", Desired, Nothing,
            Deployed.WithRecord(r => r with { SecretKeyId = Observed.SolutionId })),
        new(
            "the record is of other columns", Desired, Nothing,
            Deployed.WithRecord(r => r with { Sent = new Dictionary<string, string>(), RowETag = "old" })),
        new(
            "the connector's update is done", Renamed, Deployed,
            Observed.Deployed(Renamed).WithRecord(_ => Deployed.Dataverse.Record.Record!).WithRow(r => r with { ETag = "W/\"2000\"" })),
        new("the connector moved before the update", Renamed, Deployed, Deployed.WithRow(r => r.Moved())),
        new(
            "the connector moved, and its update is not done", Renamed, Deployed,
            Deployed.WithRow(r => r.Moved("iconbrandcolor", "#000000"))),
        new("somebody else deleted the connector", Renamed, Deployed, Deployed.WithDataverse(d => d with { Connector = null })),
        new("the record was rewritten", Renamed, Deployed, Deployed.WithRecord(r => r with { SecretSince = Observed.Now })),
        new("the record went", Renamed, Deployed, Deployed.WithRecord(_ => null)),
        new(
            "the record became unreadable", Renamed, Deployed,
            Deployed.WithDataverse(d => d with { Record = d.Record with { Record = null, IsUnreadable = true } })),
        new("somebody else took the name", Desired, Nothing, Nothing.WithDataverse(d => d with { NameHolder = Observed.KeyId })),
        new("a rotation is not begun", Rotating, Deployed, Deployed),
        new("a rotation has minted", Rotating, Deployed, Minted(Deployed)),
        new(
            "a rotation was not approved", Desired, Deployed.WithApplication(a => a with { RedirectUris = [] }),
            Deployed.WithApplication(a => a with { RedirectUris = [], Passwords = [] })),
        new(
            "the secret comes near its end meanwhile", Desired, Deployed.WithApplication(a => a with { RedirectUris = [] }),
            Deployed.WithApplication(a => a with { RedirectUris = [] })) { Later = TimeSpan.FromDays(141) },
        new("a secret comes of age meanwhile", Renamed, Former(), Former()) { Later = TimeSpan.FromHours(3) },
        new("the removal of a secret is done", Desired, Former(TimeSpan.FromDays(2)), Removed(Former(TimeSpan.FromDays(2)))),
        new("a permission is to be added and is there", Desired, Unreachable(Permissions(Extra)), Unreachable(Permissions(Extra, Wanted))),
        new("a permission is to be added, and another went", Desired, Unreachable(Permissions(Extra)), Unreachable(Permissions())),
        new(
            "a permission is to be removed and is gone", Pruning, Unreachable(Permissions(Wanted, Extra)),
            Unreachable(Permissions(Wanted))),
        new("a permission appeared", Renamed, Deployed, Permissions(Wanted, Extra)),
        new("a deleted app is restored", Desired, Deleted(), UpToApplication()),
        new(
            "a deleted app is restored, and its audience is another", Desired, Deleted(),
            UpToApplication().WithApplication(a => a with { SignInAudience = "AzureADMyOrg" })),
        new(
            "another app is deleted", Desired, Nothing,
            Nothing.WithEntra(e => e with { Deleted = new DeletedApplication(Deployed.Entra!.Application!, null) })),
        new("consent is granted meanwhile", Granting, Unreachable(Consent(null)), Unreachable(Consent("user_impersonation"))),
        new("consent is granted to something else", Granting, Unreachable(Consent(null)), Unreachable(Consent("other"))),
        new("consent went", Renamed, Consent("user_impersonation"), Consent(null)),
        new(
            "the API is another", Renamed, Deployed,
            Deployed.WithEntra(e => e with { Resources = [e.Resources[0] with { AppId = Observed.KeyId }] })),
        new("a share is given", Sharing, Unreachable(Shared(null)), Unreachable(Shared(Makers))),
        new("a share of somebody else's is given", Sharing, Shared(null), Shared(Ada)),
        new("an owner is given", Owning, Unreachable(Shared(null)), Unreachable(Shared(null, Ada.Id))),
        new("another owner is given", Renamed, Shared(null), Shared(null, Makers.Id)),
        new("package: nothing moved", Unmanaged, Older, Older),
        new("package: it is imported", Unmanaged, Older, Imported),
        new("package: it is imported, and the secret is to be put back", Unmanaged, Older, ImportedOnly()),
        new("package: it is imported into nothing", Unmanaged, Nothing, FirstImport()),
        new(
            "package: it is imported into nothing, without the app", Unmanaged, Nothing,
            FirstImport().WithEntra(e => e with { Application = null, ServicePrincipalId = null })),
        new(
            "package: another version is there", Unmanaged, Older,
            Older.WithDataverse(d => d with { Solution = d.Solution! with { Version = "0.9.5.0" } })),
        new(
            "package: a newer version is there", Unmanaged, Older,
            Older.WithDataverse(d => d with { Solution = d.Solution! with { Version = "9.0.0.0" } })),
        new(
            "package: the solution became managed", Unmanaged, Older,
            Older.WithDataverse(d => d with { Solution = d.Solution! with { IsManaged = true } })),
        new("package: a variable was set", Unmanaged, Older, Variable(Older, "other.example")),
        new("package: a variable got its value", Unmanaged, Variable(Older, "other.example"), Variable(Older, "dev.example")),
        new("package: a variable went", Unmanaged, Older, Without(Older, "_Host")),
        new(
            "package: the client id was set", Unmanaged, Unreachable(ClientId(Imported, "another")),
            Unreachable(ClientId(Imported, Observed.AppId.ToString()))),
        new("package: the client id is still to be set", Unmanaged, ClientId(Older, "another"), ClientId(ImportedOnly(), "another")),
        new(
            "package: another package is wanted", Unmanaged, Older, Older) { Wanted = PackageCases.Package(Unmanaged, p => p with { MayDelete = ["contoso_old"] }) },
        new("package: another value is wanted", Unmanaged, Older, Older) { Wanted = PackageCases.Host(Unmanaged, "other.example") },
        new("package: an upgrade was staged", PackageCases.Managed, ManagedOlder(), PackageCases.Staged(ManagedOlder())),
        new(
            "package: a staged upgrade was completed", Completing, PackageCases.Staged(ManagedOlder()),
            ManagedOlder().WithDataverse(d => d with { Solution = d.Solution! with { Version = "0.9.5.0" } })),
        new(
            "package: a staged upgrade was completed, and the import is done", Completing, PackageCases.Staged(ManagedOlder()),
            Minted(PackageCases.Imported(PackageCases.Managed)).WithRow(r => r with { ETag = "W/\"2000\"" })),
        new(
            "package: another upgrade was completed", Completing, PackageCases.Staged(ManagedOlder()),
            ManagedOlder().WithDataverse(d => d with { Solution = d.Solution! with { Version = "0.9.6.0" } })),
        new(
            "package: a staged upgrade deletes more", Completing, PackageCases.Staged(ManagedOlder()),
            PackageCases.Staged(ManagedOlder(), PackageCases.Component("workflow", "Send order"))),
        new(
            "package: a connection was set", PackageCases.Connecting("two"),
            Unreachable(PackageCases.Connected(PackageCases.Connecting("two"), "one")),
            Unreachable(PackageCases.Connected(PackageCases.Connecting("two"), "two"))),
        new(
            "package: another connection was set", PackageCases.Connecting("two"),
            PackageCases.Connected(PackageCases.Connecting("two"), "one"), PackageCases.Connected(PackageCases.Connecting("two"), "three")),
        new(
            "package: a reference was made", PackageCases.Connecting("one"),
            Unreachable(PackageCases.Imported(PackageCases.Connecting("one"))),
            Unreachable(PackageCases.Connected(PackageCases.Connecting("one"), "one"))),
        new(
            "package: an import for another connector brought it", Unmanaged, Older with { ImportedWith = "contoso_other" },
            ImportedOnly()),
        new("package: an import for another connector did not bring it", Unmanaged, Older with { ImportedWith = "contoso_other" }, Older),
    ];

    private static readonly PrincipalState Makers = new(new Guid("11111111-0000-0000-0000-000000000001"), IsTeam: true, "Makers");
    private static readonly PrincipalState Ada = new(new Guid("11111112-0000-0000-0000-000000000001"), IsTeam: false, "Ada");

    private static DesiredState Granting => Desired.WithApplication(a => a with { GrantAdminConsent = true });

    private static DesiredState Sharing => Desired with { Shares = [new ConnectorShare("Makers", "CanView")] };

    private static DesiredState Owning => Desired with { Owner = "Ada" };

    private static DesiredState Completing => PackageCases.Package(PackageCases.Managed, p => p with { CompletesUpgrade = true });

    private static RequiredPermission Wanted => Deployed.Entra!.Application!.Permissions[0];

    private static ObservedState UpToSolution() =>
        Nothing.WithDataverse(d => d with { Publisher = Deployed.Dataverse.Publisher, Solution = Deployed.Dataverse.Solution! with { Version = Desired.Solution.Version } });

    private static ObservedState UpToApplication() =>
        UpToSolution().WithEntra(e => e with { Application = Deployed.Entra!.Application! with { Passwords = [], RedirectUris = [] } });

    private static ObservedState UpToServicePrincipal() => UpToApplication().WithEntra(e => e with { ServicePrincipalId = "service-principal-id" });

    private static ObservedState UpToSecret(DateTimeOffset start, string? name = null) => UpToServicePrincipal().WithApplication(a => a with
    {
        Passwords = [new PasswordState(Observed.KeyId, name ?? Desired.Application!.SecretPrefix + "x", start, start.AddDays(180))],
    });

    private static ObservedState UpToConnector() =>
        UpToSecret(Observed.Now.AddMinutes(1)).WithDataverse(d => d with { Connector = Deployed.Dataverse.Connector });

    private static ObservedState Minted(ObservedState state) => state.WithApplication(a => a with
    {
        Passwords =
        [
            .. a.Passwords,
            new PasswordState(Observed.SolutionId, Desired.Application!.SecretPrefix + "y", Observed.Now.AddMinutes(1), Observed.Now.AddDays(180)),
        ],
    });

    private static ObservedState Removed(ObservedState state) => state.WithApplication(a => a with { Passwords = [a.Passwords[0]] });

    private static ObservedState Former(TimeSpan? since = null) => Deployed
        .WithApplication(a => a with
        {
            RedirectUris = since is null ? a.RedirectUris : [],
            Passwords = [.. a.Passwords, new PasswordState(Observed.SolutionId, a.Passwords[0].DisplayName + "y", Observed.Now.AddDays(-100), Observed.Now.AddDays(80))],
        })
        .WithRecord(r => r with { SecretSince = Observed.Now - (since ?? TimeSpan.FromHours(22)), Former = [DeploymentRecord.SecretKey(Observed.SolutionId)] });

    // Something is left to do in any case.
    private static ObservedState Unreachable(ObservedState state) => state.WithApplication(a => a with { RedirectUris = [] });

    private static ObservedState Permissions(params RequiredPermission[] permissions) => Deployed.WithApplication(a => a with { Permissions = [.. permissions] });

    private static ObservedState Deleted() => UpToSolution().WithEntra(e => e with
    {
        Deleted = new DeletedApplication(Deployed.Entra!.Application! with { Passwords = [], RedirectUris = [] }, null),
    });

    private static ObservedState Consent(string? scope) => Deployed.WithEntra(e => e with
    {
        Resources = [Observed.AzureServiceManagement with { ServicePrincipalId = "azure-principal" }],
        Grants = scope is null ? [] : [new ConsentGrant("grant", "azure-principal", [scope])],
    });

    private static ObservedState Shared(PrincipalState? with, Guid? owner = null) => Deployed.WithDataverse(d => d with
    {
        Sharing = new SharingState(
            owner, with is null ? [] : [new SharedAccess(with.Id, with.IsTeam, ["ReadAccess"])],
            new Dictionary<string, IReadOnlyList<PrincipalState>> { ["Makers"] = [Makers], ["Ada"] = [Ada] }),
    });

    // The import is done, and the platform has cleared the secret.
    private static ObservedState ImportedOnly() => Minted(Imported).WithRow(r => r with { ETag = "W/\"2000\"" })
        .WithRecord(r => r with { PackageHash = "former" });

    private static ObservedState FirstImport() => UpToSecret(Observed.Now.AddMinutes(1)).WithDataverse(_ => Imported.Dataverse with
    {
        Publisher = null, Record = new RecordState(null, null, null),
    });

    private static ObservedState ManagedOlder() =>
        PackageCases.Imported(PackageCases.Managed).WithDataverse(d => d with { Solution = d.Solution! with { Version = "0.9.0.0" } });

    private static ObservedState Variable(ObservedState state, string host) => PackageCases.Variables(
        state, v => v.Key.EndsWith("_Host", StringComparison.Ordinal) ? v.Value with { Value = host } : v.Value);

    private static ObservedState Without(ObservedState state, string ending) => PackageCases.Variables(
        state, v => v.Key.EndsWith(ending, StringComparison.Ordinal) ? null : v.Value);

    private static ObservedState ClientId(ObservedState state, string clientId) => PackageCases.Variables(
        state, v => v.Key.EndsWith("_ClientId", StringComparison.Ordinal) ? v.Value with { Value = clientId } : v.Value);
}
