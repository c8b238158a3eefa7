using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Entra;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Connectors;
using ConnectorBuild.Planning.Tests.Deployment;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>The client secret: minted, brought, referred to or none at all; when it is renewed, and when a former one goes.</summary>
internal static class SecretCases
{
    private static readonly DesiredState Desired = Contoso.Desired();
    private static readonly ObservedState Deployed = Observed.Deployed(Desired);
    private static readonly SecretSource FromVariable = new(SecretSourceKind.EnvironmentVariable, "MY_SECRET");
    private static readonly DesiredState Brings = Desired.WithApplication(a => a with { Secret = FromVariable });
    private static readonly DesiredState Secretless = Contoso.Desired(
        properties: Contoso.Secretless(Contoso.Properties).Replace("\"common\"", $"\"{Contoso.Tenant}\"", StringComparison.Ordinal));
    private static readonly Guid FormerKey = new("bbbbbbbb-0000-0000-0000-000000000002");

    private static readonly DesiredState Refers = Contoso.Desired(properties: Contoso.Properties.Replace(
        "\"clientId\":\"\"", "\"clientId\":\"\",\"clientSecret\":\"@environmentVariables(\\\"contoso_Secret\\\")\"", StringComparison.Ordinal));

    private static string VaultPath =>
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/contoso-vault/secrets/orders";

