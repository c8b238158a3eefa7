using ConnectorBuild.Cloud.Dataverse;
using ConnectorBuild.Cloud.Deployment.Planning;
using ConnectorBuild.Cloud.Targets;
using ConnectorBuild.Planning.Tests.Deployment;
using ConnectorBuild.Projects;

namespace ConnectorBuild.Planning.Tests.Plans;

/// <summary>Owner and shares: given, found, missing, ambiguous, taken back.</summary>
internal static class SharingCases
{
    private static readonly PrincipalState Makers = new(new Guid("11111111-0000-0000-0000-000000000001"), IsTeam: true, "Makers");
    private static readonly PrincipalState Ada = new(new Guid("11111112-0000-0000-0000-000000000001"), IsTeam: false, "Ada");
    private static readonly PrincipalState Twin = new(new Guid("11111113-0000-0000-0000-000000000001"), IsTeam: true, "Makers");

    public static IReadOnlyList<PlanCase> All =>
    [
        new("the project says nothing", Desired(), State(null, [], [])),
        new("a share is new", Desired(("Makers", "CanView")), State(null, [], [Makers])),
        new("a share to edit is new", Desired(("Makers", "canedit")), State(null, [], [Makers])),
        new("a share is there", Desired(("Makers", "CanView")), State(null, [Shared(Makers, "ReadAccess")], [Makers])),
        new(
            "a share is there, and it is ours", Desired(("Makers", "CanView")),
            Ours(State(null, [Shared(Makers, "ReadAccess")], [Makers]), Makers)),
        new(
            "a share to edit is there", Desired(("Makers", "CanEdit")),
            State(null, [Shared(Makers, "ReadAccess", "WriteAccess")], [Makers])),
        new("a share becomes one to edit", Desired(("Makers", "CanEdit")), State(null, [Shared(Makers, "ReadAccess")], [Makers])),
        new(
            "a share to edit becomes one to view", Desired(("Makers", "CanView")),
            State(null, [Shared(Makers, "ReadAccess", "WriteAccess")], [Makers])),
        new("a share that reads nothing", Desired(("Makers", "CanView")), State(null, [Shared(Makers, "AppendAccess")], [Makers])),
        new(
            "a share of ours is named no more", Desired(("Ada", "CanView")),
            Ours(State(null, [Shared(Makers, "ReadAccess")], [Ada]), Makers)),
        new(
            "a share that somebody else gave is named no more", Desired(("Ada", "CanView")),
            State(null, [Shared(Makers, "ReadAccess")], [Ada])),
        new("an access that is not there", Desired(("Makers", "CanDelete")), State(null, [], [Makers])),
        new("nobody of the name", Desired(("Nobody", "CanView")), State(null, [], [])),
        new("two of the name", Desired(("Makers", "CanView")), State(null, [], [Makers, Twin])),
        new("one principal twice with one access", Desired(("Makers", "CanView"), ("makers@contoso.com", "canview")), Twice()),
        new("one principal twice with different access", Desired(("Makers", "CanView"), ("makers@contoso.com", "CanEdit")), Twice()),
        new("the owner is another", Desired() with { Owner = "Ada" }, State(Makers.Id, [], [Ada])),
        new("the owner is right", Desired() with { Owner = "Ada" }, State(Ada.Id, [], [Ada])),
        new("the owner is not found", Desired() with { Owner = "Nobody" }, State(Ada.Id, [], [Ada])),
        new("the connector is new, with an owner and a share", Desired(("Makers", "CanView")) with { Owner = "Ada" }, New()),
        new(
            "unmanaged changes lie over the connector", Desired(),
            State(null, [], []).WithDataverse(d => d with { UnmanagedColumns = ["description"] })),
        new("sharing is not read", Desired(), Observed.Deployed(Desired())),
    ];

    private static DesiredState Desired(params (string Principal, string Access)[] shares) =>
        Contoso.Desired() with { Shares = [.. shares.Select(s => new ConnectorShare(s.Principal, s.Access))] };

    private static ObservedState State(Guid? owner, SharedAccess[] shared, PrincipalState[] found) =>
        Observed.Deployed(Desired()).WithDataverse(d => d with { Sharing = Sharing(owner, shared, found) });

    private static SharingState Sharing(Guid? owner, SharedAccess[] shared, PrincipalState[] found) => new(
        owner, shared, found.GroupBy(p => p.DisplayName).ToDictionary(g => g.Key, g => (IReadOnlyList<PrincipalState>)[.. g]));

    private static ObservedState Twice() => Observed.Deployed(Desired()).WithDataverse(d => d with
    {
        Sharing = new SharingState(
            null, [], new Dictionary<string, IReadOnlyList<PrincipalState>> { ["Makers"] = [Makers], ["makers@contoso.com"] = [Makers] }),
    });

    private static ObservedState New() => Observed.Nothing.WithDataverse(d => d with { Sharing = Sharing(null, [], [Makers, Ada]) });

    private static SharedAccess Shared(PrincipalState principal, params string[] rights) => new(principal.Id, principal.IsTeam, rights);

    private static ObservedState Ours(ObservedState state, PrincipalState principal) =>
        state.WithRecord(r => r with { Granted = [DeploymentRecord.PrincipalKey(principal.Id)] });
}