    public static IReadOnlyList<PlanCase> All =>
    [
        new("the secret is asked for anew", Desired.WithApplication(a => a with { RotateAsOf = DateTimeOffset.MaxValue }), Deployed),
        new("the secret is asked for anew, and was minted at that moment", Rotating(TimeSpan.Zero), Minted(TimeSpan.Zero)),
        new("the secret is asked for anew, and another run minted one since", Rotating(TimeSpan.FromSeconds(3)), Minted(TimeSpan.FromSeconds(2))),
        new("the secret is gone from the app", Desired, Deployed.WithApplication(a => a with { Passwords = [] })),
        new(
            "the secret is not of ours", Desired,
            Deployed.WithApplication(a => a with { Passwords = [a.Passwords[0] with { DisplayName = "by hand" }] })),
        new("the secret ends in exactly 30 days", Desired, Ends(30)),
        new("the secret ends in a little less than 30 days", Desired, Ends(29.99)),
        new("the secret has ended", Desired, Ends(-1)),
        new(
            "a short secret is renewed in the last third of its life", Desired,
            Ends(2.9).WithRecord(r => r with { SecretLifetimeDays = 9 })),
        new("a short secret is not renewed before", Desired, Ends(3.1).WithRecord(r => r with { SecretLifetimeDays = 9 })),
        new("a secret without a recorded lifetime", Desired, Ends(2.9).WithRecord(r => r with { SecretLifetimeDays = null })),
        new("the record is of another app", Desired, Deployed.WithRecord(r => r with { ClientId = "another" })),
        new("the record names no secret", Desired, Deployed.WithRecord(r => r with { SecretKeyId = null })),
        new("the row was written by somebody else", Desired, Deployed.WithRow(r => r.Moved())),
        new("the record is not there", Desired, Deployed.WithRecord(_ => null)),
        new(
            "the record cannot be read", Desired,
            Deployed.WithDataverse(d => d with { Record = d.Record with { Record = null, IsUnreadable = true } })),
        new("the record's value is not there", Desired, Deployed.WithDataverse(d => d with { Record = new RecordState(null, null, null) })),
        new("the connector is gone, and a secret of ours is left", Desired, Gone(TimeSpan.FromMinutes(21))),
        new("the connector is gone, and a secret of ours is young", Desired, Gone(TimeSpan.FromMinutes(20))),
        new("brought: the connector is new", Brings, Observed.Nothing with { Brought = Brought("a") }),
        new("brought: as before", Brings, Deployed.WithRecord(r => r with { SecretFingerprint = "a" }) with { Brought = Brought("a") }),
        new("brought: another one", Brings, Deployed.WithRecord(r => r with { SecretFingerprint = "b" }) with { Brought = Brought("a") }),
        new(
            "brought: not tried before", Brings,
            Deployed.WithRecord(r => r with { SecretFingerprint = "untried a" }) with { Brought = Brought("a") }),
        new(
            "brought: not tried before, and still nobody can sign in", Brings,
            Deployed.WithRecord(r => r with { SecretFingerprint = "untried a" }).WithEntra(e => e with { ServicePrincipalId = null })
                with { Brought = Brought("a") }),
        new("brought: not here to be read", Brings, Deployed.WithRecord(r => r with { SecretFingerprint = "a" })),
        new("brought: minted before", Brings, Deployed with { Brought = Brought("a") }),
        new(
            "brought: from Key Vault",
            Desired.WithApplication(a => a with { Secret = new SecretSource(SecretSourceKind.KeyVault, "https://v.vault.azure.net/secrets/s") }),
            Deployed with { Brought = Brought("a") }),
        new("referred to: the app is new", Refers, Observed.Nothing),
        new("referred to: the app has none", Refers, Observed.Deployed(Refers).WithApplication(a => a with { Passwords = [] })),
        new("referred to: the app's has ended", Refers, Held(Observed.Deployed(Refers), -1)),
        new("referred to: the app has one", Refers, Held(Observed.Deployed(Refers), 1)),
        new("referred to: the path is known", Refers, Path(Observed.Deployed(Refers), VaultPath)),
        new(
            "referred to: the path ends after the vault", Refers,
            Path(Observed.Deployed(Refers), VaultPath[..VaultPath.IndexOf("/secrets", StringComparison.Ordinal)])),
        new("referred to: the value is not a path", Refers, Path(Observed.Deployed(Refers), "none")),
        new("without one: the connector is new", Secretless, Observed.Nothing),
        new("without one: nobody is trusted", Secretless, Trusting(0)),
        new("without one: nineteen others are trusted", Secretless, Trusting(19)),
        new("without one: twenty others are trusted", Secretless, Trusting(20)),
        new("without one: the platform is trusted", Secretless, Trusting(19, isTrusted: true)),
        new("without one: verified", Secretless.WithApplication(a => a with { IsVerifiedOnly = true }), Trusting(19)),
        new("without one: verified, and there is no room", Secretless.WithApplication(a => a with { IsVerifiedOnly = true }), Trusting(20)),
        new(
            "without one: verified, and the app is not there",
            Secretless.WithApplication(a => a with { IsVerifiedOnly = true, ClientId = "x" }),
            Trusting(0).WithEntra(e => e with { Application = null })),
        new(
            "without one: a resource of api://",
            Secretless.WithApplication(a => a with { Resources = [new ResourceScopes("api://orders", ["read"])] }),
            Trusting(0).WithEntra(e => e with { Resources = [Orders] })),
        new("a former secret, a day less a minute after", Desired, Former(TimeSpan.FromMinutes((24 * 60) - 1), [FormerKey])),
        new("a former secret, a day after", Desired, Former(TimeSpan.FromDays(1), [FormerKey])),
        new(
            "a former secret, while another is minted", Desired.WithApplication(a => a with { RotateAsOf = DateTimeOffset.MaxValue }),
            Former(TimeSpan.FromDays(2), [FormerKey])),
        new("a former secret, and the row is not ours", Desired, Former(TimeSpan.FromDays(2), [FormerKey]).WithRow(r => r.Moved())),
        new("a secret of a run that failed", Desired, Former(TimeSpan.FromMinutes(5), [])),
        new("a secret of a run that may be in progress", Desired, Young(Former(TimeSpan.FromMinutes(5), []), TimeSpan.FromMinutes(20))),
        new("an earlier version's record, a day after", Desired, Former(TimeSpan.FromDays(1), null)),
        new(
            "an earlier version's record, and the secret is young", Desired,
            Young(Former(TimeSpan.FromDays(1), null), TimeSpan.FromHours(23))),
        new(
            "a former secret of an app that is only verified",
            Desired.WithApplication(a => a with { IsVerifiedOnly = true, Secret = FromVariable }),
            Former(TimeSpan.FromDays(2), [FormerKey])),
    ];

    private static readonly ResourceApi Orders = new(
        "api://orders", new Guid("eeeeeeee-0000-0000-0000-000000000001"), "Orders",
        [new DelegatedScope(new Guid("eeeeeeee-0000-0000-0000-000000000002"), "read", true)]);

    private static DesiredState Rotating(TimeSpan ago) => Desired.WithApplication(a => a with { RotateAsOf = Observed.Now - ago });

    private static ObservedState Minted(TimeSpan ago) =>
        Deployed.WithApplication(a => a with { Passwords = [a.Passwords[0] with { Start = Observed.Now - ago }] });

    private static ObservedState Ends(double days) =>
        Deployed.WithApplication(a => a with
        {
            Passwords = [a.Passwords[0] with { Start = Observed.Now.AddDays(days - 9), End = Observed.Now.AddDays(days) }],
        });

    private static ObservedState Held(ObservedState state, int days) =>
        state.WithApplication(a => a with { Passwords = [a.Passwords[0] with { End = Observed.Now.AddDays(days) }] });

    private static ObservedState Gone(TimeSpan age) => Observed.Nothing.WithEntra(e => e with
    {
        Application = Deployed.Entra!.Application! with
        {
            Passwords = [Deployed.Entra.Application!.Passwords[0] with { Start = Observed.Now - age }],
        },
        ServicePrincipalId = "service-principal-id",
    });

    private static BroughtSecret Brought(string fingerprint) => new(FromVariable, fingerprint);

    private static ObservedState Path(ObservedState state, string value) => state
        .WithApplication(a => a with { Passwords = [] })
        .WithDataverse(d => d with { Variables = new Dictionary<string, VariableState> { ["contoso_Secret"] = new(Guid.Empty, Guid.Empty, value, null) } });

    private static ObservedState Former(TimeSpan since, IReadOnlyList<Guid>? former) => Deployed
        .WithApplication(a => a with
        {
            Passwords =
            [
                .. a.Passwords,
                new PasswordState(FormerKey, a.Passwords[0].DisplayName + "y", Observed.Now.AddDays(-100), Observed.Now.AddDays(80)),
                new PasswordState(new Guid("bbbbbbbb-0000-0000-0000-000000000003"), "by hand", Observed.Now.AddDays(-100), Observed.Now.AddDays(80)),
            ],
        })
        .WithRecord(r => r with { SecretSince = Observed.Now - since, Former = former?.Select(DeploymentRecord.SecretKey).ToList() });

    private static ObservedState Young(ObservedState state, TimeSpan age) =>
        state.WithApplication(a => a with { Passwords = [.. a.Passwords.Select(p => p.KeyId == FormerKey ? p with { Start = Observed.Now - age } : p)] });

    private static ObservedState Trusting(int others, bool isTrusted = false)
    {
        var state = Observed.Deployed(Secretless);
        var issued = state.Dataverse.Connector![ConnectorColumns.ConnectionParameters]!.Replace(
            "\"properties\":{",
            "\"properties\":{\"FederatedIdentityCredentials\":{\"Issuer\":\"https://login.microsoftonline.com/t/v2.0\",\"Subject\":\"/eid1/c/pub/t/x\"},",
            StringComparison.Ordinal);
        state = state.WithRow(r => r with { Columns = r.Columns.ToDictionary(c => c.Key, c => c.Key == ConnectorColumns.ConnectionParameters ? issued : c.Value) });
        var own = ConnectorSignIn.FederatedTrusts(issued, null);
        return state.WithEntra(e => e with
        {
            Trusts = [.. Enumerable.Range(0, others).Select(i => new FederatedTrust("https://issuer.example", $"subject-{i}", FederatedTrust.DefaultAudience)), .. isTrusted ? own : []],
        });
    }
}
